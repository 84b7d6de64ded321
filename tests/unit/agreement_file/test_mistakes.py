"""Each mistake alone: it is found, at its place, and nothing else is said because of it."""

import pytest

from bot.agreement_file import AgreementFileError, Mistake, read_agreement
from bot.domain.errors import BadAgreement
from tests.unit.agreement_file.meaning_cases import MEANING
from tests.unit.agreement_file.structure_cases import STRUCTURE
from tests.unit.agreement_file.texts import SMALL, changed


def mistakes(text: str) -> tuple[Mistake, ...]:
    with pytest.raises(AgreementFileError) as caught:
        read_agreement(text)
    return caught.value.mistakes


def test_the_small_agreement_is_right_and_only_then_says_nothing() -> None:
    assert read_agreement(SMALL).study.id == "small"


@pytest.mark.parametrize(("old", "new", "path", "part"), [*STRUCTURE, *MEANING])
def test_one_mistake_is_told_once_at_its_place(old: str, new: str, path: str, part: str) -> None:
    text = changed(SMALL, old, new)
    found = mistakes(text)
    paths = {each.path for each in found}
    assert paths == {path}, found
    assert part in found[0].sentence
    line = next(i for i, row in enumerate(SMALL.splitlines(), 1) if row != text.splitlines()[i - 1])
    assert len(found) == 1 or "minimum" in path
    assert abs(found[0].line - line) <= 6 or path == "parties"


def test_a_ladder_must_reach_the_sides_of_the_first_notice() -> None:
    text = SMALL.replace("seats: {sponsor: monitor, cro: vet}", "seats: {cro: vet}")
    text = text.replace("seats: {sponsor: sponsor_pm, cro: cro_pm}", "seats: {cro: cro_pm}")
    assert [each.path for each in mistakes(text)] == [
        "triggers[death].ladder",
        "triggers[weight].ladder",
    ]
    assert "the first notice reaches the side sponsor" in mistakes(text)[0].sentence


def test_a_ladder_climbs_on_both_sides_even_when_the_notice_stays_on_one() -> None:
    text = SMALL.replace("seats: {sponsor: monitor, cro: vet}", "seats: {cro: vet}")
    text = changed(text, "seats: {sponsor: sponsor_pm, cro: cro_pm}", "seats: {cro: cro_pm}")
    text = text.replace("from: vet, to: monitor", "from: vet, to: cro_pm")
    assert "every rung is on the side cro" in mistakes(text)[0].sentence


def test_a_ladder_begins_with_the_clock() -> None:
    first = (
        "{step: 1, after: 0h, seats: {sponsor: monitor, cro: vet}, if: [start]}\n    closes_when"
    )
    late = changed(SMALL, first, first.replace("0h", "2h"))
    assert "the first rung starts with the clock, not 2 hours later" in mistakes(late)[0].sentence
    other = changed(SMALL, first, first.replace("start", "always"))
    assert "write if: [start]" in mistakes(other)[0].sentence
    bare = changed(SMALL, first, first.replace(", if: [start]", ""))
    assert "add if: [start]" in mistakes(bare)[0].sentence


def test_an_area_answered_for_on_one_side_and_done_on_the_other_may_have_either_counterpart() -> (
    None
):
    text = changed(
        SMALL,
        "responsible: vet\n    accountable: cro_pm\n    counterpart: monitor",
        "responsible: vet\n    accountable: monitor\n    counterpart: monitor",
    )
    assert read_agreement(text).area["welfare"].counterpart == "monitor"


def test_a_party_without_a_seat_is_told() -> None:
    lab = """\
  - key: lab
    side: other
    name: Central Lab
    short: Lab
    zone: Europe/London
    working_week: [mon]
    hours: "09:00-17:00"
methods:
"""
    found = mistakes(changed(SMALL, "methods:\n", lab))
    assert [each.sentence for each in found] == [
        'the party "lab" has no seat; give it at least one under seats'
    ]


def test_a_list_that_is_missing_or_misspelt_is_one_mistake() -> None:
    assert [each.path for each in mistakes(changed(SMALL, "\nseats:\n", "\nroles:\n"))] == ["roles"]
    assert [each.path for each in mistakes(changed(SMALL, "\nphases:\n", "\nphase:\n"))] == [
        "phase"
    ]


def test_a_key_that_is_no_key_is_one_mistake_however_often_it_is_used() -> None:
    for new in ("key: CRO PM", "kay: cro_pm", "key: cro_pm2\n    key: cro_pm"):
        assert len(mistakes(changed(SMALL, "- key: cro_pm\n", f"- {new}\n"))) <= 2
    assert len(mistakes(changed(SMALL, "- key: cro_pm\n    party", "- party"))) == 1


def test_a_mistake_in_a_list_item_does_not_hide_those_beside_it() -> None:
    text = changed(SMALL, "kind: obligation", "kind: duty\n    color: red")
    text = changed(text, "responsible: vet\n", "responsible: vat\n")
    assert [each.path for each in mistakes(text)] == [
        "areas[welfare].kind",
        "areas[welfare].color",
        "areas[welfare].responsible",
    ]


def test_two_parties_that_are_neither_are_not_on_one_side() -> None:
    text = changed(SMALL, "side: sponsor", "side: other").replace("side: cro", "side: other")
    assert read_agreement(text).parties[0].side.value == "other"


def test_the_text_of_the_error_has_a_line_for_each_mistake() -> None:
    with pytest.raises(BadAgreement) as caught:
        read_agreement(changed(SMALL, "id: small", "id: S"), name="mine.yaml")
    assert str(caught.value).startswith('mine.yaml:2: study.id: "S" is no key; write small letters')
    with pytest.raises(BadAgreement) as caught:
        read_agreement("", name="mine.yaml")
    assert str(caught.value) == "mine.yaml:1: the file is empty; see the examples for a start"


def test_optional_parts_may_be_left_out() -> None:
    assert read_agreement(SMALL[: SMALL.index("pulse:\n")]).pulse is None


def test_a_reference_into_an_empty_or_short_list_says_so() -> None:
    start, end = SMALL.index("phases:\n  - "), SMALL.index("parties:\n  - ")
    found = mistakes(SMALL[:start] + SMALL[end:])
    assert {each.path for each in found} == {
        "parties[cro].days_off_cover.phases[0]",
        "seats[monitor].on_call.phases[0]",
        "areas[welfare].due[0].phase",
        "cadences[weekly].phases[0]",
    }
    assert found[0].sentence.endswith("there is none to choose from yet")
    one = changed(
        SMALL[:start] + SMALL[end:],
        "methods:\n",
        "phases: [{key: dose, title: D, start: 2027-01-11, end: 2027-02-07}]\nmethods:\n",
    )
    assert mistakes(one)[0].sentence == 'no phase has the key "dosing"; write "dose"'
    far = changed(one, "{key: dose,", "{key: xyz,")
    assert mistakes(far)[0].sentence == 'no phase has the key "dosing"; write one of: xyz'


def test_junk_in_a_list_does_not_shift_the_items_after_it() -> None:
    text = changed(SMALL, "      - {step: 2, after", "      - junk\n      - {step: 2, after")
    assert [each.path for each in mistakes(text)] == ["triggers[death].ladder[1]"]


def test_parts_that_are_no_mapping_are_told_once() -> None:
    start, end = SMALL.index("agreement:\n"), SMALL.index("phases:\n")
    found = mistakes(SMALL[:start] + "agreement: kick-off\n" + SMALL[end:])
    assert [each.path for each in found] == ["agreement"]


def test_of_two_lists_of_one_name_the_first_counts() -> None:
    found = mistakes(SMALL + "phases:\n  - {key: other}\n")
    assert [each.sentence[:40] for each in found] == ['"phases" stands here a second time (firs']


def test_long_values_are_shortened_in_sentences() -> None:
    (mistake,) = mistakes(changed(SMALL, "grace: 4h", f"grace: {'x' * 500}"))
    assert len(mistake.sentence) < 200


def test_history_stands_oldest_first() -> None:
    text = changed(SMALL, "{version: 1, effective", "{version: 2, effective")
    assert [each.path for each in mistakes(text)] == ["agreement.history[1].version"]
    assert "version 2 stands after version 2" in mistakes(text)[0].sentence


def test_what_cannot_be_read_is_not_compared() -> None:
    text = changed(SMALL, "{version: 2, effective: 2026-11-20", "{version: no, effective: soon")
    text = changed(
        text, "clock: {starts: limit_passed, text: table released, calendar: both}", "clock: 1"
    )
    text = changed(
        text,
        "first_notice: {within: 1bd, from: vet, to: monitor, method: email}",
        "first_notice: []",
    )
    text = changed(
        text,
        'trigger: {type: threshold, text: over 10%, measure: loss, op: ">", value: 10}',
        "trigger: x",
    )
    assert [each.path for each in mistakes(text)] == [
        "agreement.history[1].version",
        "agreement.history[1].effective",
        "triggers[weight].trigger",
        "triggers[weight].clock",
        "triggers[weight].first_notice",
    ]
    text = changed(
        SMALL,
        "{version: 1, effective: 2026-11-12, agreed_by: [sponsor_pm, cro_pm], reason: start}",
        "first",
    )
    assert [each.path for each in mistakes(text)] == ["agreement.history[0]"]
    text = changed(SMALL, "{step: 2, after: 1bd", "{step: 2, after: soon")
    assert [each.path for each in mistakes(text)] == ["triggers[death].ladder[1].after"]
    assert [each.path for each in mistakes(changed(SMALL, "calendar: both", "calendar: 3"))] == [
        "triggers[weight].clock.calendar"
    ]
