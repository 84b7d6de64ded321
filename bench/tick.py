"""A tick: a hundred reminders fall due while the agenda holds a few or very many other rows."""

import statistics
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine, func, insert, literal, select

from adapters.export_links import ExportLinks
from adapters.partner_links import PartnerLinks
from bench.contest import QUICK, Effort
from bench.many_jobs import ManyJobs
from bench.names import DUE
from bench.running import BEGIN, ClockFromBegin
from bench.world import prepare
from bot.config import Settings
from bot.domain.checkin import CheckIn
from bot.domain.instant import instant
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.directory import DirectoryCache
from bot.engine.storage_ports import Storage
from bot.engine.ticker import Ticker
from bot.engine.workings import Workings
from storage.engine import create_sync_engine
from storage.rows import agenda_values
from storage.settings import StorageSettings
from storage.tables import agenda
from storage.transaction import open_storage
from tests.postgres import PostgresServer, find_binaries

SIZES = (10_000, 100_000, 1_000_000)
OURS, JOBS = "Accord", "APScheduler, SQLAlchemy job store"
#: How much longer a tick may take with a hundred times the rows.
FLAT = 1.3
_FIRST = 1000
_COLUMNS = [column.name for column in agenda.columns]


@dataclass
class Entrant:
    """What fires a hundred, on a database of some size."""

    name: str
    size: int
    make_due: Callable[[int], Awaitable[None]]
    fire: Callable[[int], Awaitable[None]]
    took: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Milliseconds for the hundred."""
        return 1000 * statistics.median(self.took)


async def run(effort: Effort) -> bool:
    """Measure on both databases and print; gives whether a tick takes as long whatever is there."""
    sizes = SIZES[:2] if effort == QUICK else SIZES
    with tempfile.TemporaryDirectory(prefix="accord-bench-") as folder:
        names = iter(range(2 * len(sizes)))
        flat = await _run_on(
            "SQLite", lambda: f"sqlite:///{Path(folder) / str(next(names))}.db", sizes, effort
        )
    if find_binaries() is None:
        print("\nA tick on PostgreSQL: not measured, no PostgreSQL server is installed.")
        return flat
    with PostgresServer() as postgres:
        return await _run_on("PostgreSQL", postgres.create_database, sizes, effort) and flat


async def _run_on(
    database: str, new: Callable[[], str], sizes: Sequence[int], effort: Effort
) -> bool:
    async with _entrants(new, sizes) as entrants:
        for entrant in entrants:
            await _take(entrant, 1)  # what is kept in memory is there from now on
            entrant.took.clear()
        for number in range(effort.rounds):
            for entrant in entrants if number % 2 == 0 else entrants[::-1]:
                await _take(entrant, DUE)
    print(f"\nA tick that fires {DUE} rows on {database}, by how many rows there are")
    print(f"  {'':34}{'rows':>10}{'ms':>10}{'ms each':>10}")
    for one in sorted(entrants, key=lambda each: (each.name, each.size)):
        print(f"  {one.name:34}{one.size:10}{one.median:10.1f}{one.median / DUE:10.2f}")
    ours = {one.size: one.median for one in entrants if one.name == OURS}
    ratio = ours[sizes[-1]] / ours[sizes[0]]
    verdict = "met" if ratio <= FLAT else "MISSED"
    print(
        f"  {OURS}, {sizes[-1]} rows / {sizes[0]} rows: {ratio:.2f} (aim: at most {FLAT}) {verdict}"
    )
    print("  Accord decides, writes state, record and message; an APScheduler job does nothing.")
    return ratio <= FLAT


async def _take(entrant: Entrant, count: int) -> None:
    await entrant.make_due(count)
    begin = perf_counter()
    await entrant.fire(count)
    entrant.took.append(perf_counter() - begin)


@asynccontextmanager
async def _entrants(new: Callable[[], str], sizes: Sequence[int]) -> AsyncIterator[list[Entrant]]:
    entrants = []
    async with AsyncExitStack() as stack:
        for size in sizes:
            url = new()
            checkins = await prepare(url)
            _fill(create_sync_engine(StorageSettings(url=url)), checkins[0].collaboration, size)
            storage = open_storage(StorageSettings(url=url))
            stack.push_async_callback(storage.close)
            entrants.append(await _ours(storage, checkins, size))
            jobs_url = str(StorageSettings(url=new()).sync_url)
            jobs = stack.enter_context(ManyJobs.open(jobs_url, size))
            entrants.append(Entrant(JOBS, size, jobs.make_due, jobs.fire))
        yield entrants


def _fill(engine: Engine, collaboration: str, size: int) -> None:
    """Put other rows on the agenda: half of them done, half of them to come within two years."""
    later = timedelta(days=730) / _FIRST
    rows = [
        agenda_values(
            AgendaRow(
                key=f"{collaboration}/another/{number}",
                collaboration=collaboration,
                kind=AgendaKind.REMIND,
                due=instant(BEGIN + later * (number + 1) * (-1 if number % 2 else 1)),
                subject={"checkin": f"{collaboration}/another/{number}", "seat": "cro_pm"},
            )
        )
        | {"done_at": BEGIN if number % 2 else None}
        for number in range(_FIRST)
    ]
    count = select(func.count()).select_from(agenda)
    with engine.begin() as connection:
        connection.execute(insert(agenda), rows)
        while (there := connection.scalar(count) or 0) < size:
            again = select(agenda.c.key + literal(f"/{there}"), *list(agenda.columns)[1:])
            others = again.where(agenda.c.kind == AgendaKind.REMIND).limit(size - there)
            connection.execute(insert(agenda).from_select(_COLUMNS, others))
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


async def _ours(storage: Storage, checkins: list[CheckIn], size: int) -> Entrant:
    fresh, clock = iter(checkins), ClockFromBegin()
    nowhere = Settings()
    ticker = Ticker(
        Workings(
            storage=storage,
            clock=clock,
            directory=DirectoryCache(),
            agreements=AgreementCache(),
            platforms={},
            links=ExportLinks(nowhere.public_url, nowhere.secret_keys, clock),
            partner_links=PartnerLinks(nowhere.public_url, nowhere.secret_keys, clock),
            poke=lambda: None,  # nothing is delivered while a tick is measured
        )
    )

    while await ticker.tick():
        pass  # what the import put there to be looked at now is done

    async def make_due(count: int) -> None:
        async with storage.transaction() as tx:
            for _ in range(count):
                await tx.agenda.put(_reminder(next(fresh)))

    async def fire(count: int) -> None:
        fired = await ticker.tick()
        if fired != count:
            raise RuntimeError(f"{fired} rows were fired, not {count}")

    return Entrant(OURS, size, make_due, fire)


def _reminder(checkin: CheckIn) -> AgendaRow:
    return AgendaRow(
        key=f"{checkin.id}/{AgendaKind.REMIND}/cro_pm",
        collaboration=checkin.collaboration,
        kind=AgendaKind.REMIND,
        due=BEGIN,
        subject={"checkin": checkin.id, "seat": "cro_pm"},
    )
