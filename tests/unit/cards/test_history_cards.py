"""Versions, and what changed between them, as the platforms show it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.cards.card import Card
from bot.cards.compose.history import PAGE, diff_card, history_card
from bot.cards.plain import card_text
from bot.cards.versions import AcceptedBy, VersionLine
from bot.cards.words import history as words
from bot.cards.words.changes import Said
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
