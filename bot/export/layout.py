"""What the printable page is made of. Plain text only; the template escapes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

#: What stands in one place, line by line.
Lines: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Labels and what stands behind them."""

    kind: ClassVar = "facts"
    rows: tuple[tuple[str, Lines], ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first place of a row names it."""

    kind: ClassVar = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Lines, ...], ...]
    widths: tuple[int, ...] = ()
    """Percent for each column; none lets the content decide."""


@dataclass(frozen=True)
class Bullets:
    """A list."""

    kind: ClassVar = "bullets"
    items: Lines


@dataclass(frozen=True)
class Note:
    """A paragraph."""

    kind: ClassVar = "note"
    text: str


@dataclass(frozen=True)
class Item:
    """One item with a heading of its own."""

    kind: ClassVar = "item"
    title: str
    blocks: "tuple[Block, ...]"
    mark: str = ""
    """A word beside the heading."""


Block: TypeAlias = Facts | Table | Bullets | Note | Item


@dataclass(frozen=True)
class Section:
    """A part of the page."""

    key: str
    """Where a link in the page leads."""
    title: str
    blocks: tuple[Block, ...]


def lines(*texts: str | None) -> Lines:
    """Those of the texts that say something."""
    return tuple(text for text in texts if text)


def facts(*rows: tuple[str, Iterable[str | None] | str | None]) -> Facts:
    """Rows of which those with nothing to say are left out."""
    shown = (
        (label, lines(*((said,) if isinstance(said, str) else said or ()))) for label, said in rows
    )
    return Facts(tuple((label, said) for label, said in shown if said))


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Lines | str]],
    widths: Sequence[int] = (),
) -> Table:
    """A table; a column that is empty in every row is left out, its width shared by the others."""
    cells = [tuple(lines(c) if isinstance(c, str) else c for c in row) for row in rows]
    kept = [n for n in range(len(columns)) if any(row[n] for row in cells)]
    total = sum(widths[n] for n in kept) if widths else 0
    return Table(
        caption,
        tuple(columns[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in cells),
        tuple(round(100 * widths[n] / total) for n in kept) if total else (),
    )
