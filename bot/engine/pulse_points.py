"""What the results of the pulse put on the agenda of a meeting, as agreed."""

from dataclasses import replace

from bot.cards.compose.pulse import ResultsShown, numbers_of
from bot.cards.words import pulse as words
from bot.domain.agreement.pulse import Pulse
from bot.domain.meeting_agenda import LONGEST_POINT, Point
from bot.domain.meetings import is_meeting
from bot.engine.meeting_messages import show_agenda
from bot.engine.meetings import agenda_for, keep, upcoming
from bot.engine.pulse_planning import PULSE
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def put_on_agenda(
    tx: Transaction, setting: Setting, pulse: Pulse, about: ResultsShown
) -> tuple[tuple[str, ...], str]:
    """A point for each question with a low average or a wide gap, once a round.

    Returns:
        The keys of the questions, and what people read of it; nothing where nothing is agreed to
        be talked about.
    """
    found = tuple(about.latest.to_talk_about(pulse.acts))
    if not found:
        return (), ""
    cadence = setting.agreement.cadence[pulse.acts.agenda_of]
    meeting = upcoming(setting, cadence) if is_meeting(cadence) else None
    if meeting is None:
        return found, words.no_meeting(len(found), cadence.title)
    agenda = await agenda_for(tx, setting, meeting)
    known = {point.id for point in agenda.points}
    points = [point for key in found if (point := _point(setting, about, key)).id not in known]
    # More than an agenda takes otherwise, rather than that what is agreed is left out.
    agenda = replace(agenda, points=(*agenda.points, *points))
    await keep(tx, agenda)
    await show_agenda(tx, setting, agenda)
    return found, words.to_agenda(len(found), cadence.title)


def _point(setting: Setting, about: ResultsShown, question: str) -> Point:
    newest = about.rounds[0]
    name = words.round_name(newest.every, newest.start)
    numbers = numbers_of(about, question, earlier=False)
    asked = about.latest.questions[question]
    return Point(
        id=f"{PULSE}/{newest.start.isoformat()}/{question}",
        text=words.talking_point(name, asked, numbers, LONGEST_POINT),
        person=None,
        at=setting.now,
    )
