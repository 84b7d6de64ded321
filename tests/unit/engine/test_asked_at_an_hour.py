"""What is asked about an hour to come is answered for that hour, beside what holds now."""

import pytest

from bot.cards.plain import card_text
from bot.domain.visibility import EVERYTHING
from bot.engine.ask import ask
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import RAT, example

NOON = "2026-11-26T12:00"
THEN = "At the hour you ask about: "


def answered(question: str) -> list[str]:
    asked = ask(example(RAT), question, reader=EVERYTHING, now=at(NOON), holders={})
    return card_text(asked.card).splitlines()


def test_how_to_reach_somebody_at_night_is_said_beside_now() -> None:
    lines = answered("how do I get hold of the study director at night?")
    assert any("How to reach: Now Thu 12:00 in Hyderabad, in office hours" in e for e in lines)
    (then,) = (each for each in lines if THEN in each)
    assert then == (
        f"{THEN}Fri 27 Nov 2026, 02:00 in Hyderabad, outside office hours, back 09:00: Shared Slack"
        " channel @dpl-study-director, answered within 1 business day. Urgent: Phone"
        " +91 40 0000 0101, answered within 2 hours."
    )


@pytest.mark.parametrize(
    ("question", "then"),
    [
        ("what if a freezer alarm goes off on Sunday", "Sun 29 Nov 2026, 11:00 in San Diego"),
        ("who do I call about histology tomorrow at 9am", "Fri 27 Nov 2026, 09:00 in Hyderabad"),
        # Somebody is agreed for this topic alone.
        # The hour is no part of what is asked about.
        ("who owns the slides on sunday?", "Sun 29 Nov 2026, 11:00 in Hyderabad"),
    ],
)
def test_so_is_who_owns_something_and_what_follows(question: str, then: str) -> None:
    assert any(each.startswith(THEN + then) for each in answered(question))


def test_the_rule_for_a_topic_that_holds_then_is_the_one_that_counts() -> None:
    (then,) = (each for each in answered("who owns animal welfare tomorrow at 9am") if THEN in each)
    assert then == (
        f"{THEN}Fri 27 Nov 2026, 09:00 in Hyderabad: Study director (Deccan): Shared Slack channel"
        " @dpl-study-director. When it cannot wait: In-life (vivarium) supervisor (Deccan): Phone"
        " +91 40 0000 0104. Agreed for what cannot wait, 08:00 to 11:00. The study director is in"
        " the animal rooms."
    )


def test_nothing_is_added_where_no_hour_is_asked_about() -> None:
    assert not any(THEN in each for each in answered("reach the study director"))
