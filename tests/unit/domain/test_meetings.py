"""When an agenda is opened, when minutes are promised, and who they are for."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agreement.document import Agreement
from bot.domain.instant import instant, local
from bot.domain.lateness import promised_at
from bot.domain.meetings import (
    approved_at_next,
    collected_from,
    is_meeting,
    moved_from,
    parties_at,
    seats_at,
)
from bot.domain.occurrences import next_occurrence
from bot.domain.workdays import seat_working_days, seat_zone
from tests.builders import at
from tests.unit.engine.examples import PHASE_1, RAT, example

RATS = example(RAT)
TRIAL = example(PHASE_1)
MEETINGS = [(a, c.key) for a in (RATS, TRIAL) for c in a.cadences if is_meeting(c)]


def test_what_has_minutes_is_a_meeting_and_nothing_else_is() -> None:
    assert {key for _, key in MEETINGS} == {"biweekly_call", "steering", "weekly_call"}
    assert not is_meeting(TRIAL.cadence["out_of_hours_test"])


def test_the_writer_of_the_minutes_need_not_be_who_calls_the_meeting() -> None:
    call = RATS.cadence["biweekly_call"]
    assert (call.from_, call.writer) == ("program_manager", "cro_pm")
    assert seats_at(call)[0] == "program_manager"
    assert [party.key for party in parties_at(RATS, call)] == ["sponsor", "cro"]
    assert RATS.cadence["weekly_status"].writer == "cro_pm"


@pytest.mark.parametrize(
    ("agreement", "cadence", "start", "opened"),
    [
        # Tuesday 07:30 in San Diego: the Friday before at 07:30, so when the office opens.
        (RATS, "biweekly_call", at("2026-12-15T07:30", "America/Los_Angeles"),
         at("2026-12-11T08:30", "America/Los_Angeles")),
        # After Thanksgiving and the day after it, the Wednesday before.
        (RATS, "biweekly_call", at("2026-12-01T07:30", "America/Los_Angeles"),
         at("2026-11-25T08:30", "America/Los_Angeles")),
        # Monday 09:30 in Jerusalem is 18:30 in Melbourne, whose project manager calls it: the
        # Thursday evening before is outside hours, so Friday morning.
        (TRIAL, "weekly_call", at("2026-12-14T09:30", "Asia/Jerusalem"),
         at("2026-12-11T08:30", "Australia/Melbourne")),
        # Wednesday 10:00 in Haifa, where people work from Sunday on.
        (TRIAL, "steering", at("2026-12-09T10:00", "Asia/Jerusalem"),
         at("2026-12-07T10:00", "Asia/Jerusalem")),
    ],
)  # fmt: skip
def test_an_agenda_is_opened_two_working_days_of_the_caller_ahead(
    agreement: Agreement, cadence: str, start: object, opened: object
) -> None:
    assert collected_from(agreement, agreement.cadence[cadence], start) == opened  # type: ignore[arg-type]  # a moment


@given(st.sampled_from(MEETINGS), st.integers(0, 330))
@settings(max_examples=60, deadline=None)
def test_every_agenda_opens_before_its_meeting_on_a_working_day_of_the_caller(
    meeting: tuple[Agreement, str], days: int
) -> None:
    agreement, key = meeting
    cadence, caller = agreement.cadence[key], agreement.cadence[key].from_
    after = instant(at("2026-12-01T00:00") + timedelta(days=days))
    found = next_occurrence(agreement, cadence, after=after)
    if found is None:
        return
    opened = collected_from(agreement, cadence, found.due)
    day = local(opened, seat_zone(agreement, caller)).date()
    assert opened < found.due
    assert seat_working_days(agreement, caller).is_working(day)
    assert opened > found.due - timedelta(days=14)


def test_minutes_are_promised_on_the_calendar_of_who_writes_them() -> None:
    call = RATS.cadence["biweekly_call"]
    # Friday evening in Hyderabad, where Saturday is worked: two business days on are Monday.
    friday = at("2026-12-11T07:30", "America/Los_Angeles")
    assert promised_at(RATS, call, friday) == at("2026-12-14T21:00", "Asia/Kolkata")
    steering = RATS.cadence["steering"]  # written in San Diego: three days on are Wednesday
    assert promised_at(RATS, steering, friday) == at("2026-12-16T07:30", "America/Los_Angeles")


def test_a_meeting_is_moved_when_its_day_is_off() -> None:
    call = RATS.cadence["biweekly_call"]
    found = next_occurrence(RATS, call, after=at("2026-12-01T00:00"))
    assert found is not None
    assert not moved_from(RATS, call, found.wall, found.due)
    later = at("2026-12-02T07:30", "America/Los_Angeles")
    assert moved_from(RATS, call, datetime(2026, 12, 1, 7, 30), later)  # noqa: DTZ001 - a wall time


def test_only_agreed_words_make_the_minutes_a_point_of_the_next_meeting() -> None:
    assert approved_at_next(TRIAL.cadence["steering"])
    assert not approved_at_next(TRIAL.cadence["weekly_call"])
    assert not approved_at_next(RATS.cadence["weekly_status"])
