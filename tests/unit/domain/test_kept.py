"""What came of promised updates, counted."""

import dataclasses
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreement.cadences import Minutes
from bot.domain.checkin import Answer, CheckIn, CheckInState, Health, checkin_id
from bot.domain.duration import Duration
from bot.domain.instant import Instant, instant
from bot.domain.kept import Outcome, Result, Tally, months_until, outcome, streak, tally
from tests.builders import CADENCES, HYDERABAD, a_cadence, an_agreement, at

AGREEMENT = an_agreement()
DUE = at("2026-12-04T17:00", HYDERABAD)  # a Friday; Deccan works on Saturdays, too
GRACE_ENDS = at("2026-12-04T21:00", HYDERABAD)


def a_checkin(**changes: object) -> CheckIn:
    wall = datetime(2026, 12, 4, 17)  # noqa: DTZ001  # a wall time has no zone
    values = {
        "id": checkin_id("c1", "weekly_status", wall),
        "collaboration": "c1",
        "cadence": "weekly_status",
        "version": 2,
        "wall": wall,
        "due": DUE,
        "late_at": GRACE_ENDS,
        "opened_at": DUE,
        **changes,
    }
    return CheckIn(**values)  # type: ignore[arg-type]  # a builder names only what matters


def answered(at_: Instant, **changes: object) -> CheckIn:
    said = Answer(
        health=Health.ON_TRACK, items=(), help_needed="", person="p1", seat="cro_pm", at=at_
    )
    return a_checkin(**changes).answered(said)


def result(checkin: CheckIn) -> Result | None:
    found = outcome(AGREEMENT, checkin)
    return found.result if found else None


def test_each_way_a_promise_can_end() -> None:
    after_grace = instant(GRACE_ENDS + timedelta(seconds=1))
    assert result(a_checkin()) is None
    assert result(answered(instant(DUE - timedelta(days=2)))) is Result.ON_TIME  # early
    assert result(answered(GRACE_ENDS)) is Result.ON_TIME
    assert result(answered(after_grace)) is Result.LATE
    assert result(a_checkin().gone_late()) is Result.LATE  # still awaited
    assert result(a_checkin().overtaken()) is Result.MISSED
    assert result(a_checkin(state=CheckInState.EXCUSED)) is Result.EXCUSED


def test_an_edit_after_the_grace_leaves_an_update_on_time() -> None:
    first = answered(DUE)
    (later,) = answered(instant(GRACE_ENDS + timedelta(days=1))).answers
    assert result(first.answered(later)) is Result.ON_TIME


def test_what_came_after_it_was_missed_is_late() -> None:
    (said,) = answered(at("2026-12-14T10:00", HYDERABAD)).answers
    assert result(a_checkin().overtaken().answered(said)) is Result.LATE


def test_what_was_asked_for_only_after_its_grace_counts_for_nothing() -> None:
    asked_at = instant(GRACE_ENDS + timedelta(minutes=1))
    missed = a_checkin(opened_at=asked_at).overtaken()
    assert result(missed) is Result.NOT_ASKED
    assert result(answered(asked_at, opened_at=asked_at)) is Result.NOT_ASKED
    found = outcome(AGREEMENT, missed)
    assert found is not None
    assert tally([found]).promised == 0


def test_lateness_is_the_senders_working_time_from_the_promise() -> None:
    hours = AGREEMENT.party["cro"].hours
    found = outcome(AGREEMENT, answered(at("2026-12-05T10:00", HYDERABAD)))
    assert found is not None
    until_closing = datetime.combine(date(2026, 12, 4), hours.end) - datetime(2026, 12, 4, 17)  # noqa: DTZ001
    from_opening = datetime(2026, 12, 5, 10) - datetime.combine(date(2026, 12, 5), hours.start)  # noqa: DTZ001
    assert found.lateness == until_closing + from_opening
    on_time = outcome(AGREEMENT, answered(DUE))
    assert on_time is not None
    assert on_time.lateness is None


def test_the_minutes_of_a_meeting_are_late_from_when_they_were_due() -> None:
    minutes = Minutes(by="cro_pm", within=Duration.parse("4h"))
    meeting = an_agreement(cadences=(a_cadence("weekly_status", minutes=minutes), *CADENCES[1:]))
    late = answered(at("2026-12-05T09:40", HYDERABAD))
    from_start, from_minutes = (outcome(each, late) for each in (AGREEMENT, meeting))
    assert from_start is not None
    assert from_minutes is not None
    assert from_start.lateness is not None
    assert from_minutes.lateness is not None
    assert from_minutes.lateness < from_start.lateness


def test_the_month_is_that_of_the_promise_on_its_own_clock_not_of_the_day_it_moved_to() -> None:
    moved = a_checkin(
        wall=datetime(2027, 1, 1, 17),  # noqa: DTZ001
        due=at("2026-12-31T17:00", HYDERABAD),
        late_at=at("2026-12-31T21:00", HYDERABAD),
    )
    found = outcome(AGREEMENT, moved.overtaken())
    assert found is not None
    assert found.month == date(2027, 1, 1)


def test_nobody_is_named() -> None:
    found = outcome(AGREEMENT, answered(at("2026-12-05T10:00", HYDERABAD)))
    assert found is not None
    assert "p1" not in str(dataclasses.asdict(found))
    assert "cro_pm" not in str(dataclasses.asdict(found))


RESULTS = st.sampled_from(Result)
OUTCOMES = st.lists(
    st.tuples(RESULTS, st.integers(0, 10**6), st.none() | st.integers(0, 10**5)), max_size=30
).map(
    lambda rows: [
        Outcome(
            cadence="weekly_status",
            title="Weekly status",
            party="cro",
            month=date(2026, 12, 1),
            due=instant(DUE + timedelta(minutes=minute)),
            result=result,
            lateness=timedelta(seconds=late)
            if late is not None and result is Result.LATE
            else None,
        )
        for result, minute, late in rows
    ]
)


@given(OUTCOMES)
def test_the_parts_add_up_to_the_whole(outcomes: list[Outcome]) -> None:
    counted = tally(outcomes)
    parts = (counted.on_time, counted.late, counted.missed, counted.excused, counted.not_asked)
    assert sum(parts) == len(outcomes)
    assert counted.promised == len(outcomes) - counted.not_asked
    assert counted.expected == counted.promised - counted.excused
    percent = counted.on_time_percent
    assert (percent is None) == (counted.expected == 0)
    assert percent is None or 0 <= percent <= 100
    assert (percent == 100) >= (0 < counted.expected == counted.on_time)


@given(OUTCOMES.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_they_come_in_changes_nothing(
    both: tuple[list[Outcome], Sequence[Outcome]],
) -> None:
    one, other = both
    assert (tally(one), streak(one)) == (tally(other), streak(other))


@given(OUTCOMES)
def test_a_slow_count_finds_the_same(outcomes: list[Outcome]) -> None:
    counts = {each: len([o for o in outcomes if o.result is each]) for each in Result}
    late = sorted(o.lateness for o in outcomes if o.lateness is not None)
    middle = (late[len(late) // 2] + late[(len(late) - 1) // 2]) / 2 if late else None
    assert tally(outcomes) == Tally(
        **{each.value: number for each, number in counts.items()}, lateness=middle
    )


def _in_order(*results: Result) -> list[Outcome]:
    return [
        Outcome(
            cadence="weekly_status",
            title="Weekly status",
            party="cro",
            month=date(2026, 12, 1),
            due=instant(DUE + timedelta(weeks=week)),
            result=each,
        )
        for week, each in enumerate(results)
    ]


@pytest.mark.parametrize(
    ("results", "in_a_row"),
    [
        ([], 0),
        ([Result.ON_TIME] * 7, 7),
        ([Result.ON_TIME, Result.LATE, Result.ON_TIME, Result.ON_TIME], 2),
        ([Result.ON_TIME, Result.EXCUSED, Result.NOT_ASKED, Result.ON_TIME], 2),
        ([Result.ON_TIME, Result.MISSED], 0),
    ],
)
def test_a_streak_is_counted_back_from_the_newest(results: list[Result], in_a_row: int) -> None:
    assert streak(_in_order(*results)) == in_a_row


def test_months_go_back_over_the_new_year() -> None:
    found = months_until(date(2027, 2, 17), 4)
    assert [f"{month:%Y-%m-%d}" for month in found] == [
        "2026-11-01",
        "2026-12-01",
        "2027-01-01",
        "2027-02-01",
    ]
