"""The one way in: one inbound event, one transaction, committed before the platform is answered."""

from dataclasses import replace
from functools import partial

from bot.cards.compose import general
from bot.cards.compose.about_messages import FROM_A_MESSAGE
from bot.cards.words import general as words
from bot.domain.address import Address
from bot.domain.errors import AccordError, InvalidInput, Refused
from bot.domain.instant import Instant
from bot.engine.again import until_settled
from bot.engine.answer import Answer
from bot.engine.arriving import Asking, arrive
from bot.engine.checking import Checker
from bot.engine.directory import Directory
from bot.engine.grammar import LONGEST, Parsed, parse
from bot.engine.handling import AT_ONCE, answer_at_once, answer_help, answer_in, picks_people
from bot.engine.inbound import (
    BotAdded,
    Inbound,
    News,
    Origin,
    Pressed,
    Searched,
    Submitted,
    Typed,
)
from bot.engine.links_posted import offer_places
from bot.engine.news import hear
from bot.engine.open_forms import mind_form
from bot.engine.outgoing import Draft
from bot.engine.partner_desk import PartnerDesk, at_the_desk
from bot.engine.platform import Member
from bot.engine.record import Entry
from bot.engine.replacing import in_its_place
from bot.engine.response import NOTHING, Response
from bot.engine.rosters import Rosters
from bot.engine.scenery import Arrival, Place, find_place, scene_in
from bot.engine.searching import search
from bot.engine.storage_ports import Transaction
from bot.engine.texts import text_now
from bot.engine.unnoted import leaves_no_trace, refused_unnamed
from bot.engine.workings import Workings

#: Commands whose refusal is kept on record: they would have changed something.
_CHANGING = frozenset(
    {
        "propose",
        "seats",
        "connect",
        "pause",
        "setup",
        "update",
        "done",
        "excuse",
        "agenda",
        "digest",
        "away",
        "action",
        "decision",
        "ask",
        "answer",
        "heads-up",
        "raise",
        "report",
        "thanks",
    }
)


class Dispatcher:
    """Implements `Dispatch` over storage."""

    def __init__(self, workings: Workings) -> None:
        self._with = workings
        self._rosters = Rosters(workings.platforms)
        self._partners = PartnerDesk(workings)
        self.checker = Checker(workings)

    async def __call__(self, event: Inbound) -> Response:
        """Handle one event; everything it causes is committed when this returns."""
        now = self._with.clock.now()
        if isinstance(event, Searched):
            return await self._search(event, now)
        if not isinstance(event, Typed | Pressed | Submitted | BotAdded):
            await until_settled(partial(self._hear, event, now))
            self._with.poke()
            return NOTHING
        event = _as_typed(event)
        if not isinstance(event, BotAdded) and at_the_desk(event):
            return await self._at_desk(event, now)
        at_once = self._look_up(event, now)
        if at_once is not None:
            return at_once
        members = await self._members(event)
        event = _named(event, members)
        try:
            response, answer = await until_settled(partial(self._handle, event, members, now))
        except AccordError as refused:
            response = await until_settled(partial(self._refuse, event, refused, now))
        else:
            if answer.check is not None:
                self.checker.begin(answer.check)
        self._with.poke()
        return response

    async def _at_desk(self, event: Typed | Pressed | Submitted, now: Instant) -> Response:
        """Answer about a partner directory, which no collaboration has a part in."""
        response = await self._partners(event, now)
        self._with.poke()
        return response

    async def _search(self, event: Searched, now: Instant) -> Response:
        """List what is found; nothing is written, and a repeat is answered again."""
        async with self._with.storage.reading() as tx:
            directory = await self._with.directory.current(tx)
            return await search(event, tx, directory, self._with.agreements, now)

    async def _handle(
        self, event: Asking, members: tuple[Member, ...], now: Instant
    ) -> tuple[Response, Answer]:
        async with self._with.storage.transaction() as tx:
            if not await _first_time(tx, event, now):
                return NOTHING, Answer()
            answer = await self._answer(event, members, tx, now)
            if not leaves_no_trace(event):
                await mind_form(tx, event, answer, now)
            return await self._give(tx, event, answer, now), answer

    async def _hear(self, news: News, now: Instant) -> None:
        async with self._with.storage.transaction() as tx:
            if await tx.inbox.first_time(news.event_id, now):
                directory = await self._with.directory.current(tx)
                await hear(tx, news, directory, now, self._with.agreements)

    def _look_up(self, event: Asking, now: Instant) -> Response | None:
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
        agreements = self._with.agreements
        version = place.collaboration.id, place.collaboration.version
        agreement, since = agreements.loaded(*version), agreements.known_since(*version)
        if agreement is None or since is None:
            return None
        scene = scene_in(event.origin, directory, place.collaboration, agreement, now)
        scene = replace(scene, stands_since=since)
        try:
            answer = answer_at_once(scene, parsed)
            # What is not agreed is counted, and so goes the way on which something is written.
            return None if answer.missed else Response(card=answer.card)
        except AccordError as refused:
            return Response(card=general.refusal(str(refused)))

    async def _members(self, event: Asking) -> tuple[Member, ...]:
        """Who is in the rooms, where the answer is a form that picks people or names somebody new.

        Asked before the transaction is opened: no lock waits for a platform.
        """
        if not picks_people(event):
            return ()
        directory = self._with.directory.snapshot
        place = find_place(event.origin, directory, chosen=_chosen(event))
        rooms: tuple[Address, ...] = ()
        if not event.origin.personal:
            rooms = (event.origin.conversation,)
        if place.collaboration is not None:
            rooms = (*rooms, *directory.rooms(place.collaboration.id))
        return await self._rosters.members(rooms)

    async def _answer(
        self, event: Asking, members: tuple[Member, ...], tx: Transaction, now: Instant
    ) -> Answer:
        if isinstance(event, Typed) and len(event.text) > LONGEST:
            raise InvalidInput(words.too_long(LONGEST))
        directory = await self._with.directory.current(tx)
        agreements = self._with.agreements
        chosen = _chosen(event) or await _replied_in(event, tx, directory)
        place = find_place(event.origin, directory, chosen=chosen)
        arrival = Arrival(
            origin=event.origin, place=place, directory=directory, members=members, now=now
        )
        arrived = await arrive(arrival, tx, event, agreements)
        if arrived is not None:
            return arrived
        if place.collaboration is None:
            return _nowhere(event, place)
        if isinstance(event, Typed) and self._would_tell_a_secret(event):
            return Answer(card=general.only_for_you(event.text))
        agreement = await text_now(tx, place.collaboration, agreements)
        scene = scene_in(event.origin, directory, place.collaboration, agreement, now)
        since = await agreements.since(tx, scene.collaboration.id, scene.collaboration.version)
        scene = replace(scene, members=members, stands_since=since)
        answer = await answer_in(scene, tx, event, self._with)
        await offer_places(scene, tx, event, answer, self._with.platforms.values())
        return answer

    async def _refuse(self, event: Asking, refused: AccordError, now: Instant) -> Response:
        """Say why not. What the handling wrote is rolled back; that it was tried is kept."""
        origin = event.origin
        async with self._with.storage.transaction() as tx:
            if not await _first_time(tx, event, now):
                return NOTHING
            directory = await self._with.directory.current(tx)
            place = find_place(origin, directory, chosen=_chosen(event))
            would_change = not isinstance(event, Typed) or _word(event) in _CHANGING
            would_change = would_change and not leaves_no_trace(event)
            if place.collaboration is not None and would_change:
                named = not refused_unnamed(event)
                person = directory.person_at(origin.actor) if named else None
                actor = {"actor": str(origin.actor)} if named else {}
                await tx.record.append(
                    Entry(
                        collaboration=place.collaboration.id,
                        kind="request.refused",
                        at=now,
                        version=place.collaboration.version,
                        subject=_subject(event),
                        person=person.id if person else None,
                        source=origin.event_id if named else None,
                        data={**actor, "because": str(refused)},
                    )
                )
            card = general.refusal(str(refused), _written(event))
            answer = Answer(card=card, private=True)
            if not leaves_no_trace(event):
                await mind_form(tx, event, answer, now)
            return await self._give(tx, event, answer, now)

    async def _give(self, tx: Transaction, event: Asking, answer: Answer, now: Instant) -> Response:
        """Send an answer back: with the request where it can, else through the outbox."""
        origin = event.origin
        if answer.form is not None or answer.errors:
            return Response(form=answer.form, errors=answer.errors)
        if answer.card is None:
            return NOTHING
        if answer.already_shown and (isinstance(event, Typed) or not origin.immediate):
            return NOTHING
        if origin.immediate:
            return Response(card=answer.card)
        card = answer.card
        private = answer.private and not origin.personal
        if answer.private and isinstance(event, Submitted):
            return Response(card=card)  # the form gives way to what came of it
        if private and isinstance(event, Typed) and not self._can_be_private(origin):
            private = False
            if not answer.done:
                card = general.only_for_you(event.text)
        draft = await in_its_place(tx, origin, card) or Draft(
            key=f"answer/{origin.event_id}",
            collaboration=None,
            to=origin.conversation,
            card=card,
            only_for=origin.actor if private else None,
            fallbacks=(origin.actor,) if private else (),
            thread=origin.thread,
        )
        await tx.outbox.put(draft, now)
        return NOTHING

    def _would_tell_a_secret(self, event: Typed) -> bool:
        """Whether it makes a code that a whole room would read; there a button makes it."""
        origin = event.origin
        if origin.personal or origin.immediate or self._can_be_private(origin):
            return False
        match parse(event.text):
            case Parsed(word="connect", rest=rest):
                return rest.lower().split()[:1] == ["code"]
            case _:
                return False

    def _can_be_private(self, origin: Origin) -> bool:
        platform = self._with.platforms.get(origin.conversation.platform)
        return platform is None or platform.capabilities(origin.conversation).private_in_room


async def _first_time(tx: Transaction, event: Asking, now: Instant) -> bool:
    """Note an event; False when it was handled before. What leaves no trace is always new."""
    return leaves_no_trace(event) or await tx.inbox.first_time(event.origin.event_id, now)


def _as_typed(event: Asking) -> Asking:
    """A button that says something for the person is read as if it was typed."""
    if isinstance(event, Pressed) and event.action == general.ASK:
        return Typed(origin=event.origin, text=event.value.get("text", ""))
    return event


def _named(event: Asking, members: tuple[Member, ...]) -> Asking:
    """With the name the room knows the actor by; an event says none, or an account's short one."""
    name = next((m.name for m in members if m.address == event.origin.actor), None)
    return replace(event, origin=replace(event.origin, actor_name=name)) if name else event


def _chosen(event: Asking) -> str | None:
    """The collaboration a button or form names, or that was picked from a list."""
    said = _carried(event)
    return said.get("collaboration") or _of_checkin(said.get("checkin"))


async def _replied_in(event: Asking, tx: Transaction, directory: Directory) -> str | None:
    """The collaboration of the message that something typed in a personal chat is a reply to."""
    about = event.origin.about
    if not isinstance(event, Typed) or not event.origin.personal or about is None:
        return None
    message = await tx.outbox.shown_as(about)
    if message is None or message.collaboration is None:
        return None
    own = find_place(event.origin, directory, chosen=message.collaboration).collaboration
    return own.id if own else None


def _carried(event: Asking) -> dict[str, str]:
    match event:
        case Pressed(value=value):
            return dict(value)
        case Submitted(context=context):
            return dict(context)
        case _:
            return {}


def _of_checkin(id_: str | None) -> str | None:
    return id_.partition("/")[0] if id_ else None


def _written(event: Asking) -> tuple[str, ...]:
    """What somebody wrote in a form, as far as it is more than one word."""
    if not isinstance(event, Submitted):
        return ()
    return tuple(text for value in event.values.values() if " " in (text := value.strip()))


def _word(event: Typed) -> str:
    parsed = parse(event.text[:LONGEST])
    return parsed.word if isinstance(parsed, Parsed) else ""


def _subject(event: Asking) -> str:
    said = _carried(event)
    for key in (
        "checkin",
        "meeting",
        "amendment",
        "claim",
        "escalation",
        "question",
        "heads_up",
        "seat",
        "action",
        "decision",
        "thanks",
    ):
        if key in said:
            return said[key]
    return event.action if isinstance(event, Pressed | Submitted) else event.origin.event_id


def _nowhere(event: Asking, place: Place) -> Answer:
    """An answer where no collaboration is known: help, a choice, or how to connect."""
    if place.choices and isinstance(event, Pressed) and event.action in FROM_A_MESSAGE:
        raise Refused(words.MESSAGE_WHICH)
    if place.choices and isinstance(event, Typed):
        card = general.which_collaboration(event.text, place.choices)
        return Answer(card=card)
    if isinstance(event, Typed):
        parsed = parse(event.text)
        if isinstance(parsed, Parsed) and parsed.word == "help":
            begun = general.welcome_unbound().buttons
            helped = answer_help(parsed)
            # What is due or open belongs to a collaboration; here the way on is to begin one.
            return replace(helped, card=helped.card and replace(helped.card, buttons=begun))
    if place.choices:
        return answer_help(Parsed("help", ""))
    return Answer(card=general.not_bound(personal=event.origin.personal))
