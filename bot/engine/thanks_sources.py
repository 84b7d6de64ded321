"""What a *Say thanks* button stands on: an update, an answer or an early word that was received."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.words import thanks as words
from bot.domain.errors import Refused
from bot.domain.people import Person
from bot.domain.question import Ending
from bot.domain.visibility import A_ROOM, visible_seat
from bot.engine import heads_ups, questions
from bot.engine.agreements import AgreementCache
from bot.engine.checkin_messages import receiving_rooms
from bot.engine.counterparts import own_party
from bot.engine.receiving import received
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: What the value of such a button names one by.
KEYS = ("checkin", "question", "heads_up")


@dataclass(frozen=True, kw_only=True)
class Source:
    """Something one person did that another received."""

    person: Person
    seat: str | None
    """Key of the seat they did it in."""
    what: str
    """What the line begins with."""
    only_alone: bool
    """Whether not everybody in a room may know of it."""
    private: bool
    """Whether it was between two people, so that thanks are so at first."""


async def source_of(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Source:
    """What somebody who received it thanks for.

    Raises:
        Refused: it is unknown here, not the actor's to thank for, or taken back.
    """
    if value.get("checkin"):
        found = await _of_update(scene, tx, value, agreements)
    elif value.get("question"):
        found = await _of_answer(scene, tx, value)
    else:
        found = await _of_heads_up(scene, tx, value)
    if found.person == scene.actor.person:
        raise Refused(words.YOUR_OWN)
    return found


async def _of_update(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Source:
    promise, _, _ = await received(scene, tx, value, agreements)
    answer = promise.checkin.answer
    if answer is None:
        raise Refused(words.NOTHING_SENT)
    return Source(
        person=scene.directory.person(answer.person),
        seat=promise.cadence.writer,
        what=words.for_update(promise.title, promise.day),
        only_alone=not receiving_rooms(scene, promise),
        private=False,
    )


async def _of_answer(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Source:
    question = await questions.loaded(scene, tx, value)
    reply = question.turn.reply
    seen = question.room is not None and own_party(scene) == question.from_party
    if question.person != scene.seated().id and not seen:
        known = visible_seat(scene.agreement, question.turn.seat, scene.alone)
        raise Refused(words.NOT_RECEIVED if known else words.UNKNOWN_SOURCE)
    if reply is None or question.turn.ending is not Ending.ANSWERED:
        raise Refused(words.NOTHING_SENT)
    return Source(
        person=scene.directory.person(reply.person),
        seat=reply.seat,
        what=words.for_answer(question.topic),
        only_alone=question.restricted,
        private=question.room is None and question.checkin is None,
    )


async def _of_heads_up(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Source:
    heads_up = await heads_ups.loaded(scene, tx, value)
    if not visible_seat(scene.agreement, heads_up.to_seat, scene.alone) or not heads_up.counts:
        raise Refused(words.UNKNOWN_SOURCE)
    received_it = own_party(scene) == heads_up.to_party
    own_word = heads_up.person == scene.seated().id  # told so by the caller
    if not own_word and not (received_it and await heads_ups.has_read(scene, tx, heads_up)):
        raise Refused(words.NOT_RECEIVED)
    area = scene.agreement.area.get(heads_up.area or "")
    unknown = heads_up.from_seat is not None and not visible_seat(
        scene.agreement, heads_up.from_seat, A_ROOM
    )
    return Source(
        person=scene.directory.person(heads_up.person),
        seat=heads_up.from_seat,
        what=words.for_heads_up(area.title if area else ""),
        # An early word must be safe: what was given privately is thanked privately.
        only_alone=heads_up.restricted or unknown or heads_up.room is None,
        private=heads_up.room is None,
    )
