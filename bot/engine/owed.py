"""`due me`: everything somebody owes in one collaboration, what waits now and what comes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cards.card import Button, Strong
from bot.cards.compose import questions as question_cards
from bot.cards.compose import reception as reception_cards
from bot.cards.compose.actions import line as task_line
from bot.cards.compose.actions import opens
from bot.cards.compose.checkins import Promise
from bot.cards.compose.digest import Section
from bot.cards.compose.general import ASK_IN
from bot.cards.compose.questions import Asked
from bot.cards.compose.suggestions import show_button
from bot.cards.words import actions as action_words
from bot.cards.words import status as words
from bot.cards.words import suggestions as suggestion_words
from bot.domain.checkin import CheckInState
from bot.engine.agreements import AgreementCache, promised
from bot.engine.asked_by_day import asked_by_day
from bot.engine.audience import Audience, audience_alone
from bot.engine.coming import Line, coming, is_running
from bot.engine.contacts import route
from bot.engine.early import early_buttons
from bot.engine.questions import for_actor
from bot.engine.scene import Scene
from bot.engine.standing import late_line, open_line, proposals_for
from bot.engine.storage_ports import Transaction
from bot.engine.suggestion_lines import owed_line, suggested_to
from bot.engine.tasks import open_tasks


def seats_now(scene: Scene) -> frozenset[str]:
    """The actor's seats, and those whose holders they stand in for now."""
    stood_in = (
        seat.key
        for seat in scene.agreement.seats
        if (where := route(scene, seat.key)) is not None
        and where.instead_of is not None
        and where.person == scene.actor.person
    )
    return frozenset((*scene.actor.seats, *stood_in))


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What somebody owes in one collaboration, the most pressing first."""

    sections: tuple[Section, ...] = ()
    buttons: tuple[Button, ...] = ()
    """What opens or sends each thing."""

    @property
    def waiting(self) -> tuple[Section, ...]:
        """Without what only comes."""
        return tuple(each for each in self.sections if each.title != words.COMING)

    @property
    def count(self) -> int:
        """How many things."""
        return sum(len(each.lines) for each in self.sections)


async def owed_by(tx: Transaction, scene: Scene, agreements: AgreementCache) -> Owed:
    """What the actor owes."""
    if not is_running(scene):
        return Owed()
    audience, seats = audience_alone(scene), seats_now(scene)
    waiting = await _waiting(tx, scene, agreements, seats)
    questions = await _questions(tx, scene, agreements, seats)
    suggested = await suggested_to(tx, scene, agreements, seats)
    known = await open_tasks(tx, scene, scene.alone, agreements)
    by_day = await asked_by_day(tx, scene, seats)
    to_do = [each for each in known if each.action.owner in seats]
    leads = scene.leading
    said = [each.deliverable for each in by_day if each.deliverable]
    comes = await coming(tx, scene, audience, seats=seats, without=said)
    answers = await proposals_for(tx, scene, audience, leads) if leads else []
    here = {"collaboration": scene.collaboration.id, "text": "propose"}
    early = early_buttons(scene, [c for c in scene.agreement.cadences if c.writer in seats])
    sent = {each.checkin.id for each in waiting}
    return Owed(
        sections=(
            Section(title=words.OPEN_NOW, lines=list(_open_lines(audience, waiting))),
            Section(title=words.QUESTIONS, lines=list(map(_asked, questions))),
            Section(title=suggestion_words.TO_YOU, lines=list(map(owed_line, suggested))),
            Section(title=words.BY_DAY, lines=[each.line for each in by_day]),
            Section(title=words.YOUR_ANSWER, lines=answers),
            Section(title=action_words.MINE_TITLE, lines=list(map(task_line, to_do))),
            Section(title=words.COMING, lines=comes),
        ),
        buttons=(
            *(reception_cards.send_button(each) for each in waiting),
            *(question_cards.answer_button(each) for each in questions),
            *map(show_button, suggested),
            *(each.opens for each in by_day),
            *((Button(words.PROPOSALS, ASK_IN, here),) if answers else ()),
            *map(opens, to_do),
            *(each for each in early if each.value["checkin"] not in sent),
        ),
    )


async def _waiting(
    tx: Transaction, scene: Scene, agreements: AgreementCache, seats: frozenset[str]
) -> list[Promise]:
    found = [
        await promised(tx, checkin, agreements)
        for checkin in await tx.checkins.waiting(scene.collaboration.id)
    ]
    begun = [each for each in found if not each.awaits_meeting(scene.now)]
    return [each for each in begun if each.cadence.writer in seats]


def _open_lines(audience: Audience, waiting: Sequence[Promise]) -> Iterator[Line]:
    for each in waiting:
        if each.checkin.state is CheckInState.LATE:
            yield late_line(each, audience)
        else:
            yield open_line(each, audience)


async def _questions(
    tx: Transaction, scene: Scene, agreements: AgreementCache, seats: frozenset[str]
) -> list[Asked]:
    """Questions that wait for one of the seats, or were offered to one."""
    return [
        await for_actor(scene, tx, question, agreements)
        for question in await tx.questions.unfinished(scene.collaboration.id)
        if question.waiting and not seats.isdisjoint({question.turn.seat, question.turn.offered_to})
    ]


def _asked(asked: Asked) -> Line:
    question = asked.question
    who = asked.seat(question.from_seat) or asked.party(question.from_party)
    return Strong(question.topic), words.asked_by(who, question.turn.question.text)
