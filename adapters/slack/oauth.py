"""Installing Accord in a workspace: docs.slack.dev/authentication/installing-with-oauth."""

import hmac
import html
import logging
import secrets
from datetime import timedelta
from urllib.parse import urlencode

from aiohttp import web

from adapters.slack import sentences
from adapters.slack.api import SlackApi
from adapters.slack.installations import Installation, Installations
from adapters.slack.payload import text_at
from adapters.slack.settings import SlackSettings
from bot.domain.instant import parse_instant
from bot.engine.clock import Clock
from bot.engine.outgoing import DeliveryError
from bot.engine.platform import PlatformFacts

INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
SCOPES = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
)
_AUTHORIZE = "https://slack.com/oauth/v2/authorize"
_COOKIE = "accord-slack-state"
_LIVES = timedelta(minutes=10)
_log = logging.getLogger(__name__)


class OAuth:
    """The two pages of an installation. A state works once, in the browser it was made for."""

    def __init__(
        self,
        settings: SlackSettings,
        api: SlackApi,
        installations: Installations,
        facts: PlatformFacts,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._api = api
        self._installations = installations
        self._facts = facts
        self._clock = clock

    async def install(self, request: web.Request) -> web.Response:
        """Send the browser to Slack, with a fresh state."""
        state = secrets.token_urlsafe(32)
        expires = self._clock.now() + _LIVES
        await self._facts.save(_key(state), {"expires": expires.isoformat()})
        query = {
            "client_id": self._settings.client_id or "",
            "scope": ",".join(SCOPES),
            "state": state,
            **self._redirect(),
        }
        answer = web.Response(status=302, headers={"Location": f"{_AUTHORIZE}?{urlencode(query)}"})
        answer.set_cookie(
            _COOKIE,
            state,
            max_age=int(_LIVES.total_seconds()),
            httponly=True,
            secure=request.secure or (self._settings.public_url or "").startswith("https:"),
            samesite="Lax",
        )
        return answer

    async def redirect(self, request: web.Request) -> web.Response:
        """Take the browser back from Slack and keep the token."""
        state = request.query.get("state", "")
        if not await self._is_ours(state, request.cookies.get(_COOKIE, "")):
            return _page(sentences.NOT_INSTALLED_TITLE, sentences.INSTALL_EXPIRED, status=400)
        code = request.query.get("code")
        if not code:
            return _page(sentences.NOT_INSTALLED_TITLE, sentences.INSTALL_CANCELLED, status=200)
        try:
            await self._installations.save(await self._exchange(code))
        except (DeliveryError, LookupError) as error:
            _log.warning("An installation failed: %s", error, extra={"action": "slack_install"})
            return _page(sentences.NOT_INSTALLED_TITLE, sentences.INSTALL_FAILED, status=400)
        return _page(sentences.INSTALLED_TITLE, sentences.INSTALLED, status=200)

    async def _is_ours(self, state: str, cookie: str) -> bool:
        saved = await self._facts.take(_key(state)) if state else None
        expires = text_at(saved, "expires")
        if expires is None or not hmac.compare_digest(state.encode(), cookie.encode()):
            return False
        return self._clock.now() < parse_instant(expires)

    async def _exchange(self, code: str) -> Installation:
        answer = await self._api.exchange(
            self._settings.client_id or "",
            self._settings.client_secret or "",
            code=code,
            **self._redirect(),
        )
        team = text_at(answer, "team", "id") or text_at(answer, "enterprise", "id")
        token = text_at(answer, "access_token")
        if team is None or token is None:
            raise LookupError("Slack's answer names no workspace or no token")
        return Installation(team=team, token=token, bot_user=text_at(answer, "bot_user_id"))

    def _redirect(self) -> dict[str, str]:
        if not self._settings.public_url:
            return {}  # Slack takes the one of the app's settings
        return {"redirect_uri": self._settings.public_url.rstrip("/") + REDIRECT_PATH}


def _key(state: str) -> str:
    return f"slack-oauth-state/{state}"


def _page(title: str, text: str, *, status: int) -> web.Response:
    again = "" if title == sentences.INSTALLED_TITLE else _AGAIN
    body = f"<!doctype html><title>{html.escape(title)}</title>"
    body += f"<h1>{html.escape(title)}</h1><p>{html.escape(text)}</p>{again}"
    return web.Response(text=body, content_type="text/html", status=status)


_AGAIN = f'<p><a href="{INSTALL_PATH}">{sentences.START_AGAIN}</a></p>'
