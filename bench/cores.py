"""Which processor core does what: what is measured has one for itself."""

import os

SERVER = 0
#: The load, the platforms and the database share the other core, as they would be elsewhere.
ELSEWHERE = 1


def settle_on(core: int) -> bool:
    """Keep this process, and what it starts, on one core; False where that cannot be done."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    there = sorted(os.sched_getaffinity(0) | {SERVER, ELSEWHERE})
    usable = [each for each in there if each < (os.cpu_count() or 1)]
    if len(usable) <= max(SERVER, ELSEWHERE):
        return False
    os.sched_setaffinity(0, {usable[core]})
    return True
