"""What somebody starts from a message in chat: the usual forms, with its words filled in.

Whoever wrote the message need not know of it, so nothing is sent before the form is, and what is
in it is looked at with care then.
"""

from collections.abc import Mapping

from bot.cards.compose import about_messages as cards
from bot.cards.compose.actions import WHAT, WHAT_LIMIT
from bot.cards.compose.said_input import TEXT_KEY
from bot.cards.words import proposals as proposal_words
from bot.domain.errors import Refused
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.handlers import actions, escalations, saying, suggest
from bot.engine.naming import with_names
from bot.engine.saying import TEXT_LIMIT
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def heads_up(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Give a heads-up* about it."""
    _must_be_in_force(scene)
    text = _with_link(scene, value, TEXT_LIMIT)
    return await saying.press_heads_up(scene, tx, {"text": text}, agreements)


async def ask(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Ask about it*."""
    _must_be_in_force(scene)
    text = _with_link(scene, value, TEXT_LIMIT)
    return await saying.press_ask(scene, tx, {"text": text}, agreements)


async def suggest_(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Suggest it*: an idea for the other side."""
    _must_be_in_force(scene)
    text = _with_link(scene, value, TEXT_LIMIT)
    return await suggest.press_open(scene, tx, {TEXT_KEY: text}, agreements)


async def action(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Make it an action*."""
    _must_be_in_force(scene)
    text = _with_link(scene, value, WHAT_LIMIT)
    return await actions.press_add(scene, tx, {WHAT: text}, agreements)


async def raise_(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*Raise it*: the form of the agreed reason its words name."""
    _must_be_in_force(scene)
    return escalations.raise_words(scene, _said(scene, value))


def _must_be_in_force(scene: Scene) -> None:
    scene.seated()
    if scene.collaboration.version == 0:
        raise Refused(proposal_words.FIRST_WAITS)


def _said(scene: Scene, value: Mapping[str, str]) -> str:
    return with_names(scene.directory, value.get(cards.WORDS, "")).strip()


def _with_link(scene: Scene, value: Mapping[str, str], limit: int) -> str:
    """The words, and below them where they stand; the writer can take either out."""
    said, link = _said(scene, value), value.get(cards.LINK, "").strip()
    if not link or len(link) >= limit // 2:
        return said[:limit]
    return f"{said[: limit - len(link) - 1]}\n{link}".strip()
