"""Runs one activity through the SDK's pipeline.

This file and `auth.py` are where the SDK is used for what arrives (`credentials.py` takes a managed
identity's token from it); the rest of the package reads plain JSON. Replacing the SDK means
rewriting these.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity, ActivityTypes
from msrest.exceptions import ClientException

from adapters.teams.auth import TeamsAuthentication


class BadActivityError(ValueError):
    """The JSON is no activity."""


@dataclass(frozen=True)
class Reply:
    """What goes back with the HTTP answer."""

    status: int
    body: Mapping[str, Any] | None = None


Handler = Callable[[], Awaitable[Mapping[str, Any] | None]]
"""Handles one activity; what it gives is the body of an invoke's answer, None if unknown."""


class Pipeline:
    """The SDK's adapter around our authentication.

    `CloudAdapter.process` is not used: it serialises the body of each invoke twice and so fails on
    all of them (botbuilder-python commit ac28ca3d, never mended before the archive).
    """

    def __init__(self, authentication: TeamsAuthentication) -> None:
        self._adapter = CloudAdapterBase(authentication)

    async def run(self, body: Mapping[str, Any], auth_header: str, handle: Handler) -> Reply:
        """Authenticate the activity, handle it, and give what to answer.

        Raises:
            BadActivityError: the JSON is no activity.
            NotAuthenticatedError: it does not come from Teams.
        """
        activity = _activity(body)

        async def on_turn(context: TurnContext) -> None:
            answer = await handle()
            if answer is not None and activity.type == ActivityTypes.invoke:
                value = InvokeResponse(status=HTTPStatus.OK, body=answer)
                await context.send_activity(
                    Activity(type=ActivityTypes.invoke_response, value=value)
                )

        result = await self._adapter.process_activity(auth_header, activity, on_turn)
        if result is None:
            return Reply(HTTPStatus.ACCEPTED)
        return Reply(int(result.status), result.body)


def _activity(body: Mapping[str, Any]) -> Activity:
    # A reply by way of the HTTP answer is not offered: all messages go through the outbox.
    plain = {key: value for key, value in body.items() if key != "deliveryMode"}
    try:
        return Activity.deserialize(plain)
    # Its deserialiser raises its own errors for wrong types and Python's for wrong shapes.
    except (ClientException, AttributeError, TypeError, ValueError, KeyError) as error:
        raise BadActivityError(str(error)) from error
