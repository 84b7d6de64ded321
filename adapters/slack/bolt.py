"""The Bolt application: which request goes to which handler."""

import logging
import re

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack.api import SlackApi
from adapters.slack.handlers import Handlers
from adapters.slack.installations import Installations
from adapters.slack.sentences import NOT_INSTALLED

_ANY = re.compile("")


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


def bolt_app(handlers: Handlers, api: SlackApi, installations: Installations) -> AsyncApp:
    """Bolt with our handlers.

    `process_before_response` answers Slack after the handler has ended. Otherwise an event is
    answered before, and lost when the process ends; and commands wait for a poll of 10 ms.
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
        authorize=Authorize(installations),  # type: ignore[arg-type]  # Bolt takes either
        user_facing_authorize_error_message=NOT_INSTALLED,
        # Told apart in inbound.py: being added to a channel is an event about oneself.
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
    )
    app.command(_ANY)(handlers.command)
    app.event(_ANY)(handlers.event)
    app.action({"type": "block_actions", "action_id": _ANY})(handlers.press)
    app.view(_ANY)(handlers.submission)
    app.view_closed(_ANY)(handlers.other)
    app.shortcut(_ANY)(handlers.other)
    app.options({"action_id": _ANY})(handlers.other)
    return app
