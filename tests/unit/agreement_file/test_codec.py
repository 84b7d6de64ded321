import json

import pytest

from bot.agreement_file import (
    bindings_from_document,
    bindings_to_document,
    from_document,
    read_agreement,
    read_bindings,
    to_document,
)
from bot.domain.agreement.areas import Transferred
from bot.domain.errors import BadAgreement
from tests.unit.agreement_file.texts import (
    ANTIBODY,
    BINDINGS,
    PHASE_1,
    RAT_TOX,
    SMALL,
    changed,
    example,
)


@pytest.mark.parametrize("text", [SMALL, example(RAT_TOX), example(ANTIBODY), example(PHASE_1)])
def test_a_document_gives_back_an_equal_agreement_even_through_json(text: str) -> None:
    agreement = read_agreement(text)
    document = to_document(agreement)
    assert from_document(document) == agreement
    assert from_document(json.loads(json.dumps(document))) == agreement
    assert to_document(from_document(document)) == document


def test_what_stands_at_its_default_is_left_out_and_the_order_is_that_of_the_fields() -> None:
    document = to_document(read_agreement(SMALL))
    assert list(document) == [
        "schema_version",
        "study",
        "agreement",
        "phases",
        "parties",
        "methods",
        "input_wanted",
        "seats",
        "areas",
        "locations",
        "cadences",
        "triggers",
        "pulse",
    ]
    assert document["study"] == {"id": "small", "title": "A small study"}


def test_the_times_of_proposals_are_written_where_they_are_not_the_usual() -> None:
    agreement = read_agreement(SMALL)
    assert str(agreement.amendments.lapse_after) == "20bd"
    text = changed(
        SMALL,
        "phases:\n  - {key: dosing",
        "amendments: {remind_after: 5bd, lapse_after: 20bd}\nphases:\n  - {key: dosing",
    )
    other = read_agreement(text)
    assert str(other.amendments.remind_after) == "5bd"
    assert to_document(other)["amendments"] == {"remind_after": "5bd"}
    assert from_document(to_document(other)) == other


def test_a_content_item_with_only_a_title_is_a_text() -> None:
    document = to_document(read_agreement(SMALL))
    cadences = document["cadences"]
    assert isinstance(cadences, list)
    assert cadences[0]["contents"] == [
        "done",
        {"title": "animals", "type": "number", "unit": "rats"},
    ]


def test_special_values_are_written_as_people_write_them() -> None:
    agreement = read_agreement(SMALL)
    document = json.loads(json.dumps(to_document(agreement)))
    assert document["parties"][0]["hours"] == "08:30-17:00"
    assert document["cadences"][0]["rule"]["at"] == "17:00"
    assert document["phases"][0]["start"] == "2027-01-11"
    assert document["areas"][0]["transferred"] is True
    assert document["areas"][1]["transferred"] == "not_applicable"
    assert document["triggers"][0]["ladder"][0]["seats"] == {"sponsor": "monitor", "cro": "vet"}
    assert document["triggers"][1]["trigger"]["value"] == 10
    assert agreement.area["money"].transferred is Transferred.NOT_APPLICABLE


def test_bindings_come_back_equal() -> None:
    bindings = read_bindings(BINDINGS, read_agreement(SMALL))
    assert bindings_from_document(bindings_to_document(bindings)) == bindings
    assert bindings_to_document(bindings)["people"] == [
        {
            "name": "Sponsor PM",
            "addresses": ["slack:T0S/U0PM"],
            "seats": ["sponsor_pm", "monitor"],
            "lead": True,
        },
        {
            "name": "Project manager",
            "addresses": ["teams:deccan/p1"],
            "seats": ["cro_pm"],
            "lead": True,
        },
        {"name": "Veterinarian", "seats": ["vet"]},
    ]


@pytest.mark.parametrize(
    "change", [{"study": None}, {"seats": 3}, {"unknown": 1}, {"phases": [{"key": "x"}]}]
)
def test_data_of_another_shape_is_refused_with_a_sentence(change: dict[str, object]) -> None:
    document = to_document(read_agreement(SMALL))
    with pytest.raises(BadAgreement, match="accord agreement check"):
        from_document(document | change)


def test_how_soon_suggestions_are_answered_comes_back() -> None:
    assert read_agreement(SMALL).suggestions is None
    agreed = "suggestions: {answer_within: 3bd}\npulse:\n"
    other = read_agreement(changed(SMALL, "pulse:\n", agreed))
    assert to_document(other)["suggestions"] == {"answer_within": "3bd"}
    assert from_document(to_document(other)) == other


def test_ownership_that_stays_fresh_is_agreed_by_its_rhythm_alone() -> None:
    assert read_agreement(SMALL).ownership is None
    other = read_agreement(
        changed(SMALL, "pulse:\n", "ownership: {confirmed_every: quarter}\npulse:\n")
    )
    assert other.ownership is not None
    assert str(other.ownership.answer_within) == "5bd"
    assert to_document(other)["ownership"] == {"confirmed_every": "quarter"}
    assert from_document(to_document(other)) == other
