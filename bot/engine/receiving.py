"""Who receives an update, and may excuse it, call it useful or ask back."""

from collections.abc import Mapping

from bot.cards.compose.checkins import Promise
from bot.cards.words import checkins as words
from bot.cards.words.reception import not_a_receiver
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.domain.people import Person
from bot.engine.agreements import AgreementCache, promised
from bot.engine.record import Entry
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


def receiving_seats(agreement: Agreement, cadence: Cadence) -> tuple[str, ...]:
    """The seats it is promised to, without those on the sender's own side."""
    parties = {party.key for party in agreement.receiving_parties(cadence)}
    return tuple(seat for seat in cadence.to if agreement.seat[seat].party in parties)


def receiving_as(scene: Scene, agreement: Agreement, cadence: Cadence) -> str | None:
    """The seat the actor receives it in: their own, as deputy, as its lead; or none."""
    seats = receiving_seats(agreement, cadence)
    own = next((key for key in seats if key in scene.actor.seats), None)
    deputies = (agreement.seat[key].deputy for key in seats)
    deputised = next((key for key in deputies if key in scene.actor.seats), None)
    led = next((key for key in seats if scene.is_lead_of(agreement.seat[key].party)), None)
    return own or deputised or led


async def received(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> tuple[Promise, Person, str]:
    """The check-in a button or form is about, the actor, and the seat they receive it in.

    Raises:
        Refused: it is unknown, of another collaboration, or not for this person.
    """
    person = scene.seated()
    checkin = await tx.checkins.get(value.get("checkin", ""))
    if checkin is None or checkin.collaboration != scene.collaboration.id:
        raise Refused(words.UNKNOWN)
    promise = await promised(tx, checkin, agreements)
    seat = receiving_as(scene, promise.agreement, promise.cadence)
    if seat is None:
        raise Refused(not_a_receiver(promise.title, promise.receivers))
    return promise, person, seat


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
