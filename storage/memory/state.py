"""What memory storage holds, and one transaction's work on it.

A transaction works on a copy that takes the original's place when it commits. What is in the dicts
is immutable, so the copy is shallow, and a reader can go on with the original as long as it likes.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import TypeAlias

from bot.domain.absence import Absence
from bot.domain.actions import Action
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.checkin import CheckIn
from bot.domain.decisions import Decision
from bot.domain.escalation import Escalation
from bot.domain.heads_up import HeadsUp
from bot.domain.instant import Instant
from bot.domain.joining import Claim, Gap, PairingCode
from bot.domain.learning import Meant, SuggestedName
from bot.domain.manners import Preferences
from bot.domain.measure import Reading
from bot.domain.meeting_agenda import MeetingAgenda
from bot.domain.ownership import AreaGap, Confirmation
from bot.domain.partners import Partner, PartnerChange, Recommendation
from bot.domain.past_work import PartnerLink
from bot.domain.people import Collaboration, Holding, Lead, Person, Room, Tenant
from bot.domain.pulse_round import PulseRound
from bot.domain.question import Question
from bot.domain.retrospective import Retrospective
from bot.domain.suggestion import Suggestion
from bot.domain.thanks import Thanks
from bot.domain.unsent import Unsent
from bot.engine.agenda import AgendaRow
from bot.engine.digests import Digest
from bot.engine.outgoing import Message
from bot.engine.record import Recorded
from storage.errors import ReadOnly, StorageInconsistent
from storage.held import Held


@dataclass(frozen=True, kw_only=True)
class Planned:
    """An agenda row with what only storage knows of it."""

    row: AgendaRow
    run_at: Instant
    """Its due time, until it is postponed."""
    done_at: Instant | None = None


@dataclass(frozen=True, kw_only=True)
class Queued:
    """A message with what only storage knows of it."""

    message: Message
    position: int
    waiting_since: Instant
    """Not moved by slots and retries."""
    claimable_at: Instant | None
    """None when it does not wait."""
    claimed_revision: int | None = None
    """The one the latest attempt was for."""
    pushed_at: Instant | None = None
    """When it was to ring unasked."""
    held: Held | None = None
    """Until when, by who has a form open in its place."""


#: What a person of a collaboration wrote.
Said: TypeAlias = Question | HeadsUp | Suggestion | Unsent


@dataclass
class State:
    """All tables."""

    revision: int = 0
    position: int = 0
    inbox: dict[str, Instant] = field(default_factory=dict)
    collaborations: dict[str, Collaboration] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    rooms: dict[Room, None] = field(default_factory=dict)
    tenants: dict[Tenant, None] = field(default_factory=dict)
    holdings: dict[tuple[str, str, str, Instant], Holding] = field(default_factory=dict)
    leads: dict[Lead, None] = field(default_factory=dict)
    preferences: dict[str, Preferences] = field(default_factory=dict)
    absences: dict[tuple[str, str, Instant], Absence] = field(default_factory=dict)
    agreements: dict[tuple[str, int], Agreement] = field(default_factory=dict)
    amendments: dict[str, Amendment] = field(default_factory=dict)
    codes: dict[str, PairingCode] = field(default_factory=dict)
    wrong_codes: dict[Address, tuple[Instant, ...]] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    gaps: dict[tuple[str, str, str, Instant], Gap] = field(default_factory=dict)
    area_confirmations: dict[tuple[str, str], Confirmation] = field(default_factory=dict)
    area_gaps: dict[tuple[str, str, str], AreaGap] = field(default_factory=dict)
    checkins: dict[str, CheckIn] = field(default_factory=dict)
    escalations: dict[str, Escalation] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    digests: dict[tuple[str, Instant], Digest] = field(default_factory=dict)
    short_digests: dict[tuple[str, str], None] = field(default_factory=dict)
    meetings: dict[str, MeetingAgenda] = field(default_factory=dict)
    actions: dict[tuple[str, bool, int], Action] = field(default_factory=dict)
    decisions: dict[tuple[str, bool, int], Decision] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    heads_ups: dict[str, HeadsUp] = field(default_factory=dict)
    thanks: dict[str, Thanks] = field(default_factory=dict)
    suggestions: dict[str, Suggestion] = field(default_factory=dict)
    unsent: dict[str, Unsent] = field(default_factory=dict)
    meant: dict[tuple[str, str, str, str, str, str], Meant] = field(default_factory=dict)
    suggested: dict[str, SuggestedName] = field(default_factory=dict)
    partners: dict[tuple[Address, str], Partner] = field(default_factory=dict)
    partner_recommendations: dict[tuple[Address, str], Recommendation] = field(default_factory=dict)
    partner_changes: dict[tuple[Address, str], PartnerChange] = field(default_factory=dict)
    partner_links: dict[tuple[Address, str, str], PartnerLink] = field(default_factory=dict)
    pulse_rounds: dict[tuple[str, date], PulseRound] = field(default_factory=dict)
    pulse_boxes: dict[tuple[str, date], str] = field(default_factory=dict)
    retrospectives: dict[str, Retrospective] = field(default_factory=dict)
    agenda: dict[str, Planned] = field(default_factory=dict)
    outbox: dict[str, Queued] = field(default_factory=dict)
    outbox_keys: dict[str, str] = field(default_factory=dict)
    slots: dict[str, Instant] = field(default_factory=dict)
    record: dict[str, tuple[Recorded, ...]] = field(default_factory=dict)

    def copy(self) -> "State":
        """A copy whose tables can be changed."""
        state = State(revision=self.revision, position=self.position)
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, dict):
                setattr(state, each.name, dict(value))
        return state

    def check_references(self) -> None:
        """What foreign keys do in SQL, at the end of a transaction.

        Raises:
            StorageInconsistent: something refers to a collaboration or person that is not there.
        """
        seated: tuple[Holding | Lead | Gap | Absence | Confirmation, ...] = (
            *self.holdings.values(),
            *self.leads,
            *self.gaps.values(),
            *self.absences.values(),
            *self.area_confirmations.values(),
        )
        said: tuple[Said, ...] = (
            *self.questions.values(),
            *self.heads_ups.values(),
            *self.suggestions.values(),
            *self.unsent.values(),
        )
        others: tuple[Room | Tenant | Amendment | PairingCode | Claim | AreaGap | Said, ...] = (
            *self.rooms,
            *self.tenants,
            *self.amendments.values(),
            *self.codes.values(),
            *self.claims.values(),
            *self.area_gaps.values(),
            *said,
        )
        collaborations = {item.collaboration for item in (*seated, *others)}
        collaborations |= {each.collaboration for each in self.meant.values()}
        collaborations |= {each.collaboration for each in self.thanks.values()}
        collaborations |= {each.collaboration for each in self.pulse_rounds.values()}
        collaborations |= {each.collaboration for each in self.suggested.values()}
        collaborations |= {collaboration for collaboration, _ in self.agreements}
        collaborations |= {where for where, _ in (*self.digests, *self.short_digests)}
        people = {item.person for item in (*seated, *said, *self.preferences.values())}
        people |= {absence.cover for absence in self.absences.values() if absence.cover}
        people |= {gap.lead for gap in self.area_gaps.values() if gap.lead}
        people |= {each.lead for each in self.suggested.values() if each.lead}
        people |= {person for _, person in self.short_digests}
        if not (collaborations <= set(self.collaborations) and people <= set(self.people)):
            raise StorageInconsistent("something refers to a collaboration or person not saved")


class Work:
    """What one transaction reads and writes."""

    def __init__(self, state: State, *, writing: bool) -> None:
        self.state = state
        self._writing = writing

    @property
    def changing(self) -> State:
        """The state, to be changed.

        Raises:
            ReadOnly: the transaction was opened for reading.
        """
        if not self._writing:
            raise ReadOnly("This transaction was opened for reading; nothing can be written in it.")
        return self.state
