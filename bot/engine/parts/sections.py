"""The parts an agreement consists of, as people find them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.agreement_file.reflection import as_dataclass, file_fields, item_hint
from bot.cards.words import part_labels
from bot.domain.agreement.document import Agreement

#: Bookkeeping of the file that nobody agrees on.
_NOT_SHOWN = frozenset({"schema_version"})


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of the agreement."""

    key: str
    """Its key in the agreement file."""
    title: str
    noun: str
    """What one item of it is called."""
    description: str
    lists: bool
    """Whether it lists items that are opened one by one."""
    optional: bool
    """Whether an agreement can be without it, as without a pulse."""
    cls: type | None
    """The dataclass of an item, or of the part itself; none for a list of plain texts."""


def _sections() -> tuple[Section, ...]:
    found = []
    for each in file_fields(Agreement):
        if each.name in _NOT_SHOWN:
            continue
        items = item_hint(each.hint)
        cls = as_dataclass(items if items is not None else each.hint)
        title, noun, description = part_labels.SECTIONS.get(each.name) or (
            part_labels.label("Agreement", each.name),
            each.name.replace("_", " "),
            each.doc,
        )
        found.append(
            Section(
                key=each.name,
                title=title,
                noun=noun,
                description=description,
                lists=items is not None and cls is not None,
                optional=items is None and getattr(Agreement, each.attribute, ...) is None,
                cls=cls,
            )
        )
    order = list(part_labels.SECTIONS)
    return tuple(sorted(found, key=lambda s: order.index(s.key) if s.key in order else len(order)))


SECTIONS: tuple[Section, ...] = _sections()
SECTION: Mapping[str, Section] = MappingProxyType({each.key: each for each in SECTIONS})
