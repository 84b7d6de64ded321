"""Plays a person at the Playground's page in a real browser, from lists of steps."""

import asyncio
import json
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_SCRIPT = Path(__file__).parent / "click.cjs"
#: A result holds the text of the whole page on one line.
_LONGEST_LINE = 4 * 1024 * 1024
_CLOSING_SECONDS = 20


class BrowserFailedError(RuntimeError):
    """The browser itself did not run, which says nothing about the page."""


class Page:
    """The page, open from entering the context to leaving it.

    What arrives while no page is open is never shown, so a story needs one page from begin to end.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *("node", str(_SCRIPT), self._url),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_LONGEST_LINE,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        # The end of its input lets the script close the browser.
        self._process.stdin.close()
        try:
            async with asyncio.timeout(_CLOSING_SECONDS):
                await self._process.communicate()
        finally:
            if self._process.returncode is None:
                self._process.kill()
                await self._process.wait()

    async def take(self, steps: list[dict[str, Any]], *, seconds: float = 120) -> dict[str, Any]:
        """Take the steps; `click.cjs` says which there are and what comes back."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        async with asyncio.timeout(seconds):
            self._process.stdin.write(json.dumps(steps).encode() + b"\n")
            said = await self._process.stdout.readline()
            if not said:
                complained = await self._process.stderr.read()
                raise BrowserFailedError(complained.decode("utf-8", "replace").strip())
        result: dict[str, Any] = json.loads(said)
        return result


async def click(url: str, steps: list[dict[str, Any]], *, seconds: float = 120) -> dict[str, Any]:
    """Open the page, take the steps and close it."""
    async with Page(url) as page:
        return await page.take(steps, seconds=seconds)
