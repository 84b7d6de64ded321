"""`who am I`: all somebody holds, owns and owes; in a personal chat over all collaborations."""

from collections.abc import Sequence

from bot.cards.compose import whoami as cards
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.whoami import mine


async def who_am_i(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """In one collaboration; the answer is for the actor alone."""
    return Answer(card=cards.one_card(await mine(tx, scene, agreements)), private=True)


async def who_am_i_everywhere(
    tx: Transaction, scenes: Sequence[Scene], agreements: AgreementCache
) -> Answer:
    """In a personal chat: every collaboration as the actor may read it alone, side by side."""
    found = [await mine(tx, scene, agreements, beside=True) for scene in scenes]
    return Answer(card=cards.all_card(found), private=True)
