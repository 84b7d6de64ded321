"""Proves that the Slack judge lets good payloads pass and catches each kind of bad one."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.judges.slack import judge_slack_call, judge_slack_response, seen_texts

Payload = dict[str, Any]


def _plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def _button(action_id: str = "answer", text: str = "Answer") -> Payload:
    return {"type": "button", "action_id": action_id, "text": _plain(text), "value": "checkin:7"}


def _option(name: str) -> Payload:
    return {"text": _plain(name), "value": name}


def _input(block_id: str, element: Payload) -> Payload:
    return {"type": "input", "block_id": block_id, "label": _plain("State"), "element": element}


def a_message() -> Payload:
    """Give a message with every kind of block that Accord uses; nothing is wrong with it."""
    cell = {"type": "raw_text", "text": "on time"}
    return {
        "channel": "C0STUDY",
        "text": "The weekly update is due on Friday.",
        "blocks": [
            {"type": "header", "text": _plain("Weekly update")},
            {
                "type": "section",
                "block_id": "due",
                "text": {"type": "mrkdwn", "text": "Due on *Friday*."},
                "accessory": _button(),
            },
            {"type": "section", "fields": [{"type": "mrkdwn", "text": "From"}, _plain("CRO")]},
            {"type": "table", "rows": [[cell, cell], [cell, cell]]},
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "Asked by the agreement"}]},
            {"type": "actions", "elements": [_button("answer"), _button("excuse", "Excuse")]},
            {
                "type": "data_visualization",
                "title": "On time",
                "chart": {"type": "pie", "segments": [{"label": "on time", "value": 4}]},
            },
        ],
    }


def a_modal() -> Payload:
    """Give a form with the inputs that Accord uses; nothing is wrong with it."""
    choices = [_option("on track"), _option("at risk")]
    return {
        "type": "modal",
        "callback_id": "checkin",
        "title": _plain("Weekly update"),
        "submit": _plain("Send"),
        "close": _plain("Not now"),
        "private_metadata": "checkin:7",
        "blocks": [
            _input("state", {"type": "static_select", "action_id": "value", "options": choices}),
            _input("note", {"type": "plain_text_input", "action_id": "value", "max_length": 3000}),
            _input("topics", {"type": "checkboxes", "action_id": "value", "options": choices}),
        ],
    }


def _grow(count: int) -> Callable[[Payload], Any]:
    return lambda body: body["blocks"].extend({"type": "divider"} for _ in range(count))


def _section(text: str) -> Payload:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def _add(*blocks: Payload) -> Callable[[Payload], Any]:
    return lambda body: body["blocks"].extend(blocks)


BROKEN_MESSAGES: dict[str, tuple[Callable[[Payload], Any], str]] = {
    "no channel": (lambda m: m.pop("channel"), "'channel' is a required property"),
    "no text": (lambda m: m.pop("text"), "$.text: notifications"),
    "blank text": (lambda m: m.update(text="  "), "$.text: notifications"),
    "unknown argument": (lambda m: m.update(colour="red"), "'colour' was unexpected"),
    "unknown block": (_add({"type": "banner"}), "'banner' is not one of the kinds"),
    "mrkdwn header": (
        lambda m: m["blocks"][0]["text"].update(type="mrkdwn"),
        "$.blocks[0].text.type: 'plain_text' was expected",
    ),
    "mrkdwn button": (
        lambda m: m["blocks"][1]["accessory"]["text"].update(type="mrkdwn"),
        "$.blocks[1].accessory.text.type",
    ),
    "unknown key in a block": (lambda m: m["blocks"][0].update(size=3), "'size' was unexpected"),
    "button as input": (_add(_input("x", _button())), "'button' is not one of the kinds"),
    "51 blocks": (_grow(44), "51 blocks, 50 fit a message"),
    "block of a form": (
        _add({"type": "alert", "text": _plain("Late")}),
        "'alert' does not belong in a message",
    ),
    "long section": (_add(_section("x" * 3001)), "slack_sdk says"),
    "long header": (_add({"type": "header", "text": _plain("x" * 151)}), "slack_sdk says"),
    "long button": (_add({"type": "actions", "elements": [_button("b", "x" * 76)]}), "slack_sdk"),
    "long field": (
        _add({"type": "section", "fields": [_plain("x" * 2001)]}),
        "longer than 2000 characters",
    ),
    "11 fields": (_add({"type": "section", "fields": [_plain("x")] * 11}), "slack_sdk says"),
    "blank text object": (_add(_section(" ")), "$.blocks[7].text.text: is empty"),
    "block_id twice": (
        lambda m: m["blocks"][2].update(block_id="due"),
        "block_id 'due' is used twice",
    ),
    "action_id twice": (
        lambda m: m["blocks"][5].update(elements=[_button(), _button()]),
        "action_id 'answer' is used twice",
    ),
    "shout in the text": (lambda m: m.update(text="<!channel> late"), "would notify everybody"),
    "shout in a block": (_add(_section("hello <!here|here>")), "would notify everybody"),
    "shout as rich text": (
        _add(
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "broadcast", "range": "everyone"}],
                    }
                ],
            }
        ),
        "a broadcast element would notify everybody",
    ),
    "too much text": (_add(*[_section("x" * 2900)] * 5), "characters, Slack refuses a message"),
    "too much markdown": (
        _add(*[{"type": "markdown", "text": "x" * 7000}] * 2),
        "14000 characters in markdown blocks",
    ),
    "two tables": (lambda m: m["blocks"].append(m["blocks"][3]), "2 blocks of type table"),
    "ragged table": (lambda m: m["blocks"][3]["rows"][0].pop(), "different numbers of columns"),
    "101 rows": (lambda m: m["blocks"][3].update(rows=m["blocks"][3]["rows"] * 51), "has 102"),
    "7 segments": (
        lambda m: m["blocks"][6]["chart"].update(segments=[{"label": "a", "value": 1}] * 7),
        "is too long",
    ),
    "unknown chart": (lambda m: m["blocks"][6]["chart"].update(type="radar"), "'radar' is not"),
}

BROKEN_MODALS: dict[str, tuple[Callable[[Payload], Any], str]] = {
    "no title": (lambda v: v.pop("title"), "'title' is a required property"),
    "no submit": (lambda v: v.pop("submit"), "required when a modal has an input block"),
    "long title": (lambda v: v.update(title=_plain("x" * 25)), "slack_sdk says"),
    "long metadata": (lambda v: v.update(private_metadata="x" * 3001), "slack_sdk says"),
    "long callback_id": (lambda v: v.update(callback_id="x" * 256), "has 256"),
    "101 blocks": (_grow(98), "101 blocks, 100 fit a view"),
    "too many bytes": (_add(*[_section("x" * 2900)] * 90), "bytes, 250000 fit a view"),
    "block of a message": (
        _add({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}),
        "'table' does not belong in a modal",
    ),
    "long option value": (
        lambda v: v["blocks"][0]["element"]["options"][0].update(value="x" * 76),
        "longer than 75 characters",
    ),
    "long option text": (
        lambda v: v["blocks"][0]["element"]["options"][0].update(text=_plain("x" * 76)),
        "longer than 75 characters",
    ),
    "11 checkboxes": (
        lambda v: v["blocks"][2]["element"].update(options=[_option(str(n)) for n in range(11)]),
        "has 11, allowed are 1 to 10",
    ),
    "101 options": (
        lambda v: v["blocks"][0]["element"].update(options=[_option(str(n)) for n in range(101)]),
        "has 101, allowed are 1 to 100",
    ),
    "initial option not offered": (
        lambda v: v["blocks"][0]["element"].update(initial_option=_option("late")),
        "an initial option is not among the options",
    ),
    "long label": (lambda v: v["blocks"][0].update(label=_plain("x" * 2001)), "2001"),
    "long placeholder": (
        lambda v: v["blocks"][0]["element"].update(placeholder=_plain("x" * 151)),
        "longer than 150 characters",
    ),
    "max_length too high": (
        lambda v: v["blocks"][1]["element"].update(max_length=3001),
        "3001 is not between 1 and 3000",
    ),
    "initial value too long": (
        lambda v: v["blocks"][1]["element"].update(max_length=5, initial_value="too long"),
        "longer than the 5 characters",
    ),
    "two focused inputs": (
        lambda v: [v["blocks"][n]["element"].update(focus_on_load=True) for n in (0, 1)],
        "focus_on_load is set on 2",
    ),
}

BROKEN_ANSWERS: dict[str, tuple[object, str]] = {
    "not an object": ([1], "an answer is an object"),
    "unknown key": ({"text": "Done.", "color": "red"}, "$.color: Slack does not know it"),
    "unknown response_type": ({"text": "Done.", "response_type": "public"}, "$.response_type"),
    "text of the wrong type": ({"text": 3}, "$.text: must be str"),
    "blocks without text": ({"blocks": [{"type": "divider"}]}, "$.text: notifications"),
    "bad block": ({"text": "Done.", "blocks": [{"type": "banner"}]}, "'banner'"),
    "unknown action": ({"response_action": "reload"}, "'reload' is none of"),
    "errors without errors": ({"response_action": "errors"}, "$.errors: required"),
    "update without view": ({"response_action": "update", "errors": {}}, "$.view: required"),
    "empty error": ({"response_action": "errors", "errors": {"note": ""}}, "$.errors.note"),
    "error of no input": ({"response_action": "errors", "errors": {"x": "No."}}, "no input block"),
    "bad option": ({"options": [{"text": "plain", "value": "1"}]}, "options[0].text"),
}


@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update", "chat.postEphemeral"])
def test_a_good_message_has_no_complaints(method: str) -> None:
    extra = {"chat.update": {"ts": "1.2"}, "chat.postEphemeral": {"user": "U0PM"}}.get(method, {})
    assert judge_slack_call(method, {**a_message(), **extra}) == []


@pytest.mark.parametrize("broken", BROKEN_MESSAGES)
def test_each_fault_of_a_message_is_named(broken: str) -> None:
    breaking, complaint = BROKEN_MESSAGES[broken]
    message = a_message()
    breaking(message)
    assert complaint in "\n".join(judge_slack_call("chat.postMessage", message))


def test_a_good_form_has_no_complaints() -> None:
    assert judge_slack_call("views.open", {"trigger_id": "1.2", "view": a_modal()}) == []
    assert judge_slack_call("views.update", {"view_id": "V1", "view": a_modal()}) == []


@pytest.mark.parametrize("broken", BROKEN_MODALS)
def test_each_fault_of_a_form_is_named(broken: str) -> None:
    breaking, complaint = BROKEN_MODALS[broken]
    view = a_modal()
    breaking(view)
    found = judge_slack_call("views.open", {"trigger_id": "1.2", "view": view})
    assert complaint in "\n".join(found)


def test_a_view_needs_the_trigger_or_the_view_it_belongs_to() -> None:
    assert judge_slack_call("views.open", {"view": a_modal()})
    assert judge_slack_call("views.update", {"view": a_modal()})


def test_an_update_needs_the_message_it_replaces() -> None:
    assert judge_slack_call("chat.update", a_message()) == ["$: 'ts' is a required property"]


def test_blocks_sent_as_json_text_are_judged_like_blocks() -> None:
    message = a_message()
    assert judge_slack_call("chat.postMessage", message | {"blocks": json.dumps([{"type": "x"}])})


def test_a_method_without_a_judge_is_a_complaint() -> None:
    assert "no judge knows chat.unfurl" in judge_slack_call("chat.unfurl", {})[0]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        {"response_type": "ephemeral", "text": "Done."},
        {"delete_original": True},
        {"response_action": "clear"},
        {"response_action": "errors", "errors": {"note": "Say what is late."}},
        {"response_action": "update", "view": a_modal()},
        {"options": [_option("histopathology")]},
        {"options": []},
    ],
)
def test_a_good_answer_has_no_complaints(answer: object) -> None:
    assert judge_slack_response(answer, view=a_modal()) == []


@pytest.mark.parametrize("broken", BROKEN_ANSWERS)
def test_each_fault_of_an_answer_is_named(broken: str) -> None:
    answer, complaint = BROKEN_ANSWERS[broken]
    assert complaint in "\n".join(judge_slack_response(answer, view=a_modal()))


def test_the_texts_of_a_message_are_listed_in_reading_order() -> None:
    texts = seen_texts(a_message()["blocks"])
    assert texts[:3] == ["Weekly update", "Due on *Friday*.", "Answer"]
