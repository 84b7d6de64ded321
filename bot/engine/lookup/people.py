"""Finds a seat by the name of the person who holds it."""

from collections.abc import Mapping

from bot.engine.lookup.glossary import FILLER
from bot.engine.lookup.text import words

_SHORTEST_NAME = 3


def named_seat(names: Mapping[str, str], text: str) -> tuple[str, ...]:
    """Keys of the seats whose holder is named in the text, by full name or by a part of it.

    The full name wins over a part; a person who holds several seats gives several.
    """
    asked = words(text)
    said = f" {' '.join(asked)} "
    whole = tuple(key for key, name in names.items() if f" {' '.join(words(name))} " in said)
    if whole:
        return whole
    # "Will" is a name where it is written as one; "and" in a sentence is none.
    written = {word for each in text.split()[1:] if each[:1].isupper() for word in words(each)}
    parts = {
        word
        for word in asked
        if len(word) >= _SHORTEST_NAME and (word not in FILLER or word in written)
    }
    return tuple(key for key, name in names.items() if parts.intersection(words(name)))
