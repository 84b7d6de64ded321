"""Answers what is typed into a platform's own field of search: lists, and nothing else happens.

What is chosen may be put into a conversation. Then only what everybody there may know is listed:
in a room the collaboration it is bound to, in somebody's own chat with Accord theirs, and in any
other chat nothing, for nobody knows who reads there. Ways to reach people are never posted.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.card import Card
from bot.cards.compose import found as cards
from bot.cards.compose.answers import Telling
from bot.cards.hit import Hit
from bot.cards.words import found as words
from bot.domain.instant import Instant
from bot.domain.visibility import view
from bot.engine.agreements import AgreementCache
from bot.engine.ask import question_about, tell, title_and_seat
from bot.engine.directory import Directory
from bot.engine.elsewhere import scenes_in
from bot.engine.findable import Findable, is_anybodys
from bot.engine.holders import Holders
from bot.engine.inbound import Searched
from bot.engine.response import Response
from bot.engine.scene import Scene
from bot.engine.scenery import find_place
from bot.engine.storage_ports import Transaction
from bot.engine.suggesting import suggestions

#: A longer text names nothing better; what is typed is looked up with each letter.
_LONGEST = 300
#: What a menu carries of words.
_LONGEST_WORDS = 75


async def search(
    event: Searched,
    tx: Transaction,
    directory: Directory,
    agreements: AgreementCache,
    now: Instant,
) -> Response:
    """What is found, best first, or why nothing is shown here."""
    place = find_place(event.origin, directory)
    here = (place.collaboration,) if place.collaboration else place.choices
    if not here:
        sentence = words.NOT_KNOWN if event.origin.personal else words.NOT_POSTED
        return Response(card=cards.nothing_found(sentence))
    in_force = [each for each in here if each.version > 0]
    scenes = await scenes_in(tx, event.origin, directory, in_force, agreements, now=now)
    text = event.text.strip()[:_LONGEST]
    if not event.to_post:
        return Response(found=_to_read(scenes, text, event))
    found = _to_post([_as_in_a_room(scene) for scene in scenes], text, event)
    if not found and not event.skip:
        return Response(card=cards.nothing_found(words.NOTHING_FOUND))
    return Response(found=found)


def _to_read(scenes: Sequence[Scene], text: str, event: Searched) -> tuple[Hit, ...]:
    """For the actor alone; what was typed can be looked up as it is, too."""
    otherwise = Hit(
        id=text[:_LONGEST_WORDS].strip(), group=words.OTHERWISE, title=words.ask_in_words(text)
    )
    room = event.count - 1 if text else event.count
    hits = [_hit(each, card=None) for each in _page(scenes, text, event.skip, room)]
    return (*hits, *((otherwise,) if text else ()))


def _to_post(scenes: Sequence[Scene], text: str, event: Searched) -> tuple[Hit, ...]:
    things = _page(scenes, text, event.skip, event.count, shown_around=True)
    return tuple(_hit(each, card=_posted(each)) for each in things)


def _page(
    scenes: Sequence[Scene], text: str, skip: int, count: int, *, shown_around: bool = False
) -> list[Findable]:
    things = [
        Findable(scene=scene, candidate=candidate)
        for scene in scenes
        for candidate in suggestions(scene, text)
        if not shown_around or is_anybodys(scene, candidate)
    ]
    things.sort(key=lambda each: -each.candidate.score)
    return things[max(0, skip) : max(0, skip) + max(0, count)]


def _as_in_a_room(scene: Scene) -> Scene:
    """The scene as if everybody read the answer."""
    return replace(scene, origin=replace(scene.origin, personal=False, immediate=False))


def _hit(thing: Findable, card: Card | None) -> Hit:
    scene = thing.scene
    title, seat = title_and_seat(scene.agreement, thing.candidate)
    return Hit(
        id=thing.id,
        group=words.group(thing.candidate.kind, scene.agreement.study.short),
        title=title,
        about=_whose(scene, seat, title),
        card=card,
    )


def _whose(scene: Scene, key: str | None, title: str) -> str:
    seat = view(scene.agreement, scene.reader).seat(key)
    if seat is None:
        return ""
    holder = Holders(scene).get(seat.key)
    named = (seat.title, holder.name if holder else "")
    said = dict.fromkeys(each for each in named if each and each != title)
    return words.whose(tuple(said), scene.agreement.party[seat.party].short)


def _posted(thing: Findable) -> Card:
    scene = thing.scene
    telling = Telling(
        view=view(scene.agreement, scene.reader),
        holders=Holders(scene),
        now=scene.now,
        with_contacts=False,
    )
    question = question_about(scene.agreement, thing.candidate)
    return cards.to_post(tell(telling, thing.candidate).card, scene.collaboration, question)
