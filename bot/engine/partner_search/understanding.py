"""From a need in plain words to what has to be done and what must hold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.partner_categories import CATEGORIES
from bot.domain.partner_fit import Wishes
from bot.domain.partner_regions import wanted_and_avoided
from bot.domain.partners import ACCREDITATIONS
from bot.engine.partner_search.services import Meaning, found_in, pieces

#: How people write an accreditation; others are found by their name.
_WRITTEN = {
    "GLP": r"(?<!non[ -])\bc?glp\b(?!-?\s?1\b)(?! (?:is )?not (?:needed|required))",
    "GCP": r"(?<!non[ -])\bgcp\b",
    "GMP": r"(?<!non[ -])\bc?gmp\b(?! (?:is )?not (?:needed|required))",
    "AAALAC": r"\baaalac\b",
    "ISO 17025": r"\b(?:iso[ /-]?(?:iec )?)?17025\b",
    "ISO 13485": r"\b(?:iso[ -]?)?13485\b",
}
#: What is done about an accreditation rather than under it.
_ABOUT = frozenset({"quality and audits", "training", "agency meetings"})
_NOTHING = "nothing"


@dataclass(frozen=True)
class Wanted:
    """One thing that is to be done, as a saying or a plain word of the need."""

    pieces: tuple[str, ...]
    meanings: tuple[Meaning, ...] = ()
    """What it means; nothing for a word that says nothing in this field."""


@dataclass(frozen=True, kw_only=True)
class Need:
    """What somebody looks for."""

    wanted: tuple[Wanted, ...]
    wishes: Wishes

    @property
    def categories(self) -> tuple[str, ...]:
        """Keys of the categories it is about."""
        named = {
            meaning.service.category
            for each in self.wanted
            for meaning in each.meanings
            if meaning.service.category
        }
        return tuple(each.key for each in CATEGORIES if each.key in named)


def understood(need: str, others: Iterable[str] = ()) -> Need:
    """What a need asks for.

    Args:
        need: as it was typed.
        others: accreditations that the directory knows besides those that everybody does.
    """
    places, avoided, rest = wanted_and_avoided(need)
    kinds: list[str] = []
    without = rest
    for kind, written in _patterns(others):
        if re.search(written, without, re.IGNORECASE):
            kinds.append(kind)
            without = re.sub(written, " ", without, flags=re.IGNORECASE)
    wanted = _wanted(re.sub(r"\bnon[ -](?:glp|gmp|gcp)\b", " ", without))
    if kinds and _named(wanted) & _ABOUT:
        kinds, wanted = [], _wanted(rest)
    return Need(
        wanted=wanted,
        wishes=Wishes(places=places, avoided=avoided, accreditations=tuple(kinds)),
    )


def _patterns(others: Iterable[str]) -> Iterable[tuple[str, str]]:
    yield from _WRITTEN.items()
    for kind in others:
        if kind not in _WRITTEN and kind not in ACCREDITATIONS and len(kind) > 1:
            yield kind, rf"(?<!\w){re.escape(kind)}(?!\w)"


def _named(wanted: Iterable[Wanted]) -> set[str]:
    return {meaning.service.name for each in wanted for meaning in each.meanings}


def _wanted(text: str) -> tuple[Wanted, ...]:
    said = pieces(text)
    found = found_in(said)
    covered = {number for each in found for number in range(each.start, each.end)}
    things = [Wanted(said[each.start : each.end], each.meanings) for each in found]
    words = [Wanted((word,)) for number, word in enumerate(said) if number not in covered]
    telling = [each for each in things if each.meanings[0].service.kind != _NOTHING]
    return tuple(dict.fromkeys((*telling, *(w for w in words if not w.pieces[0].isdigit()))))
