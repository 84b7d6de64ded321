"""A link said to Accord in a room, or sent in an update, that leads to no known location.

Whoever posted it is asked once for each place, in their own chat, whether to add it. What they may
not know of counts as unknown, so that not being asked tells nothing. Only what is said to Accord is
read, and of a link only its address.
"""

from collections.abc import Iterable

from bot.cards.card import Button
from bot.cards.compose import links as cards
from bot.cards.compose.checkins import SEND
from bot.cards.words import links as words
from bot.domain.links import Link, is_registered, links_in
from bot.domain.people import CollaborationState, Person
from bot.domain.visibility import view
from bot.engine.answer import Answer
from bot.engine.contacts import route_to
from bot.engine.inbound import BotAdded, Pressed, Submitted, Typed
from bot.engine.platform import ChatPlatform, LinksToItself
from bot.engine.pushing import Push, push
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

OFFERED, NEVER = "link.offered", "link.never"


def subject(address: str) -> str:
    """What the record calls a place or a host."""
    return f"link/{address}"


def offer_key(collaboration: str, place: str) -> str:
    """Key of the message that offers to add a place."""
    return f"{collaboration}/{subject(place)}"


async def offer_places(
    scene: Scene,
    tx: Transaction,
    event: Typed | Pressed | Submitted | BotAdded,
    answer: Answer,
    platforms: Iterable[ChatPlatform],
) -> None:
    """Offer to register what was posted, where it is not known and nobody was asked before.

    Links to messages and files of the chat itself are left alone.
    """
    person = scene.actor.person
    found = links_in(_posted(event)) if person and not answer.errors else ()
    if not found or person is None or not _may_add(scene):
        return
    known = view(scene.agreement, scene.alone).locations
    chats = {host for p in platforms if isinstance(p, LinksToItself) for host in p.own_hosts}
    for link in found:
        if link.is_below(chats):
            continue
        if not is_registered(link, known) and not await _was_asked(tx, scene, link):
            await _offer(tx, scene, person, link)


def _posted(event: Typed | Pressed | Submitted | BotAdded) -> str:
    """What a room reads of it: what is typed there, and updates, which are shown there."""
    match event:
        case Typed(origin=origin, text=text) if not origin.personal and not origin.immediate:
            return text
        case Submitted(action=action, values=values) if action == SEND:
            return "\n".join(values.values())
        case _:
            return ""


def _may_add(scene: Scene) -> bool:
    running = scene.collaboration.state is CollaborationState.ACTIVE
    sits = bool(scene.actor.seats or scene.leading)
    return running and scene.collaboration.version > 0 and sits


async def _was_asked(tx: Transaction, scene: Scene, link: Link) -> bool:
    subjects = [subject(link.place), subject(link.host)]
    told = await tx.record.about(scene.collaboration.id, subjects)
    return any(
        each.entry.kind == NEVER or each.entry.subject == subjects[0]
        for each in told
        if each.entry.kind in (OFFERED, NEVER)
    )


async def _offer(tx: Transaction, scene: Scene, person: Person, link: Link) -> None:
    where = route_to(scene, scene.leading or scene.actor.party or "", person)
    if where is None:
        return
    await note(tx, scene, OFFERED, link.place)
    card = cards.offer_card(scene.collaboration.id, link.place)
    opens = Button(words.ADD, cards.ADD, card.buttons[0].value, opens_form=True)
    key = offer_key(scene.collaboration.id, link.place)
    await push(tx, scene, where, Push(key=key, card=card, opens=opens, at_once=True))


async def note(tx: Transaction, scene: Scene, kind: str, address: str) -> None:
    """Put into the record what became of a place or a host."""
    person, party = scene.actor.person, scene.leading or scene.actor.party
    by = person.id if person else None
    await tx.record.append(scene.entry(kind, subject(address), person=by, party=party))
