"""Links that hold what they lead to, encrypted: nobody can read or change it, nothing is stored.

Other things are encrypted with the same keys, so whoever seals something says in it what it is for
and looks at that when it is opened.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.engine.clock import Clock

#: How long a link works: long enough to do what it is for, too short to be passed around.
LASTS = timedelta(minutes=30)


class SealedLinks:
    """Makes links and opens them again.

    Args:
        public_url: where people reach the bot; without it there are no links.
        keys: Fernet keys; the first encrypts, all decrypt. Without one nothing can be sealed.
        clock: tells since when a link works.
    """

    def __init__(self, public_url: str | None, keys: Sequence[str], clock: Clock) -> None:
        self._public_url = public_url
        self._fernet = MultiFernet([Fernet(key) for key in keys]) if keys else None
        self._clock = clock

    @property
    def minutes(self) -> int:
        """How long a link works."""
        return int(LASTS.total_seconds()) // 60

    def link(self, path: str, content: Mapping[str, object]) -> str | None:
        """A link to a path that holds the content; none without public address or key."""
        token = self.sealed(json.dumps(content).encode())
        if self._public_url is None or token is None:
            return None
        return f"{self._public_url}/{path}/{token}"

    def opened(self, token: str) -> object:
        """What a link holds; none when it is not ours or its time is over."""
        try:
            return json.loads(self.unsealed(token) or b"null")
        except ValueError:
            return None

    def sealed(self, content: bytes) -> str | None:
        """Anything, to be given back before the time of a link is over; none without a key."""
        if self._fernet is None:
            return None
        return self._fernet.encrypt_at_time(content, self._seconds()).decode()

    def unsealed(self, token: str) -> bytes | None:
        """What was sealed; none when it was not here or its time is over."""
        if self._fernet is None:
            return None
        written, lasts = token.encode("utf-8", "replace"), int(LASTS.total_seconds())
        try:
            return self._fernet.decrypt_at_time(written, ttl=lasts, current_time=self._seconds())
        except InvalidToken:
            return None

    def _seconds(self) -> int:
        return int(self._clock.now().timestamp())
