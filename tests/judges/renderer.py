"""Microsoft's renderer of Adaptive Cards, started once and fed card by card.

Starting Node with the renderer takes most of a second; rendering a card takes milliseconds.
"""

import atexit
import json
import select
import subprocess
import tempfile
from functools import cache
from typing import Any

from tests.judges.node import (
    HOW_TO_INSTALL,
    JUDGES,
    NodeMissingError,
    ScriptFailedError,
    node_available,
)

_SCRIPT = JUDGES / "render_card.cjs"
_PATIENCE = 120.0  # seconds for one card


class Renderer:
    """A process that answers each card with what a person would see of it."""

    def __init__(self) -> None:
        # A file, not a pipe: nobody reads what the renderer warns about until it breaks.
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            ["node", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )

    def render(self, card: dict[str, Any]) -> dict[str, Any]:
        """Give the `errors`, `text` and `buttons` of a card.

        Raises:
            ScriptFailedError: the renderer itself broke, or took too long.
        """
        asks, answers = self._process.stdin, self._process.stdout
        assert asks is not None
        assert answers is not None
        line = b""
        try:
            asks.write(json.dumps(card).encode() + b"\n")
            asks.flush()
            # Each card is answered with one line, so that none is left unread between two.
            if select.select([answers], [], [], _PATIENCE)[0]:
                line = answers.readline()
        except BrokenPipeError:
            pass
        if not line:
            raise ScriptFailedError(f"{_SCRIPT.name} gave no answer: {self.stop()}")
        drawn: dict[str, Any] = json.loads(line)
        return drawn

    def stop(self) -> str:
        """End the process; give what it complained about."""
        if self._said.closed:
            return "it was stopped"
        self._process.kill()
        self._process.communicate()
        self._said.seek(0)
        said = self._said.read().decode(errors="replace").strip()
        self._said.close()
        return said


def render(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Render cards by the one renderer of this test process.

    Raises:
        NodeMissingError: Node or the npm packages are not installed.
        ScriptFailedError: the renderer broke; the next card gets another one.
    """
    renderer = _started()
    try:
        return [renderer.render(card) for card in cards]
    except ScriptFailedError:
        _started.cache_clear()
        raise


@cache
def _started() -> Renderer:
    if not node_available():
        raise NodeMissingError(f"Node or the judges' npm packages are missing; {HOW_TO_INSTALL}")
    renderer = Renderer()
    atexit.register(renderer.stop)
    return renderer
