"""What the engine asks of storage.

A transaction is opened for each inbound event or agenda row; it commits when the block ends and
rolls back when it raises. Memory, SQLite and PostgreSQL keep the same promises: one contract suite
runs on all three.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from bot.domain.absence import Absence
from bot.domain.actions import Action
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.checkin import CheckIn
from bot.domain.decisions import Decision
from bot.domain.deed import About
from bot.domain.escalation import Escalation
from bot.domain.heads_up import HeadsUp
from bot.domain.instant import Instant
from bot.domain.joining import Claim, Gap, PairingCode
from bot.domain.learning import Meant, SuggestedName
from bot.domain.manners import Preferences
from bot.domain.measure import Reading
from bot.domain.meeting_agenda import MeetingAgenda
from bot.domain.ownership import AreaGap, Confirmation
from bot.domain.people import Collaboration, Holding, Lead, Person, Room, Tenant
from bot.domain.question import Question
from bot.domain.unsent import Unsent
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.digests import Digest
from bot.engine.outgoing import Draft, Message
from bot.engine.partner_store import PartnerStore
from bot.engine.past_work_store import PastWorkStore
from bot.engine.pulse_store import PulseStore
from bot.engine.record import Entry, Recorded
from bot.engine.retrospective_store import RetrospectiveStore
from bot.engine.suggestion_store import SuggestionStore
from bot.engine.thanks_store import ThanksStore


@dataclass(frozen=True, kw_only=True)
class DirectoryData:
    """Who and where, over all collaborations, as of a revision."""

    revision: int
    collaborations: tuple[Collaboration, ...] = ()
    people: tuple[Person, ...] = ()
    rooms: tuple[Room, ...] = ()
    tenants: tuple[Tenant, ...] = ()
    holdings: tuple[Holding, ...] = ()
    """Ended ones too, oldest first."""
    leads: tuple[Lead, ...] = ()
    preferences: tuple[Preferences, ...] = ()
    absences: tuple[Absence, ...] = ()
    """Those that are over too, earliest first."""
    confirmations: tuple[Confirmation, ...] = ()
    """The last one of each thing somebody answers for."""


class Inbox(Protocol):
    """Events already handled."""

    async def first_time(self, event_id: str, now: Instant) -> bool:
        """Note an event; False when it was noted before, by any replica."""
        ...

    async def forget_before(self, moment: Instant) -> int:
        """Drop notes older than the platforms' longest retry; gives how many."""
        ...


class DirectoryStore(Protocol):
    """Who and where. Every change raises the revision by one or more."""

    async def revision(self) -> int:
        """The revision as of now."""
        ...

    async def load(self) -> DirectoryData:
        """Everything, as of one revision."""
        ...

    async def save_collaboration(self, collaboration: Collaboration) -> None:
        """Insert or replace, by id."""
        ...

    async def save_person(self, person: Person) -> None:
        """Insert or replace, by id, with exactly these addresses."""
        ...

    async def bind_room(self, room: Room) -> None:
        """Bind; binding the same again changes nothing.

        Raises:
            Refused: the room already belongs to another collaboration.
        """
        ...

    async def unbind_room(self, room: Room) -> None:
        """End a binding; ending none changes nothing."""
        ...

    async def bind_tenant(self, tenant: Tenant) -> None:
        """Bind; binding the same again changes nothing."""
        ...

    async def unbind_tenant(self, tenant: Tenant) -> None:
        """End a binding; ending none changes nothing."""
        ...

    async def appoint(self, holding: Holding) -> None:
        """Seat a person."""
        ...

    async def end_holding(self, holding: Holding, at: Instant) -> None:
        """The person leaves the seat; the holding stays as history."""
        ...

    async def name_lead(self, lead: Lead) -> None:
        """Let a person speak for a party; again changes nothing."""
        ...

    async def unname_lead(self, lead: Lead) -> None:
        """The person no longer speaks for the party."""
        ...

    async def save_preferences(self, preferences: Preferences) -> None:
        """Insert or replace, by person."""
        ...

    async def save_absence(self, absence: Absence) -> None:
        """Insert or replace, by collaboration, person and since."""
        ...


class AgreementStore(Protocol):
    """Agreement versions: written once, never changed."""

    async def add(self, collaboration: str, agreement: Agreement, at: Instant) -> None:
        """Keep a version.

        Raises:
            Refused: that version exists with other content.
        """
        ...

    async def get(self, collaboration: str, version: int) -> Agreement:
        """A whole version.

        Raises:
            LookupError: there is none.
        """
        ...


class AmendmentStore(Protocol):
    """Proposed changes, from draft to in force or ended. None is ever removed."""

    async def get(self, id_: str) -> Amendment | None:
        """One by id; in a writing transaction it is locked until the end."""
        ...

    async def numbered(self, collaboration: str, number: int) -> Amendment | None:
        """The one people call by this number; locked like `get`."""
        ...

    async def save(self, amendment: Amendment) -> None:
        """Insert or replace, by id.

        Raises:
            TransactionConflictError: another amendment took the same number meanwhile.
        """
        ...

    async def open(self, collaboration: str) -> Sequence[Amendment]:
        """Drafts and proposed ones, by number; locked like `get`."""
        ...

    async def all(self, collaboration: str) -> Sequence[Amendment]:
        """All of them, by number."""
        ...


class JoiningStore(Protocol):
    """Pairing codes, claims to seats, and seats whose holder is gone."""

    async def save_code(self, code: PairingCode) -> None:
        """Insert or replace, by fingerprint."""
        ...

    async def code(self, fingerprint: str) -> PairingCode | None:
        """One code, used and revoked ones too; in a writing transaction it is locked."""
        ...

    async def codes(self, collaboration: str) -> Sequence[PairingCode]:
        """All codes of a collaboration, newest first."""
        ...

    async def note_failure(self, who: Address, at: Instant) -> None:
        """Somebody (or a whole workspace: an address without local part) typed a wrong code."""
        ...

    async def failures(self, who: Address, since: Instant) -> int:
        """How many wrong codes were noted from this very address at or after a moment."""
        ...

    async def forget_failures_before(self, moment: Instant) -> int:
        """Drop notes of wrong codes that no longer count; gives how many."""
        ...

    async def save_claim(self, claim: Claim) -> None:
        """Insert or replace, by id."""
        ...

    async def claim(self, id_: str) -> Claim | None:
        """One claim; in a writing transaction it is locked."""
        ...

    async def open_claims(self, collaboration: str) -> Sequence[Claim]:
        """Claims nobody decided yet, oldest first."""
        ...

    async def save_gap(self, gap: Gap) -> None:
        """Insert or replace, by collaboration, seat, person and since."""
        ...

    async def open_gaps(self, collaboration: str) -> Sequence[Gap]:
        """Gaps that are not filled, oldest first."""
        ...


class OwnershipStore(Protocol):
    """What owners confirmed, and areas that nobody surely owns."""

    async def confirm(self, confirmation: Confirmation) -> None:
        """Insert or replace, by collaboration and area; it changes the directory."""
        ...

    async def confirmations(self, collaboration: str) -> Sequence[Confirmation]:
        """The last one of each area, by the key of the area."""
        ...

    async def save_gap(self, gap: AreaGap) -> None:
        """Insert or replace, by collaboration, area and what it is about."""
        ...

    async def open_gaps(self, collaboration: str) -> Sequence[AreaGap]:
        """Those that are not settled, oldest first; in a writing transaction they are locked."""
        ...


class CheckInStore(Protocol):
    """Check-ins."""

    async def get(self, id_: str) -> CheckIn | None:
        """One check-in; in a writing transaction it is locked until the end."""
        ...

    async def add(self, checkin: CheckIn) -> None:
        """Insert.

        Raises:
            TransactionConflictError: it was added by somebody else meanwhile.
        """
        ...

    async def save(self, checkin: CheckIn) -> None:
        """Insert or replace, by id."""
        ...

    async def waiting(self, collaboration: str) -> Sequence[CheckIn]:
        """Those an answer is still expected to, earliest due first."""
        ...

    async def latest(self, collaboration: str, cadence: str, limit: int) -> Sequence[CheckIn]:
        """The newest of a cadence in any state, newest due first."""
        ...

    async def between(
        self, collaboration: str, start: Instant | None, end: Instant
    ) -> Sequence[CheckIn]:
        """Those due at or after a start (none: ever) and before an end, earliest due first."""
        ...


class EscalationStore(Protocol):
    """Escalations, and the numbers that can cause one."""

    async def get(self, id_: str) -> Escalation | None:
        """One by id; in a writing transaction it is locked until the end."""
        ...

    async def numbered(
        self, collaboration: str, number: int, *, restricted: bool
    ) -> Escalation | None:
        """The one people call by this number; locked like `get`."""
        ...

    async def one_by_one(self, collaboration: str) -> None:
        """Until the end of the transaction nobody else gets past this in the collaboration.

        Asked before it is looked at what runs, so that in a storm each sees what the others raised.
        """
        ...

    async def add(self, escalation: Escalation) -> None:
        """Insert.

        Raises:
            TransactionConflictError: it was added, or its number taken, by somebody else meanwhile.
        """
        ...

    async def save(self, escalation: Escalation) -> None:
        """Replace, by id."""
        ...

    async def open(self, collaboration: str) -> Sequence[Escalation]:
        """Those that run, first raised first."""
        ...

    async def running(self, collaboration: str, trigger: str) -> Escalation | None:
        """The newest one of a trigger that still runs; locked like `get`."""
        ...

    async def latest(self, collaboration: str, limit: int) -> Sequence[Escalation]:
        """Those raised last, newest first."""
        ...

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number given so far; 0 before the first."""
        ...

    async def note_reading(self, reading: Reading) -> bool:
        """Keep a number; False when it was kept before."""
        ...

    async def readings(self, collaboration: str, measure: str, limit: int) -> Sequence[Reading]:
        """The newest numbers of a measure, newest first."""
        ...


class DigestStore(Protocol):
    """Weekly digests as they were written, and who wants them in five lines."""

    async def keep(self, digest: Digest) -> None:
        """Insert or replace, by collaboration and moment."""
        ...

    async def latest(self, collaboration: str) -> Digest | None:
        """The newest one; in a writing transaction no other one writes one until the end."""
        ...

    async def want_short(self, collaboration: str, person: str, *, short: bool) -> None:
        """A person, by id, wants the five lines, or no longer; again changes nothing."""
        ...

    async def short_readers(self, collaboration: str) -> frozenset[str]:
        """Ids of the people who want the five lines."""
        ...


class MeetingStore(Protocol):
    """What is on the agenda of each meeting."""

    async def get(self, id_: str) -> MeetingAgenda | None:
        """One by the id of its check-in; in a writing transaction it is locked until the end."""
        ...

    async def add(self, agenda: MeetingAgenda) -> None:
        """Insert.

        Raises:
            TransactionConflictError: it was added by somebody else meanwhile.
        """
        ...

    async def save(self, agenda: MeetingAgenda) -> None:
        """Insert or replace, by id."""
        ...

    async def before(
        self, collaboration: str, cadence: str, moment: Instant
    ) -> MeetingAgenda | None:
        """The newest of a cadence that starts before a moment and was not dropped."""
        ...

    async def ahead(self, collaboration: str, moment: Instant) -> Sequence[MeetingAgenda]:
        """Those that start after a moment and were not dropped, the earliest first."""
        ...


class ActionStore(Protocol):
    """Actions, by collaboration and number; restricted ones are numbered apart."""

    async def get(self, collaboration: str, number: int, *, restricted: bool) -> Action | None:
        """One; in a writing transaction it is locked until the end."""
        ...

    async def by_source(self, collaboration: str, source: str) -> Action | None:
        """The one that a platform event asked for."""
        ...

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number of a series; 0 before the first."""
        ...

    async def add(self, action: Action) -> None:
        """Insert.

        Raises:
            TransactionConflictError: its number, or what its event asked for, is there by now.
        """
        ...

    async def save(self, action: Action) -> None:
        """Insert or replace, by number."""
        ...

    async def open(self, collaboration: str) -> Sequence[Action]:
        """Those still to be done, earliest due first."""
        ...

    async def ended(self, collaboration: str) -> Sequence[Action]:
        """Those that are done or not needed any more, newest number first."""
        ...

    async def left_by(self, collaboration: str, about: About) -> Sequence[Action]:
        """Those that came of something, first asked for first."""
        ...


class DecisionStore(Protocol):
    """Decisions, by collaboration and number, as with actions. None is ever removed."""

    async def get(self, collaboration: str, number: int, *, restricted: bool) -> Decision | None:
        """One; in a writing transaction it is locked until the end."""
        ...

    async def by_source(self, collaboration: str, source: str) -> Decision | None:
        """The one that a platform event wrote down."""
        ...

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number of a series; 0 before the first."""
        ...

    async def add(self, decision: Decision) -> None:
        """Insert.

        Raises:
            TransactionConflictError: its number, or what its event wrote down, is there by now.
        """
        ...

    async def save(self, decision: Decision) -> None:
        """Insert or replace, by number."""
        ...

    async def all(self, collaboration: str) -> Sequence[Decision]:
        """All of them, newest number first."""
        ...

    async def left_by(self, collaboration: str, about: About) -> Sequence[Decision]:
        """Those that came of something, first written down first."""
        ...


class QuestionStore(Protocol):
    """Questions to another side; restricted ones are numbered apart. None is ever removed."""

    async def add(self, question: Question) -> None:
        """Insert.

        Raises:
            TransactionConflictError: another question took its number meanwhile.
        """
        ...

    async def save(self, question: Question) -> None:
        """Insert or replace, by id."""
        ...

    async def get(self, id_: str) -> Question | None:
        """One by id; in a writing transaction it is locked until the end."""
        ...

    async def numbered(
        self, collaboration: str, number: int, *, restricted: bool
    ) -> Question | None:
        """The one people call by this number; locked like `get`."""
        ...

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number so far; 0 before the first."""
        ...

    async def unfinished(self, collaboration: str) -> Sequence[Question]:
        """Those that wait for the seat that is asked or for whoever asked, by number."""
        ...

    async def about(self, checkin: str) -> Sequence[Question]:
        """Those about a check-in, by its id; by number."""
        ...

    async def all(self, collaboration: str) -> Sequence[Question]:
        """All of them, by number."""
        ...


class HeadsUpStore(Protocol):
    """Heads-ups; restricted ones are numbered apart. None is ever removed."""

    async def add(self, heads_up: HeadsUp) -> None:
        """Insert.

        Raises:
            TransactionConflictError: another heads-up took its number meanwhile.
        """
        ...

    async def save(self, heads_up: HeadsUp) -> None:
        """Insert or replace, by id."""
        ...

    async def get(self, id_: str) -> HeadsUp | None:
        """One by id; in a writing transaction it is locked until the end."""
        ...

    async def last_number(self, collaboration: str, *, restricted: bool) -> int:
        """The highest number so far; 0 before the first."""
        ...

    async def all(self, collaboration: str) -> Sequence[HeadsUp]:
        """All of them, by number; taken back ones too."""
        ...


class UnsentStore(Protocol):
    """What people typed and did not send yet."""

    async def keep(self, unsent: Unsent) -> None:
        """Insert or replace, by id."""
        ...

    async def get(self, id_: str) -> Unsent | None:
        """One by id; in a writing transaction it is locked until the end."""
        ...

    async def drop(self, id_: str) -> None:
        """Remove one; removing none changes nothing."""
        ...

    async def forget_before(self, moment: Instant) -> int:
        """Drop those typed before a moment; gives how many."""
        ...


class LearningStore(Protocol):
    """What people meant by words that the agreement does not know, and what leads are asked."""

    async def keep(self, meant: Meant) -> None:
        """Insert or replace, by collaboration, words, item, who asked and day."""
        ...

    async def meant_by(self, collaboration: str, words: str) -> Sequence[Meant]:
        """All that is kept of some words, oldest first."""
        ...

    async def save(self, suggested: SuggestedName) -> None:
        """Insert or replace, by id."""
        ...

    async def get(self, id_: str) -> SuggestedName | None:
        """One by id; in a writing transaction it is locked until the end."""
        ...

    async def suggested(self, collaboration: str) -> Sequence[SuggestedName]:
        """All that is kept, oldest first."""
        ...

    async def forget_before(self, moment: Instant) -> int:
        """Drop what was meant, and suggestions that needed no answer or got a yes, before a moment.

        What a lead has, or put aside, stays: else they would be asked again.
        """
        ...


class AgendaStore(Protocol):
    """Timed work."""

    async def put(self, row: AgendaRow) -> bool:
        """Add; False when the key was ever put before."""
        ...

    async def claim_due(self, now: Instant) -> AgendaRow | None:
        """The earliest row due, locked until the transaction ends.

        Rows locked elsewhere are passed over, so that no two replicas fire the same one.
        """
        ...

    async def finish(self, key: str, now: Instant) -> None:
        """Mark as done, for good."""
        ...

    async def postpone(self, key: str, until: Instant, error: str) -> None:
        """Try again later: the attempt failed."""
        ...

    async def pending(self, collaboration: str, *kinds: AgendaKind) -> Sequence[AgendaRow]:
        """What is still to come of some kinds (none: of all), earliest first.

        It takes as long as there are rows of these kinds, however many others there are.
        """
        ...

    async def overdue(
        self, kinds: Collection[AgendaKind], before: Instant, limit: int
    ) -> Sequence[AgendaRow]:
        """What of these kinds was due before a moment and is not done, earliest due first.

        Rows that failed and wait to be tried again are among them.
        """
        ...


class OutboxStore(Protocol):
    """Messages decided but not yet delivered. See `bot.engine.outgoing`."""

    async def put(self, draft: Draft, now: Instant) -> str:
        """Add, or give a known message its new card; gives the id of the row.

        A known message goes to the end of its conversation's queue; one whose card is equal to the
        latest is left alone.
        """
        ...

    async def get(self, id_: str) -> Message | None:
        """One message by id."""
        ...

    async def find(self, key: str) -> Message | None:
        """One message by key."""
        ...

    async def shown_as(self, native_ref: str) -> Message | None:
        """The message a platform shows under its own name."""
        ...

    async def due(self, now: Instant, limit: int) -> Sequence[str]:
        """Ids of messages that can be claimed now, in order.

        These are pending and not before now, or sending with an expired lease; of each conversation
        only the first in its queue.
        """
        ...

    async def claim(
        self, id_: str, now: Instant, *, lease_until: Instant, next_slot: Instant
    ) -> Message | None:
        """Take a message for one attempt.

        Pending, or sending with an expired lease, becomes sending with the attempt counted.

        None when it cannot be taken now: taken by another, not yet time, behind another message of
        its conversation, or the conversation's slot is not free yet (then its not_before moves to
        the slot). Otherwise the conversation's slot moves to `next_slot`. A message taken over from
        an expired lease is doubtful.
        """
        ...

    async def mark_sent(self, id_: str, *, revision: int, native_ref: str, now: Instant) -> None:
        """The platform shows this revision; if the card changed meanwhile, it is pending again."""
        ...

    async def mark_skipped(self, id_: str, *, error: str) -> None:
        """Its outcome is unknown and, by its kind, it is not repeated."""
        ...

    async def mark_failed(self, id_: str, *, error: str) -> None:
        """It could not be delivered anywhere."""
        ...

    async def retry(self, id_: str, *, not_before: Instant, error: str, doubtful: bool) -> None:
        """Pending again, not before a moment."""
        ...

    async def redirect(
        self, id_: str, *, to: Address, fallbacks: tuple[Address, ...], error: str
    ) -> None:
        """Pending again, as a new message to the next agreed contact."""
        ...

    async def count_doubt(self, id_: str) -> None:
        """An attempt repeats one whose outcome was unknown: keep that visible."""
        ...

    async def pushes(self, to: Sequence[Address], since: Instant, before: Instant) -> int:
        """How many drafts marked as `push` were put for any of the addresses.

        It counts those whose first moment lies in the stretch of time, which includes its
        beginning; what was edited later counts for the moment it was put for. In a writing
        transaction nobody else counts for these addresses until it ends.
        """
        ...

    async def hold(self, native_ref: str, *, by: str, until: Instant) -> None:
        """Leave a message that is shown alone until a moment: nothing new of it goes out before.

        Others of its conversation do. Of a message that is not known here nothing is held.
        """
        ...

    async def let_go(self, native_ref: str, *, by: str, now: Instant) -> None:
        """Somebody holds it no more; what changed meanwhile goes out when nobody does."""
        ...

    async def undelivered(self, collaboration: str) -> Sequence[Message]:
        """Failed and skipped ones, newest first."""
        ...

    async def oldest_waiting(self, now: Instant) -> Instant | None:
        """Since when the oldest deliverable message has been waiting."""
        ...


class RecordStore(Protocol):
    """The record. There is no way to change or remove an entry."""

    async def append(self, entry: Entry) -> Recorded:
        """Add an entry at the end of its collaboration's chain."""
        ...

    async def entries(self, collaboration: str) -> Sequence[Recorded]:
        """All, in order, exactly as stored: the caller checks the chain."""
        ...

    async def about(self, collaboration: str, subjects: Sequence[str]) -> Sequence[Recorded]:
        """Those that happened to one of some things, in order."""
        ...


class Transaction(Protocol):
    """All stores, in one transaction."""

    @property
    def inbox(self) -> Inbox:
        """Events already handled."""
        ...

    @property
    def directory(self) -> DirectoryStore:
        """Who and where."""
        ...

    @property
    def agreements(self) -> AgreementStore:
        """Agreement versions."""
        ...

    @property
    def amendments(self) -> AmendmentStore:
        """Proposed changes."""
        ...

    @property
    def joining(self) -> JoiningStore:
        """Pairing codes, claims and gaps."""
        ...

    @property
    def ownership(self) -> OwnershipStore:
        """What owners confirmed, and areas that nobody surely owns."""
        ...

    @property
    def checkins(self) -> CheckInStore:
        """Check-ins."""
        ...

    @property
    def escalations(self) -> EscalationStore:
        """Escalations, and the numbers that can cause one."""
        ...

    @property
    def digests(self) -> DigestStore:
        """Weekly digests."""
        ...

    @property
    def meetings(self) -> MeetingStore:
        """Agendas of meetings."""
        ...

    @property
    def actions(self) -> ActionStore:
        """Actions."""
        ...

    @property
    def decisions(self) -> DecisionStore:
        """Decisions."""
        ...

    @property
    def questions(self) -> QuestionStore:
        """Questions to another side."""
        ...

    @property
    def heads_ups(self) -> HeadsUpStore:
        """Heads-ups."""
        ...

    @property
    def thanks(self) -> ThanksStore:
        """Thanks."""
        ...

    @property
    def suggestions(self) -> SuggestionStore:
        """Suggestions to another side."""
        ...

    @property
    def unsent(self) -> UnsentStore:
        """What people typed and did not send yet."""
        ...

    @property
    def learning(self) -> LearningStore:
        """What people meant, and names that leads are asked about."""
        ...

    @property
    def partners(self) -> PartnerStore:
        """Partner directories."""
        ...

    @property
    def past_work(self) -> PastWorkStore:
        """Which partners are parties of collaborations."""
        ...

    @property
    def pulse(self) -> PulseStore:
        """Rounds of the pulse."""
        ...

    @property
    def retrospectives(self) -> RetrospectiveStore:
        """What was gathered at the ends of phases."""
        ...

    @property
    def agenda(self) -> AgendaStore:
        """Timed work."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """Messages."""
        ...

    @property
    def record(self) -> RecordStore:
        """The record."""
        ...


class TransactionConflictError(Exception):
    """Another transaction was faster. Nothing was kept; the whole work can simply be done again."""


class Storage(Protocol):
    """Opens transactions. A lost race raises `TransactionConflictError` out of the block."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """A writing transaction: commits at the end of the block, rolls back when it raises."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        """A consistent view for reading; writing in it is an error. It never waits for writers."""
        ...
