"""What people tell or call loosely finds what the agreement calls by its name, and only there."""

from collections import Counter

import pytest

from bot.domain.visibility import EVERYTHING, view
from bot.engine.lookup import Found, Kind, build_index, look_up
from bot.engine.lookup.asks import Asks, what_it_asks
from bot.engine.lookup.said_as import concepts, concepts_of
from bot.engine.lookup.text import words
from tests.builders import an_agreement, an_area
from tests.unit.engine.examples import ANTIBODY, EXAMPLES, PHASE_1, RAT, example

INDEXES = {name: build_index(view(example(name), EVERYTHING)) for name in EXAMPLES}


def asked(name: str, text: str) -> Found:
    return look_up(INDEXES[name], text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("who runs the lab", Asks.WHO_DOES),
        ("who's the vet", Asks.WHO_IS),
        ("who do I call when the freezer alarm goes off", Asks.WHAT_IF),
        ("who decides if we go up in dose", Asks.WHO_DOES),
        ("the alarm goes off, who must be told", Asks.WHAT_IF),
        ("can't find the slides", Asks.WHERE),
        ("how often is the level reported", Asks.HOW_OFTEN),
        ("when is the report due", Asks.WHEN),
        ("the lady who reads the slides, what is her number", Asks.REACH),
        ("is somebody looking after the freezer", Asks.WHO_DOES),
        ("two tubes were dropped", Asks.HAPPENED),
        ("the nurse told me who got placebo", Asks.HAPPENED),
        ("can you tell me who got the money", Asks.WHO_DOES),
        ("who answers if someone may take ibuprofen", Asks.WHO_DOES),
        ("how regularly do the managers meet", Asks.HOW_OFTEN),
        ("what is the link to the portal", Asks.ANYTHING),
        ("histology", Asks.ANYTHING),
    ],
)
def test_the_kind_of_a_question_is_read_from_how_it_is_put(text: str, kind: Asks) -> None:
    assert what_it_asks(" ".join(words(text))) is kind


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        (RAT, "one rat was lying dead in its cage", "unexpected_death"),
        (RAT, "the rack fell down and three tubes are broken", "sample_loss"),
        (ANTIBODY, "the flask smells and is cloudy", "contamination"),
        (ANTIBODY, "the tank level is at 4 cm", "storage_alarm"),
        (PHASE_1, "he fainted and was taken to hospital", "sae"),
        (PHASE_1, "volunteer 12 was brought to the emergency room", "sae"),
        (PHASE_1, "a passport copy was posted in the channel", "privacy_incident"),
    ],
)
def test_a_story_finds_what_it_is_a_case_of(name: str, text: str, key: str) -> None:
    found = asked(name, text)
    assert (found.kind, found.key) == (Kind.TRIGGER, key)


def test_a_story_of_something_that_was_not_agreed_finds_nothing() -> None:
    assert asked(RAT, "a flask smells and is cloudy").kind is Kind.NONE
    assert asked(ANTIBODY, "he fainted and was taken to hospital").kind is Kind.NONE


def test_lateness_told_of_something_with_a_date_is_the_promise_overdue() -> None:
    found = asked(ANTIBODY, "the clonality report is two weeks late")
    assert (found.kind, found.key) == (Kind.TRIGGER, "deliverable_late")


def test_where_somebody_works_tells_two_apart() -> None:
    assert asked(RAT, "who's the big boss in Hyderabad").key == "site_head"
    assert asked(ANTIBODY, "number of the QA person in Songdo").key == "hansori_qa"
    assert asked(ANTIBODY, "number of the QA person in Lyon").key == "sponsor_quality"


def test_the_head_of_something_is_found_by_its_title() -> None:
    assert asked(ANTIBODY, "reach the head of virology").key == "virology_head"


def test_an_update_is_known_by_when_it_comes() -> None:
    assert asked(RAT, "when is the weekly report").key == "weekly_status"
    assert asked(RAT, "when's the fortnightly call").key == "biweekly_call"


def test_a_quantity_says_what_it_is_of() -> None:
    assert words("they want 22 000 euros more") == ["they", "want", "money", "more"]
    assert words("it was at 31 \u00b0C") == ["it", "was", "at", "degrees"]
    assert words("cohort 2 and room B1-07") == ["cohort", "2", "and", "room", "b1", "07"]


def said_of(kind: Kind, name: str) -> set[str]:
    return {said for concept in concepts_of(kind, [name]) for said in concept.said}


def test_a_concept_belongs_to_what_goes_by_its_name_and_not_to_what_mentions_it() -> None:
    assert "stained" in said_of(Kind.AREA, "Histo slides")
    assert "stained" not in said_of(Kind.AREA, "sending slides")
    assert "stained" not in said_of(Kind.SEAT, "Histo slides")
    assert concepts_of(Kind.AREA, ["Widgets"]) == ()


def test_an_area_of_no_known_concept_is_found_by_its_names_alone() -> None:
    index = build_index(view(an_agreement(areas=(an_area("widgets"),)), EVERYTHING))
    assert look_up(index, "who owns the widgets").key == "widgets"


def test_every_concept_can_be_recognised_and_says_nothing_twice() -> None:
    assert len(concepts()) > 800
    for concept in concepts():
        assert concept.kinds
        assert concept.names or concept.types
        assert all(concept.names)
        assert concept.said or concept.asked
        assert [each for each, times in Counter(concept.said).items() if times > 1] == []
