"""The answers to whether an uncertain day is a day off."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.cards.card import Card
from bot.cards.compose import uncertain_days as cards
from bot.cards.words import proposals as proposal_words
from bot.cards.words import uncertain_days as words
from bot.domain.agreement.parties import Party
from bot.domain.confirming import ask_again_at
from bot.domain.errors import Refused
from bot.domain.instant import local
from bot.domain.people import CollaborationState
from bot.domain.uncertain_days import Span, UncertainDays, settled, uncertain_days
from bot.domain.visibility import Reader
from bot.domain.workdays import working_days
from bot.engine import amending
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.confirming import (
    asked_of,
    days_of,
    message_key,
    moved_lines,
    question_for,
    replace_questions,
)
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.texts import document_of
from bot.engine.uncertain_planning import question_row

_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)
#: How far another day may lie from the one that was written; more is a slip, or another holiday.
_NEAR = timedelta(days=31)
_LONGEST = timedelta(days=31)
#: Nothing is asked about days so far away, and no button is kept for so long.
_FAR = timedelta(days=800)


async def press_yes(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Yes, that day*: it is as it is written."""
    found = _asked(scene, value)
    return await _settle(scene, tx, found, found.span)


async def press_worked(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*A working day*, and *Not worked* for a make-up day: it is an ordinary day."""
    return await _settle(scene, tx, _asked(scene, value), None)


async def press_another(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Another day*: asks which."""
    return Answer(form=cards.another_form(_asked(scene, value), value), private=True)


async def another(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The day was chosen."""
    found = _asked(scene, context)
    try:
        to = _chosen(scene, found, values)
    except _WrongDay as wrong:
        form = cards.another_form(found, context)
        return Answer(errors={wrong.input: wrong.sentence}, form=form, private=True)
    return await _settle(scene, tx, found, to)


async def press_later(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Ask me in a few days*: the same question to the same person, as long as it is in time."""
    found, person = _asked(scene, value), scene.seated()
    moment = ask_again_at(scene.agreement, found, scene.now)
    if moment is None:
        raise Refused(words.too_late_to_wait(found))
    time = 1
    while await tx.outbox.find(message_key(scene, found, person.id, time)):
        time += 1
    time = max(time, _number(value.get("time", "")) + 1)
    again = (person.id, time)
    await tx.agenda.put(question_row(scene.collaboration.id, found, moment, again=again))
    on = local(moment, scene.agreement.party[found.party].zone).date()
    return Answer(card=cards.later_card(found, on), private=True)


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The question itself, where a list of several things stood in for it."""
    found = _asked(scene, value)
    card = question_for(scene, found, scene.actor.person, _number(value.get("time", "")) or 1)
    return Answer(card=card, private=True)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < len("1000") else 0


def _asked(scene: Scene, value: Mapping[str, str]) -> UncertainDays:
    """What a button or form asks about.

    Raises:
        Refused: it is not this person's to answer, it is settled or over, or so is the
            collaboration.
    """
    party = scene.agreement.party.get(value.get("party", ""))
    if party is None:
        raise Refused(words.UNKNOWN)
    try:
        first, last = days_of(value.get("days", ""))
    except ValueError as error:
        raise Refused(words.UNKNOWN) from error
    today = local(scene.now, party.zone).date()
    if not (abs(first - today) < _FAR and timedelta() <= last - first < _FAR):
        raise Refused(words.UNKNOWN)  # no question was ever about these
    _refuse_other_side(scene, party)
    if scene.collaboration.state in _OVER:
        raise Refused(proposal_words.CLOSED)
    here = (each for each in uncertain_days(party, first, last) if each.key == value["days"])
    found = next(here, None)
    if found is None:
        raise Refused(_nothing_left(party, Span(first=first, last=last), value.get("name", "")))
    if found.span.last < today:
        raise Refused(words.over(found))
    return found


def _refuse_other_side(scene: Scene, party: Party) -> None:
    """Which days a side works is for its leads to say, or for who stands in for one."""
    person = scene.actor.person
    stands_in = person is not None and any(
        where.person == person for where in asked_of(scene, party.key)
    )
    if not (scene.is_lead_of(party.key) or stands_in):
        leads = scene.directory.leads(scene.collaboration.id, party.key)
        names = " or ".join(dict.fromkeys(lead.name for lead in leads))
        raise Refused(words.not_yours(party.short, names or words.NOBODY))


def _nothing_left(party: Party, span: Span, name: str) -> str:
    worked = sum(working_days(party).is_working(day) for day in span.days[: _LONGEST.days])
    counts = words.now_counts(span, worked=worked)
    return words.nothing_left(name or words.MAKE_UP, span, party.short, counts)


@dataclass(frozen=True)
class _WrongDay(Exception):
    input: str
    sentence: str


def _chosen(scene: Scene, found: UncertainDays, values: Mapping[str, str]) -> Span:
    """The days of a form.

    Raises:
        _WrongDay: they are none, over, far away, or the wrong way round.
    """
    first = _day(values, cards.FIRST)
    length = found.span.last - found.span.first
    last = _day(values, cards.LAST) if length else first
    today = local(scene.now, scene.agreement.party[found.party].zone).date()
    if first < today and first != found.span.first:
        raise _WrongDay(cards.FIRST, words.past(today))
    if abs(first - found.span.first) > _NEAR:
        raise _WrongDay(cards.FIRST, words.too_far(found))
    if last < first:
        raise _WrongDay(cards.LAST, words.BACKWARDS)
    if last - first > max(_LONGEST, length):
        raise _WrongDay(cards.LAST, words.TOO_MANY)
    return Span(first=first, last=last)


def _day(values: Mapping[str, str], key: str) -> date:
    try:
        return date.fromisoformat(values.get(key, "").strip())
    except ValueError as error:
        raise _WrongDay(key, words.NOT_A_DAY) from error


async def _settle(scene: Scene, tx: Transaction, found: UncertainDays, to: Span | None) -> Answer:
    """Take the answer into force, plan anew what it moves, and tell everybody who was asked."""
    party = scene.agreement.party[found.party]
    answered = settled(party, found, to)
    parties = tuple(answered if each.key == party.key else each for each in scene.agreement.parties)
    text = document_of(replace(scene.agreement, parties=parties))
    reason = words.reason(party.short, found, to)
    after = await amending.change_own(tx, scene, party.key, text, reason)

    def card_for(reader: Reader) -> Card:
        moved = moved_lines(scene.agreement, after.agreement, scene, reader, party.zone)
        return cards.answered_card(
            cards.Answered(
                found=found,
                to=to,
                study=scene.agreement.study.short,
                collaboration=scene.collaboration.id,
                by=scene.actor.name,
                version=after.collaboration.version,
                moved=moved,
                paused=scene.collaboration.state is CollaborationState.PAUSED,
            )
        )

    reached = await replace_questions(tx, after, found, card_for)
    person = scene.seated()
    return Answer(
        card=card_for(scene.alone), private=True, done=True, already_shown=person.id in reached
    )
