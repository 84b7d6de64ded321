"""How a seat is reached at a moment, by the agreed rules."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.domain.agreement.areas import Area
from bot.domain.agreement.parties import DaysOffCover, Holiday, OfficeHours, Weekday
from bot.domain.agreement.seats import ALL, Contact, ContactHours, OnCall, Unavailable
from bot.domain.instant import parse_instant
from bot.domain.reach import Availability, Reach, reach_now
from bot.domain.ways import Way
from tests.builders import AREAS, SEATS, a_cro, a_method, a_seat, an_agreement, an_area

METHODS = (
    a_method("channel", title="Shared channel"),
    a_method("email", title="Email"),
    a_method("phone", title="Phone"),
    a_method("video", title="Video call"),
)
CONTACT = Contact(
    preferred="channel", urgent="phone", handle="@lead", email="lead@deccan.example", phone="+91 1"
)
PHONE = Way("Phone", "+91 1")
CHANNEL = Way("Shared channel", "@lead")

# Hyderabad is 5:30 ahead of UTC; Deccan works Monday to Saturday, 09:00-18:00.
FRIDAY_NOON = "2026-12-04T06:30:00+00:00"
FRIDAY_NIGHT = "2026-12-04T16:10:00+00:00"  # 21:40
SATURDAY_NIGHT = "2026-12-05T16:10:00+00:00"
SUNDAY_NOON = "2026-12-06T06:30:00+00:00"
DOSING_NIGHT = "2027-01-22T16:10:00+00:00"  # 21:40, in the dosing phase


def reach(now: str, *, filled: bool = True, areas: tuple[Area, ...] = AREAS, **seat: Any) -> Reach:
    party = seat.pop("party_is", a_cro())
    one = a_seat("lead", **{"contact": CONTACT, **seat})
    agreement = an_agreement(
        seats=(*SEATS, one),
        methods=METHODS,
        areas=areas,
        parties=(an_agreement().parties[0], party),
    )
    return reach_now(agreement, "lead", parse_instant(now), filled=filled)


def test_in_office_hours_the_preferred_method_is_used() -> None:
    found = reach(FRIDAY_NOON)
    assert (found.availability, found.now, found.urgent) == (Availability.IN_HOURS, CHANNEL, PHONE)
    assert found.place == "Hyderabad"
    assert f"{found.wall:%H:%M}" == "12:00"
    assert f"{found.until:%H:%M}" == "18:00"


def test_outside_office_hours_the_next_start_is_named() -> None:
    found = reach(FRIDAY_NIGHT)
    assert found.availability is Availability.OUT_OF_HOURS
    assert f"{found.next_start:%a %H:%M}" == "Sat 09:00"
    assert f"{reach('2026-12-04T01:00:00+00:00').next_start:%a %H:%M}" == "Fri 09:00"
    assert f"{reach(SATURDAY_NIGHT).next_start:%a %H:%M}" == "Mon 09:00"


def test_the_boundaries_of_office_hours_are_start_included_and_end_excluded() -> None:
    assert reach("2026-12-04T03:30:00+00:00").availability is Availability.IN_HOURS
    assert reach("2026-12-04T12:30:00+00:00").availability is Availability.OUT_OF_HOURS


def test_on_call_in_its_phase_means_the_urgent_method_until_the_window_ends() -> None:
    on_call = OnCall(phases=("dosing",), hours=OfficeHours(time(6), time(22)))
    found = reach(DOSING_NIGHT, on_call=on_call)
    assert (found.availability, found.now, found.later) == (Availability.ON_CALL, PHONE, CHANNEL)
    assert f"{found.until:%H:%M}" == "22:00"
    assert reach(FRIDAY_NIGHT, on_call=on_call).availability is Availability.OUT_OF_HOURS
    late = reach("2027-01-22T17:00:00+00:00", on_call=on_call)
    assert late.availability is Availability.OUT_OF_HOURS


def test_on_call_around_the_clock_has_no_end() -> None:
    found = reach(FRIDAY_NIGHT, on_call=OnCall(phases=(ALL,)))
    assert (found.availability, found.until) == (Availability.ON_CALL, None)


@pytest.mark.parametrize(
    ("now", "ends"),
    [("2026-12-04T16:40:00+00:00", "Sat 02:00"), ("2026-12-04T19:30:00+00:00", "Sat 02:00")],
)
def test_an_on_call_window_may_cross_midnight(now: str, ends: str) -> None:
    on_call = OnCall(phases=(ALL,), hours=OfficeHours(time(22), time(2)))
    assert f"{reach(now, on_call=on_call).until:%a %H:%M}" == ends


def test_agreed_absence_names_the_seat_to_ask_instead() -> None:
    absence = Unavailable(
        from_=time(11), to=time(13), instead="inlife_supervisor", why="in the animal rooms"
    )
    found = reach(FRIDAY_NOON, unavailable=(absence,))
    assert found.availability is Availability.UNAVAILABLE
    assert (found.instead, found.why) == ("inlife_supervisor", "in the animal rooms")
    assert not found.gets_through
    assert f"{found.until:%H:%M}" == "13:00"


def test_an_absence_holds_only_in_its_hours_phases_and_days() -> None:
    always = Unavailable(from_=time(11), to=time(13))
    in_dosing = replace(always, phases=("dosing",))
    on_days = replace(always, on_days_of="dosing_days", urgent_gets_through=True)
    elsewhere = Unavailable(from_=time(8), to=time(9))
    today = an_area("dosing_days", days=(date(2026, 12, 4),))
    assert reach(FRIDAY_NOON, unavailable=(in_dosing, on_days, elsewhere)).availability is (
        Availability.IN_HOURS
    )
    found = reach(FRIDAY_NOON, unavailable=(on_days,), areas=(*AREAS, today))
    assert (found.availability, found.now) == (Availability.UNAVAILABLE, PHONE)
    assert found.gets_through


def test_on_a_day_off_the_party_s_cover_is_named_with_its_own_way() -> None:
    cover = DaysOffCover(phases=("planning",), seat="study_director", method="phone", note="only")
    found = reach(SUNDAY_NOON, party_is=a_cro(days_off_cover=cover))
    assert (found.availability, found.instead) == (Availability.COVERED, "study_director")
    assert found.cover == Way("Phone", "+91 40 0000 0199")
    plain = DaysOffCover(phases=("planning",), seat="study_director")
    assert reach(SUNDAY_NOON, party_is=a_cro(days_off_cover=plain)).cover is None


@pytest.mark.parametrize(
    ("now", "cover"),
    [
        (FRIDAY_NIGHT, DaysOffCover(phases=("planning",), seat="study_director")),
        (SUNDAY_NOON, DaysOffCover(phases=("dosing",), seat="study_director")),
        (SUNDAY_NOON, DaysOffCover(phases=("planning",), seat="lead")),
    ],
    ids=["a working day", "another phase", "its own cover"],
)
def test_the_cover_does_not_stand_in(now: str, cover: DaysOffCover) -> None:
    found = reach(now, party_is=a_cro(days_off_cover=cover))
    assert found.availability is Availability.OUT_OF_HOURS


def test_on_call_of_the_seat_comes_before_the_cover_of_the_party() -> None:
    cover = DaysOffCover(phases=("planning",), seat="study_director")
    found = reach(SUNDAY_NOON, party_is=a_cro(days_off_cover=cover), on_call=OnCall(phases=(ALL,)))
    assert found.availability is Availability.ON_CALL


def test_an_empty_seat_names_its_deputy() -> None:
    found = reach(FRIDAY_NOON, filled=False, deputy="cro_pm")
    assert (found.availability, found.instead) == (Availability.VACANT, "cro_pm")


def test_a_consultant_has_an_own_working_week_and_zone() -> None:
    week = (Weekday.MON, Weekday.WED)
    found = reach(FRIDAY_NOON, working_week=week, zone="Europe/London")
    assert (found.availability, found.place) == (Availability.OUT_OF_HOURS, "London")
    assert f"{found.next_start:%a %H:%M}" == "Mon 09:00"


def test_a_party_without_a_city_is_placed_by_its_zone() -> None:
    assert reach(FRIDAY_NOON, party_is=a_cro(city=None)).place == "Kolkata"


@pytest.mark.parametrize(
    "holiday",
    [
        Holiday(name="Eve", date=date(2026, 12, 4), works_until=time(11)),
        Holiday(name="Eve", from_=date(2026, 12, 3), to=date(2026, 12, 5), works_until=time(11)),
    ],
)
def test_on_a_half_day_the_office_closes_early(holiday: Holiday) -> None:
    party = a_cro(holidays=(holiday,))
    assert reach(FRIDAY_NOON, party_is=party).availability is Availability.OUT_OF_HOURS
    morning = reach("2026-12-04T04:30:00+00:00", party_is=party)
    assert f"{morning.until:%H:%M}" == "11:00"


def test_in_some_hours_only_one_method_is_right() -> None:
    rule = ContactHours(from_=time(21), method="phone", why="call, do not text")
    contact = Contact(preferred="channel", urgent="email", phone="+91 1", by_hour=(rule,))
    found = reach(FRIDAY_NIGHT, contact=contact)
    assert (found.now, found.urgent, found.why) == (PHONE, PHONE, "call, do not text")
    until_noon = ContactHours(from_=time(10), to=time(11), method="phone")
    contact = Contact(preferred="channel", urgent="email", phone="+91 1", by_hour=(until_noon,))
    assert reach(FRIDAY_NOON, contact=contact).now == Way("Shared channel")


def test_a_seat_that_never_works_again_has_no_next_start() -> None:
    found = reach(FRIDAY_NOON, working_week=())
    assert (found.availability, found.next_start) == (Availability.OUT_OF_HOURS, None)


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("phone", "+91 1"),
        ("email", "lead@deccan.example"),
        ("channel", "@lead"),
        ("video", None),
        ("pigeon", None),
    ],
)
def test_a_method_comes_with_the_address_it_needs(method: str, address: str | None) -> None:
    contact = Contact(
        preferred=method,
        urgent="phone",
        handle="@lead",
        email="lead@deccan.example",
        phone="+91 1",
    )
    assert reach(FRIDAY_NOON, contact=contact).now.address == address


def test_a_seat_that_is_not_in_chat_has_no_chat_address() -> None:
    contact = Contact(preferred="channel", urgent="phone", handle="@lead", in_chat=False)
    found = reach(FRIDAY_NOON, contact=contact)
    assert (found.now.address, found.in_chat) == (None, False)
