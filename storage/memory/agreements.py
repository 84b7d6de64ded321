"""Agreement versions."""

from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.domain.instant import Instant
from storage.memory.state import Work
from storage.wording import version_taken


class MemoryAgreements:
    """`bot.engine.storage_ports.AgreementStore`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(self, collaboration: str, agreement: Agreement, at: Instant) -> None:
        """Keep a version; keeping an equal one again changes nothing."""
        del at  # nobody asks for it; the record has it too
        version = agreement.agreement.version
        kept = self._work.changing.agreements.setdefault((collaboration, version), agreement)
        if kept != agreement:
            raise Refused(version_taken(version))

    async def get(self, collaboration: str, version: int) -> Agreement:
        """A whole version."""
        try:
            return self._work.state.agreements[collaboration, version]
        except KeyError:
            raise LookupError(f"{collaboration} has no agreement version {version}") from None
