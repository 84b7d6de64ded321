"""What falls due in the next days: updates, also those promised for what is done, and areas."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.cards.card import Moment, Part
from bot.cards.words import actions as action_words
from bot.cards.words import milestones, status
from bot.domain.agreement.areas import Area, Due
from bot.domain.agreement.cadences import Cadence
from bot.domain.checkin import checkin_id
from bot.domain.instant import Instant, instant, local
from bot.domain.meetings import is_meeting
from bot.domain.occurrences import occurrences, zone_of
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader, View, view
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import seat_zone
from bot.engine.audience import Audience
from bot.engine.done_so_far import done_so_far
from bot.engine.planning import milestones_ahead
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import may_read

TWO_WEEKS = timedelta(days=14)

Line = tuple[Part, ...]


def is_running(setting: Setting) -> bool:
    """Whether updates are asked for now: something is in force, and nothing stopped it."""
    active = setting.collaboration.state is CollaborationState.ACTIVE
    return active and setting.collaboration.version > 0


def cadences_of(visible: View) -> tuple[Cadence, ...]:
    """The promised updates whose sender exists for the reader."""
    found = visible.agreement.cadences
    return tuple(c for c in found if visible.seat(c.from_) and visible.seat(c.writer))


async def coming(
    tx: Transaction,
    setting: Setting,
    audience: Audience,
    *,
    seats: frozenset[str] | None = None,
    ahead: timedelta = TWO_WEEKS,
    with_actions: bool = False,
    without: Collection[tuple[str, date]] = (),
) -> tuple[Line, ...]:
    """What falls due, the earliest first.

    Args:
        tx: where what is done already is found.
        setting: when and where.
        audience: who reads it.
        seats: whose; none for everybody's.
        ahead: how far.
        with_actions: whether open actions are listed with it.
        without: keys of areas with days that the reader has in another list already.
    """
    asked = _Asked(
        setting=setting,
        visible=view(setting.agreement, audience.reader),
        reader=audience.reader,
        zone=audience.zone,
        seats=seats,
        until=instant(setting.now + ahead),
        without=without,
    )
    here = await _here(tx, setting)
    found = [*_occurring(asked, here), *await _reached(tx, asked), *await _dated(tx, asked)]
    if with_actions:
        found += await _to_do(tx, asked)
    return tuple(line for _, line in sorted(found, key=lambda entry: entry[0]))


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What is asked for: whose, until when, as whom."""

    setting: Setting
    visible: View
    reader: Reader
    zone: str | None
    seats: frozenset[str] | None
    until: Instant
    without: Collection[tuple[str, date]]

    def is_of(self, *seats: str) -> bool:
        """Whether it is asked about one of these seats."""
        return self.seats is None or not self.seats.isdisjoint(seats)

    def moment(self, cadence: Cadence, due: Instant) -> Moment:
        """When an update is due, on the reader's clock or its own."""
        return Moment(due, self.zone or zone_of(self.setting.agreement, cadence))


async def _here(tx: Transaction, setting: Setting) -> frozenset[str]:
    """Ids of check-ins before their time: asked for or sent already, so they are not to come."""
    ahead = instant(setting.now + TWO_WEEKS)
    found = await tx.checkins.between(setting.collaboration.id, setting.now, ahead)
    return frozenset(each.id for each in found)


def _occurring(asked: _Asked, here: frozenset[str]) -> Iterator[tuple[Instant, Line]]:
    agreement = asked.setting.agreement
    for cadence in cadences_of(asked.visible):
        if not asked.is_of(cadence.writer):
            continue
        owner = agreement.seat[cadence.writer].title
        for occurrence in occurrences(agreement, cadence, after=asked.setting.now):
            if occurrence.due > asked.until:
                break
            if checkin_id(asked.setting.collaboration.id, cadence.key, occurrence.wall) not in here:
                when = asked.moment(cadence, occurrence.due)
                yield occurrence.due, _line(when, cadence, owner)


def _line(when: Moment, cadence: Cadence, writer: str) -> Line:
    return status.expected(when, cadence.title, writer, minutes=is_meeting(cadence))


async def _reached(tx: Transaction, asked: _Asked) -> list[tuple[Instant, Line]]:
    """What is promised because something is done."""
    lines: list[tuple[Instant, Line]] = []
    agreement = asked.setting.agreement
    for each in await milestones_ahead(tx, asked.setting.collaboration.id):
        occurrence = each.occurrence(agreement)
        if occurrence is None or occurrence.due != each.row.due:
            continue  # a change moved it; another row has its new moment
        cadence = agreement.cadence[each.cadence]
        shown = asked.visible.seat(cadence.writer) and asked.is_of(cadence.writer)
        if shown and occurrence.due <= asked.until:
            owner, area = agreement.seat[cadence.writer].title, agreement.area[each.area].title
            when = asked.moment(cadence, occurrence.due)
            line = _line(when, cadence, owner)
            lines.append((occurrence.due, (*line, milestones.because(area))))
    return lines


async def _to_do(tx: Transaction, asked: _Asked) -> list[tuple[Instant, Line]]:
    """Open actions by their day."""
    agreement, now = asked.setting.agreement, asked.setting.now
    lines: list[tuple[Instant, Line]] = []
    for action in await tx.actions.open(asked.setting.collaboration.id):
        due, known = action.times.due, action.owner in agreement.seat
        if not known or not now <= due <= asked.until or not asked.is_of(action.owner):
            continue
        if may_read(agreement, action, asked.reader):
            when = Moment(due, asked.zone or seat_zone(agreement, action.owner))
            owner = agreement.seat[action.owner].title
            lines.append((due, (when, action_words.coming(action.label, action.what, owner))))
    return lines


async def _dated(tx: Transaction, asked: _Asked) -> list[tuple[Instant, Line]]:
    """Dated areas that are not said to be done."""
    found = list(_days(asked))
    areas = [area.key for area, _ in found]
    said = await done_so_far(tx, asked.setting.collaboration.id, areas)
    lines: list[tuple[Instant, Line]] = []
    for area, item in found:
        day, owner = item.date, asked.visible.seat(area.accountable)
        if day is None or owner is None or said.said(area.key, day):
            continue
        zone = asked.setting.agreement.party_of(area.accountable).zone
        begin = resolve_wall(datetime.combine(day, time()), zone)
        lines.append((begin, status.dated(day, area.title, item.what, owner.title)))
    return lines


def _days(asked: _Asked) -> Iterator[tuple[Area, Due]]:
    agreement, now = asked.setting.agreement, asked.setting.now
    for area in agreement.areas:
        owner = asked.visible.seat(area.accountable)
        if owner is None or not asked.is_of(area.accountable, area.responsible):
            continue
        zone = agreement.party_of(area.accountable).zone
        first, last = local(now, zone).date(), local(asked.until, zone).date()
        for item in area.due:
            if item.date is None or not first <= item.date <= last:
                continue
            if (area.key, item.date) not in asked.without:
                yield area, item
