"""Reading and changing the parts of the largest agreement that is promised to work."""

from bot.domain.visibility import EVERYTHING, view
from tests.large import large_agreement
from tests.unit.cards.shown import objections
from tests.unit.cards.test_part_cards import cards, kinds

LARGE = view(large_agreement(), EVERYTHING)


def test_every_part_and_item_can_be_read_with_nothing_cut() -> None:
    # Of the overview a platform may leave buttons out: the first one leads to every part.
    shown = list(cards(LARGE))[1:]
    assert len(shown) > 100
    assert [found for card in shown for found in objections(card)] == []


def test_every_form_fits_both() -> None:
    asked = list(kinds(LARGE))
    assert len(asked) > 20
    assert [found for form in asked for found in objections(form)] == []
