"""The whole agreement, and finding things in it by key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.domain.agreement.amending import Amending
from bot.domain.agreement.areas import Area, Location
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.conduct import InputWanted, Method, NeverInChatPattern
from bot.domain.agreement.ownership import Ownership
from bot.domain.agreement.parties import Party
from bot.domain.agreement.pulse import Pulse
from bot.domain.agreement.seats import Seat
from bot.domain.agreement.study import Phase, Study, Versions
from bot.domain.agreement.suggesting import Suggesting
from bot.domain.agreement.triggers import Trigger

SCHEMA_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """One version of a working agreement. It is never changed; a new version replaces it."""

    schema_version: int = SCHEMA_VERSION
    """Version of the file format."""
    study: Study
    """What the collaboration is about."""
    agreement: Versions
    """Which version this is."""
    amendments: Amending = field(default_factory=Amending)
    """How long a proposed change waits for an answer."""
    phases: tuple[Phase, ...] = ()
    """Named ranges of days."""
    parties: tuple[Party, ...]
    """The organisations; two or more."""
    methods: tuple[Method, ...]
    """The agreed ways to communicate."""
    ground_rules: tuple[str, ...] = ()
    """How the parties agreed to behave when something goes wrong."""
    never_in_chat: tuple[str, ...] = ()
    """Content that must never be posted in chat."""
    never_in_chat_patterns: tuple[NeverInChatPattern, ...] = ()
    """Numbers and codes that must never be posted in chat, by how they look."""
    input_wanted: tuple[InputWanted, ...] = ()
    """How much input is wanted, per topic."""
    seats: tuple[Seat, ...]
    """The roles on every side."""
    areas: tuple[Area, ...] = ()
    """What somebody owns."""
    locations: tuple[Location, ...] = ()
    """Where shared things live."""
    cadences: tuple[Cadence, ...] = ()
    """The promised updates."""
    triggers: tuple[Trigger, ...] = ()
    """The occurrences that are a reason to consult."""
    pulse: Pulse | None = None
    """The questions about the collaboration itself."""
    ownership: Ownership | None = None
    """How owners are asked whether their areas are still theirs."""
    suggestions: Suggesting | None = None
    """How soon suggestions are answered; without it five business days count."""

    @cached_property
    def party(self) -> Mapping[str, Party]:
        """Parties by key."""
        return {item.key: item for item in self.parties}

    @cached_property
    def seat(self) -> Mapping[str, Seat]:
        """Seats by key."""
        return {item.key: item for item in self.seats}

    @cached_property
    def area(self) -> Mapping[str, Area]:
        """Areas by key."""
        return {item.key: item for item in self.areas}

    @cached_property
    def location(self) -> Mapping[str, Location]:
        """Locations by key."""
        return {item.key: item for item in self.locations}

    @cached_property
    def cadence(self) -> Mapping[str, Cadence]:
        """Cadences by key."""
        return {item.key: item for item in self.cadences}

    @cached_property
    def trigger(self) -> Mapping[str, Trigger]:
        """Triggers by key."""
        return {item.key: item for item in self.triggers}

    @cached_property
    def method(self) -> Mapping[str, Method]:
        """Methods by key."""
        return {item.key: item for item in self.methods}

    @cached_property
    def phase(self) -> Mapping[str, Phase]:
        """Phases by key."""
        return {item.key: item for item in self.phases}

    def party_of(self, seat: str) -> Party:
        """The party a seat belongs to."""
        return self.party[self.seat[seat].party]

    def receiving_parties(self, cadence: Cadence) -> tuple[Party, ...]:
        """The parties that receive an update, without the sender's own, in the file's order."""
        sender = self.party_of(cadence.from_).key
        keys = {self.party_of(seat).key for seat in cadence.to} - {sender}
        return tuple(party for party in self.parties if party.key in keys)
