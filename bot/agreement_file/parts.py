"""Reading a document that may be partly wrong: what is usable is handed out, the rest is None.

The checks of meaning run on plain data, not on dataclasses, so that a mistake in one value does
not hide the mistakes around it. A value of the wrong type reads as None here; it was complained
about already, so nothing is said twice.
"""

import datetime as dt
from collections.abc import Iterator
from enum import Enum
from typing import TypeVar

from bot.agreement_file.mistakes import Fault, Path
from bot.domain.agreement.parties import OfficeHours
from bot.domain.duration import Duration

E = TypeVar("E", bound=Enum)

LARGEST_NUMBER = 1_000_000
KEY_PATTERN = r"^[a-z][a-z0-9_]*$"


class Part:
    """A mapping in the document, with the path to it."""

    def __init__(self, data: dict[str, object], path: Path = ()) -> None:
        self.data = data
        self.path = path

    def has(self, name: str) -> bool:
        """Whether something stands under the key, usable or not. An empty list is nothing."""
        return self.data.get(name, []) != []

    def fault(self, name: str, sentence: str) -> Fault:
        """A fault at one of the keys; at the part itself when the key is absent."""
        return Fault((*self.path, name) if name in self.data else self.path, sentence)

    def text(self, name: str) -> str | None:
        """A usable text."""
        value = self.data.get(name)
        return value if isinstance(value, str) and value.strip() else None

    def flag(self, name: str) -> bool:
        """A flag that stands at true."""
        return self.data.get(name) is True

    def number(self, name: str) -> int | None:
        """A usable whole number; every number of the format counts something from 1."""
        value = self.data.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return int(value) if int(value) == value and 1 <= value <= LARGEST_NUMBER else None

    def word(self, name: str, words: type[E]) -> E | None:
        """One of the words of an enum."""
        try:
            return words(self.data.get(name))
        except ValueError:
            return None

    def duration(self, name: str) -> Duration | None:
        """A usable duration."""
        try:
            return Duration.parse(self.text(name) or "")
        except ValueError:
            return None

    def date(self, name: str) -> dt.date | None:
        """A usable date."""
        try:
            return dt.date.fromisoformat(self.text(name) or "")
        except ValueError:
            return None

    def time(self, name: str) -> dt.time | None:
        """A usable time of day."""
        try:
            return dt.time.fromisoformat(self.text(name) or "")
        except ValueError:
            return None

    def hours(self, name: str) -> OfficeHours | None:
        """A usable span of hours."""
        try:
            return OfficeHours.parse(self.text(name) or "")
        except ValueError:
            return None

    def part(self, name: str) -> "Part | None":
        """A usable mapping."""
        value = self.data.get(name)
        return Part(value, (*self.path, name)) if isinstance(value, dict) else None

    def parts(self, name: str) -> Iterator["Part"]:
        """The usable mappings of a list."""
        value = self.data.get(name)
        for index, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, dict):
                yield Part(item, (*self.path, name, index))

    def texts(self, name: str) -> Iterator[tuple[Path, str]]:
        """The usable texts of a list, with their paths."""
        value = self.data.get(name)
        for index, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, str) and item.strip():
                yield (*self.path, name, index), item

    def length(self, name: str) -> int:
        """How many items a list has; 0 when it is none."""
        value = self.data.get(name)
        return len(value) if isinstance(value, list) else 0


def repeated(part: Part, name: str, what: str) -> Iterator[Fault]:
    """A word that stands twice in one list."""
    seen: set[str] = set()
    for path, word in part.texts(name):
        if word in seen:
            yield Fault(path, f'{what} "{word}" stands here twice; once is enough')
        seen.add(word)
