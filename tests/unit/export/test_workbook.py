"""Workbooks: cells keep their type, the heading stays, and no text is a formula."""

import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.export.workbook import Sheet, Value, workbook


def written(*rows: tuple[Value, ...], formats: tuple[str, ...] = ()) -> Worksheet:
    sheet = Sheet(title="Numbers", columns=("a", "b"), rows=rows, formats=formats)
    page = load_workbook(io.BytesIO(workbook([sheet])))["Numbers"]
    assert isinstance(page, Worksheet)
    return page


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("https://evil.example")', "+1", "-1", "@SUM(A1)", "\t=1", "plain", "=1\x00"],
)
def test_a_text_stays_a_text(text: str) -> None:
    page = written((text, 1))
    cell = page["A2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\x00", "")
    assert bool(cell.quotePrefix) is (text[0] in "=+-@\t")


def test_numbers_and_days_keep_their_type_and_nothing_is_an_empty_cell() -> None:
    page = written((date(2027, 3, 1), 2.5), (None, 1), formats=("yyyy-mm",))
    cells = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert cells == [[datetime(2027, 3, 1), 2.5], [None, 1]]  # noqa: DTZ001 - a day has no zone
    assert page["A2"].number_format == "yyyy-mm"


def test_the_heading_stays_in_place_and_columns_are_as_wide_as_their_texts_up_to_a_limit() -> None:
    page = written(("x" * 30, "y" * 3000))
    assert page.freeze_panes == "A2"
    assert page["A1"].font.b
    widths = [page.column_dimensions[name].width for name in "AB"]
    assert widths == [32, 60]
