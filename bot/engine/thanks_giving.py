"""Giving a thanks: what is kept of it, who gets it, and what is on record."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.compose import thanks as cards
from bot.cards.words import thanks as words
from bot.domain.errors import Refused
from bot.domain.people import Person
from bot.domain.thanks import Named, Thanks, id_of
from bot.domain.visibility import A_ROOM
from bot.engine.answer import Answer
from bot.engine.counterparts import own_party
from bot.engine.once import name_of_form
from bot.engine.saying import Saying
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.thanks import everybody, named, tells, too_many_at_once
from bot.engine.thanks_messages import can_be_told_alone, show


@dataclass(frozen=True, kw_only=True)
class Meant:
    """Whom somebody wants to thank."""

    person: Person
    seat: str | None = None
    """Key of the seat they are meant by, if one was said."""
    only_alone: bool = False
    """Whether not everybody in a room may know what it is for."""

    @property
    def topic(self) -> str:
        """The same for a draft to keep."""
        return f"{self.person.id} {self.seat or ''}".strip()


def of_topic(scene: Scene, topic: str) -> Meant:
    """Whom a draft or a form means.

    Raises:
        Refused: they are not here any more, or the actor does not know of them.
    """
    id_, _, seat = topic.strip().partition(" ")
    known = {person.id: person for person in everybody(scene, scene.alone)}
    if id_ not in known:
        raise Refused(words.NOT_FOUND_MENTION)
    return Meant(person=known[id_], seat=seat or None)


def must_be_known(scene: Scene, meant: Meant) -> Named:
    """Whom it goes to, as the actor knows them.

    Raises:
        Refused: the actor knows of no seat of theirs, or it is the actor.
    """
    if meant.person == scene.actor.person:
        raise Refused(words.NOT_YOURSELF)
    found = named(scene, meant.person, scene.alone, meant.seat)
    if found is None:
        raise Refused(words.NOT_FOUND_MENTION)
    return found


async def give(
    scene: Scene,
    tx: Transaction,
    meant: Meant,
    text: str,
    *,
    private: bool,
    typed: Saying | None = None,
) -> Answer:
    """Post it or give it to the person alone; the caller has found out that the rooms may read it.

    Raises:
        Refused: somebody or something in it does not exist for who would read it, they cannot be
            written to, or the rooms took enough of the actor at the same moment.
    """
    reader = scene.reader_of(meant.person) if private else A_ROOM
    by = named(scene, scene.seated(), reader)
    to = named(scene, meant.person, scene.alone if private else A_ROOM, meant.seat)
    if by is None or to is None:
        raise Refused(words.NOT_TO_THEM)
    if tells(scene, text, reader):
        raise Refused(words.NAMES_TOO_MUCH)
    if private and not can_be_told_alone(scene, meant.person):
        raise Refused(words.NOT_IN_CHAT.format(name=meant.person.name))
    room = typed.room if typed and not private else None
    thanks = Thanks(
        id=id_of(scene.collaboration.id, name_of_form(scene)),
        collaboration=scene.collaboration.id,
        version=scene.collaboration.version,
        by=by,
        to=to,
        text=text,
        at=scene.now,
        private=private,
        room=room,
        thread=typed.thread if typed and room else None,
    )
    await tx.thanks.save(thanks)
    await show(tx, scene, thanks)
    said = {} if private else {"to": to.person, "to_seat": to.seat, "for": text}
    await note(scene, tx, "thanks.given", thanks, {"private": private, **said})
    if not private and await too_many_at_once(scene, tx):
        raise Refused(words.ENOUGH_TODAY)
    if room is not None and room == scene.origin.conversation:
        return Answer(done=True)  # the room reads it, the writer with it
    return Answer(card=cards.for_giver(thanks, scene.agreement), private=True, done=True)


async def note(
    scene: Scene, tx: Transaction, kind: str, thanks: Thanks, data: Mapping[str, object]
) -> None:
    """Put on record that it was said; to whom a private one went and its words stay with them."""
    by, party = thanks.by, own_party(scene)
    entry = scene.entry(kind, thanks.id, person=by.person, seat=by.seat, party=party, data=data)
    await tx.record.append(entry)
