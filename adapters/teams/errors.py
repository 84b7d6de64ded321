"""Turns every failure of a Teams call into what the outbox understands, from one table.

Sources: Teams documentation, "Send and receive messages" (status codes) and "Rate limiting".

DeliveryError
├── TryLater        401, 408, 412, 425, 429, 503; no connection; no token
├── OutcomeUnknown  500, 502, 504 and every other 5xx; the connection broke after sending
├── Unreachable     403; the person is outside of our tenants
│   └── NotThere    404 of a conversation or member
├── MessageGone     404 of a message
└── Rejected        400, 413 and every other 4xx
"""

import math
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import aiohttp

from bot.domain.instant import Instant
from bot.engine.outgoing import (
    DeliveryError,
    MessageGone,
    OutcomeUnknown,
    Rejected,
    TryLater,
    Unreachable,
)


class NotThere(Unreachable):
    """There is no such conversation, or nobody with that id in it."""


_NOT_STORED = frozenset({401, 408, 412, 425, 429, 503})
_LONGEST_WAIT = 3600.0


def from_status(
    status: int, said: str, *, after: float | None = None, editing: bool = False
) -> DeliveryError:
    """The failure that an HTTP status means."""
    reason = f"Teams answered {status}{': ' + said if said else ''}"
    if status in _NOT_STORED:
        return TryLater(reason, after=after)
    if status == HTTPStatus.NOT_FOUND and editing:
        return MessageGone(reason)
    if status == HTTPStatus.NOT_FOUND:
        return NotThere(reason)
    if status == HTTPStatus.FORBIDDEN:
        return Unreachable(reason)
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Rejected(reason)
    return OutcomeUnknown(reason)


def from_exception(error: Exception) -> DeliveryError:
    """The failure that a broken connection means: before or after the message went out."""
    reason = f"No answer from Teams: {type(error).__name__}"
    if isinstance(error, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)):
        return TryLater(reason)
    return OutcomeUnknown(reason)


def retry_after(header: str | None, now: Instant) -> float | None:
    """The seconds a Retry-After header asks for; it holds seconds or a date."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            moment = parsedate_to_datetime(header)
        except ValueError:
            return None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        seconds = (aware - now).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_WAIT) if math.isfinite(seconds) else None
