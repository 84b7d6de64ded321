"""What a look-up gives back."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing an answer is."""

    AREA = "area"
    SEAT = "seat"
    LOCATION = "location"
    TRIGGER = "trigger"
    CADENCE = "cadence"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True)
class Candidate:
    """One thing the question may be about, and how well it fits."""

    kind: Kind
    key: str
    score: int
    """0 to 100; 100 is the very name."""


@dataclass(frozen=True)
class Found:
    """The answer of a look-up. It never guesses: what is not clear is ambiguous or none."""

    kind: Kind
    key: str | None = None
    """Key of the one thing found; none when ambiguous or nothing."""
    candidates: tuple[Candidate, ...] = ()
    """Best first: the one found, or the several close together, or nothing."""
    also: tuple[Candidate, ...] = ()
    """Things of other kinds that go by the same name."""


NOTHING = Found(Kind.NONE)
