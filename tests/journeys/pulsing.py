"""The rat study in the days of its pulse: Larkspur's four in Slack, Deccan's four in Teams.

The agreement is example 1 with its steering meeting as the only promised update, so that all that
happens is about the pulse.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from tests.journeys.everybody import Everybody, everybody
from tests.journeys.founding import InSlack, InTeams, text_of
from tests.unit.engine.examples import RAT, example
from tests.unit.engine.pulse_stage import BEFORE, SCALES

IN_SLACK = ("program_manager", "study_monitor", "cmc_lead", "dmpk_lead")
IN_TEAMS = ("study_director", "inlife_supervisor", "lab_services_head", "cro_pm")
#: Everybody was asked by then; New Year is a day off, and the 1st of February is a Monday.
ASKED = ("2027-01-05T12:00", "2027-02-02T12:00")
#: And by then the results are read.
READ = ("2027-01-12T22:30", "2027-02-09T23:30")


@asynccontextmanager
async def a_pulse_world(database: str) -> AsyncIterator[Everybody]:
    """The world on the day before the first round opens."""
    agreement = example(RAT)
    steering = tuple(each for each in agreement.cadences if each.key == "steering")
    agreement = replace(agreement, cadences=steering, triggers=(), phases=(), ownership=None)
    leads = ("program_manager", "cro_pm")
    async with everybody(database, agreement, BEFORE, in_slack="sponsor", leads=leads) as world:
        for seat in IN_TEAMS:  # Accord learns where somebody's chat is once, from whatever they do
            who = world.people[seat]
            assert isinstance(who, InTeams)
            await who.writes("help")
        yield world


async def answers(who: InSlack | InTeams, scale: int, comment: str = "") -> str:
    """*Answer* in the newest message that asks, the form, *Send*; gives what is shown then."""
    await who.presses("Answer", of="Pulse")
    values = {f"question_{key}": str(scale) for key in SCALES}
    if isinstance(who, InSlack):
        await who.sends(**values, question_one_change=comment)
        return text_of(who.world.slack.views[-1])
    (submit,) = who.card["actions"]
    await who.presses(submit["title"], **values, question_one_change=comment)
    return text_of(who.card)


def in_both_rooms(world: Everybody, words: str) -> tuple[str, str]:
    """The newest message in either room that holds some words; empty where none does."""
    slack = [text_of(each) for each in world.channel]
    room = next(each.room for each in world.people.values() if isinstance(each, InTeams))
    teams = [text_of(each.card) for each in world.teams.activities(room)]
    first, second = (next((m for m in reversed(said) if words in m), "") for said in (slack, teams))
    return first, second
