"""`python -m bench [--quick] [name...]`: measure, and print every figure beside its floor."""

import argparse
import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine
from time import perf_counter

from bench import cores, in_process, slack_lookup, teams_reply, tick, update
from bench.contest import FULL, QUICK, Effort

_MEASUREMENTS: dict[str, Callable[[Effort], Coroutine[None, None, bool]]] = {
    "in-process": in_process.run,
    "slack-lookup": slack_lookup.run,
    "update": update.run,
    "teams-reply": teams_reply.run,
    "tick": tick.run,
}


def main() -> int:
    """Run what is asked for; a missed aim is printed, and is no failure of the run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(_MEASUREMENTS))
    parser.add_argument("--quick", action="store_true", help="two short rounds instead of five")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(_MEASUREMENTS)
    if unknown:
        parser.error(f"{', '.join(sorted(unknown))}: choose from {', '.join(_MEASUREMENTS)}")
    effort = QUICK if arguments.quick else FULL
    logging.disable(logging.WARNING)
    pinned = cores.settle_on(cores.ELSEWHERE)
    where = "a core of its own for what is measured" if pinned else "processes not pinned to cores"
    print(f"Medians of {effort.rounds} interleaved rounds; {where}; everything on loopback.")
    print("The machine's own noise moves all figures alike: the ratios count.")
    begin = perf_counter()
    met = [asyncio.run(_MEASUREMENTS[name](effort)) for name in arguments.names or _MEASUREMENTS]
    verdict = "All aims are met." if all(met) else "Not all aims are met; see MISSED above."
    print(f"\n{verdict} ({perf_counter() - begin:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
