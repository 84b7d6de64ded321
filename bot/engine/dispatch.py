"""The one way in: one inbound event, one transaction, committed before the platform is answered."""

from functools import partial

from bot.cards.compose import general
from bot.cards.words import general as words
from bot.domain.errors import AccordError, InvalidInput
from bot.domain.instant import Instant
from bot.engine.again import until_settled
from bot.engine.answer import Answer
from bot.engine.grammar import LONGEST, Parsed, parse
from bot.engine.handling import AT_ONCE, answer_at_once, answer_help, answer_in
from bot.engine.inbound import Inbound, Origin, Pressed, Submitted, Typed
from bot.engine.outgoing import Draft
from bot.engine.record import Entry
from bot.engine.response import NOTHING, Response
from bot.engine.scenery import Place, find_place, scene_in
from bot.engine.storage_ports import Transaction
from bot.engine.workings import Workings


class Dispatcher:
    """Implements `Dispatch` over storage."""

    def __init__(self, workings: Workings) -> None:
        self._with = workings

    async def __call__(self, event: Inbound) -> Response:
        """Handle one event; everything it causes is committed when this returns."""
        now = self._with.clock.now()
        event = _as_typed(event)
        at_once = self._look_up(event, now)
        if at_once is not None:
            return at_once
        try:
            response = await until_settled(partial(self._handle, event, now))
        except AccordError as refused:
            response = await until_settled(partial(self._refuse, event, refused, now))
        self._with.poke()
        return response

    async def _handle(self, event: Inbound, now: Instant) -> Response:
        async with self._with.storage.transaction() as tx:
            if not await tx.inbox.first_time(event.origin.event_id, now):
                return NOTHING
            answer = await self._answer(event, tx, now)
            return await _give(tx, event.origin, answer, now)

    def _look_up(self, event: Inbound, now: Instant) -> Response | None:
        """Answer a look-up from memory when the answer travels back with the request.

        Nothing is written then, so there is nothing to commit and nothing to handle only once.
        """
        if not isinstance(event, Typed) or not event.origin.immediate or len(event.text) > LONGEST:
            return None
        parsed = parse(event.text)
        if not isinstance(parsed, Parsed) or parsed.word not in AT_ONCE:
            return None
        directory = self._with.directory.snapshot
        place = find_place(event.origin, directory)
        if place.collaboration is None:
            return None
        agreement = self._with.agreements.loaded(
            place.collaboration.id, place.collaboration.version
        )
        if agreement is None:
            return None
        scene = scene_in(event.origin, directory, place.collaboration, agreement, now)
        try:
            return Response(card=answer_at_once(scene, parsed).card)
        except AccordError as refused:
            return Response(card=general.refusal(str(refused)))

    async def _answer(self, event: Inbound, tx: Transaction, now: Instant) -> Answer:
        if isinstance(event, Typed) and len(event.text) > LONGEST:
            raise InvalidInput(words.too_long(LONGEST))
        directory = await self._with.directory.current(tx)
        place = find_place(event.origin, directory, chosen=_chosen(event))
        if place.collaboration is None:
            return _nowhere(event, place)
        agreement = await self._with.agreements.get(
            tx, place.collaboration.id, place.collaboration.version
        )
        scene = scene_in(event.origin, directory, place.collaboration, agreement, now)
        return await answer_in(scene, tx, event, self._with.agreements)

    async def _refuse(self, event: Inbound, refused: AccordError, now: Instant) -> Response:
        """Say why not. What the handling wrote is rolled back; that it was tried is kept."""
        origin = event.origin
        async with self._with.storage.transaction() as tx:
            if not await tx.inbox.first_time(origin.event_id, now):
                return NOTHING
            directory = await self._with.directory.current(tx)
            place = find_place(origin, directory, chosen=_chosen(event))
            if place.collaboration is not None and not isinstance(event, Typed):
                person = directory.person_at(origin.actor)
                await tx.record.append(
                    Entry(
                        collaboration=place.collaboration.id,
                        kind="request.refused",
                        at=now,
                        version=place.collaboration.version,
                        subject=_subject(event),
                        person=person.id if person else None,
                        source=origin.event_id,
                        data={"actor": str(origin.actor), "because": str(refused)},
                    )
                )
            answer = Answer(card=general.refusal(str(refused)), private=True)
            return await _give(tx, origin, answer, now)


def _as_typed(event: Inbound) -> Inbound:
    """A button that says something for the person is read as if it was typed."""
    if isinstance(event, Pressed) and event.action == general.ASK:
        return Typed(origin=event.origin, text=event.value.get("text", ""))
    return event


def _chosen(event: Inbound) -> str | None:
    """The collaboration a button or form names, or that was picked from a list."""
    if isinstance(event, Pressed):
        return event.value.get("collaboration") or _of_checkin(event.value.get("checkin"))
    if isinstance(event, Submitted):
        return _of_checkin(event.context.get("checkin"))
    return None


def _of_checkin(id_: str | None) -> str | None:
    return id_.partition("/")[0] if id_ else None


def _subject(event: Inbound) -> str:
    if isinstance(event, Pressed):
        return event.value.get("checkin", event.action)
    if isinstance(event, Submitted):
        return event.context.get("checkin", event.action)
    return event.origin.event_id


def _nowhere(event: Inbound, place: Place) -> Answer:
    """An answer where no collaboration is known: help, a choice, or how to connect."""
    if place.choices and isinstance(event, Typed):
        card = general.which_collaboration(event.text, place.choices)
        return Answer(card=card)
    if isinstance(event, Typed):
        parsed = parse(event.text)
        if isinstance(parsed, Parsed) and parsed.word == "help":
            return answer_help(parsed)
    if place.choices:
        return answer_help(Parsed("help", ""))
    return Answer(card=general.not_bound(personal=event.origin.personal))


async def _give(tx: Transaction, origin: Origin, answer: Answer, now: Instant) -> Response:
    """Send an answer back: with the request where it can travel there, else through the outbox."""
    if answer.form is not None or answer.errors:
        return Response(form=answer.form, errors=answer.errors)
    if answer.card is None:
        return NOTHING
    if origin.immediate:
        return Response(card=answer.card)
    if answer.already_shown:
        return NOTHING
    draft = Draft(
        key=f"answer/{origin.event_id}",
        collaboration=None,
        to=origin.conversation,
        card=answer.card,
        only_for=origin.actor if answer.private and not origin.personal else None,
        thread=origin.thread,
    )
    await tx.outbox.put(draft, now)
    return NOTHING
