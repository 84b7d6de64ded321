"""Moments as people write them on their clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import InvalidInput
from bot.domain.instant import instant
from bot.engine.moments import read_moment, written
from tests.unit.engine.escalating import at

NOW = at("2027-01-14T20:00")
ZONE = "Asia/Kolkata"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2027-01-14T20:00"),
        ("19:30", "2027-01-14T19:30"),
        ("7.30 pm", "2027-01-14T19:30"),
        ("21:00", "2027-01-13T21:00"),  # the last one that was
        ("today 08:00", "2027-01-14T08:00"),
        ("yesterday at 23:15", "2027-01-13T23:15"),
        ("20 minutes ago", "2027-01-14T19:40"),
        ("20min ago", "2027-01-14T19:40"),
        ("half an hour ago", "2027-01-14T19:30"),
        ("an hour ago", "2027-01-14T19:00"),
        ("2 days ago", "2027-01-12T20:00"),
        ("4 Dec 14:30", "2026-12-04T14:30"),  # without a year the last one of that name
        ("4 Jan, 14:30.", "2027-01-04T14:30"),
        ("14 Jan 2027, 19:59", "2027-01-14T19:59"),
        ("2027-01-14 19:59", "2027-01-14T19:59"),
        ("2027-01-14T19:59", "2027-01-14T19:59"),
        ("Thu 14 January at noon", "2027-01-14T12:00"),
    ],
)
def test_what_people_write_is_read(text: str, expected: str) -> None:
    assert read_moment(text, NOW, ZONE) == at(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "20:01 today",
        "tomorrow 10:00",
        "15 Jan 2027 10:00",
        "25:00",
        "32 Jan 10:00",
        "1",
        "1 Jan 0001 00:00",
    ],
)
def test_what_is_no_moment_or_still_ahead_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_moment(text, NOW, ZONE)


def test_the_end_of_all_dates_is_ahead_also_behind_utc() -> None:
    with pytest.raises(InvalidInput, match="still ahead"):
        read_moment("31 Dec 9999 23:00", NOW, "America/Los_Angeles")


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001 - made aware below
    st.sampled_from(["Asia/Kolkata", "America/Los_Angeles", "Australia/Lord_Howe"]),
)
def test_what_is_written_is_read_back_to_the_minute(wall: datetime, zone: str) -> None:
    moment = instant(wall.replace(second=0, microsecond=0, tzinfo=ZoneInfo("UTC")))
    read = read_moment(written(moment, zone), NOW, zone)
    # An hour that comes twice is read as its first pass.
    assert written(read, zone) == written(moment, zone)


@given(st.text(max_size=40))
def test_any_text_is_a_moment_that_was_or_refused(text: str) -> None:
    try:
        assert read_moment(text, NOW, ZONE) <= NOW
    except InvalidInput:
        return
