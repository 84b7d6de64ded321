"""The comparison for a tick: APScheduler with one job per cadence in its SQLAlchemy job store.

It fires a job by reading it, computing its next time and writing that back; what the job would do
is not done here, so it is measured without any work of its own.
"""

import asyncio
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import func, literal, select

from bench.names import DUE

_A_WEEK = timedelta(weeks=1)
_fired = asyncio.Semaphore(0)


async def job() -> None:
    """What falls due: nothing but the count that it did."""
    _fired.release()


class ManyJobs:
    """A scheduler on a job store of so many weekly jobs."""

    def __init__(self, scheduler: AsyncIOScheduler) -> None:
        self._scheduler = scheduler

    @classmethod
    @contextmanager
    def open(cls, url: str, count: int) -> "Iterator[ManyJobs]":
        """Make the jobs: as many as fall due at once one by one, all others as copies of these."""
        store = SQLAlchemyJobStore(url, pickle_protocol=pickle.HIGHEST_PROTOCOL)
        scheduler = AsyncIOScheduler(
            jobstores={"default": store},
            job_defaults={"coalesce": True, "misfire_grace_time": None},
            timezone=UTC,
        )
        later = datetime.now(UTC) + _A_WEEK  # noqa: TID251 - APScheduler reads this clock, too
        for number in range(DUE):
            scheduler.add_job(job, "interval", weeks=1, id=str(number), next_run_time=later)
        # Paused it writes the jobs and fires none, however long the copies take.
        scheduler.start(paused=True)
        _copy(store, count)
        scheduler.resume()
        try:
            yield cls(scheduler)
        finally:
            scheduler.shutdown(wait=False)

    async def make_due(self, count: int) -> None:
        """Let the first ones be due."""
        past = datetime.now(UTC) - timedelta(seconds=1)  # noqa: TID251 - as above
        self._scheduler.pause()
        for number in range(count):
            self._scheduler.modify_job(str(number), next_run_time=past)

    async def fire(self, count: int) -> None:
        """Let it go on, and wait until all that was due has run."""
        self._scheduler.resume()
        for _ in range(count):
            await _fired.acquire()


def _copy(store: SQLAlchemyJobStore, count: int) -> None:
    table = store.jobs_t
    with store.engine.begin() as connection:
        while (there := connection.scalar(select(func.count()).select_from(table)) or 0) < count:
            again = select(
                table.c.id + literal(f"/{there}"),
                table.c.next_run_time + 60.0 * there,
                table.c.job_state,
            )
            names = ["id", "next_run_time", "job_state"]
            limited = again.limit(count - there)
            connection.execute(table.insert().from_select(names, limited))
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
