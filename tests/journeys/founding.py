"""Two companies that have nothing yet but their chats, and people who use them.

Nothing is bound and nothing is agreed: Accord is assembled as in production and waits to be added.
Whatever somebody does is one interaction and is counted: adding Accord, a typed message, a press,
a sent form.
"""

import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from adapters.teams.sentences import PLEASE_CORRECT
from bot.domain.people import Collaboration
from bot.engine.record import Recorded
from tests.fakes import slack_payloads as payloads
from tests.fakes.teams_people import TeamsPerson, TeamsRoom
from tests.fakes.teams_requests import buttons_of
from tests.fakes.teams_server import Shown
from tests.journeys.world import BEGIN, OnBoth, on_both

#: Where people reach Accord; a proxy in front of it answers there.
PUBLIC_URL = "https://accord.example"
CHANNEL = "C0STUDY"
_INSTALLED = "T0SPONSOR"


@dataclass(kw_only=True)
class Founding(OnBoth):
    """A world in which no collaboration is yet."""

    count: Counter[str] = field(default_factory=Counter)
    """Interactions by the name of the person."""

    @property
    def collaboration(self) -> Collaboration:
        """The only one there is."""
        (only,) = self.accord.directory.snapshot.collaborations.values()
        return only

    async def record(self) -> list[Recorded]:
        """Everything on record."""
        async with self.accord.storage.reading() as tx:
            directory = await self.accord.directory.current(tx)
            (only,) = directory.collaborations
            return list(await tx.record.entries(only))

    async def kinds(self) -> list[str]:
        """What kind of thing happened, in order."""
        return [recorded.entry.kind for recorded in await self.record()]

    async def version(self) -> int:
        """Which version is in force; 0 for none."""
        async with self.accord.storage.reading() as tx:
            directory = await self.accord.directory.current(tx)
        (only,) = directory.collaborations.values()
        return only.version

    def print_count(self) -> None:
        """Print how much each person had to do; `pytest -s` shows it."""
        said = ", ".join(f"{name} {times}" for name, times in self.count.most_common())
        print(f"\nInteractions: {said}")  # noqa: T201 - whoever looks wants the numbers

    async def opened(self, link: str) -> str:
        """What a browser shows at a link of Accord's."""
        assert link.startswith(PUBLIC_URL), link
        async with self.session.get(link.replace(PUBLIC_URL, self.url)) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.text()


@dataclass(kw_only=True)
class InSlack:
    """Somebody in Slack; an external member when their team is another one than the channel's."""

    world: Founding
    user: str
    team: str = _INSTALLED
    answers: list[dict[str, Any]] = field(default_factory=list)
    """Answers to slash commands, which nobody else sees."""

    @property
    def name(self) -> str:
        """What Slack calls them."""
        return self.world.slack.world.people[self.user].name

    @property
    def chat(self) -> list[dict[str, Any]]:
        """Their messages with Accord."""
        return self.world.slack.messages(self.user)

    @property
    def for_me(self) -> list[dict[str, Any]]:
        """What only they were shown, newest last."""
        return [one for one in self.world.slack.ephemerals if one["user"] == self.user]

    async def adds_accord(self) -> None:
        """`/invite @Accord` in the channel."""
        added = payloads.member_joined(inviter=self.user, channel=CHANNEL)
        await self._done(await self.world.from_slack.event(added))

    async def mentions(self, text: str) -> None:
        """`@Accord text` in the channel."""
        sent = await self.world.from_slack.app_mention(text, user=self.user, own_team=self._outside)
        await self._done(sent)

    async def writes(self, text: str) -> None:
        """A message in the chat with Accord."""
        slack = self.world.slack.world
        chat = slack.chat_with(slack.workspaces[_INSTALLED], self.user)
        said = payloads.direct_message(text, user=self.user, channel=chat, own_team=self._outside)
        await self._done(await self.world.from_slack.event(said))

    async def asks(self, text: str) -> str:
        """Mention Accord and read all that was shown because of it."""
        before = len(self.world.channel), len(self.for_me)
        await self.mentions(text)
        return text_of([self.world.channel[before[0] :], self.for_me[before[1] :]])

    async def commands(self, text: str) -> None:
        """`/accord text` in the channel; nobody from outside has it."""
        assert self._outside is None
        answer = await self.world.from_slack.slash_command(text, user=self.user)
        if answer.json.get("blocks"):
            self.answers.append({**answer.json, "channel": CHANNEL, "user": self.user})
        await self._done(answer)

    async def presses(self, label: str, of: str = "") -> None:
        """A button of the newest message with it, among those that hold the words of `of`."""
        seen = [*reversed(self.answers), *reversed(self.for_me)]
        for message in seen:
            if _has(message, label, of):
                shown = {**message, "team": _INSTALLED, "ts": "1796000000.000000"}
                await self._press(shown, label, ephemeral=True)
                return
        kept = [*reversed(self.chat), *reversed(self.world.slack.messages(CHANNEL))]
        message = next((one for one in kept if _has(one, label, of)), None)
        assert message is not None, f"{self.name} sees no {label!r} in {[*seen, *kept]}"
        await self._press(message, label)

    async def sends(self, **values: str) -> None:
        """The form that stands open; what is not named stays as it is."""
        answer = await self.world.from_slack.view_submission(
            self.form, values, user=self.user, own_team=self._outside
        )
        assert answer.json.get("response_action") != "errors", answer.json
        await self._done(answer)

    @property
    def form(self) -> dict[str, Any]:
        """The view that stands open."""
        return self.world.slack.views[-1]

    def offered(self, key: str) -> list[str]:
        """What a menu of the open form offers."""
        element = next(b["element"] for b in self.form["blocks"] if b.get("block_id") == key)
        return [option["text"]["text"] for option in payloads.options_of(element)]

    @property
    def _outside(self) -> str | None:
        return None if self.team == _INSTALLED else self.team

    async def _press(self, message: dict[str, Any], label: str, *, ephemeral: bool = False) -> None:
        answer = await self.world.from_slack.button_press(
            message, label=label, user=self.user, own_team=self._outside, ephemeral=ephemeral
        )
        await self._done(answer)

    async def _done(self, answer: Any) -> None:
        assert answer.status == 200, answer
        self.world.count[self.name] += 1
        await self.world.settled()


@dataclass(kw_only=True)
class InTeams:
    """Somebody in Teams."""

    world: Founding
    person: TeamsPerson
    room: TeamsRoom
    _open: tuple[Shown, Mapping[str, Any]] | None = None
    """The card that took the place of a message, for them alone."""

    @property
    def name(self) -> str:
        """What Teams calls them."""
        return self.person.name

    @property
    def chat(self) -> list[Shown]:
        """Their messages with Accord."""
        return self.world.teams.activities(self.world.teams.chat_with(self.person))

    @property
    def card(self) -> Mapping[str, Any]:
        """What took the place of the message they pressed a button of."""
        assert self._open is not None
        return self._open[1]

    async def adds_accord(self) -> None:
        """*Add to a team*."""
        for answer in await self.world.from_teams.install(self.room, self.person):
            assert answer.status < 300
        await self._done()

    async def mentions(self, text: str) -> None:
        """`@Accord text` in the channel."""
        self._open = None
        await self.world.from_teams.message(self.room, self.person, text)
        await self._done()

    async def asks(self, text: str) -> str:
        """Mention Accord and read all that was shown because of it, what is private as well."""
        before = len(self.world.teams.activities(self.room))
        await self.mentions(text)
        shown = [each.card for each in self.world.teams.activities(self.room)[before:]]
        if not any(_titled(card, "Show me") for card in shown):
            return text_of(shown)
        await self.presses("Show me")
        return text_of(self.card)

    async def writes(self, text: str) -> None:
        """A message in the chat with Accord."""
        self._open = None
        await self.world.from_teams.personal_message(self.person, text)
        await self._done()

    async def presses(self, label: str, of: str = "", **values: str) -> None:
        """A button of the newest card with it, among those that hold the words of `of`."""
        shown, card = self._find(label, of)
        answer = await self.world.from_teams.press(
            shown, label, user=self.person, inputs=values, card=card
        )
        assert answer.status == 200
        is_card = answer.body["type"] == "application/vnd.microsoft.card.adaptive"
        self._open = (shown, answer.card) if is_card else None
        await self._done()

    async def sends(self, **values: str) -> None:
        """The form that stands open; what is not named stays as it is."""
        (submit,) = self.card["actions"]
        chosen = {key: self.offered(key).get(value, value) for key, value in values.items()}
        await self.presses(submit["title"], **chosen)
        assert self._open is None or PLEASE_CORRECT not in text_of(self.card), self._open

    def offered(self, key: str) -> dict[str, str]:
        """What a menu of the open form offers: values by title."""
        asked = next(part for part in self.card["body"] if part.get("id") == key)
        return {choice["title"]: choice["value"] for choice in asked.get("choices", ())}

    def _find(self, label: str, of: str) -> tuple[Shown, Mapping[str, Any]]:
        if self._open is not None and _titled(self._open[1], label) and of in text_of(self.card):
            return self._open
        mine = {self.room.id, self.world.teams.chat_with(self.person).id}
        seen = [one for one in self.world.teams.everything if one.conversation in mine]
        for shown in reversed(seen):
            if _titled(shown.card, label) and of in text_of(shown.card):
                return shown, shown.card
        raise AssertionError(f"{self.name} sees no {label!r} in {[one.card for one in seen]}")

    async def _done(self) -> None:
        self.world.count[self.name] += 1
        await self.world.settled()


def text_of(said: object) -> str:
    """A message or card as text, without Markdown."""
    return re.sub(r"\*|\\\\(?=[^\w\s])", "", json.dumps(said, ensure_ascii=False))


def links_in(said: object) -> Iterator[str]:
    """The addresses of Accord's in a message or card."""
    yield from re.findall(rf"{PUBLIC_URL}/export/[\w=-]+", text_of(said))


def _has(message: Mapping[str, Any], label: str, of: str) -> bool:
    if of not in text_of(message):
        return False
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    return any(button["text"]["text"] == label for row in rows for button in row)


def _titled(card: Mapping[str, Any], label: str) -> bool:
    return any(button["title"] == label for button in buttons_of(card))


@asynccontextmanager
async def a_founding(database: str) -> AsyncIterator[Founding]:
    """The world before anything: nobody has added Accord yet."""
    async with on_both(database, BEGIN, public_url=PUBLIC_URL) as services:
        yield Founding(**vars(services))
