"""Agreement versions in memory. A version never changes, so it is loaded once."""

from bot.cards.compose.checkins import Promise
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckIn
from bot.domain.stands_since import StandsSince, stands_since
from bot.engine.storage_ports import Transaction


class AgreementCache:
    """Loaded versions by collaboration and number."""

    def __init__(self) -> None:
        self._loaded: dict[tuple[str, int], Agreement] = {}
        self._since: dict[tuple[str, int], StandsSince] = {}

    def loaded(self, collaboration: str, version: int) -> Agreement | None:
        """A version, if it was loaded before."""
        return self._loaded.get((collaboration, version))

    async def get(self, tx: Transaction, collaboration: str, version: int) -> Agreement:
        """A version.

        Raises:
            LookupError: there is none.
        """
        found = self.loaded(collaboration, version)
        if found is None:
            found = await tx.agreements.get(collaboration, version)
            self._loaded[collaboration, version] = found
        return found

    def known_since(self, collaboration: str, version: int) -> StandsSince | None:
        """Since when the things in a version stand so, if that was looked at before."""
        return self._since.get((collaboration, version))

    async def since(self, tx: Transaction, collaboration: str, version: int) -> StandsSince:
        """Since when the things in a version stand so."""
        found = self.known_since(collaboration, version)
        if found is None:
            found = stands_since(await tx.amendments.all(collaboration), version)
            self._since[collaboration, version] = found
        return found


async def promised(tx: Transaction, checkin: CheckIn, agreements: AgreementCache) -> Promise:
    """A check-in with the agreement version it was opened under."""
    agreement = await agreements.get(tx, checkin.collaboration, checkin.version)
    return Promise(agreement=agreement, checkin=checkin)
