"""The form of a thanks: what it asks, begins with, and stands for when it comes back."""

from collections.abc import Mapping

from bot.cards.compose import thanks as cards
from bot.cards.compose.thanks import Asked, known_as
from bot.cards.form import Form
from bot.cards.words import thanks as words
from bot.domain.thanks import LONGEST
from bot.engine.agreements import AgreementCache
from bot.engine.counterparts import own_party
from bot.engine.once import carried_on, opened
from bot.engine.saying import UNSENT
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.thanks import everybody, may_be_posted, named
from bot.engine.thanks_giving import Meant, must_be_known, of_topic
from bot.engine.thanks_sources import KEYS, source_of

#: The person and their seat, where it is known whom it is for.
_TO = "to"
#: As many people as a form can offer everywhere.
_PEOPLE = 100


def context_for(scene: Scene, value: Mapping[str, str]) -> dict[str, str]:
    """What the form carries that a button opens."""
    return {**_here(scene), **opened(scene), **_about(value)}


def carried_again(scene: Scene, context: Mapping[str, str]) -> dict[str, str]:
    """What it carries when it is open once more."""
    draft = {UNSENT: context[UNSENT]} if context.get(UNSENT) else {}
    return {**_here(scene), **carried_on(context), **_about(context), **draft}


def _here(scene: Scene) -> dict[str, str]:
    return {"collaboration": scene.collaboration.id}


def _about(value: Mapping[str, str]) -> dict[str, str]:
    return {key: value[key] for key in (*KEYS, _TO) if value.get(key)}


def form_to(scene: Scene, meant: Meant, context: Mapping[str, str], text: str = "") -> Form:
    """The form for somebody who was named; a draft of it can be put another way in it."""
    return _form_to(scene, meant, {**context, _TO: meant.topic}, text)


async def form_of(
    scene: Scene,
    tx: Transaction,
    context: Mapping[str, str],
    agreements: AgreementCache,
    text: str = "",
) -> Form:
    """The form that a context stands for.

    Raises:
        Refused: what it is about is unknown here, or not the actor's to thank for.
    """
    if any(context.get(key) for key in KEYS):
        source = await source_of(scene, tx, context, agreements)
        meant = Meant(person=source.person, seat=source.seat, only_alone=source.only_alone)
        where = cards.PRIVATE if source.private else cards.ROOMS
        return _form_to(scene, meant, context, source.what, where)
    if context.get(_TO):
        return _form_to(scene, of_topic(scene, context[_TO]), context, text)
    return cards.form(Asked(context=context, people=_choices(scene), text=text[:LONGEST]))


async def meant_by(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Meant:
    """Whom a form that was sent is for.

    Raises:
        Refused: nobody the actor knows of, or what it is about is not theirs to thank for.
    """
    if any(context.get(key) for key in KEYS):
        source = await source_of(scene, tx, context, agreements)
        return Meant(person=source.person, seat=source.seat, only_alone=source.only_alone)
    return of_topic(scene, context.get(_TO) or values.get(cards.WHO_KEY, ""))


def _form_to(
    scene: Scene,
    meant: Meant,
    context: Mapping[str, str],
    text: str,
    where: str = cards.ROOMS,
) -> Form:
    to = must_be_known(scene, meant)
    alone = meant.only_alone or not may_be_posted(scene, meant.person, to, text)
    asked = Asked(
        context=context,
        to=known_as(to, scene.agreement),
        text=text[:LONGEST],
        where=where,
        not_in_rooms=words.ONLY_ALONE if alone else "",
    )
    return cards.form(asked)


def _choices(scene: Scene) -> list[tuple[str, str]]:
    """Everybody else, the other sides first."""
    people = [each for each in everybody(scene, scene.alone) if each != scene.actor.person]
    known = [found for each in people if (found := named(scene, each, scene.alone))]
    known.sort(key=lambda each: (each.party == own_party(scene), each.name))
    return [(each.person, known_as(each, scene.agreement)) for each in known[:_PEOPLE]]
