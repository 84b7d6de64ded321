"""When an action is due, asked for and late, against what the clocks on the wall show."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.action_times import Times, ask_at, times_on
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Holiday, OfficeHours, Weekday
from bot.domain.instant import Instant, instant
from bot.domain.manners import Hours, Preferences
from tests.builders import HYDERABAD, SAN_DIEGO, SEATS, a_cro, a_seat, an_agreement, at

quarters = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
zones = st.sampled_from(
    [HYDERABAD, SAN_DIEGO, "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "UTC"]
)
weeks = st.sets(st.sampled_from(list(Weekday)), min_size=1).map(tuple)
days = st.dates(date(2026, 1, 1), date(2029, 12, 31))
preferences = st.builds(
    Preferences,
    person=st.just("p"),
    quiet=st.none() | st.builds(OfficeHours, quarters, quarters),
    lead=st.integers(0, 32).map(lambda n: timedelta(minutes=15 * n)),
)


@st.composite
def owners(draw: st.DrawFn) -> tuple[Agreement, date]:
    """An agreement whose owner works in some zone, week and hours, and a day."""
    day = draw(days)
    start, end = draw(quarters), draw(quarters)
    assume(start != end)
    off = draw(st.sets(st.integers(-3, 12), max_size=6))
    halved = draw(st.booleans()) and start < time(12)
    holidays = [Holiday(name="Off", date=day + timedelta(days=n)) for n in sorted(off)]
    half = [Holiday(name="Half", date=day, works_until=time(12))] if halved else []
    cro = a_cro(
        zone=draw(zones),
        working_week=draw(weeks),
        hours=OfficeHours(start, end),
        holidays=tuple(half or holidays),
    )
    return an_agreement(parties=(an_agreement().parties[0], cro)), day


def worked(agreement: Agreement, day: date) -> bool:
    """Read off the calendar."""
    party = agreement.party["cro"]
    off = {each.date for each in party.holidays if not each.works_until}
    week = [each.number for each in party.working_week]
    return day.weekday() in week and day not in off


def _on_the_wall(moment: Instant, zone: ZoneInfo) -> tuple[date, time]:
    here = moment.astimezone(zone)
    return here.date(), here.time()


@settings(max_examples=60)
@given(owners(), preferences)
def test_it_is_due_at_the_end_of_the_first_day_that_is_worked(
    owner: tuple[Agreement, date], liked: Preferences
) -> None:
    agreement, day = owner
    found = times_on(agreement, "study_director", day)
    party = agreement.party["cro"]
    zone = ZoneInfo(party.zone)

    expected = day
    while not worked(agreement, expected):
        expected += timedelta(days=1)
    assert found.day == expected
    half = [each for each in party.holidays if each.works_until and each.date == expected]
    closes = (half[0].works_until if half else None) or party.hours.end
    on = expected if closes > party.hours.start else expected + timedelta(days=1)
    wall = datetime.combine(on, closes)
    shown = datetime.combine(*_on_the_wall(found.due, zone))
    # An hour that the clocks skip becomes the first minute after it, less than an hour later.
    assert timedelta() <= shown - wall < timedelta(hours=1)
    assert found.opens < found.due < found.late_at
    assert found.due < found.reminded_at < found.late_at

    hours = Hours.of(agreement, "cro", "study_director", liked)
    asked = ask_at(found, hours)
    if hours.leave_some(found.looked_at):
        assert asked < found.due or not hours.allow(asked)
        wished = instant(found.due - liked.lead) if liked.lead else found.opens
        if hours.next_allowed(found.opens) == found.opens and not liked.lead:
            assert asked == found.opens == wished


def test_a_day_off_of_the_owner_counts_as_the_next_working_day() -> None:
    found = times_on(an_agreement(), "study_director", date(2026, 12, 6))  # a Sunday
    assert found == Times(
        day=date(2026, 12, 7),
        opens=at("2026-12-07T09:00", HYDERABAD),
        due=at("2026-12-07T18:00", HYDERABAD),
        late_at=at("2026-12-08T18:00", HYDERABAD),
    )


def test_the_grace_is_a_business_day_of_the_owner_and_not_of_the_other_side() -> None:
    sponsor = times_on(an_agreement(), "program_manager", date(2026, 12, 4))  # a Friday
    assert sponsor.late_at == at("2026-12-07T17:00", SAN_DIEGO)
    cro = times_on(an_agreement(), "study_director", date(2026, 12, 4))
    assert cro.late_at == at("2026-12-05T18:00", HYDERABAD)


def test_a_seat_that_works_elsewhere_has_its_own_end_of_day() -> None:
    seats = (*SEATS, a_seat("qa", "cro", zone="Europe/London", working_week=(Weekday.TUE,)))
    found = times_on(an_agreement(seats=seats), "qa", date(2026, 12, 4))
    assert found.due == at("2026-12-08T18:00", "Europe/London")
    assert found.late_at == at("2026-12-15T18:00", "Europe/London")


def asked_of(liked: Preferences, day: date = date(2026, 12, 7)) -> datetime:
    agreement = an_agreement()
    hours = Hours.of(agreement, "cro", "study_director", liked)
    found = ask_at(times_on(agreement, "study_director", day), hours)
    return found.astimezone(ZoneInfo(HYDERABAD)).replace(tzinfo=None)


def test_the_owner_is_asked_in_the_morning_or_as_early_as_they_like() -> None:
    assert f"{asked_of(Preferences(person='p')):%d %H:%M}" == "07 09:00"
    two_hours = Preferences(person="p", lead=timedelta(hours=2))
    assert f"{asked_of(two_hours):%d %H:%M}" == "07 16:00"
    quiet = OfficeHours.parse("08:00-11:00")
    assert f"{asked_of(Preferences(person='p', quiet=quiet)):%d %H:%M}" == "07 11:00"
    # Where only an hour before the wished one is free, it is asked for then.
    late = Preferences(person="p", quiet=OfficeHours.parse("15:00-20:00"), lead=timedelta(hours=1))
    assert f"{asked_of(late):%d %H:%M}" == "07 14:00"
