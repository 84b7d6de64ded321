"""One day ahead, as people say it on Wednesday 2 December 2026."""

from datetime import date

import pytest

from bot.domain.errors import InvalidInput
from bot.engine.day_said import read_day_said

TODAY = date(2026, 12, 2)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2026-12-02"),
        ("COB", "2026-12-02"),
        ("EOD", "2026-12-02"),
        ("end of the day", "2026-12-02"),
        ("Tomorrow", "2026-12-03"),
        ("end of next day", "2026-12-03"),
        ("Fri", "2026-12-04"),
        ("Friday.", "2026-12-04"),
        ("Wednesday", "2026-12-09"),
        ("in 3 days", "2026-12-05"),
        ("in two weeks", "2026-12-16"),
        ("a week", "2026-12-09"),
        ("this week", "2026-12-04"),
        ("EOW", "2026-12-04"),
        ("next week", "2026-12-11"),
        ("end of next week", "2026-12-11"),
        ("end of month", "2026-12-31"),
        ("end of next month", "2027-01-31"),
        ("4 Dec", "2026-12-04"),
        ("Dec 4th", "2026-12-04"),
        ("4 December 2026", "2026-12-04"),
        ("2026-12-04", "2026-12-04"),
        ("5 Jan", "2027-01-05"),
    ],
)
def test_a_day_is_understood(said: str, day: str) -> None:
    assert read_day_said(said, TODAY).isoformat() == day


@pytest.mark.parametrize("said", ["", "asap", "soon", "32 Dec", "the moon", "4/12", "0 Dec"])
def test_what_is_no_day_is_refused(said: str) -> None:
    with pytest.raises(InvalidInput, match="Write a day"):
        read_day_said(said, TODAY)


def test_the_end_of_the_week_said_at_the_weekend_is_the_next_one() -> None:
    assert read_day_said("end of week", date(2026, 12, 5)) == date(2026, 12, 11)
