"""The question about an uncertain day, its form, and what it becomes: on both platforms."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest

from bot.cards.card import Card, Moment
from bot.cards.compose.uncertain_days import (
    Answered,
    Asked,
    another_form,
    answered_card,
    later_card,
    question_card,
    value_of,
    why_asked_card,
)
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.domain.agreement.parties import ExtraWorkingDay, Holiday, HolidayCalendar
from bot.domain.uncertain_days import Span, UncertainDays, uncertain_days
from tests.builders import HYDERABAD, a_holiday, a_party, at
from tests.unit.cards.shown import ENGINE_WORDS, objections

EID = date(2027, 3, 10)


def of(**party: Any) -> UncertainDays:
    found = uncertain_days(a_party(**party), date(2027, 1, 1), date(2027, 12, 31))
    return found[0]


ONE = of(holidays=(a_holiday(EID, "Eid al-Fitr", provisional=True),))
RUN = of(holiday_calendar=HolidayCalendar(country="AE"))
HALF = of(holidays=(a_holiday(EID, "Eve", works_until=time(12), provisional=True),))
MADE_UP = of(extra_working_days=(ExtraWorkingDay(date=date(2027, 2, 20), provisional=True),))
HUGE = of(
    holidays=(
        Holiday(
            name="<!channel> *Very* long " * 150,
            from_=EID,
            to=date(2027, 3, 12),
            provisional=True,
        ),
    )
)
ALL = {"one": ONE, "run": RUN, "half": HALF, "made up": MADE_UP, "huge": HUGE}


def asked(found: UncertainDays) -> Card:
    return question_card(
        Asked(
            found=found,
            party="Deccan",
            study="28-day oral toxicity of LKB-117 in rats",
            value=value_of("0123456789ab", found, 1),
            first_promise=("Weekly written status", Moment(at("2027-03-12T11:30"), HYDERABAD)),
        )
    )


def answered(found: UncertainDays, to: Span | None, *, moved: int = 0) -> Card:
    was, now = (Moment(at(f"2027-03-{day}T11:30"), HYDERABAD) for day in (15, 13))
    return answered_card(
        Answered(
            found=found,
            to=to,
            study="28-day oral toxicity of LKB-117 in rats",
            collaboration="0123456789ab",
            by="Client project manager",
            version=7,
            moved=[("Weekly written status", was, now)] * moved,
            paused=bool(moved),
        )
    )


def shown(found: UncertainDays) -> Iterator[Card | Form]:
    yield asked(found)
    yield another_form(found, value_of("0123456789ab", found, 1))
    yield later_card(found, EID)
    yield why_asked_card()
    for moved in (0, 2):
        yield answered(found, found.span, moved=moved)
        yield answered(found, None, moved=moved)


@pytest.mark.parametrize("found", ALL.values(), ids=ALL)
def test_both_platforms_show_it_whole(found: UncertainDays) -> None:
    for each in shown(found):
        assert objections(each) == [], each


@pytest.mark.parametrize("found", [ONE, RUN, HALF, MADE_UP], ids=["one", "run", "half", "made up"])
def test_it_speaks_of_days_and_of_nothing_inside_accord(found: UncertainDays) -> None:
    for each in shown(found):
        if isinstance(each, Card):
            said = card_text(each).casefold()
            assert not [word for word in ENGINE_WORDS if word in said], said
            assert each.title in each.summary


def test_each_kind_is_asked_in_its_own_words() -> None:
    assert [asked(each).title for each in (ONE, RUN, HALF, MADE_UP)] == [
        "Eid al-Fitr: is Wed 10 Mar 2027 a day off?",
        "Eid al-Fitr: are Tue 9 Mar 2027 to Thu 11 Mar 2027 days off?",
        "Eve: is Wed 10 Mar 2027 a half day?",
        "Make-up day: is Sat 20 Feb 2027 a working day?",
    ]
    assert "worked until 12:00" in card_text(asked(HALF))
    assert [button.label for button in asked(ONE).buttons] == [
        "Yes, that day",
        "Another day",
        "A working day",
        "Ask me in a few days",
    ]
    assert [button.label for button in asked(MADE_UP).buttons][2] == "Not worked"


def test_each_answer_is_said_back() -> None:
    friday = Span(first=date(2027, 3, 12), last=date(2027, 3, 12))
    assert [
        answered(ONE, friday).title,
        answered(ONE, None).title,
        answered(RUN, None).title,
        answered(HALF, HALF.span).title,
        answered(MADE_UP, None).title,
    ] == [
        "Eid al-Fitr: a day off on Fri 12 Mar 2027",
        "Eid al-Fitr: Wed 10 Mar 2027 is a working day",
        "Eid al-Fitr: Tue 9 Mar 2027 to Thu 11 Mar 2027 are working days",
        "Eve: a half day on Wed 10 Mar 2027",
        "Make-up day: Sat 20 Feb 2027 is not worked",
    ]


def test_where_another_holiday_is_on_the_day_it_is_said() -> None:
    """India's Independence Day, on which an estimated day falls in 2027."""
    party = a_party(holiday_calendar=HolidayCalendar(country="IN"))
    found = uncertain_days(party, date(2027, 8, 1), date(2027, 8, 31))[0]
    assert "It stays a day off whatever you answer: it is Independence Day as well." in card_text(
        asked(found)
    )
    assert answered(found, None).title == (
        "Prophet's Birthday: not on Sun 15 Aug 2027, which is Independence Day"
    )
