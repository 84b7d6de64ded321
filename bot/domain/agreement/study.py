"""What the collaboration is about, its phases, and who agreed to which version."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Contract:
    """The papers behind the agreement. Accord shows them; it does not interpret them."""

    msa: str | None = None
    """Number of the master services agreement."""
    sow: str | None = None
    """Number of the statement of work or work order."""
    value: str | None = None
    """Contract value with its currency, as text."""
    signed: date | None = None
    """Day the statement of work was signed."""


@dataclass(frozen=True, kw_only=True)
class Study:
    """The outsourced piece of work, named the way both parties name it."""

    id: str
    """Short key of the collaboration, unique in this installation."""
    title: str
    """Full title of the study or project."""
    study_number: str | None = None
    """Number both parties use for the study."""
    kind: str | None = None
    """Kind of work, for example preclinical_in_vivo or clinical_trial."""
    regime: str | None = None
    """Quality regime: GLP, GCP, GMP or non_gxp."""
    blinded: bool = False
    """Whether some seats may not see some information; a seat is then blinded unless it says no."""
    product: str | None = None
    """What is studied."""
    contract: Contract | None = None
    """The papers behind it."""
    channel: str | None = None
    """Name of the shared channel, for people; the bindings say where it really is."""

    @property
    def short(self) -> str:
        """What people call it in a line: its number, else its title."""
        return self.study_number or self.title


@dataclass(frozen=True, kw_only=True)
class HistoryEntry:
    """One accepted version of this working agreement."""

    version: int
    """Number of the version, counting from 1."""
    effective: date
    """First day it was in force."""
    agreed_by: tuple[str, ...]
    """Keys of the seats that accepted it."""
    reason: str
    """Why it was made."""


@dataclass(frozen=True, kw_only=True)
class Versions:
    """The version this document is, and those before it."""

    version: int
    """Number of this version."""
    history: tuple[HistoryEntry, ...] = ()
    """Every accepted version, oldest first."""
    next_review: date | None = None
    """Day both parties want to look at the agreement again."""


@dataclass(frozen=True, kw_only=True)
class Phase:
    """A named range of days; cadences and on-call apply in phases."""

    key: str
    """Key of the phase."""
    title: str
    """What people call it."""
    start: date
    """First day, on the calendar of whoever's clock is used."""
    end: date
    """Last day, included."""
    retrospective: bool = True
    """Whether both sides look back on it when it has ended; yes unless it says no."""

    def covers(self, day: date) -> bool:
        """Whether a day lies in the phase."""
        return self.start <= day <= self.end


class Basis(StrEnum):
    """How firm a number is."""

    REGULATION = "regulation"
    PUBLISHED_PRACTICE = "published_practice"
    EXAMPLE_VALUE = "example_value"
