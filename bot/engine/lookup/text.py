"""Turns what people type into comparable words."""

import re
import unicodedata
from functools import lru_cache

#: Longer questions are cut: nobody names a topic after this many characters.
LONGEST = 600

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_DIGIT = re.compile(r"\d")
_NEGATIONS = dict.fromkeys(
    ("no", "not", "nothing", "nobody", "never", "without", "none", "cannot", "nowhere"), "not"
)
#: "14k", "22 000 euros" and "31 C" say that it is about money or about a temperature.
_QUANTITIES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[$\u20ac\u00a3] ?\d[\d.,]*( ?\d{3})*( ?k\b)?", " money "),
        (
            r"\b\d[\d.,]*( \d{3})* ?(k|eur|euros?|usd|dollars?|aud|gbp|pounds?|krw|won|inr)\b",
            " money ",
        ),
        (r"-? ?\b\d[\d.,]* ?(\u00b0 ?c?|degrees?( c)?|c|celsius|grad)(?!\w)", " degrees "),
        (r"(?<![\w-])-\d+\b", " degrees "),
        (r"\b\d[\d.,]* ?(%|percent|per cent)", " percent "),
        (r"\b\d[\d.,]* ?(mg|ug|g) ?/ ?(kg)\b", " mgkg "),
        (r"\b\d[\d.,]* ?(mg|ug|g|grams?) ?/ ?l\b", " gram "),
        (r"\b\d[\d.,]* ?(ms|msec)\b", " milliseconds "),
        (r"\b\d[\d.,]* ?(cm)\b", " centimeters "),
    )
)
_POSSESSIVE = re.compile(r"(?<=\w)'s\b|(?<=s)'(?=\s|$)")
_CONTRACTIONS = (
    (re.compile(r"\b(who|what|where|when|how)'?s\b"), r"\1 is"),
    (re.compile(r"\b(who|what|where|when|how)'?re\b"), r"\1 are"),
    (re.compile(r"\b(there|it|that)'s\b"), r"\1 is"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'(m|ve|d|ll|re)\b"), ""),
)
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})

# British to American, so that both spellings meet; only endings and pairs that are safe in
# scientific English. The result need not be a word, it only has to be the same on both sides.
_SPELLING = (
    (re.compile(r"ae"), "e"),
    (re.compile(r"oe(?=[^s])"), "e"),
    (re.compile(r"is(?=(ation|e|ed|es|er|ing|ings|ations)$)"), "iz"),
    (re.compile(r"ys(?=(e|ed|ing)$)"), "yz"),
    (re.compile(r"our(?=$|s$|ed$|ing$)"), "or"),
    (re.compile(r"programme"), "program"),
    (re.compile(r"licence"), "license"),
    (re.compile(r"ll"), "l"),
)


def plain(text: str) -> str:
    """Small letters without accents, invisible characters and contractions."""
    lowered = _letters(text[:LONGEST].translate(_QUOTES)).casefold()
    for pattern, replacement in _CONTRACTIONS:
        lowered = pattern.sub(replacement, lowered)
    return _POSSESSIVE.sub("", lowered)


def _letters(text: str) -> str:
    if text.isascii():
        return text  # nothing to decompose, and most questions are
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Cf"})


def words(text: str) -> list[str]:
    """The words of a text, in one spelling, and a quantity by what it is a quantity of."""
    said = plain(text)
    for pattern, replacement in _QUANTITIES if _DIGIT.search(said) else ():
        said = pattern.sub(replacement, said)
    return [_NEGATIONS.get(word) or american(word) for word in _WORD.findall(said)]


@lru_cache(maxsize=10_000)
def american(word: str) -> str:
    """One spelling for British and American."""
    if len(word) < 5:  # noqa: PLR2004 - short words and acronyms have one spelling
        return word
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return word


_ENDINGS = (
    # (ending, what remains, shortest stem left)
    ("yses", "ys", 3),
    ("ysis", "ys", 3),
    ("ies", "y", 3),
    ("sses", "ss", 3),
    ("ches", "ch", 3),
    ("shes", "sh", 3),
    ("xes", "x", 2),
    ("ss", "ss", 0),
    ("us", "us", 0),
    ("is", "is", 0),
    ("s", "", 2),
)
_SUFFIXES = ("ments", "ment", "ations", "ation", "ings", "ing", "ed", "er", "e")


def stem(word: str) -> str:
    """The word without plural and the commonest endings: shipments, shipping and ships meet."""
    base = _singular(word)
    for suffix in _SUFFIXES:
        if base.endswith(suffix) and len(base) - len(suffix) >= _SHORTEST_STEM:
            base = base.removesuffix(suffix)
            break
    doubled = len(base) > _SHORTEST_STEM and base[-1] == base[-2] and base[-1] not in "aeiouls"
    return base[:-1] if doubled else base


_SHORTEST_STEM = 3


def _singular(word: str) -> str:
    for ending, remains, shortest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word.removesuffix(ending) + remains
    return word
