"""The answer about an area says by which agreed rule, and at which hour for both."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.compose import answers
from bot.cards.compose.answers import Holder, Telling
from bot.cards.compose.around import Around
from bot.cards.words.changes import change_lines
from bot.domain.agreement.contact_rules import ContactFor, ContactRule
from bot.domain.agreement.document import Agreement
from bot.domain.changes import changes_between
from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, seated, view
from bot.export.extract import extract
from tests.builders import at
from tests.unit.cards.test_answers import rows
from tests.unit.domain.texts import text_of
from tests.unit.engine.examples import ANTIBODY, PHASE_1, RAT, example

LYON, SEOUL = "Europe/Paris", "Asia/Seoul"


def answer(
    area: str,
    wall: str,
    *,
    zone: str = SEOUL,
    asker: str | None = None,
    agreement: Agreement | None = None,
    reader: Reader = EVERYTHING,
    holders: dict[str, Holder] | None = None,
) -> dict[str, str]:
    """The rows of an answer at a wall time in a zone, as somebody in another zone reads it."""
    known = agreement or example(ANTIBODY)
    telling = Telling(
        view=view(known, reader),
        holders=holders or {},
        now=at(wall, zone),
        around=Around(zone=asker),
    )
    return rows(answers.area(telling, known.area[area]))


def test_it_says_the_way_the_rule_and_the_hour_for_both() -> None:
    found = answer("bioreactor_runs", "2026-12-01T23:00", asker=LYON)
    assert found["How to reach"] == (
        "Upstream group leader (Hansori): Project channel @hsb-upstream, answered within 1"
        " business day. Agreed for what can wait. Now Tue 23:00 in Songdo, back Wed 2 Dec 2026"
        " 09:00. By Paris time it is 15:00, back Wed 01:00."
    )
    assert found["When it cannot wait"] == (
        "Cryostorage desk (Hansori): Phone +82 32 000 0399, answered within 30 minutes. Agreed for"
        " what cannot wait. The desk looks at the reactor and wakes who is needed. Now Tue 23:00"
        " in Songdo, on call around the clock. By Paris time it is 15:00."
    )
    assert found["Good to know"] == "English and Korean at any hour; say the tank number"


@pytest.mark.parametrize(
    ("asker", "said"),
    [
        (LYON, "office hours until 18:00. By Paris time it is 02:00, until 10:00."),
        ("America/New_York", "By New York time it is Mon 20:00, until 04:00."),
        (SEOUL, "office hours until 18:00."),
        (None, "office hours until 18:00."),
    ],
)
def test_the_hour_of_the_asker_is_said_where_it_is_another(asker: str | None, said: str) -> None:
    found = answer("bioreactor_runs", "2026-12-01T10:00", asker=asker)
    assert found["How to reach"].endswith(said)


def test_any_other_answer_says_the_hour_of_the_asker_too() -> None:
    found = answer("timeline", "2026-12-01T10:00", asker=LYON)
    assert found["How to reach"].startswith("Now Tue 10:00 in Songdo, in office hours until 18:00:")
    assert found["How to reach"].endswith(" By Paris time it is 02:00, until 10:00.")


def test_what_must_be_formal_has_a_line_of_its_own_only_where_it_is_agreed() -> None:
    found = answer("cell_shipment", "2026-12-01T10:00")
    assert found["What must be formal"] == (
        "Project manager at Hansori (Hansori): Email pm@hansori.example. Name the shipment number."
    )
    assert "What must be formal" not in answer("bioreactor_runs", "2026-12-01T10:00")


def test_one_line_where_everything_goes_the_same_way() -> None:
    agreement = with_rules(
        example(ANTIBODY), "timeline", ContactRule(seat="bank_manager", method="phone")
    )
    found = answer("timeline", "2026-12-01T10:00", agreement=agreement)
    assert found["How to reach"].startswith(
        "Manager of the GMP banking suite (Hansori): Phone +82 32 000 0307, answered within 1"
        " business day. Now Tue"
    )
    assert "When it cannot wait" not in found


def test_while_who_the_rule_names_is_away_it_is_their_deputy() -> None:
    everybody = {key: Holder(f"holder of {key}") for key in example(ANTIBODY).seat}
    away = replace(everybody["upstream_lead"], away_until=date(2026, 12, 7))
    found = answer(
        "bioreactor_runs", "2026-12-01T10:00", holders={**everybody, "upstream_lead": away}
    )
    assert found["How to reach"] == (
        "Upstream group leader (Hansori), holder of upstream_lead (away until Mon 7 Dec 2026)."
        " Ask Cell line development group leader (Hansori), holder of cell_line_head: Project"
        " channel @hsb-cld."
    )
    nobody = {key: held for key, held in everybody.items() if key != "upstream_lead"}
    found = answer("bioreactor_runs", "2026-12-01T10:00", holders=nobody)
    assert "Nobody is named for this seat yet. Ask the deputy: Cell line" in found["How to reach"]


def with_rules(agreement: Agreement, area: str, *rules: ContactRule) -> Agreement:
    return replace(
        agreement,
        areas=tuple(
            replace(each, contact_rules=rules) if each.key == area else each
            for each in agreement.areas
        ),
    )


def a_trial_with_rules() -> Agreement:
    """Drug supply is asked about at the unblinded pharmacist, who only unblinded people know."""
    secret = ContactRule(seat="unblinded_pharmacist", method="phone", note="say the kit number")
    known = ContactRule(seat="clinic_manager", method="channel", for_=ContactFor.NORMAL)
    return with_rules(example(PHASE_1), "safety_labs", secret, known)


def test_a_rule_that_names_a_seat_the_reader_may_not_know_is_not_there() -> None:
    agreement, wall = a_trial_with_rules(), "2026-12-01T10:00"
    told = answer("safety_labs", wall, agreement=agreement, reader=seated("unblinded_statistician"))
    assert told["How to reach"].startswith("Unblinded pharmacist")
    for reader in (A_ROOM, seated("cro_pm")):
        kept = answer("safety_labs", wall, agreement=agreement, reader=reader)
        assert kept["How to reach"].startswith("Clinic and recruitment manager")
        assert "harmacist" not in str(kept)
        assert "kit number" not in str(kept)
        rules = extract(agreement, reader).area["safety_labs"].contact_rules
        assert [each.seat for each in rules] == ["clinic_manager"]


def test_a_change_of_the_rules_reads_as_sentences() -> None:
    before = text_of(example(RAT))
    after = text_of(with_rules(example(RAT), "animal_welfare"))
    (change,) = changes_between(before, after)
    said = change_lines(change, before, after)
    assert said.title.endswith(": whom to contact")
    assert said.before == (
        "1. What cannot wait, 08:00 to 11:00: In-life (vivarium) supervisor, by Phone (the study"
        " director is in the animal rooms)\n"
        "2. What cannot wait, while on call: Attending veterinarian, by Phone"
    )
    assert said.after == "nothing"
