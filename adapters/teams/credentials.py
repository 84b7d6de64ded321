"""Accord's own token for talking to Teams, fetched once and kept until it is about to end.

The SDK makes a new MSAL application with an empty cache in every turn and asks for the token on the
event loop. With a client secret one form post is all there is to it (OAuth 2.0 client credentials,
RFC 6749 section 4.4), so it is made here; a managed identity is left to MSAL, in a thread, because
the protocol differs from one Azure host to the next.
"""

import asyncio
import logging
from datetime import timedelta
from typing import Any, Protocol

import aiohttp
from botframework.connector.auth import ManagedIdentityAppCredentials

from adapters.teams.http import Http
from adapters.teams.settings import TeamsSettings
from bot.domain.instant import Instant
from bot.engine.clock import Clock
from bot.engine.outgoing import TryLater

_log = logging.getLogger(__name__)

# Renewed well before the end, so that a token never ends on its way.
_MARGIN = timedelta(minutes=5)
_LIFE_IF_UNSAID = 3600
_MSAL_KEEPS = timedelta(minutes=1)


class Credentials(Protocol):
    """Where the bearer token comes from."""

    async def token(self) -> str | None:
        """A token that is valid now, or None where none is used.

        Raises:
            TryLater: none can be had at the moment.
        """
        ...

    def drop(self) -> None:
        """Forget the token; Teams has refused it."""
        ...


def make_credentials(settings: TeamsSettings, http: Http, clock: Clock) -> Credentials:
    """The credentials the settings ask for."""
    if not settings.authenticated:
        return NoCredentials()
    return TokenCredentials(settings, http, clock)


class NoCredentials:
    """Development without an app id: no token is sent."""

    async def token(self) -> str | None:
        """No token."""
        return None

    def drop(self) -> None:
        """Nothing to forget."""


class TokenCredentials:
    """One token for all calls; whoever needs a new one first fetches it, the others wait."""

    def __init__(self, settings: TeamsSettings, http: Http, clock: Clock) -> None:
        self._settings = settings
        self._http = http
        self._clock = clock
        self._token: str | None = None
        self._ends: Instant | None = None
        self._lock = asyncio.Lock()
        self._identity = (
            ManagedIdentityAppCredentials(settings.app_id, settings.scope)
            if settings.managed_identity
            else None
        )

    async def token(self) -> str | None:
        """The kept token, or a new one."""
        if self._usable():
            return self._token
        async with self._lock:
            if not self._usable():
                await self._fetch()
        return self._token

    def drop(self) -> None:
        """Forget the token, so that the next call fetches another."""
        self._ends = None

    def _usable(self) -> bool:
        return self._ends is not None and self._clock.now() < self._ends

    async def _fetch(self) -> None:
        now = self._clock.now()
        if self._identity is not None:
            self._token = await self._from_managed_identity(self._identity)
            # MSAL keeps the token itself and knows its end; asking again is cheap.
            self._ends = Instant(now + _MSAL_KEEPS)
            return
        answer = await self._from_login()
        life = timedelta(seconds=float(answer.get("expires_in") or _LIFE_IF_UNSAID))
        self._token = str(answer["access_token"])
        self._ends = Instant(now + max(life - _MARGIN, life / 2))

    async def _from_login(self) -> dict[str, Any]:
        settings = self._settings
        url = f"{settings.login_url.rstrip('/')}/{settings.home_tenant}/oauth2/v2.0/token"
        form = {
            "grant_type": "client_credentials",
            "client_id": settings.app_id,
            "client_secret": settings.app_password,
            "scope": f"{settings.scope}/.default",
        }
        try:
            async with self._http.session.post(url, data=form) as answer:
                said = await answer.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise TryLater(f"No token for Teams: {type(error).__name__}") from error
        if not isinstance(said, dict) or "access_token" not in said:
            code = said.get("error") if isinstance(said, dict) else None
            _log.error(
                "Microsoft gave no token for the Teams app (%s). Check TEAMS_APP_ID,"
                " TEAMS_APP_PASSWORD and TEAMS_APP_TENANT_ID.",
                code,
                extra={"action": "teams_token_refused"},
            )
            raise TryLater(f"No token for Teams: {code}")
        return said

    async def _from_managed_identity(self, identity: Any) -> str:
        try:
            return str(await asyncio.to_thread(identity.get_access_token))
        # MSAL and the identity endpoint raise whatever they like.
        except Exception as error:
            raise TryLater(f"No token for Teams: {type(error).__name__}") from error
