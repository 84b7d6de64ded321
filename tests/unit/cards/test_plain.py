"""A card as plain text."""

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
    subtle,
)
from bot.cards.plain import card_text, parts_text
from bot.domain.address import Address
from bot.domain.instant import parse_instant

PM = Mention(Address("slack", "T1", "U1"), "Program manager")
FRIDAY = Moment(parse_instant("2026-12-04T11:30:00+00:00"), "Asia/Kolkata")


def test_every_part_of_a_card_is_readable_as_plain_text() -> None:
    card = Card(
        title="Weekly status",
        blocks=(
            paragraph("Owed by ", PM, "."),
            Facts((fact("Due", FRIDAY), fact("Health", Strong("On track")))),
            Bullets((("first",), ("second ", Strong("item")))),
            Text(("Next",), Tone.HEADING),
            subtle("Version 2."),
        ),
        buttons=(Button("Update", "update"), Button("No change", "same")),
    )
    assert card_text(card).splitlines() == [
        "Weekly status",
        "Owed by Program manager.",
        "Due: Fri 4 Dec 2026, 17:00 Kolkata time",
        "Health: On track",
        "- first",
        "- second item",
        "",
        "Next",
        "Version 2.",
        "[Update] [No change]",
    ]


def test_what_is_empty_takes_no_line() -> None:
    assert card_text(Card(title="Done", blocks=(Facts(()), paragraph("")))) == "Done"


def test_long_lines_are_not_wrapped() -> None:
    assert parts_text(("word " * 200,)) == "word " * 200


def test_a_button_that_opens_an_address_shows_it() -> None:
    link = Button("Printable page", "open", url="https://accord.example/export/x")
    card = Card(title="Export", buttons=(link, Button("Help", "help")))
    assert card_text(card).splitlines()[-1] == (
        "[Printable page: https://accord.example/export/x] [Help]"
    )
