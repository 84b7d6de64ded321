"""The one pooled HTTP client of the adapter."""

import json
from functools import partial

import aiohttp

_TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5, sock_connect=5)


class Http:
    """Makes the session inside the running loop and closes it once.

    The SDK opens a new `requests` session in a thread for each turn; a kept connection is most of
    the difference in speed.
    """

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session; made at the first use."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=_TIMEOUT,
                cookie_jar=aiohttp.DummyCookieJar(),
                # Companies often let servers out through a proxy only.
                trust_env=True,
                # Escaped, a letter outside of ASCII takes six or twelve bytes of Teams' limit.
                json_serialize=partial(json.dumps, ensure_ascii=False),
            )
        return self._session

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
