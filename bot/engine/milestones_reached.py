"""Milestones: what was said to be done in a week, and what was due and is not said to be done.

Only what somebody waits for is one: an area that updates are promised after, or a dated deliverable
of which an agreed limit counts how late it is. Of others nobody is asked whether they are done.
"""

from collections.abc import Iterator

from bot.cards.card import Moment, Strong
from bot.cards.words import milestones as words
from bot.domain.agreement.areas import Area
from bot.domain.agreement.cadences import Every
from bot.domain.deliverables import watched_deliverables
from bot.domain.instant import Instant, local, parse_instant
from bot.domain.visibility import View
from bot.engine.coming import Line
from bot.engine.deliverable_asking import expected_on
from bot.engine.done_so_far import DONE, DoneSoFar, done_so_far
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def reached(
    tx: Transaction, setting: Setting, visible: View, since: Instant
) -> tuple[Line, ...]:
    """What was said to be done after a moment and still holds, with who said so."""
    areas = {area.key: area for area in _milestones(visible)}
    titles = {
        (each.area.key, each.day.isoformat()): each.title
        for each in watched_deliverables(visible.agreement)
    }
    lines = []
    for about, said in (await _said(tx, setting, visible)).newest.items():
        if said.kind != DONE or said.at <= since:
            continue
        area = areas[about[0]]
        zone = setting.agreement.party_of(area.accountable).zone
        completed = Moment(parse_instant(str(said.data["completed"])), zone)
        seat = visible.seat(said.seat)
        by = words.said_by(seat.title) if seat else ""
        title = titles.get(about, area.title)
        lines.append((Strong(title), words.DONE_SINCE, completed, by))
    return tuple(lines)


async def overdue(tx: Transaction, setting: Setting, visible: View) -> list[str]:
    """What was due on a day that is over and was never said to be done."""
    said = await _said(tx, setting, visible)
    lines = []
    for area in _milestones(visible):
        today = local(setting.now, setting.agreement.party_of(area.accountable).zone).date()
        over = [
            (due.date, due.what)
            for due in area.due
            if due.date is not None and due.date < today and not said.said(area.key, due.date)
        ]
        owner = visible.seat(area.accountable)
        if over:
            day, what = max(over, key=lambda each: each[0])
            title = f"{area.title} ({what})" if what else area.title
            who = owner.title if owner else ""
            then = await expected_on(tx, setting.collaboration.id, area.key, day)
            if then is not None and then >= today:
                lines.append(words.expected(title, day, then, who))
            else:
                lines.append(words.overdue(title, day, who))
    return lines


def _milestones(visible: View) -> Iterator[Area]:
    """The areas that somebody waits for, of those that exist for the reader."""
    agreement = visible.agreement
    waited_for = {
        key
        for cadence in agreement.cadences
        if cadence.rule.every is Every.MILESTONE
        for key in cadence.rule.areas
    }
    waited_for |= {each.area.key for each in watched_deliverables(agreement)}
    return (a for a in agreement.areas if a.key in waited_for and visible.seat(a.accountable))


async def _said(tx: Transaction, setting: Setting, visible: View) -> DoneSoFar:
    """What was said last about each milestone."""
    areas = [area.key for area in _milestones(visible)]
    return await done_so_far(tx, setting.collaboration.id, areas)
