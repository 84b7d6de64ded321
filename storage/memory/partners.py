"""Partner directories."""

from collections.abc import Iterable, Sequence

from bot.domain.address import Address
from bot.domain.partners import Partner, PartnerChange, Recommendation
from storage.errors import StorageConflict
from storage.memory.state import Work
from storage.wording import of_another_organisation


class MemoryPartners:
    """`bot.engine.partner_store.PartnerStore`. With one writer, what it reads is locked."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def one_by_one(self, organisation: Address) -> None:
        """Nothing to wait for: there is one writer."""

    async def all(self, organisation: Address) -> Sequence[Partner]:
        """All entries by name, removed ones too."""
        known = self._work.state.partners.items()
        found = [each for (owner, _), each in known if owner == organisation]
        return sorted(found, key=lambda each: (each.key, each.id))

    async def get(self, organisation: Address, id_: str) -> Partner | None:
        """One entry."""
        return self._work.state.partners.get((organisation, id_))

    async def save(self, organisation: Address, *partners: Partner) -> None:
        """Insert or replace, by organisation and id."""
        _refuse_others(organisation, partners)
        kept = self._work.changing.partners
        taken = {each.key: id_ for (owner, id_), each in kept.items() if owner == organisation}
        for partner in partners:
            if taken.setdefault(partner.key, partner.id) != partner.id:
                raise StorageConflict("Somebody else added this name meanwhile.")
            kept[organisation, partner.id] = partner

    async def recommendations(self, organisation: Address) -> Sequence[Recommendation]:
        """All of the directory, the oldest first, those taken back too."""
        known = self._work.state.partner_recommendations.items()
        found = [each for (owner, _), each in known if owner == organisation]
        return sorted(found, key=lambda each: (each.at, each.id))

    async def recommendation(self, organisation: Address, id_: str) -> Recommendation | None:
        """One."""
        return self._work.state.partner_recommendations.get((organisation, id_))

    async def recommend(self, organisation: Address, recommendation: Recommendation) -> None:
        """Insert or replace, by organisation and id."""
        _refuse_others(organisation, (recommendation,))
        key = organisation, recommendation.id
        self._work.changing.partner_recommendations[key] = recommendation

    async def note(self, organisation: Address, *changes: PartnerChange) -> None:
        """Add to the history."""
        _refuse_others(organisation, changes)
        for change in changes:
            self._work.changing.partner_changes.setdefault((organisation, change.id), change)

    async def history(self, organisation: Address, partner: str) -> Sequence[PartnerChange]:
        """What happened to one entry, the oldest first."""
        known = self._work.state.partner_changes.items()
        found = [
            each for (owner, _), each in known if owner == organisation and each.partner == partner
        ]
        return sorted(found, key=lambda each: (each.at, each.id))


def _refuse_others(
    organisation: Address, things: Iterable[Partner | Recommendation | PartnerChange]
) -> None:
    if any(thing.organisation != organisation for thing in things):
        raise ValueError(of_another_organisation(organisation))
