"""What was said across in a stretch of time: heads-ups, answers, and questions that wait."""

from collections.abc import Mapping

from bot.cards.card import Strong
from bot.cards.compose.kept import Spoken
from bot.cards.words import kept as kept_words
from bot.cards.words import questions as words
from bot.domain.business_time import working_time_between
from bot.domain.instant import Instant
from bot.domain.reply_time import reply_times
from bot.domain.visibility import Reader, view
from bot.domain.workdays import seat_working_days, seat_zone
from bot.engine.agreements import AgreementCache
from bot.engine.audience import Audience
from bot.engine.coming import Line
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def spoken(
    tx: Transaction,
    setting: Setting,
    agreements: AgreementCache,
    reader: Reader,
    *,
    since: Instant,
    until: Instant,
) -> Mapping[str, Spoken]:
    """By party: the heads-ups it gave and how it answered, the same for both sides.

    A question counts in the stretch in which it came. What a seat was asked that does not exist for
    the reader counts for nobody.

    Args:
        tx: where they are.
        setting: when and where.
        agreements: the versions they run by.
        reader: who reads it.
        since: the beginning, included.
        until: the end, not included.
    """
    id_ = setting.collaboration.id
    questions = await tx.questions.all(id_)
    versions = {q.version: await agreements.get(tx, id_, q.version) for q in questions}
    given = [each for each in await tx.heads_ups.all(id_) if each.counts]
    seats = frozenset(seat.key for seat in view(setting.agreement, reader).seats)
    return {
        party: Spoken(
            heads_ups=sum(
                each.from_party == party and since <= each.given_at < until for each in given
            ),
            replies=reply_times(
                questions,
                versions,
                party=party,
                seats=seats,
                now=setting.now,
                since=since,
                until=until,
            ),
        )
        for party in setting.agreement.party
    }


async def spoken_lines(
    tx: Transaction, setting: Setting, agreements: AgreementCache, reader: Reader, since: Instant
) -> tuple[Line, ...]:
    """The same since a moment, a line for each side that has something."""
    found = await spoken(tx, setting, agreements, reader, since=since, until=setting.now)
    parties = setting.agreement.party
    said = ((key, kept_words.spoken(each.heads_ups, each.replies)) for key, each in found.items())
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
        agreement = await agreements.get(tx, question.collaboration, question.version)
        waited = working_time_between(
            turn.since,
            setting.now,
            zone=seat_zone(agreement, turn.seat),
            workdays=seat_working_days(agreement, turn.seat),
            hours=agreement.party_of(turn.seat).hours,
        )
        age = kept_words.working_time(waited)
        lines.append((words.waiting_line(question.number, question.topic, seat.title, age),))
    return tuple(lines)
