"""Drives a server for a while with so many clients, and says how it went."""

import asyncio
import gc
import statistics
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import perf_counter, process_time
from typing import Self

from bench.http import Connection


@dataclass
class Sample:
    """One round: how long each request took, in seconds, and the whole of it."""

    took: list[float] = field(default_factory=list)
    seconds: float = 0.0
    own: float = 0.0
    """Seconds of processor time that making the load took."""
    theirs: float = 0.0
    """Seconds of processor time that the server took."""

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.took) / self.seconds

    def percentile(self, part: float) -> float:
        """The time within which this part of the requests was answered."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


@dataclass(frozen=True)
class Summary:
    """The medians of several rounds; times in milliseconds."""

    rate: float
    p50: float
    p99: float
    own: float
    """Share of a core that making the load took: near 1 it is the load that is measured."""
    cpu: float
    """Processor time of the server for one request: other work hardly moves it."""

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> Self:
        """Take the median of each figure over the rounds."""
        median = statistics.median
        return cls(
            rate=median(s.rate for s in samples),
            p50=1000 * median(s.percentile(0.50) for s in samples),
            p99=1000 * median(s.percentile(0.99) for s in samples),
            own=median(s.own / s.seconds for s in samples),
            cpu=1000 * sum(s.theirs for s in samples) / sum(len(s.took) for s in samples),
        )


Once = Callable[[Connection], Awaitable[None]]
"""Does one thing over a connection and raises when it went wrong."""


async def drive(port: int, once: Once, *, clients: int, seconds: float) -> Sample:
    """Let clients do it again and again, each waiting for its own answer before the next."""
    sample = Sample()
    async with AsyncExitStack() as stack:
        open_ones = [
            await stack.enter_async_context(await Connection.open(port)) for _ in range(clients)
        ]
        gc.collect()
        gc.disable()
        try:
            begin, own = perf_counter(), process_time()
            until = begin + seconds
            await asyncio.gather(*(_client(one, once, until, sample.took) for one in open_ones))
            sample.seconds, sample.own = perf_counter() - begin, process_time() - own
        finally:
            gc.enable()
    return sample


async def _client(connection: Connection, once: Once, until: float, took: list[float]) -> None:
    while (start := perf_counter()) < until:
        await once(connection)
        took.append(perf_counter() - start)
