"""`accord serve --dev` as a process of its own, to be killed and started again."""

import asyncio
import os
import socket
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import aiohttp

from bot.domain.instant import Instant

_ROOT = Path(__file__).parents[2]
_LISTENING = "Accord is listening"
_PATIENCE = 60.0


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process: nobody else's settings, and no proxy to the fakes."""
    ours = ("ACCORD_", "SLACK_", "TEAMS_")
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**inherited, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", **settings}


async def accord(settings: Mapping[str, str], *arguments: str) -> tuple[int, str]:
    """Run one command of Accord to its end; gives its exit code and what it said."""
    process = await _started(settings, arguments, asyncio.subprocess.STDOUT)
    said, _ = await asyncio.wait_for(process.communicate(), _PATIENCE)
    return process.returncode or 0, said.decode()


async def _started(
    settings: Mapping[str, str], arguments: Sequence[str], errors: int
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", *arguments),
        cwd=_ROOT,
        env=environment(settings),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=errors,
    )


class Replica:
    """One process of Accord. It is ready between `start` and `kill`."""

    def __init__(self, settings: Mapping[str, str], session: aiohttp.ClientSession) -> None:
        self._port = _free_port()
        self._settings = {**settings, "ACCORD_PORT": str(self._port)}
        self._session = session
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()
        self.complaints: list[str] = []
        """What it logged as wrong, over all its lives."""
        self.last_words: deque[str] = deque(maxlen=60)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    async def start(self, now: Instant) -> None:
        """Start it and wait until it listens and its clock shows the time of the others."""
        self._process = await _started(
            self._settings, ("serve", "--dev"), asyncio.subprocess.STDOUT
        )
        listening = asyncio.Event()
        self._reading = asyncio.create_task(self._read(self._process, listening))
        waiting = asyncio.create_task(listening.wait())
        await asyncio.wait(
            {waiting, self._reading}, timeout=_PATIENCE, return_when=asyncio.FIRST_COMPLETED
        )
        waiting.cancel()
        assert listening.is_set(), "Accord did not start:\n" + "\n".join(self.last_words)
        assert await self.move(now)
        self.ready.set()

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.ready.clear()
        if self._process is None or self._reading is None:
            return
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        await self._reading
        self._process = None

    async def move(self, moment: Instant) -> bool:
        """Move its clock; False when it was killed meanwhile."""
        target = {"set": moment.isoformat()}
        try:
            async with self._session.post(f"{self.url}/dev/clock", json=target) as answer:
                text = await answer.text()
        except aiohttp.ClientError:
            return False
        # Its clock runs: it may have passed the moment already, which is as good.
        assert answer.status == 200 or "only moves ahead" in text, "\n".join(self.last_words)
        return True

    async def _read(self, process: asyncio.subprocess.Process, listening: asyncio.Event) -> None:
        assert process.stdout is not None
        async for raw in process.stdout:
            line = raw.decode(errors="replace").rstrip()
            self.last_words.append(line)
            if _LISTENING in line:
                listening.set()
            if " ERROR " in line or " CRITICAL " in line or "Traceback" in line:
                self.complaints.append(line)


def _free_port() -> int:
    # Chosen once: a process comes back where the services know it.
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
