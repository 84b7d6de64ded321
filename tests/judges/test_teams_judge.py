"""Proves that the Teams judge lets good payloads pass and catches each kind of bad one."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.judges.node import ScriptFailedError, need_node
from tests.judges.teams import (
    CARD,
    MESSAGE,
    judge_activity,
    judge_card,
    judge_invoke_answer,
    render_cards,
)

Payload = dict[str, Any]
Breaking = Callable[[Payload], Any]


def _text(text: str, **more: Any) -> Payload:
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


def a_card() -> Payload:
    """Give a card with the elements that Accord uses; nothing is wrong with it."""
    ann = {"type": "mention", "text": "<at>Ann</at>", "mentioned": {"id": "29:1", "name": "Ann"}}
    choices = [{"title": "On track", "value": "on_track"}, {"title": "At risk", "value": "at_risk"}]
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "fallbackText": "The weekly update is due on Friday.",
        "msteams": {"width": "full", "entities": [ann]},
        "refresh": {
            "action": {"type": "Action.Execute", "title": "Refresh", "verb": "refresh"},
            "userIds": ["29:1"],
        },
        "body": [
            _text("Weekly update", style="heading", size="Large"),
            _text("<at>Ann</at>, the weekly update is due on Friday at five."),
            {"type": "FactSet", "facts": [{"title": "From", "value": "CRO"}]},
            {"type": "Badge", "text": "Due", "style": "Warning", "fallback": _text("Due")},
            {"type": "Image", "url": "https://example.com/trend.png", "altText": "On-time trend"},
            {"type": "Input.Text", "id": "note", "label": "What is new", "isMultiline": True},
            {
                "type": "Input.ChoiceSet",
                "id": "state",
                "label": "State",
                "style": "filtered",
                "choices": choices,
            },
        ],
        "actions": [
            {
                "type": "Action.Execute",
                "title": "Send",
                "verb": "answer",
                # What a button carries is not part of the card, whatever it looks like.
                "data": {"type": "checkin", "id": "note"},
            },
            {
                "type": "Action.Submit",
                "title": "Edit",
                "data": {"msteams": {"type": "task/fetch"}},
                "msTeams": {"feedback": {"hide": True}},
            },
        ],
    }


def an_activity() -> Payload:
    """Give the message that carries the card; nothing is wrong with it."""
    attachment = {"contentType": CARD, "content": a_card()}
    return {"type": "message", "summary": "Weekly update is due", "attachments": [attachment]}


def a_mentioning_activity() -> Payload:
    """Give a plain message that mentions a person; nothing is wrong with it."""
    mention = {"type": "mention", "text": "<at>Bo</at>", "mentioned": {"id": "29:2", "name": "Bo"}}
    return {"type": "message", "text": "Thanks, <at>Bo</at>.", "entities": [mention]}


def _add(*elements: Payload) -> Breaking:
    return lambda card: card["body"].extend(elements)


def test_what_a_button_carries_is_not_shown() -> None:
    card = a_card()
    card["actions"][0].setdefault("data", {})["asked"] = "<at>Bo</at>, who owns this?"
    assert judge_card(card) == []


BROKEN_CARDS: dict[str, tuple[Breaking, str]] = {
    "misspelt type": (_add({"type": "TextBlok", "text": "x"}), "$.body[7]: 'TextBlok'"),
    "misspelt property": (_add(_text("x", wrapp=True)), "TextBlock has no such property"),
    "wrong type of a value": (_add(_text("x", maxLines="two")), "$.body[7].maxLines"),
    "text for a truth value": (_add({**_text("x"), "separator": "yes"}), "$.body[7].separator"),
    "style not in the list": (
        lambda c: c["body"][6].update(style="filterd"),
        "$.body[6].style",
    ),
    "value not in the list": (_add(_text("x", size="Huge")), "$.body[7].size"),
    "unknown width": (lambda c: c["msteams"].update(width="wide"), "$.msteams.width"),
    "OpenUrl without url": (
        lambda c: c["actions"].append({"type": "Action.OpenUrl", "title": "Open"}),
        "'url' is a required property",
    ),
    "version too new": (lambda c: c.update(version="1.6"), "bots may send 1.5 at most"),
    "no fallbackText": (lambda c: c.pop("fallbackText"), "$.fallbackText: missing"),
    "input without label": (lambda c: c["body"][5].pop("label"), "$.body[5].label: missing"),
    "input without id": (lambda c: c["body"][5].pop("id"), "$.body[5].id: missing"),
    "required without message": (
        lambda c: c["body"][5].update(isRequired=True),
        "$.body[5].errorMessage",
    ),
    "image without altText": (lambda c: c["body"][4].pop("altText"), "$.body[4].altText: missing"),
    "long text not wrapped": (lambda c: c["body"][1].pop("wrap"), "$.body[1].wrap: must be true"),
    "empty text": (_add(_text(" ")), "$.body[7].text: is empty"),
    "no fallback": (lambda c: c["body"][3].pop("fallback"), "$.body[3].fallback: missing on Badge"),
    "seven buttons": (lambda c: c.update(actions=c["actions"][:1] * 7), "7 buttons, Teams shows 6"),
    "seven in a set": (
        lambda c: c["body"].append({"type": "ActionSet", "actions": c["actions"][:1] * 7}),
        "$.body[7].actions: 7 buttons",
    ),
    "button without title": (lambda c: c["actions"][0].pop("title"), "$.actions[0].title: missing"),
    "id twice": (lambda c: c["body"][6].update(id="note"), "the id 'note' is used twice"),
    "too big": (_add(_text("x" * 25_000)), "25000 are safe"),
    "mention nowhere": (lambda c: c["body"].pop(1), "'<at>Ann</at>' is nowhere in the message"),
    "marks without mention": (_add(_text("<at>Bo</at>")), "'<at>Bo</at>' has no mention entity"),
    "mention without id": (
        lambda c: c["msteams"]["entities"][0]["mentioned"].pop("id"),
        "mentioned.id: missing",
    ),
}

BROKEN_ACTIVITIES: dict[str, tuple[Breaking, str]] = {
    "unknown type": (lambda a: a.update(type="massage"), "$.type: 'massage'"),
    "nothing in it": (lambda a: a.pop("attachments"), "a message needs a text or a card"),
    "text beside a card": (lambda a: a.update(text="Due."), "a card is sent alone"),
    "no summary": (lambda a: a.pop("summary"), "$.summary: missing"),
    "two cards": (lambda a: a.update(attachments=a["attachments"] * 2), "one card a message"),
    "wrong content type": (
        lambda a: a["attachments"][0].update(contentType="application/json"),
        "$.attachments[0].contentType",
    ),
    "card as text": (lambda a: a["attachments"][0].update(content="{}"), "must be the card"),
    "bad card": (
        lambda a: a["attachments"][0]["content"].update(version="9"),
        "$.attachments[0].content.version",
    ),
}

BROKEN_ANSWERS: dict[str, tuple[str, object, str]] = {
    "not an object": ("adaptiveCard/action", None, "is an object"),
    "no status": ("adaptiveCard/action", {"type": MESSAGE, "value": "x"}, "$.statusCode"),
    "text as card": (
        "adaptiveCard/action",
        {"statusCode": 200, "type": CARD, "value": "x"},
        "$.value: must be the card",
    ),
    "bad card": (
        "adaptiveCard/action",
        {"statusCode": 200, "type": CARD, "value": {"type": "AdaptiveCard"}},
        "$.value.version",
    ),
    "unknown kind": ("adaptiveCard/action", {"statusCode": 200, "type": "x"}, "$.type"),
    "bad dialog": ("task/fetch", {"task": {"type": "open"}}, "$.task.type"),
    "dialog without title": ("task/fetch", {"task": {"type": "continue", "value": {}}}, "title"),
    "unknown invoke": ("config/fetch", {}, "no judge knows"),
}

QUERY = "composeExtension/query"


def a_result(**changes: object) -> Payload:
    """An answer to a search with one thing in it."""
    preview = {
        "contentType": "application/vnd.microsoft.card.thumbnail",
        "content": {"title": "Histology", "text": "Study director"},
    }
    found = {"contentType": CARD, "content": a_card(), "preview": preview, **changes}
    return {
        "composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": [found]}
    }


BROKEN_ANSWERS |= {
    "search without an answer": (QUERY, {"type": "result"}, "must be the answer"),
    "search without a sentence": (
        QUERY,
        {"composeExtension": {"type": "message"}},
        "text: missing",
    ),
    "search of no kind": (QUERY, {"composeExtension": {"type": "results"}}, "is no list"),
    "result without preview": (QUERY, a_result(preview={}), "needs a thumbnail"),
    "result without card": (QUERY, a_result(contentType="text/html"), "contentType: must be"),
    "result with a bad card": (QUERY, a_result(content={"type": "AdaptiveCard"}), "version"),
    "result with HTML in its preview": (
        QUERY,
        a_result(
            preview={
                "contentType": "application/vnd.microsoft.card.hero",
                "content": {"title": "<b>", "text": "x"},
            }
        ),
        "can be read as HTML",
    ),
}

RENDERER_FAULTS: dict[str, tuple[Breaking, str]] = {
    "id twice": (lambda c: c["body"][6].update(id="note"), 'Duplicate Id "note".'),
    "input without id": (lambda c: c["body"][5].pop("id"), "All inputs must have a unique Id."),
    "unknown type": (_add({"type": "Banner"}), 'Unknown element type "Banner"'),
    "no fallback": (lambda c: c["body"][3].pop("fallback"), 'Unknown element type "Badge"'),
    "version too new": (lambda c: c.update(version="1.9"), "is not supported"),
}


def test_a_good_card_has_no_complaints() -> None:
    assert judge_card(a_card()) == []


@pytest.mark.parametrize("broken", BROKEN_CARDS)
def test_each_fault_of_a_card_is_named(broken: str) -> None:
    breaking, complaint = BROKEN_CARDS[broken]
    card = a_card()
    breaking(card)
    assert complaint in "\n".join(judge_card(card))


@pytest.mark.parametrize("activity", [an_activity(), a_mentioning_activity(), {"type": "typing"}])
def test_a_good_activity_has_no_complaints(activity: Payload) -> None:
    assert judge_activity(activity) == []


@pytest.mark.parametrize("broken", BROKEN_ACTIVITIES)
def test_each_fault_of_an_activity_is_named(broken: str) -> None:
    breaking, complaint = BROKEN_ACTIVITIES[broken]
    activity = an_activity()
    breaking(activity)
    assert complaint in "\n".join(judge_activity(activity))


def test_a_mention_must_be_announced_and_shown() -> None:
    unannounced = a_mentioning_activity() | {"entities": []}
    assert "has no mention entity" in judge_activity(unannounced)[0]
    unshown = a_mentioning_activity() | {"text": "Thanks, Bo."}
    assert "is nowhere in the message" in judge_activity(unshown)[0]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("adaptiveCard/action", {"statusCode": 200, "type": CARD, "value": a_card()}),
        ("adaptiveCard/action", {"statusCode": 200, "type": MESSAGE, "value": "Thank you."}),
        (QUERY, a_result()),
        (QUERY, {"composeExtension": {"type": "message", "text": "Nothing is near."}}),
        ("task/submit", {}),
        ("task/submit", {"task": {"type": "message", "value": "Thank you."}}),
        (
            "task/fetch",
            {
                "task": {
                    "type": "continue",
                    "value": {
                        "title": "Update",
                        "card": {"contentType": CARD, "content": a_card()},
                    },
                }
            },
        ),
    ],
)
def test_a_good_answer_to_an_invoke_has_no_complaints(name: str, body: Payload) -> None:
    assert judge_invoke_answer(name, body) == []


@pytest.mark.parametrize("broken", BROKEN_ANSWERS)
def test_each_fault_of_an_answer_to_an_invoke_is_named(broken: str) -> None:
    name, body, complaint = BROKEN_ANSWERS[broken]
    assert complaint in "\n".join(judge_invoke_answer(name, body))


def test_the_official_renderer_shows_a_good_card() -> None:
    need_node()
    (rendered,) = render_cards([a_card()])
    assert rendered["errors"] == []
    assert "What is new" in rendered["text"]
    # The renderer does not know Badge, so what it shows is the fallback.
    assert "\nDue\n" in rendered["text"]
    assert rendered["buttons"] == ["Send", "Edit"]


def test_the_official_renderer_names_each_fault() -> None:
    need_node()
    cards = [a_card() for _ in RENDERER_FAULTS]
    for card, (breaking, _) in zip(cards, RENDERER_FAULTS.values(), strict=True):
        breaking(card)
    rendered = render_cards(cards)
    for result, (_, complaint) in zip(rendered, RENDERER_FAULTS.values(), strict=True):
        assert complaint in "\n".join(result["errors"])


def test_a_card_that_breaks_the_renderer_is_said_and_the_next_gets_another_one() -> None:
    need_node()
    with pytest.raises(
        ScriptFailedError, match=r"(?s)render_card\.cjs gave no answer: .*TypeError"
    ):
        render_cards([None])  # type: ignore[list-item]  # on purpose
    assert [drawn["errors"] for drawn in render_cards([a_card()])] == [[]]
