"""Finding a question, and who may do what with it."""

from collections.abc import Mapping

from bot.cards.compose.questions import Asked
from bot.cards.words import questions as words
from bot.domain.errors import Refused
from bot.domain.question import Question, Said
from bot.domain.visibility import A_ROOM, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.answering import answers_for
from bot.engine.counterparts import own_party
from bot.engine.input_levels import agreed_otherwise
from bot.engine.record import Entry
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction


async def with_agreement(
    tx: Transaction, setting: Setting, question: Question, agreements: AgreementCache
) -> Asked:
    """A question with the version it runs by and the names of who spoke."""
    agreement = await agreements.get(tx, question.collaboration, question.version)
    spoke = {said.person for turn in question.turns for said in (*turn.asked, *turn.replies)}
    names = {id_: setting.directory.person(id_).name for id_ in spoke}
    agreed = agreed_otherwise(
        agreement,
        A_ROOM,
        topic=question.topic,
        text=question.turn.question.text,
        party=question.from_party,
    )
    return Asked(question=question, agreement=agreement, names=names, agreed=agreed)


async def for_actor(
    scene: Scene, tx: Transaction, question: Question, agreements: AgreementCache
) -> Asked:
    """The same for the actor, who reads it alone."""
    return (await with_agreement(tx, scene, question, agreements)).read_by(scene.alone)


async def loaded(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Question:
    """The question a button or form is about.

    Raises:
        Refused: the actor has no seat here, or there is none of this collaboration.
    """
    scene.seated()
    question = await tx.questions.get(value.get("question", ""))
    if question is None or question.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    return question


def answering_as(scene: Scene, question: Question) -> str | None:
    """The seat the actor answers for; none where the question is not theirs to answer."""
    return answers_for(scene, question.turn.seat)


def must_answer_as(scene: Scene, question: Question) -> str:
    """The seat the actor answers for.

    Raises:
        Refused: it is not theirs to answer; to whom that seat does not exist it is unknown.
    """
    scene.seated()
    seat = answering_as(scene, question)
    if seat is not None:
        return seat
    asked = scene.agreement.seat.get(question.turn.seat)
    if asked is None or not visible_seat(scene.agreement, asked.key, scene.alone):
        raise Refused(words.UNKNOWN)
    party = scene.agreement.party[asked.party].short
    raise Refused(words.NOT_FOR_YOU.format(seat=asked.title, party=party))


def is_asker(scene: Scene, question: Question) -> bool:
    """Whether the actor asked it, or sits now where it was asked from."""
    person = scene.actor.person
    mine = person is not None and person.id == question.person
    return mine or question.from_seat in scene.actor.seats


def must_have_asked(scene: Scene, question: Question) -> None:
    """Check that the actor asked it.

    Raises:
        Refused: somebody else did.
    """
    scene.seated()
    if not is_asker(scene, question):
        raise Refused(words.NOT_THE_ASKER)


def said_by(scene: Scene, text: str, seat: str | None) -> Said:
    """What the actor says now."""
    return Said(text=text, person=scene.seated().id, seat=seat, at=scene.now)


async def note(
    scene: Scene,
    tx: Transaction,
    question: Question,
    kind: str,
    data: Mapping[str, object],
    *,
    seat: str | None,
) -> None:
    """What somebody did about a question, for the record."""
    await tx.record.append(
        Entry(
            collaboration=question.collaboration,
            kind=kind,
            at=scene.now,
            version=question.version,
            subject=question.id,
            person=scene.seated().id,
            seat=seat,
            party=own_party(scene),
            source=scene.origin.event_id,
            data=data,
        )
    )
