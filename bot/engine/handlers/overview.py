"""`status` and `due`: what is open and what comes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Moment,
    Part,
    Text,
    Tone,
    paragraph,
    subtle,
)
from bot.cards.compose.checkins import Promise
from bot.cards.compose.escalations import in_a_line
from bot.cards.compose.general import ASK
from bot.cards.words import life, milestones, proposals
from bot.cards.words import status as words
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import Cadence
from bot.domain.amendment import AmendmentState
from bot.domain.checkin import CheckInState
from bot.domain.instant import Instant, instant, local
from bot.domain.occurrences import occurrences
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader, View, view
from bot.domain.workdays import working_days
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.early import early_buttons
from bot.engine.gaps import gap_lines
from bot.engine.handlers.escalations import running_cases
from bot.engine.outgoing import Message
from bot.engine.planning import milestones_ahead, seen_by_others_from
from bot.engine.scene import Scene, Setting
from bot.engine.sending import owed
from bot.engine.storage_ports import Transaction

_AHEAD = timedelta(days=14)
_A_WEEK = timedelta(days=7)
_LONGEST_LIST = 15
_PROVISIONAL_AHEAD = timedelta(days=60)

Line = tuple[Part, ...]


async def status(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """What is open, late, missing or undelivered right now."""
    visible = view(scene.agreement, reader)
    waiting = [
        await promised(tx, checkin, agreements)
        for checkin in await tx.checkins.waiting(scene.collaboration.id)
    ]
    shown = [p for p in waiting if visible.seat(p.cadence.from_)]
    late: list[Line] = [_line(scene, p) for p in shown if _shown_as_late(scene, p)]
    still_open: list[Line] = [_line(scene, p) for p in shown if not _shown_as_late(scene, p)]
    agreed = scene.collaboration.version > 0
    gaps: list[Line] = [(line,) for line in await _standing(scene, tx, visible)]
    gaps += [(line,) for line in _gaps(scene, visible)]
    lost = await tx.outbox.undelivered(scene.collaboration.id)
    gaps += [(line,) for line in _undelivered(scene, lost)]
    waiting_proposals: list[Line] = [(line,) for line in await _proposals(scene, tx)]
    escalated = [in_a_line(each) for each in await running_cases(scene, tx, reader, agreements)]
    running = agreed and scene.collaboration.state is CollaborationState.ACTIVE
    coming = [line for _, line in _coming(scene, visible, None)][:5] if running else []
    blocks = [
        *_state(scene),
        *_section(words.ESCALATED, [(line,) for line in escalated]),
        *_section(words.LATE, late),
        *_section(words.OPEN, still_open),
        *_section(words.PROPOSALS, waiting_proposals),
        *_section(words.GAPS, gaps),
        *_section(words.OWN_CHANGES, [(line,) for line in await _own_changes(scene, tx)]),
        *_section(words.COMING, coming),
    ]
    return Answer(
        card=Card(
            title=f"{words.STATUS_TITLE}: {scene.collaboration.title}",
            summary=f"{words.STATUS_TITLE}: {len(late)} late, {len(still_open)} open",
            blocks=(*(blocks or [Text((words.ALL_WELL,))]), subtle(words.NEXT_STEP_STATUS)),
            buttons=tuple(
                Button(label, ASK, {"text": text})
                for label, text, wanted in (
                    (words.ESCALATED, "escalations", escalated),
                    (words.PROPOSALS, "propose", waiting_proposals),
                    (words.ALL_SEATS, "seats", gaps),
                    (words.WHAT_IS_DUE, "due", coming),
                )
                if wanted
            ),
        )
    )


def _state(scene: Scene) -> list[Block]:
    """Said first when the collaboration is not running as usual."""
    match scene.collaboration.state:
        case CollaborationState.PAUSED:
            return [paragraph(life.PAUSED_LINE)]
        case CollaborationState.CLOSED | CollaborationState.ARCHIVED:
            return [paragraph(life.CLOSED_LINE)]
        case CollaborationState.ACTIVE if scene.collaboration.version == 0:
            return [paragraph(words.NOT_AGREED_YET)]
        case CollaborationState.ACTIVE:
            return []


async def _proposals(scene: Scene, tx: Transaction) -> list[str]:
    """Proposals that wait for somebody, and the drafts of the reader's own side."""
    names = {party.key: party.short for party in scene.agreement.parties}
    lines = []
    for amendment in await tx.amendments.open(scene.collaboration.id):
        party, first = names.get(amendment.party, amendment.party), amendment.base == 0
        if amendment.state is AmendmentState.PROPOSED:
            waits = ", ".join(names.get(key, key) for key in amendment.missing)
            line = proposals.waiting_line(amendment.number, party, waits, first=first)
        elif first or (scene.private and amendment.party in (scene.leading, scene.actor.party)):
            line = proposals.draft_line(amendment.number, party, first=first)
        else:
            continue
        lines.append(line)
    return lines


async def _standing(scene: Scene, tx: Transaction, visible: View) -> list[str]:
    """Holders who are gone, and people who wait for a lead's word."""
    gaps = await tx.joining.open_gaps(scene.collaboration.id)
    claims = await tx.joining.open_claims(scene.collaboration.id)
    waiting = [
        words.claim_waits(
            claim.name, seat.title if seat else scene.agreement.party[claim.party].short
        )
        for claim in claims
        for seat in [visible.seat(claim.seat)]
        if claim.party in scene.agreement.party and (claim.seat is None or seat is not None)
    ]
    return [*gap_lines(gaps, scene, visible), *waiting]


async def _own_changes(scene: Scene, tx: Transaction) -> list[str]:
    """What a side changed of its own in the last week."""
    since = scene.now - _A_WEEK
    names = {party.key: party.short for party in scene.agreement.parties}
    return [
        words.own_change(names.get(amendment.party, amendment.party), amendment.version or 0)
        for amendment in await tx.amendments.all(scene.collaboration.id)
        if len(amendment.parties) == 1 and amendment.ended_at and amendment.ended_at >= since
    ]


def _shown_as_late(scene: Scene, promise: Promise) -> bool:
    """Whether the reader is shown a promise as late.

    The sender's side is from the end of the grace. Everybody else, and a room, from the agreed
    time on: nobody else sees a miss before.
    """
    if promise.checkin.state is not CheckInState.LATE:
        return False
    own = promise.agreement.party_of(promise.cadence.from_).key
    if scene.private and scene.actor.party == own:
        return True
    return scene.now >= seen_by_others_from(promise.agreement, promise.checkin)


def _line(scene: Scene, promise: Promise) -> Line:
    return (promise.title, ", due ", Moment(promise.checkin.due, scene.zone))


async def due(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """What falls due in the next two weeks; with `me`, what the asker owes."""
    mine = rest.strip().lower() in ("me", "mine", "for me")
    seats = frozenset(scene.actor.seats) if mine else None
    visible = view(scene.agreement, reader)
    reached = await _reached(scene, tx, visible, seats)
    coming = [*_coming(scene, visible, seats), *reached]
    lines = [line for _, line in sorted(coming, key=lambda entry: entry[0])]
    nothing = words.NOTHING_DUE_ME if mine else words.NOTHING_DUE
    title = words.DUE_ME_TITLE if mine else words.DUE_TITLE
    return Answer(
        card=Card(
            title=title,
            summary=f"{title}: {len(lines)}",
            blocks=(
                *_state(scene),
                *(_list(lines) or [Text((nothing,))]),
                subtle(words.NEXT_STEP_DUE),
            ),
            buttons=early_buttons(scene, owed(scene, by_name=False)) if mine else (),
        ),
        private=mine,
    )


def _gaps(scene: Setting, visible: View) -> Iterator[str]:
    held = scene.directory.holders(scene.collaboration.id, scene.now)
    for party in scene.agreement.parties:
        empty = [s.title for s in visible.seats if s.party == party.key and s.key not in held]
        if empty:
            yield words.seats_empty(party.short, ", ".join(empty))
    for party in scene.agreement.parties:
        today = local(scene.now, party.zone).date()
        coming = working_days(party).provisional_days(today, today + _PROVISIONAL_AHEAD)
        for uncertain in coming:
            yield words.provisional(uncertain.name, day(uncertain.day), party.short)


def _undelivered(scene: Setting, messages: Sequence[Message]) -> Iterator[str]:
    """How many messages reached nobody for certain, per party."""
    id_ = scene.collaboration.id
    lost = Counter(scene.directory.party_of_tenant(id_, m.to.home) for m in messages)
    for party in scene.agreement.parties:
        if lost[party.key]:
            yield words.not_delivered(party.short, lost[party.key])


def _cadences(visible: View) -> tuple[Cadence, ...]:
    """The promised updates whose sender exists for the reader."""
    return tuple(c for c in visible.agreement.cadences if visible.seat(c.from_))


def _coming(
    scene: Scene, visible: View, seats: frozenset[str] | None
) -> list[tuple[Instant, Line]]:
    """Occurrences and dated areas of the next two weeks, earliest first, on the reader's clock."""
    until = instant(scene.now + _AHEAD)
    lines: list[tuple[Instant, Line]] = []
    for cadence in _cadences(visible):
        if seats is not None and cadence.from_ not in seats:
            continue
        owner = scene.agreement.seat[cadence.from_].title
        for occurrence in occurrences(scene.agreement, cadence, after=scene.now):
            if occurrence.due > until:
                break
            line = (Moment(occurrence.due, scene.zone), f": {cadence.title}, from the {owner}")
            lines.append((occurrence.due, line))
    lines += _dated(scene, visible, seats, until)
    return sorted(lines, key=lambda entry: entry[0])


async def _reached(
    scene: Setting, tx: Transaction, visible: View, seats: frozenset[str] | None
) -> list[tuple[Instant, Line]]:
    """What is promised because something is done."""
    lines: list[tuple[Instant, Line]] = []
    for each in await milestones_ahead(tx, scene.collaboration.id):
        occurrence = each.occurrence(scene.agreement)
        if occurrence is None or occurrence.due != each.row.due:
            continue  # a change moved it; another row has its new moment
        cadence = scene.agreement.cadence[each.cadence]
        shown = visible.seat(cadence.from_) and (seats is None or cadence.from_ in seats)
        if shown and occurrence.due <= scene.now + _AHEAD:
            zone = cadence.rule.zone or scene.agreement.party_of(cadence.from_).zone
            area = scene.agreement.area[each.area].title
            line = (Moment(occurrence.due, zone), milestones.expected(cadence.title, area))
            lines.append((occurrence.due, line))
    return lines


def _dated(
    scene: Setting, visible: View, seats: frozenset[str] | None, until: Instant
) -> Iterator[tuple[Instant, Line]]:
    for area in scene.agreement.areas:
        owner = visible.seat(area.accountable)
        if owner is None:
            continue
        if seats is not None and not seats & {area.accountable, area.responsible}:
            continue
        zone = scene.agreement.party_of(area.accountable).zone
        first, last = local(scene.now, zone).date(), local(until, zone).date()
        for item in area.due:
            if item.date is None or not first <= item.date <= last:
                continue
            what = f"{area.title} ({item.what})" if item.what else area.title
            moment = instant(
                local(scene.now, zone).replace(
                    year=item.date.year, month=item.date.month, day=item.date.day
                )
            )
            yield moment, (f"{day(item.date)}: {what}, {owner.title} answers for it",)


def _section(title: str, lines: list[Line]) -> list[Block]:
    return [Text((title,), Tone.HEADING), *_list(lines)] if lines else []


def _list(lines: list[Line]) -> list[Block]:
    if not lines:
        return []
    shown = lines[:_LONGEST_LIST]
    if len(lines) > _LONGEST_LIST:
        shown = [*shown, (words.more(len(lines) - _LONGEST_LIST),)]
    return [Bullets(tuple(shown))]
