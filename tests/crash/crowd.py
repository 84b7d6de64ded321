"""The people: they answer what they are asked, and try again when nobody takes it."""

import asyncio
import copy
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.cards.compose.checkins import NO_CHANGE, UPDATE
from tests.crash.sending import Sending
from tests.fakes import slack_payloads as payloads
from tests.fakes.slack_server import FakeSlack

#: How many requests are on their way at once.
_AT_ONCE = 6


class Plan(StrEnum):
    """When somebody answers."""

    SOON = "soon"
    REMINDED = "reminded"
    LATE = "late"
    TOLD = "told"
    NEVER = "never"


@dataclass(frozen=True)
class Asked:
    """A message that asks for an update, as it was first seen."""

    checkin: str
    user: str
    message: dict[str, Any]


class Crowd:
    """Everybody in Slack. What they were told is taken stands in `said` and `typed`."""

    def __init__(
        self,
        slack: FakeSlack,
        sending: Sending,
        chance: random.Random,
    ) -> None:
        self._slack = slack
        self._sending = sending
        self._chance = chance
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._plans: dict[str, Plan] = {}
        self.said: dict[str, list[str]] = {}
        """What was answered and acknowledged, in order, by check-in."""
        self.typed: list[str] = []
        """Ids of acknowledged events whose answer comes as a message."""

    def plan(self, checkin: str) -> Plan:
        """When this one is answered; decided when it is first asked about."""
        if checkin not in self._plans:
            self._plans[checkin] = self._chance.choice(list(Plan))
        return self._plans[checkin]

    async def act(self, plan: Plan, users: list[str]) -> None:
        """Everybody who has this plan answers now; some ask for the status."""
        asked = [one for user in users for one in self._asked(user)]
        answering = [one for one in asked if self.plan(one.checkin) is plan]
        async with asyncio.TaskGroup() as tasks:
            for one in answering:
                if one.checkin not in self.said:
                    tasks.create_task(self._with_slot(self._answer, one))
            for user in self._chance.sample(users, 2):
                tasks.create_task(self._with_slot(self._type, user))

    def _asked(self, user: str) -> list[Asked]:
        found: dict[str, Asked] = {}
        for message in self._slack.messages(user):
            try:
                button, _ = payloads.find_button(message, label="Update")
            except LookupError:
                continue
            checkin = json.loads(button["value"])["checkin"]
            found.setdefault(checkin, Asked(checkin, user, copy.deepcopy(message)))
        return list(found.values())

    async def _with_slot(self, do: Callable[[Any], Awaitable[None]], one: object) -> None:
        async with self._slots:
            await do(one)

    async def _answer(self, asked: Asked) -> None:
        self.said[asked.checkin] = []
        if self._can_repeat(asked) and self._chance.random() < 0.3:
            await self._sending.until_taken(self._press(asked, NO_CHANGE))
            self.said[asked.checkin].append("no change")
            return
        await self._write(asked)
        if self._chance.random() < 0.4:
            await self._write(asked)

    async def _write(self, asked: Asked) -> None:
        """Open the form and send it."""
        view = None
        while view is None:
            await self._sending.until_taken(self._press(asked, UPDATE))
            view = next((v for v in reversed(self._slack.views) if _about(v, asked.checkin)), None)
        words = f"Version {len(self.said[asked.checkin]) + 1} of {asked.checkin}"
        values = {"health": "on_track", "item_0": words, "item_1": "More of the same"}
        await self._sending.until_taken(payloads.view_submission(view, values, user=asked.user))
        self.said[asked.checkin].append(words)

    async def _type(self, user: str) -> None:
        event = payloads.direct_message("status", user=user)
        await self._sending.until_taken(event)
        self.typed.append(f"slack:{event['event_id']}")

    def _press(self, asked: Asked, action: str) -> dict[str, Any]:
        return payloads.button_press(
            asked.message, action=action, user=asked.user, trigger_id=self._slack.trigger()
        )

    @staticmethod
    def _can_repeat(asked: Asked) -> bool:
        try:
            payloads.find_button(asked.message, action=NO_CHANGE)
        except LookupError:
            return False
        return True


def _about(view: dict[str, Any], checkin: str) -> bool:
    context = json.loads(view["private_metadata"])["context"]
    return bool(context.get("checkin") == checkin)
