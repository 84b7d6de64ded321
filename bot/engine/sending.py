"""Who may send an update, and the form it is sent with."""

from collections.abc import Mapping

from bot.cards.compose.checkin_form import update_form, values_from_before, values_of
from bot.cards.compose.checkins import Promise
from bot.cards.words import checkins as words
from bot.cards.words import meetings as words_of_meetings
from bot.cards.words import reception as reception_words
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import Cadence
from bot.domain.checkin import CheckIn
from bot.domain.errors import Refused
from bot.domain.instant import local
from bot.domain.people import Person
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.checkin_messages import earlier_answer
from bot.engine.contacts import standing_in_for
from bot.engine.early import early
from bot.engine.minutes import first_values
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


def seat_for(scene: Scene, cadence: Cadence) -> str | None:
    """The seat the actor would send it for: the sender's, its deputy's, or as lead; else none.

    Who stands in while the sender is away sends it for the sender's seat.
    """
    seat = scene.agreement.seat.get(cadence.writer)
    if seat is None:
        return None
    if seat.key in scene.actor.seats:
        return seat.key
    if seat.deputy is not None and seat.deputy in scene.actor.seats:
        return seat.deputy
    may = scene.is_lead_of(seat.party) or _stands_in(scene, seat.key)
    return seat.key if may else None


def _stands_in(scene: Scene, seat: str) -> bool:
    return scene.actor.person is not None and standing_in_for(scene, seat) == scene.actor.person


def acting(scene: Scene, promise: Promise) -> tuple[Person, str]:
    """The actor, and the seat they send it for."""
    return scene.seated(), seat_for(scene, promise.cadence) or promise.cadence.writer


def owed(scene: Scene, *, by_name: bool) -> list[Cadence]:
    """The updates of the actor's own seats, of those they deputise and of those they stand in for.

    A lead may name any of their side.
    """
    may = [c for c in scene.agreement.cadences if seat_for(scene, c) is not None]
    own = [c for c in may if seat_for(scene, c) in scene.actor.seats or _stands_in(scene, c.writer)]
    return may if by_name else own


async def to_send(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Promise:
    """The check-in a button or form is about, if this person may send it.

    Raises:
        Refused: it is unknown, of another collaboration, or not this person's to send.
    """
    scene.seated()
    id_ = value.get("checkin", "")
    checkin = await tx.checkins.get(id_)
    if checkin is None:
        promise = early(scene, id_)
    elif checkin.collaboration == scene.collaboration.id:
        promise = await promised(tx, checkin, agreements)
    else:
        promise = None
    if promise is None:
        raise Refused(words.UNKNOWN)
    if seat_for(scene, promise.cadence) is None:
        raise Refused(words.not_yours(promise.title, promise.sender, plural=promise.minutes))
    return promise


async def is_kept(tx: Transaction, checkin: CheckIn) -> bool:
    """Whether a check-in is stored; an early one only is once it is asked for or answered."""
    return not checkin.early or await tx.checkins.get(checkin.id) is not None


async def form(
    scene: Scene,
    tx: Transaction,
    promise: Promise,
    *,
    typed: Mapping[str, str] | None = None,
    note: str | None = None,
) -> Answer:
    """The form, filled in with what was said, or else with what was said the time before.

    Args:
        scene: who opens it.
        tx: the transaction.
        promise: the update.
        typed: what the actor typed already, by the key of the input.
        note: what the form says first.
    """
    checkin = promise.checkin
    if await is_kept(tx, checkin):
        await tx.checkins.save(checkin.being_written(scene.now))
    values: dict[str, str] = {}
    if checkin.answer is not None:
        values = values_of(promise, checkin.answer)
    elif promise.minutes:
        values = await first_values(tx, promise)
        note = note or (words_of_meetings.OPEN_POINTS_COME_BACK if any(values.values()) else None)
    elif (earlier := await earlier_answer(tx, checkin)) is not None and earlier.answer is not None:
        values = values_from_before(promise, earlier.answer)
        written = day(local(earlier.answer.at, promise.zone).date())
        own = earlier.answer.person == scene.seated().id
        note = note or reception_words.filled_with(written, own=own)
    # The lines of a meeting's points stay above what somebody typed.
    said = {
        key: "\n".join(filter(None, (values.get(key) if promise.minutes else "", text)))
        for key, text in (typed or {}).items()
    }
    filled = {**values, **said}
    return Answer(form=update_form(promise, values=filled, note=note), private=True)
