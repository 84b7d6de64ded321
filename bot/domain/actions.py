"""An action: something a seat does by a day, from being asked for to done or no longer needed."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.action_times import Times
from bot.domain.deed import About, Deed, label_of
from bot.domain.errors import Refused
from bot.domain.instant import Instant


class ActionState(StrEnum):
    """How far an action is. Whether it is late is read from the clock."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How an action ended."""

    state: ActionState
    """Done or dropped."""
    reason: str
    """Why it is not needed any more; for a done one what came of it, or nothing."""
    by: Deed


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A change: by whom and why, and what stood there before."""

    by: Deed
    reason: str
    what: str
    owner: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something a seat does by a day. Nothing that was said about it before is lost."""

    collaboration: str
    number: int
    """Counted for each collaboration; restricted ones apart, so that no number is missing."""
    what: str
    owner: str
    """Key of the seat that does it."""
    party: str
    """Key of the party of that seat."""
    times: Times
    version: int
    """The agreement version in which its owner was named."""
    raised: Deed
    """Who asked for it."""
    since: Instant
    """When it was asked for, changed or opened again last."""
    source: str
    """The platform event that asked for it: the same one asks once."""
    restricted: bool = False
    """Whether it exists only for its owner and for unblinded seats."""
    about: About | None = None
    state: ActionState = ActionState.OPEN
    ending: Ending | None = None
    edits: tuple[Edit, ...] = ()
    taken_back: tuple[Ending, ...] = ()
    """Endings after which it was opened again."""
    late_since: Instant | None = None
    """When it was put on record that it is late, by its present day."""

    @property
    def label(self) -> str:
        """What people call it: `7`, or `R7` for a restricted one."""
        return label_of(self.number, restricted=self.restricted)

    @property
    def on_record(self) -> str:
        """By what its entries in the record say what they are about."""
        return f"action {self.label}"

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is ActionState.OPEN

    @property
    def round(self) -> int:
        """Grows with each change after which its owner is asked anew."""
        return len(self.edits) + len(self.taken_back)

    def late(self, now: Instant) -> bool:
        """Whether it is open after the grace, which is when others than its owner are shown so."""
        return self.open and now >= self.times.late_at

    def ended(self, ending: Ending) -> "Action":
        """Done, or not needed any more.

        Raises:
            Refused: it has ended before.
        """
        self.refuse_ended()
        return replace(self, state=ending.state, ending=ending)

    def reopened(self, now: Instant) -> "Action":
        """To be done after all.

        Raises:
            Refused: it is open.
        """
        if self.ending is None:
            raise Refused(f"Action {self.label} is open already. Type actions to see all.")
        before = (*self.taken_back, self.ending)
        return replace(
            self,
            state=ActionState.OPEN,
            ending=None,
            taken_back=before,
            since=now,
            late_since=None,
        )

    def edited(
        self,
        by: Deed,
        reason: str,
        *,
        what: str,
        owner: str,
        party: str,
        times: Times,
        version: int,
    ) -> "Action":
        """With other words, another owner or another day; what stood there before is kept.

        Raises:
            Refused: it has ended.
        """
        self.refuse_ended()
        edit = Edit(by=by, reason=reason, what=self.what, owner=self.owner, day=self.times.day)
        return replace(
            self,
            what=what,
            owner=owner,
            party=party,
            times=times,
            version=version,
            edits=(*self.edits, edit),
            since=by.at,
            late_since=None,
        )

    def on_calendar(self, times: Times) -> "Action":
        """With its day where the agreement in force puts it; late anew if that is another one."""
        return self if times == self.times else replace(self, times=times, late_since=None)

    def refuse_ended(self) -> None:
        """Refuse to touch what has ended.

        Raises:
            Refused: it is done, or not needed any more.
        """
        if self.state is ActionState.DONE:
            raise Refused(
                f"Action {self.label} is done already. If it is not, type action {self.label}"
                " reopen."
            )
        if self.state is ActionState.DROPPED:
            raise Refused(
                f"Action {self.label} is not needed any more. If it is, type action {self.label}"
                " reopen."
            )
