"""The floor with Slack's framework: Bolt that echoes, after one INSERT when given a database."""

import asyncio
import sys
from typing import Any
from uuid import uuid4

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import Column, MetaData, Table, Text, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bench import cores
from bench.names import SIGNING_SECRET
from bench.processes import serve

_metadata = MetaData()
_updates = Table("updates", _metadata, Column("id", Text, primary_key=True), Column("said", Text))


def _engine(url: str) -> AsyncEngine:
    """The database as shipped, set to the same safety as Accord's own."""
    if not url.startswith("sqlite"):
        return create_async_engine(url, pool_size=10, max_overflow=5)
    engine = create_async_engine(url, pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


async def _authorize() -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id="T0SPONSOR", bot_token="xoxb-sponsor", bot_user_id="U0BOT"
    )


async def _run(database: str | None) -> None:
    bolt = AsyncApp(
        signing_secret=SIGNING_SECRET, authorize=_authorize, process_before_response=True
    )

    @bolt.command("/accord")
    async def echo(ack: AsyncAck, command: dict[str, str]) -> None:
        await ack(response_type="ephemeral", text=command["text"])

    if database is not None:
        engine = _engine(database)
        async with engine.begin() as connection:
            await connection.run_sync(_metadata.create_all)

        @bolt.view("checkin.send")
        async def keep(ack: AsyncAck, view: dict[str, Any]) -> None:
            said = str(view["state"]["values"]["item_0"]["answer"]["value"])
            async with engine.begin() as connection:
                await connection.execute(_updates.insert(), {"id": uuid4().hex, "said": said})
            await ack()

    async def answer(request: web.Request) -> web.Response:
        response = await bolt.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(response)

    application = web.Application()
    application.router.add_post("/slack/events", answer)
    await serve(application)


if __name__ == "__main__":
    cores.settle_on(int(sys.argv[1]))
    asyncio.run(_run(sys.argv[2] if len(sys.argv) > 2 else None))
