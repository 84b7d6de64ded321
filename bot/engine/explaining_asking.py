"""Why the sender was asked when they were, or not: hours, settings, budget, deputies, downtime."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.cards.card import Moment
from bot.cards.compose.bundle import lines_in
from bot.cards.words import why as words
from bot.domain.agreement.cadences import Every
from bot.domain.explaining import Asked, explain_day
from bot.domain.instant import Instant, instant, local, parse_instant
from bot.domain.manners import Hours
from bot.engine.agenda import AgendaKind
from bot.engine.checkin_messages import nudge_key
from bot.engine.coming import Line
from bot.engine.contacts import hours_for, route
from bot.engine.explaining_rule import moved_here
from bot.engine.explaining_told import Told
from bot.engine.outgoing import Message
from bot.engine.pausing import waits_for_resume
from bot.engine.pushing import bundle_key
from bot.engine.storage_ports import Transaction

#: A tick is a second; what is asked for this much earlier or later was not asked for at its time.
_AT_ONCE = timedelta(minutes=10)
_A_DAY = timedelta(days=1)
#: Days in which the one message of a day is looked for: what has to wait comes in the next hours.
_DAYS = 14


async def asked_lines(tx: Transaction, told: Told) -> list[Line]:
    """When it was due and asked for, and why then."""
    lines = [*await _belongs(tx, told)]
    checkin, due = told.promise.checkin, told.promise.due
    if "checkin.missed" in told.kinds and "checkin.opened" not in told.kinds:
        return [*lines, (words.OVERTAKEN_DOWN,)]
    down = checkin.opened_at - checkin.due > _AT_ONCE
    if down:
        lines.append((words.ASKED, told.moment(checkin.opened_at), words.ASKED_AFTER, "."))
        return [*lines, *(await _bundled(tx, told, checkin.opened_at) if told.own else ())]
    if not told.own:
        return [*lines, (words.WAS_DUE, due, ".")]
    return [*lines, *await _asked(tx, told)]


async def _belongs(tx: Transaction, told: Told) -> list[Line]:
    """What its day comes from, when not from the rhythm alone."""
    promise = told.promise
    if promise.cadence.rule.every is Every.MILESTONE:
        return await _because_done(tx, told)
    day = local(promise.checkin.due, promise.zone).date()
    why = explain_day(promise.agreement, promise.cadence, day)
    return (
        list(moved_here(promise.agreement, promise.cadence, why)) if isinstance(why, Asked) else []
    )


async def _because_done(tx: Transaction, told: Told) -> list[Line]:
    area = told.promise.agreement.area.get(told.promise.checkin.id.rpartition("/")[2])
    if area is None:
        return []
    entries = await tx.record.about(told.setting.collaboration.id, [area.key])
    done = [each.entry for each in entries if each.entry.kind == "area.done"]
    said = [each for each in done if each.at <= told.promise.checkin.opened_at]
    if not said:
        return []
    completed = parse_instant(str(said[-1].data["completed"]))
    return [(words.BECAUSE_DONE.format(area=area.title), told.moment(completed), ".")]


async def _asked(tx: Transaction, told: Told) -> list[Line]:
    """For the sender's side: when they were asked, in which message, and who it was."""
    checkin, sent = told.promise.checkin, told.first_sent
    nudge = await tx.outbox.find(nudge_key(told.promise))
    if nudge is not None and (sent is None or nudge.created_at < sent):
        how = _how(told, nudge.created_at, nudge)
        return [
            (words.ASKED, told.moment(nudge.created_at), how, "."),
            *_away(told, nudge.created_at, nudge),
            *_put_off(told),
        ]
    waits = await _waits(tx, told)
    if waits is not None:
        return [(words.ASKS, told.moment(waits), _how(told, waits), ".")]
    if "checkin.nobody_to_ask" in told.kinds:
        return [(words.NOBODY.format(seat=told.promise.sender),)]
    bundled = await _bundled(tx, told, checkin.opened_at)
    if bundled:
        return [*bundled, *_put_off(told)]
    if sent is not None:
        return [(words.NOT_ASKED,)]
    return [(words.WAS_DUE, told.promise.due, ".")]


async def _waits(tx: Transaction, told: Told) -> Instant | None:
    """When it is going to be asked for, where that is put off to somebody's hours."""
    if not told.promise.checkin.waiting:
        return None
    ahead = [
        row.due
        for row in await tx.agenda.pending(told.setting.collaboration.id, AgendaKind.ASK)
        if not waits_for_resume(row) and row.key.startswith(f"{told.promise.checkin.id}/")
    ]
    return min(ahead, default=None)


def _how(told: Told, at: Instant, nudge: Message | None = None) -> str:
    """Why at that moment and not when it was due."""
    due = told.promise.checkin.due
    if abs(at - due) <= _AT_ONCE:
        return words.ASKED_AS_IT_BEGAN if told.promise.minutes else words.ASKED_AT_ONCE
    hours, mine = _hours(told, nudge)
    if at < due and hours.preferences.lead:
        return words.AHEAD_AS_CHOSEN
    afterwards = words.AFTER_IT_BEGAN if told.promise.minutes else words.AFTERWARDS
    when = words.AHEAD if at < due else afterwards
    if hours.allow(due):
        return when.format(why=words.OTHER_HOURS)
    working = replace(hours, preferences=replace(hours.preferences, quiet=None))
    why = words.YOUR_QUIET if mine and working.allow(due) else words.OUTSIDE_HOURS
    return when.format(why=why.format(seat=told.promise.sender))


def _hours(told: Told, nudge: Message | None) -> tuple[Hours, bool]:
    """The hours of whoever is asked, and whether that is who reads this alone."""
    setting, seat = told.setting, told.promise.cadence.writer
    party = told.promise.agreement.party_of(seat).key
    where = route(setting, seat)
    asked = setting.directory.person_at(nudge.to) if nudge else where.person if where else None
    mine = asked is not None and asked == told.audience.person
    return hours_for(setting, party, asked, seat), mine


def _away(told: Told, at: Instant, nudge: Message) -> Iterator[Line]:
    """Who was asked because the holder was away."""
    id_, directory = told.setting.collaboration.id, told.setting.directory
    holder = directory.holder(id_, told.promise.cadence.writer, at)
    absence = directory.absence(id_, holder, at) if holder else None
    asked = directory.person_at(nudge.to)
    if absence is not None and asked is not None and asked != holder:
        yield (words.away(told.promise.sender, absence.back, asked.name),)


def _put_off(told: Told) -> Iterator[Line]:
    """Each time it was put off, and asked for again."""
    for each in told.entries:
        if each.kind == "checkin.snoozed":
            until = parse_instant(str(each.data["until"]))
            yield (
                words.PUT_OFF,
                told.moment(each.at),
                words.PUT_OFF_UNTIL,
                told.moment(until),
                ".",
            )
        elif each.kind == "checkin.asked_again":
            yield words.ASKED_AGAIN, told.moment(each.at), "."


async def _bundled(tx: Transaction, told: Told, since: Instant) -> list[Line]:
    """That it came in the one message of somebody's day, and why there."""
    found = await _bundle(tx, told, since)
    if found is None:
        return []
    message, hours = found
    late = told.promise.checkin.opened_at - told.promise.checkin.due > _AT_ONCE
    why = words.BUNDLED_DOWN if late else words.bundled_over(hours.preferences.budget)
    return [(words.BUNDLED, Moment(message.created_at, told.promise.zone), why, ".")]


async def _bundle(tx: Transaction, told: Told, since: Instant) -> tuple[Message, Hours] | None:
    where = route(told.setting, told.promise.cadence.writer)
    if where is None or where.person is None:
        return None
    for ahead in range(_DAYS):
        moment = instant(since + ahead * _A_DAY)
        if moment > told.setting.now + _A_DAY:
            return None
        message = await tx.outbox.find(bundle_key(where.person, where.hours, moment))
        if message is not None and _holds(message, told.promise.checkin.id):
            return message, where.hours
    return None


def _holds(message: Message, checkin: str) -> bool:
    lines, _ = lines_in(message.card)
    return any(line.opens.value.get("checkin") == checkin for line in lines)
