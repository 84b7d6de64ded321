"""What is left of an agreement when a party goes is an agreement of the others."""

import json

import pytest

from bot.agreement_file import to_document
from bot.agreement_file.check import faults_of
from bot.domain.agreement.document import Agreement
from bot.export.extract import without_party
from bot.templates import TEMPLATES
from tests.unit.engine.examples import ANTIBODY, example

(MANAGED,) = (each.agreement for each in TEMPLATES if each.facilitated)
#: Agreements of three, with each party without which there is still something agreed.
LEAVING = [*((MANAGED, party) for party in MANAGED.party), (example(ANTIBODY), "lab")]


@pytest.mark.parametrize(("agreement", "party"), LEAVING)
def test_any_one_of_three_can_go_and_the_rest_holds_together(
    agreement: Agreement, party: str
) -> None:
    document = to_document(without_party(agreement, party))
    assert faults_of(document) == ()
    gone = {seat.key for seat in agreement.seats if seat.party == party}
    written = json.dumps(document)
    assert not [key for key in (party, *gone) if f'"{key}"' in written]


def test_what_the_facilitator_did_is_handed_on_and_what_it_promised_ends() -> None:
    two = without_party(MANAGED, "facilitator")
    order = two.area["request_and_order"]
    assert (order.accountable, two.party_of(order.counterpart).key) == ("program_manager", "cro")
    assert {"order_status", "review_meeting"}.isdisjoint(two.cadence)
    assert two.cadence["spend_forecast"].to == ("program_manager",)
    assert two.cadence["weekly_status"].to == ("program_manager",)
    assert {party for t in two.triggers for s in t.ladder for party in s.seats} == {
        "sponsor",
        "cro",
    }
    assert len(two.areas) == len(MANAGED.areas)
