"""Files of a partner directory: read as people keep them, written so that they read the same."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.cards.words import partner_files as words
from bot.domain.errors import InvalidInput
from bot.domain.partner_categories import CATEGORIES, OURS
from bot.domain.partner_fields import WRITTEN, entered_in, written
from bot.domain.partners import Partner
from bot.export.workbook import Sheet, workbook
from bot.export.workbook_reading import read_first_sheet

#: Lines that are read of one file, its head not counted, and columns.
MOST_ROWS, MOST_COLUMNS = 5000, 60
#: Characters of one cell; more is no cell of a directory.
_CELL = 20_000
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = ",;\t"
#: What a spreadsheet would take for a formula at the begin of a cell of a CSV.
_FORMULA = re.compile(r"^'*[=+@\t\r-]")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of a file: what stands in the columns that are known."""

    number: int
    """As a spreadsheet counts it: the head is 1."""
    cells: Mapping[str, str]
    """By the name of the field, see `partner_fields.WRITTEN`."""


@dataclass(frozen=True, kw_only=True)
class PartnersFile:
    """What a file holds."""

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    """Names of the fields it has a column for."""
    unread: tuple[str, ...] = field(default=())
    """Heads of columns that no field goes by."""


def read_partners_file(content: bytes) -> PartnersFile:
    """Read CSV or XLSX, whichever it is.

    Raises:
        InvalidInput: it is neither, holds too much, or has no column of names.
    """
    if content.startswith(_OLD_EXCEL):
        raise InvalidInput(words.NOT_READ)
    if content.startswith(_ZIP):
        table = read_first_sheet(content, rows=MOST_ROWS + 2, columns=MOST_COLUMNS)
    else:
        table = _read_csv(content)
    numbered = [
        (number, row) for number, row in enumerate(table, 1) if any(cell.strip() for cell in row)
    ]
    if not numbered:
        raise InvalidInput(words.EMPTY_FILE)
    heads = [_field(head) for head in numbered[0][1]]
    if "name" not in heads:
        raise InvalidInput(words.NO_NAME_COLUMN)
    if len(numbered) - 1 > MOST_ROWS:
        raise InvalidInput(words.too_many_rows(MOST_ROWS))
    return PartnersFile(
        rows=tuple(Row(number=number, cells=_cells(heads, row)) for number, row in numbered[1:]),
        columns=tuple(name for name in WRITTEN if name in heads),
        unread=tuple(
            head.strip()[:60]
            for head, name in zip(numbered[0][1], heads, strict=True)
            if name is None and head.strip() and head.strip() not in _NEVER_READ
        ),
    )


_NEVER_READ = (words.RECOMMENDED, words.TODO)


def _field(head: str) -> str | None:
    name = re.sub(r"[\s_-]+", "_", head.strip().casefold())
    return name if name in WRITTEN else None


def _cells(heads: Sequence[str | None], row: Sequence[str]) -> dict[str, str]:
    # The first column of a name counts, should there be two.
    named = [(name, cell[:_CELL]) for name, cell in zip(heads, row, strict=False) if name]
    return dict(reversed([*named]))


def _read_csv(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        table = [[_without_mark(cell) for cell in row[:MOST_COLUMNS]] for row in read]
    except csv.Error as error:
        raise InvalidInput(words.NOT_READ) from error
    return table


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        raise InvalidInput(words.NOT_READ)
    else:
        encodings = ("utf-8-sig", "cp1252", "latin-1")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput(words.NOT_READ)


def partners_csv(table: Sequence[Sequence[str]]) -> bytes:
    """A table as CSV, with a mark that tells spreadsheets that it is UTF-8, and no formulas."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_with_mark(cell) for cell in row] for row in table)
    return f"\ufeff{text.getvalue()}".encode("utf-8", "replace")


def partners_workbook(table: Sequence[Sequence[str]]) -> bytes:
    """The same as XLSX; the categories and how to fill it in are on sheets of their own."""
    return workbook(
        [
            Sheet(title=words.SHEET, columns=table[0], rows=table[1:]),
            Sheet(
                title=words.CATEGORIES_SHEET,
                columns=("Number", "Category"),
                rows=[
                    *((str(each.number), each.name) for each in CATEGORIES),
                    ("", OURS),
                ],
            ),
            Sheet(title=words.HOW_SHEET, columns=words.HOW_ROWS[0], rows=words.HOW_ROWS[1:]),
        ]
    )


def table_of(
    partners: Iterable[Partner], recommended: Mapping[str, Sequence[str]]
) -> list[list[str]]:
    """Entries as a table with its head, and who recommends them, which is not read again.

    Args:
        partners: the entries.
        recommended: names of who recommends an entry, by its id.
    """
    heads = [*(words.COLUMNS[name] for name in WRITTEN), words.RECOMMENDED]
    rows = [
        [*written(entered_in(each)).values(), "; ".join(recommended.get(each.id, ()))]
        for each in partners
    ]
    return [heads, *rows]


def table_of_rows(rows: Iterable[tuple[Row, str]], columns: Sequence[str]) -> list[list[str]]:
    """Lines that cannot be read, as they were, with what to do in each."""
    heads = [*(words.COLUMNS[name] for name in columns), words.TODO]
    return [
        heads,
        *([*(row.cells.get(name, "") for name in columns), todo] for row, todo in rows),
    ]


def template_table() -> list[list[str]]:
    """The head alone."""
    return [[words.COLUMNS[name] for name in WRITTEN]]


def _with_mark(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _without_mark(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
