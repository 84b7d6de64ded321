"""Whom to contact about an area at a moment: by the first rule that applies, else as its owner."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreement.contact_rules import ContactFor, ContactRule, ContactWhen
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import OfficeHours, Party, Weekday
from bot.domain.agreement.seats import Contact, ContactHours, OnCall, Unavailable
from bot.domain.contact_rules import Named, named_for
from bot.domain.instant import Instant
from tests.builders import HYDERABAD, SEATS, a_seat, an_agreement, an_area, at
from tests.unit.engine.examples import ANTIBODY, RAT, example

SEOUL, NEW_YORK = "Asia/Seoul", "America/New_York"
NORMAL, URGENT, FORMAL = ContactFor

#: Example, area, moment, zone of that moment, need, and the seat and way that are right.
MOMENTS = [
    # Deccan works 9:00 to 18:00; 8:00 to 11:00 the study director is in the animal rooms.
    (RAT, "animal_welfare", "2027-01-12T08:00", HYDERABAD, URGENT, "inlife_supervisor", "Phone"),
    (RAT, "animal_welfare", "2027-01-12T10:59", HYDERABAD, URGENT, "inlife_supervisor", "Phone"),
    (RAT, "animal_welfare", "2027-01-12T11:00", HYDERABAD, URGENT, "study_director", "Phone"),
    (RAT, "animal_welfare", "2027-01-12T23:00", HYDERABAD, URGENT, "attending_vet", "Phone"),
    (RAT, "animal_welfare", "2026-12-01T23:00", HYDERABAD, URGENT, "study_director", "Phone"),
    (RAT, "animal_welfare", "2027-01-12T10:00", HYDERABAD, NORMAL, "study_director", "Shared Sla"),
    (RAT, "animal_welfare", "2027-01-12T10:00", HYDERABAD, FORMAL, None, ""),
    # The laboratory in Pennsylvania works 8:00 to 16:30, and takes couriers in the morning.
    (ANTIBODY, "cell_shipment", "2026-11-25T09:00", NEW_YORK, URGENT, "sample_reception", "Phone"),
    (ANTIBODY, "cell_shipment", "2026-11-25T12:00", NEW_YORK, URGENT, "cryostore_desk", "Phone"),
    (ANTIBODY, "cell_shipment", "2026-11-28T09:00", NEW_YORK, URGENT, "cryostore_desk", "Phone"),
    (ANTIBODY, "cell_shipment", "2026-11-25T12:00", NEW_YORK, NORMAL, "sample_reception", "Mess"),
    (ANTIBODY, "cell_shipment", "2026-11-25T20:00", NEW_YORK, NORMAL, "project_manager_kr", "Proj"),
    (ANTIBODY, "cell_shipment", "2026-11-25T20:00", NEW_YORK, FORMAL, "project_manager_kr", "Emai"),
    # In the evaluation phase the upstream lead is on call, else the desk at night.
    (ANTIBODY, "bioreactor_runs", "2027-04-06T10:00", SEOUL, URGENT, "upstream_lead", "Phone"),
    (ANTIBODY, "bioreactor_runs", "2027-04-06T23:00", SEOUL, URGENT, "upstream_lead", "Phone"),
    (ANTIBODY, "bioreactor_runs", "2026-12-01T23:00", SEOUL, URGENT, "cryostore_desk", "Phone"),
    (ANTIBODY, "bioreactor_runs", "2026-12-01T23:00", SEOUL, NORMAL, "upstream_lead", "Project"),
]


@pytest.mark.parametrize("row", MOMENTS)
def test_the_table_of_moments(row: tuple[str, str, str, str, ContactFor, str | None, str]) -> None:
    name, area, wall, zone, need, seat, method = row
    agreement = example(name)
    found = named_for(agreement, agreement.area[area], at(wall, zone), need)
    assert (found.seat if found else None) == seat
    assert (found.way.method if found else "").startswith(method)


def with_rules(*rules: ContactRule, **seat: Any) -> Agreement:
    """The area of a seat in Hyderabad, and a desk beside it to which the seat fields belong."""
    contact = Contact(preferred="channel", urgent="phone", phone="+91 1", email="d@deccan.example")
    desk = a_seat("desk", **{"contact": contact, **seat})
    owner = a_seat("owner", contact=replace(contact, phone="+91 2"))
    area = an_area("samples", accountable="owner", responsible="owner", contact_rules=rules)
    return an_agreement(seats=(*SEATS, owner, desk), areas=(area,))


def named(agreement: Agreement, wall: str, need: ContactFor = URGENT, **more: Any) -> Named | None:
    return named_for(agreement, agreement.area["samples"], at(wall, HYDERABAD), need, **more)


def to_desk(**says: Any) -> ContactRule:
    return ContactRule(**{"seat": "desk", "method": "phone", **says})


def seat_at(agreement: Agreement, wall: str, need: ContactFor = URGENT, **more: Any) -> str | None:
    found = named(agreement, wall, need, **more)
    return found.seat if found else None


def test_a_night_belongs_to_the_day_on_which_it_began() -> None:
    nights = OfficeHours(time(22), time(6))
    agreement = with_rules(to_desk(hours=nights, days=(Weekday.FRI,)))
    assert seat_at(agreement, "2026-12-04T22:00") == "desk"  # Friday
    assert seat_at(agreement, "2026-12-05T05:59") == "desk"  # Saturday, early
    assert seat_at(agreement, "2026-12-05T06:00") == "owner"
    assert seat_at(agreement, "2026-12-04T05:00") == "owner"  # the night of Thursday


def test_who_cannot_be_reached_leaves_it_to_the_next_but_not_what_is_formal() -> None:
    away = Unavailable(from_=time(11), to=time(13))
    rules = (to_desk(), to_desk(for_=FORMAL, method="email"))
    agreement = with_rules(*rules, unavailable=(away,))
    assert seat_at(agreement, "2026-12-04T10:59") == "desk"
    assert seat_at(agreement, "2026-12-04T11:00") == "owner"
    assert seat_at(agreement, "2026-12-04T11:00", FORMAL) == "desk"
    through = with_rules(to_desk(), unavailable=(replace(away, urgent_gets_through=True),))
    assert seat_at(through, "2026-12-04T11:00", URGENT) == "desk"
    assert seat_at(through, "2026-12-04T11:00", NORMAL) == "owner"


def test_the_one_method_of_an_hour_counts_unless_the_rule_names_hours_or_is_formal() -> None:
    only = ContactHours(from_=time(7), to=time(9), method="phone")
    contact = Contact(
        preferred="email", urgent="email", phone="+91 1", email="d@x.example", by_hour=(only,)
    )
    for rule, need, method in (
        (to_desk(method="email"), NORMAL, "Phone"),
        (to_desk(method="email", hours=OfficeHours(time(6), time(12))), NORMAL, "Email"),
        (to_desk(method="email", for_=FORMAL), FORMAL, "Email"),
    ):
        found = named(with_rules(rule, contact=contact), "2026-12-04T08:00", need)
        assert found is not None
        assert found.way.method == method


def test_a_rule_about_a_seat_that_does_not_exist_for_the_asker_is_not_there() -> None:
    agreement = with_rules(to_desk(), to_desk(seat="cro_pm"))
    assert seat_at(agreement, "2026-12-04T12:00", exists=lambda seat: seat != "desk") == "cro_pm"
    assert seat_at(agreement, "2026-12-04T12:00", exists=lambda _: False) is None


RULES = st.builds(
    ContactRule,
    seat=st.sampled_from(["desk", "cro_pm", "study_monitor"]),
    method=st.sampled_from(["phone", "email", "channel"]),
    for_=st.sampled_from([None, NORMAL, URGENT]),
    when=st.sampled_from([None, *ContactWhen]),
    hours=st.sampled_from(
        [None, OfficeHours(time(8), time(11)), OfficeHours(time(22), time(6, 30))]
    ),
    days=st.sampled_from([(), (Weekday.MON, Weekday.SAT)]),
)
MINUTES = st.integers(0, 60 * 24 * 120)
BEGIN = at("2026-12-01T00:00")


@given(st.lists(RULES, max_size=4), MINUTES, st.sampled_from([NORMAL, URGENT]))
def test_exactly_one_way_is_named_at_any_moment_and_it_is_an_agreed_one(
    rules: list[ContactRule], minutes: int, need: ContactFor
) -> None:
    agreement = with_rules(*rules, on_call=OnCall(phases=("dosing",)))
    now = Instant(BEGIN + timedelta(minutes=minutes))
    found = named_for(agreement, agreement.area["samples"], now, need)
    assert found is not None
    holding = [rule for rule in rules if _holds(agreement, rule, now, need)]
    assert found.rule == next(iter(holding), None)
    if found.rule is not None:
        assert (found.seat, found.way.method.casefold().split()[-1]) == (
            found.rule.seat,
            found.rule.method,
        )
    else:
        contact = agreement.seat["owner"].contact
        assert found.seat == "owner"
        titles = {agreement.method[key].title for key in (contact.preferred, contact.urgent)}
        assert found.way.method in titles


def _holds(agreement: Agreement, rule: ContactRule, now: Instant, need: ContactFor) -> bool:
    """The same by counting minutes of the day, for seats that are always reachable."""
    seat = agreement.seat[rule.seat]
    party = agreement.party[seat.party]
    wall = now.astimezone(ZoneInfo(seat.zone or party.zone))
    day, begun = _minutes(wall.time()), wall
    if rule.hours:
        start, end = _minutes(rule.hours.start), _minutes(rule.hours.end)
        if (day - start) % 1440 >= (end - start) % 1440:
            return False
        begun = wall - timedelta(minutes=(day - start) % 1440)
    office = _is_worked(party, wall) and (
        _minutes(party.hours.start) <= day < _minutes(party.hours.end)
    )
    dosing = datetime(2027, 1, 11).date() <= wall.date() <= datetime(2027, 2, 7).date()  # noqa: DTZ001
    on_call = dosing and not office and rule.seat in ("desk", "study_monitor")
    when = {
        None: True,
        ContactWhen.OFFICE_HOURS: office,
        ContactWhen.OUTSIDE_OFFICE_HOURS: not office,
        ContactWhen.ON_CALL: on_call,
    }
    on_day = not rule.days or begun.weekday() in (0, 5)
    return rule.for_ in (None, need) and when[rule.when] and on_day


def _minutes(at_: time) -> int:
    return at_.hour * 60 + at_.minute


def _is_worked(party: Party, wall: datetime) -> bool:
    """Deccan works six days a week, Larkspur five, but for whole days off of their own."""
    off = {each.date for each in party.holidays}
    return wall.weekday() < len(party.working_week) and wall.date() not in off
