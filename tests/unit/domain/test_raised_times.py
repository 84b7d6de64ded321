"""How soon what happened was known and told, by the side that raised it."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.escalation import By, Escalation
from bot.domain.instant import Instant, instant
from bot.domain.raised_times import RaisedTimes, raised_times
from tests.builders import at

START, END = at("2027-01-01T00:00"), at("2027-02-01T00:00")
DAY = timedelta(days=1)


def raised(
    at_: Instant = at("2027-01-14T12:00"),  # noqa: B008  # an instant is a value
    *,
    known_after: int = 10,
    told_after: int = 20,
    by: str | None = "cro",
) -> Escalation:
    """Raised at a moment, so many minutes after it was known, and that after it happened."""
    known = instant(at_ - timedelta(minutes=told_after))
    return Escalation(
        id=f"c/escalation/{at_.isoformat()}",
        collaboration="c",
        number=1,
        version=1,
        trigger=None,
        happened_at=instant(known - timedelta(minutes=known_after)),
        known_at=known,
        raised_at=at_,
        raised_by=By(person="p", party=by) if by else None,
        clock_start=known,
    )


def times(*escalations: Escalation, party: str = "cro") -> RaisedTimes:
    return raised_times(escalations, party=party, since=START, until=END)


def test_the_median_of_what_a_side_raised_in_the_stretch() -> None:
    found = times(raised(), raised(known_after=30), raised(known_after=500, told_after=0))
    minutes = timedelta(minutes=1)
    assert found == RaisedTimes(raised=3, to_known=30 * minutes, to_told=20 * minutes)


def test_what_begins_by_itself_or_the_other_side_raised_counts_for_nobody_here() -> None:
    assert times(raised(by=None), raised(by="sponsor")) == RaisedTimes(raised=0)
    assert times(raised(by="sponsor"), party="sponsor").raised == 1


def test_the_beginning_counts_and_the_end_does_not() -> None:
    assert times(raised(START), raised(END)).raised == 1


@settings(max_examples=30)
@given(st.lists(st.integers(0, 60), max_size=8))
def test_stretches_that_follow_each_other_count_each_of_them_once(days: list[int]) -> None:
    all_ = [raised(instant(START + day * DAY)) for day in days]
    halves = [(START, at("2027-01-31T00:00")), (at("2027-01-31T00:00"), at("2027-04-01T00:00"))]
    counted = [
        raised_times(all_, party="cro", since=since, until=until).raised for since, until in halves
    ]
    assert sum(counted) == len(all_)
