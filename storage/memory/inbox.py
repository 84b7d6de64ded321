"""Events already handled."""

from bot.domain.instant import Instant
from storage.memory.state import Work


class MemoryInbox:
    """`bot.engine.storage_ports.Inbox`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def first_time(self, event_id: str, now: Instant) -> bool:
        """Note an event."""
        inbox = self._work.changing.inbox
        if event_id in inbox:
            return False
        inbox[event_id] = now
        return True

    async def forget_before(self, moment: Instant) -> int:
        """Drop old notes."""
        inbox = self._work.changing.inbox
        old = [event_id for event_id, seen in inbox.items() if seen < moment]
        for event_id in old:
            del inbox[event_id]
        return len(old)
