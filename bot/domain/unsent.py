"""What somebody has typed and not sent yet: to be looked at again, or to be told where it goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class Unsent:
    """A draft of one person. It is kept for a day at most, and not at all once it is sent."""

    id: str
    collaboration: str
    person: str
    """Id of the person who typed it; nobody else may send it."""
    text: str
    about: Mapping[str, str] = field(default_factory=dict)
    """What else is needed to send it, such as the topic."""
    at: Instant
