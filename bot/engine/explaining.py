"""Why a message came, or none did: the agreement, and what is on record of it, as sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.cards.card import Moment, Part
from bot.cards.compose.checkins import Promise
from bot.cards.words import answers
from bot.cards.words import why as words
from bot.cards.words.dates import day as day_words
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckInState
from bot.domain.explaining import Asked, Because, NotAsked, explain_day
from bot.domain.instant import Instant, local
from bot.domain.occurrences import zone_of
from bot.domain.people import CollaborationState
from bot.domain.visibility import View, view
from bot.engine.agreements import AgreementCache, promised
from bot.engine.coming import Audience
from bot.engine.planning import reminding, telling
from bot.engine.record import Recorded
from bot.engine.scene import Setting
from bot.engine.standing import miss_is_seen
from bot.engine.storage_ports import Transaction

#: Check-ins looked through for the one that was due on a day.
_LOOK_BACK = 400
#: A tick is a second; what is asked for this much later was not asked for in time.
_AT_ONCE = timedelta(minutes=10)

Line = tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Story:
    """An explanation: a title and its sentences."""

    title: str
    lines: tuple[Line, ...]
    promised: bool
    """Whether an update belongs to the day at all, be it moved from or to it."""


async def explain(
    tx: Transaction,
    setting: Setting,
    audience: Audience,
    agreements: AgreementCache,
    *,
    cadence: Cadence,
    day: date,
) -> Story:
    """Why an update was, is or will be asked for on a day of its clock, or not."""
    found = await _opened_on(tx, setting, agreements, cadence, day)
    if found is not None:
        return await explain_promise(tx, setting, audience, found)
    why = explain_day(setting.agreement, cadence, day)
    if isinstance(why, NotAsked):
        lines = tuple(_not_asked(setting.agreement, cadence, why))
        title = words.no_update(day_words(day), cadence.title)
        return Story(title=title, lines=lines, promised=why.because is Because.DAY_OFF)
    due = Moment(why.occurrence.due, zone_of(setting.agreement, cadence))
    lines = (
        *_agreed(setting.agreement, cadence, audience),
        *_moved_here(setting.agreement, cadence, why),
        *await _never_opened(tx, setting, due),
    )
    return Story(title=words.title(cadence.title), lines=lines, promised=True)


async def explain_promise(
    tx: Transaction, setting: Setting, audience: Audience, promise: Promise
) -> Story:
    """Everything that happened to one check-in, as far as the audience may know it."""
    agreement, cadence, checkin = promise.agreement, promise.cadence, promise.checkin
    day = local(checkin.due, promise.zone).date()
    why = explain_day(agreement, cadence, day)
    moved = tuple(_moved_here(agreement, cadence, why)) if isinstance(why, Asked) else ()
    own = promise.agreement.party_of(cadence.from_).key in audience.sides
    keys = [checkin.id, *(f"{checkin.id}/{kind}" for kind in ("nudge", "reminder"))]
    entries = await tx.record.about(setting.collaboration.id, keys)
    lines = [
        *_agreed(agreement, cadence, audience),
        *moved,
        *_opened(promise, entries),
        *(_reminded(promise, entries) if own else ()),
        *(_late_and_told(setting, promise, entries, audience)),
        *_answered(promise),
    ]
    if own and any(each.entry.kind == "message.undeliverable" for each in entries):
        lines.append((words.UNDELIVERED,))
    return Story(title=words.title(cadence.title), lines=tuple(lines), promised=True)


async def _opened_on(
    tx: Transaction,
    setting: Setting,
    agreements: AgreementCache,
    cadence: Cadence,
    day: date,
) -> Promise | None:
    """The check-in that was due on a day, under whichever version it was opened."""
    past = await tx.checkins.latest(setting.collaboration.id, cadence.key, _LOOK_BACK)
    for checkin in past:
        promise = await promised(tx, checkin, agreements)
        if local(checkin.due, promise.zone).date() == day:
            return promise
    return None


def _agreed(agreement: Agreement, cadence: Cadence, audience: Audience) -> Iterator[Line]:
    yield (
        words.promises(
            agreement.agreement.version,
            _rule(agreement, cadence),
            _agreed_by(view(agreement, audience.reader)),
        ),
    )


def _rule(agreement: Agreement, cadence: Cadence) -> str:
    areas = [agreement.area[key].title for key in cadence.rule.areas if key in agreement.area]
    listed = agreement.area.get(cadence.rule.on_days_of or "")
    return answers.rule(cadence.rule, areas, listed.title if listed else None)


def _agreed_by(visible: View) -> list[str]:
    """Titles of the seats that accepted the version, with their party."""
    history = visible.agreement.agreement.history
    seats = visible.seats_of(history[-1].agreed_by if history else ())
    return [f"the {seat.title} ({visible.agreement.party[seat.party].short})" for seat in seats]


def _off(agreement: Agreement, cadence: Cadence, why: Asked | NotAsked) -> str:
    return words.off(why.off, 1 + len(agreement.receiving_parties(cadence)))


def _moved_here(agreement: Agreement, cadence: Cadence, why: Asked) -> Iterator[Line]:
    if why.moved_from is not None:
        off, rule = _off(agreement, cadence, why), words.RULE[cadence.if_day_off]
        yield (words.MOVED_HERE.format(day=day_words(why.moved_from), off=off, rule=rule),)


def _not_asked(agreement: Agreement, cadence: Cadence, why: NotAsked) -> Iterator[Line]:
    zone, rule = zone_of(agreement, cadence), _rule(agreement, cadence)
    match why.because:
        case Because.MILESTONE:
            yield (words.milestone(rule),)
            return
        case Because.DAY_OFF if why.moved_to is not None:
            moves = words.MOVES_TO.format(rule=words.RULE[cadence.if_day_off])
            off = words.day_off(_off(agreement, cadence, why))
            yield off, moves, Moment(why.moved_to.due, zone), "."
            return
        case Because.SPAN:
            yield (words.outside(rule),)
        case _:
            yield (words.rhythm(rule),)
    if why.following is None:
        yield (words.NO_MORE,)
    else:
        yield words.FOLLOWING, Moment(why.following.due, zone), "."


async def _never_opened(tx: Transaction, setting: Setting, due: Moment) -> list[Line]:
    """An update that has no check-in: it is still to come, or something kept it from coming."""
    if due.at > setting.now:
        return [(words.DUE, due, words.LATER)]
    entries = await tx.record.about(setting.collaboration.id, [setting.collaboration.key])
    for state, begin, end in _stops(entries):
        if begin <= due.at and (end is None or due.at < end):
            until: Line = (words.TO, Moment(end, due.zone)) if end else (words.STILL,)
            said = words.PAUSED.format(state=state.value)
            return [(said, Moment(begin, due.zone), *until, words.PAUSED_THEN)]
    return [(words.NOT_IN_FORCE,)]


def _stops(
    entries: Sequence[Recorded],
) -> Iterator[tuple[CollaborationState, Instant, Instant | None]]:
    """The times in which the collaboration did not run, with the state it was in."""
    began: tuple[CollaborationState, Instant] | None = None
    for entry in (each.entry for each in entries):
        kind = entry.kind.removeprefix("collaboration.")
        if kind not in set(CollaborationState):
            continue
        if began is not None:
            yield *began, entry.at
        state = CollaborationState(kind)
        began = None if state is CollaborationState.ACTIVE else (state, entry.at)
    if began is not None:
        yield *began, None


def _opened(promise: Promise, entries: Sequence[Recorded]) -> Iterator[Line]:
    checkin = promise.checkin
    said = {each.entry.kind: each.entry for each in entries}
    missed = said.get("checkin.missed")
    if missed is not None and "checkin.opened" not in said:
        yield (words.OVERTAKEN_DOWN,)
        return
    late = checkin.opened_at - checkin.due > _AT_ONCE
    how = words.ASKED_AFTER if late else words.ASKED_AT_ONCE
    yield words.ASKED, Moment(checkin.opened_at, promise.zone), how, "."
    if "checkin.nobody_to_ask" in said:
        yield (words.NOBODY.format(seat=promise.sender),)


def _reminded(promise: Promise, entries: Sequence[Recorded]) -> Iterator[Line]:
    """For the sender's side alone."""
    _, at = reminding(promise.agreement, promise.checkin)
    agreed = promise.cadence.if_late.remind if promise.cadence.if_late else None
    how = (
        words.AS_AGREED.format(after=agreed.after.in_words())
        if agreed
        else words.HALF_WAY.format(grace=_grace(promise.cadence))
    )
    sent = next((e.entry.at for e in entries if e.entry.kind == "checkin.reminded"), None)
    if sent is not None:
        yield words.REMINDED, Moment(sent, promise.zone), how, "."
    elif promise.checkin.waiting and promise.checkin.state is CheckInState.OPEN:
        yield words.REMINDS, Moment(at, promise.zone), how, words.IF_OPEN, "."
    elif promise.checkin.answers and promise.checkin.answers[0].at <= at:
        yield (words.NOT_REMINDED,)


def _late_and_told(
    setting: Setting, promise: Promise, entries: Sequence[Recorded], audience: Audience
) -> Iterator[Line]:
    """As `status` shows it: others see a miss from the agreed time on."""
    agreement, checkin, zone = promise.agreement, promise.checkin, promise.zone
    went_late = any(each.entry.kind == "checkin.late" for each in entries)
    seen = miss_is_seen(setting, audience, promise)
    if went_late and seen:
        grace = words.GRACE.format(grace=_grace(promise.cadence))
        yield words.LATE, Moment(checkin.late_at, zone), grace, "."
    told = {
        str(each.entry.data["seat"]): each.entry.at
        for each in entries
        if each.entry.kind == "checkin.told"
    }
    visible = view(agreement, audience.reader)
    for key, at in telling(agreement, checkin):
        seat = visible.seat(key)
        if seat is None:
            continue
        if key in told:
            yield words.TOLD.format(seat=seat.title), Moment(told[key], zone), "."
        elif checkin.waiting:
            yield words.TELLS.format(seat=seat.title), Moment(at, zone), words.IF_OPEN, "."
    if seen and went_late and checkin.state is CheckInState.MISSED:
        yield (words.OVERTAKEN,)


def _grace(cadence: Cadence) -> str:
    """What runs out when it counts as late; see `bot.engine.planning.late_at`."""
    if cadence.minutes is not None:
        return words.MINUTES
    if cadence.grace.amount == 0:
        return words.TIME_TO_WRITE
    return words.OF_GRACE.format(grace=cadence.grace.in_words())


def _answered(promise: Promise) -> Iterator[Line]:
    if promise.checkin.answers:
        late = words.SENT_LATE if promise.checkin.answered_late else ""
        yield words.SENT, Moment(promise.checkin.answers[0].at, promise.zone), late, "."
    elif promise.checkin.state is CheckInState.EXCUSED:
        yield (words.EXCUSED,)


def checkin_of(key: str) -> str | None:
    """The check-in a message is about, by the key of the message; none for other messages."""
    collaboration, cadence, wall, *rest = (*key.split("/"), "", "", "")
    return f"{collaboration}/{cadence}/{wall}" if rest[0] else None
