"""When a collaboration stood still, by its record: paused, closed, and active again."""

from collections.abc import Sequence

from bot.domain.instant import Instant
from bot.domain.people import CollaborationState
from bot.domain.standing_still import Stretch
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_ACTIVE = f"collaboration.{CollaborationState.ACTIVE}"
_STANDS = {f"collaboration.{state}" for state in CollaborationState} - {_ACTIVE}


async def stood_still(tx: Transaction, setting: Setting) -> Sequence[Stretch]:
    """When it stood still until now, the earliest first."""
    found: list[Stretch] = []
    since: Instant | None = None
    collaboration = setting.collaboration
    for recorded in await tx.record.about(collaboration.id, [collaboration.key]):
        kind, at = recorded.entry.kind, recorded.entry.at
        if kind in _STANDS:
            since = since or at
        elif kind == _ACTIVE and since is not None:
            found.append(Stretch(begin=since, end=at))
            since = None
    if since is not None:
        found.append(Stretch(begin=since, end=setting.now))
    return found
