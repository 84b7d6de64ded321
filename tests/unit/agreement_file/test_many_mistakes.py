"""Files with many mistakes: all are listed, at once, and nothing beside them."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.agreement_file import AgreementFileError, read_agreement, to_document
from tests.unit.agreement_file.texts import RAT_TOX, changed, example

#: The ten of the issue: an unknown seat, the counterpart on the same side, two accountables, an
#: alias claimed twice, a cadence in an unknown phase, a clock without a calendar, a duration that
#: cannot be parsed, a YAML trap, a duplicate key, a wrong type.
TEN = [
    (
        "urgent: 2h}\n    deputy: tox_consultant",
        "urgent: 2h}\n    deputy: tox_consultent",
        (
            'seats[study_monitor].deputy: no seat has the key "tox_consultent"; did you mean'
            ' "tox_consultant"?'
        ),
    ),
    (
        "counterpart: peer_pathologist",
        "counterpart: qau_manager",
        (
            'areas[histopathology].counterpart: "qau_manager" is on the same side (cro) as the'
            ' accountable "study_director"; name a seat of the other side, the one to ask there'
        ),
    ),
    (
        "accountable: site_head\n    counterpart: study_monitor",
        "accountable: [site_head, study_director]\n    counterpart: study_monitor",
        (
            "areas[animal_ethics].accountable: 2 seats are listed as accountable, and exactly one"
            " must stand; write one seat, and the others under consulted or informed"
        ),
    ),
    (
        "aliases: [box, box folder,",
        "aliases: [box, Deccan Portal,",
        (
            'locations[sponsor_workspace].aliases[1]: the name "Deccan Portal" belongs'
            " to the location client_portal already; a name may lead to one location only,"
            " take one of them away"
        ),
    ),
    (
        'at: "15:00", zone: Asia/Kolkata}\n    phases: [dosing]',
        'at: "15:00", zone: Asia/Kolkata}\n    phases: [dosage]',
        (
            'cadences[body_weight_table].phases[0]: no phase has the key "dosage"; did you mean'
            ' "dosing"? Known: planning, acclimation, dosing, necropsy, recovery, reporting'
        ),
    ),
    (
        "text: alarm or discovery, calendar: clock_hours, business_days: cro}",
        "text: alarm or discovery, calendar: clock_hours}",
        (
            "triggers[temperature_excursion].clock.calendar: 1bd cannot be counted in clock hours:"
            ' no calendar is named; add "business_days" with a party or both'
        ),
    ),
    (
        "grace: 3h",
        "grace: 3 hours",
        (
            'cadences[dosing_note].grace: "3 hours" is no duration; write a number and a unit: 30m,'
            " 4h, 2bd (business days), 3cd (calendar days) or 2w"
        ),
    ),
    (
        "use_for: scheduled calls, formal: false",
        "use_for: scheduled calls, formal: no",
        (
            "methods[video].formal: no without quotes is read as false by some tools and as text by"
            ' others; write true or false, or put it in quotes: "no"'
        ),
    ),
    (
        "title: Bioanalysis of plasma\n",
        "title: Bioanalysis of plasma\n    title: Bioanalysis\n",
        (
            'areas[bioanalysis]: "title" stands here a second time (first in line {before}); keep'
            " one of the two"
        ),
    ),
    (
        "minimum_answers: 3",
        'minimum_answers: "3"',
        'pulse.minimum_answers: "3" is a text; write a whole number of 1 or more, without quotes',
    ),
]


def test_ten_different_mistakes_are_all_listed_with_their_lines() -> None:
    text = example(RAT_TOX)
    for old, new, _ in TEN:
        text = changed(text, old, new)
    expected = []
    for _, new, sentence in TEN:
        last = new.rstrip("\n").splitlines()[-1] if "title:" in new else _line_of(new)
        line = _line_in(text, new, last)
        expected.append(f"agreement.yaml:{line}: " + sentence.replace("{before}", str(line - 1)))
    with pytest.raises(AgreementFileError) as caught:
        read_agreement(text)
    assert sorted(str(caught.value).splitlines()) == sorted(expected)
    assert len(expected) == 10


def _line_of(new: str) -> str:
    """The changed line of a replacement: the last that differs is where the mistake stands."""
    lines = new.splitlines()
    return lines[0] if lines[0].lstrip().startswith("accountable") else lines[-1]


def _line_in(text: str, block: str, line: str) -> int:
    start = text.index(block)
    return text.count("\n", 0, start + block.rindex(line)) + 1


Edit = Callable[[dict[str, Any]], None]


def put(path: str, value: object) -> tuple[str, Edit]:
    """Set what stands at a path."""

    def edit(document: dict[str, Any]) -> None:
        parent, last = _parent(document, path)
        parent[last] = value

    return path, edit


def drop(path: str, told_at: str) -> tuple[str, Edit]:
    """Take away what stands at a path; the mistake is told elsewhere."""

    def edit(document: dict[str, Any]) -> None:
        parent, last = _parent(document, path)
        del parent[last]

    return told_at, edit


def elsewhere(edit: tuple[str, Edit], told_at: str) -> tuple[str, Edit]:
    return told_at, edit[1]


def _parent(document: dict[str, Any], path: str) -> tuple[Any, Any]:
    here: Any = document
    steps = path.replace("[", ".[").split(".")
    for step in steps[:-1]:
        here = here[_index(here, step)]
    return here, _index(here, steps[-1])


def _index(here: Any, step: str) -> Any:
    if not step.startswith("["):
        return step
    name = step[1:-1]
    if name.isdigit():
        return int(name)
    return next(i for i, item in enumerate(here) if item["key"] == name)


FIFTY = [
    put("study.id", "Rat Tox"),
    put("study.blinded", "false"),
    put("study.contract.signed", "2026-13-01"),
    put("agreement.version", 3),
    put("agreement.history[0].agreed_by[0]", "programme_manager"),
    put("agreement.next_review", "soon"),
    put("phases[planning].end", "2026-11-01"),
    put("phases[dosing].start", "11 January"),
    put("parties[sponsor].zone", "America/San_Diego"),
    put("parties[sponsor].hours", "17:00-08:30"),
    drop("parties[sponsor].holidays[0].date", "parties[sponsor].holidays[0]"),
    put("parties[cro].working_week[0]", "monday"),
    put("parties[cro].days_off_cover.seat", "study_monitor"),
    put("methods[email].formal", "true"),
    put("methods[dm].follow_up.method", "chanel"),
    put("input_wanted[0].level", "suggest"),
    put("input_wanted[1].tell_within", "4 h"),
    put("ground_rules[0]", 12),
    put("seats[program_manager].deputy", "program_manager"),
    put("seats[study_monitor].contact.preferred", "fax"),
    put("seats[tox_consultant].reply_within.normal", "2 days"),
    put("seats[cmc_lead].aliases", "cmc"),
    put("seats[dmpk_lead].aliases[0]", "QA lead (contract)"),
    put("seats[sponsor_qa].backup", "vp_rd"),
    put("seats[inlife_supervisor].on_call.phases[0]", "dose"),
    put("seats[vp_rd].working_week", []),
    put("areas[protocol].accountable", ["study_director", "site_head"]),
    put("areas[dose_selection].counterpart", "cmc_lead"),
    put("areas[animal_ethics].kind", "duty"),
    put("areas[animal_supply].transferred", "maybe"),
    put("areas[test_article].location", "workspace"),
    put("areas[inlife].due[0].phase", "doses"),
    put("areas[tk_sampling].due[0].days", 1),
    drop("areas[histopathology].counterpart", "areas[histopathology]"),
    elsewhere(
        put("areas[bioanalysis].consulted", ["pathologist"]), "areas[bioanalysis].consulted[0]"
    ),
    put("locations[client_portal].owner", "portal_owner"),
    elsewhere(
        put("locations[glp_archive].access", {"within": "5bd"}),
        "locations[glp_archive].access.within",
    ),
    put("locations[contract_folder].formal", "no"),
    put("cadences[dosing_note].phases[0]", "treatment"),
    put("cadences[weekly_status].rule.at", "5pm"),
    put("cadences[biweekly_call].rule.anchor", "2026-11-18"),
    put("cadences[body_weight_table].grace", "1 day"),
    put("cadences[pathology_data_drop].rule.areas[0]", "clinical_path"),
    put("cadences[budget_report].method", "letter"),
    put("cadences[steering].to[0]", "vp_rd"),
    elsewhere(
        put("triggers[unexpected_death].ladder[1].after", "13h"),
        "triggers[unexpected_death].ladder[2].after",
    ),
    drop("triggers[dosing_error].clock.business_days", "triggers[dosing_error].clock.calendar"),
    put("triggers[sample_loss].severity", "huge"),
    put("triggers[key_role_change].first_notice.to", "vp_of_rd"),
    put("pulse.acts.agenda_of", "board"),
]


def test_fifty_mistakes_of_both_kinds_are_exactly_fifty() -> None:
    document: dict[str, Any] = copy.deepcopy(to_document(read_agreement(example(RAT_TOX))))
    for _, edit in FIFTY:
        edit(document)
    with pytest.raises(AgreementFileError) as caught:
        read_agreement(json.dumps(document, indent=1))
    found = [each.path for each in caught.value.mistakes]
    assert sorted(found) == sorted(path for path, _ in FIFTY)
    assert len(found) == 50
