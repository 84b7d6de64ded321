"""Requests of people, sent to whichever process answers until one of them takes it."""

import asyncio
import random
from collections.abc import Mapping
from typing import Any

import aiohttp

from tests.crash.fleet import Fleet
from tests.crash.replica import Replica
from tests.fakes.slack_requests import SlackRequests
from tests.fakes.teams_requests import TeamsRequests
from tests.fakes.teams_server import FakeTeams

SIGNING_SECRET = "a signing secret"
#: How often a request is sent again at most: more would be one that is never taken.
_PATIENCE = 200


class Sending:
    """Sends exactly the same until it is acknowledged, as Slack does with an event."""

    def __init__(
        self,
        fleet: Fleet,
        session: aiohttp.ClientSession,
        teams: FakeTeams,
        chance: random.Random,
    ) -> None:
        self._fleet = fleet
        self._session = session
        self._teams = teams
        self._chance = chance
        self.repeats = 0
        """Requests sent again because they were cut off."""

    async def once(self, payload: Mapping[str, Any]) -> bool:
        """Send something once; False when it was cut off."""
        return await self._send(payload, await self._fleet.somebody())

    async def until_taken(self, payload: Mapping[str, Any]) -> None:
        """Send something until somebody takes it: of Slack, or an activity of Teams."""
        for _ in range(_PATIENCE):
            if await self._taken(payload):
                return
            self.repeats += 1
        raise AssertionError(f"Nobody took this: {payload}")

    async def _taken(self, payload: Mapping[str, Any]) -> bool:
        receivers = [await self._fleet.somebody()]
        if self._chance.random() < 0.2:
            # Slack does not wait for a slow answer: both requests are at work at once.
            receivers.append(await self._fleet.somebody())
        return any(await asyncio.gather(*(self._send(payload, to) for to in receivers)))

    async def _send(self, payload: Mapping[str, Any], to: Replica) -> bool:
        try:
            if "channelId" in payload:
                answered = await TeamsRequests(self._teams, to.url).post(payload)
                return answered.status == 200
            requests = SlackRequests(f"{to.url}/slack/events", SIGNING_SECRET, self._session)
            send = requests.event if "event" in payload else requests.interaction
            answer = await send(dict(payload))
        except aiohttp.ClientError:
            return False
        return answer.status == 200 and "response_action" not in answer.text
