"""What whoever answers for a deliverable says on its day: it is there, or it will be later."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from bot.cards.compose import deliverables as cards
from bot.cards.words import deliverables as words
from bot.cards.words import saying as saying_words
from bot.domain.counted_days import can_be_counted
from bot.domain.deliverables import Deliverable
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import instant, local
from bot.domain.visibility import A_ROOM, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import in_form
from bot.engine.contacts import route
from bot.engine.counterparts import Contact, lead_contacts, own_party
from bot.engine.deliverable_asking import LATER, bring_up_to_date, find, on_its_day
from bot.engine.deliverable_planning import asking_row
from bot.engine.done_said import Done, note, seat_for
from bot.engine.handlers import heads_ups, milestones
from bot.engine.handlers.question_answers import is_closed
from bot.engine.parts.spoken import read_day
from bot.engine.saying import Saying, What
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The question from a list of several things."""
    found = await on_its_day(tx, scene, _own(scene, value))
    return Answer(card=cards.card(found), private=True)


async def press_done(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Done*: the same as typing it."""
    deliverable = _own(scene, value)
    completed = instant(scene.now.replace(second=0, microsecond=0))
    found = Done(
        area=deliverable.area,
        completed=completed,
        day=deliverable.day.isoformat(),
        deliverable=deliverable,
    )
    return await milestones.record(scene, tx, found, agreements, once_more=False)


async def press_later(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*It will be later* asks when, and what the other side should know."""
    found = await on_its_day(tx, scene, _own(scene, value))
    _refuse_closed(scene)
    if found.done:
        return Answer(card=cards.card(found), private=True)
    return Answer(form=cards.later_form(found), private=True)


async def later(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """It will be later: a heads-up tells the other side, and it is asked about on that day."""
    deliverable = _own(scene, context)
    _refuse_closed(scene)
    found = await on_its_day(tx, scene, deliverable)
    if found.done:
        return Answer(card=cards.card(found), private=True)
    form = cards.later_form(found)
    looked_at = in_form(scene.agreement, form, values, context, [cards.WHY_KEY])
    if isinstance(looked_at, Answer):
        return looked_at
    try:
        expected = _ahead(scene, deliverable, looked_at.get(cards.WHEN_KEY, ""))
    except InvalidInput as error:
        return Answer(errors={cards.WHEN_KEY: str(error)}, form=form, private=True)
    contact = next(_other_side(scene, deliverable), None)
    if contact is None and visible_seat(scene.agreement, deliverable.area.accountable, A_ROOM):
        raise Refused(words.NOBODY)
    why = looked_at.get(cards.WHY_KEY, "").strip()
    data = {"day": deliverable.day.isoformat(), "expected": expected.isoformat()}
    await note(scene, tx, deliverable.area, LATER, data)
    row = asking_row(scene.collaboration.id, scene.agreement, deliverable, expected)
    await tx.agenda.put(row)
    await bring_up_to_date(tx, scene, deliverable, asks=False)
    if contact is None:  # nobody of them may know who owes it
        found = await on_its_day(tx, scene, deliverable)
        return Answer(card=cards.card(found, asks=False), private=True)
    text = words.early_word(deliverable.title, deliverable.day, expected, why)
    return await heads_ups.give(scene, tx, Saying(what=What.HEADS_UP, text=text), contact)


def _own(scene: Scene, value: Mapping[str, str]) -> Deliverable:
    """The deliverable a button or form is about.

    Raises:
        Refused: it is not agreed any more, or not theirs to say.
    """
    deliverable = find(scene.agreement, value)
    if deliverable is None:
        raise Refused(words.NO_MORE)
    seat_for(scene, deliverable.area)
    return deliverable


def _refuse_closed(scene: Scene) -> None:
    if is_closed(scene):
        raise Refused(saying_words.CLOSED)


def _ahead(scene: Scene, deliverable: Deliverable, text: str) -> date:
    """The day somebody names, on the calendar of where it is answered for.

    Raises:
        InvalidInput: it is no day, or not ahead.
    """
    day = datetime.fromisoformat(read_day(text[:60])).date()
    zone = scene.agreement.party_of(deliverable.area.accountable).zone
    if day <= local(scene.now, zone).date() or not can_be_counted(day):
        raise InvalidInput(words.AHEAD)
    return day


def _other_side(scene: Scene, deliverable: Deliverable) -> Iterator[Contact]:
    """Who of another side reads the early word: the counterpart of the area, else their lead.

    Of what a seat owes that not everybody may know, only another such seat.
    """
    area, own, agreement = deliverable.area, own_party(scene), scene.agreement
    open_ = visible_seat(agreement, area.accountable, A_ROOM)
    for seat in (area.counterpart, area.accountable, area.responsible):
        known = visible_seat(agreement, seat, scene.alone)
        told = open_ or not visible_seat(agreement, seat, A_ROOM)
        elsewhere = agreement.party_of(seat).key != own
        if elsewhere and known and told and route(scene, seat) is not None:
            yield Contact(seat=seat, topic=area.title, area=area.key)
    for contact in lead_contacts(scene, scene.alone) if open_ else ():
        if route(scene, contact.seat) is not None:
            yield contact
