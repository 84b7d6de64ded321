"""The largest collaboration that is promised to work: 60 areas, 30 seats, a room of 300 people."""

from dataclasses import replace
from functools import lru_cache

from bot.cards.form import Option
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.engine.people_choice import options_of
from bot.engine.platform import Member
from tests.builders import AREAS, SEATS, a_cro, a_party, a_seat, a_sponsor, an_agreement, an_area

AREA_COUNT, SEAT_COUNT, PEOPLE_COUNT = 60, 30, 300
PARTIES = ("sponsor", "cro", "lab")
LONG_RULE = "what was said about other clients of the laboratory in a visit or a call"


@lru_cache
def large_agreement() -> Agreement:
    """Three parties; every title is as long as people write them."""
    seats = tuple(
        a_seat(
            f"seat_{n:02}",
            PARTIES[n % len(PARTIES)],
            title=f"Laboratory services head {n} (clinical pathology, dose analysis, samples)",
        )
        for n in range(len(SEATS), SEAT_COUNT)
    )
    areas = tuple(
        an_area(
            f"area_{n:02}",
            title=f"Clinical pathology, necropsy and organ weights of dose group {n}",
        )
        for n in range(len(AREAS), AREA_COUNT)
    )
    default = an_agreement()
    return replace(
        default,
        agreement=replace(default.agreement, version=1),
        parties=(a_sponsor(), a_cro(), a_party()),
        seats=(*SEATS, *seats),
        areas=(*AREAS, *areas),
    )


def renamed() -> Agreement:
    """The same with more than 200 changes, one of them a list that fills a message of its own."""
    agreed = large_agreement()
    return replace(
        agreed,
        areas=tuple(
            replace(
                area,
                title=f"{area.title} (renamed)",
                aliases=(f"{area.title} in short",),
                informed=("vp_rd", "site_head"),
            )
            for area in agreed.areas
        ),
        seats=tuple(replace(seat, title=f"{seat.title}, acting") for seat in agreed.seats),
        never_in_chat=tuple(f"{LONG_RULE} ({n})" for n in range(AREA_COUNT)),
    )


def crowd(home: str = "T0SPONSOR") -> list[Member]:
    """Everybody in a room of Slack, with names as long as they come."""
    return [
        Member(
            address=Address("slack", home, f"U{n:010}"),
            name=f"Member {n:03} of the toxicology and bioanalysis group",
        )
        for n in range(PEOPLE_COUNT)
    ]


def people_to_pick() -> list[Option]:
    """The crowd as a form offers it."""
    return options_of(crowd())
