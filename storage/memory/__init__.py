"""The same ports on dicts, for tests and demonstrations: nothing survives the process."""

from storage.memory.platform_facts import MemoryPlatformFacts
from storage.memory.transaction import MemoryStorage

__all__ = ["MemoryPlatformFacts", "MemoryStorage"]
