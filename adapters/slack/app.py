"""The adapter as one object, for the composition root."""

import logging

from aiohttp import web

from adapters.slack.api import SlackApi
from adapters.slack.bolt import bolt_app
from adapters.slack.handlers import Handlers
from adapters.slack.installations import Installations
from adapters.slack.oauth import INSTALL_PATH, REDIRECT_PATH, OAuth
from adapters.slack.people import People
from adapters.slack.platform import SlackPlatform
from adapters.slack.roster import Roster
from adapters.slack.routes import Events
from adapters.slack.settings import SlackSettings
from adapters.slack.socket import SocketMode
from bot.engine.clock import Clock
from bot.engine.outgoing import DeliveryError
from bot.engine.platform import PlatformFacts
from bot.engine.response import Dispatch

EVENTS_PATH = "/slack/events"
_log = logging.getLogger(__name__)


class SlackAdapter:
    """Slack, in both directions."""

    def __init__(
        self, settings: SlackSettings, dispatch: Dispatch, facts: PlatformFacts, clock: Clock
    ) -> None:
        self._settings = settings
        self._api = SlackApi(settings.api_url)
        self._installations = Installations(facts, self._api, settings.bot_token)
        people = People(self._api, self._installations, facts)
        roster = Roster(self._api, self._installations, people)
        handlers = Handlers(dispatch, self._api, self._installations, people, roster)
        self._bolt = bolt_app(handlers, self._api, self._installations)
        self._oauth = OAuth(settings, self._api, self._installations, facts, clock)
        self._socket = (
            SocketMode(self._bolt, self._api, settings.app_token) if settings.app_token else None
        )
        self.platform = SlackPlatform(self._api, self._installations, people, roster)

    def add_routes(self, app: web.Application) -> None:
        """Mount what Slack and installing people call."""
        if self._settings.signing_secret:
            events = Events(self._bolt, self._settings.signing_secret)
            app.router.add_post(EVENTS_PATH, events.receive)
        if self._settings.installs:
            app.router.add_get(INSTALL_PATH, self._oauth.install)
            app.router.add_get(REDIRECT_PATH, self._oauth.redirect)

    async def start(self) -> None:
        """Learn whom the token belongs to, and connect in Socket Mode when there is an app token.

        Raises:
            ConnectionError: Slack refuses the app token; the message says what to check.
        """
        try:
            await self._installations.warm()
        except DeliveryError as error:
            # Slack may be away for a moment; Teams and the clock must start all the same.
            _log.error(
                "Slack does not accept SLACK_BOT_TOKEN, or is away: %s",
                error,
                extra={"action": "slack_auth_test"},
            )
        if self._socket is not None:
            await self._socket.start()

    async def close(self) -> None:
        """Disconnect and close the session."""
        if self._socket is not None:
            await self._socket.close()
        await self._api.close()
