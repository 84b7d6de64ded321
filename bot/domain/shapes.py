"""How a number or code looks, in signs that people write without learning a language.

`#` is a digit, `@` a letter, `?` either, and all else stands for itself: `KIT-####`. Capitals do
not count, and beside letters a hyphen may be typed as a space, a dot or a slash, or be left out
before a digit, as people do in a hurry: `kit 0417`, `KIT0417`. Only a whole code is found, never a
part of a longer one. At each place of a text every sign is looked at once, so that finding takes as
long as the text is, whatever the shape.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

#: Longest shape; no code that people type is longer.
LONGEST_SHAPE = 60
#: With fewer signs than this it is found everywhere.
FEWEST_SIGNS = 3

_BETWEEN = "-_./: "
#: What people or their keyboards put in place of a hyphen, too.
_TYPED_BETWEEN = r"[-_./:\s\u2010-\u2015\u2212]"
_HYPHENS = r"[-\u2010-\u2015\u2212]"
_CLASS = {"#": "[0-9]", "@": r"[^\W\d_]", "?": r"[^\W_]"}
_DIGITS, _LETTERS = "1234567890", "ABCDEFGHJK"

#: What is in nearly every message of a study and is no code of anybody.
_ORDINARY = """
2026-11-26 26.11.2026 11/26/2026 26/11/26 26-Nov-2026 14:30 08:00:00 17:00-18:30
1,500 1500 12 120 28 100.5 0.25 3.75 v2.1 1.0.3 Q3 D28 W12 week-12 day-1 No.7 48h 10mg 5ml
mg/kg n=12 E-12 R-1 R1 A4 24/7 50/50 9-to-5 50-60 120/80 10/12 +1 617 555 0100 555-0100
a we day dose study animal clinics protocol histology evaluation pathologist toxicologist
randomisation pharmacologist pharmacokinetic biocompatibility
follow-up in-life dose-range run-in pre-dose e-mail QA/QC in-house read-out well-being
co-ordinate GLP GCP FDA SOP TK PK IND 7-day 28-day 4-week
"""


class Unfit(StrEnum):
    """Why a shape cannot be used."""

    LONG = "long"
    SHORT = "short"
    SIGN = "sign"
    """It holds a sign that means nothing here."""
    ORDINARY = "ordinary"
    """It would be found in ordinary words, days or numbers."""


@lru_cache(maxsize=1024)
def unfit(shape: str) -> tuple[Unfit, str] | None:
    """Why a shape cannot be used, with what in it or in an ordinary message; none when it can."""
    said = shape.strip()
    unreadable = _unreadable(said)
    if unreadable is not None:
        return unreadable
    found = _pattern(said).search(_ORDINARY)
    return (Unfit.ORDINARY, found[0]) if found else None


def _unreadable(said: str) -> tuple[Unfit, str] | None:
    if len(said) > LONGEST_SHAPE:
        return Unfit.LONG, said
    strange = next((each for each in said if not _known(each)), None)
    if strange is not None:
        return Unfit.SIGN, strange
    if sum(not _is_between(each) for each in said) < FEWEST_SIGNS:
        return Unfit.SHORT, said
    return None


def places(shape: str, text: str) -> Iterator[tuple[int, int]]:
    """From where until before where a shape is found in a text; nowhere when it tells nothing."""
    said = shape.strip()
    if _unreadable(said) is None:
        yield from (match.span() for match in _pattern(said).finditer(text))


def example_of(shape: str) -> str:
    """An invented code of this shape: `KIT-1234` for `KIT-####`."""
    digits, letters = iter(_DIGITS * LONGEST_SHAPE), iter(_LETTERS * LONGEST_SHAPE)
    return "".join(
        next(digits) if each == "#" else next(letters) if each in "@?" else each
        for each in _signs(shape)
    )


def _signs(shape: str) -> str:
    """A shape without what stands at its ends or twice between two signs and tells nothing."""
    return re.sub(rf"([{re.escape(_BETWEEN)}])+", r"\1", shape.strip(_BETWEEN))


def _known(sign: str) -> bool:
    return sign.isalnum() or sign in _CLASS or _is_between(sign)


def _is_between(sign: str) -> bool:
    return sign in _BETWEEN


@lru_cache(maxsize=1024)
def _pattern(shape: str) -> re.Pattern[str]:
    signs = _signs(shape)
    written = [
        _between(sign, signs[index - 1], signs[index + 1])
        if _is_between(sign)
        else _CLASS.get(sign) or re.escape(sign)
        for index, sign in enumerate(signs)
    ]
    # 26-11 in 2026-11-26 is a part of a longer number, as 500 in 1,500 is.
    before = r"(?<!\d[-./:,])" if _kind(signs[0]) == "digit" else ""
    after = r"(?![-./:,]\d)" if _kind(signs[-1]) == "digit" else ""
    whole = rf"(?<![^\W_]){before}{''.join(written)}(?![^\W_]){after}"
    return re.compile(whole, re.IGNORECASE)


def _between(sign: str, left: str, right: str) -> str:
    """What may stand between two signs: of numbers only what was agreed, lest any two are one."""
    match {_kind(left), _kind(right)}:
        case kinds if kinds == {"digit"}:
            return _HYPHENS if sign == "-" else re.escape(sign)
        case kinds if kinds == {"letter", "digit"}:
            return f"{_TYPED_BETWEEN}?"
        case _:
            return _TYPED_BETWEEN


def _kind(sign: str) -> str:
    if sign == "#" or sign.isdigit():
        return "digit"
    return "letter" if sign == "@" or sign.isalpha() else "either"
