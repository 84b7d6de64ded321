"""Prints what was measured: each figure beside its floor, each ratio beside its aim."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bench.contest import Results


@dataclass(frozen=True)
class Aim:
    """A ratio of two servers and what it should be."""

    figure: Literal["rate", "p50", "p99", "cpu"]
    ours: str
    floor: str
    clients: int
    at_least: float | None = None
    at_most: float | None = None


def print_results(title: str, results: Results) -> None:
    """One line for each server and number of clients."""
    print(f"\n{title}")
    print(
        f"  {'':34}{'clients':>8}{'per s':>10}"
        f"{'p50 ms':>10}{'p99 ms':>10}{'cpu ms':>10}{'load busy':>11}"
    )
    for (name, clients), found in sorted(results.items(), key=lambda one: one[0][1]):
        times = f"{found.p50:10.2f}{found.p99:10.2f}{found.cpu:10.2f}"
        print(f"  {name:34}{clients:8}{found.rate:10.0f}{times}{found.own:11.0%}")


def print_aims(results: Results, aims: Sequence[Aim]) -> bool:
    """The ratios; gives whether all of them are as they should be."""
    met = [_print_aim(results, aim) for aim in aims]
    return all(met)


def _print_aim(results: Results, aim: Aim) -> bool:
    ours: float = getattr(results[aim.ours, aim.clients], aim.figure)
    floor: float = getattr(results[aim.floor, aim.clients], aim.figure)
    ratio = ours / floor
    if aim.at_least is not None:
        met, wished = ratio >= aim.at_least, f"at least {aim.at_least:.2f}"
    else:
        most = aim.at_most or 0.0
        met, wished = ratio <= most, f"at most {most:.2f}"
    figure = f"{aim.figure} at {aim.clients}"
    verdict = "met" if met else "MISSED"
    print(f"  {figure:12} {aim.ours} / {aim.floor}: {ratio:.2f} (aim: {wished}) {verdict}")
    return met
