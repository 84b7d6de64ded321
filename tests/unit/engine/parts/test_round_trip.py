"""Opening a form and sending it as it is changes nothing, at every place of both examples."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agreement_file import to_document
from bot.cards.form import ChoiceInput, Input, MultiChoiceInput
from bot.domain.visibility import EVERYTHING, A_ROOM, Reader, view
from bot.engine.parts import edited, part_form, unpack
from bot.engine.parts.places import locate
from bot.engine.parts.questions import questions
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.parts.agreements import (
    EVERY_LEVEL,
    EVERY_LIST,
    document,
    levels,
    seen_by_all,
)


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(EVERY_LEVEL))
def test_a_form_sent_unchanged_changes_nothing(place: tuple[str, tuple[str | int, ...]]) -> None:
    name, path = place
    form = part_form(seen_by_all(name), path)
    values = {each.key: each.value for each in form.inputs}
    after = edited(
        document(name),
        unpack(form.context["path"]),
        values,
        reader=EVERYTHING,
        seen=form.context["seen"],
    )
    assert after == document(name)


@pytest.mark.parametrize(("name", "path"), EVERY_LEVEL)
def test_what_a_form_shows_reads_back_as_what_is_agreed(
    name: str, path: tuple[str | int, ...]
) -> None:
    """Not only is an untouched answer left alone: its words mean the value they were made of."""
    place = locate(document(name), path, seen_by_all(name))
    for question in questions(seen_by_all(name), place):
        agreed = question.default if question.now is None else question.now
        if question.shown:
            assert question.value(question.shown) == agreed, question.key


@pytest.mark.parametrize("reader", [A_ROOM, EVERYTHING, Reader(frozenset({"pv_lead"}))])
def test_it_holds_for_whoever_may_not_see_everything(reader: Reader) -> None:
    agreed = example(PHASE_1)
    shown = view(agreed, reader)
    for path in levels(shown):
        form = part_form(shown, path)
        values = {each.key: each.value for each in form.inputs}
        assert edited(document(PHASE_1), path, values, reader=reader) == to_document(agreed)


@pytest.mark.parametrize(("name", "path"), [*EVERY_LEVEL, *EVERY_LIST])
def test_a_chosen_value_is_one_of_the_options(name: str, path: tuple[str | int, ...]) -> None:
    for asked in part_form(seen_by_all(name), path).inputs:
        assert set(_chosen(asked)) <= set(_options(asked)), asked.key
        assert all("," not in each for each in _options(asked))


def _chosen(asked: Input) -> list[str]:
    if isinstance(asked, MultiChoiceInput):
        return [each for each in asked.value.split(",") if each]
    return [asked.value] if isinstance(asked, ChoiceInput) and asked.value else []


def _options(asked: Input) -> list[str]:
    if isinstance(asked, MultiChoiceInput | ChoiceInput):
        return [each.value for each in asked.options]
    return []
