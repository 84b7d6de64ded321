"""What differs between two texts of an agreement, piece by piece, and putting it into a text.

A text is the agreement as the plain data of its file. A change is the smallest piece two people
talk about: one field of one item, or an item that comes or goes.

The number of a version and the history of versions are bookkeeping: they follow from what was
agreed, so nobody proposes them and no change is about them.
"""

import copy
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from bot.domain.agreement.document import SCHEMA_VERSION, Agreement
from bot.domain.errors import BadAgreement, Refused

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
#: A whole agreement as plain data; the keys are those of the agreement file.
Text: TypeAlias = "Mapping[str, Json]"
#: Section and key of an item, as in `Change.part`.
Part: TypeAlias = "tuple[str, str | None]"
#: A text whose lists of items are mappings by the names of the items: every place is a path.
_Opened: TypeAlias = dict[str, Any]

#: The sections that list items, and the field by which people know an item.
ITEM_NAMES: Mapping[str, str] = {
    "phases": "key",
    "parties": "key",
    "methods": "key",
    "never_in_chat_patterns": "key",
    "input_wanted": "topic",
    "seats": "key",
    "areas": "key",
    "locations": "key",
    "cadences": "key",
    "triggers": "key",
}

_SECTIONS = tuple(each.name for each in fields(Agreement))
_VERSIONS = "agreement"
_BOOKKEEPING = frozenset({"version", "history"})


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
    def part(self) -> Part:
        """The item it belongs to; two proposals on the same part stand in each other's way."""
        return self.section, self.item

    @property
    def place(self) -> tuple[str, ...]:
        """Where in an opened text it stands: section, item and fields in one."""
        return (self.section, *(() if self.item is None else (self.item,)), *self.field)


class Overtaken(Refused):
    """Something else stands meanwhile where changes were to be made."""

    def __init__(self, changes: tuple[Change, ...]) -> None:
        super().__init__(
            "The agreement changed meanwhile, in a part that this changes too. Look at what stands"
            " there now and propose it again."
        )
        self.changes = changes
        """Those that no longer fit."""


def changes_between(before: Text, after: Text) -> tuple[Change, ...]:
    """What makes the second text of the first, in the order of the file.

    An item is known by its key (an input level by its topic), so another order of items is no
    change. An empty first text means that nothing is in force: everything is new.

    Raises:
        BadAgreement: two items of a list go by the same name.
    """
    old, new = _opened(before), _opened(after)
    return tuple(change for section in _SECTIONS for change in _section_changes(section, old, new))


def applied(text: Text, changes: Iterable[Change]) -> dict[str, Json]:
    """The text with the changes in it; new items stand at the end of their list.

    A first text becomes version 1 of the file format of this program. Who accepted the versions
    before is told by the seats this text still has; the record keeps the others.

    Raises:
        Overtaken: what stands there is not what some of the changes were made for.
        BadAgreement: two items of a list go by the same name.
    """
    opened, changes = _opened(text), tuple(changes)
    unfit = tuple(change for change in changes if not _put(opened, change))
    if unfit:
        raise Overtaken(unfit)
    gone = {change.item for change in changes if change.section == "seats"} - {*opened["seats"]}
    for version in opened[_VERSIONS].get("history", ()):
        version["agreed_by"] = [seat for seat in version["agreed_by"] if seat not in gone]
    return _closed(opened)


def rebased(changes: Iterable[Change], text: Text) -> tuple[Change, ...]:
    """The same wishes on a newer text.

    A wish that came true, and one for something that is no longer there, drop out.
    """
    opened = _opened(text)
    return tuple(
        again
        for change in changes
        if (holder := _holder(opened, change)) is not None
        for again in _compared(change, holder.get(change.place[-1]), change.after)
    )


def fingerprint(changes: Iterable[Change]) -> str:
    """SHA-256 in hexadecimal over the changes as canonical JSON.

    The JSON is ASCII: anything somebody typed, even half a surrogate pair, has a fingerprint.
    """
    written = json.dumps(changes_to_json(changes), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def changes_to_json(changes: Iterable[Change]) -> list[dict[str, Json]]:
    """The changes as plain JSON, for storage and the record."""
    return [
        {
            "section": change.section,
            "item": change.item,
            "field": list(change.field),
            "before": change.before,
            "after": change.after,
        }
        for change in changes
    ]


def changes_from_json(written: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    """The changes that `changes_to_json` wrote."""
    return tuple(
        Change(
            section=each["section"],
            item=each["item"],
            field=tuple(each["field"]),
            before=each["before"],
            after=each["after"],
        )
        for each in written
    )


def _section_changes(section: str, old: _Opened, new: _Opened) -> Iterator[Change]:
    if section == _VERSIONS:
        yield from _compared(Change(section=section), _agreed(old), _agreed(new))
    elif section in ITEM_NAMES:
        for item in _names(old[section], new[section]):
            place = Change(section=section, item=item)
            yield from _compared(place, old[section].get(item), new[section].get(item))
    elif section != "schema_version":
        yield from _compared(Change(section=section), old.get(section), new.get(section))


def _compared(place: Change, before: Json, after: Json) -> Iterator[Change]:
    """What differs at one place, as deep down as both sides are divided into fields."""
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in _names(before, after):
            inside = Change(section=place.section, item=place.item, field=(*place.field, name))
            yield from _compared(inside, before.get(name), after.get(name))
    else:
        yield Change(
            section=place.section, item=place.item, field=place.field, before=before, after=after
        )


def _names(before: Mapping[str, Json], after: Mapping[str, Json]) -> Iterable[str]:
    return dict.fromkeys((*before, *after))


def _agreed(opened: _Opened) -> Mapping[str, Json]:
    """What is said about the versions and is no bookkeeping."""
    return {name: value for name, value in opened[_VERSIONS].items() if name not in _BOOKKEEPING}


def _opened(text: Text) -> _Opened:
    opened = {section: copy.deepcopy(value) for section, value in text.items()}
    named = {section: _by_name(section, opened.get(section, [])) for section in ITEM_NAMES}
    return {_VERSIONS: {}} | opened | named


def _by_name(section: str, items: Any) -> dict[str, Any]:
    name = ITEM_NAMES[section]
    found = {item[name]: item for item in items}
    if len(found) != len(items):
        raise BadAgreement(
            f"Two items under {section} have the same {name}, so nobody can tell which of them a"
            f" change is about. Give each a {name} of its own."
        )
    return found


def _closed(opened: _Opened) -> dict[str, Json]:
    opened.setdefault("schema_version", SCHEMA_VERSION)
    opened[_VERSIONS].setdefault("version", 1)
    whole = {section: value for section, value in opened.items() if section not in ITEM_NAMES}
    lists = {section: list(opened[section].values()) for section in ITEM_NAMES}
    # A list without items is left out of a file.
    return whole | {section: items for section, items in lists.items() if items}


def _holder(opened: _Opened, change: Change) -> dict[str, Any] | None:
    """What the changed thing is a name in; none when that is not there."""
    here: Any = opened
    for name in change.place[:-1]:
        here = here.get(name)
        if not isinstance(here, dict):
            return None
    found: dict[str, Any] = here
    return found


def _put(opened: _Opened, change: Change) -> bool:
    """Make one change; False when something else stands there than it was made for."""
    holder = _holder(opened, change)
    name = change.place[-1]
    if holder is None or holder.get(name) != change.before:
        return False
    if change.after is None:
        holder.pop(name, None)
    else:
        holder[name] = copy.deepcopy(change.after)
    return True
