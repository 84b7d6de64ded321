"""What can be wrong with the answers of the set-up form, all at once."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.cards.compose.setup import NAME_LIMIT, TITLE_LIMIT
from bot.cards.words import setup as words
from bot.engine.setup_parties import FACILITATOR, MINE, THEIRS, THIRD, has_third, sides
from bot.templates import TEMPLATES, zones_near

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
    if values.get("side") not in sides(values):
        yield "side", words.NO_FACILITATOR if values.get("side") == FACILITATOR else words.PICK


def _texts(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    limits = {"title": TITLE_LIMIT, **{_name(each): NAME_LIMIT for each in _companies(values)}}
    for key, limit in limits.items():
        if not given(values, key):
            yield key, words.SAY_WHAT
        elif len(given(values, key)) > limit:
            yield key, words.too_long(limit)
    yield from _same_names(values)
    if not has_third(values) and given(values, _name(THIRD)):
        yield _name(THIRD), words.ONLY_WITH_FACILITATOR


def _same_names(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    known: set[str] = set()
    for company in _companies(values):
        name = given(values, _name(company)).casefold()
        if name and name in known:
            yield _name(company), words.SAME_NAMES
        known.add(name)


def _places(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for company in _companies(values):
        key = f"{company}_place"
        zones = zones_near(given(values, key)[:NAME_LIMIT])
        if not zones:
            yield key, words.no_place(given(values, key))
        elif len(zones) > 1:
            yield key, words.which_place(", ".join(zones[:_MOST_ZONES]))


def _companies(values: Mapping[str, str]) -> tuple[str, ...]:
    return (MINE, THEIRS, THIRD) if has_third(values) else (MINE, THEIRS)


def _name(company: str) -> str:
    return f"{company}_name"


def _start(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    try:
        year = date.fromisoformat(values.get("start", "")).year
    except ValueError:
        yield "start", words.NO_DATE
        return
    if not _YEARS[0] <= year <= _YEARS[1]:
        yield "start", words.NO_DATE
