"""An amendment: changes to the agreement that come into force when every party accepted them.

The first version is an amendment too: to nothing. So there is one way for anything to be agreed.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.changes import Change, Part, fingerprint
from bot.domain.errors import Refused
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
    answers: tuple[Change, ...] = ()
    """What the other side sent, when this wording answers it: so both see what was reworded."""
    reason: str = ""
    parties: tuple[str, ...] = ()
    """Keys of the parties that must accept."""
    state: AmendmentState = AmendmentState.DRAFT
    consents: tuple[Consent, ...] = ()
    """Only those to the text as it is now."""
    created_at: Instant
    sent_at: Instant | None = None
    """When the text as it is now was sent."""
    times_sent: int = 0
    """How often it was sent, in whatever wording: each sending is a message of its own."""
    ended_at: Instant | None = None
    ended_by: str | None = None
    """Id of the person who declined or withdrew it."""
    ended_because: str = ""
    version: int | None = None
    """The version it became."""
    overtaken_by: int | None = None
    """The version that changed a part of it first; it then waits to be looked at again."""
    comes_from: tuple[str, ...] = ()
    """Ids of the escalations, retrospectives and suggestions it comes from. Not everybody may
    know of them."""

    @property
    def text(self) -> str:
        """Fingerprint of what is accepted: the changes, and the reason shown with them."""
        return hashlib.sha256(
            f"{fingerprint(self.changes)}\n{self.reason}".encode("utf-8", "surrogatepass")
        ).hexdigest()

    @property
    def open(self) -> bool:
        """Whether it can still come into force."""
        return self.state in (AmendmentState.DRAFT, AmendmentState.PROPOSED)

    @property
    def accepted_by(self) -> frozenset[str]:
        """Keys of the parties that accepted this very text."""
        text = self.text
        return frozenset(each.party for each in self.consents if each.text == text)

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of the parties that have not accepted this very text."""
        accepted = self.accepted_by
        return tuple(party for party in self.parties if party not in accepted)

    @property
    def complete(self) -> bool:
        """Whether it was sent, and every party accepted this very text."""
        return self.state is AmendmentState.PROPOSED and bool(self.parties) and not self.missing

    @property
    def parts(self) -> frozenset[Part]:
        """The items it changes."""
        return frozenset(change.part for change in self.changes)

    def edited(
        self, changes: Collection[Change], reason: str, party: str, person: str
    ) -> "Amendment":
        """In the wording of a party; what was accepted before was another text.

        Raises:
            Refused: it is over.
        """
        self.refuse_ended()
        return replace(
            self._reopened(),
            changes=tuple(changes),
            reason=reason,
            party=party,
            person=person,
            overtaken_by=None,
        )

    def coming_from(self, id_: str) -> "Amendment":
        """With what it comes from, by its id; what is known stays as it is."""
        return replace(self, comes_from=tuple(dict.fromkeys((*self.comes_from, id_))))

    def sent(self, at: Instant) -> "Amendment":
        """Shown to every party, to be accepted as it is now.

        Raises:
            Refused: it is no draft, changes nothing, has no reason, or another version changed the
                same part and nobody looked at it since.
        """
        self.refuse_ended()
        if self.state is AmendmentState.PROPOSED:
            raise Refused(
                f"Proposal {self.number} was sent already. Wait for the answer, or edit it first."
            )
        if self.overtaken_by is not None:
            raise Refused(
                f"Version {self.overtaken_by} changed a part of proposal {self.number} meanwhile."
                " Open it, look at what stands there now, save it and send it then."
            )
        if not self.changes:
            raise Refused(
                f"Proposal {self.number} changes nothing yet. Edit a part of the agreement first."
            )
        if not self.reason.strip():
            raise Refused(
                f"Proposal {self.number} has no reason yet. Write in a sentence why it is wanted;"
                " the others read it with the changes."
            )
        return replace(
            self, state=AmendmentState.PROPOSED, sent_at=at, times_sent=self.times_sent + 1
        )

    def accepted(self, consent: Consent) -> "Amendment":
        """With the consent of one more party; the same again changes nothing.

        Raises:
            Refused: it waits for no answer, the party is none that is asked, or what was accepted
                is not the text as it is now.
        """
        self._refuse_unsent()
        if consent.party not in self.parties:
            raise Refused(
                f"Proposal {self.number} waits for no answer of this party. A lead of a party that"
                " is asked can accept it."
            )
        if consent.text != self.text:
            raise Refused(
                f"The text of proposal {self.number} changed since this was shown. Open it again"
                " and accept what stands there now."
            )
        if consent.party in self.accepted_by:
            return self
        return replace(self, consents=(*self.consents, consent))

    def declined(self, person: str, because: str, at: Instant) -> "Amendment":
        """Ended by somebody who was asked, with the reason.

        Raises:
            Refused: it waits for no answer, or no reason is given.
        """
        self._refuse_unsent()
        if not because.strip():
            raise Refused(
                "Please write in a sentence why, so that the others can suggest something else."
            )
        return replace(
            self,
            state=AmendmentState.DECLINED,
            ended_at=at,
            ended_by=person,
            ended_because=because,
        )

    def withdrawn(self, person: str, at: Instant) -> "Amendment":
        """Taken back by the side that made it.

        Raises:
            Refused: it is over.
        """
        self.refuse_ended()
        return replace(self, state=AmendmentState.WITHDRAWN, ended_at=at, ended_by=person)

    def lapsed(self, at: Instant) -> "Amendment":
        """Ended because nobody answered within the agreed time.

        Raises:
            Refused: it waits for no answer.
        """
        self._refuse_unsent()
        return replace(self, state=AmendmentState.LAPSED, ended_at=at)

    def put_in_force(self, version: int, at: Instant) -> "Amendment":
        """As the version it became.

        Raises:
            Refused: it waits for no answer, or some party has not accepted this text.
        """
        self._refuse_unsent()
        if not self.complete:
            raise Refused(
                f"Proposal {self.number} still waits for an answer. It comes into force when every"
                " party has accepted it as it is."
            )
        return replace(self, state=AmendmentState.IN_FORCE, version=version, ended_at=at)

    def carried_over(self, base: int) -> "Amendment":
        """On another version that touched none of its parts: the words accepted stay the same.

        Raises:
            Refused: it is over.
        """
        self.refuse_ended()
        return replace(self, base=base)

    def overtaken(self, by_version: int, changes: Collection[Change], base: int) -> "Amendment":
        """A draft again, on a version that changed a part of it: somebody must look at it again.

        Raises:
            Refused: it is over.
        """
        self.refuse_ended()
        return replace(self._reopened(), changes=tuple(changes), base=base, overtaken_by=by_version)

    def _reopened(self) -> "Amendment":
        return replace(self, state=AmendmentState.DRAFT, consents=(), sent_at=None)

    def _refuse_unsent(self) -> None:
        self.refuse_ended()
        if self.state is AmendmentState.PROPOSED:
            return
        if self.overtaken_by is not None:
            raise Refused(
                f"Version {self.overtaken_by} changed a part of proposal {self.number} meanwhile,"
                " so it is being looked at again. It is shown anew when it is sent."
            )
        raise Refused(
            f"Proposal {self.number} is being written and waits for no answer yet. It is shown"
            " anew when it is sent."
        )

    def refuse_ended(self) -> None:
        """Say what became of it.

        Raises:
            Refused: it is over.
        """
        if not self.open:
            raise Refused(_ended(self))


def _ended(amendment: Amendment) -> str:
    if amendment.state is AmendmentState.IN_FORCE:
        end = f"is in force as version {amendment.version}"
        return f"Proposal {amendment.number} {end}. To change that again, make a new proposal."
    end = f"{_ENDS[amendment.state]} and changed nothing"
    return f"Proposal {amendment.number} {end}. If it is still wanted, propose it again."


_ENDS = {
    AmendmentState.DECLINED: "was declined",
    AmendmentState.WITHDRAWN: "was withdrawn",
    AmendmentState.LAPSED: "lapsed without an answer",
}
