"""Opening a form and sending it as it is changes nothing, at every place of the examples."""

import pytest

from bot.cards.form import ChoiceInput, Input, MultiChoiceInput
from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, seated, view
from bot.engine.parts import edited, part_form, unpack
from bot.engine.parts.places import locate
from bot.engine.parts.questions import questions
from tests.unit.engine.examples import ANTIBODY, PHASE_1, RAT, example
from tests.unit.engine.parts.agreements import NAMES, document, levels, lists, seen_by_all

READERS = [
    (RAT, EVERYTHING),
    (ANTIBODY, EVERYTHING),
    (ANTIBODY, A_ROOM),
    (PHASE_1, EVERYTHING),
    (PHASE_1, A_ROOM),
    (PHASE_1, seated("pv_lead")),
    (PHASE_1, seated("unblinded_pharmacist")),
]


@pytest.mark.parametrize(("name", "reader"), READERS)
def test_a_form_sent_unchanged_changes_nothing(name: str, reader: Reader) -> None:
    shown = view(example(name), reader)
    for path in levels(shown):
        form = part_form(shown, path)
        values = {each.key: each.value for each in form.inputs}
        told = unpack(form.context["path"])
        after = edited(document(name), told, values, reader=reader, seen=form.context["seen"])
        assert after == document(name), path


@pytest.mark.parametrize("name", NAMES)
def test_what_a_form_shows_reads_back_as_what_is_agreed(name: str) -> None:
    """Not only is an untouched answer left alone: its words mean the value they were made of."""
    shown, data = seen_by_all(name), document(name)
    for path in levels(shown):
        for question in questions(shown, locate(data, path, shown)):
            agreed = question.default if question.now is None else question.now
            if question.shown:
                assert question.value(question.shown) == agreed, (path, question.key)


@pytest.mark.parametrize("name", NAMES)
def test_a_chosen_value_is_one_of_the_options(name: str) -> None:
    shown = seen_by_all(name)
    for path in (*levels(shown), *lists(shown)):
        for asked in part_form(shown, path).inputs:
            assert set(_chosen(asked)) <= set(_options(asked)), (path, asked.key)
            assert all("," not in each and len(each) <= 75 for each in _options(asked))


def _chosen(asked: Input) -> list[str]:
    if isinstance(asked, MultiChoiceInput):
        return [each for each in asked.value.split(",") if each]
    return [asked.value] if isinstance(asked, ChoiceInput) and asked.value else []


def _options(asked: Input) -> list[str]:
    if isinstance(asked, MultiChoiceInput | ChoiceInput):
        return [each.value for each in asked.options]
    return []
