"""Who people are, and through which installation they are reached."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from adapters.slack.api import SlackApi
from adapters.slack.installations import Installation, Installations
from adapters.slack.kept import Kept
from adapters.slack.payload import deep, text_at
from bot.domain.address import Address
from bot.engine.outgoing import DeliveryError, Unreachable
from bot.engine.platform import PlatformFacts

_PROFILE_SECONDS = 3600
_SLACKBOT = "USLACKBOT"
#: docs.slack.dev/reference/objects/user-object; a stranger shares no channel any more.
_GUESTS = ("is_restricted", "is_ultra_restricted", "is_stranger")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A person as one workspace sees them."""

    team: str
    """Their own workspace; of an external person in an Enterprise organisation, that."""
    name: str
    human: bool
    deactivated: bool
    guest: bool
    """Whether Slack says that they only visit, in one channel or in several."""
    workspaces: frozenset[str]
    """Workspaces they belong to, as far as Slack tells: several in an Enterprise organisation."""

    @classmethod
    def read(cls, user: object, seen_from: str) -> "Profile | None":
        """Read Slack's user object; None when it names no workspace."""
        own = text_at(user, "team_id")
        teams = deep(user, "enterprise_user", "teams")
        workspaces = {own, *(teams if isinstance(teams, list) else ())}
        if own != seen_from:
            # Events of people in an Enterprise organisation name it rather than their workspace.
            own = text_at(user, "enterprise_user", "enterprise_id") or own
        if own is None:
            return None
        names = (("profile", "display_name"), ("real_name",), ("profile", "real_name"), ("name",))
        found = (text_at(user, *path) for path in names)
        return cls(
            team=own,
            name=next(filter(None, found), None) or text_at(user, "id") or "?",
            human=deep(user, "is_bot") is not True and text_at(user, "id") != _SLACKBOT,
            deactivated=deep(user, "deleted") is True,
            guest=any(deep(user, flag) is True for flag in _GUESTS),
            workspaces=frozenset(team for team in workspaces if isinstance(team, str)),
        )


class People:
    """Answers from memory; asks Slack (users.info) or the facts once for each person."""

    def __init__(
        self,
        api: SlackApi,
        installations: Installations,
        facts: PlatformFacts,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._installations = installations
        self._facts = facts
        self._own = Kept[tuple[str, str], str](elapsed=elapsed)
        self._profiles = Kept[tuple[str, str], Profile](seconds=_PROFILE_SECONDS, elapsed=elapsed)
        self._through = Kept[Address, str](elapsed=elapsed)

    async def own_teams(self, users: set[str], team: str) -> dict[str, str]:
        """The own teams of people seen from an installation, as far as they can be told."""
        found = {user: await self._seen_team(user, team) for user in users}
        return {user: own for user, own in found.items() if own}

    async def own_team(self, user: str, team: str) -> str:
        """The own team of a person.

        Raises:
            DeliveryError: Slack does not tell, or not now.
        """
        return self._own.get((team, user)) or (await self.profile(user, team)).team

    async def profile(self, user: str, team: str, *, fresh: bool = False) -> Profile:
        """Who a person is, seen from an installation; when `fresh`, as of now.

        Raises:
            DeliveryError: Slack does not tell, or not now.
        """
        known = self._profiles.get((team, user))
        if known and not fresh:
            return known
        found = await self._ask(user, team)
        if found is None:
            raise Unreachable(f"{user} is not visible from {team}")
        self._learn(user, team, found)
        return found

    async def own_member(self, person: Address) -> Profile | None:
        """Somebody as a full member of their own workspace, which Accord must be installed in.

        Seen from another workspace nobody knows whether they are a guest at home.

        Raises:
            DeliveryError: Slack does not tell, or not now.
        """
        await self._installations.bot_user(person.tenant)  # so that it is known whose the token is
        installation = await self._installations.find(person.tenant)
        if installation is None or installation.team != person.tenant:
            return None
        try:
            profile = await self.profile(person.local or "", person.tenant)
        except Unreachable:
            return None
        at_home = person.tenant in profile.workspaces
        away = profile.guest or profile.deactivated
        return profile if at_home and profile.human and not away else None

    def learn(self, user: object, team: str) -> None:
        """Take over what Slack tells of a person by itself; only of those asked about before."""
        local, found = text_at(user, "id"), Profile.read(user, team)
        if local and found and self._profiles.get((team, local)):
            self._learn(local, team, found)

    async def remember(self, person: Address, team: str) -> None:
        """Remember that an installation sees an external person, so that it can write to them."""
        if person.tenant == team or self._through.get(person) == team:
            return
        if await self._facts.load(str(person)) != {"through": team}:
            await self._facts.save(str(person), {"through": team})
        self._through.put(person, team)
        self._own.put((team, person.local or ""), person.tenant)

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
            self._through.put(person, team)
            return installation
        for installation in await self._installations.all():
            if await self._shares_a_channel(person, installation.team):
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

    async def _shares_a_channel(self, person: Address, team: str) -> bool:
        try:
            return await self.own_team(person.local or "", team) == person.tenant
        except Unreachable:
            return False

    async def _ask(self, user: str, team: str) -> Profile | None:
        installation = await self._installations.find(team)
        if installation is None:
            return None
        try:
            answer = await self._api.query("users.info", installation.token, user=user)
        except DeliveryError as error:
            self._installations.doubt(installation, error)
            raise
        return Profile.read(answer.get("user"), team)

    def _learn(self, user: str, team: str, found: Profile) -> None:
        self._profiles.put((team, user), found)
        self._own.put((team, user), found.team)
