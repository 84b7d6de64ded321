"""What handling an event and firing a row both work with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.engine.agreements import AgreementCache
from bot.engine.clock import Clock
from bot.engine.directory import DirectoryCache
from bot.engine.platform import ChatPlatform, MakesLinks, MakesPartnerLinks
from bot.engine.storage_ports import Storage


@dataclass(frozen=True, kw_only=True)
class Workings:
    """Storage, time, and what is kept in memory of both."""

    storage: Storage
    clock: Clock
    directory: DirectoryCache
    agreements: AgreementCache
    platforms: Mapping[str, ChatPlatform]
    """By the platform part of their addresses."""
    links: MakesLinks
    """For taking a copy of an agreement."""
    partner_links: MakesPartnerLinks
    """For files of a partner directory."""
    poke: Callable[[], None]
    """Called after a commit that may have put something into the outbox; must not block."""
