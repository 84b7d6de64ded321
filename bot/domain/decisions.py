"""A decision: what was asked, what came of it and who decided. A later one replaces it, unchanged.

Only who may decide records one. Anybody else proposes it to them, and it counts once they say so.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.deciding import Decider
from bot.domain.deed import About, Deed, label_of
from bot.domain.errors import Refused

#: In the source of a decision that was taken on an escalation.
_DECIDED = "/decided/"


def source_on_escalation(escalation: str, which: int) -> str:
    """The source of a decision on an escalation: its id, and the how manieth of it this is."""
    return f"{escalation}{_DECIDED}{which}"


class DecisionState(StrEnum):
    """How far a decision is."""

    PROPOSED = "proposed"
    """Somebody wrote it down, and who may decide has not said yet that it is so."""
    RECORDED = "recorded"
    DECLINED = "declined"
    """Who may decide said that it is not so."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Something that was decided, or is proposed to be on record as decided."""

    collaboration: str
    number: int
    """Counted for each collaboration; restricted ones apart, so that no number is missing."""
    topic: str
    """What it is about, in the words of the agreement at that time."""
    outcome: str
    decider: Decider
    """Who may decide, by the agreement at that time."""
    version: int
    """That version of the agreement."""
    written: Deed
    """Who wrote it down."""
    source: str
    """The platform event that did, or the escalation it was taken on: the same one does so once."""
    restricted: bool = False
    """Whether it exists only for who decides, who wrote it and unblinded seats."""
    question: str = ""
    options: tuple[str, ...] = ()
    """What could have been chosen."""
    note: str = ""
    about: About | None = None
    state: DecisionState = DecisionState.PROPOSED
    settled: Deed | None = None
    """Who decided, or said that it is not so."""
    because: str = ""
    """Why it is not so."""
    replaces: int | None = None
    """The number of the decision before it."""
    replaced_by: int | None = None
    """The number of the one that came in its place."""

    @property
    def label(self) -> str:
        """What people call it: `4`, or `R4` for a restricted one."""
        return label_of(self.number, restricted=self.restricted)

    @property
    def on_escalation(self) -> bool:
        """Whether it was taken with *Decide* on the escalation it is about."""
        about = self.about
        return about is not None and self.source.startswith(f"{about.id}{_DECIDED}")

    @property
    def counts(self) -> bool:
        """Whether it is what was decided last."""
        return self.state is DecisionState.RECORDED and self.replaced_by is None

    @property
    def replaced_label(self) -> str:
        """What people call the one that came in its place."""
        return label_of(self.replaced_by or 0, restricted=self.restricted)

    def recorded(self, by: Deed) -> "Decision":
        """Decided.

        Raises:
            Refused: somebody was faster.
        """
        self.refuse_settled()
        return replace(self, state=DecisionState.RECORDED, settled=by)

    def declined(self, by: Deed, because: str) -> "Decision":
        """Not decided so.

        Raises:
            Refused: somebody was faster.
        """
        self.refuse_settled()
        return replace(self, state=DecisionState.DECLINED, settled=by, because=because)

    def in_place_of(self, number: int) -> "Decision":
        """With another one that came in its place.

        Raises:
            Refused: it does not count, so nothing can come in its place.
        """
        if self.replaced_by is not None:
            raise Refused(
                f"Decision {self.label} was replaced by decision {self.replaced_label} already."
                f" Type decision {self.replaced_label} to read it and decide anew from there."
            )
        if self.state is not DecisionState.RECORDED:
            raise Refused(
                f"Decision {self.label} is not on record as decided, so there is nothing to"
                " replace. Type decisions to see what is."
            )
        return replace(self, replaced_by=number)

    def refuse_settled(self) -> None:
        """Refuse to say twice what was decided.

        Raises:
            Refused: it is recorded, or was said not to be so.
        """
        if self.state is DecisionState.RECORDED:
            raise Refused(
                f"Decision {self.label} is on record already. Type decision {self.label} to read"
                " it, or to decide anew."
            )
        if self.state is DecisionState.DECLINED:
            raise Refused(
                f"Decision {self.label} was said not to be so. Type decision and what was decided"
                " to write down another one."
            )
