"""Doing a transaction again when another one was faster."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.engine.storage_ports import TransactionConflictError

T = TypeVar("T")
_TRIES = 5


async def until_settled(work: Callable[[], Awaitable[T]]) -> T:
    """Do work that opens its own transaction, again for as long as it loses a race.

    Raises:
        TransactionConflictError: it lost five times in a row; the caller's caller tries later.
    """
    for _ in range(_TRIES - 1):
        try:
            return await work()
        except TransactionConflictError:
            continue
    return await work()
