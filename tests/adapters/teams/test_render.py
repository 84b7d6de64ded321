import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adapters.teams.capabilities import TEAMS
from adapters.teams.characters import clean
from adapters.teams.form import FormSheet
from adapters.teams.markdown import INVISIBLE
from adapters.teams.parts import moment
from adapters.teams.render import render_card
from adapters.teams.render_form import render_form, render_sheet
from bot.cards.card import (
    Bullets,
    Button,
    Card,
    Facts,
    Mention,
    Moment,
    Strong,
    Text,
    Tone,
    fact,
    paragraph,
)
from bot.cards.form import ChoiceInput, Form, Option, TextInput
from bot.domain.address import Address
from bot.domain.instant import instant
from tests.adapters.teams.cards import FORM, NO_CHANGE, NUDGE, everything
from tests.judges.node import need_node
from tests.judges.teams import judge_card, render_cards

ANN = Address.parse("teams:t/9d2e0000-0000-4000-8000-000000000002")
IDS = {ANN: "29:ann"}
ERRORS = {"slides": "More than 5.", "elsewhere": "Closed."}

WORDS = st.text(max_size=120) | st.sampled_from(
    [
        "[read](http://evil.example.com)",
        "![x](http://evil.example.com)",
        "<http://evil.example.com>",
        "[a]: http://evil.example.com",
        "<at>Study director</at>",
        "**bold** _em_ `code` ~~gone~~",
        "# title\n- item\n1. one\n> quote\n---\n===\n```",
        "    indented",
        "&lt;at&gt; &#60;",
        "{{DATE(2026-11-24T12:00:00Z,SHORT)}}",
        "trailing \\",
        "<",
        "at>",
        "\ud800",
    ]
)
# Values and data are not shown as mentions; the judge cannot tell.
UNSHOWN = WORDS.filter(lambda text: "<at" not in text and text == clean(text))
PARTS = st.lists(WORDS | WORDS.map(Strong), min_size=1, max_size=4).map(tuple)


def everything_shown(card: dict[str, Any]) -> list[str]:
    """All texts of a card that are read as Markdown."""
    texts = [part["text"] for part in card["body"] if part["type"] == "TextBlock"]
    facts = [fact for part in card["body"] for fact in part.get("facts", ())]
    return texts + [fact[part] for fact in facts for part in ("title", "value")]


@pytest.mark.parametrize("card", [NUDGE, everything(), everything(str(ANN)), Card(title="Bare")])
def test_every_kind_of_card_is_accepted_by_the_judges(card: Card) -> None:
    assert judge_card(render_card(card, IDS)) == []


def test_forms_and_their_corrections_are_accepted_by_the_judges() -> None:
    sheet = FormSheet.of(FORM, [], [])
    assert judge_card(render_form(FORM)) == []
    assert judge_card(render_sheet(sheet.filled({"progress": "so far"}), ERRORS)) == []


def test_microsofts_renderer_shows_the_cards_whole() -> None:
    need_node()
    cards = [render_card(everything(str(ANN)), IDS), render_form(FORM)]
    owner, form = render_cards(cards)
    assert owner["errors"] == form["errors"] == []
    assert owner["buttons"] == ["Update", "No change", "Cancel"]
    for shown in ("Who owns: histopathology", "Fri 27 Nov 2026, 17:00 (Kolkata)", "Study folder"):
        assert shown in owner["text"]
    for shown in ("Health", "Slides read (number)", "On track", "ACC-101"):
        assert shown in form["text"]


def test_a_card_at_the_limits_of_the_capabilities_is_small_enough() -> None:
    for text in ("prose ", "\N{GRINNING FACE}"):
        longest = (text * TEAMS.total_text)[: TEAMS.total_text // 4]
        blocks = tuple(paragraph(longest) for _ in range(4))
        labels = [(text * 40)[: TEAMS.label]] * TEAMS.buttons
        buttons = tuple(Button(label, f"a.{n}") for n, label in enumerate(labels))
        card = render_card(Card(title="x", blocks=blocks, buttons=buttons))
        if text.isascii():
            assert judge_card(card) == []  # under 25 KB
        assert len(json.dumps(card, ensure_ascii=False).encode("utf-16-le")) < 100_000 / 2


@pytest.mark.parametrize("count", [1, 4, 5, 6, 7, 12, TEAMS.buttons])
def test_every_button_of_a_card_is_shown_in_order(count: int) -> None:
    need_node()
    labels = [f"Part {number}" for number in range(count)]
    card = render_card(Card(title="Draft", buttons=tuple(Button(one, "edit") for one in labels)))
    assert judge_card(card) == []
    (shown,) = render_cards([card])
    assert shown["errors"] == []
    assert shown["buttons"] == labels
    assert ("actions" in card) == (count <= 4)  # a phone cuts the fifth off


def test_a_button_with_an_address_opens_it_in_the_browser() -> None:
    button = Button("Printable page", "", url="https://accord.example.com/export/1")
    card = render_card(Card(title="Export", buttons=(button, NO_CHANGE)))
    assert judge_card(card) == []
    opens, presses = card["actions"]
    assert (opens["type"], opens["url"]) == ("Action.OpenUrl", button.url)
    assert presses["type"] == "Action.Execute"


def test_a_moment_is_wall_time_with_the_city() -> None:
    at = instant(datetime(2026, 11, 27, 11, 30, tzinfo=UTC))
    assert moment(Moment(at, "America/New_York")) == "Fri 27 Nov 2026, 06:30 (New York)"
    assert moment(Moment(at, "UTC")) == "Fri 27 Nov 2026, 11:30 (UTC)"


def test_two_people_of_one_name_are_two_mentions() -> None:
    other = Address.parse("teams:t/11111111-0000-4000-8000-000000000002")
    people = (Mention(ANN, "Ann"), " and ", Mention(other, "Ann"), " and ", Mention(ANN, "Ann"))
    card = render_card(Card(title="x", blocks=(Text(people),)), {ANN: "29:a", other: "29:b"})
    assert card["body"][1]["text"] == "<at>Ann</at> and <at>Ann 2</at> and <at>Ann</at>"
    assert [entity["mentioned"]["id"] for entity in card["msteams"]["entities"]] == ["29:a", "29:b"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, (in brackets) 3-4", "plain text, (in brackets) 3-4"),
        ("one\ntwo", "one\n\ntwo"),
        ("a_b*c", r"a\_b\*c"),
        ("- x", r"\- x"),
        ("2. visit", r"2\. visit"),
        ("C:\\data", "C:\\data"),
        ("AT&T", "AT&T"),
    ],
)
def test_only_what_markdown_would_read_is_escaped(text: str, shown: str) -> None:
    card = render_card(Card(title="x", blocks=(paragraph(text),)))
    assert card["body"][1]["text"] == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Study monitor (nonclinical lead)", "**Study monitor (nonclinical lead**): Mo"),
        ("“28-day” study", "“**28-day” study**: Mo"),
        ("—", "—: Mo"),
    ],
)
def test_words_are_stressed_whatever_stands_around_them(title: str, shown: str) -> None:
    card = render_card(Card(title="x", blocks=(Text((Strong(title), ": Mo")),)))
    assert card["body"][1]["text"] == shown


def kinds(tokens: list[Any]) -> set[str]:
    found = {token.type for token in tokens}
    return found | {kind for token in tokens for kind in kinds(token.children or [])}


def meant(parts: tuple[Any, ...]) -> str:
    """What a person should read: the words alone, spaces left out."""
    words = "".join(part.text if isinstance(part, Strong) else part for part in parts)
    words = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", words)
    return "".join(words.replace(INVISIBLE, "").split())


@settings(deadline=None)
@given(parts=PARTS)
def test_no_text_makes_anything_but_text(parts: tuple[Any, ...]) -> None:
    shown = render_card(Card(title="x", blocks=(Text(parts),)))["body"][1:]
    markdown = shown[0]["text"] if shown else ""
    tokens = MarkdownIt("js-default").parse(markdown)
    words = {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert kinds(tokens) <= words | {"strong_open", "strong_close"}
    read = "".join(child.content for token in tokens for child in token.children or [])
    assert "".join(read.replace(INVISIBLE, "").split()) == meant(parts)
    assert "<at>" not in markdown
    assert "{{" not in markdown


@settings(deadline=None, max_examples=50)
@given(title=WORDS, parts=PARTS, label=WORDS)
def test_any_text_makes_an_acceptable_card_without_links_or_mentions(
    title: str, parts: tuple[Any, ...], label: str
) -> None:
    card = Card(
        title=f"T {title}",
        blocks=(
            Text(parts),
            Text(parts, Tone.SUBTLE),
            Facts((fact(f"L {label}", *parts),)),
            Bullets((parts, parts)),
        ),
        buttons=(Button(f"B {label}"[:40], "a"),),
        summary=title,
    )
    rendered = render_card(card)
    assert judge_card(rendered) == []
    json.dumps(rendered, ensure_ascii=False).encode()
    for text in everything_shown(rendered):
        found = kinds(MarkdownIt("js-default").parse(text))
        assert not found & {"link_open", "image", "html_inline", "html_block", "code_inline"}
        assert not found & {"heading_open", "fence", "code_block", "blockquote_open", "hr"}


@settings(deadline=None, max_examples=30)
@given(text=UNSHOWN, value=UNSHOWN)
def test_any_text_makes_an_acceptable_form_that_comes_back_whole(text: str, value: str) -> None:
    options = tuple(Option(f"o{number}", f"O {text}") for number in range(4))
    form = Form(
        action="a",
        title=f"T {text}"[:24],
        intro=(paragraph("Intro ", text),),
        inputs=(
            TextInput(key="one", label=f"L {text}", value=value, hint=text),
            ChoiceInput(key="two", label=f"L {text}", options=options, hint=text),
        ),
        context={"c": text},
    )
    card = render_form(form)
    assert judge_card(card) == []
    sheet = FormSheet.read(json.loads(json.dumps(card["actions"][0]["data"]["accord"]["form"])))
    assert sheet is not None
    assert dict(sheet.context) == {"c": text}
    assert judge_card(render_sheet(sheet.filled({"one": value}), {"one": f"E {text}"})) == []


def test_long_labels_stand_in_rows_that_a_phone_shows_whole() -> None:
    labels = ("Weekly written status", "Monthly budget and forecast", "As a file (CSV)", "Back")
    card = render_card(Card(title="Kept", buttons=tuple(Button(each, "a") for each in labels)))
    rows = [part["actions"] for part in card["body"] if part["type"] == "ActionSet"]
    assert [[button["title"] for button in row] for row in rows] == [
        ["Weekly written status"],
        ["Monthly budget and forecast"],
        ["As a file (CSV)", "Back"],
    ]
    assert "actions" not in card


def test_many_short_labels_stand_in_rows_that_a_phone_shows_whole() -> None:
    """At 390 pixels the fourth one of a row of these was cut."""
    labels = ("I have it", "Decide", "Resolve", "Report a fact", "Climb now", "Done by Phone")
    card = render_card(
        Card(title="E-1", buttons=tuple(Button(each, "a") for each in (*labels, "Add an action")))
    )
    rows = [part["actions"] for part in card["body"] if part["type"] == "ActionSet"]
    assert [[button["title"] for button in row] for row in rows] == [
        ["I have it", "Decide", "Resolve"],
        ["Report a fact", "Climb now"],
        ["Done by Phone", "Add an action"],
    ]
