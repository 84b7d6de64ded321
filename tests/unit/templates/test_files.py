"""Every template is a complete agreement file that names nobody."""

import re
from importlib.resources import files

import pytest

from bot.agreement_file import dump_yaml, from_document, read_agreement, to_document
from bot.domain.agreement.areas import Transferred
from bot.domain.agreement.study import Basis
from bot.domain.duration import Duration
from bot.domain.visibility import EVERYTHING, view
from bot.templates import TEMPLATES, Template
from bot.templates.catalogue import NOMINAL_START

KEYS = (
    "in_vivo_toxicology",
    "cell_line_development",
    "bioanalysis",
    "phase1_trial",
    "device_test",
    "managed_by_facilitator",
    "blank",
)
FULL = [each for each in TEMPLATES if each.key != "blank"]
LONGEST_OPTION = 75
"""Characters that an option of a Slack select menu holds."""

#: Companies, products and platforms that agreements of this field like to name.
NAMES = (
    "slack|teams|zoom|sharepoint|dropbox|google|microsoft|larkspur|deccan|carmel|yarra|veeva|"
    "medidata|rave|winnonlin|phoenix|charles river|labcorp|covance|iqvia|icon|parexel|lonza|"
    "sartorius|ambr|berkeley lights|beacon|sprague|wistar|eurofins|intertek|wuxi|syngene"
)
LEGAL_FORMS = r"inc|ltd|llc|gmbh|ag|pvt|pty|plc|corp|bv|sa"


def named(template: Template) -> object:
    return template.key


def text_of(template: Template) -> str:
    return files("bot.templates").joinpath("files", f"{template.key}.yaml").read_text("utf-8")


each_template = pytest.mark.parametrize("template", TEMPLATES, ids=named)
each_full_template = pytest.mark.parametrize("template", FULL, ids=named)


def test_there_is_one_template_for_each_kind_of_work() -> None:
    assert tuple(each.key for each in TEMPLATES) == KEYS


@each_template
def test_a_template_fits_into_an_option_of_a_form(template: Template) -> None:
    assert 0 < len(template.title) <= LONGEST_OPTION
    assert 0 < len(template.description) <= LONGEST_OPTION
    assert template.description.endswith(".")


@each_template
def test_a_template_passes_the_check_of_agreement_files(template: Template) -> None:
    assert read_agreement(text_of(template), name=template.key) == template.agreement


@each_template
def test_a_template_comes_back_equal_from_plain_data_and_from_yaml(template: Template) -> None:
    agreement = template.agreement
    assert from_document(to_document(agreement)) == agreement
    assert read_agreement(dump_yaml(agreement)) == agreement


@each_template
def test_a_template_is_read_once(template: Template) -> None:
    assert template.agreement is template.agreement


@each_template
def test_a_template_has_one_sponsor_and_one_cro_and_at_most_a_facilitator(
    template: Template,
) -> None:
    sides = [(each.key, each.side) for each in template.agreement.parties]
    assert sides[:2] == [("sponsor", "sponsor"), ("cro", "cro")]
    assert sides[2:] == ([("facilitator", "other")] if template.facilitated else [])


@each_template
def test_nobody_has_accepted_a_template(template: Template) -> None:
    assert template.agreement.agreement.version == 1
    assert template.agreement.agreement.history == ()


@each_template
def test_every_seat_has_a_deputy_who_stands_in_for_it_in_the_same_way(template: Template) -> None:
    agreement = template.agreement
    for seat in agreement.seats:
        assert seat.deputy is not None, seat.key
        # An unblinded seat covered by a blinded one would break the blind, and the other way round.
        assert agreement.seat[seat.deputy].blinded == seat.blinded, seat.key


@each_template
def test_the_first_seat_of_each_party_leads(template: Template) -> None:
    leads = view(template.agreement, EVERYTHING).leads()
    firsts = [
        next(seat for seat in template.agreement.seats if seat.party == party.key)
        for party in template.agreement.parties
    ]
    assert list(leads) == firsts
    for seat in firsts:
        assert re.search(r"(program(me)?|project) manager", seat.title, re.IGNORECASE), seat.title


@each_template
def test_every_number_says_how_firm_it_is(template: Template) -> None:
    agreement = template.agreement
    assert all(each.basis is not None for each in agreement.cadences)
    assert all(each.basis is not None for each in agreement.triggers)


@each_template
def test_no_seat_takes_longer_for_what_is_urgent(template: Template) -> None:
    hours = {"m": 1 / 60, "h": 1, "bd": 8}

    def length(duration: Duration) -> float:
        return duration.amount * hours[duration.unit]

    for seat in template.agreement.seats:
        assert length(seat.reply_within.urgent) <= length(seat.reply_within.normal), seat.key


@each_template
def test_no_company_product_or_person_is_named(template: Template) -> None:
    agreement, words = template.agreement, text_of(template)
    assert re.findall(rf"\b({NAMES})\b", words, re.IGNORECASE) == []
    assert re.findall(rf"\b({LEGAL_FORMS})\b", words, re.IGNORECASE) == []
    assert re.findall(r"@|https?:|www\.|\+[0-9]", words) == []
    assert all(each.name.startswith("The ") and each.city is None for each in agreement.parties)
    for seat in agreement.seats:
        assert (seat.contact.handle, seat.contact.email, seat.contact.phone) == (None, None, None)
        assert seat.zone is None
    study = agreement.study
    assert (study.study_number, study.product, study.contract, study.channel) == (None,) * 4


@each_template
def test_every_place_is_still_to_be_filled_in(template: Template) -> None:
    assert {each.path for each in template.agreement.locations} <= {"to be filled in"}


@each_full_template
def test_a_full_template_covers_the_work(template: Template) -> None:
    agreement = template.agreement
    assert 8 <= len(agreement.seats) <= 14
    assert 12 <= len(agreement.areas) <= 25
    assert 4 <= len(agreement.locations) <= 7
    assert 4 <= len(agreement.cadences) <= 7
    assert 5 <= len(agreement.triggers) <= 9
    assert len(agreement.ground_rules) >= 4
    assert len(agreement.never_in_chat) >= 4
    assert len(agreement.input_wanted) >= 5
    assert agreement.pulse is not None
    assert all(len(each.aliases) >= 2 for each in agreement.areas)
    assert all(len(each.aliases) >= 2 for each in agreement.triggers)
    assert all(each.aliases for each in agreement.seats)
    assert all(each.aliases for each in agreement.locations)


@each_full_template
def test_the_phases_start_on_the_nominal_monday_and_leave_no_first_day_open(
    template: Template,
) -> None:
    phases = template.agreement.phases
    assert phases[0].start == NOMINAL_START
    assert NOMINAL_START.weekday() == 0
    assert [each.start for each in phases] == sorted(each.start for each in phases)


@each_full_template
def test_a_problem_climbs_to_somebody_else_on_both_sides(template: Template) -> None:
    for trigger in template.agreement.triggers:
        first, last = trigger.ladder[0], trigger.ladder[-1]
        assert len(trigger.ladder) >= 2, trigger.key
        assert {"sponsor", "cro"} <= set(first.seats) <= set(last.seats), trigger.key
        assert all(first.seats[side] != last.seats[side] for side in first.seats), trigger.key


@each_full_template
def test_what_the_sponsor_keeps_is_said_as_well(template: Template) -> None:
    agreement = template.agreement
    for area in agreement.areas:
        if area.transferred.value is False:
            assert agreement.party_of(area.accountable).key == "sponsor", area.key
        if area.transferred.value is True and area.key != "study_report":
            assert agreement.party_of(area.accountable).key == "cro", area.key


def test_a_regulation_stands_behind_what_is_called_one() -> None:
    by_law = {
        each.key
        for template in TEMPLATES
        for each in template.agreement.triggers
        if each.basis is Basis.REGULATION
    }
    assert by_law == {"sae", "serious_breach"}


def test_the_blank_template_holds_only_the_least() -> None:
    blank = TEMPLATES[-1].agreement
    assert [each.party for each in blank.seats] == ["sponsor", "sponsor", "cro", "cro"]
    assert [str(each.rule.every) for each in blank.cadences] == ["week", "month"]
    assert [each.title for each in blank.triggers] == ["Something needs a decision"]
    assert (blank.areas, blank.locations, blank.phases, blank.pulse) == ((), (), (), None)


def test_the_facilitator_has_an_order_a_contract_frame_and_updates_with_both() -> None:
    (managed,) = (each.agreement for each in TEMPLATES if each.facilitated)

    def of(seat: str) -> str:
        return managed.party_of(seat).key

    owned = {each.key for each in managed.areas if of(each.accountable) == "facilitator"}
    assert {"request_and_order", "contract_frame", "order_progress"} <= owned
    assert "order number" in managed.location["order_page"].holds
    promised = {(of(c.from_), of(to)) for c in managed.cadences for to in c.to}
    assert {
        ("facilitator", "sponsor"),
        ("facilitator", "cro"),
        ("cro", "facilitator"),
    } <= promised
    assert any("facilitator" in trigger.ladder[0].seats for trigger in managed.triggers)
    # The science is none of its business.
    for area in managed.areas:
        if area.transferred is Transferred.YES:
            assert "facilitator" not in {of(area.accountable), of(area.responsible)}, area.key
    assert "facilitator_pm" not in managed.location["project_folder"].access.seats


def test_the_unblinded_seats_of_a_trial_are_kept_from_the_room() -> None:
    trial = next(each for each in TEMPLATES if each.key == "phase1_trial").agreement
    unblinded = {seat.key for seat in trial.seats if seat.blinded is False}
    assert trial.study.blinded
    assert unblinded == {"unblinded_pharmacist", "unblinded_statistician"}
    assert not any(trial.seat[key].contact.in_room for key in unblinded)
    assert set(trial.location["unblinded_folder"].access.seats) == unblinded
    assert trial.location["unblinded_folder"].restricted
    assert trial.pulse is not None
    assert unblinded.isdisjoint(trial.pulse.asked_of)
