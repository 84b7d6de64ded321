"""Pausing, closing and archiving, and the links of an export, as the platforms show them."""

from collections.abc import Iterator

import pytest

from bot.cards.card import Card
from bot.cards.compose.life import changed, export_card
from bot.domain.people import CollaborationState
from tests.unit.cards.shown import objections

LINK = "https://accord.example/export/" + "t" * 600


def cards() -> Iterator[tuple[str, Card]]:
    for state in CollaborationState:
        yield state.value, changed(state, "Sponsor program manager", "Larkspur")
    yield "export", export_card(LINK, LINK, minutes=30, whole=True)
    yield "export in part", export_card(LINK, LINK, minutes=30, whole=False)


CARDS = dict(cards())
