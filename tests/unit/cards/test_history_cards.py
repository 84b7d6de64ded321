"""Versions, and what changed between them, as the platforms show it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.cards.card import Card
from bot.cards.compose.changes import pages
from bot.cards.compose.history import PAGE, diff_card, history_card
from bot.cards.plain import card_text
from bot.cards.versions import AcceptedBy, VersionLine
from bot.cards.words import proposals
from tests.builders import at
from tests.unit.cards.shown import objections
from tests.unit.cards.test_proposal_cards import AREA, GRACE, NAMES, TIME, everything_changes

WHEN = at("2026-12-01T09:30")
BOTH = (
    AcceptedBy(party="sponsor", person_name="Sponsor program manager", at=WHEN),
    AcceptedBy(party="cro", person_name="Client project manager", at=WHEN),
)
LONG = "Friday evening in Hyderabad turned out to be too late for a reply in San Diego. " * 6


def version(number: int, reason: str = "") -> VersionLine:
    return VersionLine(
        version=number,
        effective=date(2026, 11, 12) + timedelta(days=number),
        kind="agreed",
        accepted=BOTH,
        reason=reason or "The grace is longer on Fridays.",
    )


def lines() -> list[VersionLine]:
    """A version of each kind."""
    kick_off = VersionLine(
        version=1,
        effective=date(2026, 11, 12),
        kind="imported",
        accepted=(AcceptedBy(party="cro", seat_title="Client project manager"),),
        reason="kick-off",
    )
    own = VersionLine(
        version=3,
        effective=date(2026, 11, 20),
        kind="own",
        accepted=BOTH[1:],
        reason="Own change of Deccan",
    )
    return [kick_off, version(2), own]


def cards() -> Iterator[tuple[str, Card]]:
    yield "history", history_card(lines(), NAMES)
    yield "one version", history_card(lines()[:1], NAMES)
    forty = [version(n + 1, LONG[:500]) for n in range(40)]
    for page in range(-(-len(forty) // PAGE)):
        yield f"forty, page {page}", history_card(forty, NAMES, page=page)
    yield "diff", diff_card(2, 4, [GRACE, TIME, AREA])
    yield "no diff", diff_card(2, 4, [])


CARDS = dict(cards())


@pytest.mark.parametrize("name", CARDS)
def test_every_card_is_a_message_both_take_with_nothing_cut(name: str) -> None:
    assert objections(CARDS[name]) == []


def test_a_history_reads_in_words() -> None:
    assert card_text(CARDS["history"]).splitlines() == [
        "How the agreement came about",
        (
            "- Version 3, in force since Fri 20 Nov 2026; changed by Client project manager"
            " (Deccan), whose own it is"
        ),
        (
            "- Version 2, in force since Sat 14 Nov 2026: The grace is longer on Fridays; accepted"
            " by Sponsor program manager (Larkspur), Client project manager (Deccan)"
        ),
        (
            "- Version 1, in force since Thu 12 Nov 2026: kick-off; from a file, accepted by"
            " Client project manager (Deccan)"
        ),
        "Type agreement diff and two numbers to see what changed between two versions.",
        "[What changed last] [Read the agreement] [Take a copy]",
    ]


def test_each_version_is_on_one_page_of_the_history() -> None:
    said = [card_text(card) for name, card in CARDS.items() if name.startswith("forty")]
    assert [sum(f"Version {n}," in page for page in said) for n in range(1, 41)] == [1] * 40
    assert ["[Older versions]" in page for page in said] == [True] * (len(said) - 1) + [False]


def test_a_comparison_goes_on_until_everything_was_shown() -> None:
    changes = everything_changes()
    text, said, seen = "agreement diff 2 4", "", 0
    while text:
        page = int(text.split()[4]) - 1 if len(text.split()) > 4 else 0
        card = diff_card(2, 4, changes, page=page)
        assert objections(card) == []
        said, seen = said + card_text(card), seen + 1
        text = next((b.value["text"] for b in card.buttons if b.label == proposals.MORE), "")
    assert seen == len(pages(changes)) > 25
    assert [change.title for change in changes if change.title not in said] == []
