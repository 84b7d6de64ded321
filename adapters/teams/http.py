"""The one pooled HTTP client of the adapter."""

import json

import aiohttp

_TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5, sock_connect=5)


def write_json(value: object) -> str:
    """JSON in as few bytes as there can be.

    Teams limits bytes, and the largest forms are lists of short texts. Escaped, a letter outside of
    ASCII takes six or twelve bytes.
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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
                json_serialize=write_json,
            )
        return self._session

    async def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()
