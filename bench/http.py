"""A client that costs little: requests are made before, answers are read only as far as needed.

aiohttp's own client takes longer for a request than the fastest server measured here takes for
its answer, and would be what is measured.
"""

import asyncio
from dataclasses import dataclass
from types import TracebackType
from typing import Self

_END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


def post(path: str, body: bytes, **headers: str) -> bytes:
    """A whole POST request; in the names of headers `_` stands for `-`."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Content-Length: {len(body)}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + _END_OF_HEAD + body


class Connection(asyncio.Protocol):
    """One kept connection; one request at a time."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Answer] | None = None

    @classmethod
    async def open(cls, port: int) -> Self:
        """Connect to a server of this machine."""
        loop = asyncio.get_running_loop()
        _, protocol = await loop.create_connection(cls, "127.0.0.1", port)
        return protocol

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._transport is not None:
            self._transport.close()

    def ask(self, request: bytes) -> "asyncio.Future[Answer]":
        """Send a request; the result is its answer."""
        if self._transport is None:
            raise ConnectionError("not connected")
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._waiting

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Asyncio's call: the connection stands."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Asyncio's call: something of an answer came."""
        self._buffer += data
        head, found, rest = bytes(self._buffer).partition(_END_OF_HEAD)
        if not found:
            return
        length = _length(head)
        if len(rest) < length or self._waiting is None:
            return
        self._buffer.clear()
        waiting, self._waiting = self._waiting, None
        if not waiting.done():
            waiting.set_result(Answer(int(head[9:12]), rest[:length]))

    def connection_lost(self, exc: Exception | None) -> None:
        """Asyncio's call: the connection is gone."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(exc or ConnectionError("the server closed the connection"))


def _length(head: bytes) -> int:
    lower = head.lower()
    if b"transfer-encoding" in lower:
        raise ValueError("answers in chunks are not read here")
    _, found, after = lower.partition(b"content-length:")
    return int(after.split(b"\r\n", 1)[0]) if found else 0
