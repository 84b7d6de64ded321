"""A year of uncertain days with answers and restarts drawn at random.

Each is asked about once and in time, whatever is answered and however often Accord is restarted;
and what is promised lands on no day off of whoever sends it.
"""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.console.platform import Shown
from bot.agreement_file.check import read_agreement
from bot.cards.compose import uncertain_days as cards
from bot.domain.address import Address
from bot.domain.agreement.cadences import IfDayOff
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import ExtraWorkingDay, Holiday, HolidayCalendar
from bot.domain.instant import local
from bot.domain.occurrences import occurrences
from bot.domain.uncertain_days import uncertain_days
from bot.domain.workdays import seat_working_days, seat_zone
from bot.engine.confirming import days_of
from storage.memory import MemoryStorage
from tests.builders import HYDERABAD
from tests.unit.engine.founding import form_of, press
from tests.unit.engine.stage import EXAMPLES, KOLKATA, Stage, a_stage_for
from tests.unit.engine.test_uncertain_days import CARMEL_LEAD, YARRA_LEAD, bound, in_force, wall

BEGIN = wall("2027-01-04T12:00")
#: Ten working days of five a week, less one for the zones.
TEN_WORKING_DAYS = timedelta(days=11)
CADENCES = ("weekly_status", "weekly_call", "monthly_report", "steering")
LEADS = (CARMEL_LEAD, YARRA_LEAD)


def with_days(days: list[date]) -> Agreement:
    """Example 3: Yarra on India's calendar with one closure, Carmel with the drawn days."""
    agreement = read_agreement((EXAMPLES / "03_phase1_abroad.yaml").read_bytes())
    first, *others = days
    carmel = replace(
        agreement.party["sponsor"],
        holidays=tuple(
            Holiday(name=f"Holiday {n}", date=day, provisional=True) for n, day in enumerate(others)
        ),
        extra_working_days=(ExtraWorkingDay(date=first, name="Make-up day", provisional=True),),
    )
    yarra = replace(
        agreement.party["cro"],
        holidays=(
            Holiday(name="Closure", from_=date(2027, 4, 6), to=date(2027, 4, 8), provisional=True),
        ),
        holiday_calendar=HolidayCalendar(country="IN"),
    )
    kept = tuple(each for each in agreement.cadences if each.key in CADENCES)
    return replace(agreement, parties=(carmel, yarra), cadences=kept)


@settings(max_examples=4, deadline=None)
@given(
    days=st.lists(
        st.dates(date(2027, 1, 8), date(2027, 12, 20)), min_size=4, max_size=4, unique=True
    ),
    seed=st.integers(0, 2**32),
)
def test_each_is_asked_about_once_in_time_and_nothing_lands_on_a_day_off(
    days: list[date], seed: int
) -> None:
    asyncio.run(_a_year(with_days(days), Random(seed)))


async def _a_year(agreement: Agreement, random: Random) -> None:
    storage = MemoryStorage()
    stage = await a_stage_for(agreement, bound(), begin=BEGIN, storage=storage)
    for week in range(1, 53):
        await stage.until(kolkata(BEGIN + timedelta(weeks=week)))
        for lead in LEADS:
            for shown in _open_questions(stage, lead):
                await _answer(stage, lead, shown, random)
        if random.random() < 0.3:
            now, text = stage.clock.now(), await in_force(stage)
            stage = await a_stage_for(text, bound(), begin=now, storage=storage)
    asked = [each.entry for each in await stage.record() if each.entry.kind == "days.asked"]
    assert sorted(each.subject for each in asked) == sorted(_to_ask(agreement))
    for entry in asked:
        party, _, key = entry.subject.partition("/")
        ahead = days_of(key)[0] - local(entry.at, agreement.party[party].zone).date()
        soon = days_of(key)[0] - local(BEGIN, HYDERABAD).date() < timedelta(days=25)
        assert ahead >= (timedelta() if soon else TEN_WORKING_DAYS), entry.subject
    _nothing_on_a_day_off(await in_force(stage))


def kolkata(moment: datetime) -> str:
    return moment.astimezone(KOLKATA).replace(tzinfo=None).isoformat()


def _to_ask(agreement: Agreement) -> list[str]:
    return [
        f"{party.key}/{each.key}"
        for party in agreement.parties
        for each in uncertain_days(party, date(2027, 1, 5), date(2027, 12, 31))
    ]


def _open_questions(stage: Stage, lead: Address) -> list[Shown]:
    return [
        shown
        for shown in stage.received(lead)
        if any(button.action == cards.LATER for button in shown.card.buttons)
    ]


async def _answer(stage: Stage, lead: Address, shown: Shown, random: Random) -> None:
    """One of the answers, or none: it may be pressed after the day, or after another answer."""
    value = shown.card.buttons[0].value
    match random.choice(("yes", "worked", "another", "later", "nothing")):
        case "another":
            response = await press(stage, lead, cards.ANOTHER, value)
            if response.form is not None:
                first, last = days_of(value["days"])
                by = timedelta(days=random.choice((-2, -1, 1, 2)))
                days = {"first": (first + by).isoformat(), "last": (last + by).isoformat()}
                await stage.send(lead, form_of(response), **days)
        case "nothing":
            return
        case pressed:
            action = {"yes": cards.YES, "worked": cards.WORKED, "later": cards.LATER}[pressed]
            await press(stage, lead, action, value)


def _nothing_on_a_day_off(agreement: Agreement) -> None:
    """What moves with days off is due on a day its sender works, where the sender is."""
    for cadence in agreement.cadences:
        assert cadence.if_day_off is not IfDayOff.SEND_ANYWAY
        zone, worked = (
            seat_zone(agreement, cadence.from_),
            seat_working_days(agreement, cadence.from_),
        )
        for occurrence in occurrences(agreement, cadence, after=BEGIN):
            if occurrence.due > wall("2027-12-31T12:00"):
                break
            assert worked.is_working(local(occurrence.due, zone).date()), occurrence
