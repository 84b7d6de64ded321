"""Who holds a message, and until when: a form of theirs stands in its place.

By person, as several can have a form open over the same message. Both storages keep it so.
"""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.instant import Instant, instant

Held = Mapping[str, str]


def held_by(held: Held | None, by: str, until: Instant) -> dict[str, str]:
    """With one more who holds it, or holds it longer."""
    return {**(held or {}), by: until.isoformat()}


def let_go(held: Held | None, by: str) -> dict[str, str] | None:
    """Without one of them; None when that was the last."""
    return {each: until for each, until in (held or {}).items() if each != by} or None


def held_until(held: Held | None) -> Instant | None:
    """When the last of them holds it no more; None when nobody does."""
    ends = [instant(datetime.fromisoformat(until)) for until in (held or {}).values()]
    return max(ends, default=None)
