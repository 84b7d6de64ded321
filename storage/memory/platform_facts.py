"""What adapters remember between requests, in memory."""

import json
from collections.abc import Sequence

from bot.engine.platform import PlatformFacts
from storage.encryption import Encryption


class MemoryPlatformFacts:
    """`bot.engine.platform.PlatformFacts`.

    Secrets are encrypted here too: without a key a test would otherwise pass that fails on a
    database.
    """

    def __init__(self, keys: Sequence[str] = ()) -> None:
        self._encryption = Encryption(keys)
        self._bodies: dict[str, tuple[bool, str]] = {}

    def opened_with(self, keys: Sequence[str]) -> "MemoryPlatformFacts":
        """The same facts under other keys, as after a restart with another configuration."""
        again = MemoryPlatformFacts(keys)
        again._bodies = self._bodies
        return again

    async def load(self, key: str) -> dict[str, object] | None:
        """What was saved under the key."""
        if key not in self._bodies:
            return None
        secret, body = self._bodies[key]
        data: dict[str, object] = json.loads(
            self._encryption.decrypt(body, key) if secret else body
        )
        return data

    async def save(self, key: str, data: dict[str, object], *, secret: bool = False) -> None:
        """Remember, in place of what was there."""
        body = json.dumps(data)
        self._bodies[key] = (secret, self._encryption.encrypt(body, key) if secret else body)

    async def take(self, key: str) -> dict[str, object] | None:
        """Load and forget; a secret that no key opens is not forgotten."""
        data = await self.load(key)
        self._bodies.pop(key, None)
        return data


def _platform_facts(facts: MemoryPlatformFacts) -> PlatformFacts:
    # Only for the type checker: it objects here when the class and its port drift apart.
    return facts
