"""The lists inside an item whose entries are changed one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.agreement_file.mistakes import Path
from bot.agreement_file.reflection import file_fields, item_hint
from bot.cards.words import part_labels
from bot.domain.visibility import View
from bot.engine.parts.places import ABOUT_A_SEAT, Place, nested


@dataclass(frozen=True, kw_only=True)
class Entries:
    """One list inside an item."""

    steps: Path
    """From the item to the list."""
    heading: str
    noun: str
    """What one entry is called."""
    items: tuple[Any, ...]
    """The entries that exist for the reader, as the domain has them, in the order they go by."""


def entries(view: View, place: Place) -> tuple[Entries, ...]:
    """The lists inside an item, empty ones too, in the order of the fields."""
    if place.is_list or place.cls is None:
        return ()
    return tuple(_lists(view, place.cls, at(view, place.at), ()))


def at(view: View, path: Path) -> Any:
    """The object of the domain at a path of numbers; none when nothing stands there."""
    here: Any = view.agreement
    for step in path:
        if isinstance(step, int):
            here = here[step]
        elif here is not None:
            cls: type = type(here)
            names = {each.name: each.attribute for each in file_fields(cls)}
            here = getattr(here, names[step])
    return here


def _exists(view: View, entry: Any) -> bool:
    """Whether an entry is about no seat that the reader may not know of."""
    return not isinstance(entry, ABOUT_A_SEAT) or view.seat(entry.seat) is not None


def _lists(view: View, cls: type, here: Any, steps: Path) -> Iterator[Entries]:
    for each in file_fields(cls):
        items = item_hint(each.hint)
        inner = nested(items if items is not None else each.hint)
        value = None if here is None else getattr(here, each.attribute)
        if inner is None:
            continue
        if items is None:
            yield from _lists(view, inner, value, (*steps, each.name))
        elif inner.__name__ in part_labels.ENTRIES:
            heading, noun = part_labels.ENTRIES[inner.__name__]
            yield Entries(
                steps=(*steps, each.name),
                heading=heading,
                noun=noun,
                items=tuple(entry for entry in value or () if _exists(view, entry)),
            )
