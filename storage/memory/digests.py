"""Weekly digests."""

from bot.engine.digests import Digest
from storage.memory.state import Work


class MemoryDigests:
    """`bot.engine.storage_ports.DigestStore`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def keep(self, digest: Digest) -> None:
        """Insert or replace, by collaboration and moment."""
        self._work.changing.digests[digest.collaboration, digest.at] = digest

    async def latest(self, collaboration: str) -> Digest | None:
        """The newest one."""
        own = [d for d in self._work.state.digests.values() if d.collaboration == collaboration]
        return max(own, key=lambda digest: digest.at, default=None)

    async def want_short(self, collaboration: str, person: str, *, short: bool) -> None:
        """A person wants the five lines, or no longer."""
        readers = self._work.changing.short_digests
        if short:
            readers[collaboration, person] = None
        else:
            readers.pop((collaboration, person), None)

    async def short_readers(self, collaboration: str) -> frozenset[str]:
        """Ids of the people who want the five lines."""
        readers = self._work.state.short_digests
        return frozenset(person for where, person in readers if where == collaboration)
