"""How a fake server can be told to go wrong or to wait."""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

Call = Literal["send", "edit", "create", "member", "members", "token", "metadata", "keys"]


@dataclass(frozen=True)
class Fault:
    """What happens instead of an answer."""

    status: int = 0
    """An HTTP status; 0 drops the connection."""
    code: str = ""
    retry_after: str | None = None
    stored: bool = False
    """Whether the call took effect before it failed."""


@dataclass
class Hold:
    """Keeps calls waiting until it is released."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let all calls go on."""
        self.released.set()


class Faults:
    """The faults to come, per kind of call."""

    def __init__(self) -> None:
        self._coming: dict[Call, list[Fault]] = {}
        self._holds: dict[Call, Hold] = {}

    def fail_next(
        self,
        call: Call,
        status: int,
        *,
        code: str = "",
        retry_after: str | None = None,
        stored: bool = False,
        times: int = 1,
    ) -> None:
        """Answer the next calls with an error."""
        fault = Fault(status, code, retry_after, stored)
        self._coming.setdefault(call, []).extend([fault] * times)

    def drop_next(self, call: Call, *, stored: bool, times: int = 1) -> None:
        """Close the connection of the next calls, before or after they took effect."""
        self._coming.setdefault(call, []).extend([Fault(stored=stored)] * times)

    def hold(self, call: Call) -> Hold:
        """Keep all calls of a kind waiting."""
        self._holds[call] = Hold()
        return self._holds[call]

    async def meet(self, call: Call) -> Fault | None:
        """Wait where the call is held; then give the fault that is due, if any."""
        hold = self._holds.get(call)
        if hold is not None:
            hold.reached.set()
            await hold.released.wait()
        coming = self._coming.get(call)
        return coming.pop(0) if coming else None
