"""`connect`: a code for the other company, or what would fail silently later and who mends it."""

from bot.cards.compose.preflight import checking_card
from bot.cards.compose.setup import join_card
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.checking import Asked, keep_in_mind
from bot.engine.handlers.joining import invite
from bot.engine.newcomers import is_guest
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def connect(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """Begin a check; its result comes as a message. Somebody of no party is offered to join."""
    word, _, more = rest.strip().partition(" ")
    if word.lower() == "code":
        return await invite(scene, tx, more)
    origin = scene.origin
    if scene.actor.party is None and not is_guest(origin.actor):
        absent = {
            party.key: party.short
            for party in scene.agreement.parties
            if not scene.directory.leads(scene.collaboration.id, party.key)
        }
        if absent and not origin.personal:
            return Answer(card=join_card(absent, scene.collaboration.id))
    asked = Asked(
        collaboration=scene.collaboration.id,
        # Where the first answer is a message, the result takes its place.
        answer=f"{'check' if origin.immediate else 'answer'}/{origin.event_id}",
        to=origin.conversation,
        only_for=None if origin.personal or not origin.immediate else origin.actor,
        thread=origin.thread,
        reader=reader,
        zone=scene.zone,
    )
    await keep_in_mind(tx, asked, scene.now)
    return Answer(card=checking_card(), check=asked)
