"""Everybody of an example in a chat of their own: one side in Slack, the other in Teams.

Each seat is held by a person of its own, so that the chat in which something arrives says which
seat was told. The fake services note when it arrived on the clock of the test.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from bot.agreement_file.check import read_bindings
from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant, instant, local
from bot.engine.importing import import_agreement
from tests.fakes.teams_people import TeamsPerson, TeamsRoom
from tests.fakes.teams_server import HOST_TENANT
from tests.journeys.founding import CHANNEL, PUBLIC_URL, Founding, InSlack, InTeams, text_of
from tests.journeys.world import KOLKATA, on_both

#: Where something arrives that both sides read.
ROOMS = ("the room in Slack", "the room in Teams")
_TEAM = "T0SPONSOR"
#: Longest that messages which keep a distance to each other are waited for.
_SECONDS = 30
_TITLE = re.compile(r"([ER]-\d+) (.+?): (.*)")
_TOLD = re.compile(r"You are told as (.+?): (.+?)\.")


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """Something about an escalation that a service was given."""

    at: Instant
    place: str
    """The seat whose holder reads it, or which room."""
    label: str
    title: str
    """What the escalation is about."""
    new: bool
    """Whether it is a message of its own; otherwise one that was there is edited."""
    card: str

    def row(self, zone: ZoneInfo) -> tuple[str, str, str]:
        """Wall time, who reads it, and why it comes to them; nothing for who raised it."""
        told = _TOLD.search(self.card)
        return (f"{local(self.at, zone.key):%m-%d %H:%M}", self.place, told[2] if told else "")

    @property
    def told_as(self) -> str | None:
        """Title of the seat as whose holder they are told."""
        told = _TOLD.search(self.card)
        return told[1] if told else None


@dataclass(kw_only=True)
class Everybody(Founding):
    """A collaboration in which everybody of both sides can be written to."""

    agreement: Agreement
    people: Mapping[str, InSlack | InTeams] = field(default_factory=dict)
    """By seat."""
    _arrived: list[Arrived] = field(default_factory=list)
    _read_in_slack: int = 0
    _read_in_teams: int = 0

    async def settled(self) -> None:
        """Let the seconds pass that messages keep to each other, and no more."""
        await self.accord.settle()
        for _ in range(_SECONDS):
            async with self.accord.storage.reading() as tx:
                soon = instant(self.clock.now() + timedelta(minutes=1))
                if await tx.outbox.oldest_waiting(soon) is None:
                    return
            self.clock.advance(timedelta(seconds=1))
            await self.accord.settle()

    async def until(self, wall: str, zone: ZoneInfo = KOLKATA) -> None:
        """Let time pass; at each moment something falls due, messages go out one by one."""
        moment = instant(datetime.fromisoformat(wall).replace(tzinfo=zone))
        while (due := await self._next_due()) is not None and due <= moment:
            self.clock.set(due)
            await self.settled()
        self.clock.set(max(moment, self.clock.now()))  # what was sent may have taken seconds
        await self.settled()

    async def _next_due(self) -> Instant | None:
        async with self.accord.storage.reading() as tx:
            rows = await tx.agenda.pending(self.collaboration.id)
        return min((row.due for row in rows if row.due > self.clock.now()), default=None)

    def arrived(self) -> list[Arrived]:
        """Everything about escalations that either service was given, in order of time."""
        self._arrived += [*self._in_slack(), *self._in_teams()]
        self._arrived.sort(key=lambda each: each.at)
        return list(self._arrived)

    def _in_slack(self) -> Iterator[Arrived]:
        slack = self.slack.world
        places = {CHANNEL: ROOMS[0]}
        for seat, person in self.people.items():
            if isinstance(person, InSlack):
                places[person.user] = seat
                places[slack.chats.get((_TEAM, person.user), "")] = seat
        calls, self._read_in_slack = self.slack.calls[self._read_in_slack :], len(self.slack.calls)
        for call in calls:
            if call.method in ("chat.postMessage", "chat.update"):
                new = call.method == "chat.postMessage"
                yield from _about(call.body, call.at, places[call.body["channel"]], new=new)

    def _in_teams(self) -> Iterator[Arrived]:
        places = {
            self.teams.chat_with(person.person).id: seat
            for seat, person in self.people.items()
            if isinstance(person, InTeams)
        }
        calls, self._read_in_teams = self.teams.calls[self._read_in_teams :], len(self.teams.calls)
        for called in calls:
            if called.call in ("send", "edit") and called.body.get("attachments"):
                place = places.get(called.conversation.partition(";")[0], ROOMS[1])
                card = called.body["attachments"][0]["content"]
                yield from _about(card, called.at, place, new=called.call == "send")


def _about(
    said: Mapping[str, Any], at: datetime | None, place: str, *, new: bool
) -> Iterator[Arrived]:
    """What a message says about an escalation; nothing where it is about something else.

    What reminds of a notice outside of chat is left out: it climbs no ladder.
    """
    assert at is not None  # the services of this world know the time
    parts = said.get("blocks") or said.get("body") or []
    first = (json.loads(parts) if isinstance(parts, str) else parts)[0]
    title = _TITLE.match(first["text"] if isinstance(first["text"], str) else first["text"]["text"])
    if title is not None and not title[3].startswith(("a notice ", "the notice ")):
        yield Arrived(
            at=instant(at),
            place=place,
            label=title[1],
            title=title[2],
            new=new,
            card=unescape(text_of(said)),
        )


@asynccontextmanager
async def everybody(
    database: str,
    agreement: Agreement,
    begin: Instant,
    *,
    in_slack: str,
    leads: tuple[str, str],
    homes: Mapping[str, str] = MappingProxyType({}),
) -> AsyncIterator[Everybody]:
    """An example in force.

    Args:
        database: the address of an empty one.
        agreement: what was agreed.
        begin: when.
        in_slack: key of the party that is in Slack; everybody else is in Teams.
        leads: the seats of the two leads.
        homes: further workspaces and tenants, with the key of the party that each belongs to.
    """
    async with on_both(database, begin, public_url=PUBLIC_URL) as services:
        world = Everybody(**vars(services), agreement=agreement)
        world.people, room = _in_their_chats(world, in_slack)
        bound = read_bindings(_bindings(world, room, in_slack, leads, homes), agreement)
        async with world.accord.storage.transaction() as tx:
            await import_agreement(tx, agreement, bound, world.clock.now())
        await world.settled()
        yield world


def _in_their_chats(
    world: Everybody, in_slack: str
) -> tuple[Mapping[str, InSlack | InTeams], TeamsRoom]:
    """A person for each seat; who stays out of the room has a chat with Accord only."""
    room = world.teams.room("study")
    people: dict[str, InSlack | InTeams] = {}
    in_channel = []
    for seat in world.agreement.seats:
        if seat.party == in_slack:
            user = f"U0{seat.key.replace('_', '').upper()}"
            world.slack.add_person(user, name=seat.title)
            in_channel += [user] if seat.contact.in_room else []
            people[seat.key] = InSlack(world=world, user=user)
        else:
            person = TeamsPerson(seat.title, HOST_TENANT)
            chat = world.teams.chat_with(person)
            room.members += [person] if seat.contact.in_room else []
            where = room if seat.contact.in_room else chat
            people[seat.key] = InTeams(world=world, person=person, room=where)
    world.slack.add_channel(CHANNEL, *in_channel)
    return people, room


def _bindings(
    world: Everybody,
    room: TeamsRoom,
    in_slack: str,
    leads: tuple[str, str],
    homes: Mapping[str, str],
) -> str:
    lines = ["tenants:"]
    own = [(p.key, p.key == in_slack) for p in world.agreement.parties]
    for party, slack in own:
        home = f"slack:{_TEAM}" if slack else f"teams:{HOST_TENANT}"
        lines.append(f'  - {{party: {party}, address: "{home}"}}')
    lines += [f'  - {{party: {party}, address: "{home}"}}' for home, party in homes.items()]
    lines.append("rooms:")
    for party, slack in own:
        place = f"slack:{_TEAM}/{CHANNEL}" if slack else room.address
        lines.append(f'  - {{party: {party}, address: "{place}"}}')
    lines.append("people:")
    for seat, person in world.people.items():
        if isinstance(person, InSlack):
            where = f"slack:{_TEAM}/{person.user}"
        else:
            where = person.person.address
        lead = ", lead: true" if seat in leads else ""
        name = json.dumps(world.agreement.seat[seat].title)
        lines.append(f'  - {{name: {name}, addresses: ["{where}"], seats: [{seat}]{lead}}}')
    return "\n".join(lines)
