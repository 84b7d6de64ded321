"""The shipped examples hold everything the collaborations they were written from hold."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.agreement_file import dump_yaml, read_agreement, read_bindings, to_document
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from tests.unit.agreement_file.texts import ANTIBODY, FACTS, PHASE_1, RAT_TOX, example

BINDINGS = {
    "01_bindings": RAT_TOX,
    "01_demo_bindings": RAT_TOX,
    "02_bindings": ANTIBODY,
    "03_bindings": PHASE_1,
}


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from leaves(item)
    else:
        yield value if isinstance(value, str) else json.dumps(value)


def item(document: dict[str, Any], section: str, key: str) -> Any:
    found = document[section]
    if not key:
        return found
    return next(each for each in found if key in {each.get("key"), each.get("topic")})


def facts(name: str) -> Iterator[Any]:
    """Each item of the source: what stood there word for word, and prose that became rules."""
    for section, items in json.loads((FACTS / f"{name}.json").read_text("utf-8")).items():
        for key, told in items.items():
            yield pytest.param(name, section, key, told, id=f"{name[:2]}-{section}-{key}")


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    return {name: to_document(read_agreement(example(name))) for name in (RAT_TOX, PHASE_1)}


@pytest.mark.parametrize(("name", "section", "key", "told"), [*facts(RAT_TOX), *facts(PHASE_1)])
def test_nothing_of_an_item_is_lost(
    documents: dict[str, dict[str, Any]], name: str, section: str, key: str, told: dict[str, Any]
) -> None:
    have = set(leaves(item(documents[name], section, key)))
    assert set(told["facts"]) - have == set()
    for sentence, words in told.get("prose", {}).items():
        assert set(words) - have == set(), sentence


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (
            RAT_TOX,
            {
                "phases": 6,
                "methods": 6,
                "seats": 19,
                "areas": 24,
                "locations": 6,
                "cadences": 7,
                "triggers": 10,
            },
        ),
        (
            PHASE_1,
            {
                "phases": 5,
                "methods": 7,
                "seats": 21,
                "areas": 25,
                "locations": 8,
                "cadences": 8,
                "triggers": 10,
            },
        ),
    ],
)
def test_no_item_is_lost_or_added(
    documents: dict[str, dict[str, Any]], name: str, counts: dict[str, int]
) -> None:
    keys = json.loads((FACTS / f"{name}.json").read_text("utf-8"))
    for section, count in counts.items():
        assert [each["key"] for each in documents[name][section]] == list(keys[section])
        assert len(documents[name][section]) == count


@pytest.mark.parametrize("name", [RAT_TOX, ANTIBODY, PHASE_1])
def test_writing_an_example_and_reading_it_again_gives_an_equal_agreement(name: str) -> None:
    agreement = read_agreement(example(name))
    assert read_agreement(dump_yaml(agreement)) == agreement


def test_prose_that_was_a_rule_is_a_rule_now() -> None:
    rats, people = read_agreement(example(RAT_TOX)), read_agreement(example(PHASE_1))
    away = rats.seat["study_director"].unavailable[0]
    assert (f"{away.from_:%H:%M}", away.instead) == ("08:00", "inlife_supervisor")
    assert [str(day) for day in rats.seat["tox_consultant"].working_week or ()] == [
        "mon",
        "wed",
        "fri",
    ]
    assert not rats.seat["tox_consultant"].contact.in_chat
    assert rats.location["action_log"].filed is not None
    assert rats.area["archiving"].retention is not None
    cover = people.party["sponsor"].days_off_cover
    assert cover is not None
    assert (cover.method, cover.phases) == ("phone", ("sad_dosing", "mad_dosing"))
    assert people.location["unblinded_folder"].restricted
    assert people.method["unblinded_email"].senders == (
        "unblinded_pharmacist",
        "unblinded_statistician",
    )
    assert people.seat["safety_desk"].on_call is not None
    assert people.seat["safety_desk"].on_call.phases == ("all",)
    assert people.seat["safety_desk"].on_call.hours is None
    assert people.cadence["dosing_day_note"].rule.on_days_of == "dosing_days"
    assert not people.seat["unblinded_pharmacist"].contact.in_room


@pytest.mark.parametrize(("name", "agreement"), BINDINGS.items())
def test_bindings_fit_their_agreement_and_fill_every_seat(name: str, agreement: str) -> None:
    found = read_agreement(example(agreement))
    bindings = read_bindings(example(name), found)
    held = [seat for person in bindings.people for seat in person.seats]
    assert sorted(held) == sorted(found.seat)
    assert _leads(found, bindings.people) == dict.fromkeys(found.party, 1)


def _leads(agreement: Agreement, people: Any) -> dict[str, int]:
    parties = [agreement.party_of(each.seats[0]).key for each in people if each.lead]
    return {party: parties.count(party) for party in parties}


def test_the_demo_finds_everybody_by_seat_key() -> None:
    bindings = read_bindings(example("01_demo_bindings"), read_agreement(example(RAT_TOX)))
    for person in bindings.people:
        assert person.addresses[0].local == person.seats[0]
    assert bindings.rooms[1].address == Address("console", "deccan", "room")


def test_one_shared_channel_serves_both_parties_of_example_3() -> None:
    bindings = read_bindings(example("03_bindings"), read_agreement(example(PHASE_1)))
    assert bindings.rooms[0].address == bindings.rooms[1].address
    assert bindings.tenants[0].address != bindings.tenants[1].address
