"""What a file would do to a partner directory."""

from dataclasses import replace

from bot.cards.words import partner_files as words
from bot.domain.address import Address
from bot.domain.partner_fields import entered_in
from bot.domain.partners import Colleague, Partner
from bot.engine.partner_directory import PartnerDirectory
from bot.engine.partner_import import Plan, plan_of
from bot.export.partners_file import read_partners_file
from bot.export.workbook_reading import FORMULA
from tests.builders import at

OURS = Address("slack", "T0SPONSOR")
BEGIN = at("2026-12-04T11:25")
FJORD = Partner(
    id="p1",
    organisation=OURS,
    name="Fjord Cell Lines",
    categories=("biologics", "Cold shipping"),
    regions=("Denmark",),
    notes="Ask for the small reactor",
    added_by=Colleague(address=Address("slack", "T0SPONSOR", "U0PM"), name="Ann"),
    added_at=BEGIN,
    updated_at=BEGIN,
)


def planned(text: str, *there: Partner) -> Plan:
    file = read_partners_file(text.encode())
    return plan_of(file, PartnerDirectory(everything=there, said=()))


def test_a_column_that_is_not_there_leaves_the_field_and_an_empty_cell_empties_it() -> None:
    plan = planned("name,regions\nFJORD cell lines ApS,\n", FJORD)
    ((before, after),) = plan.changed
    assert before == FJORD
    assert after == replace(entered_in(FJORD), name="FJORD cell lines ApS", regions=())


def test_a_line_that_says_the_same_changes_nothing() -> None:
    plan = planned("Name,Categories\nFjord Cell Lines,3; cold shipping\n", FJORD)
    assert (plan.same, plan.empty, plan.sentence) == (1, True, "1 as they are.")


def test_an_entry_that_was_removed_comes_back() -> None:
    plan = planned("Name\nFjord Cell Lines\n", FJORD.removed(BEGIN))
    assert [before.id for before, _ in plan.back] == ["p1"]


def test_a_formula_is_no_value() -> None:
    plan = planned(f"Name,Notes\nFjord,x{FORMULA}\nHeath,{FORMULA}\n".replace("\0", ""))
    assert plan.mistaken == (), "the mark itself can only come out of a workbook"
    file = read_partners_file(b"Name,Notes\nHeath,x\n")
    (row,) = file.rows
    marked = replace(file, rows=(replace(row, cells={**row.cells, "notes": FORMULA}),))
    (wrong,) = plan_of(marked, PartnerDirectory(everything=(), said=())).mistaken
    assert wrong.sentences == [f"Line 2, Notes: {words.FORMULA}"]
    assert FORMULA not in wrong.todo


def test_a_category_that_one_line_adds_is_known_in_the_lines_below() -> None:
    plan = planned("Name,Categories\nA1,own: Cryo storage\nB2,cryo storage\nC3,Cyro storage\n")
    assert [each.categories for each in plan.new] == [("Cryo storage",), ("Cryo storage",)]
    (wrong,) = plan.sentences
    assert "Did you mean “Cryo storage”?" in wrong


def test_every_mistake_of_a_line_is_said() -> None:
    plan = planned("Name,MSA until,Found\n,soon,the internet\n")
    (wrong,) = plan.mistaken
    assert [sentence.split(":")[0] for sentence in wrong.sentences] == [
        "Line 2, Name",
        "Line 2, MSA until",
        "Line 2, Found",
    ]
