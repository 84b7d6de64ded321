"""Minutes: what their form begins with, and what is shown with them."""

from bot.cards.compose import minutes as cards
from bot.cards.compose.checkins import Agreed, Promise
from bot.domain.checkin import Answer
from bot.domain.meeting_agenda import Point
from bot.domain.visibility import A_ROOM, view
from bot.engine.meetings import names_of
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def points_of(tx: Transaction, promise: Promise) -> tuple[Point, ...]:
    """What stood on the agenda of the meeting; nothing for any other update."""
    agenda = await tx.meetings.get(promise.checkin.id) if promise.minutes else None
    return agenda.points if agenda else ()


async def first_values(tx: Transaction, promise: Promise) -> dict[str, str]:
    """What the form of minutes begins with; nothing for any other update."""
    return cards.first_values(promise, await points_of(tx, promise)) if promise.minutes else {}


async def shown_with(tx: Transaction, setting: Setting, promise: Promise, answer: Answer) -> Agreed:
    """What a room reads with minutes besides what was written."""
    minutes = promise.cadence.minutes
    if minutes is None:
        return Agreed()
    points, seen = await points_of(tx, promise), view(promise.agreement, A_ROOM)
    location = seen.location(minutes.filed_in)
    return cards.agreed(
        promise,
        answer,
        points,
        names_of(setting, points, seen),
        filed_in=(location.title, location.path) if location else None,
    )
