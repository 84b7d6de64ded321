"""A form is sent once, however often somebody presses *Send*.

The same request again is known by its event id. Who reads that the connection broke presses Send
once more, and that is another event: so the form carries a name of its own.
"""

import hashlib
from collections.abc import Mapping

from bot.cards.words import saying as words
from bot.domain.errors import Refused
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

FORM = "form"


def name_of_form(scene: Scene) -> str:
    """The name of a form that is opened now."""
    return hashlib.sha256(scene.origin.event_id.encode()).hexdigest()[:16]


def opened(scene: Scene) -> dict[str, str]:
    """What a form carries that is opened now: its own name."""
    return {FORM: name_of_form(scene)}


def carried_on(context: Mapping[str, str]) -> dict[str, str]:
    """The same for a form that takes the place of the one that was sent."""
    return {FORM: context[FORM]} if context.get(FORM) else {}


async def only_once(scene: Scene, tx: Transaction, context: Mapping[str, str]) -> None:
    """Note that a form is sent by the actor; what it is about stays as it is when that was before.

    Raises:
        Refused: the actor sent this very form already.
    """
    form = context.get(FORM)
    name = f"form/{scene.collaboration.id}/{scene.seated().id}/{form}"
    if form and not await tx.inbox.first_time(name, scene.now):
        raise Refused(words.FORM_SENT)
