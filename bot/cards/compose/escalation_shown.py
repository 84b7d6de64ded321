"""An escalation as one reader may know it: names, seats and moments in their words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.cards.card import Moment
from bot.cards.compose.answer_parts import Telling
from bot.cards.compose.came_of import CameOf
from bot.cards.words import escalations as words
from bot.domain.agreement.triggers import LadderStep
from bot.domain.escalation import By
from bot.domain.ladder import Case


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A case as one reader may know it."""

    case: Case
    telling: Telling
    """The agreement it runs by through the reader's eyes, and who holds which seat."""
    names: Mapping[str, str]
    """Names of the people in it, by id."""
    zone: str
    """IANA zone of the reader."""
    came_of: CameOf = field(default_factory=CameOf)
    """Actions and decisions that came of it and exist for the reader."""

    @property
    def label(self) -> str:
        """What people call it, and what it is about."""
        return words.in_line(self.case.escalation.label, self.case.title)

    @property
    def state(self) -> str:
        """How it stands, in a few words."""
        case = self.case
        if not case.escalation.open:
            return words.IS_CLOSED
        held = case.acknowledgement(self.telling.now)
        if held is not None:
            return words.has_it(self.who(held.by))
        return words.waits_for(self.parties(case.reacting))

    def value(self, **more: str) -> dict[str, str]:
        """What a button of it carries."""
        escalation = self.case.escalation
        return {
            "collaboration": escalation.collaboration,
            "escalation": escalation.id,
            "run": str(escalation.run),
            **more,
        }

    def who(self, by: By) -> str:
        """The seat somebody acted for, or their name where it does not exist for the reader."""
        seat = self.telling.view.seat(by.seat)
        return seat.title if seat else self.name(by)

    def name(self, by: By) -> str:
        """Name and seat of somebody; of a seat that is hidden from the reader only the side."""
        seat = self.telling.view.seat(by.seat)
        if by.seat is not None and seat is None:
            return self.telling.agreement.party[by.party].short
        name = self.names.get(by.person, "")
        return f"{name}, {seat.title}" if seat and seat.title != name else name

    def parties(self, keys: Iterable[str]) -> list[str]:
        """What parties are called, in the order of the agreement."""
        wanted = set(keys)
        return [p.short for p in self.telling.agreement.parties if p.key in wanted]

    def seats(self, step: LadderStep) -> list[str]:
        """The seats on a rung that exist for the reader, each with its side."""
        party = self.telling.agreement.party
        seats = self.telling.view.seats_of(step.seats.values())
        return [f"{seat.title} ({party[seat.party].short})" for seat in seats]

    @property
    def looks_back(self) -> bool:
        """Whether the reader may say, and read, what was learnt from it."""
        return not self.case.escalation.restricted or not self.telling.view.hidden_seats

    def moment(self, at: object) -> Moment:
        """A moment on the reader's clock."""
        return Moment(at, self.zone)  # type: ignore[arg-type]  # an Instant
