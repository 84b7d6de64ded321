"""Plays a person at the Playground's page in a real browser, from a list of steps."""

import asyncio
import json
from pathlib import Path
from typing import Any

_SCRIPT = Path(__file__).parent / "click.cjs"


class BrowserFailedError(RuntimeError):
    """The browser itself did not run, which says nothing about the page."""


async def click(url: str, steps: list[dict[str, Any]], *, seconds: float = 120) -> dict[str, Any]:
    """Take the steps at the page; `click.cjs` says which there are and what comes back."""
    process = await asyncio.create_subprocess_exec(
        *("node", str(_SCRIPT), url),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(seconds):
            said, complained = await process.communicate(json.dumps(steps).encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise BrowserFailedError(complained.decode("utf-8", "replace").strip())
    result: dict[str, Any] = json.loads(said)
    return result
