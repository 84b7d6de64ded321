"""Who is in the rooms, asked of the platforms before a form that picks people is shown."""

import asyncio
import logging
from collections.abc import Iterable, Mapping

from bot.domain.address import Address
from bot.engine.outgoing import DeliveryError
from bot.engine.platform import ChatPlatform, KnowsMembers, Member

_LOG = logging.getLogger(__name__)
#: Slack lets a form be opened for three seconds after the press (`trigger_id`); the rest of the
#: work needs its share of them.
_PATIENCE = 1.8


class Rosters:
    """Asks all rooms at once; a room that does not answer in time counts as empty."""

    def __init__(self, platforms: Mapping[str, ChatPlatform]) -> None:
        self._platforms = platforms

    async def members(self, rooms: Iterable[Address]) -> tuple[Member, ...]:
        """Everybody in the rooms, each once, by name."""
        found = await asyncio.gather(*(self._in(room) for room in dict.fromkeys(rooms)))
        by_address = {member.address: member for members in found for member in members}
        return tuple(sorted(by_address.values(), key=lambda member: member.name.casefold()))

    async def _in(self, room: Address) -> tuple[Member, ...]:
        platform = self._platforms.get(room.platform)
        if not isinstance(platform, KnowsMembers):
            return ()
        try:
            return tuple(await asyncio.wait_for(platform.members(room), _PATIENCE))
        except (DeliveryError, TimeoutError) as error:
            _LOG.warning(
                "It is not known who is in a room: %s", error, extra={"action": "rosters.unknown"}
            )
            return ()
