"""A question in one's own words gives a card, and the object other programs rely on."""

import json

import pytest

from bot.cards.compose.answers import Holder
from bot.domain.instant import parse_instant
from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, seated
from bot.engine.ask import Asked, as_json, ask
from bot.engine.lookup import Kind
from tests.unit.engine.examples import ANTIBODY, PHASE_1, RAT, example

NOW = parse_instant("2027-01-15T16:10:00+00:00")


def asked(
    text: str,
    *,
    name: str = RAT,
    reader: Reader = EVERYTHING,
    holders: dict[str, Holder] | None = None,
) -> Asked:
    return ask(example(name), text, reader=reader, now=NOW, holders=holders or {})


def test_the_three_questions_of_the_readme_are_answered() -> None:
    assert asked("who owns the histo slides?").key == "histopathology"
    assert asked("who is doing the path read").key == "histopathology"
    assert asked("who owns the coffee machine").kind is Kind.NONE


def test_the_object_has_exactly_the_agreed_keys_and_is_plain_json() -> None:
    question = "who owns the histo slides?"
    found = as_json(question, asked(question))
    assert list(found) == ["question", "kind", "key", "candidates", "text"]
    assert found["question"] == question
    assert found["kind"] == "area"
    assert found["candidates"] == [{"kind": "area", "key": "histopathology", "score": 100}]
    assert "Study pathologist" in found["text"]
    assert json.loads(json.dumps(found)) == found
    silent = as_json("coffee", asked("coffee"))
    assert (silent["kind"], silent["key"], silent["candidates"]) == ("none", None, [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("who owns the slides", Kind.AREA),
        ("reach the vet", Kind.SEAT),
        ("where is the portal", Kind.LOCATION),
        ("what if a rat dies", Kind.TRIGGER),
        ("when is the weekly status", Kind.CADENCE),
    ],
)
def test_every_kind_has_its_card(text: str, kind: Kind) -> None:
    found = asked(text)
    assert found.kind is kind
    assert found.card.title
    assert found.card.summary


@pytest.mark.parametrize("name", [RAT, ANTIBODY, PHASE_1])
def test_the_button_of_every_thing_asks_for_exactly_that_thing(name: str) -> None:
    agreement = example(name)
    for kind, items, words in (
        (Kind.AREA, agreement.areas, "who owns"),
        (Kind.SEAT, agreement.seats, "reach"),
        (Kind.LOCATION, agreement.locations, "where is"),
        (Kind.TRIGGER, agreement.triggers, "what if"),
        (Kind.CADENCE, agreement.cadences, "when is"),
    ):
        for item in items:
            found = asked(f"{words} {item.title}", name=name)
            assert (found.kind, found.key) == (kind, item.key)


def test_an_ambiguous_question_offers_a_button_for_each() -> None:
    found = asked("who is the pm?")
    assert found.kind is Kind.AMBIGUOUS
    for button in found.card.buttons:
        again = asked(button.value["text"])
        assert again.key in {each.key for each in found.candidates}


def test_other_things_by_the_same_name_are_offered() -> None:
    found = asked("EDC", name=PHASE_1)
    assert [button.label for button in found.card.buttons] == ["Place: EDC database"]


@pytest.mark.parametrize("text", ["what if I win the lottery", "where is the lottery", "lottery?"])
def test_no_answer_points_to_both_leads(text: str) -> None:
    found = as_json(text, asked(text))
    assert "Program manager (Larkspur) and Client project manager (Deccan)" in found["text"]


def test_a_person_is_found_by_name_or_part_of_it() -> None:
    holders = {"study_director": Holder("Alpha Holder"), "cro_pm": Holder("Beta Holder")}
    assert asked("reach Alpha", holders=holders).key == "study_director"
    assert asked("how do I get hold of Beta Holder?", holders=holders).key == "cro_pm"
    both = {"cro_pm": Holder("Beta Holder"), "site_head": Holder("Beta Holder")}
    assert asked("reach Beta Holder", holders=both).kind is Kind.AMBIGUOUS
    assert asked("reach Quentin", holders=holders).kind is Kind.NONE


@pytest.mark.parametrize("reader", [A_ROOM, seated("cro_pm"), seated("principal_investigator")])
def test_nothing_restricted_shows_in_any_answer(reader: Reader) -> None:
    agreement = example(PHASE_1)
    holders = {"unblinded_pharmacist": Holder("Gamma Hidden"), "cro_pm": Holder("Delta Visible")}
    names = [
        name
        for items in (
            agreement.areas,
            agreement.seats,
            agreement.locations,
            agreement.triggers,
            agreement.cadences,
        )
        for item in items
        for name in (item.title, *getattr(item, "aliases", ()))
    ]
    for name in (*names, "Gamma Hidden", "Gamma"):
        text = as_json(name, asked(name, name=PHASE_1, reader=reader, holders=holders))
        text.pop("question")
        said = json.dumps(text)
        for secret in ("unblinded_", "Unblinded", "Gamma", "0104", "not shown to blinded"):
            assert secret not in said, name


def test_an_unblinded_reader_sees_what_a_blinded_one_does_not() -> None:
    found = asked("unblinded pharmacist", name=PHASE_1, reader=seated("unblinded_statistician"))
    assert found.key == "unblinded_pharmacist"
