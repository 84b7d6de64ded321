"""What whoever grants access chooses before it ends: another last day, or to let it end."""

from collections.abc import Mapping
from dataclasses import replace

from bot.cards.compose import access as cards
from bot.cards.compose.access import AccessShown
from bot.cards.words import access as words
from bot.cards.words import escalations as escalation_words
from bot.domain.access_ends import Ending
from bot.domain.errors import Refused
from bot.domain.visibility import view
from bot.engine import parts as editor
from bot.engine.access_asking import ENDS, choice_about, chosen, find, knows, note, show_chosen
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.come_meanwhile import say_it_came
from bot.engine.handlers import parts
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The question from a list of several things."""
    shown = replace(await _own(scene, tx, value), copy=True)
    return Answer(card=cards.card(shown), private=True)


async def press_extend(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Extend* opens the form of this access: another last day becomes a proposal."""
    shown = _open(await _own(scene, tx, value))
    location, grant = shown.ending.location, shown.ending.grant
    seen = view(scene.agreement, scene.alone)
    shown_grants = [each for each in location.access.grants if seen.seat(each.seat)]
    place = ("locations", location.key, "access", "grants", shown_grants.index(grant))
    carried = {"collaboration": scene.collaboration.id, "path": editor.pack(place)}
    return await parts.press_edit(scene, tx, carried, agreements)


async def press_let_it_end(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Let it end* is put on record, and nobody is asked any more."""
    shown = _open(await _own(scene, tx, value))
    data = {"until": shown.ending.grant.until.isoformat()}
    await note(tx, scene, shown.ending, ENDS, data)
    about, text = choice_about(shown.ending), escalation_words.ACCESS_CHOSEN
    seat = shown.ending.granting
    await say_it_came(tx, scene, about, text=text, seat=seat, agreements=agreements)
    now = replace(shown, chosen=True)
    here = await show_chosen(tx, scene, now) and cards.COPY not in value
    return Answer(card=cards.card(now), private=True, done=True, already_shown=here)


def _open(shown: AccessShown) -> AccessShown:
    if shown.chosen:
        raise Refused(words.NO_MORE)
    return shown


async def _own(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> AccessShown:
    """The access a button is about.

    Raises:
        Refused: it is not agreed any more, not the actor's to choose, or unknown to them.
    """
    scene.seated()
    ending = find(scene.agreement, value)
    if ending is None or not knows(scene.agreement, ending, scene.alone):
        raise Refused(words.NO_MORE)
    if not _grants(scene, ending):
        raise Refused(words.NOT_YOURS)
    return AccessShown(
        collaboration=scene.collaboration.id,
        study=scene.agreement.study.short,
        ending=ending,
        seat=scene.agreement.seat[ending.grant.seat].title,
        chosen=await chosen(tx, scene, ending),
    )


def _grants(scene: Scene, ending: Ending) -> bool:
    """Whether the actor holds the granting seat or its deputy's, or leads its side."""
    seat = scene.agreement.seat[ending.granting]
    own = {seat.key, seat.deputy} & set(scene.actor.seats)
    return bool(own) or scene.is_lead_of(seat.party)
