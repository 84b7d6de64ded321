"""What needs no collaboration, or all of a person's: set one up, join one, see what one owes."""

from bot.cards.compose import about_messages as message_cards
from bot.cards.compose import found as found_cards
from bot.cards.compose import general
from bot.cards.compose import setup as cards
from bot.cards.words import setup as words
from bot.domain.errors import Refused
from bot.domain.people import Collaboration
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.elsewhere import scenes_in
from bot.engine.grammar import Parsed, parse
from bot.engine.handlers import away, find_owner, joining, manners, overview, setup, whoami
from bot.engine.inbound import BotAdded, Pressed, Submitted, Typed
from bot.engine.scene import Scene
from bot.engine.scenery import Arrival, scene_in
from bot.engine.storage_ports import Transaction
from bot.engine.texts import text_now

Asking = Typed | Pressed | Submitted | BotAdded


async def arrive(
    arrival: Arrival, tx: Transaction, event: Asking, agreements: AgreementCache
) -> Answer | None:
    """The answer to an event that needs no collaboration; none for all others.

    Raises:
        AccordError: it cannot be done here; the message says what to do instead.
    """
    match event:
        case Typed(text=text):
            return await _typed(arrival, tx, text, agreements)
        case Pressed():
            return await _pressed(arrival, tx, event, agreements)
        case Submitted():
            return await _submitted(arrival, tx, event, agreements)
        case BotAdded() if arrival.place.collaboration is None and not arrival.origin.personal:
            return Answer(card=general.welcome_unbound())
        case _:
            return None


async def _pressed(
    arrival: Arrival, tx: Transaction, event: Pressed, agreements: AgreementCache
) -> Answer | None:
    match event:
        case Pressed(action=general.SETUP):
            _refuse_bound(arrival)
            return setup.open_form(arrival)
        case Pressed(action=cards.HERE, value=value):
            return await _bring_here(arrival, tx, agreements, value.get("collaboration"))
        case Pressed(action=message_cards.OWNER, value=value) if arrival.place.choices:
            return find_owner.from_message_in(await _own_scenes(arrival, tx, agreements), value)
        case Pressed(action=found_cards.SEARCH) if arrival.own:
            return Answer(form=found_cards.search_form(), private=True)
        case _:
            return None


async def _submitted(
    arrival: Arrival, tx: Transaction, event: Submitted, agreements: AgreementCache
) -> Answer | None:
    match event:
        case Submitted(action=cards.SETUP_FORM, values=values):
            _refuse_bound(arrival)
            return await setup.create(arrival, tx, values)
        case Submitted(action=found_cards.SEARCH_FORM, values=values) if arrival.own:
            return find_owner.searched(await _own_scenes(arrival, tx, agreements), values)
        case _:
            return None


async def _typed(
    arrival: Arrival, tx: Transaction, text: str, agreements: AgreementCache
) -> Answer | None:
    if arrival.origin.quoted and arrival.place.choices and find_owner.points_at_a_message(text):
        value = {message_cards.WORDS: arrival.origin.quoted}
        return find_owner.from_message_in(await _own_scenes(arrival, tx, agreements), value)
    match parse(text):
        case Parsed(word="setup"):
            _refuse_bound(arrival)
            return setup.offer(arrival)
        case Parsed(word="connect", rest=code) if joining.CODE.match(code):
            return await joining.redeem(arrival, tx, code, agreements)
        case Parsed(word="connect", rest=here) if here.strip().lower() == "here":
            return await _bring_here(arrival, tx, agreements, None)
        case Parsed(word="due" | "away" | "settings" | "whoami") as said if arrival.place.choices:
            return await _everywhere(arrival, tx, said, agreements)
        case _:
            return None


async def _own_scenes(arrival: Arrival, tx: Transaction, agreements: AgreementCache) -> list[Scene]:
    return await scenes_in(
        tx, arrival.origin, arrival.directory, arrival.own, agreements, now=arrival.now
    )


async def _everywhere(
    arrival: Arrival, tx: Transaction, said: Parsed, agreements: AgreementCache
) -> Answer | None:
    """What holds in all collaborations of a person, so that they need not choose one."""
    scenes = await _own_scenes(arrival, tx, agreements)
    match said:
        case Parsed(word="due", rest=rest) if overview.is_mine(rest):
            return await overview.due_everywhere(tx, scenes, agreements)
        case Parsed(word="whoami"):
            return await whoami.who_am_i_everywhere(tx, scenes, agreements)
        case Parsed(word="away", rest=rest):
            return await away.away_everywhere(scenes, tx, rest, agreements)
        case Parsed(word="settings", rest=rest):
            return await manners.settings(scenes[0], tx, rest, scenes[0].reader, agreements)
        case _:
            return None


def _refuse_bound(arrival: Arrival) -> None:
    """A room has one collaboration; a personal chat can begin any number."""
    if arrival.place.collaboration is not None and not arrival.origin.personal:
        raise Refused(words.ALREADY)


async def _bring_here(
    arrival: Arrival, tx: Transaction, agreements: AgreementCache, chosen: str | None
) -> Answer:
    """`connect here`: in a room of nobody, one of the collaborations the actor leads in."""
    origin, directory = arrival.origin, arrival.directory
    if origin.personal:
        raise Refused(words.HERE_PERSONAL)
    bound = arrival.place.collaboration
    led = [bound] if bound else _led(arrival)
    found = [one for one in led if chosen in (None, one.id)]
    if not found:
        raise Refused(words.HERE_NOT_LEAD)
    if len(found) > 1:
        return Answer(card=cards.which_here({one.id: one.title for one in found}), private=True)
    agreement = await text_now(tx, found[0], agreements)
    scene = scene_in(origin, directory, found[0], agreement, arrival.now)
    return await joining.move_here(scene, tx)


def _led(arrival: Arrival) -> list[Collaboration]:
    person = arrival.directory.person_at(arrival.origin.actor)
    if person is None:
        return []
    return [
        one
        for one in arrival.directory.collaborations_of(person)
        if arrival.directory.leads_in(one.id, person)
    ]
