"""Counting how promises went."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checkin import Answer, CheckIn, CheckInState, Health
from bot.domain.instant import instant
from bot.domain.tally import Outcome, Tally, tally
from tests.builders import at

DUE = at("2026-12-04T11:30")
LATE_AT = at("2026-12-04T15:30")


def a_checkin(state: CheckInState, sent_after: int | None = None) -> CheckIn:
    answers: tuple[Answer, ...] = ()
    if sent_after is not None:
        sent = instant(DUE + timedelta(hours=sent_after))
        answers = (
            Answer(
                health=Health.ON_TRACK,
                items=(),
                help_needed="",
                person="p",
                seat="s",
                at=sent,
            ),
        )
    return CheckIn(
        id="c/weekly/x",
        collaboration="c",
        cadence="weekly",
        version=1,
        wall=datetime(2026, 12, 4, 17, 0),  # noqa: DTZ001 - a wall time is naive
        due=DUE,
        late_at=LATE_AT,
        opened_at=DUE,
        state=state,
        answers=answers,
    )


CHECKINS = st.builds(
    a_checkin, st.sampled_from(CheckInState), st.one_of(st.none(), st.integers(0, 9))
)


@given(st.lists(CHECKINS), st.booleans(), st.randoms())
def test_the_counts_add_up_in_any_order(
    checkins: list[CheckIn], seen: bool, shuffle: object
) -> None:
    found = tally(checkins, lambda _: seen)
    assert found.promised == len(checkins)
    mixed = list(checkins)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert tally(mixed, lambda _: seen) == found
    half = len(checkins) // 2
    parts: list[Tally] = [tally(part, lambda _: seen) for part in (mixed[:half], mixed[half:])]
    both = parts[0] + parts[1]
    assert [both.of(outcome) for outcome in Outcome] == [found.of(outcome) for outcome in Outcome]


def test_each_goes_one_way() -> None:
    for checkin, outcome in (
        (a_checkin(CheckInState.ANSWERED, 1), Outcome.ON_TIME),
        (a_checkin(CheckInState.ANSWERED, 5), Outcome.LATE),
        (a_checkin(CheckInState.LATE), Outcome.LATE),
        (a_checkin(CheckInState.MISSED), Outcome.MISSED),
        (a_checkin(CheckInState.EXCUSED), Outcome.EXCUSED),
        (a_checkin(CheckInState.OPEN), Outcome.OPEN),
    ):
        assert tally([checkin], lambda _: True).of(outcome) == 1


def test_a_miss_that_may_not_be_seen_yet_is_open() -> None:
    for state in (CheckInState.LATE, CheckInState.MISSED):
        assert tally([a_checkin(state)], lambda _: False).of(Outcome.OPEN) == 1
    sent_late = replace(a_checkin(CheckInState.ANSWERED, 5))
    assert tally([sent_late], lambda _: False).of(Outcome.LATE) == 1
