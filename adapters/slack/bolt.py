"""The Bolt application: what comes before our handlers, over HTTP and in Socket Mode."""

import logging
from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.acting import installing_team
from adapters.slack.api import SlackApi
from adapters.slack.handlers import Handlers
from adapters.slack.installations import Installations
from adapters.slack.sentences import NOT_INSTALLED


class Authorize(AsyncAuthorize):
    """Finds the installation of a request in our own store; Bolt's calls auth.test each time."""

    def __init__(self, installations: Installations) -> None:
        self._installations = installations

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,  # noqa: ARG002 - Bolt's signature
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,  # noqa: ARG002
        actor_team_id: str | None = None,  # noqa: ARG002
        actor_user_id: str | None = None,  # noqa: ARG002
    ) -> AuthorizeResult | None:
        """The token and user of Accord in the installing workspace; None when there is none."""
        installation = await self._installations.find(team_id or enterprise_id or "")
        if installation is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_token=installation.token,
            bot_user_id=installation.bot_user,
        )


class TakeInstallingTeam(AsyncMiddleware):
    """Corrects whose installation a form came through, before it is looked for.

    Where `view.app_installed_team_id` is missing Bolt takes the workspace of the person, and would
    tell an external one to install the app; see `installing_team`.
    """

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - Bolt's signature
    ) -> BoltResponse:
        """Go on with the right team."""
        if "view" in req.body and (team := installing_team(req.body)):
            req.context["team_id"] = team
        await next()
        return resp


class Handle(AsyncMiddleware):
    """Hands a request to its handler, as the last middleware.

    Bolt's listeners would do the same, but Bolt looks at all of a request again for each listener
    it tries, to inject arguments by name; that cost more than everything else on the way.
    """

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt's signature
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002
    ) -> BoltResponse:
        """Answer after the handler has ended; Bolt answers 500 when it raises."""
        answer = await self._handlers.answer(req.body)
        return BoltResponse(status=200, body=answer or "")


def bolt_app(handlers: Handlers, api: SlackApi, installations: Installations) -> AsyncApp:
    """Bolt with our handlers.

    Slack is answered after the handler has ended. Bolt by default answers an event before, which
    is lost when the process ends, and lets a command wait for a poll of 10 ms.
    """
    logger = logging.getLogger(__name__)
    # Bolt's warnings print whole requests, with what people wrote in them.
    logger.setLevel(logging.ERROR)
    app = AsyncApp(
        name="accord",
        logger=logger,
        process_before_response=True,
        signing_secret="",  # the signature is checked in routes.py, before anything is parsed
        request_verification_enabled=False,
        client=api.client,
        before_authorize=TakeInstallingTeam(),
        authorize=Authorize(installations),  # type: ignore[arg-type]  # Bolt takes either
        user_facing_authorize_error_message=NOT_INSTALLED,
        # Told apart in inbound.py: being added to a channel is an event about oneself.
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
    )
    app.use(Handle(handlers))
    return app
