"""The way in to a partner directory, apart from all collaborations.

Nothing of a directory enters a collaboration, its record or a room: who may not read it is told so
and nothing else, and every answer is for the person who asked alone.
"""

from collections.abc import Mapping
from functools import partial

from bot.cards.card import Card, paragraph
from bot.cards.compose import general
from bot.cards.words import general as general_words
from bot.cards.words import partners as words
from bot.domain.address import Address
from bot.domain.errors import AccordError, InvalidInput, Refused
from bot.domain.instant import Instant
from bot.domain.partners import Colleague
from bot.engine.again import until_settled
from bot.engine.answer import Answer
from bot.engine.grammar import LONGEST, Parsed, parse
from bot.engine.handlers.partners import answer_at_desk
from bot.engine.inbound import Inbound, Origin, Pressed, Submitted, Typed
from bot.engine.open_forms import mind_form
from bot.engine.outgoing import DeliveryError, Draft
from bot.engine.partner_visit import PartnerVisit
from bot.engine.partner_words import FIRST, behind_the_word
from bot.engine.phrases import about_partners
from bot.engine.platform import ChatPlatform, KnowsOwnPeople, Member
from bot.engine.response import NOTHING, Response
from bot.engine.storage_ports import Transaction
from bot.engine.workings import Workings

#: How the names of all buttons and forms of a directory begin.
ACTIONS = "partners."
_UNNAMED = "A colleague"


def at_the_desk(event: Inbound) -> bool:
    """Whether an event is about a partner directory, wherever it happens."""
    match event:
        case Typed(text=text, origin=origin):
            return _typed_at_the_desk(text[:LONGEST], by_slash=origin.immediate)
        case Pressed(action=action) | Submitted(action=action):
            return action.startswith(ACTIONS)
        case _:
            return False


def _typed_at_the_desk(text: str, *, by_slash: bool) -> bool:
    # Every line comes by here, so most are told apart before they are read as commands.
    if FIRST not in text.casefold() and not about_partners(text):
        return False
    said = parse(text)
    if isinstance(said, Parsed) and said.word == FIRST:
        return True
    return by_slash and behind_the_word(text) is not None


class PartnerDesk:
    """Answers what is about a partner directory."""

    def __init__(self, workings: Workings) -> None:
        self._with = workings

    async def __call__(self, event: Typed | Pressed | Submitted, now: Instant) -> Response:
        """Handle one event; everything it causes is committed when this returns."""
        origin = event.origin
        if not self._alone_in(origin):
            return await until_settled(partial(self._give, event, _own_chat(), now))
        try:
            member = await own_member(self._with.platforms, origin)
            return await until_settled(partial(self._handle, event, member, now))
        except AccordError as refused:
            card = general.refusal(str(refused), _written(event))
            return await until_settled(partial(self._give, event, Answer(card=card), now))

    async def _handle(
        self, event: Typed | Pressed | Submitted, member: Member, now: Instant
    ) -> Response:
        origin = event.origin
        async with self._with.storage.transaction() as tx:
            if not await tx.inbox.first_time(origin.event_id, now):
                return NOTHING
            directory = await self._with.directory.current(tx)
            known = directory.person_at(origin.actor)
            name = (known.name if known else "") or member.name or origin.actor_name or _UNNAMED
            visit = PartnerVisit(
                now=now,
                origin=origin,
                colleague=Colleague(address=origin.actor, name=name),
                tx=tx,
                directory=directory,
                agreements=self._with.agreements,
                links=self._with.partner_links,
            )
            if isinstance(event, Typed) and len(event.text) > LONGEST:
                raise InvalidInput(general_words.too_long(LONGEST))
            answer = await answer_at_desk(visit, event)
            return await self._answered(tx, event, answer, now)

    async def _give(
        self, event: Typed | Pressed | Submitted, answer: Answer, now: Instant
    ) -> Response:
        """Give an answer that nothing was written for."""
        async with self._with.storage.transaction() as tx:
            if not await tx.inbox.first_time(event.origin.event_id, now):
                return NOTHING
            return await self._answered(tx, event, answer, now)

    async def _answered(
        self, tx: Transaction, event: Typed | Pressed | Submitted, answer: Answer, now: Instant
    ) -> Response:
        """With the request where it can, else to the person alone."""
        origin = event.origin
        await mind_form(tx, event, answer, now)
        if answer.form is not None or answer.errors:
            return Response(form=answer.form, errors=answer.errors)
        if answer.card is None:
            return NOTHING
        if origin.immediate or isinstance(event, Submitted):
            return Response(card=answer.card)
        in_room = not origin.personal and self._alone_in(origin)
        draft = Draft(
            key=f"answer/{origin.event_id}",
            collaboration=None,
            to=origin.conversation,
            card=answer.card,
            only_for=origin.actor if in_room else None,
            fallbacks=(origin.actor,) if in_room else (),
            thread=origin.thread,
        )
        await tx.outbox.put(draft, now)
        return NOTHING

    def _alone_in(self, origin: Origin) -> bool:
        """Whether an answer in this place can be for one person alone."""
        if origin.personal:
            return True
        platform = self._with.platforms.get(origin.conversation.platform)
        return platform is not None and platform.capabilities(origin.conversation).private_in_room


async def own_member(platforms: Mapping[str, ChatPlatform], origin: Origin) -> Member:
    """Who asks, as a member of their own workspace or tenant, in a place that belongs to it.

    Raises:
        Refused: they are not, or it cannot be told.
    """
    if origin.conversation.home != origin.actor.home:
        raise Refused(words.ELSEWHERE)
    return await member_at(platforms, origin.actor)


async def member_at(platforms: Mapping[str, ChatPlatform], person: Address) -> Member:
    """Somebody as a member of their own workspace or tenant.

    Raises:
        Refused: they are not, or it cannot be told.
    """
    platform = platforms.get(person.platform)
    if not isinstance(platform, KnowsOwnPeople):
        raise Refused(words.NOT_A_MEMBER)
    try:
        member = await platform.own_member(person)
    except DeliveryError as error:
        raise Refused(words.NOT_TOLD_NOW) from error
    if member is None:
        raise Refused(words.NOT_A_MEMBER)
    return member


def _own_chat() -> Answer:
    card = Card(
        title=words.OWN_CHAT_TITLE,
        summary=words.OWN_CHAT_TITLE,
        blocks=(paragraph(words.OWN_CHAT),),
    )
    return Answer(card=card)


def _written(event: Typed | Pressed | Submitted) -> tuple[str, ...]:
    """What somebody wrote in a form, as far as it is more than one word."""
    if not isinstance(event, Submitted):
        return ()
    return tuple(text for value in event.values.values() if " " in (text := value.strip()))
