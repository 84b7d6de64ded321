"""Finding a heads-up, who may make it an escalation, and what happens to it on record."""

from collections.abc import Mapping

from bot.cards.compose.heads_ups import Given
from bot.cards.words import heads_ups as words
from bot.domain.errors import Refused
from bot.domain.escalation import Escalation
from bot.domain.heads_up import HeadsUp
from bot.domain.visibility import visible_seat
from bot.engine.contacts import route
from bot.engine.counterparts import own_party
from bot.engine.heads_up_messages import became, given, show
from bot.engine.record import Entry
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def loaded(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> HeadsUp:
    """The heads-up a button or form is about.

    Raises:
        Refused: the actor has no seat here, or there is none of this collaboration.
    """
    scene.seated()
    heads_up = await tx.heads_ups.get(value.get("heads_up", ""))
    if heads_up is None or heads_up.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    return heads_up


async def to_escalate(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> HeadsUp:
    """The heads-up that the actor makes an escalation.

    Raises:
        Refused: it was taken back, is not theirs to escalate, or is unknown to them.
    """
    heads_up = await loaded(scene, tx, value)
    person = scene.seated()
    if person.id != heads_up.person and not visible_seat(
        scene.agreement, heads_up.to_seat, scene.alone
    ):
        raise Refused(words.UNKNOWN)
    if not await has_read(scene, tx, heads_up):
        raise Refused(words.NOT_YOURS_TO_ESCALATE)
    heads_up.refuse_taken_back()
    return heads_up


async def has_read(scene: Scene, tx: Transaction, heads_up: HeadsUp) -> bool:
    """Whether it is the actor's to know what it says: only those it was shown to, and leads."""
    person = scene.seated()
    sides = (heads_up.from_party, heads_up.to_party)
    if person.id == heads_up.person or heads_up.to_seat in scene.actor.seats:
        return True
    if any(scene.is_lead_of(side) for side in sides):
        return True
    if own_party(scene) not in sides:
        return False
    where = route(scene, heads_up.to_seat)
    stands_in = where is not None and where.person == person
    sent = await tx.outbox.find(f"{heads_up.id}/to")
    here = sent is not None and sent.to == scene.origin.conversation
    return heads_up.room is not None or stands_in or here


async def became_for_actor(scene: Scene, tx: Transaction, heads_up: HeadsUp) -> Escalation | None:
    """The escalation it became, if that exists for the actor, reading alone."""
    return await became(tx, scene, heads_up, scene.alone, scene.seated().id)


async def becomes(scene: Scene, tx: Transaction, heads_up: HeadsUp, escalation: Escalation) -> None:
    """Keep and show what a heads-up became; the first escalation counts."""
    if heads_up.escalation is not None:
        return
    now = heads_up.escalated(escalation.id)
    await tx.heads_ups.save(now)
    data = {"escalation": escalation.id, "label": escalation.label}
    await note(scene, tx, now, "heads_up.escalated", data)
    await show(tx, scene, now)


async def follow(scene: Scene, tx: Transaction, escalation: Escalation) -> None:
    """Let the heads-up that an escalation began as say how that stands by now."""
    heads_up = await tx.heads_ups.get(escalation.heads_up) if escalation.heads_up else None
    if heads_up is not None and heads_up.escalation == escalation.id:
        await show(tx, scene, heads_up)


async def of_actor(scene: Scene, tx: Transaction, heads_up: HeadsUp) -> Given:
    """A heads-up as the actor reads it alone."""
    return await given(tx, scene, heads_up, scene.alone, alone=scene.seated().id)


async def note(
    scene: Scene, tx: Transaction, heads_up: HeadsUp, kind: str, data: Mapping[str, object]
) -> None:
    """Put into the record what somebody did with a heads-up."""
    await tx.record.append(
        Entry(
            collaboration=heads_up.collaboration,
            kind=kind,
            at=scene.now,
            version=heads_up.version,
            subject=heads_up.id,
            person=scene.seated().id,
            seat=next(iter(scene.actor.seats), None),
            party=own_party(scene),
            source=scene.origin.event_id,
            data=data,
        )
    )
