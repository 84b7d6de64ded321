"""Numbers that can cross an agreed limit."""

import re
from dataclasses import dataclass

from bot.domain.instant import Instant


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A number somebody reported."""

    id: str
    """Where it was reported; the same report has the same one."""
    collaboration: str
    measure: str
    """Name of what was measured, as `measure_name` writes it."""
    value: float
    at: Instant


def measure_name(text: str) -> str:
    """One spelling of what people and agreements call a measure: `minutes_out_of_range`."""
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")
