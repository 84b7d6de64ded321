"""Decides whether a request comes from Teams.

The signature, issuer, expiry and endorsement of the token are checked by the SDK's
`JwtTokenExtractor`, with our own key cache behind it. Around it stand the checks the SDK leaves out
or leaves open:

* a token without an end is refused;
* the service URL must be one of Teams, and must be there: without it the SDK skips its comparison
  with the token;
* only the channel `msteams` is served. Web Chat is switched on for each new Azure bot, and its
  sender may call themselves what they like;
* tokens of the Bot Framework Emulator and of other bots, which the SDK lets in by doors of their
  own, are refused.
"""

from typing import Any

from botbuilder.schema import Activity
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity, VerifyOptions
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.connector_factory import ConnectorFactory
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor

from adapters.teams.keys import SigningKeys
from adapters.teams.service_urls import ServiceUrls
from adapters.teams.settings import TeamsSettings

CHANNEL = "msteams"
_CLOCKS_DIFFER_BY = 5 * 60


class NotAuthenticatedError(Exception):
    """The request does not come from Teams, or not for this bot."""


# The SDK has no types, so its classes are Any to mypy.
class TeamsAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]
    """The SDK's extension point for deciding about requests."""

    def __init__(self, settings: TeamsSettings, urls: ServiceUrls, keys: SigningKeys) -> None:
        self._settings = settings
        self._urls = urls
        options = VerifyOptions(
            issuer=[settings.issuer],
            audience=None,
            clock_tolerance=_CLOCKS_DIFFER_BY,
            ignore_expiration=False,
        )
        self._extractor = JwtTokenExtractor(options, settings.openid_metadata_url, ["RS256"])
        self._extractor.open_id_metadata = keys

    async def authenticate_request(
        self, activity: Activity, auth_header: str
    ) -> AuthenticateRequestResult:
        """Accept the request, or raise NotAuthenticatedError."""
        if activity.channel_id != CHANNEL:
            raise NotAuthenticatedError(f"the channel {activity.channel_id!r} is not Teams")
        if not self._urls.trusts(activity.service_url):
            raise NotAuthenticatedError("the service URL is missing or is not one of Teams")
        result = AuthenticateRequestResult()
        result.claims_identity = await self._identity(activity.service_url, auth_header)
        result.audience = self._settings.scope
        result.connector_factory = NoConnectorFactory()
        return result

    async def _identity(self, service_url: str, auth_header: str) -> ClaimsIdentity:
        if not self._settings.authenticated:
            return ClaimsIdentity({}, is_authenticated=True)
        try:
            identity = await self._extractor.get_identity_from_auth_header(
                auth_header, CHANNEL, [CHANNEL]
            )
        # PyJWT, the SDK and a key that is not there raise all kinds; each means the same.
        except Exception as error:
            raise NotAuthenticatedError(f"{type(error).__name__}: {error}") from error
        if identity is None:
            raise NotAuthenticatedError("there is no bearer token of the Bot Framework")
        self._check_claims(identity.claims, service_url)
        return identity

    def _check_claims(self, claims: dict[str, Any], service_url: str) -> None:
        if claims.get("aud") != self._settings.app_id:
            raise NotAuthenticatedError("the token is for another bot")
        if "exp" not in claims:
            raise NotAuthenticatedError("the token has no end")
        claimed = str(claims.get("serviceurl") or claims.get("serviceUrl") or "")
        if claimed.rstrip("/") != service_url.rstrip("/"):
            raise NotAuthenticatedError("the token is for another service URL")

    async def authenticate_streaming_request(
        self,
        auth_header: str,  # noqa: ARG002 - the SDK names the arguments
        channel_id_header: str,  # noqa: ARG002
    ) -> AuthenticateRequestResult:
        """Streaming is not offered."""
        raise NotAuthenticatedError("streaming is not offered")

    def create_connector_factory(
        self,
        claims_identity: ClaimsIdentity,  # noqa: ARG002 - the SDK names the arguments
    ) -> ConnectorFactory:
        """The SDK's client is never used."""
        return NoConnectorFactory()

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """Nobody signs in through Accord."""


class NoConnectorFactory(ConnectorFactory):  # type: ignore[misc]
    """Keeps the SDK from building its client in each turn, which costs nine tenths of it."""

    async def create(
        self,
        service_url: str,  # noqa: ARG002 - the SDK names the arguments
        audience: str,  # noqa: ARG002
    ) -> object:
        """Something that is not None, which is all the pipeline asks for."""
        return self
