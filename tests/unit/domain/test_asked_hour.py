"""The hour that a question asks about, and when it comes next."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.asked_hour import AskedHour, asked_hour, next_time
from bot.domain.instant import instant, local

NOW = instant(datetime(2026, 11, 26, 17, 38, tzinfo=ZoneInfo("Asia/Kolkata")))  # a Thursday


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("how do I get hold of the vet at night?", "Fri 02:00"),
        ("who do I call tonight", "Fri 02:00"),
        ("reach the study director out of hours", "Thu 21:00"),
        ("can I ring them in the evening?", "Thu 21:00"),
        ("is somebody there on Sundays", "Sun 11:00"),
        ("what if a freezer alarm goes off on Sunday", "Sun 11:00"),
        ("what if it happens on a Sunday night", "Sun 02:00"),
        ("deccan pm at the weekend?", "Sat 11:00"),
        ("it's 3 am and I need the vet", "Fri 03:00"),
        ("call the supervisor at 9:30", "Fri 09:30"),
        ("reach QA tomorrow", "Fri 11:00"),
        ("reach QA tomorrow at 7pm", "Fri 19:00"),
        ("reach QA at 7pm", "Thu 19:00"),
    ],
)
def test_an_hour_to_come_is_read_from_the_words(text: str, then: str) -> None:
    asked = asked_hour(text)
    assert asked is not None
    assert f"{local(next_time(asked, NOW, 'Asia/Kolkata'), 'Asia/Kolkata'):%a %H:%M}" == then


@pytest.mark.parametrize(
    "text",
    [
        *("who reads the slides", "reach the vet urgently", "dose of 3 mg", "day 14 samples"),
        *("who does the nightly backup", "at 45:99", "25 pm", "group 3 animals", ""),
    ],
)
def test_other_words_ask_about_now(text: str) -> None:
    assert asked_hour(text) is None


@given(
    hour=st.builds(
        AskedHour,
        at=st.times().map(lambda each: each.replace(second=0, microsecond=0)),
        on=st.frozensets(st.integers(0, 6)),
        not_today=st.booleans(),
    ),
    zone=st.sampled_from(["Asia/Kolkata", "America/Los_Angeles", "Europe/London", "Asia/Seoul"]),
    minutes=st.integers(0, 600_000),
)
def test_the_next_time_is_soon_and_is_that_hour(hour: AskedHour, zone: str, minutes: int) -> None:
    now = instant(NOW + timedelta(minutes=minutes))
    then = next_time(hour, now, zone)
    assert now < then <= now + timedelta(days=9)
    wall = local(then, zone)
    assert not hour.on or wall.weekday() in hour.on
    # An hour that a clock skips once a year is the one after it.
    assert wall.time() == hour.at or time(0) < hour.at < time(4)


@given(st.text(max_size=200))
def test_any_text_will_do(text: str) -> None:
    asked_hour(text)
