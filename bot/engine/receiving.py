"""Who receives an update, and may excuse it, call it useful or ask back."""

from collections.abc import Mapping, Sequence

from bot.cards.compose.checkins import Promise
from bot.cards.words import checkins as words
from bot.cards.words.meetings import not_yours_to_call_off, only_receivers_now
from bot.cards.words.reception import not_a_receiver
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.domain.meetings import is_meeting, seats_at
from bot.domain.people import Person
from bot.domain.visibility import view
from bot.engine.agreements import AgreementCache, promised
from bot.engine.contacts import standing_in_for
from bot.engine.early import ahead
from bot.engine.record import Entry
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


def receiving_seats(agreement: Agreement, cadence: Cadence) -> tuple[str, ...]:
    """The seats it is promised to, without those on the side of who writes it."""
    own = agreement.seat[cadence.writer].party
    seats = seats_at(cadence) if is_meeting(cadence) else cadence.to
    return tuple(seat for seat in seats if agreement.seat[seat].party != own)


def receiving_as(scene: Scene, agreement: Agreement, cadence: Cadence) -> str | None:
    """The seat the actor receives it in: own, as deputy, as its lead, standing in; or none."""
    return _acting_for(scene, agreement, receiving_seats(agreement, cadence))


def _acting_for(scene: Scene, agreement: Agreement, seats: Sequence[str]) -> str | None:
    """The first of the seats that the actor holds, is deputy of, leads or stands in for."""
    own = next((key for key in seats if key in scene.actor.seats), None)
    deputies = (agreement.seat[key].deputy for key in seats)
    deputised = next((key for key in deputies if key in scene.actor.seats), None)
    led = next((key for key in seats if scene.is_lead_of(agreement.seat[key].party)), None)
    standing_in = (key for key in seats if standing_in_for(scene, key) == scene.actor.person)
    covered = next(standing_in, None) if scene.actor.person else None
    return own or deputised or led or covered


async def received(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> tuple[Promise, Person, str]:
    """The check-in a button or form is about, the actor, and the seat they receive it in.

    Raises:
        Refused: it is unknown, of another collaboration, or not for this person.
    """
    person = scene.seated()
    promise = await _known(scene, tx, value.get("checkin", ""), agreements)
    seat = receiving_as(scene, promise.agreement, promise.cadence)
    if seat is None:
        raise Refused(not_a_receiver(promise.title, promise.receivers))
    return promise, person, seat


async def to_excuse(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> tuple[Promise, Person, str]:
    """The check-in that is not needed, the actor, and the seat they say so in.

    A meeting can be called off before it begins, also by who calls it; after that whether its
    minutes are needed is for those who receive them alone.

    Raises:
        Refused: it is unknown, of another collaboration, or not for this person.
    """
    id_ = value.get("checkin", "")
    if await tx.checkins.get(id_) is not None:
        promise, person = await _known(scene, tx, id_, agreements), scene.seated()
    else:
        promise, person = _ahead(scene, id_), scene.seated()
    agreement, cadence = promise.agreement, promise.cadence
    seat = receiving_as(scene, agreement, cadence)
    if seat is not None:
        return promise, person, seat
    if view(agreement, scene.alone).seat(cadence.from_) is None:
        raise Refused(words.UNKNOWN)
    if not promise.minutes:
        raise Refused(not_a_receiver(promise.title, promise.receivers))
    caller = _acting_for(scene, agreement, (cadence.from_,))
    if caller is None:
        raise Refused(not_yours_to_call_off(cadence.title, promise.seat(cadence.from_)))
    if scene.now >= promise.checkin.due:
        raise Refused(only_receivers_now(cadence.title))
    return promise, person, caller


def concerns(scene: Scene, cadence: Cadence) -> bool:
    """Whether the actor receives an update, or calls the meeting that it is."""
    if receiving_as(scene, scene.agreement, cadence) is not None:
        return True
    calls = _acting_for(scene, scene.agreement, (cadence.from_,)) is not None
    return is_meeting(cadence) and calls


def may_excuse(scene: Scene, promise: Promise) -> bool:
    """Whether the actor may say that it is not needed."""
    agreement, cadence = promise.agreement, promise.cadence
    if receiving_as(scene, agreement, cadence) is not None:
        return True
    return (
        promise.awaits_meeting(scene.now)
        and _acting_for(scene, agreement, (cadence.from_,)) is not None
    )


def _ahead(scene: Scene, id_: str) -> Promise:
    """A meeting that has not begun; no other update can be excused before it is asked for."""
    promise = ahead(scene, id_)
    if promise is None or not promise.minutes:
        raise Refused(words.UNKNOWN)
    return promise


async def _known(scene: Scene, tx: Transaction, id_: str, agreements: AgreementCache) -> Promise:
    checkin = await tx.checkins.get(id_)
    if checkin is None or checkin.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    return await promised(tx, checkin, agreements)


def noted(
    scene: Scene, promise: Promise, kind: str, seat: str, data: Mapping[str, object]
) -> Entry:
    """What somebody did about an update, for the record."""
    return Entry(
        collaboration=scene.collaboration.id,
        kind=kind,
        at=scene.now,
        version=promise.checkin.version,
        subject=promise.checkin.id,
        person=scene.seated().id,
        seat=seat,
        party=promise.agreement.seat[seat].party,
        source=scene.origin.event_id,
        data=data,
    )
