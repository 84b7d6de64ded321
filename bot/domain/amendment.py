"""An amendment: changes to the agreement that come into force when every party accepted them.

The first version is an amendment too: to nothing. So there is one way for anything to be agreed.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.changes import Change
from bot.domain.instant import Instant


class AmendmentState(StrEnum):
    """How far an amendment is."""

    DRAFT = "draft"
    """Being written by one side; the other does not see it."""
    PROPOSED = "proposed"
    """Sent; some party has not accepted it yet."""
    IN_FORCE = "in_force"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    """Nobody answered within the agreed time."""


@dataclass(frozen=True, kw_only=True)
class Consent:
    """One party's yes to one exact text."""

    party: str
    person: str
    """Id of the approver."""
    seat: str | None
    """Key of a seat the approver held, when there was one."""
    text: str
    """Fingerprint of what was accepted (`Amendment.text`)."""
    at: Instant


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """Proposed changes, with a reason."""

    id: str
    collaboration: str
    number: int
    """What people call it: proposal 3. Counts from 1 in a collaboration."""
    base: int
    """The version it changes; 0 when nothing is in force yet."""
    party: str
    """Key of the party whose wording it is now."""
    person: str
    """Id of the person whose wording it is now."""
    changes: tuple[Change, ...] = ()
    reason: str = ""
    parties: tuple[str, ...] = ()
    """Keys of the parties that must accept."""
    state: AmendmentState = AmendmentState.DRAFT
    consents: tuple[Consent, ...] = ()
    """Only those to the text as it is now."""
    created_at: Instant
    sent_at: Instant | None = None
    """When the text as it is now was sent."""
    ended_at: Instant | None = None
    ended_by: str | None = None
    """Id of the person who declined or withdrew it."""
    ended_because: str = ""
    version: int | None = None
    """The version it became."""
    overtaken_by: int | None = None
    """The version that changed a part of it first; it then waits to be looked at again."""
