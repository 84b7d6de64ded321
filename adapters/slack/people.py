"""Which workspace people belong to, and through which installation they are reached."""

from typing import TypeVar

from adapters.slack.api import SlackApi
from adapters.slack.installations import Installation, Installations
from adapters.slack.payload import text_at
from bot.domain.address import Address
from bot.engine.outgoing import DeliveryError, Unreachable
from bot.engine.platform import PlatformFacts

_MOST = 20_000
_Key = TypeVar("_Key")


class People:
    """Answers from memory; asks Slack (users.info) or the facts once for each person."""

    def __init__(self, api: SlackApi, installations: Installations, facts: PlatformFacts) -> None:
        self._api = api
        self._installations = installations
        self._facts = facts
        self._own: dict[tuple[str, str], str] = {}
        self._through: dict[Address, str] = {}

    async def own_teams(self, users: set[str], team: str) -> dict[str, str]:
        """The own teams of people seen from an installation; the installing one where unknown."""
        return {user: await self._seen_team(user, team) or team for user in users}

    async def own_team(self, user: str, team: str) -> str:
        """The own team of a person.

        Raises:
            DeliveryError: Slack does not tell, or not now.
        """
        if known := self._own.get((team, user)):
            return known
        found = await self._ask(user, team)
        if found is None:
            raise Unreachable(f"{user} is not visible from {team}")
        _keep(self._own, (team, user), found)
        return found

    async def remember(self, person: Address, team: str) -> None:
        """Remember that an installation sees an external person, so that it can write to them."""
        if person.tenant == team or self._through.get(person) == team:
            return
        if await self._facts.load(str(person)) != {"through": team}:
            await self._facts.save(str(person), {"through": team})
        _keep(self._through, person, team)
        _keep(self._own, (team, person.local or ""), person.tenant)

    async def reach(self, person: Address) -> Installation:
        """The installation through which a person can be written to.

        Raises:
            Unreachable: no installation sees them.
            DeliveryError: Slack did not tell.
        """
        if own := await self._installations.find(person.tenant):
            return own
        team = self._through.get(person) or text_at(await self._facts.load(str(person)), "through")
        if team and (installation := await self._installations.find(team)):
            _keep(self._through, person, team)
            return installation
        for installation in await self._installations.all():
            if await self._seen_team(person.local or "", installation.team) == person.tenant:
                await self.remember(person, installation.team)
                return installation
        raise Unreachable(f"no workspace with Accord shares a channel with {person}")

    def sees(self, person: Address, team: str) -> bool:
        """Whether a person can be mentioned in a workspace, by what is known already."""
        known = self._own.get((team, person.local or ""))
        return person.tenant in (team, known) or self._through.get(person) == team

    async def look(self, people: set[Address], team: str) -> None:
        """Find out about people before `sees` is asked; who is unknown stays unseen."""
        for person in people:
            if not self.sees(person, team):
                await self._seen_team(person.local or "", team)

    async def _seen_team(self, user: str, team: str) -> str | None:
        try:
            return await self.own_team(user, team)
        except DeliveryError:
            return None  # not visible from there, or nobody knows now; it is asked again next time

    async def _ask(self, user: str, team: str) -> str | None:
        installation = await self._installations.find(team)
        if installation is None:
            return None
        try:
            answer = await self._api.query("users.info", installation.token, user=user)
        except DeliveryError as error:
            self._installations.doubt(installation, error)
            raise
        own = text_at(answer, "user", "team_id")
        if own == team:
            return own
        # Events of people in an Enterprise organisation name it rather than their workspace.
        return text_at(answer, "user", "enterprise_user", "enterprise_id") or own


def _keep(cache: dict[_Key, str], key: _Key, value: str) -> None:
    """Remember, and forget the oldest when there are too many."""
    if len(cache) >= _MOST:
        cache.pop(next(iter(cache)))
    cache[key] = value
