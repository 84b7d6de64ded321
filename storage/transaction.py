"""Transactions on SQLite and PostgreSQL."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.engine.storage_ports import Storage, Transaction
from storage.encryption import Encryption
from storage.engine import Engines, create_engines
from storage.repositories.actions import SqlActions
from storage.repositories.agenda import SqlAgenda
from storage.repositories.agreements import SqlAgreements
from storage.repositories.amendments import SqlAmendments
from storage.repositories.checkins import SqlCheckIns
from storage.repositories.decisions import SqlDecisions
from storage.repositories.digests import SqlDigests
from storage.repositories.directory import SqlDirectory
from storage.repositories.escalations import SqlEscalations
from storage.repositories.heads_ups import SqlHeadsUps
from storage.repositories.inbox import SqlInbox
from storage.repositories.joining import SqlJoining
from storage.repositories.learning import SqlLearning
from storage.repositories.meetings import SqlMeetings
from storage.repositories.outbox import SqlOutbox
from storage.repositories.ownership import SqlOwnership
from storage.repositories.partners import SqlPartners
from storage.repositories.past_work import SqlPastWork
from storage.repositories.pulse import SqlPulse
from storage.repositories.questions import SqlQuestions
from storage.repositories.record import SqlRecord
from storage.repositories.retrospectives import SqlRetrospectives
from storage.repositories.suggestions import SqlSuggestions
from storage.repositories.thanks import SqlThanks
from storage.repositories.unsent import SqlUnsent
from storage.settings import StorageSettings
from storage.statements import Statements, statements


class SqlTransaction:
    """`bot.engine.storage_ports.Transaction`: all stores on one connection."""

    def __init__(self, run: Statements, encryption: Encryption) -> None:
        self.inbox = SqlInbox(run)
        self.directory = SqlDirectory(run)
        self.agreements = SqlAgreements(run)
        self.amendments = SqlAmendments(run)
        self.joining = SqlJoining(run)
        self.ownership = SqlOwnership(run)
        self.checkins = SqlCheckIns(run)
        self.escalations = SqlEscalations(run)
        self.digests = SqlDigests(run)
        self.meetings = SqlMeetings(run)
        self.actions = SqlActions(run)
        self.decisions = SqlDecisions(run)
        self.questions = SqlQuestions(run)
        self.heads_ups = SqlHeadsUps(run)
        self.thanks = SqlThanks(run)
        self.suggestions = SqlSuggestions(run)
        self.unsent = SqlUnsent(run)
        self.learning = SqlLearning(run)
        self.partners = SqlPartners(run)
        self.past_work = SqlPastWork(run)
        self.pulse = SqlPulse(run, encryption)
        self.retrospectives = SqlRetrospectives(run)
        self.agenda = SqlAgenda(run)
        self.outbox = SqlOutbox(run)
        self.record = SqlRecord(run)


class SqlStorage:
    """`bot.engine.storage_ports.Storage`.

    A transaction must not be opened inside another one: on SQLite there is one writer, so the inner
    one would wait for the outer.
    """

    def __init__(self, engines: Engines, keys: Iterable[str] = ()) -> None:
        self._engines = engines
        self._encryption = Encryption(tuple(keys))

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """A writing transaction."""
        return self._on(self._engines.writer, writing=True)

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """A consistent view for reading, on connections of its own."""
        return self._on(self._engines.reader, writing=False)

    async def close(self) -> None:
        """Close all connections."""
        await self._engines.close()

    @asynccontextmanager
    async def _on(self, engine: AsyncEngine, *, writing: bool) -> AsyncIterator[Transaction]:
        async with statements(engine, writing=writing) as run:
            yield SqlTransaction(run, self._encryption)


def open_storage(settings: StorageSettings) -> SqlStorage:
    """Storage on a database that `storage.schema.upgrade` has prepared. Does no I/O yet."""
    return SqlStorage(create_engines(settings))


def _storage(storage: SqlStorage) -> Storage:
    # Only for the type checker: it objects here when the class and its port drift apart.
    return storage
