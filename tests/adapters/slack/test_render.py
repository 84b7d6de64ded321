"""Cards and forms as Slack shows them."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack import form as forms
from adapters.slack.capabilities import SLACK
from adapters.slack.place import Place
from adapters.slack.render import opens_link, render
from bot.cards.card import (
    Bullets,
    Button,
    Card,
    Fact,
    Facts,
    Look,
    Mention,
    Moment,
    Part,
    Strong,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.form import ChoiceInput, DateInput, Form, NumberInput, Option, TextInput
from bot.domain.address import Address
from bot.domain.instant import instant
from tests.judges.slack import judge_slack_response, judge_view

PM = Address.parse("slack:T0SPONSOR/U0PM")
FRIDAY = instant(datetime(2026, 12, 4, 11, 30, tzinfo=UTC))
HAIR = "\u200a"


def shown(card: Card) -> dict[str, Any]:
    message = render(card, lambda person: person.tenant == "T0SPONSOR")
    assert judge_slack_response(message) == []
    return message


def block_of(block: Text | Facts | Bullets) -> dict[str, Any]:
    (found,) = shown(Card("", (block,), summary="s"))["blocks"]
    assert isinstance(found, dict)
    return found


def mrkdwn_of(block: Text) -> str:
    text = block_of(block)["text"]
    assert text["type"] == "mrkdwn"
    return str(text["text"])


def test_a_whole_card() -> None:
    card = Card(
        "Weekly status: R&D",
        (
            Text(("This week",), Tone.HEADING),
            paragraph(
                "Due ", Moment(FRIDAY, "Asia/Kolkata"), " from ", Mention(PM, "Monitor"), "."
            ),
            Facts((fact("Health", Strong("On track")), fact("Cover", ""))),
            Bullets((("Slides: ", Strong("12")), ("Blocks",))),
            subtle("Agreement version 2"),
        ),
        (
            Button("Update", "open", {"id": "1"}, Look.PRIMARY),
            Button("Withdraw", "drop", look=Look.DANGER),
        ),
        summary="Weekly status is due",
    )
    assert shown(card) == {
        "text": "Weekly status is due",
        "blocks": [
            {
                "type": "header",
                "text": {"type": "plain_text", "text": "Weekly status: R&amp;D", "emoji": False},
            },
            {"type": "section", "text": {"type": "mrkdwn", "text": "*This week*"}},
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": (
                        "Due <!date^1796383800^{date_short_pretty} at {time}"
                        "|Fri 4 Dec 2026, 17:00 Kolkata time> from <@U0PM>."
                    ),
                },
            },
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": "*Health*: *On track*\n*Cover*: -"},
            },
            {"type": "section", "text": {"type": "mrkdwn", "text": "• Slides: *12*\n• Blocks"}},
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "Agreement version 2"}]},
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Update", "emoji": False},
                        "action_id": "open#0",
                        "value": '{"id":"1"}',
                        "style": "primary",
                    },
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Withdraw", "emoji": False},
                        "action_id": "drop#1",
                        "value": "{}",
                        "style": "danger",
                    },
                ],
            },
        ],
    }


def test_a_heading_calls_nobody_and_shows_times_in_words() -> None:
    parts = ("Until ", Moment(FRIDAY, "Asia/Kolkata"), " by ", Mention(PM, "Monitor"), Strong("!"))
    assert mrkdwn_of(Text(parts, Tone.HEADING)) == (
        "*Until Fri 4 Dec 2026, 17:00 Kolkata time by Monitor!*"
    )


def test_stressing_a_whole_page_stresses_nothing() -> None:
    assert mrkdwn_of(paragraph(Strong("x" * 1500))) == "x" * 1500


class TestWordsOfPeople:
    @pytest.mark.parametrize(
        ("typed", "sent"),
        [
            ("<!channel> & <@U0PM>", "&lt;!channel&gt; &amp; &lt;@U0PM&gt;"),
            ("<https://evil.example|safe>", "&lt;https://evil.example|safe&gt;"),
            ("my_file_name and 3*4", "my_file_name and 3*4"),
            ("see https://box.example/a_b/*x* now", "see https://box.example/a_b/*x* now"),
            ("R&amp;D", "R&amp;amp;D"),
        ],
    )
    def test_can_neither_link_nor_notify(self, typed: str, sent: str) -> None:
        assert mrkdwn_of(paragraph(typed)) == sent

    def test_formatting_in_a_plain_paragraph_is_shown_as_it_was_typed(self) -> None:
        text = block_of(paragraph("*not bold* _nor this_ `x` ~y~"))["text"]
        expected = "*not bold* _nor this_ `x` ~y~"
        assert text == {"type": "plain_text", "text": expected, "emoji": False}

    def test_beside_a_stressed_word_its_markers_are_kept_apart_from_what_follows(self) -> None:
        assert mrkdwn_of(paragraph(Strong("Note"), " *not bold*")) == f"*Note* *{HAIR}not bold*"

    def test_a_quotation_mark_at_the_start_of_a_line_quotes_nothing(self) -> None:
        assert mrkdwn_of(paragraph(Strong("a"), "\n> b")) == f"*a*\n{HAIR}&gt; b"

    def test_an_asterisk_inside_stressed_words_does_not_end_them(self) -> None:
        assert mrkdwn_of(paragraph(Strong("a* b"))) == "*a\u2217 b*"


class TestLinkButtons:
    def test_it_opens_an_address_and_carries_nothing_else(self) -> None:
        card = Card("Export", buttons=(Button("Open", "export.open", url="https://a.example/x"),))
        (button,) = shown(card)["blocks"][1]["elements"]
        assert button["url"] == "https://a.example/x"
        assert "value" not in button
        assert opens_link(button["action_id"])
        (plain,) = shown(Card("t", buttons=(Button("B", "a"),)))["blocks"][1]["elements"]
        assert not opens_link(plain["action_id"])

    def test_an_address_that_is_too_long_is_an_error(self) -> None:
        card = Card("t", buttons=(Button("Open", "a", url="https://a.example/" + "x" * 3000),))
        with pytest.raises(ValueError, match="3,000"):
            render(card, lambda _: True)


class TestSizes:
    def test_a_long_paragraph_continues_in_the_next_section(self) -> None:
        blocks = shown(Card("", (paragraph("word & " * 900),), summary="s"))["blocks"]
        assert len(blocks) == 4
        assert "".join(block["text"]["text"] for block in blocks).count("&amp;") == 900

    def test_facts_are_lines_of_one_section_as_long_as_they_fit(self) -> None:
        facts = Facts(tuple(fact(str(number), "x") for number in range(23)))
        (block,) = shown(Card("", (facts,), summary="s"))["blocks"]
        assert len(block["text"]["text"].splitlines()) == 23

    def test_long_facts_continue_in_the_next_section(self) -> None:
        facts = Facts(tuple(fact(str(number), "b" * 1000) for number in range(5)))
        blocks = shown(Card("", (facts,), summary="s"))["blocks"]
        assert "".join(block["text"]["text"] for block in blocks).count("b") == 5000

    def test_buttons_stand_five_to_a_row(self) -> None:
        card = Card("t", buttons=tuple(Button(str(number), "act") for number in range(12)))
        rows = [block["elements"] for block in shown(card)["blocks"][1:]]
        assert [len(row) for row in rows] == [5, 5, 2]

    def test_what_slack_would_refuse_as_a_whole_is_shortened_and_says_so(self) -> None:
        many = Card("t", tuple(paragraph(f"row {number}") for number in range(80)))
        huge = Card("t", tuple(paragraph("x" * 2900) for _ in range(8)))
        for card in (many, huge):
            last = shown(card)["blocks"][-1]
            assert last["elements"][0]["text"] == "The rest does not fit here."

    def test_a_card_at_the_limits_of_the_capabilities_is_not_shortened(self) -> None:
        rows = tuple(
            paragraph("y" * (SLACK.total_text // SLACK.blocks)) for _ in range(SLACK.blocks)
        )
        buttons = tuple(Button("x" * SLACK.label, "a" * 40) for _ in range(SLACK.buttons))
        card = Card("t" * SLACK.title, rows, buttons)
        assert "does not fit" not in json.dumps(shown(card))

    def test_an_empty_paragraph_is_left_out(self) -> None:
        assert shown(Card("", (paragraph(" \n"), Bullets(())), summary="s")) == {"text": "s"}

    def test_a_title_stands_in_for_a_missing_summary(self) -> None:
        assert shown(Card("Weekly"))["text"] == "Weekly"


texts = st.text(max_size=400) | st.sampled_from(
    [
        "<!channel>",
        "<@U0PM>",
        "<!here|x>",
        "<#C1>",
        "*_~`",
        "&amp;<",
        "a" * 5000,
        "\x00\x1b",
        "&" * 900,
    ]
)
parts: st.SearchStrategy[Part] = st.one_of(
    texts,
    texts.map(Strong),
    texts.map(lambda name: Mention(Address.parse("slack:T0OTHER/U1"), name)),
    st.sampled_from([Moment(FRIDAY, "America/Los_Angeles"), Mention(PM, "Monitor")]),
)
lines: st.SearchStrategy[tuple[Part, ...]] = st.lists(parts, max_size=5).map(tuple)
blocks = st.one_of(
    st.builds(Text, lines, st.sampled_from(Tone)),
    st.lists(st.builds(Fact, texts, lines), max_size=25).map(lambda rows: Facts(tuple(rows))),
    st.lists(lines, max_size=8).map(lambda rows: Bullets(tuple(rows))),
)
buttons = st.builds(
    Button, st.text(min_size=1).filter(str.strip), st.just("act"), look=st.sampled_from(Look)
)


@settings(max_examples=200, deadline=None)
@given(
    st.builds(
        Card,
        texts,
        st.lists(blocks, max_size=12).map(tuple),
        st.lists(buttons, max_size=30).map(tuple),
        texts,
    )
)
def test_any_card_is_one_slack_accepts_and_calls_nobody(card: Card) -> None:
    sent = json.dumps(shown(card), ensure_ascii=False)
    # Only Accord's own marks are left: the one visible person, and moments.
    for mark in ("<!date^", "<@U0PM>"):
        sent = sent.replace(mark, "")
    for mark in ("<!", "<@", "<#", "<http"):
        assert mark not in sent


class TestForms:
    place = Place(team="T0SPONSOR", channel="C0STUDY", thread="1.5")

    def view(self, form: Form) -> dict[str, Any]:
        view = forms.view(form, self.place, lambda _: True)
        assert judge_view(view) == []
        return view

    def test_every_input(self) -> None:
        form = Form(
            action="checkin.answer",
            title="Weekly status",
            submit="Send",
            intro=(paragraph("For week 49."),),
            inputs=(
                TextInput(
                    key="done", label="Done & dusted", value="a & b", hint="Short", multiline=True
                ),
                NumberInput(key="animals", label="Animals", value="12.5", required=False),
                DateInput(key="day", label="Until", value="2026-12-04"),
                ChoiceInput(
                    key="health",
                    label="Health",
                    options=(Option("green", "On track"), Option("red", "Off track")),
                    value="red",
                ),
            ),
            context={"id": "<1>"},
        )
        view = self.view(form)
        intro, done, animals, day, health = view["blocks"]
        assert intro["type"] == "section"
        assert done["label"]["text"] == "Done &amp; dusted"
        assert done["hint"]["text"] == "Short"
        assert done["element"] == {
            "action_id": "answer",
            "type": "plain_text_input",
            "multiline": True,
            "max_length": 1500,
            "initial_value": "a & b",
        }
        assert animals["optional"] is True
        assert animals["element"]["initial_value"] == "12.5"
        assert day["element"]["initial_date"] == "2026-12-04"
        assert health["element"]["initial_option"]["value"] == "red"
        assert json.loads(view["private_metadata"])["context"] == {"id": "<1>"}
        assert "<" not in view["private_metadata"]

    def test_a_value_of_the_wrong_kind_is_left_out(self) -> None:
        form = Form(
            action="a",
            title="t",
            inputs=(
                NumberInput(key="n", label="n", value="many"),
                DateInput(key="d", label="d", value="tomorrow"),
                ChoiceInput(key="c", label="c", options=(Option("x", "X"),), value="gone"),
                TextInput(key="t", label="t", value="x" * 4000, max_length=9000),
            ),
        )
        number, day, choice, text = (block["element"] for block in self.view(form)["blocks"])
        assert "initial_value" not in number
        assert "initial_date" not in day
        assert "initial_option" not in choice
        assert (text["max_length"], len(text["initial_value"])) == (3000, 3000)

    def test_a_context_that_does_not_fit_is_an_error_and_not_lost(self) -> None:
        form = Form(action="a", title="t", inputs=(), context={"x": "y" * 3000})
        with pytest.raises(ValueError, match="3,000"):
            forms.view(form, self.place, lambda _: True)

    @settings(max_examples=50, deadline=None)
    @given(st.text(min_size=1).filter(str.strip), texts)
    def test_any_words_make_a_form_slack_accepts(self, label: str, value: str) -> None:
        # What stands in a field is no text object, so "<!channel>" there calls nobody.
        inputs = (TextInput(key="k", label=label, value=value.replace("!", "."), hint=value),)
        self.view(Form(action="a", title=label, submit=label, inputs=inputs))
