"""Seats, who holds them, and who says they do, as the platforms show them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.cards.card import Card, Moment, Part
from bot.cards.compose.gaps import ShownGap, closed_card, gap_card, no_lead_card
from bot.cards.compose.seats import (
    FILL,
    MOST_OPTIONS,
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
from bot.cards.plain import card_text
from bot.cards.words import gaps as gap_words
from bot.cards.words import seats as words
from bot.domain.address import Address
from bot.domain.joining import Claim, Gap, GoneBecause
from tests.builders import SEATS, at
from tests.large import large_agreement, people_to_pick
from tests.unit.cards.shown import ENGINE_WORDS, objections

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
    rows: list[tuple[Part, ...]] = [
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


@pytest.mark.parametrize("name", CARDS)
def test_every_card_is_a_message_both_take_with_nothing_cut(name: str) -> None:
    assert objections(CARDS[name]) == []


@pytest.mark.parametrize("form", list(forms()))
def test_every_form_fits_both(form: Form) -> None:
    assert objections(form) == []


@pytest.mark.parametrize("name", CARDS)
def test_nobody_reads_words_of_the_engine(name: str) -> None:
    said = card_text(CARDS[name]).lower()
    assert [word for word in ENGINE_WORDS if word in said] == []


def test_no_seat_is_missing_from_a_long_list() -> None:
    said = card_text(CARDS["every seat"])
    assert [seat.title for seat in large_agreement().seats if f"{seat.title}: " not in said] == []
    assert "since" not in said.replace("away since", "")


@pytest.mark.parametrize("count", [1, 4, 30, 100, 299, 300])
def test_a_form_to_fill_seats_fits_however_many_people_there_are(count: int) -> None:
    """As the engine fills it: as many seats as fit, and the rest another time."""
    people, seats = people_to_pick()[:count], list(large_agreement().seats)
    fits = max(1, MOST_OPTIONS // (count + 1))
    form = fill_form(seats[:fits], people, {}, "c" * 12, left_out=seats[fits:])
    assert objections(form) == []
    menus = [asked for asked in form.inputs if isinstance(asked, ChoiceInput)]
    assert [len(menu.options) for menu in menus] == [count + 1] * min(fits, len(seats))
    assert ("The rest follow" in str(form.intro)) == (fits < len(seats))


def test_the_seats_that_did_not_fit_follow() -> None:
    filled = [words.filled("Member 003", "Study director")]
    card = changed_card(filled, empty=4, collaboration="c" * 12)
    assert "4 seats of your side are still empty. Type seats fill to go on." in card_text(card)
    assert (card.buttons[0].action, card.buttons[0].opens_form) == (FILL, True)
    assert FILL not in [each.action for each in changed_card(filled).buttons]


def test_seats_read_in_words() -> None:
    assert card_text(CARDS["seats, a lead"]).splitlines()[:-1] == [
        "Who holds which seat",
        "",
        "Larkspur",
        "- Program manager: nobody yet",
        "- Study monitor: Member 001 since Fri 20 Nov 2026, 15:00 Kolkata time; deputy: VP of R&D",
        (
            "- VP of R&D: Member 001 since Fri 20 Nov 2026, 15:00 Kolkata time; deputy: Program"
            " manager (the deputy is the same person, so nobody would stand in)"
        ),
        "",
        "Deccan",
        (
            "- Study director: Member 001 since Fri 20 Nov 2026, 15:00 Kolkata time"
            " (away since Mon 30 Nov 2026); deputy: VP of R&D"
        ),
        "- Client project manager: nobody yet",
        "Type seats and the name of one to see who held it, and when.",
    ]
