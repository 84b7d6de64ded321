"""Places in the agreement: from a path that travels with a button to the data that stands there.

A path names items by their key and entries of inner lists by their number:
`("parties", "sponsor", "holidays", 3)`. The path of a list is where something is added to it. What
does not exist for the reader is found at no path, and nothing is but what a form is offered for.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.agreement_file.codec import to_document
from bot.agreement_file.mistakes import Path, Step
from bot.agreement_file.reflection import as_dataclass, file_fields, item_hint
from bot.cards.words import part_labels
from bot.cards.words import parts as words
from bot.domain.agreement.areas import AccessGrant
from bot.domain.agreement.cadences import LateStep
from bot.domain.agreement.contact_rules import ContactRule
from bot.domain.agreement.parties import OfficeHours
from bot.domain.duration import Duration
from bot.domain.errors import Refused
from bot.domain.visibility import View
from bot.engine.parts.sections import SECTION, Section

__all__ = [
    "Document",
    "Path",
    "Place",
    "document_of",
    "fingerprint",
    "item_id",
    "locate",
    "pack",
    "unpack",
    "visible",
]

#: A whole agreement as plain data, as `bot.agreement_file.to_document` gives it.
Document = dict[str, Any]

#: Dataclasses that are one value in the file.
_ONE_VALUE = (Duration, OfficeHours)
_DIGITS = 12
#: Entries of lists that are there for one seat.
ABOUT_A_SEAT = (AccessGrant, LateStep, ContactRule)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One level of the agreement that a form can show, or a list that can grow."""

    path: Path
    """As it was asked for."""
    at: Path
    """Where it stands in the document: item keys replaced by their numbers."""
    section: Section
    cls: type | None
    """Dataclass of the level, or of an entry of the list; none for plain texts."""
    data: Any
    """What stands there: a mapping for a level, a list for a list."""
    is_list: bool
    """Whether something can be added here; a list of plain texts is a level of its own."""

    @property
    def noun(self) -> str:
        """What people call it."""
        cls = self.cls.__name__ if self.cls else ""
        inner = len(self.path) > (2 if self.section.lists else 1)
        return (
            part_labels.ENTRIES[cls][1]
            if inner and cls in part_labels.ENTRIES
            else self.section.noun
        )

    @property
    def new(self) -> bool:
        """Whether a form for it makes something that is not there yet."""
        return self.is_list or (self.section.optional and len(self.path) == 1 and not self.data)


def document_of(view: View) -> Document:
    """The agreement of a view as plain data."""
    return dict(to_document(view.agreement))


def nested(hint: object) -> type | None:
    """The hint itself, when it is a dataclass that the file writes as a mapping."""
    cls = as_dataclass(hint)
    return None if cls in _ONE_VALUE else cls


def item_id(item: Mapping[str, Any]) -> str:
    """What an item of a section is called by: its key, or its topic where it has none."""
    return str(item.get("key") or item.get("topic") or "")


def pack(path: Sequence[Step]) -> str:
    """A path as one short text, for a button or a form."""
    return json.dumps(list(path), ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> Path:
    """The path a button or a form carried.

    Raises:
        Refused: it is none.
    """
    try:
        steps = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(words.GONE) from error
    if not isinstance(steps, list) or not steps:
        raise Refused(words.GONE)
    if not all(isinstance(each, str | int) and not isinstance(each, bool) for each in steps):
        raise Refused(words.GONE)
    return tuple(steps)


def fingerprint(place: Place) -> str:
    """Tells whether what a form showed is still what stands there."""
    written = json.dumps(place.data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:_DIGITS]


def locate(document: Document, path: Path, view: View) -> Place:
    """What stands at a path, as far as the reader may know of it.

    Raises:
        Refused: nothing does.
    """
    section = SECTION.get(str(path[0])) if path else None
    if section is None:
        raise Refused(words.GONE)
    here, rest, at = document.get(section.key), path[1:], (section.key,)
    if section.cls is None:
        if rest:
            raise Refused(words.GONE)
        return _place(path, at, section, None, here or [], is_list=False)
    if not section.lists:
        return _inside(
            path, rest, at=at, section=section, cls=section.cls, data=here or {}, view=view
        )
    items = here or []
    if not rest:
        return _place(path, at, section, section.cls, items, is_list=True)
    index = next((i for i, item in enumerate(items) if item_id(item) == rest[0]), None)
    if index is None or not visible(section, items[index], view):
        raise Refused(words.GONE)
    return _inside(
        path,
        rest[1:],
        at=(*at, index),
        section=section,
        cls=section.cls,
        data=items[index],
        view=view,
    )


def visible(section: Section, item: Mapping[str, Any], view: View) -> bool:
    """Whether an item of a section exists for the reader."""
    match section.key:
        case "seats":
            return item.get("key") not in view.hidden_seats
        case "locations":
            return item.get("key") not in view.hidden_locations
        case "cadences":
            # An update of a hidden seat tells that there is one.
            return item.get("from") not in view.hidden_seats
        case _:
            return True


def _inside(
    path: Path, rest: Path, *, at: Path, section: Section, cls: type, data: Any, view: View
) -> Place:
    """Follow the rest of a path from an item inwards, to a list or to an entry of one.

    Entries are counted as the reader sees them: a number left out would tell of a hidden one.
    """
    while rest:
        name, rest = rest[0], rest[1:]
        field = next((each for each in file_fields(cls) if each.name == name), None)
        items = item_hint(field.hint) if field else None
        inner = nested(items if items is not None else field.hint) if field else None
        if inner is None or not (rest or items is not None):
            raise Refused(words.GONE)
        cls, at = inner, (*at, name)
        if items is None:
            data = data.get(name) or {}
            continue
        if cls.__name__ not in part_labels.ENTRIES:
            raise Refused(words.GONE)
        data = data.get(name) or []
        if not rest:
            return _place(path, at, section, cls, data, is_list=True)
        index, rest = rest[0], rest[1:]
        known = [n for n, each in enumerate(data) if _exists(cls, each, view)]
        if not isinstance(index, int) or not 0 <= index < len(known):
            raise Refused(words.GONE)
        entry = data[known[index]]
        # A content item of which only the title is said is written as that title.
        data = {"title": entry} if isinstance(entry, str) else entry
        at = (*at, known[index])
    return _place(path, at, section, cls, data, is_list=False)


def _exists(cls: type, entry: Any, view: View) -> bool:
    """Whether an entry is about no seat that the reader may not know of."""
    return cls not in ABOUT_A_SEAT or entry.get("seat") not in view.hidden_seats


def _place(
    path: Path, at: Path, section: Section, cls: type | None, data: Any, *, is_list: bool
) -> Place:
    return Place(path=path, at=at, section=section, cls=cls, data=data, is_list=is_list)
