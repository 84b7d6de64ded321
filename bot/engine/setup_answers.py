"""What can be wrong with the answers of the set-up form, all at once."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.cards.compose.setup import NAME_LIMIT, TITLE_LIMIT
from bot.cards.words import setup as words
from bot.templates import TEMPLATES, zones_near

_LIMITS = {"title": TITLE_LIMIT, "my_name": NAME_LIMIT, "their_name": NAME_LIMIT}
_MOST_ZONES = 5
#: A study of another century is a slip of the finger.
_YEARS = (2000, 2100)


def given(values: Mapping[str, str], key: str) -> str:
    """What was typed, on one line."""
    return " ".join(values.get(key, "").split())


def mistakes(values: Mapping[str, str]) -> dict[str, str]:
    """A sentence for each input that cannot be used; empty when all can."""
    return dict(
        (
            *_choices(values),
            *_texts(values),
            *_places(values),
            *_start(values),
        )
    )


def _choices(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if values.get("template") not in [each.key for each in TEMPLATES]:
        yield "template", words.PICK
    if values.get("side") not in ("sponsor", "cro"):
        yield "side", words.PICK


def _texts(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key, limit in _LIMITS.items():
        if not given(values, key):
            yield key, words.SAY_WHAT
        elif len(given(values, key)) > limit:
            yield key, words.too_long(limit)
    mine, theirs = given(values, "my_name"), given(values, "their_name")
    if mine and mine.casefold() == theirs.casefold():
        yield "their_name", words.SAME_NAMES


def _places(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key in ("my_place", "their_place"):
        zones = zones_near(given(values, key)[:NAME_LIMIT])
        if not zones:
            yield key, words.no_place(given(values, key))
        elif len(zones) > 1:
            yield key, words.which_place(", ".join(zones[:_MOST_ZONES]))


def _start(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    try:
        year = date.fromisoformat(values.get("start", "")).year
    except ValueError:
        yield "start", words.NO_DATE
        return
    if not _YEARS[0] <= year <= _YEARS[1]:
        yield "start", words.NO_DATE
