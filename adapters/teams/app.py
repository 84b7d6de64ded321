"""Puts the Teams adapter together."""

from aiohttp import web

from adapters.teams.answer import Answerer
from adapters.teams.auth import TeamsAuthentication
from adapters.teams.chats import PersonalChats
from adapters.teams.checks import Checks
from adapters.teams.connector import Connector
from adapters.teams.credentials import make_credentials
from adapters.teams.http import Http
from adapters.teams.keys import SigningKeys
from adapters.teams.members import Members
from adapters.teams.news import Reporter
from adapters.teams.platform import TeamsPlatform
from adapters.teams.receive import Receiver
from adapters.teams.references import References
from adapters.teams.roster import Roster
from adapters.teams.routes import PATH, Route
from adapters.teams.service_urls import ServiceUrls
from adapters.teams.settings import TeamsSettings
from adapters.teams.turn import Pipeline
from bot.engine.clock import Clock
from bot.engine.platform import PlatformFacts
from bot.engine.response import Dispatch


class TeamsAdapter:
    """Teams, plugged in: `platform` for what goes out, a route for what comes in."""

    def __init__(
        self, settings: TeamsSettings, dispatch: Dispatch, facts: PlatformFacts, clock: Clock
    ) -> None:
        """Assemble the parts; no I/O happens here.

        Raises:
            SettingsError: the settings cannot work or would not be safe.
        """
        settings.check()
        self._http = Http()
        self._authenticated = settings.authenticated
        self._keys = SigningKeys(settings.openid_metadata_url, self._http, clock)
        urls = ServiceUrls(settings)
        credentials = make_credentials(settings, self._http, clock)
        connector = Connector(self._http, credentials, urls, clock)
        references = References(settings, facts)
        roster = Roster(connector, facts, clock)
        members = Members(connector, references, roster, clock)
        chats = PersonalChats(connector, references)
        self.platform = TeamsPlatform(
            connector,
            references,
            chats,
            members,
            Checks(connector, references, members, chats),
        )
        self._route = Route(
            Pipeline(TeamsAuthentication(settings, urls, self._keys)),
            Receiver(roster, references),
            Reporter(roster, references, members),
            Answerer(self.platform),
            dispatch,
        )

    def add_routes(self, app: web.Application) -> None:
        """Open `POST /api/messages`."""
        app.router.add_post(PATH, self._route.receive)

    async def start(self) -> None:
        """Fetch the signing keys in the background, so that the first message need not wait."""
        if self._authenticated:
            self._keys.warm()

    async def close(self) -> None:
        """Stop what runs and close all connections."""
        await self._keys.close()
        await self._http.close()
