"""The public keys with which requests from Teams are signed.

Takes the place of the SDK's `_OpenIdMetadata`, which fetches with `requests` on the event loop,
without a time-out, and fails on each key that is younger than its last fetch. Here a fetch never
holds up a request whose key is known, there is never more than one at a time, and a key that is not
known causes one at most every few minutes, however many forged requests name one.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
import jwt
from jwt.algorithms import RSAAlgorithm

from adapters.teams.http import Http
from bot.domain.instant import Instant
from bot.engine.clock import Clock

_log = logging.getLogger(__name__)

_FRESH = timedelta(days=1)
# Keys that were not confirmed for this long may have been withdrawn.
_USABLE = timedelta(days=3)
_BETWEEN_FETCHES = timedelta(minutes=5)
_AFTER_FAILURE = timedelta(seconds=10)
_TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)


class UnknownKeyError(Exception):
    """No key of that name vouches for any channel."""


@dataclass(frozen=True)
class SigningKey:
    """A key and the channels it vouches for; the SDK reads exactly these two."""

    public_key: Any
    endorsements: list[str]


class SigningKeys:
    """A cache in front of the OpenID metadata document."""

    def __init__(self, url: str, http: Http, clock: Clock) -> None:
        self._url = url
        self._http = http
        self._clock = clock
        self._keys: Mapping[str, SigningKey] = {}
        self._confirmed: Instant | None = None
        self._next_fetch: Instant | None = None
        self._fetching: asyncio.Task[None] | None = None

    def warm(self) -> None:
        """Start fetching, without waiting, so that the first message finds the keys there."""
        self._fetch_if_due()

    async def get(self, key_id: str | None) -> SigningKey:
        """The key of that name.

        Raises:
            UnknownKeyError: it is not there, also after asking anew.
        """
        now = self._clock.now()
        if self._confirmed is None or now - self._confirmed > _USABLE:
            self._keys = {}
        elif now - self._confirmed > _FRESH:
            self._fetch_if_due()
        if key_id and key_id not in self._keys:
            await self._wait_for_fetch()
        key = self._keys.get(key_id or "")
        if key is None:
            raise UnknownKeyError
        return key

    async def close(self) -> None:
        """Stop a fetch that is still running."""
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    async def _wait_for_fetch(self) -> None:
        fetching = self._fetch_if_due()
        if fetching is not None:
            # A client that goes away must not stop the fetch for all the others.
            await asyncio.shield(fetching)

    def _fetch_if_due(self) -> asyncio.Task[None] | None:
        if self._fetching is not None and not self._fetching.done():
            return self._fetching
        now = self._clock.now()
        if self._next_fetch is not None and now < self._next_fetch:
            return None
        self._next_fetch = Instant(now + _BETWEEN_FETCHES)
        self._fetching = asyncio.create_task(self._fetch(), name="teams-signing-keys")
        return self._fetching

    async def _fetch(self) -> None:
        try:
            metadata = await self._document(self._url)
            keys = await self._document(str(metadata["jwks_uri"]))
            self._keys = _usable(keys["keys"])
            self._confirmed = self._clock.now()
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
            self._next_fetch = Instant(self._clock.now() + _AFTER_FAILURE)
            _log.error(
                "The keys that sign requests from Teams could not be fetched: %r",
                error,
                extra={"action": "teams_keys_failed"},
            )

    async def _document(self, url: str) -> dict[str, Any]:
        async with self._http.session.get(url, timeout=_TIMEOUT) as answer:
            answer.raise_for_status()
            return dict(await answer.json(content_type=None))


def _usable(found: list[dict[str, Any]]) -> dict[str, SigningKey]:
    keys = {}
    for entry in found:
        endorsements = [str(name) for name in entry.get("endorsements") or ()]
        # The SDK skips its check of the channel for a key that vouches for none.
        if not endorsements or not entry.get("kid"):
            continue
        try:
            keys[str(entry["kid"])] = SigningKey(RSAAlgorithm.from_jwk(entry), endorsements)
        except jwt.InvalidKeyError:
            continue
    return keys
