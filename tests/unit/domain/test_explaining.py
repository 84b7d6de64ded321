"""Why an update is due on a day or not, compared with the occurrences themselves."""

from datetime import date, timedelta
from itertools import takewhile

import pytest

from bot.agreement_file.check import read_agreement
from bot.domain.agreement.cadences import Every, IfDayOff
from bot.domain.agreement.document import Agreement
from bot.domain.explaining import Asked, Because, NotAsked, Off, explain_day
from bot.domain.instant import local
from bot.domain.occurrences import Schedule, occurrences
from tests.builders import (
    a_cadence,
    a_cro,
    a_holiday,
    a_rule,
    a_sponsor,
    an_agreement,
    at,
)
from tests.unit.engine.stage import EXAMPLES

CHRISTMAS = date(2026, 12, 25)


def shared_christmas(if_day_off: IfDayOff) -> Agreement:
    christmas = a_holiday(CHRISTMAS, "Christmas")
    return an_agreement(
        parties=(a_sponsor(holidays=(christmas,)), a_cro(holidays=(christmas,))),
        cadences=(a_cadence("weekly_status", rule=a_rule(days=("fri",)), if_day_off=if_day_off),),
    )


def test_a_holiday_of_both_moves_it_and_says_whose_and_where_to() -> None:
    agreement = shared_christmas(IfDayOff.PREVIOUS_WORKING_DAY)
    cadence = agreement.cadence["weekly_status"]
    found = explain_day(agreement, cadence, CHRISTMAS)
    assert isinstance(found, NotAsked)
    assert found.because is Because.DAY_OFF
    assert {(each.party, each.name) for each in found.off} == {
        (party.short, "Christmas") for party in agreement.parties
    }
    assert found.moved_to is not None
    assert found.moved_to.due.date() == date(2026, 12, 24)
    there = explain_day(agreement, cadence, date(2026, 12, 24))
    assert isinstance(there, Asked)
    assert there.moved_from == CHRISTMAS
    assert there.off == found.off


def test_send_anyway_asks_on_the_holiday() -> None:
    agreement = shared_christmas(IfDayOff.SEND_ANYWAY)
    found = explain_day(agreement, agreement.cadence["weekly_status"], CHRISTMAS)
    assert isinstance(found, Asked)
    assert found.moved_from is None


def test_a_weekend_has_no_name() -> None:
    agreement = an_agreement(
        cadences=(
            a_cadence(
                rule=a_rule(every=Every.MONTH, days=("day_6",)),
                if_day_off=IfDayOff.NEXT_WORKING_DAY,
            ),
        )
    )
    sunday = date(2026, 12, 6)
    found = explain_day(agreement, agreement.cadences[0], sunday)
    assert isinstance(found, NotAsked)
    assert Off("Deccan", None) in found.off


@pytest.mark.parametrize(
    ("day", "because"),
    [(date(2026, 12, 23), Because.RHYTHM), (date(2020, 12, 25), Because.SPAN)],
)
def test_other_days(day: date, because: Because) -> None:
    agreement = an_agreement(
        cadences=(a_cadence(rule=a_rule(days=("fri",), start=date(2026, 1, 1))),)
    )
    found = explain_day(agreement, agreement.cadences[0], day)
    assert isinstance(found, NotAsked)
    assert found.because is because
    assert found.following is not None


@pytest.mark.parametrize("file", ["01_rat_tox_in_vivo.yaml", "03_phase1_abroad.yaml"])
def test_every_day_of_half_a_year_says_what_the_occurrences_say(file: str) -> None:
    agreement = read_agreement((EXAMPLES / file).read_bytes())
    begin, days = date(2026, 11, 30), 200
    for cadence in agreement.cadences:
        if cadence.rule.every is Every.MILESTONE:
            assert explain_day(agreement, cadence, begin) == NotAsked(because=Because.MILESTONE)
            continue
        schedule = Schedule.of(agreement, cadence)
        due = occurrences(agreement, cadence, after=at("2026-11-29T00:00"))
        dated = (local(each.due, schedule.zone).date() for each in due)
        until = takewhile((begin + timedelta(days=days)).__gt__, dated)
        promised = {day for day in until if day >= begin}
        asked = set()
        for number in range(days):
            day = begin + timedelta(days=number)
            found = explain_day(agreement, cadence, day)
            if isinstance(found, Asked):
                asked.add(day)
            elif found.because is Because.DAY_OFF:
                assert found.off, (cadence.key, day)
                assert found.moved_to is not None
                assert local(found.moved_to.due, schedule.zone).date() != day
        assert asked == promised, cadence.key
