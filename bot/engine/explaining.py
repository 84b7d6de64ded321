"""Why a message came, or none did: the agreement, and what is on record of it, as sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.card import Moment
from bot.cards.compose.checkins import Promise
from bot.cards.words import why as words
from bot.cards.words.dates import day as day_words
from bot.domain.agreement.cadences import Cadence
from bot.domain.explaining import Because, NotAsked, explain_day
from bot.domain.instant import Instant, local
from bot.domain.occurrences import zone_of
from bot.domain.people import CollaborationState
from bot.engine.agreements import AgreementCache, promised
from bot.engine.audience import Audience
from bot.engine.coming import Line
from bot.engine.explaining_asking import asked_lines
from bot.engine.explaining_outcome import outcome_lines
from bot.engine.explaining_rule import agreed, moved_here, not_asked
from bot.engine.explaining_told import Told
from bot.engine.record import Recorded
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: Check-ins looked through for the one that was due on a day.
_LOOK_BACK = 400


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
        lines = tuple(not_asked(setting.agreement, cadence, why))
        title = words.no_update(day_words(day), cadence.title)
        return Story(title=title, lines=lines, promised=why.because is Because.DAY_OFF)
    due = Moment(why.occurrence.due, zone_of(setting.agreement, cadence))
    lines = (
        agreed(setting.agreement, cadence, audience),
        *moved_here(setting.agreement, cadence, why),
        *await _never_opened(tx, setting, due),
    )
    return Story(title=words.title(cadence.title), lines=lines, promised=True)


async def explain_promise(
    tx: Transaction, setting: Setting, audience: Audience, promise: Promise
) -> Story:
    """Everything that happened to one check-in, as far as the audience may know it."""
    told = await Told.of(tx, setting, audience, promise)
    lines = (
        agreed(promise.agreement, promise.cadence, audience),
        *await asked_lines(tx, told),
        *outcome_lines(told),
    )
    return Story(title=words.title(promise.title), lines=lines, promised=True)


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


def checkins_of(key: str) -> tuple[str, ...]:
    """Ids of the check-ins a message can be about, by the key of the message; most likely first.

    The id of one at a milestone has a part more: the area.
    """
    parts = key.split("/")
    return tuple("/".join(parts[:length]) for length in (4, 3) if len(parts) > length)
