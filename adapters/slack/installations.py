"""The workspaces Accord is installed in, with their tokens."""

import asyncio
from dataclasses import dataclass, field

from adapters.slack.api import SlackApi
from adapters.slack.errors import TOKEN_REFUSED, code_of
from adapters.slack.payload import text_at
from bot.engine.outgoing import Unreachable
from bot.engine.platform import PlatformFacts

_INDEX = "slack-installations"


@dataclass(frozen=True, kw_only=True)
class Installation:
    """Accord in one workspace."""

    team: str
    token: str = field(repr=False)
    bot_user: str | None = None
    """Accord's own user id there; None until it was asked for."""


class Installations:
    """Finds the installation of a workspace: the one of the settings, or those of OAuth.

    Tokens are kept as secrets in `PlatformFacts`, so every replica has them, and in memory, so a
    request costs no query. A token that Slack refuses is read again.
    """

    def __init__(self, facts: PlatformFacts, api: SlackApi, bot_token: str | None) -> None:
        self._facts = facts
        self._api = api
        self._bot_token = bot_token
        self._known: dict[str, Installation] = {}
        self._own_bot_user: str | None = None
        self._own_team: str | None = None
        self._asking = asyncio.Lock()

    async def find(self, team: str) -> Installation | None:
        """The installation that serves a workspace.

        With one token in the settings that one serves all: an external person of a shared channel
        is reached through it as well.
        """
        if self._bot_token:
            return Installation(
                team=self._own_team or team, token=self._bot_token, bot_user=self._own_bot_user
            )
        if found := self._known.get(team):
            return found
        saved = await self._facts.load(_key(team))
        if saved is None:
            return None
        self._known[team] = _installation(team, saved)
        return self._known[team]

    async def get(self, team: str) -> Installation:
        """The installation that serves a workspace.

        Raises:
            Unreachable: there is none.
        """
        installation = await self.find(team)
        if installation is None:
            raise Unreachable(f"Accord is not installed in the workspace {team}")
        return installation

    async def all(self) -> list[Installation]:
        """Every installation that came through OAuth."""
        index = await self._facts.load(_INDEX) or {}
        found = [await self.find(team) for team in sorted(index)]
        return [installation for installation in found if installation is not None]

    async def save(self, installation: Installation) -> None:
        """Remember an installation; installing again replaces the token."""
        data: dict[str, object] = {"token": installation.token, "bot_user": installation.bot_user}
        await self._facts.save(_key(installation.team), data, secret=True)
        index = await self._facts.load(_INDEX) or {}
        await self._facts.save(_INDEX, {**index, installation.team: True})
        self._known[installation.team] = installation

    async def forget(self, team: str) -> None:
        """The workspace removed the app; its token goes."""
        self._known.pop(team, None)
        await self._facts.take(_key(team))
        index = await self._facts.load(_INDEX) or {}
        await self._facts.save(_INDEX, {key: value for key, value in index.items() if key != team})

    async def bot_user(self, team: str) -> str | None:
        """Accord's own user id in a workspace.

        Raises:
            DeliveryError: Slack was asked and did not tell.
        """
        installation = await self.find(team)
        if self._bot_token and not self._own_bot_user:
            return await self.warm()
        return installation.bot_user if installation else None

    async def warm(self) -> str | None:
        """Ask once who the token of the settings belongs to.

        Raises:
            DeliveryError: Slack did not tell.
        """
        async with self._asking:
            if self._bot_token and self._own_bot_user is None:
                answer = await self._api.call("auth.test", self._bot_token)
                self._own_bot_user = text_at(answer, "user_id")
                self._own_team = text_at(answer, "team_id")
        return self._own_bot_user

    def doubt(self, installation: Installation, error: Exception) -> None:
        """Forget a token Slack refused: the next time it is read again, another may be there."""
        if code_of(error.__cause__) in TOKEN_REFUSED:
            self._known.pop(installation.team, None)


def _key(team: str) -> str:
    return f"slack-installation/{team}"


def _installation(team: str, saved: dict[str, object]) -> Installation:
    bot_user = saved.get("bot_user")
    return Installation(
        team=team,
        token=str(saved["token"]),
        bot_user=bot_user if isinstance(bot_user, str) else None,
    )
