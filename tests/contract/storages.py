"""The three storages that one contract suite runs on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import text

from bot.cards.card import Button, Card, paragraph
from bot.domain.address import Address
from bot.domain.instant import Instant, instant
from bot.domain.people import Collaboration, Person
from bot.engine.outgoing import Draft
from bot.engine.platform import PlatformFacts
from bot.engine.storage_ports import Storage, Transaction
from storage.engine import Engines, create_engines
from storage.memory import MemoryPlatformFacts, MemoryStorage
from storage.platform_facts import SqlPlatformFacts
from storage.settings import StorageSettings
from storage.transaction import SqlStorage

T = TypeVar("T")
NOW = instant(datetime(2026, 12, 4, 11, 30, tzinfo=UTC))
ALICE = Address("slack", "T0SPONSOR", "U0ALICE")
BOB = Address("teams", "t-cro", "bob")
ROOM = Address("slack", "T0SPONSOR", "C0STUDY")


def later(**amount: float) -> Instant:
    return instant(NOW + timedelta(**amount))


def a_card(title: str = "Weekly update is due") -> Card:
    button = Button("Update", "update.open", {"checkin": "c/weekly"})
    return Card(title, (paragraph("Due at ", "17:00."),), (button,), f"{title}.")


def a_draft(key: str = "m1", **changes: object) -> Draft:
    values = {"key": key, "collaboration": "c1", "to": ROOM, "card": a_card(), **changes}
    return Draft(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_collaboration(id_: str = "c1", **changes: object) -> Collaboration:
    values = {"id": id_, "key": f"study-{id_}", "title": "Rat study", "version": 1, **changes}
    return Collaboration(**values)  # type: ignore[arg-type]  # likewise


def a_person(id_: str = "alice", *addresses: Address) -> Person:
    return Person(id=id_, name=id_.title(), addresses=addresses)


@dataclass
class Place:
    """Where data is: it can be opened more than once, as by several replicas."""

    settings: StorageSettings | None
    memory: MemoryStorage = field(default_factory=MemoryStorage)
    memory_facts: MemoryPlatformFacts = field(default_factory=MemoryPlatformFacts)
    opened: list[Engines] = field(default_factory=list)

    @property
    def is_memory(self) -> bool:
        return self.settings is None

    @property
    def is_postgresql(self) -> bool:
        return self.settings is not None and not self.settings.is_sqlite

    def engines(self) -> Engines:
        assert self.settings is not None
        self.opened.append(create_engines(self.settings))
        return self.opened[-1]

    def open(self) -> Storage:
        return self.memory if self.is_memory else SqlStorage(self.engines())

    def facts(self, *keys: str) -> PlatformFacts:
        if not self.is_memory:
            return SqlPlatformFacts(self.engines(), keys)
        return self.memory_facts.opened_with(keys)

    async def close(self) -> None:
        while self.opened:
            await self.opened.pop().close()


async def waits(storage: Storage, read: Callable[[Transaction], Awaitable[T]]) -> "asyncio.Task[T]":
    """Another transaction that begins to read; it has been given time to get through."""

    async def other() -> T:
        async with storage.transaction() as tx:
            return await read(tx)

    task = asyncio.create_task(other())
    await asyncio.wait({task}, timeout=0.3)
    return task


class OnPurposeError(Exception):
    """What a test raises to roll a transaction back."""


@asynccontextmanager
async def rolled_back(storage: Storage) -> AsyncIterator[Transaction]:
    """A transaction that ends with an error."""
    with suppress(OnPurposeError):
        async with storage.transaction() as tx:
            yield tx
            raise OnPurposeError


async def saved(storage: Storage, *ids: str) -> None:
    """Save collaborations, for tests that only need them to be there."""
    async with storage.transaction() as tx:
        for id_ in ids:
            await tx.directory.save_collaboration(a_collaboration(id_))


async def somebody_waits_for_a_lock(place: Place) -> None:
    """Wait until a transaction on this PostgreSQL database is held up by another one."""
    waiting = text(
        "SELECT 1 FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    reader = place.engines().reader
    async with asyncio.timeout(10):
        while True:
            async with reader.begin() as connection:  # its view of the others is made once
                if (await connection.execute(waiting)).first() is not None:
                    return
