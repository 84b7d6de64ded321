"""Rhythms, due times and moments in the words of an answer."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.cards.words import answers as words
from bot.domain.agreement.areas import Due
from bot.domain.agreement.cadences import Every, Rule
from bot.domain.duration import Duration
from bot.domain.reach import Availability, Reach
from bot.domain.ways import Way
from tests.builders import a_rule

SHORT = Duration.parse("2h")
CLOSED = Reach(
    seat="pi",
    availability=Availability.OUT_OF_HOURS,
    wall=datetime(2027, 1, 15, 7, 30, tzinfo=ZoneInfo("Asia/Kolkata")),
    place="Hyderabad",
    now=Way("Phone", "+91 1"),
    later=Way("Phone", "+91 1"),
    urgent=Way("Phone", "+91 1"),
    normal_reply=SHORT,
    urgent_reply=SHORT,
)


def test_one_way_for_everything_is_said_once() -> None:
    sentence = (
        "Now Fri 07:30 in Hyderabad, outside office hours: Phone +91 1, answered within 2 hours."
    )
    assert words.reach(CLOSED) == sentence
    back = replace(CLOSED, next_start=CLOSED.wall.replace(hour=9, minute=0))
    assert "outside office hours, back 09:00: Phone" in words.reach(back)
    on_call = replace(CLOSED, availability=Availability.ON_CALL)
    assert words.reach(on_call).endswith("on call around the clock: Phone +91 1.")
    in_hours = replace(CLOSED, availability=Availability.IN_HOURS)
    assert words.reach(in_hours).endswith("in office hours until further notice: Phone +91 1.")


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (a_rule(every=Every.DAY, days=()), "every day at 17:00 Kolkata time"),
        (a_rule(days=("first_working_day",)), "every week on the first working day at 17:00"),
        (a_rule(days=("second_thu", "day_15")), "the second Thursday and day 15 at 17:00"),
        (a_rule(days=("any_sat", "last_day")), "on any Saturday and the last day at 17:00"),
        (Rule(every=Every.QUARTER), "every quarter"),
        (Rule(every=Every.ONCE, at=time(9)), "once at 09:00"),
    ],
)
def test_rules_are_said_in_words(rule: Rule, sentence: str) -> None:
    assert sentence in words.rule(rule, [], None)
    assert words.rule(rule, [], "Dosing days").startswith("on every day of Dosing days")


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (Due(date=date(2027, 4, 5), what="lock"), "lock: Mon 5 Apr 2027"),
        (Due(phase="dosing", days=(1, 28)), "days 1 and 28 of Dosing"),
        (Due(phase="dosing", days=(1,)), "day 1 of Dosing"),
        (Due(every="day", phase="dosing"), "every day of Dosing"),
        (Due(every="cohort", within=Duration.parse("5bd")), "every cohort, within 5 business days"),
        (
            Due(before="each shipment", within=Duration.parse("48h")),
            "48 hours before each shipment",
        ),
        (Due(after="arrival"), "after arrival"),
        (Due(phase="dosing"), "in Dosing"),
        (Due(), "as agreed"),
        (Due(text="as it happens"), "as it happens"),
    ],
)
def test_due_times_are_said_in_words(due: Due, sentence: str) -> None:
    assert words.due(due, "Dosing" if due.phase else None) == sentence
