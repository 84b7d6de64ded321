"""What somebody answers for: an area, or a place where shared things live."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.agreement.areas import Area, Location
from bot.domain.agreement.document import Agreement

_PLACE = "location/"


@dataclass(frozen=True, kw_only=True)
class Owned:
    """One such thing. Its owner says, round by round, whether it is still theirs."""

    thing: Area | Location

    @property
    def is_place(self) -> bool:
        """Whether it is a location."""
        return isinstance(self.thing, Location)

    @property
    def key(self) -> str:
        """The key of an area; that of a location with a mark before it, as both may be the same."""
        return f"{_PLACE}{self.thing.key}" if self.is_place else self.thing.key

    @property
    def title(self) -> str:
        """What it is called."""
        return self.thing.title

    @property
    def accountable(self) -> str:
        """Key of the seat that answers for it, or looks after it."""
        return self.thing.owner if isinstance(self.thing, Location) else self.thing.accountable

    @property
    def path(self) -> str:
        """The address of a location; empty for an area."""
        return self.thing.path if isinstance(self.thing, Location) else ""

    @property
    def part(self) -> dict[str, str]:
        """Where it stands in the agreement, as buttons carry it."""
        section = "locations" if self.is_place else "areas"
        return {"section": section, "item": self.thing.key}


def is_place(key: str) -> bool:
    """Whether a key is that of a location."""
    return key.startswith(_PLACE)


def owned_things(agreement: Agreement) -> Mapping[str, Owned]:
    """All of an agreement by key, in its order; restricted places, which few may know of, are not.

    A gap is for a lead and shows in `status`, so that it would tell of a restricted place.
    """
    found = [Owned(thing=area) for area in agreement.areas]
    found += [Owned(thing=place) for place in agreement.locations if not place.restricted]
    return {each.key: each for each in found}
