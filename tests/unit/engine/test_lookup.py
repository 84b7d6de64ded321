"""The look-up finds the thing that was asked, names several when unsure, and never guesses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agreement.seats import Seat
from bot.domain.visibility import A_ROOM, EVERYTHING, seated, view
from bot.engine.lookup import Found, Indexes, Kind, build_index, look_up
from tests.builders import AREAS, an_agreement, an_area
from tests.unit.engine.examples import PHASE_1, RAT, example

RAT_INDEX = build_index(view(example(RAT), EVERYTHING))
PHASE_1_INDEX = build_index(view(example(PHASE_1), EVERYTHING))


def rat(text: str) -> Found:
    return look_up(RAT_INDEX, text)


def phase_1(text: str) -> Found:
    return look_up(PHASE_1_INDEX, text)


def kinds_and_keys(found: Found) -> set[tuple[Kind, str]]:
    return {(each.kind, each.key) for each in found.candidates}


def test_a_name_in_any_case_and_spacing_is_found_with_full_score() -> None:
    found = rat("  HISTO   Slides ")
    assert (found.kind, found.key, found.candidates[0].score) == (Kind.AREA, "histopathology", 100)


@pytest.mark.parametrize(
    "text",
    [
        "who owns the hsito slides",
        "slides, histo",
        "the histology slide\u2019s owner",
        "HISTOPATHOLGY",
    ],
)
def test_typos_order_possessive_and_number_do_not_matter(text: str) -> None:
    assert rat(text).key == "histopathology"


def test_british_and_american_spelling_meet() -> None:
    assert rat("hematology").key == rat("haematology").key == "clin_path"


def test_two_words_written_as_one_are_understood_and_the_reverse() -> None:
    assert rat("who does the pathread").key == "histopathology"
    assert rat("who does the body weights").key == "inlife"
    joined = build_index(view(an_agreement(areas=(an_area("lab", aliases=("clinpath",)),)), A_ROOM))
    assert look_up(joined, "who does the clin path tests").key == "lab"


def test_an_abbreviation_is_known_by_its_long_form() -> None:
    assert phase_1("who does source data verification").key == "monitoring"
    assert phase_1("serious adverse event reporting").key == "sae_reporting"


def test_the_same_word_is_answered_by_the_question_and_the_others_are_mentioned() -> None:
    assert (phase_1("who owns EDC").kind, phase_1("where is EDC").kind) == (
        Kind.AREA,
        Kind.LOCATION,
    )
    assert phase_1("what if there is an SAE").kind is Kind.TRIGGER
    bare = phase_1("EDC")
    assert bare.kind is Kind.AREA
    assert [(each.kind, each.key) for each in bare.also] == [(Kind.LOCATION, "edc")]


def test_asked_where_an_area_answers_with_the_place_of_its_output() -> None:
    found = rat("where are the Cmax values")
    assert (found.kind, found.key) == (Kind.LOCATION, "sponsor_workspace")


def test_two_close_candidates_are_both_named() -> None:
    found = rat("who is the pm?")
    assert found.kind is Kind.AMBIGUOUS
    assert found.key is None
    assert kinds_and_keys(found) == {(Kind.SEAT, "program_manager"), (Kind.SEAT, "cro_pm")}


def test_one_alias_of_two_areas_is_ambiguous() -> None:
    agreement = an_agreement(
        areas=(*AREAS, an_area("blood_a", aliases=("bloods",)), an_area("b", aliases=("bloods",)))
    )
    found = look_up(build_index(view(agreement, EVERYTHING)), "who does the bloods")
    assert kinds_and_keys(found) == {(Kind.AREA, "blood_a"), (Kind.AREA, "b")}


@pytest.mark.parametrize(
    "text",
    [
        "who owns the coffee machine",
        "who owns the coffee report?",
        "marketing study",
        "sample cake",
        "GDPR audit of the payroll",
        "printer",
        "",
        "?",
        "who",
        "who owns it",
        "\u200b\u202e",
    ],
)
def test_what_is_not_in_the_agreement_is_not_answered(text: str) -> None:
    found = rat(text)
    assert (found.kind, found.key, found.candidates) == (Kind.NONE, None, ())


def test_an_empty_agreement_answers_nothing() -> None:
    empty = an_agreement(areas=(), locations=(), cadences=(), triggers=())
    assert look_up(build_index(view(empty, EVERYTHING)), "where is the archive").kind is Kind.NONE


@given(st.text(max_size=200))
def test_any_text_gets_an_answer_whose_score_is_in_range(text: str) -> None:
    found = rat(text)
    assert all(0 <= each.score <= 100 for each in found.candidates)
    assert (found.key is None) == (found.kind in {Kind.AMBIGUOUS, Kind.NONE})


def test_a_very_long_question_is_cut_not_refused() -> None:
    assert rat("who owns the histo slides " + "x" * 40_000).kind is not None
    assert rat("histo slides\u200b").key == "histopathology"


@pytest.mark.parametrize("reader", [A_ROOM, seated("cro_pm"), seated("nobody")])
@pytest.mark.parametrize(
    "text",
    [
        "unblinded pharmacist",
        "who is the pharmacist",
        "reach the unblinded statistician",
        "unblinded folder",
        "where is the rand list folder",
        "unblinded share",
    ],
)
def test_what_is_restricted_is_no_candidate_for_a_reader_who_may_not_know(
    reader: object, text: str
) -> None:
    agreement = example(PHASE_1)
    index = Indexes().of(agreement, reader).index  # type: ignore[arg-type]
    hidden = {"unblinded_pharmacist", "unblinded_statistician", "unblinded_folder"}
    found = look_up(index, text)
    assert not hidden.intersection(each.key for each in (*found.candidates, *found.also))


def test_an_unblinded_seat_finds_the_other_and_its_folder() -> None:
    index = build_index(view(example(PHASE_1), seated("unblinded_pharmacist")))
    assert look_up(index, "unblinded statistician").key == "unblinded_statistician"
    assert look_up(index, "where is the rand list").key == "unblinded_folder"


def test_readers_who_may_know_the_same_share_an_index() -> None:
    indexes, agreement = Indexes(most=2), example(PHASE_1)
    first = indexes.of(agreement, A_ROOM)
    assert indexes.of(agreement, A_ROOM) is first
    assert indexes.of(agreement, seated("cro_pm")) is first
    assert indexes.of(agreement, EVERYTHING) is not first
    assert indexes.of(agreement, seated("cro_pm")) is first


def test_a_seat_is_found_by_its_party_and_title() -> None:
    seats: tuple[Seat, ...] = example(RAT).seats
    assert {"sponsor_qa", "qau_manager"} <= {seat.key for seat in seats}
    assert rat("QA at Larkspur").key == "sponsor_qa"
