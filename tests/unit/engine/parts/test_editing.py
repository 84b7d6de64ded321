"""Changing, adding and removing parts of an agreement through the answers of a form."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agreement_file import from_document, to_document
from bot.agreement_file.check import faults_of
from bot.cards.form import MultiChoiceInput
from bot.cards.words import part_labels
from bot.cards.words import parts as words
from bot.domain.agreement.areas import AccessGrant
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.pulse import PulseActs
from bot.domain.errors import Refused
from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, seated, view
from bot.engine.parts import Document, PartMistakes, Path, added, edited, part_form, removed
from bot.engine.parts.complaints import plain_sentence
from bot.engine.parts.kinds import NOTHING
from bot.engine.parts.places import item_id
from bot.templates import TEMPLATES
from tests.builders import a_pulse, an_agreement
from tests.unit.engine.examples import ANTIBODY, PHASE_1, RAT, example
from tests.unit.engine.parts.agreements import (
    EVERY_LEVEL,
    EVERY_LIST,
    document,
    levels,
    seen_by_all,
)

BLINDED = seated("clinical_ops_lead")


def filled(
    agreement: Agreement, path: Path, reader: Reader = EVERYTHING, /, **answers: str
) -> dict[str, str]:
    """What comes back from a form in which some answers were changed; dots are written `__`."""
    form = part_form(view(agreement, reader), path)
    values = {each.key: each.value for each in form.inputs}
    return values | {key.replace("__", "."): answer for key, answer in answers.items()}


def change(path: Path, name: str = RAT, reader: Reader = EVERYTHING, /, **answers: str) -> Document:
    values = filled(example(name), path, reader, **answers)
    return edited(document(name), path, values, reader=reader)


def item(data: Mapping[str, Any], section: str, key: str) -> dict[str, Any]:
    found = next(each for each in data[section] if item_id(each) == key)
    assert isinstance(found, dict)
    return found


def mistakes(path: Path, name: str = RAT, /, **answers: str) -> dict[str, str]:
    with pytest.raises(PartMistakes) as refused:
        change(path, name, **answers)
    return refused.value.mistakes


def test_a_time_is_changed_and_nothing_else() -> None:
    after = change(("cadences", "weekly_status"), rule="every Friday at 4 pm")
    expected = deepcopy(document(RAT))
    item(expected, "cadences", "weekly_status")["rule"]["at"] = "16:00"
    assert after == expected


def test_lists_and_lengths_are_taken_as_people_write_them() -> None:
    after = change(
        ("seats", "vp_rd"),
        aliases="- the VP\nhead of R and D\n\nthe vp\n",
        reply_within__normal="two business days",
        reply_within__urgent="half an hour",
        zone="Basel",
        working_week="mon,tue",
        deputy="-",
    )
    seat = item(after, "seats", "vp_rd")
    assert seat["aliases"] == ["the VP", "head of R and D"]
    assert seat["reply_within"] == {"normal": "2bd", "urgent": "30m"}
    assert seat["zone"] == "Europe/Zurich"
    assert seat["working_week"] == ["mon", "tue"]
    assert "deputy" not in seat


def test_seats_keep_their_order_and_new_ones_come_last() -> None:
    after = change(("cadences", "biweekly_call"), to="vp_rd,cro_pm,study_monitor")
    assert item(after, "cadences", "biweekly_call")["to"] == ["study_monitor", "cro_pm", "vp_rd"]


def test_an_inner_group_comes_and_goes_as_a_whole() -> None:
    path = ("cadences", "weekly_status")
    with_minutes = change(path, minutes__by="cro_pm", minutes__within="2bd")
    assert item(with_minutes, *path)["minutes"] == {"by": "cro_pm", "within": "2bd"}
    cleared = {"if_late__remind__seat": "-", "if_late__remind__after": ""}
    assert item(change(path, **cleared), *path)["if_late"] == {
        "tell": [{"seat": "program_manager", "after": "1bd"}]
    }


def test_half_a_group_is_asked_for_in_full() -> None:
    assert mistakes(("cadences", "weekly_status"), minutes__by="cro_pm") == {
        "minutes.within": words.FILL_IN
    }


def test_plain_lists_are_lines() -> None:
    assert change(("ground_rules",), lines="One.\n• Two.")["ground_rules"] == ["One.", "Two."]
    assert "never_in_chat" not in change(("never_in_chat",), lines=" ")


def test_a_party_keeps_its_days_off() -> None:
    after = change(("parties", "cro"), hours="9 to 17:30", city="Pune, India")
    party, before = item(after, "parties", "cro"), item(document(RAT), "parties", "cro")
    assert party["hours"] == "09:00-17:30"
    assert party["holidays"] == before["holidays"]


def test_one_entry_is_changed() -> None:
    after = change(("parties", "cro", "holidays", 3), date="2027-03-11", provisional="no", note="")
    holidays = item(after, "parties", "cro")["holidays"]
    assert holidays[3] == {"name": "Eid al-Fitr", "date": "2027-03-11"}
    assert len(holidays) == 6


def test_a_plain_content_item_can_become_a_number() -> None:
    after = change(("cadences", "weekly_status", "contents", 4), type="number", unit="USD")
    contents = item(after, "cadences", "weekly_status")["contents"]
    assert contents[3:] == [
        "open questions",
        {"title": "budget used", "type": "number", "unit": "USD"},
    ]


def test_every_mistake_is_told_at_once_at_its_input() -> None:
    found = mistakes(
        ("seats", "study_director"),
        title="",
        reply_within__normal="soon",
        on_call__hours="always",
        zone="Cambridge",
        deputy="vp_rd",
        aliases="the vet\nvet",
    )
    assert found["title"] == words.FILL_IN
    assert found["reply_within.normal"] == words.NOT_A_LENGTH
    assert found["on_call.hours"] == words.NOT_HOURS
    assert found["zone"].startswith("Several time zones fit: Europe/London")
    assert found["deputy"] == words.CHOOSE_ONE
    assert found["aliases"] == part_labels.RULES["Seat.aliases"]
    assert len(found) == 6


@pytest.mark.parametrize(
    ("path", "answers", "expected"),
    [
        (("phases", "dosing"), {"end": "2026-01-01"}, {"end": "Phase.end"}),
        (("areas", "protocol"), {"counterpart": "cro_pm"}, {"counterpart": "Area.counterpart"}),
        (("areas", "protocol", "due", 0), {"date": ""}, {"date": "Due"}),
        (("areas", "tk_sampling", "due", 0), {"days": "1, 40"}, {"days": "Due.days"}),
        (
            ("locations", "client_portal"),
            {"restricted": "yes"},
            {"access.seats": "Location.access"},
        ),
        (("cadences", "weekly_status"), {"to": "cro_pm"}, {"to": "Cadence.to"}),
        (("parties", "cro", "holidays", 0), {"from": "2027-01-01"}, {"date": "Holiday.date"}),
        (
            ("cadences", "weekly_status", "contents", 0),
            {"type": "choice"},
            {"choices": "ContentItem"},
        ),
        (
            ("cadences", "weekly_status", "contents", 0),
            {"title": "next week"},
            {"title": "ContentItem.title"},
        ),
        (
            ("triggers", "unexpected_death"),
            {"first_notice__within": "1bd"},
            {"clock.business_days": "TriggerClock.calendar"},
        ),
        (
            ("triggers", "unexpected_death", "ladder", 1),
            {"after": "3 days"},
            {"after": "LadderStep.after"},
        ),
        (
            ("triggers", "unexpected_death", "ladder", 1),
            {"seats__sponsor": "-", "seats__cro": "-"},
            {"seats.sponsor": "LadderStep.seats"},
        ),
        (("pulse",), {"minimum_answers": "9"}, {"minimum_answers": "Pulse.minimum_answers"}),
        (("amendments",), {"remind_after": "30bd"}, {"remind_after": "Amending.remind_after"}),
        (
            ("input_wanted", "Dose levels"),
            {"topic": "Report format"},
            {"topic": "InputWanted.topic"},
        ),
    ],
)
def test_what_does_not_fit_together_is_said_where_it_is_put_right(
    path: Path, answers: dict[str, str], expected: dict[str, str]
) -> None:
    assert mistakes(path, **answers) == {
        key: part_labels.RULES[rule] for key, rule in expected.items()
    }


def test_a_mistake_in_another_part_names_that_part() -> None:
    found = mistakes(("phases", "dosing"), end="2027-01-20")
    assert found == {"end": f"Toxicokinetic blood collection: {part_labels.RULES['Due.days']}"}
    step = mistakes(("triggers", "unexpected_death", "ladder", 2), after="2bd")
    assert step == {"after": part_labels.RULES["TriggerClock.calendar"]}


def test_what_changed_meanwhile_is_not_written_over() -> None:
    form = part_form(seen_by_all(RAT), ("areas", "protocol"))
    newer = change(("areas", "protocol"), title="Protocol")
    values = {each.key: each.value for each in form.inputs}
    with pytest.raises(Refused, match="Nothing was written over"):
        edited(newer, ("areas", "protocol"), values, reader=EVERYTHING, seen=form.context["seen"])


def test_a_code_is_added_by_how_it_looks_and_a_shape_that_cannot_be_used_says_why() -> None:
    path = ("never_in_chat_patterns",)
    told = {"title": "Kit number", "shape": "KIT-####", "matches": "KIT-0000"}
    after = added(document(RAT), path, told, reader=EVERYTHING)
    assert after["never_in_chat_patterns"] == [{"key": "kit_number", **told}]
    for shape, key, sentence in (
        ("####", "shape", 'This also matches: "2026", which is in ordinary messages'),
        ("KIT-###", "matches", 'The shape "KIT-###" does not find this; it matches: "KIT-123"'),
    ):
        with pytest.raises(PartMistakes) as wrong:
            added(document(RAT), path, {**told, "shape": shape}, reader=EVERYTHING)
        assert list(wrong.value.mistakes) == [key]
        assert wrong.value.mistakes[key].startswith(sentence)


@pytest.mark.parametrize(
    "path",
    [
        ("seats", "nobody"),
        ("nothing",),
        ("parties", "cro", "holidays", 99),
        ("parties", "cro", "holidays", -1),
        ("parties", "cro", "zone"),
        ("ground_rules", 1),
        ("study", "schema_version"),
        (),
    ],
)
def test_what_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(Refused, match="Open the part again"):
        edited(document(RAT), path, {}, reader=EVERYTHING)


# --- what a reader may not know


def test_hidden_seats_are_kept_where_the_others_are_chosen() -> None:
    agreed = example(PHASE_1)
    path = ("areas", "imp_supply")
    shown = {each.key for each in part_form(view(agreed, BLINDED), path).inputs}
    assert "counterpart" not in shown
    after = change(path, PHASE_1, BLINDED, title="Study drug supply")
    area = item(after, *path)
    assert area == item(document(PHASE_1), *path) | {"title": "Study drug supply"}


def test_a_hidden_seat_among_several_stays_in_its_place() -> None:
    agreed = example(PHASE_1)
    area = replace(agreed.area["protocol"], informed=("unblinded_pharmacist", "cro_pm"))
    agreed = replace(agreed, areas=(area, *agreed.areas[1:]))
    values = filled(agreed, ("areas", "protocol"), BLINDED, informed="sponsor_qa")
    after = edited(to_document(agreed), ("areas", "protocol"), values, reader=BLINDED)
    assert item(after, "areas", "protocol")["informed"] == ["unblinded_pharmacist", "sponsor_qa"]


def test_one_hidden_thing_looks_as_if_nothing_stood_there_and_stays_until_another_is_chosen() -> (
    None
):
    seat, deputy = example(PHASE_1).seat["data_manager"], "unblinded_statistician"
    seats = [replace(s, deputy=deputy) if s is seat else s for s in example(PHASE_1).seats]
    agreed = replace(example(PHASE_1), seats=tuple(seats))
    path = ("seats", "data_manager")
    shown = {each.key: each.value for each in part_form(view(agreed, BLINDED), path).inputs}
    assert shown["deputy"] == NOTHING
    before, sent = to_document(agreed), filled(agreed, path, BLINDED)
    assert edited(before, path, sent, reader=BLINDED) == before
    after = edited(before, path, {**sent, "deputy": "cro_pm"}, reader=BLINDED)
    assert item(after, *path)["deputy"] == "cro_pm"


def test_what_is_hidden_can_neither_be_chosen_nor_opened() -> None:
    with pytest.raises(PartMistakes) as refused:
        change(("areas", "protocol"), PHASE_1, BLINDED, informed="unblinded_pharmacist")
    assert refused.value.mistakes == {"informed": words.CHOOSE_ONE}
    for path in (("seats", "unblinded_pharmacist"), ("locations", "unblinded_folder")):
        with pytest.raises(Refused, match="no longer in the agreement"):
            edited(document(PHASE_1), path, {}, reader=A_ROOM)
        with pytest.raises(Refused, match="no longer in the agreement"):
            removed(document(PHASE_1), path, reader=A_ROOM)


def test_no_sentence_names_what_is_hidden() -> None:
    method = {"method": "unblinded_email"}
    with pytest.raises(PartMistakes) as refused:
        change(("cadences", "weekly_status"), PHASE_1, BLINDED, **method)
    assert refused.value.mistakes == {"method": part_labels.RULES["Cadence.method"]}


def test_a_name_that_something_hidden_has_is_free_for_who_may_not_know_of_it() -> None:
    hidden = example(PHASE_1).seat["unblinded_pharmacist"]
    for name in (hidden.title, *hidden.aliases, hidden.key):
        after = change(("seats", "data_manager"), PHASE_1, BLINDED, aliases=name)
        assert item(after, "seats", "data_manager")["aliases"] == [name]
    with pytest.raises(PartMistakes) as refused:
        change(("seats", "data_manager"), PHASE_1, BLINDED, aliases="the pm")
    assert refused.value.mistakes == {"aliases": part_labels.RULES["Seat.aliases"]}


def test_a_text_that_does_not_hold_together_says_nothing_of_what_is_hidden() -> None:
    text = document(PHASE_1)
    item(text, "seats", "unblinded_pharmacist")["deputy"] = "gone"
    item(text, "seats", "data_manager")["deputy"] = "unblinded_nobody"
    (hidden, shown) = sorted(faults_of(text), key=lambda fault: "nobody" in fault.sentence)
    blinded = view(example(PHASE_1), BLINDED)
    assert plain_sentence(hidden, text, blinded) == words.SOMETHING_DOES_NOT_FIT
    assert (
        plain_sentence(shown, text, blinded) == words.SOMETHING_DOES_NOT_FIT
    )  # it offers their keys
    assert plain_sentence(hidden, text, seen_by_all(PHASE_1)) == hidden.sentence


def test_a_hidden_grant_is_counted_in_no_path() -> None:
    folder = example(PHASE_1).location["contract_folder"]
    grants = tuple(
        AccessGrant(seat=seat, until=date(2027, 3, day))
        for day, seat in enumerate(("unblinded_pharmacist", "data_manager"), start=1)
    )
    granted = replace(folder, access=replace(folder.access, grants=grants))
    places = [granted if each is folder else each for each in example(PHASE_1).locations]
    agreed = view(replace(example(PHASE_1), locations=tuple(places)), BLINDED)
    path = ("locations", "contract_folder", "access", "grants")
    shown = {each.key: each.value for each in part_form(agreed, (*path, 0)).inputs}
    assert shown["seat"] == "data_manager"
    left = removed(to_document(agreed.agreement), (*path, 0), reader=BLINDED)
    (kept,) = item(left, "locations", "contract_folder")["access"]["grants"]
    assert kept["seat"] == "unblinded_pharmacist"
    for gone in ((*path, 1), (*path, -1), (*path[:3],), ("agreement", "history", 0)):
        with pytest.raises(Refused, match="no longer in the agreement"):
            part_form(agreed, gone)


# --- adding

SEAT = {
    "party": "cro",
    "title": "Head of Quality & Archives",
    "contact.preferred": "email",
    "contact.urgent": "phone",
    "contact.in_chat": "yes",
    "contact.in_room": "yes",
    "reply_within.normal": "2 business days",
    "reply_within.urgent": "4 hours",
    "team": "no",
}


def test_a_new_item_gets_a_key_from_its_title() -> None:
    once = added(document(RAT), ("seats",), SEAT, reader=EVERYTHING)
    assert once["seats"][-1]["key"] == "head_of_quality_archives"
    again = SEAT | {"title": "Head of quality, archives!?"}
    with pytest.raises(PartMistakes) as refused:
        added(once, ("seats",), again, reader=EVERYTHING)
    assert refused.value.mistakes == {"title": part_labels.RULES["Seat.title"]}
    other = added(once, ("seats",), SEAT | {"title": "品質"}, reader=EVERYTHING)
    assert other["seats"][-1]["key"] == "seat"


def test_a_new_item_says_everything_that_is_missing() -> None:
    with pytest.raises(PartMistakes) as refused:
        added(document(RAT), ("seats",), {}, reader=EVERYTHING)
    assert set(refused.value.mistakes.values()) == {words.FILL_IN}
    assert set(refused.value.mistakes) == {
        "party",
        "title",
        "contact.preferred",
        "contact.urgent",
        "reply_within.normal",
        "reply_within.urgent",
    }


def test_a_new_cadence_is_on_the_clock_of_its_sender() -> None:
    values = {
        "title": "Stock count",
        "from": "lab_services_head",
        "to": "cmc_lead",
        "method": "channel",
        "rule": "every Monday 10 am",
        "contents": "what is left\nwhat ran out",
        "grace": "1 day",
        "if_day_off": "next_working_day",
    }
    cadence = added(document(RAT), ("cadences",), values, reader=EVERYTHING)["cadences"][-1]
    assert cadence["key"] == "stock_count"
    assert cadence["contents"] == ["what is left", "what ran out"]
    assert cadence["rule"]["zone"] == "Asia/Kolkata"


TRIGGER = {
    "title": "Centrifuge broken",
    "trigger.type": "event",
    "trigger.text": "a centrifuge stops in a run",
    "severity": "high",
    "clock.starts": "awareness",
    "clock.text": "somebody sees it",
    "clock.calendar": "both",
    "first_notice.within": "1 business day",
    "first_notice.from": "lab_services_head",
    "first_notice.to": "dmpk_lead",
    "first_notice.method": "phone",
    "say": "which samples",
    "until_decided": "samples stay cold",
    "closes_when": "samples are judged",
}


def test_a_new_trigger_begins_with_the_first_step_of_its_ladder() -> None:
    seats = {"ladder.0.seats.sponsor": "dmpk_lead", "ladder.0.seats.cro": "lab_services_head"}
    after = added(document(RAT), ("triggers",), TRIGGER | seats, reader=EVERYTHING)
    assert after["triggers"][-1]["ladder"] == [
        {
            "step": 1,
            "after": "0h",
            "seats": {"sponsor": "dmpk_lead", "cro": "lab_services_head"},
            "if": ["start"],
        }
    ]
    with pytest.raises(PartMistakes) as refused:
        added(document(RAT), ("triggers",), TRIGGER, reader=EVERYTHING)
    assert refused.value.mistakes == {"ladder.0.seats.sponsor": part_labels.RULES["Trigger.ladder"]}


def test_a_new_step_goes_where_its_time_belongs() -> None:
    path = ("triggers", "unexpected_death", "ladder")
    values = {"after": "6 hours", "seats.cro": "site_head", "if": "always"}
    after = added(document(RAT), path, values, reader=EVERYTHING)
    ladder = item(after, "triggers", "unexpected_death")["ladder"]
    assert [(each["step"], each["after"]) for each in ladder] == [
        (1, "0h"),
        (2, "4h"),
        (3, "6h"),
        (4, "12h"),
    ]
    with pytest.raises(PartMistakes) as refused:
        added(document(RAT), path, {"after": "6 hours"}, reader=EVERYTHING)
    assert "seats.sponsor" in refused.value.mistakes


def test_a_new_party_comes_with_its_first_seat() -> None:
    values = {
        "side": "other",
        "name": "Thames Central Laboratory Ltd",
        "short": "Thames",
        "zone": "London",
        "working_week": "mon,tue,wed,thu,fri",
        "hours": "9:00-17:30",
    }
    with pytest.raises(PartMistakes) as refused:
        added(document(RAT), ("parties",), values, reader=EVERYTHING)
    assert refused.value.mistakes == {"first_seat": words.FILL_IN}
    lead = {"first_seat": "Laboratory manager"}
    after = added(document(RAT), ("parties",), values | lead, reader=EVERYTHING)
    assert item(after, "parties", "thames")["zone"] == "Europe/London"
    assert item(after, "seats", "laboratory_manager")["party"] == "thames"
    assert removed(after, ("parties", "thames"), reader=EVERYTHING) == document(RAT)
    shown = edited(
        after, ("parties", "cro"), {"past_work_shown_to": "sponsor,thames"}, reader=EVERYTHING
    )
    left = removed(shown, ("parties", "thames"), reader=EVERYTHING)
    assert item(left, "parties", "cro")["past_work_shown_to"] == ["sponsor"]


def test_a_party_lets_others_keep_its_numbers_and_not_itself() -> None:
    form = part_form(view(an_agreement(), EVERYTHING), ("parties", "cro"))
    (asked,) = (each for each in form.inputs if each.key == "past_work_shown_to")
    assert isinstance(asked, MultiChoiceInput)
    assert ([each.value for each in asked.options], asked.value) == (["sponsor"], "")


def test_a_pulse_is_set_up_and_taken_out() -> None:
    bare = to_document(an_agreement())
    values = {
        "every": "month",
        "asked_of": "program_manager,study_monitor,study_director,cro_pm",
        "show": "side_averages_and_gap",
        "comments": "without_name",
        "minimum_answers": "2",
        "questions": "I know what is expected of me.\nI get answers in time.",
        "acts.average_under": "3",
        "acts.gap_over": "1,5",
        "acts.agenda_of": "biweekly_call",
    }
    after = added(bare, ("pulse",), values, reader=EVERYTHING)
    assert after["pulse"]["acts"]["gap_over"] == 1.5
    assert [each["key"] for each in after["pulse"]["questions"]] == [
        "i_know_what_is_expected_of_me",
        "i_get_answers_in_time",
    ]
    assert removed(after, ("pulse",), reader=EVERYTHING) == bare


def test_the_rhythm_of_ownership_is_set_up_changed_and_taken_out() -> None:
    bare = to_document(an_agreement())
    values = {"confirmed_every": "quarter", "answer_within": "5bd", "vacant_for": "10bd"}
    after = added(bare, ("ownership",), values, reader=EVERYTHING)
    assert after["ownership"] == {"confirmed_every": "quarter", "vacant_for": "10bd"}
    with pytest.raises(PartMistakes) as refused:
        added(bare, ("ownership",), values | {"answer_within": "4h"}, reader=EVERYTHING)
    assert list(refused.value.mistakes) == ["answer_within"]
    assert removed(after, ("ownership",), reader=EVERYTHING) == bare


def test_how_soon_suggestions_are_answered_is_set_up_changed_and_taken_out() -> None:
    bare = to_document(an_agreement())
    after = added(bare, ("suggestions",), {"answer_within": "3bd"}, reader=EVERYTHING)
    assert after["suggestions"] == {"answer_within": "3bd"}
    for wrong in ("4h", "61bd", "0bd"):
        with pytest.raises(PartMistakes) as refused:
            added(bare, ("suggestions",), {"answer_within": wrong}, reader=EVERYTHING)
        assert list(refused.value.mistakes) == ["answer_within"]
    assert removed(after, ("suggestions",), reader=EVERYTHING) == bare


def test_what_is_no_list_cannot_be_added_to() -> None:
    with pytest.raises(Refused):
        added(document(RAT), ("study",), {}, reader=EVERYTHING)


# --- removing


def test_what_others_name_stays_and_they_are_said() -> None:
    with pytest.raises(Refused) as refused:
        removed(document(RAT), ("areas", "necropsy"), reader=EVERYTHING)
    assert str(refused.value) == (
        "The cadence “Clinical pathology, necropsy and TK data release” (when) still names it."
        " Change that first, then remove this."
    )
    with pytest.raises(Refused) as refused:
        removed(document(RAT), ("seats", "peer_pathologist"), reader=EVERYTHING)
    said = "The area “Histology slides and microscopic evaluation” (whom to ask on another side)"
    assert str(refused.value).startswith(f"{said} still names it. The area “Pathology peer review”")


def test_hidden_parts_that_name_it_are_not_said() -> None:
    agreed = example(PHASE_1)
    area = replace(agreed.location["unblinded_folder"], owner="sponsor_qa")
    agreed = replace(agreed, locations=(area,))
    with pytest.raises(Refused) as refused:
        removed(to_document(agreed), ("seats", "sponsor_qa"), reader=A_ROOM)
    assert "Another part of the agreement still names it." in str(refused.value)
    assert "nblinded" not in str(refused.value)


def test_what_nobody_names_goes() -> None:
    after = removed(document(RAT), ("areas", "invoices"), reader=EVERYTHING)
    assert "invoices" not in from_document(after).area
    assert len(after["areas"]) == len(document(RAT)["areas"]) - 1


def test_a_step_goes_and_the_others_are_numbered_again() -> None:
    after = removed(document(RAT), ("triggers", "unexpected_death", "ladder", 1), reader=EVERYTHING)
    ladder = item(after, "triggers", "unexpected_death")["ladder"]
    assert [each["step"] for each in ladder] == [1, 2]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("triggers", "unexpected_death", "ladder", 0), words.FIRST_STEP_STAYS),
        (("cadences", "pathology_data_drop", "contents", 0), words.ONE_MUST_STAY),
        (("seats", "program_manager"), words.ACCEPTED_A_VERSION),
        (("study",), words.NOT_REMOVABLE),
        (("ground_rules",), words.NOT_REMOVABLE),
        (("seats",), words.NOT_REMOVABLE),
    ],
)
def test_what_must_stay_stays(path: Path, said: str) -> None:
    with pytest.raises(Refused) as refused:
        removed(document(RAT), path, reader=EVERYTHING)
    assert str(refused.value) == said


# --- for whatever is typed

TYPED = st.text(max_size=30) | st.sampled_from(
    [
        "",
        "-",
        "yes",
        "no",
        "2bd",
        "17:00",
        "1",
        "2027-01-05",
        "cro",
        "cro_pm",
        "vp_rd,cro_pm",
        "x,y",
    ]
)


def outcome(put: Callable[[], Document]) -> Document | Refused | PartMistakes:
    try:
        return put()
    except (Refused, PartMistakes) as error:
        return error


@settings(deadline=None, max_examples=120)
@given(st.data())
def test_any_answers_give_a_sound_agreement_or_sentences_at_inputs(data: st.DataObject) -> None:
    name, path = data.draw(st.sampled_from([*EVERY_LEVEL, *EVERY_LIST]))
    form = part_form(seen_by_all(name), path)
    keys = [each.key for each in form.inputs]
    typed = data.draw(st.dictionaries(st.sampled_from(keys), TYPED, max_size=4))
    values = {each.key: each.value for each in form.inputs} | typed
    found = outcome(lambda: edited(document(name), path, values, reader=EVERYTHING))
    if isinstance(found, PartMistakes):
        assert found.mistakes
        assert set(found.mistakes) <= set(keys)
        assert all(each.strip() for each in found.mistakes.values())
    else:
        assert isinstance(found, dict)
        assert faults_of(found) == ()
        assert to_document(from_document(found)) == found


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_removing_gives_a_sound_agreement_or_a_sentence(data: st.DataObject) -> None:
    name, path = data.draw(st.sampled_from(EVERY_LEVEL))
    found = outcome(lambda: removed(document(name), path, reader=EVERYTHING))
    if isinstance(found, dict):
        assert faults_of(found) == ()
        assert found != document(name)
    else:
        assert str(found)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.key)
def test_every_part_of_every_template_can_be_opened_and_sent_back(template: Any) -> None:
    agreed = template.agreement
    for path in levels(view(agreed, EVERYTHING)):
        values = filled(agreed, path)
        assert edited(to_document(agreed), path, values, reader=EVERYTHING) == to_document(agreed)


ACTS = PulseActs(average_under=3.0, gap_over=1.5, agenda_of="biweekly_call")


def test_a_pulse_question_is_added_with_a_key_of_its_own() -> None:
    agreed = an_agreement(pulse=a_pulse(acts=ACTS))
    values = {"text": "Answers?", "scale": "text"}
    after = added(to_document(agreed), ("pulse", "questions"), values, reader=EVERYTHING)
    assert after["pulse"]["questions"][-1]["key"] == "answers_2"


def test_a_new_contact_rule_goes_where_it_can_still_count() -> None:
    path = ("areas", "storage", "contact_rules")
    answers = {"seat": "bank_manager", "method": "phone", "for": "urgent", "days": "sat,sun"}
    after = added(document(ANTIBODY), path, answers, reader=EVERYTHING)
    rules = item(after, "areas", "storage")["contact_rules"]
    assert [each["seat"] for each in rules] == ["bank_manager", "cryostore_desk", "hansori_qa"]
    assert rules[0] == {
        "seat": "bank_manager",
        "method": "phone",
        "for": "urgent",
        "days": ["sat", "sun"],
    }
    assert to_document(from_document(after)) == after
    last = added(document(ANTIBODY), path, {**answers, "for": "normal"}, reader=EVERYTHING)
    assert item(last, "areas", "storage")["contact_rules"][-1]["for"] == "normal"


def test_a_contact_rule_that_never_counts_is_refused_at_its_input() -> None:
    path = ("areas", "storage", "contact_rules")
    answers = {"seat": "hansori_qa", "method": "phone", "when": "on_call"}
    with pytest.raises(PartMistakes) as refused:
        added(document(ANTIBODY), path, answers, reader=EVERYTHING)
    assert refused.value.mistakes == {"when": part_labels.RULES["ContactRule.when"]}
