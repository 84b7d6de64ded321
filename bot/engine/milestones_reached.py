"""Milestones: what was said to be done in a week, and what was due and is not said to be done.

Only an area that updates are promised after is one: of others nobody tells Accord that they are
done (see `done`), so nothing is said about them.
"""

from collections.abc import Iterator, Mapping

from bot.cards.card import Moment, Strong
from bot.cards.words import milestones as words
from bot.domain.agreement.areas import Area
from bot.domain.agreement.cadences import Every
from bot.domain.instant import Instant, local, parse_instant
from bot.domain.visibility import View
from bot.engine.coming import Line
from bot.engine.record import Entry
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_DONE, _NOT_DONE = "area.done", "area.not_done"


async def reached(
    tx: Transaction, setting: Setting, visible: View, since: Instant
) -> tuple[Line, ...]:
    """What was said to be done after a moment and still holds, with who said so."""
    newest = await _newest(tx, setting, visible)
    lines = []
    for area in _milestones(visible):
        said = newest.get(area.key)
        if said is None or said.kind != _DONE or said.at <= since:
            continue
        zone = setting.agreement.party_of(area.accountable).zone
        completed = Moment(parse_instant(str(said.data["completed"])), zone)
        seat = visible.seat(said.seat)
        by = words.said_by(seat.title) if seat else ""
        lines.append((Strong(area.title), words.DONE_SINCE, completed, by))
    return tuple(lines)


async def overdue(tx: Transaction, setting: Setting, visible: View) -> list[str]:
    """What was due on a day that is over and was never said to be done."""
    newest = await _newest(tx, setting, visible)
    lines = []
    for area in _milestones(visible):
        today = local(setting.now, setting.agreement.party_of(area.accountable).zone).date()
        over = [due.date for due in area.due if due.date is not None and due.date < today]
        said = newest.get(area.key)
        if over and (said is None or said.kind != _DONE):
            owner = visible.seat(area.accountable)
            lines.append(words.overdue(area.title, max(over), owner.title if owner else ""))
    return lines


def _milestones(visible: View) -> Iterator[Area]:
    """The areas that updates are promised after, of those that exist for the reader."""
    agreement = visible.agreement
    waited_for = {
        key
        for cadence in agreement.cadences
        if cadence.rule.every is Every.MILESTONE
        for key in cadence.rule.areas
    }
    return (a for a in agreement.areas if a.key in waited_for and visible.seat(a.accountable))


async def _newest(tx: Transaction, setting: Setting, visible: View) -> Mapping[str, Entry]:
    """What was said last about each milestone."""
    keys = [area.key for area in _milestones(visible)]
    found = await tx.record.about(setting.collaboration.id, keys) if keys else ()
    said = (each.entry for each in found)
    return {each.subject: each for each in said if each.kind in (_DONE, _NOT_DONE)}
