"""What a restart of the database server costs: of each pool of connections, one request."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack

import pytest
from sqlalchemy import text

from bot.engine.storage_ports import Storage, Transaction
from storage.errors import StorageUnavailable
from tests.contract.storages import Place

Begin = Callable[[Storage], AbstractAsyncContextManager[Transaction]]

#: What a server does to its connections when it restarts; it waits until they are gone.
_END_ALL_OTHERS = text(
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def _works(begin: Begin, storage: Storage) -> bool:
    try:
        async with begin(storage) as tx:
            await tx.directory.revision()
    except StorageUnavailable:
        return False
    return True


@pytest.mark.parametrize(
    "begin",
    [lambda storage: storage.transaction(), lambda storage: storage.reading()],
    ids=["writing", "reading"],
)
async def test_after_the_server_ended_all_connections_one_request_fails(
    place: Place, begin: Begin
) -> None:
    if not place.is_postgresql:
        pytest.skip("there is no server")
    storage = place.open()
    async with AsyncExitStack() as several:
        for _ in range(4):
            tx = await several.enter_async_context(begin(storage))
            await tx.directory.revision()
    async with place.engines().writer.begin() as connection:
        ended = (await connection.execute(_END_ALL_OTHERS)).scalars().all()
    assert ended == [True] * 4
    # The first to notice makes the pool forget all its connections.
    assert [await _works(begin, storage) for _ in range(6)] == [False] + [True] * 5
