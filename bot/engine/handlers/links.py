"""What people do with the offer to register a place they posted a link to."""

from collections.abc import Mapping

from bot.cards.compose import links as cards
from bot.cards.words import links as words
from bot.domain.errors import Refused
from bot.domain.visibility import view
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.handlers import parts
from bot.engine.links_posted import NEVER, OFFERED, note, offer_key, subject
from bot.engine.replacing import replace_card
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def press_add(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Add to the register*: the form of a new location, with what the link tells."""
    scene.seated()
    place = await _offered(scene, tx, value)
    host, _, folder = place.partition("/")
    seen = view(scene.agreement, scene.alone)
    owner = next((key for key in scene.actor.seats if seen.seat(key)), "")
    begins = {
        "title": folder.replace("/", " ") or host,
        "system": host,
        "path": place,
        "owner": owner,
        "access.granted_by": owner,
        parts.BECAUSE: words.BECAUSE,
    }
    form = await parts.form_after(scene, tx, ("locations",), begins, after="")
    return Answer(form=form, private=True)


async def press_never(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Never ask for this*: nobody is asked about links to that host again."""
    scene.seated()
    place = await _offered(scene, tx, value)
    host = place.partition("/")[0]
    await note(tx, scene, NEVER, host)
    card = cards.never_card(host)
    known = await tx.outbox.find(offer_key(scene.collaboration.id, place))
    if known is not None:
        await replace_card(tx, scene, known, card)
    return Answer(card=card, private=True, already_shown=known is not None)


async def _offered(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> str:
    """The place of a button. Raises Refused when it was not offered."""
    place = value.get("place", "")
    told = await tx.record.about(scene.collaboration.id, [subject(place)])
    if not any(each.entry.kind == OFFERED for each in told):
        raise Refused(words.UNKNOWN)
    return place
