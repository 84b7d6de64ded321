"""How well an entry of a partner directory fits a need, and why: nothing of it is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.partner_regions import Located, Place
from bot.domain.partners import Accreditation, Partner, Recommendation

#: What a recommendation adds to the share of the need that is met, and of how many at most.
_RECOMMENDED, _MOST_RECOMMENDED = 0.03, 4
#: What updates of past work that were all on time add.
_ON_TIME = 0.08
#: Of fewer updates than this nothing is concluded.
_ENOUGH_UPDATES = 5
#: What it takes away that it may not be where it is wished for.
_PERHAPS_ELSEWHERE = 0.06


class Holds(StrEnum):
    """Whether a partner has an accreditation."""

    YES = "yes"
    EXPIRED = "expired"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What must hold, beside what is done."""

    places: Mapping[str, Place]
    """By the words of the need: one of them is enough."""
    avoided: Mapping[str, Place]
    """Where it must not be."""
    accreditations: tuple[str, ...]
    """All of them."""

    def __bool__(self) -> bool:
        return bool(self.places or self.avoided or self.accreditations)


@dataclass(frozen=True, kw_only=True)
class Held:
    """What is written of one wished accreditation."""

    kind: str
    holds: Holds
    expires: date | None = None
    """The last day written: passed, where it expired."""


@dataclass(frozen=True, kw_only=True)
class Fit:
    """One entry beside a need."""

    partner: Partner
    share: float
    """How much of what is to be done it does, 0 to 1."""
    categories: tuple[str, ...]
    """Keys of the categories of the need that it is in."""
    says: tuple[str, ...]
    """What it says about itself that the need is about, in its own words."""
    located: Located
    regions: tuple[str, ...]
    """Its regions that are wished for, as they are written."""
    held: tuple[Held, ...]
    """The wished accreditations, in the order of the wish."""
    recommendations: tuple[Recommendation, ...]
    """Those that stand."""
    on_time: tuple[int, int] | None = None
    """Updates of past work that came on time, and of how many; none where nothing may be known."""

    @property
    def recommended_by(self) -> int:
        """How many colleagues recommend it; who does so twice is one."""
        return len({each.by.address for each in self.recommendations})

    @property
    def meets(self) -> bool:
        """Whether nothing that must hold is known not to."""
        return self.located is not Located.NO and all(h.holds is Holds.YES for h in self.held)

    @property
    def unmet(self) -> int:
        """How many wishes are not met."""
        return (self.located is Located.NO) + sum(h.holds is not Holds.YES for h in self.held)

    @property
    def worth(self) -> float:
        """What it is ordered by: what it does, then who speaks for it and how past work went."""
        spoken = min(self.recommended_by, _MOST_RECOMMENDED) * _RECOMMENDED
        kept, of = self.on_time or (0, 0)
        past = _ON_TIME * kept / of if of >= _ENOUGH_UPDATES else 0.0
        doubt = _PERHAPS_ELSEWHERE if self.located is Located.MAYBE else 0.0
        return self.share + spoken + past - doubt


def order(fit: Fit) -> tuple[int, float, float, str]:
    """The best first; of equal ones that which was looked at last, then by name."""
    return fit.unmet, -round(fit.worth, 4), -fit.partner.updated_at.timestamp(), fit.partner.key


def held(partner: Partner, kind: str, today: date) -> Held:
    """Whether an accreditation is written in an entry and still holds; the longest counts."""
    found = [each for each in partner.accreditations if each.kind.casefold() == kind.casefold()]
    if not found:
        return Held(kind=kind, holds=Holds.NO)
    best = max(found, key=_until)
    holds = Holds.YES if best.holds_on(today) else Holds.EXPIRED
    return Held(kind=kind, holds=holds, expires=best.expires)


def _until(accreditation: Accreditation) -> date:
    return accreditation.expires or date.max
