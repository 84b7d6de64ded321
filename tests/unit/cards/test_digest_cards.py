"""The cards of the digest and of `why`: a digest that a platform cuts is not the same on both."""

from datetime import timedelta

import pytest

from bot.cards.card import Card, Moment, Strong
from bot.cards.compose.checkins import Promise
from bot.cards.compose.digest import (
    Span,
    digest_card,
    private_card,
    short_card,
    time_card,
    wants_short_card,
)
from bot.cards.compose.why import nothing_card, why_card
from bot.cards.words.digest import own_change
from bot.domain.instant import instant
from bot.domain.kept import Tally
from bot.domain.visibility import A_ROOM
from bot.engine.audience import Audience
from bot.engine.digest_sections import five_lines, sections_of
from bot.engine.standing import Standing, late_line
from tests.builders import an_agreement, at
from tests.unit.cards.shown import objections
from tests.unit.domain.test_kept import a_checkin

TITLE = "28-day repeat-dose oral toxicity and toxicokinetics of LKB-117 in rats, with recovery"
WHEN = Moment(at("2026-12-04T11:30"), "Asia/Kolkata")
SPAN = Span(since=WHEN, until=Moment(instant(WHEN.at + timedelta(days=7)), "Asia/Kolkata"))


PROPOSAL = (
    Strong("Proposal 12 from Larkspur waits for Deccan, Thames"),
    " since Mon 7 Dec 2026. Without an answer it ends on Wed 6 Jan 2027.",
)


def busy() -> Standing:
    """More than any week is likely to hold."""
    promise = Promise(
        agreement=an_agreement(),
        checkin=a_checkin().gone_late(),
    )
    line = (
        Strong("Dose analysis and formulation report"),
        ", Deccan: 5 of 7 on time, 2 late (median 12 h 30 min), 3 missed",
    )
    change = own_change("Deccan: days off", "x" * 400, "y" * 400)
    return Standing(
        kept=(line,) * 40,
        total=Tally(
            on_time=200,
            late=40,
            missed=40,
            excused=20,
            not_asked=3,
            lateness=timedelta(hours=12, minutes=30),
        ),
        late=(late_line(promise, Audience(reader=A_ROOM)),) * 40,
        still_open=(late_line(promise, Audience(reader=A_ROOM)),) * 40,
        reached=(
            (Strong("Necropsy and organ weights"), ": ", WHEN, ", said by the Study director"),
        )
        * 40,
        away=((Strong("Study director"), " (Deccan): away until Mon 21 Dec 2026"),) * 40,
        proposals=(PROPOSAL,) * 40,
        gaps=("Seats of Deccan nobody holds: " + "Quality assurance unit manager; " * 40,) * 40,
        own_changes=((Strong("Deccan"), change),) * 40,
        coming=((WHEN, ": Weekly written status, from the Client project manager"),) * 40,
    )


CARDS = {
    "busy": digest_card(TITLE, SPAN, sections_of(busy())),
    "quiet": digest_card(TITLE, SPAN, ()),
    "private": private_card(TITLE, "Deccan", sections_of(busy()), in_="c"),
    "short": short_card(TITLE, SPAN, five_lines(busy()), in_="c"),
    "wanted": wants_short_card(short=True, in_="c"),
    "time": time_card("Deccan", WHEN),
    "why": why_card([("Why: x", [("a",), ("b ", WHEN)])] * 5, in_="c", topic="x", to_send="c/x/y"),
    "why nothing": nothing_card(),
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_nothing_is_cut_on_either_platform(card: Card) -> None:
    assert objections(card) == []


def test_of_a_list_only_what_came_and_went_is_said() -> None:
    before = "1. Christmas\n2. Sankranti"
    assert own_change("Days off", before, f"{before}\n3. Founders' day") == (
        ": Days off: added Founders' day"
    )
    assert own_change("Days off", before, "Sankranti") == ": Days off: taken out Christmas"
    assert own_change("Holder", "nobody", "Ann") == ": Holder: was nobody; is Ann"
