"""What is said to be done: the record is the one place that knows it of every area.

An entry names the agreed day of the deliverable it is about. One without, of an area that is no
counted deliverable or from before these were, is about all of the area.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.deliverables import Deliverable
from bot.engine.record import Entry
from bot.engine.storage_ports import Transaction

DONE, NOT_DONE = "area.done", "area.not_done"


@dataclass(frozen=True)
class DoneSoFar:
    """What was said last about some areas."""

    newest: Mapping[tuple[str, str], Entry]
    """By key of the area and day of the deliverable, which is empty for all of it."""

    def said(self, area: str, day: date | None = None) -> Entry | None:
        """The entry by which it is done; none when it is not."""
        keys = [(area, day.isoformat())] if day else [k for k in self.newest if k[0] == area]
        for key in (*keys, (area, "")):
            entry = self.newest.get(key)
            if entry is not None and entry.kind == DONE:
                return entry
        return None

    def is_done(self, deliverable: Deliverable) -> bool:
        """Whether a deliverable is said to be done."""
        return self.said(deliverable.area.key, deliverable.day) is not None


async def done_so_far(tx: Transaction, collaboration: str, areas: Iterable[str]) -> DoneSoFar:
    """What was said last about these areas, by key."""
    keys = list(dict.fromkeys(areas))
    found = await tx.record.about(collaboration, keys) if keys else ()
    said = (each.entry for each in found)
    return DoneSoFar(
        {
            (each.subject, str(each.data.get("day") or "")): each
            for each in said
            if each.kind in (DONE, NOT_DONE)
        }
    )
