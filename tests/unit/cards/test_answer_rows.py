"""Rows that say more: hours on both clocks, what follows in writing, who is nearer, other kinds."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.cards.compose import answers
from bot.cards.compose.answers import Holder, Telling
from bot.cards.compose.around import Around
from bot.cards.plain import card_text
from bot.domain.agreement.conduct import FollowUp, Method
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Holiday, Side
from bot.domain.duration import Duration
from bot.domain.instant import parse_instant
from bot.domain.visibility import A_ROOM, EVERYTHING, view
from tests.builders import a_seat, a_sponsor, an_agreement
from tests.unit.cards.test_answers import a_blinded_trial, rows
from tests.unit.engine.examples import PHASE_1, RAT, example

SPONSOR, CRO = "America/Los_Angeles", "Asia/Kolkata"
NIGHT = {"start": time(22), "end": time(6)}


def asked(
    agreement: Agreement,
    at: str,
    *,
    zone: str | None = None,
    party: str | None = None,
    holders: dict[str, Holder] | None = None,
) -> Telling:
    return Telling(
        view=view(agreement, EVERYTHING),
        holders=holders or {},
        now=parse_instant(at),
        around=Around(zone=zone, party=party),
    )


def hours_of(telling: Telling, seat: str) -> str | None:
    return rows(answers.seat(telling, telling.agreement.seat[seat])).get("Office hours")


@pytest.mark.parametrize(
    ("at", "seat", "zone", "party", "said"),
    [
        (  # Friday 11:00 in Hyderabad, which is Thursday night in San Diego
            "2026-12-04T05:30:00+00:00",
            "study_director",
            SPONSOR,
            "sponsor",
            "Fri 09:00 to 18:00 in Hyderabad, which is Thu 19:30 to Fri 04:30 in San Diego.",
        ),
        (  # Saturday evening in Hyderabad: the next hours are on Monday, Sunday in San Diego
            "2026-12-05T14:00:00+00:00",
            "study_director",
            SPONSOR,
            "sponsor",
            "Mon 09:00 to 18:00 in Hyderabad, which is Sun 19:30 to Mon 04:30 in San Diego.",
        ),
        (  # Thanksgiving and the day after are no working days of the sponsor's alone
            "2026-11-26T06:00:00+00:00",
            "program_manager",
            CRO,
            "cro",
            "Mon 08:30 to 17:00 in San Diego, which is Mon 22:00 to Tue 06:30 in Hyderabad.",
        ),
        (  # a seat with a zone of its own; the asker reads in the zone of their party
            "2027-01-11T12:00:00+00:00",
            "peer_pathologist",
            CRO,
            "cro",
            "Mon 08:30 to 17:00 in London, which is Mon 14:00 to 22:30 in Hyderabad.",
        ),
        (  # the consultant works on Mondays, Wednesdays and Fridays; Friday is Christmas
            "2026-12-24T15:00:00+00:00",
            "tox_consultant",
            CRO,
            "cro",
            "Mon 08:30 to 17:00 in San Diego, which is Mon 22:00 to Tue 06:30 in Hyderabad.",
        ),
        (  # Friday in Haifa, where the week begins on Sunday
            "2026-12-31T23:00:00+00:00",
            "clinical_ops_lead",
            "Australia/Melbourne",
            "cro",
            "Sun 09:00 to 17:00 in Haifa, which is Sun 18:00 to Mon 02:00 in Melbourne.",
        ),
    ],
)
def test_the_hours_of_a_seat_stand_on_both_clocks(
    at: str, seat: str, zone: str, party: str, said: str
) -> None:
    agreement = example(PHASE_1 if seat == "clinical_ops_lead" else RAT)
    assert hours_of(asked(agreement, at, zone=zone, party=party), seat) == said


def test_a_day_that_is_not_of_these_days_is_a_date() -> None:
    agreement = example(RAT)
    closed = Holiday(name="Closed", from_=date(2026, 12, 5), to=date(2026, 12, 13))
    sponsor = replace(agreement.party["sponsor"], holidays=(closed,))
    agreement = replace(agreement, parties=(sponsor, agreement.party["cro"]))
    shown = asked(agreement, "2026-12-05T05:30:00+00:00", zone=CRO, party="cro")
    assert hours_of(shown, "program_manager") == (
        "Mon 14 Dec 2026 08:30 to 17:00 in San Diego,"
        " which is Mon 14 Dec 2026 22:00 to Tue 06:30 in Hyderabad."
    )


def test_hours_that_go_on_after_midnight_are_told_as_the_ones_of_now() -> None:
    agreement = example(RAT)
    night = replace(agreement.party["cro"], hours=replace(agreement.party["cro"].hours, **NIGHT))
    parties = tuple(night if each.key == "cro" else each for each in agreement.parties)
    # Tuesday 01:00 in Hyderabad: Monday's shift.
    shown = asked(
        replace(agreement, parties=parties),
        "2026-12-07T19:30:00+00:00",
        zone=SPONSOR,
        party="sponsor",
    )
    assert hours_of(shown, "study_director") == (
        "Mon 22:00 to Tue 06:00 in Hyderabad, which is Mon 08:30 to 16:30 in San Diego."
    )


def test_one_clock_alone_needs_no_such_row() -> None:
    at = "2026-12-04T05:30:00+00:00"
    for zone in (CRO, "Asia/Colombo", None):
        assert hours_of(asked(example(RAT), at, zone=zone, party="cro"), "study_director") is None


def test_who_is_away_has_no_office_hours() -> None:
    at = "2026-12-04T05:30:00+00:00"
    away = Holder("Director", away_until=parse_instant(at).date())
    shown = asked(example(RAT), at, zone=SPONSOR, party="sponsor", holders={"study_director": away})
    assert hours_of(shown, "study_director") is None


# ---- what follows in writing


def test_what_must_follow_a_call_in_writing_is_said_with_it() -> None:
    shown = asked(example(RAT), "2026-12-04T05:30:00+00:00")
    card = answers.trigger(shown, shown.agreement.trigger["unexpected_death"])
    assert rows(card)["By"] == "Phone +1 619 555 0111"
    assert rows(card)["Afterwards"] == "Confirm by email within 24 hours."


def test_a_way_that_the_reader_may_not_know_is_not_named() -> None:
    notes = Method(
        key="notes", title="Sealed notes", use_for="codes", formal=True, senders=("pharmacist",)
    )
    after = FollowUp(what="write it down", within=Duration.parse("24h"), method="notes")
    agreement = a_blinded_trial()
    methods = tuple(replace(each, follow_up=after) for each in agreement.methods)
    agreement = replace(agreement, methods=(*methods, notes))
    trigger = agreement.triggers[0]
    now = parse_instant("2026-12-04T05:30:00+00:00")
    for reader, said in (
        (A_ROOM, "Write it down within 24 hours."),
        (EVERYTHING, "Write it down within 24 hours, by Sealed notes."),
    ):
        shown = Telling(view=view(agreement, reader), holders={}, now=now)
        assert rows(answers.trigger(shown, trigger))["Afterwards"] == said


def test_a_place_where_things_count_as_delivered_is_told_from_one_where_they_do_not() -> None:
    shown = asked(example(RAT), "2026-12-04T05:30:00+00:00")
    areas = shown.agreement.area
    counts = rows(answers.area(shown, areas["histopathology"]))["Output lives in"]
    assert counts.endswith("portal.deccan.example/DPL-26-0417, where it counts as delivered")
    assert "counts" not in rows(answers.area(shown, areas["archiving"]))["Output lives in"]


# ---- nearer to who asks


def test_somebody_of_a_third_party_is_told_whom_to_ask_on_their_own_side() -> None:
    lab = replace(a_sponsor(), key="lab", side=Side.OTHER, name="Central Lab", short="Lab")
    default = an_agreement()
    agreement = replace(
        default,
        parties=(*default.parties, lab),
        seats=(*default.seats, a_seat("lab_head", party="lab")),
    )
    at = "2026-12-04T05:30:00+00:00"
    area = agreement.area["histopathology"]
    assert rows(answers.area(asked(agreement, at, party="lab"), area))["Ask at Lab"] == (
        "Lab head (Lab)"
    )
    for party in ("sponsor", "cro", None):
        assert "Ask at Lab" not in rows(answers.area(asked(agreement, at, party=party), area))


# ---- the rule for the hour is about the way to use now


def test_a_rule_for_the_hour_stands_beside_the_way_that_it_is_about() -> None:
    # 23:00 on a Friday in San Diego; from 22:00 on the monitor is to be called, not written to.
    shown = asked(example(RAT), "2026-12-05T07:00:00+00:00")
    text = card_text(answers.seat(shown, shown.agreement.seat["study_monitor"]))
    assert "answered within 1 business day. Urgent: Phone +1 619 555 0111" in text
    assert "answered within 2 hours (call, do not text)." in text
