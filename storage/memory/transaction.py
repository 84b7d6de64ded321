"""Transactions on memory: one writer at a time, readers see what was committed when they began."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.engine.storage_ports import Storage, Transaction
from storage.encryption import Encryption
from storage.memory.actions import MemoryActions
from storage.memory.agenda import MemoryAgenda
from storage.memory.agreements import MemoryAgreements
from storage.memory.amendments import MemoryAmendments
from storage.memory.checkins import MemoryCheckIns
from storage.memory.decisions import MemoryDecisions
from storage.memory.digests import MemoryDigests
from storage.memory.directory import MemoryDirectory
from storage.memory.escalations import MemoryEscalations
from storage.memory.heads_ups import MemoryHeadsUps
from storage.memory.inbox import MemoryInbox
from storage.memory.joining import MemoryJoining
from storage.memory.learning import MemoryLearning
from storage.memory.meetings import MemoryMeetings
from storage.memory.outbox import MemoryOutbox
from storage.memory.ownership import MemoryOwnership
from storage.memory.partners import MemoryPartners
from storage.memory.past_work import MemoryPastWork
from storage.memory.pulse import MemoryPulse
from storage.memory.questions import MemoryQuestions
from storage.memory.record import MemoryRecord
from storage.memory.retrospectives import MemoryRetrospectives
from storage.memory.state import State, Work
from storage.memory.suggestions import MemorySuggestions
from storage.memory.thanks import MemoryThanks
from storage.memory.unsent import MemoryUnsent


class MemoryTransaction:
    """`bot.engine.storage_ports.Transaction`."""

    def __init__(self, work: Work, encryption: Encryption) -> None:
        self.inbox = MemoryInbox(work)
        self.directory = MemoryDirectory(work)
        self.agreements = MemoryAgreements(work)
        self.amendments = MemoryAmendments(work)
        self.joining = MemoryJoining(work)
        self.ownership = MemoryOwnership(work)
        self.checkins = MemoryCheckIns(work)
        self.escalations = MemoryEscalations(work)
        self.digests = MemoryDigests(work)
        self.meetings = MemoryMeetings(work)
        self.actions = MemoryActions(work)
        self.decisions = MemoryDecisions(work)
        self.questions = MemoryQuestions(work)
        self.heads_ups = MemoryHeadsUps(work)
        self.thanks = MemoryThanks(work)
        self.suggestions = MemorySuggestions(work)
        self.unsent = MemoryUnsent(work)
        self.learning = MemoryLearning(work)
        self.partners = MemoryPartners(work)
        self.past_work = MemoryPastWork(work)
        self.pulse = MemoryPulse(work, encryption)
        self.retrospectives = MemoryRetrospectives(work)
        self.agenda = MemoryAgenda(work)
        self.outbox = MemoryOutbox(work)
        self.record = MemoryRecord(work)


@dataclass
class _Committed:
    """What transactions left, for all who work on the same memory."""

    state: State = field(default_factory=State)
    writer: asyncio.Lock = field(default_factory=asyncio.Lock)


class MemoryStorage:
    """`bot.engine.storage_ports.Storage`. A transaction must not be opened inside another one."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._encryption = Encryption(tuple(keys))
        self._committed = _Committed()

    def opened_with(self, keys: Iterable[str]) -> "MemoryStorage":
        """The same memory under other keys, as after a restart with another configuration."""
        again = MemoryStorage(keys)
        again._committed = self._committed
        return again

    @property
    def _state(self) -> State:
        return self._committed.state

    @_state.setter
    def _state(self, state: State) -> None:
        self._committed.state = state

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """A writing transaction."""
        async with self._committed.writer:
            work = Work(self._state.copy(), writing=True)
            yield MemoryTransaction(work, self._encryption)
            work.state.check_references()
            self._state = work.state

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """A consistent view for reading."""
        yield MemoryTransaction(Work(self._state, writing=False), self._encryption)

    async def close(self) -> None:
        """Nothing to close; here so that it can stand in for the real one."""


def _storage(storage: MemoryStorage) -> Storage:
    # Only for the type checker: it objects here when the class and its port drift apart.
    return storage
