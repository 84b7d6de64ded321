"""What came of an update after it was asked for: reminded, late, told, sent, not needed."""

from collections.abc import Iterator
from datetime import timedelta

from bot.cards.words import why as words
from bot.domain.agreement.cadences import Cadence
from bot.domain.checkin import CheckInState
from bot.domain.instant import Instant, parse_instant
from bot.domain.visibility import view
from bot.engine.coming import Line
from bot.engine.contacts import route
from bot.engine.explaining_told import Told
from bot.engine.planning import reminding, telling

#: What is done this much after its moment had to wait for somebody's hours.
_AT_ONCE = timedelta(minutes=10)


def outcome_lines(told: Told) -> list[Line]:
    """In the order it happened."""
    lines = [
        *(_reminded(told) if told.own else ()),
        *_late(told),
        *_told(told),
        *_ended(told),
    ]
    if told.own and "message.undeliverable" in told.kinds:
        lines.append((words.UNDELIVERED,))
    return lines


def _reminded(told: Told) -> Iterator[Line]:
    """For the sender's side alone."""
    promise, checkin = told.promise, told.promise.checkin
    seat, at = reminding(promise.agreement, checkin)
    agreed = promise.cadence.if_late.remind if promise.cadence.if_late else None
    how = (
        words.AS_AGREED.format(after=agreed.after.in_words())
        if agreed
        else words.HALF_WAY.format(grace=_grace(promise.cadence))
    )
    sent = told.kinds.get("checkin.reminded")
    if sent is not None:
        yield words.REMINDED, told.moment(sent.at), _waited(told, how, at, sent.at), "."
    elif told.first_sent is not None and told.first_sent <= at:
        yield (words.NOT_REMINDED,)
    elif checkin.waiting and (until := _put_off_until(told)) is not None:
        yield words.NOT_REMINDED_PUT_OFF, told.moment(until), "."
    elif checkin.waiting and checkin.state is CheckInState.OPEN:
        when = _in_hours(told, seat, max(at, told.setting.now))
        yield words.REMINDS, told.moment(when), _waited(told, how, at, when), "."


def _waited(told: Told, how: str, agreed: Instant, at: Instant) -> str:
    """By what a reminder comes when it does."""
    if at - agreed <= _AT_ONCE:
        return f", {how}"
    seat, _ = reminding(told.promise.agreement, told.promise.checkin)
    return words.IN_NEXT_HOURS.format(seat=told.promise.seat(seat), when=how)


def _put_off_until(told: Told) -> Instant | None:
    """Until when the sender has put it off, if that is still ahead."""
    snoozed = told.kinds.get("checkin.snoozed")
    until = parse_instant(str(snoozed.data["until"])) if snoozed else None
    return until if until is not None and until > told.setting.now else None


def _late(told: Told) -> Iterator[Line]:
    """As `status` shows it: others see a miss from the agreed time on."""
    if "checkin.late" in told.kinds and told.miss_is_seen:
        grace = words.GRACE.format(grace=_grace(told.promise.cadence))
        yield words.LATE, told.moment(told.promise.checkin.late_at), grace, "."


def _told(told: Told) -> Iterator[Line]:
    agreement, checkin = told.promise.agreement, told.promise.checkin
    done = {str(e.data["seat"]): e.at for e in told.entries if e.kind == "checkin.told"}
    visible = view(agreement, told.audience.reader)
    for key, at in telling(agreement, checkin):
        seat = visible.seat(key)
        if seat is None:
            continue
        if key in done:
            yield words.TOLD.format(seat=seat.title), told.moment(done[key]), "."
        elif checkin.waiting:
            when = _in_hours(told, key, max(at, told.setting.now))
            yield words.TELLS.format(seat=seat.title), told.moment(when), words.IF_OPEN, "."


def _in_hours(told: Told, seat: str, at: Instant) -> Instant:
    """When whoever holds a seat may be written to."""
    where = route(told.setting, seat)
    return where.hours.next_allowed(at) if where else at


def _ended(told: Told) -> Iterator[Line]:
    checkin = told.promise.checkin
    went_late = "checkin.late" in told.kinds
    if went_late and told.miss_is_seen and checkin.state is CheckInState.MISSED:
        yield (words.OVERTAKEN,)
    if told.first_sent is not None:
        late = words.SENT_LATE if checkin.answered_late else ""
        early = words.SENT_EARLY if told.first_sent < checkin.due else ""
        yield words.SENT, told.moment(told.first_sent), late or early, "."
    elif checkin.excuse is not None:
        excuse = checkin.excuse
        said = words.EXCUSED_BY.format(seat=told.promise.seat(excuse.seat))
        yield said, told.moment(excuse.at), words.EXCUSED_THEN
    elif checkin.state is CheckInState.EXCUSED:
        yield (words.TAKEN_BACK,)


def _grace(cadence: Cadence) -> str:
    """What runs out when it counts as late; see `bot.engine.planning.late_at`."""
    if cadence.minutes is not None:
        return words.MINUTES
    if cadence.grace.amount == 0:
        return words.TIME_TO_WRITE
    return words.OF_GRACE.format(grace=cadence.grace.in_words())
