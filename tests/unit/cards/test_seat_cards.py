"""Seats, who holds them, and who says they do, as the platforms show them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.cards.card import Bullets, Card, Moment
from bot.cards.compose.gaps import ShownGap, closed_card, gap_card, no_lead_card
from bot.cards.compose.seats import (
    SeatLine,
    changed_card,
    claim_card,
    claim_form,
    decided_card,
    fill_form,
    history_card,
    note_card,
    seats_card,
)
from bot.cards.form import ChoiceInput, Form
from bot.cards.words import gaps as gap_words
from bot.cards.words import seats as words
from bot.domain.address import Address
from bot.domain.joining import Claim, Gap, GoneBecause
from tests.builders import SEATS, at
from tests.large import PARTIES, large_agreement, people_to_pick
from tests.unit.cards.shown import objections

SINCE = at("2026-11-20T09:30")
ZONE = "Asia/Kolkata"
CLAIM = Claim(
    id="f" * 16,
    collaboration="c" * 12,
    party="cro",
    seat="study_director",
    address=Address("teams", "5b1c0f3e-0000-4000-8000-000000000002", "user"),
    name="Member 007",
    room=None,
    made_at=SINCE,
)


def lines() -> list[SeatLine]:
    """Seats in every condition, on both sides."""
    free = SeatLine(
        seat=SEATS[0],
        party="Larkspur",
        holder=None,
        since=None,
        deputy=None,
        same_person=False,
    )
    held = replace(free, seat=SEATS[1], holder="Member 001", since=SINCE, deputy="VP of R&D")
    return [
        free,
        held,
        replace(held, seat=SEATS[2], deputy="Program manager", same_person=True),
        replace(held, seat=SEATS[3], party="Deccan", gone="away since Mon 30 Nov 2026"),
        replace(free, seat=SEATS[6], party="Deccan"),
    ]


def every_line() -> list[SeatLine]:
    """The seats of the largest agreement, all held, all with a deputy."""
    agreement = large_agreement()
    return [
        SeatLine(
            seat=seat,
            party=agreement.party[seat.party].short,
            holder=f"Member {n:03} of the toxicology and bioanalysis group",
            since=SINCE,
            deputy=agreement.seats[0].title,
            same_person=True,
            gone="away since Mon 30 Nov 2026",
        )
        for n, seat in enumerate(agreement.seats)
    ]


def gap(because: GoneBecause) -> Card:
    found = Gap(
        collaboration="c" * 12, seat="study_director", person="p", because=because, since=SINCE
    )
    return gap_card(ShownGap(gap=found, seat="Study director", holder="Member 003", zone=ZONE))


def cards() -> Iterator[tuple[str, Card]]:
    c = "c" * 12
    yield "seats, a lead", seats_card(lines(), ZONE, may_fill=True, collaboration=c)
    yield "seats, not a lead", seats_card(lines(), ZONE, may_fill=False, collaboration=c)
    yield "every seat", seats_card(every_line(), ZONE, may_fill=True, collaboration=c)
    filled = [words.filled("Member 003", "Study director"), words.emptied("Site head")]
    yield "filled", changed_card(filled, [f"Study director: {words.SAME_DEPUTY}."])
    yield "nothing changed", changed_card([], [])
    yield "claim", claim_card(CLAIM, "Study director", "Member 003")
    yield "claim, free", claim_card(CLAIM, "Study director", "")
    yield "asked", note_card(words.CLAIMED_TITLE, words.claimed("Study director", "Member 001"))
    title = words.claim_title(CLAIM.name, "Study director")
    yield "confirmed", note_card(title, words.confirmed("Study director"))
    yield "refused", note_card(title, words.refused("Study director"))
    yield "welcome", note_card(words.WELCOME_TITLE, words.welcome_to("Study director", "Rat tox"))
    yield (
        "decided",
        decided_card(CLAIM, "Study director", "It is confirmed: Member 007 is the Study director."),
    )
    moment = Moment(SINCE, ZONE)
    rows = [
        ("Member 003, from ", moment, " to ", moment),
        ("Member 007, since ", moment),
    ]
    yield "history", history_card("Study director", rows)
    yield "no history", history_card("Study director", [])
    for because in GoneBecause:
        yield f"gap {because}", gap(because)
    yield "no lead", no_lead_card("Deccan", GoneBecause.DEACTIVATED, SINCE, ZONE)
    yield "gap closed", closed_card(gap_words.title("Study director"), SINCE, ZONE)


def forms() -> Iterator[Form]:
    people = people_to_pick()
    large = large_agreement()
    yield fill_form(list(SEATS[3:]), people[:4], {"cro_pm": people[1].value}, "c" * 12)
    yield claim_form(list(SEATS[3:]), "c" * 12)
    yield claim_form(list(large.seats), "c" * 12)


CARDS = dict(cards())
