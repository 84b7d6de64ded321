"""When owners are asked whether what they own is still theirs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreement.ownership import Rhythm
from bot.domain.ownership import is_asked_on, round_begin

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
LONG_AGO = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("rhythm", "day", "begin"),
    [
        (Rhythm.MONTH, "2027-03-31", "2027-03-01"),
        (Rhythm.QUARTER, "2027-01-01", "2027-01-01"),
        (Rhythm.QUARTER, "2027-03-31", "2027-01-01"),
        (Rhythm.QUARTER, "2027-04-01", "2027-04-01"),
        (Rhythm.QUARTER, "2027-12-31", "2027-10-01"),
    ],
)
def test_a_round_begins_with_its_month_or_quarter(rhythm: Rhythm, day: str, begin: str) -> None:
    assert round_begin(rhythm, date.fromisoformat(day)) == date.fromisoformat(begin)


@pytest.mark.parametrize(
    ("day", "agreed", "seated", "asked"),
    [
        ("2027-04-01", None, "2027-01-10", True),
        ("2027-04-14", None, "2027-01-10", True),  # after a downtime of two weeks at most
        ("2027-04-15", None, "2027-01-10", False),  # a rhythm agreed now begins with July
        ("2027-05-20", None, "2027-05-19", True),  # who took a seat in between
        ("2027-06-17", None, "2027-06-16", True),
        ("2027-06-18", None, "2027-06-17", False),  # July is near
        ("2027-05-20", "2027-04-23", "2027-05-19", False),  # everything was just agreed
        ("2027-04-07", "2027-03-10", "2027-03-10", True),
        ("2027-04-06", "2027-03-10", "2027-03-10", False),
    ],
)
def test_owners_are_asked_at_the_begin_and_when_they_took_a_seat(
    day: str, agreed: str | None, seated: str, asked: bool
) -> None:
    found = is_asked_on(
        Rhythm.QUARTER,
        date.fromisoformat(day),
        agreed=date.fromisoformat(agreed) if agreed else None,
        seated=date.fromisoformat(seated),
    )
    assert found is asked


@given(rhythm=st.sampled_from(Rhythm), first=DAYS, agreed=DAYS)
def test_whoever_keeps_a_seat_is_asked_in_every_round_and_on_no_day_far_into_one(
    rhythm: Rhythm, first: date, agreed: date
) -> None:
    """Counted day by day over a year, with nothing of the arithmetic of rounds."""
    days = [first + timedelta(days=ahead) for ahead in range(400)]
    asked = [d for d in days if is_asked_on(rhythm, d, agreed=agreed, seated=LONG_AGO)]
    months = (1, 4, 7, 10) if rhythm is Rhythm.QUARTER else range(1, 13)
    settled = agreed + timedelta(days=28)
    assert asked == [d for d in days if d.day <= 14 and d.month in months and d >= settled]
