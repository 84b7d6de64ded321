"""`status`, `due` and `agreement`: what is open, what comes, what is agreed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.cards.card import Block, Bullets, Card, Facts, Moment, Part, Text, Tone, fact, subtle
from bot.cards.compose.checkins import Promise
from bot.cards.words import status as words
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import Cadence
from bot.domain.checkin import CheckInState
from bot.domain.instant import Instant, instant, local
from bot.domain.occurrences import occurrences
from bot.domain.visibility import Reader, View, view
from bot.domain.workdays import working_days
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.outgoing import Message
from bot.engine.planning import seen_by_others_from
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction

_AHEAD = timedelta(days=14)
_LONGEST_LIST = 15
_PROVISIONAL_AHEAD = timedelta(days=60)

Line = tuple[Part, ...]


async def status(
    scene: Scene, tx: Transaction, reader: Reader, agreements: AgreementCache
) -> Answer:
    """What is open, late, missing or undelivered right now."""
    visible = view(scene.agreement, reader)
    waiting = [
        await promised(tx, checkin, agreements)
        for checkin in await tx.checkins.waiting(scene.collaboration.id)
    ]
    shown = [p for p in waiting if visible.seat(p.cadence.from_)]
    late: list[Line] = [_line(p) for p in shown if _shown_as_late(scene, p)]
    still_open: list[Line] = [_line(p) for p in shown if not _shown_as_late(scene, p)]
    gaps: list[Line] = [(line,) for line in _gaps(scene, visible)]
    lost = await tx.outbox.undelivered(scene.collaboration.id)
    gaps += [(line,) for line in _undelivered(scene, lost)]
    blocks = [
        *_section(words.LATE, late),
        *_section(words.OPEN, still_open),
        *_section(words.GAPS, gaps),
        *_section(words.COMING, [line for _, line in _coming(scene, visible, None)][:5]),
    ]
    return Answer(
        card=Card(
            title=f"{words.STATUS_TITLE}: {scene.agreement.study.id}",
            summary=f"{words.STATUS_TITLE}: {len(late)} late, {len(still_open)} open",
            blocks=(*(blocks or [Text((words.ALL_WELL,))]), subtle(words.NEXT_STEP_STATUS)),
        )
    )


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


def _line(promise: Promise) -> Line:
    return (promise.title, ", due ", promise.due)


def due(scene: Scene, rest: str, reader: Reader) -> Answer:
    """What falls due in the next two weeks; with `me`, what the asker owes."""
    mine = rest.strip().lower() in ("me", "mine", "for me")
    seats = frozenset(scene.actor.seats) if mine else None
    lines = [line for _, line in _coming(scene, view(scene.agreement, reader), seats)]
    nothing = words.NOTHING_DUE_ME if mine else words.NOTHING_DUE
    title = words.DUE_ME_TITLE if mine else words.DUE_TITLE
    return Answer(
        card=Card(
            title=title,
            summary=f"{title}: {len(lines)}",
            blocks=(*(_list(lines) or [Text((nothing,))]), subtle(words.NEXT_STEP_DUE)),
        ),
        private=mine,
    )


def agreement(scene: Scene, reader: Reader) -> Answer:
    """What is agreed, in short, and since when."""
    agreed, visible = scene.agreement, view(scene.agreement, reader)
    versions = scene.agreement.agreement
    current = versions.history[-1] if versions.history else None
    facts = [
        fact("Study", agreed.study.title),
        fact("Parties", ", ".join(f"{p.short} ({words.SIDE[p.side]})" for p in agreed.parties)),
        fact("Version", str(versions.version), *_since(current.effective if current else None)),
        *((fact("Last change", current.reason),) if current else ()),
        *((fact("Next review", day(versions.next_review)),) if versions.next_review else ()),
        *((fact("Phase now", *_phase(scene)),) if _phase(scene) else ()),
        fact("Seats", str(len(visible.seats))),
        fact("Areas", str(len(agreed.areas))),
        fact("Updates", ", ".join(c.title for c in _cadences(visible)) or "none"),
        fact("Reasons to consult", ", ".join(t.title for t in agreed.triggers) or "none"),
        fact("Never in chat", ", ".join(agreed.never_in_chat) or "nothing named"),
    ]
    return Answer(
        card=Card(
            title=f"{words.AGREEMENT_TITLE}: {agreed.study.id}",
            summary=f"{words.AGREEMENT_TITLE} {agreed.study.id}, version {versions.version}",
            blocks=(Facts(tuple(facts)), subtle(words.NEXT_STEP_AGREEMENT)),
        )
    )


def _since(effective: date | None) -> Line:
    return (f", in force since {day(effective)}",) if effective else ()


def _phase(scene: Setting) -> Line:
    today = local(scene.now, scene.agreement.parties[0].zone).date()
    running = [phase.title for phase in scene.agreement.phases if phase.covers(today)]
    return (", ".join(running),) if running else ()


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
    scene: Setting, visible: View, seats: frozenset[str] | None
) -> list[tuple[Instant, Line]]:
    """Occurrences and dated areas of the next two weeks, earliest first."""
    until = instant(scene.now + _AHEAD)
    lines: list[tuple[Instant, Line]] = []
    for cadence in _cadences(visible):
        if seats is not None and cadence.from_ not in seats:
            continue
        zone = cadence.rule.zone or scene.agreement.party_of(cadence.from_).zone
        owner = scene.agreement.seat[cadence.from_].title
        for occurrence in occurrences(scene.agreement, cadence, after=scene.now):
            if occurrence.due > until:
                break
            line = (Moment(occurrence.due, zone), f": {cadence.title}, from the {owner}")
            lines.append((occurrence.due, line))
    lines += _dated(scene, visible, seats, until)
    return sorted(lines, key=lambda entry: entry[0])


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
