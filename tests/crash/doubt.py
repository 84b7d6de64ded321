"""One collaboration on one database with up to two replicas, a Slack that can be held up, and time
that stands still: for cases in which it is unknown whether a message arrived."""

import json
from collections import deque
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from aiohttp import web

from adapters.slack.ids import address
from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from bot.agreement_file.check import read_bindings
from bot.cards.card import Card, paragraph
from bot.cards.compose.checkins import SEND
from bot.config import Settings
from bot.domain.address import Address
from bot.domain.instant import instant
from bot.engine.importing import import_agreement
from bot.engine.inbound import Origin, Submitted, Typed
from bot.engine.outgoing import Draft, Message
from bot.main import Accord, advance_to, assemble
from schedules.clock import StandingClock
from storage.settings import StorageSettings
from tests.crash.labs import WORKSPACE, Lab, a_lab
from tests.fakes.slack_server import FakeSlack
from tests.fakes.teams_faults import Hold
from tests.fakes.teams_server import FakeTeams, Shown

BEGIN = instant(datetime(2026, 12, 1, 7, 0, tzinfo=UTC))
FIRST = address(WORKSPACE, "U0LAB1SENDER0")
SECOND = address(WORKSPACE, "U0LAB1SENDER1")
CHANNEL = address(WORKSPACE, "C0LAB1")


class HeldSlack(FakeSlack):
    """A Slack in which a call can be made to wait before or after its work is done."""

    def __init__(self) -> None:
        super().__init__()
        self._before: deque[Hold] = deque()
        self._after: deque[Hold] = deque()

    def hold_post(self, *, stored: bool) -> Hold:
        """Keep the next post waiting, before or after it is stored."""
        hold = Hold()
        (self._after if stored else self._before).append(hold)
        return hold

    def recover(self) -> None:
        """Let nothing fail any more."""
        self._failures.clear()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        posting = request.match_info["method"] == "chat.postMessage"
        if posting and self._before:
            await _held(self._before.popleft())
        answer = await super()._api(request)
        if posting and self._after:
            await _held(self._after.popleft())
        return answer


async def _held(hold: Hold) -> None:
    hold.reached.set()
    await hold.released.wait()


@dataclass(kw_only=True)
class Doubt:
    """The scene of a case."""

    slack: HeldSlack
    teams: FakeTeams
    clock: StandingClock
    lab: Lab
    one: Accord
    other: Accord
    collaboration: str

    async def put(self, text: str = "first", *, to: Address = FIRST, **changes: Any) -> str:
        """A message with the key `m`, or its next form; gives its id."""
        async with self.one.storage.transaction() as tx:
            draft = Draft(
                key="m",
                collaboration=self.collaboration,
                to=to,
                card=Card("A note", (paragraph(text),), summary=text),
                **changes,
            )
            return await tx.outbox.put(draft, self.clock.now())

    async def row(self, id_: str) -> Message:
        """The message, as it is stored."""
        async with self.one.storage.reading() as tx:
            found = await tx.outbox.get(id_)
        assert found is not None
        return found

    def copies(self, id_: str) -> list[str]:
        """What it says wherever Slack shows it."""
        return [
            said["text"]
            for messages in self.slack.world.said.values()
            for said in messages
            if said["metadata"]["event_payload"]["outbox_id"] == id_
        ]

    async def later(self, seconds: float) -> None:
        """Let time pass, and let the first replica deliver."""
        self.clock.advance(timedelta(seconds=seconds))
        await self.one.courier.drain()

    async def until(self, wall: str) -> None:
        """Let time pass until a wall time of the first day, stopping where something falls due."""
        moment = instant(datetime.combine(BEGIN.date(), time.fromisoformat(wall), UTC))
        await advance_to(self.one, self.clock, moment)

    @asynccontextmanager
    async def ahead(self, *, seconds: float) -> AsyncIterator[Accord]:
        """One more replica, whose clock is ahead of the others."""
        moment = instant(self.clock.now() + timedelta(seconds=seconds))
        replica = assemble(self.one.settings, clock=StandingClock(moment))
        try:
            yield replica
        finally:
            await replica.close()

    async def answer(self, cadence: str, *, wall: str) -> None:
        """The first sender answers."""
        origin = Origin(event_id="e2", actor=FIRST, conversation=FIRST, personal=True)
        values = {"health": "on_track", "item_0": "Done", "item_1": "More"}
        context = {"checkin": f"{self.collaboration}/{cadence}/{wall}"}
        await self.one.dispatch(
            Submitted(origin=origin, action=SEND, values=values, context=context)
        )

    async def status(self) -> str:
        """What the first sender gets for `status`, as text."""
        origin = Origin(
            event_id="e1", actor=FIRST, conversation=FIRST, personal=True, immediate=True
        )
        response = await self.one.dispatch(Typed(origin=origin, text="status"))
        return repr(response.card)

    def told_in_teams(self) -> list[Shown]:
        """What the manager of the other side has been told."""
        return self.teams.activities(self.teams.chat_with(self.lab.manager))

    async def recorded(self, kind: str) -> list[dict[str, object]]:
        """The data of every entry of a kind."""
        async with self.one.storage.reading() as tx:
            entries = await tx.record.entries(self.collaboration)
        return [dict(one.entry.data) for one in entries if one.entry.kind == kind]


@asynccontextmanager
async def a_doubt(url: str) -> AsyncIterator[Doubt]:
    """The scene, with the agreement in force and nothing delivered yet."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(HeldSlack())
        teams = await stack.enter_async_context(FakeTeams(app_id="", authenticated=False))
        lab = a_lab(1, 2, date(2026, 12, 1), slack, teams)
        clock = StandingClock(BEGIN)
        replicas = [assemble(_settings(url, slack, teams), clock=clock) for _ in range(2)]
        for replica in replicas:
            stack.push_async_callback(replica.close)
        async with replicas[0].storage.transaction() as tx:
            agreement = lab.agreement
            bindings = read_bindings(lab.bindings_text, agreement)
            done = await import_agreement(tx, agreement, bindings, clock.now())
        yield Doubt(
            slack=slack,
            teams=teams,
            clock=clock,
            lab=lab,
            one=replicas[0],
            other=replicas[1],
            collaboration=done.collaboration.id,
        )


def texts(shown: list[Shown]) -> str:
    """Everything that Teams messages say."""
    return json.dumps([one.card for one in shown])


def _settings(url: str, slack: FakeSlack, teams: FakeTeams) -> Settings:
    return Settings(
        storage=StorageSettings(url),
        slack=SlackSettings(
            signing_secret="a signing secret", bot_token="xoxb-sponsor", api_url=slack.api_url
        ),
        teams=TeamsSettings(allow_unauthenticated=True, service_url=teams.service_url),
    )
