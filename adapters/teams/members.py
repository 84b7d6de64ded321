"""Who is in a room, as the roster lists it."""

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from adapters.teams.connector import Connector
from adapters.teams.errors import NotThere
from adapters.teams.ids import UNKNOWN_TENANT
from adapters.teams.references import Reference, References
from adapters.teams.roster import Roster
from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.engine.clock import Clock
from bot.engine.outgoing import Rejected
from bot.engine.platform import Member

_log = logging.getLogger(__name__)

_KEPT = timedelta(seconds=60)
_REMEMBERED = 1000
# Of 500 people each: the largest team of Teams has more, but no study has.
_MOST_PAGES = 10


class Members:
    """Lists rooms, and remembers what is needed to know and to write to everybody in them."""

    def __init__(
        self, connector: Connector, references: References, roster: Roster, clock: Clock
    ) -> None:
        self._connector = connector
        self._references = references
        self._roster = roster
        self._clock = clock
        self._listed: dict[Address, tuple[Instant, Sequence[Member]]] = {}

    async def of(self, room: Address) -> Sequence[Member]:
        """The people in a room, by name, as of at most a minute ago.

        Raises:
            NotThere: there is no such room.
            Unreachable: Accord is not in it.
            DeliveryError: not now.
        """
        kept = self._listed.get(room)
        if kept is not None and self._clock.now() - kept[0] < _KEPT:
            return kept[1]
        return await self.ask(room)

    async def ask(self, room: Address) -> Sequence[Member]:
        """The same, as of now."""
        self._listed.pop(room, None)
        reference = await self._references.find(room)
        host = None if reference.tenant == UNKNOWN_TENANT else reference.tenant
        conversation = reference.conversation_id or ""
        found: dict[Address, Member] = {}
        async for listed in self._everybody(reference, conversation):
            person = await self._roster.learn(host, conversation, listed)
            if person is None:
                continue
            await self._references.met(person, reference)
            name = person.name or person.address.local or ""
            found[person.address] = Member(address=person.address, name=name)
        members = tuple(sorted(found.values(), key=_by_name))
        self._listed[room] = (self._clock.now(), members)
        if len(self._listed) > _REMEMBERED:
            del self._listed[next(iter(self._listed))]
        return members

    def forget(self, room: Address) -> None:
        """Ask anew next time: somebody came or left."""
        self._listed.pop(room, None)

    async def _everybody(
        self, reference: Reference, conversation: str
    ) -> AsyncIterator[Mapping[str, Any]]:
        conversation, page, after = await self._begin(reference, conversation)
        for _ in range(_MOST_PAGES):
            for one in page:
                yield one
            if not after:
                return
            page, after = await self._connector.members(reference.service_url, conversation, after)
        _log.warning("A room has more people than are listed.", extra={"action": "teams_members"})

    async def _begin(
        self, reference: Reference, conversation: str
    ) -> tuple[str, Sequence[Mapping[str, Any]], str]:
        """The first page, and of which conversation it is.

        A channel is asked before its team: a shared or private one has members of its own. Only
        where Teams keeps no roster for the channel the team's is the right one; where Accord is
        kept out of the channel it is not.
        """
        url, team = reference.service_url, reference.team_id
        try:
            return conversation, *(await self._connector.members(url, conversation))
        except (NotThere, Rejected):
            if team is None or team == conversation:
                raise
            return team, *(await self._connector.members(url, team))


def _by_name(member: Member) -> tuple[str, str]:
    return member.name.casefold(), str(member.address)
