"""What was said across in a stretch of time: heads-ups, answers, and questions that wait."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.cards.card import Strong
from bot.cards.compose.kept import Spoken, said_by
from bot.cards.words import kept as kept_words
from bot.cards.words import questions as words
from bot.domain.agreement.document import Agreement
from bot.domain.business_time import working_time_between
from bot.domain.escalation import Escalation
from bot.domain.heads_up import HeadsUp
from bot.domain.instant import Instant, local
from bot.domain.question import Question
from bot.domain.raised_times import raised_times
from bot.domain.reply_time import reply_times
from bot.domain.standing_still import Stretch
from bot.domain.visibility import Reader, view, visible_escalation
from bot.domain.wall_time import resolve_wall
from bot.domain.workdays import seat_working_days, seat_zone
from bot.engine.agreements import AgreementCache
from bot.engine.audience import Audience
from bot.engine.coming import Line
from bot.engine.scene import Setting
from bot.engine.standing_still import stood_still
from bot.engine.storage_ports import Transaction

#: More escalations than a collaboration ever has.
_ALL = 100_000


async def spoken(
    tx: Transaction,
    setting: Setting,
    agreements: AgreementCache,
    reader: Reader,
    *,
    since: Instant,
    until: Instant,
) -> Mapping[str, Spoken]:
    """By party: the heads-ups it gave, what it raised, how it answered; the same for both sides.

    A question counts in the stretch in which it came. What a seat was asked or told that does not
    exist for the reader counts for nobody.

    Args:
        tx: where they are.
        setting: when and where.
        agreements: the versions they run by.
        reader: who reads it.
        since: the beginning, included.
        until: the end, not included.
    """
    known = await _known(tx, setting, agreements, reader)
    return {party: known.by(party, since, until) for party in setting.agreement.party}


async def spoken_by_month(
    tx: Transaction, setting: Setting, agreements: AgreementCache, reader: Reader
) -> Mapping[tuple[date, str], Spoken]:
    """The same for each month in which a side said something, by its first day and the party.

    Months are those of the first party's clock, as everywhere in the record.

    Args:
        tx: where they are.
        setting: when and where.
        agreements: the versions they run by.
        reader: who reads it.
    """
    known = await _known(tx, setting, agreements, reader)
    agreement = setting.agreement
    zone = agreement.parties[0].zone
    months = {local(at, zone).date().replace(day=1) for at in known.moments()}
    return {
        (month, party): said
        for month in sorted(months)
        for party in agreement.party
        if (said := known.by(party, _begin(month, zone), _begin(_after(month), zone))).said
    }


def _begin(month: date, zone: str) -> Instant:
    return resolve_wall(datetime.combine(month, time.min), zone)


def _after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Everything that was said across and exists for a reader."""

    questions: Sequence[Question]
    versions: Mapping[int, Agreement]
    heads_ups: Sequence[HeadsUp]
    escalations: Sequence[Escalation]
    seats: frozenset[str]
    still: Sequence[Stretch]
    now: Instant

    def by(self, party: str, since: Instant, until: Instant) -> Spoken:
        """What one side said in a stretch of time."""
        given = [
            each
            for each in self.heads_ups
            if each.from_party == party and since <= each.given_at < until
        ]
        return Spoken(
            heads_ups=len(given),
            seen=sum(each.seen is not None for each in given),
            raised=raised_times(self.escalations, party=party, since=since, until=until),
            replies=reply_times(
                self.questions,
                self.versions,
                party=party,
                seats=self.seats,
                now=self.now,
                since=since,
                until=until,
                still=self.still,
            ),
        )

    def moments(self) -> Iterator[Instant]:
        """When something was said that may count."""
        yield from (each.given_at for each in self.heads_ups)
        yield from (each.raised_at for each in self.escalations)
        yield from (turn.since for each in self.questions for turn in each.turns)


async def _known(
    tx: Transaction, setting: Setting, agreements: AgreementCache, reader: Reader
) -> _Known:
    id_ = setting.collaboration.id
    questions = await tx.questions.all(id_)
    raised = await tx.escalations.latest(id_, _ALL)
    asked = {each.version for each in questions} | {each.version for each in raised}
    versions = {each: await agreements.get(tx, id_, each) for each in sorted(asked)}
    seen = view(setting.agreement, reader)
    return _Known(
        questions=questions,
        versions=versions,
        heads_ups=[
            each
            for each in await tx.heads_ups.all(id_)
            if each.counts and each.to_seat not in seen.hidden_seats
        ],
        escalations=[
            each
            for each in raised
            if visible_escalation(versions[each.version], each, reader, None)
        ],
        seats=frozenset(seat.key for seat in seen.seats),
        still=await stood_still(tx, setting),
        now=setting.now,
    )


async def spoken_lines(
    tx: Transaction, setting: Setting, agreements: AgreementCache, reader: Reader, since: Instant
) -> tuple[Line, ...]:
    """The same since a moment, a line for each side that has something."""
    found = await spoken(tx, setting, agreements, reader, since=since, until=setting.now)
    parties = setting.agreement.party
    said = ((key, said_by(each)) for key, each in found.items())
    return tuple(
        (Strong(parties[key].short), f": {'. '.join(lines)}") for key, lines in said if lines
    )


async def waiting_lines(
    tx: Transaction, setting: Setting, audience: Audience, agreements: AgreementCache
) -> tuple[Line, ...]:
    """Questions that wait for an answer, and since when, in the working time of who is asked.

    The side that is asked is shown it from the agreed time on, everybody else only after the deputy
    had their time, too: nobody is shown up for what can still come.
    """
    seen = view(setting.agreement, audience.reader)
    lines: list[Line] = []
    for question in await tx.questions.unfinished(setting.collaboration.id):
        turn, seat = question.turn, seen.seat(question.turn.seat)
        own = question.to_party in audience.sides and turn.due <= setting.now
        if seat is None or not question.waiting or not (own or turn.shown_at is not None):
            continue
        if not seen.knows(each.seat for each in question.turns):
            continue  # its topic can be the title of the first of them
        agreement = await agreements.get(tx, question.collaboration, question.version)
        waited = working_time_between(
            turn.since,
            setting.now,
            zone=seat_zone(agreement, turn.seat),
            workdays=seat_working_days(agreement, turn.seat),
            hours=agreement.party_of(turn.seat).hours,
        )
        age = kept_words.working_time(waited)
        lines.append((words.waiting_line(question.label, question.topic, seat.title, age),))
    return tuple(lines)
