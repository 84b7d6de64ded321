"""The inputs with which something goes on to the right seat of a side."""

from collections.abc import Sequence

from bot.cards.compose.said_input import said_input
from bot.cards.form import ChoiceInput, Input, Option
from bot.cards.words import passing_on as words
from bot.domain.agreement.seats import Seat

SEAT_KEY = "seat"
_MOST_SEATS = 100


def pass_inputs(seats: Sequence[Seat], hint: str) -> tuple[Input, ...]:
    """Whose it is, and a word to them.

    Args:
        seats: those it can go to.
        hint: what they get.
    """
    which = ChoiceInput(
        key=SEAT_KEY,
        label=words.WHOSE,
        options=tuple(Option(seat.key, seat.title) for seat in seats[:_MOST_SEATS]),
        hint=hint,
    )
    return which, said_input(words.WORD, "", "", required=False)
