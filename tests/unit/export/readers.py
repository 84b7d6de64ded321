"""Who may read what in the examples, and what must never be seen."""

from collections.abc import Iterator

from bot.domain.agreement.document import Agreement
from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, seated, view
from tests.unit.engine.examples import PHASE_1, RAT, example

EXAMPLES = (RAT, PHASE_1)


def everybody(agreement: Agreement) -> Iterator[Reader]:
    """A room, the holder of the file, and each seat alone."""
    yield A_ROOM
    yield EVERYTHING
    yield from map(seated, agreement.seat)


def hidden_words(agreement: Agreement, reader: Reader) -> list[str]:
    """Keys, titles and paths of all that does not exist for the reader."""
    known = view(agreement, reader)
    seats = [agreement.seat[key] for key in known.hidden_seats]
    places = [agreement.location[key] for key in known.hidden_locations]
    words = [word for each in seats for word in (each.key, each.title)]
    return words + [word for each in places for word in (each.key, each.title, each.path)]


def shown_hidden(text: str, agreement: Agreement, reader: Reader) -> list[str]:
    """Hidden words that a text shows all the same."""
    return [word for word in hidden_words(agreement, reader) if word.lower() in text.lower()]


__all__ = ["EXAMPLES", "PHASE_1", "RAT", "everybody", "example", "hidden_words", "shown_hidden"]
