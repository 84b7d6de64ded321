"""Which buttons of a card go on where no message stays: in a dialog, in the place of a form."""

from dataclasses import replace

from bot.cards.card import Card
from bot.cards.compose import general, meant
from bot.cards.compose.found import ABOUT

#: Presses whose answer is only to be read.
TO_READ = frozenset({general.ASK, general.ASK_IN, ABOUT, *meant.TO_READ})


def going_on(card: Card) -> Card:
    """The card with what opens an address or a form, or is answered in its place."""
    kept = (b for b in card.buttons if b.url or b.opens_form or b.action in TO_READ)
    return replace(card, buttons=tuple(kept))
