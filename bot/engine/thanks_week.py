"""Who was thanked for what lately, as everybody may read it: the digest, and `thanks` alone."""

from datetime import timedelta

from bot.cards.compose.thanks import named_line
from bot.domain.instant import Instant, instant
from bot.domain.thanks import Thanks
from bot.domain.visibility import Reader
from bot.engine.coming import Line
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction
from bot.engine.thanks import is_shown

_LATELY = timedelta(days=28)
_LISTED = 8


async def thanked_lines(
    tx: Transaction, setting: Setting, reader: Reader, since: Instant
) -> tuple[Line, ...]:
    """A line for each thanks that was posted, in the order they were said; private ones never."""
    given = await tx.thanks.since(setting.collaboration.id, since)
    shown = (each for each in given if is_shown(setting, each, reader))
    return tuple(named_line(each, setting.agreement) for each in shown)


async def recent(tx: Transaction, scene: Scene) -> tuple[Thanks, ...]:
    """The newest first; those between two people only to one of them, who reads it alone."""
    since = instant(scene.now - _LATELY)
    given = await tx.thanks.since(scene.collaboration.id, since)
    me = scene.actor.person
    shown = [
        each
        for each in given
        if is_shown(scene, each, scene.reader)
        or (scene.private and me and each.private and each.stands and each.is_between(me.id))
    ]
    return tuple(reversed(shown[-_LISTED:]))
