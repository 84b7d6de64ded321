"""Files of a partner directory: read as people keep them, and the same after a round trip."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.cards.words import partner_files as words
from bot.domain.errors import InvalidInput
from bot.domain.partner_categories import CATEGORIES
from bot.export.partners_file import (
    MOST_ROWS,
    partners_csv,
    partners_workbook,
    read_partners_file,
    template_table,
)
from bot.export.workbook_reading import FORMULA

HEADS = ["Name", "Services", "Notes"]


def cells(content: bytes) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_partners_file(content).rows]


def a_workbook(*rows: Sequence[object]) -> bytes:
    book, written = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("write", [partners_csv, partners_workbook])
@given(
    rows=st.lists(
        st.tuples(st.text("ab'=+-@\"; ,é", min_size=1, max_size=6), st.text("a\n'=;,", max_size=6)),
        max_size=3,
    )
)
@settings(max_examples=25)
def test_every_text_comes_back_as_it_was(write: object, rows: list[tuple[str, str]]) -> None:
    table = [HEADS, *([f"x{name}", note, name] for name, note in rows)]
    read = cells(write(table))  # type: ignore[operator]  # one of two functions
    assert read == [{"name": f"x{name}", "services": note, "notes": name} for name, note in rows]


def test_no_cell_of_a_csv_is_a_formula_for_a_spreadsheet() -> None:
    content = partners_csv([HEADS, ["x", "=cmd|' /C calc'!A0", "'=1"]])
    (_, row) = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert row[1:] == ["'=cmd|' /C calc'!A0", "''=1"]
    assert cells(content)[0]["services"] == "=cmd|' /C calc'!A0"
    sheet = load_workbook(io.BytesIO(partners_workbook([HEADS, ["x", "=1+1", ""]]))).worksheets[0]
    assert sheet["B2"].data_type == "s"


@pytest.mark.parametrize(
    "content",
    [
        b"Name;MSA until\nFjord;2027\n",
        "name\tmsa_until\nFjord\t2027".encode("utf-16"),
        "\ufeffNAME,Msa-Until\r\nFjord,2027\r\n\r\n".encode(),
        a_workbook(["Name", None, " msa  until "], ["Fjord", "x", 2027.0], [None, None, None]),
    ],
)
def test_a_file_is_read_as_spreadsheets_write_it(content: bytes) -> None:
    assert cells(content) == [{"name": "Fjord", "msa_until": "2027"}]


def test_cells_of_a_workbook_that_are_no_texts() -> None:
    content = a_workbook(
        ["Name", "Categories", "MSA until", "Notes"], ["Fjord", 3, date(2027, 6, 30), "=1+1"]
    )
    assert cells(content) == [
        {"name": "Fjord", "categories": "3", "msa_until": "2027-06-30", "notes": FORMULA}
    ]


def test_a_line_is_called_what_a_spreadsheet_calls_it() -> None:
    file = read_partners_file(b"\nName,Colour\n\nFjord,red\n")
    assert [row.number for row in file.rows] == [4]
    assert file.columns == ("name",)
    assert file.unread == ("Colour",)


def a_bomb(part: str = "xl/worksheets/sheet1.xml", megabytes: int = 21) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(part, b"\0" * (megabytes * 1024 * 1024))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", words.EMPTY_FILE),
        (b" ,\n", words.EMPTY_FILE),
        (b"Company,City\nFjord,Aarhus\n", words.NO_NAME_COLUMN),
        (b"\xd0\xcf\x11\xe0old", words.NOT_READ),
        (b"%PDF-1.7\0\0", words.NOT_READ),
        (b'Name\n"' + b"x" * 200_000 + b'"', words.NOT_READ),
        (b"PK\x03\x04no workbook", "no workbook that can be read"),
        (a_bomb(), "too large when it is unpacked"),
        (a_bomb("xl/styles.xml", 3), "too large when it is unpacked"),
        (b"Name\n" + b"x\n" * (MOST_ROWS + 1), "more than 5000 lines"),
        (a_workbook(["Name"], *([str(n)] for n in range(MOST_ROWS + 1))), "more than 5000 lines"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_partners_file(content)
    assert said in str(refused.value)


def test_a_workbook_whose_xml_names_entities_is_not_read() -> None:
    packed, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(a_workbook(["Name"], ["Fjord"])))
    with zipfile.ZipFile(packed, "w") as book:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + content
            book.writestr(name, content)
    with pytest.raises(InvalidInput, match="no workbook"):
        read_partners_file(packed.getvalue())


def test_the_template_has_its_head_the_categories_and_how_to_fill_it_in() -> None:
    book = load_workbook(io.BytesIO(partners_workbook(template_table())))
    assert book.sheetnames == [words.SHEET, words.CATEGORIES_SHEET, words.HOW_SHEET]
    assert [cell.value for cell in book[words.SHEET][1]] == list(words.COLUMNS.values())
    named = [row[1].value for row in book[words.CATEGORIES_SHEET].iter_rows(min_row=2)]
    assert named[:13] == [each.name for each in CATEGORIES]
    assert "not a published list" in str(named[13])
