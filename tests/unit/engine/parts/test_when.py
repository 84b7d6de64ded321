"""The rhythm of a cadence as people say it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreement.cadences import Every
from bot.domain.errors import InvalidInput
from bot.engine.parts.when import read_when, when_in_words
from tests.builders import HYDERABAD, SAN_DIEGO, an_agreement

AGREED = an_agreement()
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def read(text: str, now: dict[str, Any] | None = None) -> dict[str, Any]:
    return read_when(text, AGREED, now or {}, HYDERABAD)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every Friday 16:00", {"every": "week", "days": ["fri"], "at": "16:00"}),
        ("Fridays at 4 pm", {"every": "week", "days": ["fri"], "at": "16:00"}),
        ("weekly on tue and thu 9.30", {"every": "week", "days": ["tue", "thu"], "at": "09:30"}),
        (
            "every Tuesday, Thursday at noon",
            {"every": "week", "days": ["tue", "thu"], "at": "12:00"},
        ),
        ("daily at 18:30", {"every": "day", "at": "18:30"}),
        ("every weekday at 8:00 a.m.", {"every": "week", "days": WEEKDAYS[:5], "at": "08:00"}),
        (
            "every other Tuesday 9:30 San Diego time from 17 Nov 2026",
            {
                "every": "2w",
                "days": ["tue"],
                "at": "09:30",
                "zone": SAN_DIEGO,
                "anchor": "2026-11-17",
                "start": "2026-11-17",
            },
        ),
        (
            "fortnightly on Tuesday at 9:30 starting 2026-11-17",
            {
                "every": "2w",
                "days": ["tue"],
                "at": "09:30",
                "anchor": "2026-11-17",
                "start": "2026-11-17",
            },
        ),
        (
            "every other Tuesday at 9:30 counting from 17 Nov 2026",
            {"every": "2w", "days": ["tue"], "at": "09:30", "anchor": "2026-11-17"},
        ),
        (
            "first working day of the month 10:00",
            {"every": "month", "days": ["first_working_day"], "at": "10:00"},
        ),
        (
            "every month on the 2nd Thursday at 07:30 in Basel",
            {"every": "month", "days": ["second_thu"], "at": "07:30", "zone": "Europe/Zurich"},
        ),
        (
            "the first and third Monday of the month at 10:00",
            {"every": "month", "days": ["first_mon", "third_mon"], "at": "10:00"},
        ),
        ("monthly on the 15th at 12:00", {"every": "month", "days": ["day_15"], "at": "12:00"}),
        ("last day of the month, 12:00", {"every": "month", "days": ["last_day"], "at": "12:00"}),
        ("any Saturday of the month 22:00", {"every": "month", "days": ["any_sat"], "at": "22:00"}),
        (
            "first working day of each quarter at 10:00",
            {"every": "quarter", "days": ["first_working_day"], "at": "10:00"},
        ),
        ("once on 5 Mar 2027 at 10:00", {"every": "once", "start": "2027-03-05", "at": "10:00"}),
        (
            "every Friday at 17:00 from 5 Mar 2027",
            {"every": "week", "days": ["fri"], "at": "17:00", "start": "2027-03-05"},
        ),
        (
            "on the days of necropsy at 18:00 Deccan time",
            {"every": "day", "on_days_of": "necropsy", "at": "18:00"},
        ),
    ],
)
def test_it_is_read_as_it_is_meant(text: str, rule: dict[str, Any]) -> None:
    assert read(text) == {"zone": HYDERABAD, **rule}


@pytest.mark.parametrize(
    "text",
    [
        "within 2 business days after Histology slides and microscopic evaluation; Necropsy",
        "2bd after completion of histo slides and organ weights",
    ],
)
def test_a_milestone_names_its_areas(text: str) -> None:
    rule = {"every": "milestone", "areas": ["histopathology", "necropsy"], "within": "2bd"}
    assert read(text) == rule


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("now and then", "every Friday at 17:00 Basel time; every other Tuesday"),
        ("", "first working day of the month"),
        ("every Friday", "The time of day is missing"),
        ("every week at 17:00", "The day is missing"),
        ("every other Tuesday at 9:30", "needs one day on which it happens"),
        ("Friday of the month at 9:30", "several times a month"),
        ("last day of January, April, July and October at 9:30", "the last working day"),
        ("every Friday at 17:00 Atlantis time", "No time zone is known"),
        ("every Friday at 17:00 Cambridge time", "Several time zones fit: Europe/London"),
        ("every Friday at 25:00", "Write a time of day"),
        ("every Frobday at 17:00", "like one of these"),
        ("2 business days after the thing", "No area is called “the thing”"),
        ("soon after Necropsy", "Write a number and a unit"),
    ],
)
def test_what_cannot_be_read_is_answered_with_how_to_write_it(text: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(text)
    assert said in str(refused.value)


def test_without_any_place_the_sentence_asks_for_one() -> None:
    with pytest.raises(InvalidInput, match="Add a city"):
        read_when("every Friday at 17:00", AGREED, {}, None)


def test_what_is_not_said_again_stays() -> None:
    now = {
        "every": "2w",
        "days": ["tue"],
        "anchor": "2026-11-17",
        "at": "07:30",
        "zone": SAN_DIEGO,
        "end": "2027-06-01",
    }
    assert read("every other Tuesday at 8:00", now) == now | {"at": "08:00"}
    with pytest.raises(InvalidInput, match="needs one day"):
        read("every other Wednesday at 8:00", now)


MONTH_DAYS = st.one_of(
    st.integers(1, 31).map(lambda number: f"day_{number}"),
    st.just("last_day"),
    st.sampled_from([f"any_{day}" for day in WEEKDAYS]),
    st.builds(
        lambda which, what: f"{which}_{what}",
        st.sampled_from(["first", "second", "third", "fourth", "fifth", "last"]),
        st.sampled_from([*WEEKDAYS, "working_day"]),
    ),
)


@st.composite
def rules(draw: st.DrawFn) -> dict[str, Any]:
    """Any rule that an agreement may hold."""
    every = draw(st.sampled_from(list(Every)))
    if every is Every.MILESTONE:
        areas = draw(st.lists(st.sampled_from(list(AGREED.area)), min_size=1, unique=True))
        return {
            "every": "milestone",
            "areas": areas,
            "within": draw(st.sampled_from(["2bd", "0h"])),
        }
    rule: dict[str, Any] = {"every": every.value, "at": draw(st.times()).strftime("%H:%M")}
    rule["zone"] = draw(st.sampled_from([HYDERABAD, "America/Argentina/Buenos_Aires", "UTC"]))
    if every in {Every.MONTH, Every.QUARTER}:
        rule["days"] = draw(st.lists(MONTH_DAYS, min_size=1, max_size=4, unique=True))
    elif every in {Every.WEEK, Every.TWO_WEEKS}:
        days = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
        rule["days"] = [day for day in WEEKDAYS if day in days]
    if every in {Every.TWO_WEEKS, Every.ONCE}:
        name = "anchor" if every is Every.TWO_WEEKS else "start"
        rule[name] = draw(st.dates(min_value=date(2000, 1, 1))).isoformat()
    if every is Every.DAY and draw(st.booleans()):
        rule["on_days_of"] = draw(st.sampled_from(list(AGREED.area)))
    return rule


@given(rules())
def test_whatever_is_written_reads_back(rule: dict[str, Any]) -> None:
    assert read_when(when_in_words(rule, AGREED), AGREED, {"zone": rule.get("zone")}, None) == rule


PIECES = "every other first last friday day month of the at 17:00 from 2027 after quarter and , ;"
TALK = st.lists(
    st.sampled_from([*PIECES.split(), "any", "5", "working", "once", "basel", "time"]), max_size=9
)


def read_or_sentence(text: str) -> dict[str, Any] | str:
    try:
        return read(text)
    except InvalidInput as refused:
        return str(refused)


@given(st.text(max_size=40) | TALK.map(" ".join))
def test_any_text_is_a_rule_or_gets_a_sentence(text: str) -> None:
    found = read_or_sentence(text)
    assert found
    if isinstance(found, dict):
        assert found["every"] in list(Every)
