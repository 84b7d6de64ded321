"""Choosing a part, an item or an entry, and what travels with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agreement_file import from_document
from bot.agreement_file.reflection import file_fields
from bot.cards.form import ChoiceInput, Input, Option
from bot.domain.agreement.conduct import InputLevel, InputWanted
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.domain.visibility import EVERYTHING, view
from bot.engine.parts import (
    CHANGE,
    OPEN,
    REMOVE,
    SECTIONS,
    change_form,
    choose_form,
    chosen,
    pack,
    part_form,
    removed,
    unpack,
)
from tests.builders import an_agreement
from tests.unit.engine.examples import RAT
from tests.unit.engine.parts.agreements import document, seen_by_all


def options(asked: Input) -> tuple[Option, ...]:
    assert isinstance(asked, ChoiceInput)
    return asked.options


def test_every_field_of_an_agreement_is_a_part() -> None:
    assert {each.key for each in SECTIONS} == {
        each.name for each in file_fields(Agreement) if each.name != "schema_version"
    }


def test_every_part_has_a_title_and_a_description_of_its_own() -> None:
    assert len({each.title for each in SECTIONS}) == len(SECTIONS)
    assert all(each.description for each in SECTIONS)


def test_all_parts_can_be_chosen() -> None:
    form = choose_form(seen_by_all(RAT), about={"amendment": "7"})
    assert form.context == {"amendment": "7"}
    found = chosen(seen_by_all(RAT), {"which": "pulse"}, form.context)
    assert (found.path, found.what) == (("pulse",), OPEN)


def test_an_item_is_chosen_by_its_title_and_what_to_do() -> None:
    form = choose_form(seen_by_all(RAT), "seats", editable=True)
    which, what = form.inputs
    labels = {each.value: each.label for each in options(which)}
    assert labels["vp_rd"] == "Larkspur: VP of R&D"
    assert [each.value for each in options(what)] == [OPEN, CHANGE, REMOVE]
    found = chosen(seen_by_all(RAT), {"which": "vp_rd", "what": REMOVE}, form.context)
    assert (found.path, found.what) == (("seats", "vp_rd"), REMOVE)


def test_who_only_reads_is_not_asked_what_to_do() -> None:
    assert len(choose_form(seen_by_all(RAT), "seats").inputs) == 1


def test_an_entry_is_chosen_by_what_it_says() -> None:
    form = choose_form(seen_by_all(RAT), "cadences", "weekly_status", editable=True)
    labels = [each.label for each in options(form.inputs[0])]
    assert labels[0] == "Content item: done this week"
    assert labels[-1] == "Seat told: Program manager, 1 business day after the promised time"
    value = options(form.inputs[0])[-1].value
    found = chosen(seen_by_all(RAT), {"which": value, "what": CHANGE}, form.context)
    assert found.path == ("cadences", "weekly_status", "if_late", "tell", 0)
    assert part_form(seen_by_all(RAT), found.path).title == "Change seat told"


def test_an_entry_is_not_taken_for_another_that_has_its_number_now() -> None:
    form = choose_form(seen_by_all(RAT), "parties", "cro", editable=True)
    newer = removed(document(RAT), ("parties", "cro", "holidays", 0), reader=EVERYTHING)
    answers = {"which": options(form.inputs[0])[2].value, "what": REMOVE}
    assert chosen(seen_by_all(RAT), answers, form.context).path[-1] == 2
    with pytest.raises(Refused, match="changed while the form was open"):
        chosen(view(from_document(newer), EVERYTHING), answers, form.context)


def test_a_topic_too_long_for_an_option_is_found_again() -> None:
    topic = "Whether, and if so by how much and from when on, " * 3
    other = InputWanted(topic=f"{topic}the dose changes", level=InputLevel.CONSULT)
    wanted = InputWanted(topic=f"{topic}the schedule changes", level=InputLevel.DECIDE)
    shown = view(an_agreement(input_wanted=(other, wanted)), EVERYTHING)
    offered = options(choose_form(shown, "input_wanted").inputs[0])
    assert all(len(each.value) <= 75 for each in offered)
    found = chosen(shown, {"which": offered[1].value}, {"section": "input_wanted"})
    assert found.path == ("input_wanted", wanted.topic)


def test_where_nothing_is_there_nothing_is_chosen() -> None:
    shown = view(an_agreement(input_wanted=()), EVERYTHING)
    with pytest.raises(Refused, match="Nothing is agreed here yet"):
        choose_form(shown, "input_wanted")
    with pytest.raises(Refused, match="no longer in the agreement"):
        chosen(shown, {"which": "gone"}, {"section": "seats"})


def test_answers_given_before_stand_in_the_form_again() -> None:
    form = part_form(seen_by_all(RAT), ("seats", "vp_rd"), values={"title": "Head of R&D"})
    assert form.inputs[1].value == "Head of R&D"
    assert form.context["path"] == '["seats","vp_rd"]'


@given(st.lists(st.text() | st.integers(), min_size=1, max_size=6))
def test_a_path_comes_back_as_it_went(path: list[str | int]) -> None:
    assert unpack(pack(path)) == tuple(path)


@pytest.mark.parametrize("text", ["", "[", "{}", "[]", "[null]", "[true]", "[[1]]", '"seats"'])
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        unpack(text)


def test_whatever_is_listed_to_be_changed_has_a_form() -> None:
    shown = seen_by_all(RAT)
    form = change_form(shown, about={"amendment": "7"})
    listed = options(form.inputs[0])
    assert len({each.value for each in listed}) == len(listed)
    assert all(len(each.value) <= 75 for each in listed)
    for each in listed:
        pick = chosen(shown, {"which": each.value}, form.context)
        assert pick.what == CHANGE
        assert part_form(shown, pick.path).inputs
    for gone in ("nonsense", "seats:nobody", ""):
        with pytest.raises(Refused):
            chosen(shown, {"which": gone}, form.context)
