"""Several servers, measured in turn in each round, so that a noisy moment meets all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.load import Once, Sample, Summary, drive
from bench.processes import busy


@dataclass(frozen=True)
class Entrant:
    """A server that runs, and what is done with it."""

    name: str
    port: int
    once: Once
    warm_up: float = 0.5
    """Seconds of load before anything is measured."""
    pid: int | None = None
    """The process of the server, where its processor time is measured."""


@dataclass(frozen=True)
class Effort:
    """How long everything is measured."""

    rounds: int
    seconds: float
    clients: tuple[int, ...]


FULL = Effort(rounds=5, seconds=0.8, clients=(1, 16, 64))
QUICK = Effort(rounds=2, seconds=0.4, clients=(1, 16))

Results = Mapping[tuple[str, int], Summary]
"""By name and number of clients."""


async def measure(entrants: Sequence[Entrant], effort: Effort) -> Results:
    """Measure all of them in interleaved rounds; gives the medians."""
    for entrant in entrants:
        await drive(entrant.port, entrant.once, clients=8, seconds=entrant.warm_up)
    samples: dict[tuple[str, int], list[Sample]] = {}
    for number in range(effort.rounds):
        # Every other round backwards: who comes first must not be favoured.
        order = entrants if number % 2 == 0 else entrants[::-1]
        for clients in effort.clients:
            for entrant in order:
                begin = busy(entrant.pid) if entrant.pid else 0.0
                sample = await drive(
                    entrant.port, entrant.once, clients=clients, seconds=effort.seconds
                )
                sample.theirs = busy(entrant.pid) - begin if entrant.pid else 0.0
                samples.setdefault((entrant.name, clients), []).append(sample)
    return {key: Summary.of(found) for key, found in samples.items()}
