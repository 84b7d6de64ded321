"""What the items of an agreement are called in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.cards.words.answers import join
from bot.domain.agreement.document import Agreement


@dataclass(frozen=True)
class Names:
    """Finds the title of an item by its key."""

    agreement: Agreement

    def seat(self, key: str) -> str:
        """`Program manager (Larkspur)`."""
        return f"{self.title(key)} ({self.agreement.party_of(key).short})"

    def seats(self, keys: Iterable[str]) -> str:
        """Several seats with their parties."""
        return join([self.seat(key) for key in keys])

    def title(self, key: str) -> str:
        """`Program manager`."""
        return self.agreement.seat[key].title

    def titles(self, keys: Iterable[str]) -> str:
        """`Program manager and Study monitor`."""
        return join([self.title(key) for key in keys])

    def party(self, key: str) -> str:
        """What people call a party; the key itself for one that is no longer in the agreement."""
        known = self.agreement.party.get(key)
        return known.short if known else key

    def method(self, key: str) -> str:
        """`Shared Slack channel`."""
        return self.agreement.method[key].title

    def phases(self, keys: Iterable[str]) -> str:
        """Titles of phases."""
        return join([self.agreement.phase[key].title for key in keys])

    def area(self, key: str | None) -> str | None:
        """Title of an area."""
        return None if key is None else self.agreement.area[key].title

    def location(self, key: str | None) -> str | None:
        """Title of a location."""
        return None if key is None else self.agreement.location[key].title

    def parties_in(self, zone: str) -> list[str]:
        """The parties whose clock is that of a zone."""
        return [party.short for party in self.agreement.parties if party.zone == zone]
