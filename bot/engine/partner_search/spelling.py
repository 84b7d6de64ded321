"""Misspelt words of a need, put right where one known word is near."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.partner_regions import place_words
from bot.engine.lookup.glossary import EVERYDAY
from bot.engine.partner_search.services import known_words, words_of

#: Shorter words are too near to each other; in longer ones two letters may be wrong.
_SHORTEST, _LONG = 5, 8
_WORD = re.compile(r"[^\W\d_]+")


class Spelling:
    """The words of the field, of places and of one directory."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Know the words of these texts besides those that everybody does."""
        own = {word for text in texts for word in words_of(text)}
        self._known = frozenset(own | known_words() | place_words())
        self._sorted = sorted(word for word in self._known if len(word) >= _SHORTEST - 1)
        self._corrected = lru_cache(maxsize=2000)(self._near)

    def __call__(self, need: str) -> str:
        """The need, with its misspelt words as they were meant."""
        return _WORD.sub(lambda found: self._corrected(found.group()), need)

    def _near(self, word: str) -> str:
        said = word.casefold()
        if len(said) < _SHORTEST or said in self._known or said in EVERYDAY:
            return word
        wrong = 1 if len(said) < _LONG else 2
        near = process.extractOne(said, self._sorted, scorer=OSA.distance, score_cutoff=wrong)
        return near[0] if near else word
