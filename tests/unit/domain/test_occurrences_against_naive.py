"""Every rule kind in any zone, 2024 to 2030, compared with a naive day-by-day calculation."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agreement.cadences import Cadence, Every, IfDayOff, Rule
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import (
    ExtraWorkingDay,
    Holiday,
    HolidayCalendar,
    Party,
    Side,
    Weekday,
)
from bot.domain.duration import Duration, Unit
from bot.domain.instant import Instant, instant
from bot.domain.occurrences import (
    Occurrence,
    milestone_occurrence,
    next_occurrence,
    occurrences,
)
from tests.builders import (
    AREAS,
    SEATS,
    a_cadence,
    a_party,
    a_phase,
    a_rule,
    a_seat,
    an_agreement,
    an_area,
)
from tests.unit.domain.naive_calendar import NaiveCalendar, days_between, moment

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
SHARED = {Weekday.TUE, Weekday.WED, Weekday.THU}  # worked by everyone: a shared day always exists

zones = st.sampled_from(sorted(available_timezones()))
dates = st.dates(FIRST, LAST)


def near(day: date, before: int, after: int) -> st.SearchStrategy[date]:
    """Days around the one looked at, so that what is drawn matters to it."""
    return st.integers(-before, after).map(lambda days: day + timedelta(days=days))


weekdays = st.lists(st.sampled_from(list(Weekday)), min_size=1, max_size=3, unique=True).map(tuple)
# Half of the times lie in the small hours, when clocks change.
times = st.builds(time, st.integers(0, 3) | st.integers(0, 23), st.sampled_from([0, 1, 30, 59]))
waits = st.builds(Duration, st.integers(0, 12), st.sampled_from(Unit))
month_days = st.one_of(
    st.integers(1, 31).map("day_{}".format),
    st.just("last_day"),
    st.builds(
        "{}_{}".format,
        st.sampled_from(["first", "second", "third", "fourth", "fifth", "last"]),
        st.sampled_from(["working_day", *Weekday]),
    ),
    st.sampled_from(list(Weekday)).map("any_{}".format),
    st.sampled_from([day.value for day in Weekday]),
)
days_of_month = st.lists(month_days, min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def rules(draw: st.DrawFn, every: Every, zone: str, day: date) -> Rule:
    days: tuple[str, ...] = ()
    if every in {Every.WEEK, Every.TWO_WEEKS} or (every is Every.DAY and draw(st.booleans())):
        days = draw(weekdays)
    elif every in {Every.MONTH, Every.QUARTER}:
        days = draw(days_of_month)
    milestone = every is Every.MILESTONE
    return Rule(
        every=every,
        days=days,
        areas=("marked",) if milestone else (),
        within=draw(waits) if milestone else None,
        at=None if milestone and draw(st.booleans()) else draw(times),
        zone=zone,
        anchor=draw(dates) if every is Every.TWO_WEEKS else None,
        on_days_of="marked" if every is Every.DAY and draw(st.booleans()) else None,
        start=draw(near(day, 1, 300) if every is Every.ONCE else st.none() | near(day, 900, 90)),
        end=draw(st.none() | near(day, 0, 900)),
    )


@st.composite
def runs(draw: st.DrawFn, day: date) -> Holiday:
    start = draw(near(day, 50, 500))
    return Holiday(name="Off", from_=start, to=start + timedelta(days=draw(st.integers(0, 20))))


@st.composite
def parties(draw: st.DrawFn, key: str, zone: str, day: date) -> Party:
    country = draw(st.sampled_from([None, "IN", "US", "IL", "CN"]))
    return a_party(
        key,
        side=Side(key),
        zone=zone,
        working_week=tuple(SHARED | draw(st.sets(st.sampled_from(list(Weekday))))),
        holiday_calendar=HolidayCalendar(country=country) if country else None,
        holidays=tuple(draw(st.lists(runs(day), max_size=12))),
        extra_working_days=tuple(
            ExtraWorkingDay(date=each) for each in draw(st.lists(near(day, 50, 500), max_size=12))
        ),
    )


@st.composite
def phase_days(draw: st.DrawFn, day: date) -> tuple[date, date]:
    start = draw(near(day, 200, 300))
    return start, start + timedelta(days=draw(st.integers(0, 500)))


@st.composite
def collaborations(draw: st.DrawFn, every: Every) -> tuple[Agreement, Cadence, date]:
    day, zone = draw(dates), draw(zones)
    elsewhere = st.just(zone) | zones
    phases = tuple(
        a_phase(f"phase{number}", start, end)
        for number, (start, end) in enumerate(draw(st.lists(phase_days(day), max_size=3)))
    )
    sender = a_seat(
        "sender",
        working_week=draw(st.none() | st.just((Weekday.TUE, Weekday.THU, Weekday.SUN))),
        zone=draw(st.none() | zones),
    )
    cadence = a_cadence(
        from_="sender",
        to=("program_manager", "cro_pm"),
        rule=draw(rules(every, zone, day)),
        phases=tuple(phase.key for phase in phases),
        if_day_off=draw(st.sampled_from(IfDayOff)),
    )
    marked = tuple(draw(st.lists(near(day, 10, 200), max_size=30)))
    agreement = an_agreement(
        phases=phases,
        parties=tuple(draw(parties(key, draw(elsewhere), day)) for key in ("sponsor", "cro")),
        seats=(*SEATS, sender),
        areas=(*AREAS, an_area("marked", days=marked)),
        cadences=(cadence,),
    )
    return agreement, cadence, day


TIMED = [every for every in Every if every is not Every.MILESTONE]


@pytest.mark.parametrize("every", TIMED)
def test_each_occurrence_comes_once_at_the_promised_time(every: Every) -> None:
    @settings(max_examples=150, deadline=None)
    @given(
        collaborations(every),
        st.integers(1, 500),
        st.integers(0, 24 * 60),
        st.lists(st.floats(0, 1), max_size=5),
    )
    def agree(
        drawn: tuple[Agreement, Cadence, date], length: int, minute: int, restarts: list[float]
    ) -> None:
        agreement, cadence, day = drawn
        start = datetime.combine(day, time(), UTC) + timedelta(minutes=minute)
        end = start + timedelta(days=length)

        found = between(agreement, cadence, start, end)

        naive = NaiveCalendar(agreement, cadence)
        assert [(each.wall, each.due) for each in found] == naive.between(start, end)
        assert all(one.due < other.due for one, other in pairwise(found))
        assert len({each.wall for each in found}) == len(found)
        for each in found:
            assert_on_a_working_day(naive, each)
        assert one_by_one(agreement, cadence, start, end) == found
        for since in restarts:
            asked = start + (end - start) * since
            assert between(agreement, cadence, asked, end) == [e for e in found if e.due > asked]

    agree()


@settings(max_examples=400, deadline=None)
@given(collaborations(Every.MILESTONE), st.data())
def test_a_milestone_is_due_once_where_the_naive_count_ends(
    drawn: tuple[Agreement, Cadence, date], data: st.DataObject
) -> None:
    agreement, cadence, day = drawn
    minute = data.draw(st.integers(0, 24 * 60 - 1))
    completed = datetime.combine(day, time(), UTC) + timedelta(minutes=minute)
    within = cadence.rule.within
    assert within is not None

    found = milestone_occurrence(agreement, cadence, "marked", instant(completed))

    naive = NaiveCalendar(agreement, cadence)
    there = completed.astimezone(ZoneInfo(cadence.rule.zone or "")).date()
    assert (found is not None) == naive.applies(there)
    if found is not None:
        assert found.due == naive.completed(completed, within)
        assert found.due >= completed
        again = milestone_occurrence(agreement, cadence, "marked", instant(completed))
        assert again == found


def between(
    agreement: Agreement, cadence: Cadence, start: datetime, end: datetime
) -> list[Occurrence]:
    endless = occurrences(agreement, cadence, after=instant(start))
    return list(takewhile(lambda each: each.due <= end, endless))


def one_by_one(
    agreement: Agreement, cadence: Cadence, start: datetime, end: datetime
) -> list[Occurrence]:
    """As a bot does that is restarted after every single occurrence."""
    found: list[Occurrence] = []
    after: Instant = instant(start)
    while (each := next_occurrence(agreement, cadence, after=after)) and each.due <= end:
        found.append(each)
        after = each.due
    return found


def assert_on_a_working_day(naive: NaiveCalendar, occurrence: Occurrence) -> None:
    days = days_between(
        occurrence.due.date() - timedelta(days=1), occurrence.due.date() + timedelta(days=1)
    )
    [day] = [day for day in days if naive.due(day) == occurrence.due]
    match naive.cadence.if_day_off:
        case IfDayOff.PREVIOUS_WORKING_DAY | IfDayOff.NEXT_WORKING_DAY:
            assert naive.sender_works(day)
        case IfDayOff.NEXT_SHARED_WORKING_DAY:
            assert naive.all_work(day)
        case IfDayOff.SEND_ANYWAY:
            assert day == occurrence.wall.date()


@settings(max_examples=60, deadline=None)
@given(zone=zones, at=times, year=st.integers(2024, 2029))
def test_a_year_of_restarts_in_any_zone_drifts_by_nothing(zone: str, at: time, year: int) -> None:
    rule = a_rule(every=Every.DAY, days=(), at=at, zone=zone)
    cadence = a_cadence(rule=rule, if_day_off=IfDayOff.SEND_ANYWAY)
    first, last = date(year, 3, 1), date(year + 1, 4, 30)
    start = moment(datetime.combine(first, time()), zone) - timedelta(seconds=1)
    end = moment(datetime.combine(last, time(23, 59)), zone)

    found = one_by_one(an_agreement(), cadence, start, end)

    assert [(each.wall, each.due) for each in found] == [
        (datetime.combine(day, at), moment(datetime.combine(day, at), zone))
        for day in days_between(first, last)
    ]
