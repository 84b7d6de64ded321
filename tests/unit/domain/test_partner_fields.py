"""What people write about a partner."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.partner_categories import CATEGORIES, known_category
from bot.domain.partner_fields import (
    WRITTEN,
    changed_fields,
    read_entered,
    written,
)
from bot.domain.partners import Accreditation, Contact, Entered, Found, FoundBy, Frame, name_key

FULL = {
    "name": "  Fjord   Cell Lines ApS ",
    "categories": "3; toxicology\nDMPK and bioanalysis; own: Cold  shipping",
    "services": "CHO pools,\r\nsmall batches",
    "regions": "Denmark, EU; UK",
    "accreditations": "glp until 2027-06; ISO/IEC 17025 until 30 Jun 2028; ISO 9001",
    "contacts": "Sales desk, Head, BD, +45 33 44 55 66, sales@fjord.example; Night line",
    "msa_until": "2028",
    "rate_card_until": "",
    "found": "marketplace: A market, RFQ-7; directory: Biocom; colleague",
    "notes": "",
}
READ = Entered(
    name="Fjord Cell Lines ApS",
    categories=("biologics", "toxicology", "dmpk", "Cold shipping"),
    services="CHO pools,\nsmall batches",
    regions=("Denmark", "EU", "UK"),
    accreditations=(
        Accreditation(kind="GLP", expires=date(2027, 6, 30)),
        Accreditation(kind="ISO 17025", expires=date(2028, 6, 30)),
        Accreditation(kind="ISO 9001"),
    ),
    contacts=(
        Contact(
            name="Sales desk",
            role="Head, BD",
            email="sales@fjord.example",
            phone="+45 33 44 55 66",
        ),
        Contact(name="Night line"),
    ),
    frame=Frame(msa_until=date(2028, 12, 31)),
    found=(
        Found(by=FoundBy.MARKETPLACE, name="A market", number="RFQ-7"),
        Found(by=FoundBy.DIRECTORY, name="Biocom"),
        Found(by=FoundBy.COLLEAGUE, name=""),
    ),
)


def test_every_field_is_read_as_people_write_it() -> None:
    assert read_entered(FULL) == (READ, {})


def test_what_is_written_back_reads_the_same() -> None:
    assert tuple(written(READ)) == WRITTEN
    assert read_entered(written(READ)) == (READ, {})


@given(said=st.fixed_dictionaries({name: st.text(max_size=60) for name in WRITTEN}))
@settings(max_examples=60)
def test_anything_is_read_or_refused_and_reads_the_same_again(said: dict[str, str]) -> None:
    entered, mistakes = read_entered(said, own=("Cold shipping",))
    if entered is None:
        assert set(mistakes) <= set(WRITTEN)
        assert all(sentence.endswith((".", "?")) for sentence in mistakes.values())
    else:
        assert read_entered(written(entered), own=()) == (entered, {})


@pytest.mark.parametrize(
    ("field", "said", "expected"),
    [
        ("name", "  ", "Write the name"),
        ("name", "x" * 121, "at most 120"),
        ("categories", "toxicolgy and safety (glp)", "Did you mean “Toxicology and safety (GLP)”?"),
        ("categories", "quantum", "own: quantum"),
        ("categories", "14", "from 1 to 13"),
        ("accreditations", "GLP until soon", "“soon” is no day"),
        ("msa_until", "2027-02-30", "no day"),
        ("contacts", "sales@fjord.example", "names nobody"),
        ("found", "the internet", "directory: and its name"),
        ("services", "x" * 1501, "1501 characters in all"),
        ("contacts", "; ".join(f"{number}{'x' * 60}" for number in range(40)), "in all"),
        ("regions", "; ".join(f"R{number}" for number in range(41)), "at most 40"),
        ("regions", "x" * 241, "longer than 240"),
    ],
)
def test_what_cannot_be_read_says_what_to_write_instead(
    field: str, said: str, expected: str
) -> None:
    entered, mistakes = read_entered({"name": "Fjord", field: said})
    assert entered is None
    assert list(mistakes) == [field]
    assert expected in mistakes[field]


def test_all_mistakes_are_said_at_once() -> None:
    _, mistakes = read_entered({"categories": "none such", "msa_until": "soon"})
    assert list(mistakes) == ["name", "categories", "msa_until"]


@pytest.mark.parametrize(
    "said", ["genomics, biomarkers, bioinformatics", "9", " GENOMICS biomarkers & bioinformatics"]
)
def test_a_category_is_known_however_its_name_is_written(said: str) -> None:
    assert known_category(said) == "genomics"
    assert known_category("(9)") is None


def test_a_category_of_the_organisation_is_known_by_its_name_alone() -> None:
    said = {"name": "Fjord", "categories": "cold shipping"}
    assert read_entered(said)[0] is None
    entered, _ = read_entered(said, own=("Cold shipping",))
    assert entered is not None
    assert entered.categories == ("Cold shipping",)


@pytest.mark.parametrize(
    ("said", "name", "number"),
    [
        ("marketplace order 89783", "", "order 89783"),
        ("marketplace: A market request 7", "A market", "request 7"),
        ("Marketplace: A market, RFQ-7", "A market", "RFQ-7"),
        ("marketplace: A market, in Boston", "A market, in Boston", ""),
    ],
)
def test_a_number_of_a_marketplace_is_known(said: str, name: str, number: str) -> None:
    entered, _ = read_entered({"name": "Fjord", "found": said})
    assert entered is not None
    assert entered.found == (Found(by=FoundBy.MARKETPLACE, name=name, number=number),)
    assert read_entered(written(entered)) == (entered, {})


def test_what_changed_is_told_by_field() -> None:
    other = Entered(name=READ.name, notes="Ask for the small reactor.")
    assert changed_fields(READ, READ) == ()
    assert changed_fields(Entered(name=READ.name), other) == ("notes",)


def test_the_thirteen_categories_are_numbered_and_named_apart() -> None:
    assert [each.number for each in CATEGORIES] == list(range(1, 14))
    assert len({each.name for each in CATEGORIES} | {each.key for each in CATEGORIES}) == 26


@pytest.mark.parametrize(
    ("one", "other"),
    [("Fjord Cell ApS", "fjord  cell"), ("Société Lœv", "Societe Lœv SA"), ("A-B Ltd.", "A B")],
)
def test_names_are_the_same_without_case_accents_and_legal_form(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_name_that_is_only_a_legal_form_is_still_one() -> None:
    assert name_key("Limited") != name_key("Corporation")
    assert name_key("Fjord Cell") != name_key("Fjord Cells")
