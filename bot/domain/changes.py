"""What differs between two texts of an agreement, piece by piece, and putting it into a text.

A text is the agreement as the plain data of its file. A change is the smallest piece two people
talk about: one field of one item, or an item that comes or goes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | None | Sequence[Json] | Mapping[str, Json]"
#: A whole agreement as plain data; the keys are those of the agreement file.
Text: TypeAlias = "Mapping[str, Json]"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field that becomes another, or an item that is added or taken out."""

    section: str
    """Key of the file: `cadences`, `seats`, `study`, `ground_rules`."""
    item: str | None = None
    """Key of the item in a section that lists items; none for a section that is one thing."""
    field: tuple[str, ...] = ()
    """Names of the fields down to what changes: ("rule", "at"); empty for the item as a whole."""
    before: Json = None
    """What stood there; none when nothing did."""
    after: Json = None
    """What will stand there; none when nothing will."""

    @property
    def part(self) -> tuple[str, str | None]:
        """The item it belongs to; two proposals on the same part stand in each other's way."""
        return self.section, self.item
