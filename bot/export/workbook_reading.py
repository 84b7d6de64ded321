"""Workbooks (XLSX) of strangers: the cells of the first sheet as texts.

openpyxl reads them with defusedxml, which is installed for that. How large a workbook may become
when it is unpacked is looked at before.
"""

import io
import zipfile
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import TYPE_FORMULA
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell

from bot.domain.errors import InvalidInput

#: What stands for a cell with a formula: its result is not what somebody wrote. No text holds it.
FORMULA = "\0formula"
#: A workbook is a zip: so many bytes may come out of it, in so many files. 5,000 lines with 15
#: cells of 90 characters are 13 MB; as many bytes as this of nothing but cells take ten seconds.
_UNPACKED, _FILES = 20 * 1024 * 1024, 500
#: Its styles are read into memory whole: 40 MB of them took 17 seconds and 800 MB.
_STYLES, _MOST_STYLES = "xl/styles.xml", 2 * 1024 * 1024
_NO_WORKBOOK = (
    "This is no workbook that can be read. Save it as “Excel workbook (.xlsx)” or as CSV and choose"
    " it again."
)
_TOO_LARGE = (
    "This workbook is too large when it is unpacked. Copy the sheet into a new workbook, or save it"
    " as CSV, and choose that."
)


def read_first_sheet(content: bytes, *, rows: int, columns: int) -> list[list[str]]:
    """The cells of the first sheet; days as `2027-06-30`, a formula as `FORMULA`.

    Args:
        content: the workbook.
        rows: no more rows are read.
        columns: nor columns.

    Raises:
        InvalidInput: it is no workbook, or it would take too much to unpack.
    """
    try:
        _refuse_too_large(content)
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # they are what somebody claims
            found = sheet.iter_rows(max_row=rows, max_col=columns)
            return [[_text(cell) for cell in row] for row in found]
        finally:
            book.close()
    except InvalidInput:
        raise
    # A broken file raises whatever it meets first: of zipfile, of the XML reader, or of openpyxl.
    except Exception as error:
        raise InvalidInput(_NO_WORKBOOK) from error


def _refuse_too_large(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        inside = packed.infolist()
    # What a file in a zip claims to hold is also the most that is read of it.
    styles = sum(each.file_size for each in inside if each.filename == _STYLES)
    unpacked = sum(each.file_size for each in inside)
    if len(inside) > _FILES or unpacked > _UNPACKED or styles > _MOST_STYLES:
        raise InvalidInput(_TOO_LARGE)


def _text(cell: Cell | MergedCell | ReadOnlyCell | EmptyCell) -> str:
    value = cell.value
    if cell.data_type == TYPE_FORMULA:
        return FORMULA
    match value:
        case None:
            return ""
        case datetime():
            day = value.date().isoformat()
            return day if value.time() == value.time().min else f"{day} {value:%H:%M:%S}"
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
