"""A template becomes the draft of one collaboration."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agreement_file import dump_yaml, from_document, read_agreement, to_document
from bot.domain.agreement.cadences import Every
from bot.domain.agreement.document import Agreement
from bot.domain.errors import InvalidInput
from bot.domain.instant import Instant
from bot.domain.occurrences import next_occurrence
from bot.domain.workdays import seat_working_days
from bot.templates import TEMPLATES, PartyDetails, instantiate
from bot.templates.catalogue import NOMINAL_START
from tests.unit.templates.starts import BASEL, BOSTON, started

KEYS = [each.key for each in TEMPLATES]
ONE_WEEK = timedelta(weeks=1)
ZONES = (
    "America/Los_Angeles",
    "America/New_York",
    "America/Sao_Paulo",
    "Europe/London",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Pacific/Honolulu",
)

keys = st.sampled_from(KEYS)
starts = st.dates(date(2020, 1, 1), date(2040, 12, 31))
zones = st.sampled_from(ZONES)


def company(zone: str) -> PartyDetails:
    return PartyDetails(name="A company", short="Company", zone=zone)


def dates_in(value: object) -> Iterator[date]:
    """Every date of a document, wherever it stands."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from dates_in(item)
    elif isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        yield date.fromisoformat(value)


def template_of(key: str) -> Agreement:
    return next(each for each in TEMPLATES if each.key == key).agreement


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "start", [date(2027, 1, 4), date(2027, 3, 3), date(2027, 7, 31), date(2028, 2, 29)]
)
def test_a_draft_passes_the_check_and_comes_back_equal(key: str, start: date) -> None:
    draft = started(key, start)
    assert read_agreement(dump_yaml(draft)) == draft
    assert from_document(to_document(draft)) == draft


@settings(deadline=None)  # the first example reads the files
@given(key=keys, start=starts)
def test_the_work_starts_on_the_day_and_nothing_lies_before(key: str, start: date) -> None:
    draft = started(key, start)
    assert min(dates_in(to_document(draft))) == start
    assert all(phase.start == start for phase in draft.phases[:1])


@settings(deadline=None)  # the first example reads the files
@given(key=keys, start=starts)
def test_every_phase_is_whole_and_follows_the_one_before(key: str, start: date) -> None:
    draft, template = started(key, start), template_of(key)
    for phase, pattern in zip(draft.phases, template.phases, strict=True):
        longer = (phase.end - phase.start) - (pattern.end - pattern.start)
        first = pattern.start == NOMINAL_START
        assert timedelta() <= longer < ONE_WEEK if first else longer == timedelta()
    gaps = [
        later.start - one.end for one, later in zip(draft.phases, draft.phases[1:], strict=False)
    ]
    expected = [
        later.start - one.end
        for one, later in zip(template.phases, template.phases[1:], strict=False)
    ]
    assert gaps == expected


@settings(deadline=None)  # the first example reads the files
@given(key=keys, start=starts)
def test_days_keep_their_weekday(key: str, start: date) -> None:
    draft, template = started(key, start), template_of(key)
    pairs = [
        *zip(
            (phase.start for phase in draft.phases[1:]),
            (phase.start for phase in template.phases[1:]),
            strict=True,
        ),
        *(
            (day, pattern)
            for area, of in zip(draft.areas, template.areas, strict=True)
            for day, pattern in zip(area.days, of.days, strict=True)
        ),
        *(
            (cadence.rule.anchor, of.rule.anchor)
            for cadence, of in zip(draft.cadences, template.cadences, strict=True)
            if cadence.rule.anchor and of.rule.anchor
        ),
    ]
    assert all(day.weekday() == pattern.weekday() for day, pattern in pairs)


@settings(deadline=None)  # the first example reads the files
@given(key=keys, start=starts)
def test_what_is_due_is_due_on_a_day_that_its_owner_works(key: str, start: date) -> None:
    draft, template = started(key, start), template_of(key)
    weeks = start + timedelta(days=-start.weekday() % 7) - NOMINAL_START
    for area, pattern in zip(draft.areas, template.areas, strict=True):
        workdays = seat_working_days(draft, area.accountable)
        for due, of in zip(area.due, pattern.due, strict=True):
            if due.date is None or of.date is None:
                continue
            planned = of.date + weeks
            assert workdays.is_working(due.date)
            if workdays.is_working(planned):
                assert due.date == planned
            else:
                assert planned < due.date < planned + 2 * ONE_WEEK


def test_a_monday_start_moves_everything_by_the_same_weeks() -> None:
    draft = started("bioanalysis", date(2027, 3, 1))
    assert [str(each.start) for each in draft.phases] == [
        "2027-03-01",
        "2027-04-05",
        "2027-05-31",
        "2027-08-30",
    ]
    assert draft.cadence["project_call"].rule.anchor == date(2027, 3, 9)
    assert draft.agreement.next_review == date(2027, 4, 30)


def test_a_start_within_a_week_makes_the_first_phase_longer() -> None:
    draft = started("bioanalysis", date(2027, 2, 25))
    assert (draft.phases[0].start, draft.phases[0].end) == (date(2027, 2, 25), date(2027, 4, 4))
    assert draft.phases[1].start == date(2027, 4, 5)
    assert draft.cadence["weekly_status"].rule.start == date(2027, 2, 25)


def test_what_would_be_due_on_a_public_holiday_is_due_after_it() -> None:
    # The validation plan is due on the Friday of the seventh week; here that is Good Friday.
    draft = started("bioanalysis", date(2027, 2, 8), cro=company("Europe/Berlin"))
    assert draft.area["validation_plan"].due[0].date == date(2027, 3, 30)


@pytest.mark.parametrize("key", KEYS)
def test_every_update_comes_round_and_not_before_the_start(key: str) -> None:
    start = date(2027, 6, 7)
    draft = started(key, start)
    eve = Instant(datetime(2027, 6, 6, tzinfo=UTC))
    for cadence in draft.cadences:
        if cadence.rule.every is Every.MILESTONE:
            continue
        first = next_occurrence(draft, cadence, after=Instant(eve - timedelta(days=400)))
        assert first is not None, cadence.key
        assert first.due > eve, cadence.key


@pytest.mark.parametrize("key", KEYS)
def test_an_update_is_promised_on_the_clock_of_its_sender(key: str) -> None:
    draft = started(key, date(2027, 3, 1))
    for cadence in draft.cadences:
        expected = draft.party_of(cadence.from_).zone if cadence.rule.at else None
        assert cadence.rule.zone == expected


def test_the_parties_and_the_study_are_those_of_the_form() -> None:
    draft = instantiate(
        "device_test",
        study_id="pump_test",
        title="  Test of the pump ",
        start=date(2027, 3, 1),
        parties={"sponsor": BOSTON, "cro": BASEL},
    )
    sponsor, cro = draft.parties
    assert (draft.study.id, draft.study.title) == ("pump_test", "Test of the pump")
    assert (sponsor.name, sponsor.short) == ("Northern Example Inc.", "Northern")
    assert (cro.name, cro.short, cro.zone) == ("Southern Example AG", "Southern", "Europe/Zurich")
    assert [str(each.hours) for each in draft.parties] == ["09:00-17:00"] * 2
    assert [str(day) for day in cro.working_week] == ["mon", "tue", "wed", "thu", "fri"]
    assert (draft.agreement.version, draft.agreement.history) == (1, ())


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/Los_Angeles", "US"),
        ("Europe/Zurich", "CH"),
        ("Europe/London", "GB"),
        ("Asia/Kolkata", "IN"),
        ("Asia/Calcutta", "IN"),
        ("US/Pacific", "US"),
        ("Asia/Taipei", "TW"),
        ("America/Coral_Harbour", None),  # now the clock of Panama, and of others
        ("Asia/Pyongyang", "KP"),
        ("Etc/GMT+5", None),
        ("UTC", None),
    ],
)
def test_public_holidays_are_those_of_the_only_country_of_the_zone(
    zone: str, country: str | None
) -> None:
    draft = started("blank", date(2027, 3, 1), cro=company(zone))
    calendar = draft.party["cro"].holiday_calendar
    assert (calendar and calendar.country) == country
    assert read_agreement(dump_yaml(draft)) == draft


def test_a_meeting_lies_in_the_office_hours_of_both_sides_where_they_overlap() -> None:
    draft = started("blank", date(2027, 3, 1))
    at = draft.cadence["monthly_meeting"].rule.at
    assert at is not None
    assert "09:00" <= f"{at:%H:%M}" <= "10:00"  # in Basel 15:00 to 16:00, and an hour is needed


def test_a_meeting_stays_at_the_hour_of_the_template_where_that_is_good() -> None:
    draft = started("blank", date(2027, 3, 1), cro=BOSTON)
    assert str(draft.cadence["monthly_meeting"].rule.at) == "15:00:00"


@settings(deadline=None)  # the first example reads the files
@given(key=keys, start=starts, one=zones, other=zones)
def test_nobody_has_to_meet_far_out_of_their_office_hours(
    key: str, start: date, one: str, other: str
) -> None:
    draft = started(key, start, sponsor=company(one), cro=company(other), facilitator=company(one))
    for cadence in draft.cadences:
        if cadence.minutes is None:
            continue
        assert cadence.rule.at is not None
        assert cadence.rule.zone is not None
        wall = datetime.combine(start, cadence.rule.at, ZoneInfo(cadence.rule.zone))
        for zone in (one, other):
            assert 6 <= wall.astimezone(ZoneInfo(zone)).hour < 20


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"template_key": "in_vitro"}, "template_key"),
        ({"study_id": "Rat Tox"}, "study_id"),
        ({"study_id": "7_days"}, "study_id"),
        ({"study_id": "rat_tox\n"}, "study_id"),
        ({"title": " "}, "title"),
        ({"parties": {"sponsor": BOSTON, "cro": company("Asia/Hyderabad")}}, "cro.zone"),
        ({"parties": {"sponsor": company("PST"), "cro": BASEL}}, "sponsor.zone"),
        ({"parties": {"sponsor": company(""), "cro": BASEL}}, "sponsor.zone"),
        (
            {"parties": {"sponsor": PartyDetails(name="", short="A", zone="UTC"), "cro": BASEL}},
            "sponsor.name",
        ),
        (
            {"parties": {"sponsor": BOSTON, "cro": PartyDetails(name="A", short=" ", zone="UTC")}},
            "cro.short",
        ),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_its_field(
    change: dict[str, Any], field: str
) -> None:
    values: dict[str, Any] = {
        "template_key": "blank",
        "study_id": "a_study",
        "title": "A study",
        "start": date(2027, 3, 1),
        "parties": {"sponsor": BOSTON, "cro": BASEL},
    }
    with pytest.raises(InvalidInput) as refused:
        instantiate(**(values | change))
    assert refused.value.field == field
    assert str(refused.value).endswith((".", "?"))


def test_a_zone_that_does_not_exist_is_answered_with_what_to_write() -> None:
    with pytest.raises(InvalidInput) as refused:
        started("blank", date(2027, 3, 1), cro=company("Zurich"))
    assert str(refused.value) == 'No time zone is called "Zurich"; did you mean "Europe/Zurich"?'
