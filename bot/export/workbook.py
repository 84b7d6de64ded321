"""Workbooks (XLSX): sheets with a heading row that stays in place, and cells that keep their type.

No text becomes a formula, whatever it begins with.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value: TypeAlias = str | int | float | date | None

#: Characters; what is longer is wrapped.
_NARROWEST, _WIDEST = 10, 60
#: The longest text that a cell holds (Excel specifications and limits).
_LONGEST = 32_767


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    """As many values as there are columns; None leaves a cell empty."""
    formats: Sequence[str] = ()
    """Number format of each column, as a spreadsheet writes it; none means as it comes."""


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The file with these sheets, at least one, in their order."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.title), sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write(page: Worksheet, sheet: Sheet) -> None:
    for place, row in enumerate((sheet.columns, *sheet.rows), start=1):
        for column, value in enumerate(row, start=1):
            _fill(page.cell(place, column), value, heading=place == 1)
            if place > 1 and column <= len(sheet.formats) and value is not None:
                page.cell(place, column).number_format = sheet.formats[column - 1]
    page.freeze_panes = "A2"
    for column, name in enumerate(sheet.columns, start=1):
        texts = [name, *(str(row[column - 1]) for row in sheet.rows if row[column - 1] is not None)]
        width = min(max(map(len, texts)) + 2, _WIDEST)
        page.column_dimensions[get_column_letter(column)].width = max(width, _NARROWEST)


def _fill(cell: Cell | MergedCell, value: Value, *, heading: bool) -> None:
    assert isinstance(cell, Cell)  # nothing is merged on a new page
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        # A text that begins with = would become a formula; quoted, it stays a text when edited.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@", "\t", "\r"))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
    if heading:
        cell.font = Font(bold=True)
