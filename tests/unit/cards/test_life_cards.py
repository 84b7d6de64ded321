"""Pausing, closing and archiving, and the links of an export, as the platforms show them."""

from collections.abc import Iterator

import pytest

from bot.cards.card import Card
from bot.cards.compose.closing import report_card
from bot.cards.compose.life import changed, export_card
from bot.cards.plain import card_text
from bot.domain.people import CollaborationState
from tests.fakes.teams_requests import buttons_of
from tests.unit.cards.shown import ENGINE_WORDS, in_slack, in_teams, objections

#: As long as a sealed link may be.
LINK = "https://accord.example/export/" + "t" * 600


def cards() -> Iterator[tuple[str, Card]]:
    for state in CollaborationState:
        yield state.value, changed(state, "Sponsor program manager", "Larkspur")
    yield "export", export_card([LINK, LINK, LINK], minutes=30, whole=True)
    yield "export at the end", export_card([LINK, LINK], minutes=30, whole=False, report=True)
    yield "closing report", report_card([LINK, LINK], minutes=30)
    yield "export of three", export_card([LINK] * 3, minutes=30, whole=True, of_others=True)
    yield "export in part", export_card([LINK, LINK], minutes=30, whole=False)


CARDS = dict(cards())


@pytest.mark.parametrize("name", CARDS)
def test_every_card_is_a_message_both_take_with_nothing_cut(name: str) -> None:
    assert objections(CARDS[name]) == []
    said = card_text(CARDS[name]).lower()
    assert [word for word in ENGINE_WORDS if word in said] == []


@pytest.mark.parametrize(
    ("state", "ways_on"),
    [
        (CollaborationState.PAUSED, ["Resume", "Status"]),
        (CollaborationState.ACTIVE, ["Status"]),
        (CollaborationState.CLOSED, ["Closing report", "Take our copy", "Open it again", "Status"]),
        (CollaborationState.ARCHIVED, []),
    ],
)
def test_each_state_offers_what_works_in_it(state: CollaborationState, ways_on: list[str]) -> None:
    card = CARDS[state.value]
    assert [each.label for each in card.buttons] == ways_on
    assert "Sponsor program manager of Larkspur" in card_text(card)


def test_a_copy_is_opened_in_the_browser_and_tells_accord_nothing() -> None:
    buttons = [
        each for block in in_slack(CARDS["export"])["blocks"][-1:] for each in block["elements"]
    ]
    assert [each["url"] for each in buttons] == [LINK] * 3
    assert {each["type"] for each in buttons_of(in_teams(CARDS["export"]))} == {"Action.OpenUrl"}


def test_who_may_not_know_everything_is_told_so() -> None:
    assert "restricted parts are left out" in card_text(CARDS["export in part"])
    assert "restricted" not in card_text(CARDS["export"])
