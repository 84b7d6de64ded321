"""Who is in a room."""

import asyncio
import time
from collections.abc import Callable

from adapters.slack.api import SlackApi
from adapters.slack.errors import NOBODY, code_of
from adapters.slack.ids import address
from adapters.slack.installations import Installation, Installations
from adapters.slack.kept import Kept
from adapters.slack.payload import text_at
from adapters.slack.people import People, Profile
from bot.domain.address import Address
from bot.engine.outgoing import DeliveryError, Unreachable
from bot.engine.platform import Member

_SECONDS = 60
_PAGE = "200"
_PAGES = 25
"""5,000 people: no room of a collaboration, and half of what a menu can hold."""
_AT_ONCE = 10


class Roster:
    """Asks Slack (conversations.members) once a minute for each room.

    Who the people are is asked once an hour for each (users.info): a room nobody has looked at yet
    takes a call for each person in it, a known one takes none.
    """

    def __init__(
        self,
        api: SlackApi,
        installations: Installations,
        people: People,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._installations = installations
        self._people = people
        self._rooms = Kept[Address, tuple[str, ...]](seconds=_SECONDS, elapsed=elapsed)

    async def members(self, room: Address) -> list[Member]:
        """Everybody in a room by name, external people as well, without bots and closed accounts.

        Raises:
            DeliveryError: Slack does not tell, or not now; what it told already is kept.
        """
        installation = await self._installations.get(room.tenant)
        slot = asyncio.Semaphore(_AT_ONCE)

        async def member(user: str) -> Member | None:
            async with slot:
                return await self._member(user, installation.team)

        asked = [member(user) for user in await self.people(room) if user != installation.bot_user]
        # Every answer is kept before a failure is told, so that the next time needs fewer.
        answers = await asyncio.gather(*asked, return_exceptions=True)
        found: list[Member] = []
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
            if answer is not None:
                found.append(answer)
        return sorted(found, key=lambda one: (one.name.casefold(), str(one.address)))

    async def people(self, room: Address) -> tuple[str, ...]:
        """The ids of all who are in a room, bots as well.

        Raises:
            DeliveryError: Slack does not tell, or not now.
        """
        if (known := self._rooms.get(room)) is not None:
            return known
        found = await self._ask(await self._installations.get(room.tenant), room.local or "")
        self._rooms.put(room, found)
        return found

    def forget(self, room: Address) -> None:
        """Somebody came or went."""
        self._rooms.drop(room)

    async def _member(self, user: str, team: str) -> Member | None:
        try:
            profile = await self._people.profile(user, team)
        except Unreachable as error:
            if code_of(error.__cause__) in NOBODY:
                return None
            raise
        return await self._shown(user, team, profile)

    async def _shown(self, user: str, team: str, profile: Profile) -> Member | None:
        if not profile.human or profile.deactivated:
            return None
        person = address(profile.team, user)
        await self._people.remember(person, team)
        return Member(address=person, name=profile.name)

    async def _ask(self, installation: Installation, channel: str) -> tuple[str, ...]:
        users: list[str] = []
        cursor = ""
        for _ in range(_PAGES):
            more = {"cursor": cursor} if cursor else {}
            try:
                page = await self._api.query(
                    "conversations.members",
                    installation.token,
                    channel=channel,
                    limit=_PAGE,
                    **more,
                )
            except DeliveryError as error:
                self._installations.doubt(installation, error)
                raise
            found = page.get("members")
            users += (
                (user for user in found if isinstance(user, str)) if isinstance(found, list) else ()
            )
            cursor = text_at(page, "response_metadata", "next_cursor") or ""
            if not cursor:
                return tuple(users)
        raise Unreachable("more people are in the room than can be picked from")
