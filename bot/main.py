"""The composition root: puts storage, platforms, clock and engine together."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Protocol

from aiohttp import web

from adapters.about import AboutPage
from adapters.export_links import ExportLinks
from adapters.exports import ExportPage
from adapters.http import HasRoutes, build_app
from adapters.metrics import Counts
from adapters.partner_files import PartnerFilesPage
from adapters.partner_links import PartnerLinks
from bot.config import Settings
from bot.domain.instant import Instant, instant
from bot.domain.learning import KEPT_FOR
from bot.engine.agreements import AgreementCache
from bot.engine.clock import Clock
from bot.engine.courier import Courier
from bot.engine.directory import DirectoryCache
from bot.engine.dispatch import Dispatcher
from bot.engine.history import version_lines
from bot.engine.partner_desk import member_at
from bot.engine.platform import ChatPlatform, PlatformFacts
from bot.engine.poke import Poke
from bot.engine.response import Dispatch
from bot.engine.storage_ports import Storage
from bot.engine.ticker import Ticker
from bot.engine.watchdog import STALLED_AFTER, Watchdog
from bot.engine.workings import Workings
from schedules.clock import SystemClock
from schedules.metronome import Metronome
from storage.engine import create_engines
from storage.platform_facts import SqlPlatformFacts
from storage.transaction import SqlStorage

_LOG = logging.getLogger(__name__)
_TICK_SECONDS = 1.0
_SWEEP_SECONDS = 3600.0
_WATCH_SECONDS = 60.0
#: Longer than any platform repeats an event (Slack: 24 hours with delayed events).
_INBOX_KEPT = timedelta(days=7)
#: They count for an hour; the rest is for whoever looks into what happened yesterday.
_WRONG_CODES_KEPT = timedelta(days=1)
#: What was typed and not sent within a day is not meant to be sent.
_DRAFTS_KEPT = timedelta(days=1)
#: A message waiting this long means that the process does not do its work; so does an old tick.
_STALE = timedelta(seconds=30)


class Adapter(HasRoutes, Protocol):
    """A platform with a life of its own."""

    @property
    def platform(self) -> ChatPlatform:
        """For what goes out."""
        ...

    async def start(self) -> None:
        """Connect what must be connected."""
        ...

    async def close(self) -> None:
        """Let go of it."""
        ...


@dataclass(kw_only=True)
class Accord:
    """The assembled bot."""

    settings: Settings
    clock: Clock
    storage: Storage
    facts: PlatformFacts
    directory: DirectoryCache
    agreements: AgreementCache
    dispatch: Dispatcher
    exports: ExportPage
    partner_files: PartnerFilesPage
    ticker: Ticker
    courier: Courier
    poke: Poke
    adapters: list[Adapter]
    metronome: Metronome
    watchdog: Watchdog
    counts: Counts
    close_storage: Callable[[], Awaitable[None]]

    async def start(self) -> None:
        """Catch up with whatever fell due, then begin to beat and to listen."""
        for adapter in self.adapters:
            await adapter.start()
        await self.settle()
        self.metronome.every(_TICK_SECONDS, "tick", self._tick)
        self.metronome.every(_TICK_SECONDS, "drain", self._drain)
        self.metronome.every(_SWEEP_SECONDS, "sweep", self._sweep)
        self.metronome.every(_WATCH_SECONDS, "watch", self._watch)
        self.counts.begin()
        self.metronome.start()

    async def close(self) -> None:
        """Stop listening and beating; what is not delivered yet stays in the outbox."""
        self.metronome.stop()
        self.counts.end()
        for adapter in self.adapters:
            await adapter.close()
        await self.dispatch.checker.settled()
        await self.poke.settled()
        await self.close_storage()

    async def settle(self) -> None:
        """Fire everything due and deliver everything deliverable now."""
        while await self.ticker.tick():
            pass
        await self.dispatch.checker.settled()
        await self.poke.settled()
        await self.courier.drain()

    def web_app(self, *extra: HasRoutes) -> web.Application:
        """The HTTP application."""
        return build_app(
            [AboutPage(), self.exports, self.partner_files, *self.adapters, *extra],
            readiness=self.readiness,
            registry=self.counts.registry,
        )

    async def readiness(self) -> Mapping[str, str]:
        """What keeps this process from doing its work."""
        wrong: dict[str, str] = {}
        now = self.clock.now()
        try:
            async with self.storage.reading() as tx:
                oldest = await tx.outbox.oldest_waiting(now)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is not ready
            _LOG.exception("The database does not answer", extra={"action": "ready.database"})
            return {"database": f"It does not answer: {type(error).__name__}."}
        if oldest is not None and now - oldest > _STALE:
            wrong["queue"] = f"The oldest message has been waiting since {oldest.isoformat()}."
        last = self.metronome.last("tick")
        if last is None or now - last > STALLED_AFTER:
            wrong["scheduler"] = "The last tick is too long ago."
        overdue = len(self.watchdog.standing_still)
        if overdue:
            wrong["ladders"] = f"Steps of ladders that are overdue: {overdue}. See the log."
        return wrong

    async def _sweep(self) -> None:
        now = self.clock.now()
        async with self.storage.transaction() as tx:
            await tx.inbox.forget_before(instant(now - _INBOX_KEPT))
            await tx.joining.forget_failures_before(instant(now - _WRONG_CODES_KEPT))
            await tx.unsent.forget_before(instant(now - _DRAFTS_KEPT))
            await tx.learning.forget_before(instant(now - KEPT_FOR))

    async def _watch(self) -> None:
        await self.watchdog.watch(self.metronome.last("tick"))
        self.counts.overdue.set(len(self.watchdog.standing_still))

    async def _tick(self) -> None:
        self.counts.fired.inc(await self.ticker.tick())

    async def _drain(self) -> None:
        self.counts.attempts.inc(await self.courier.drain())


def assemble(
    settings: Settings,
    *,
    clock: Clock | None = None,
    storage: Storage | None = None,
    facts: PlatformFacts | None = None,
    platforms: tuple[ChatPlatform, ...] = (),
) -> Accord:
    """Put the bot together. Nothing is connected and nothing runs until `start`.

    Each argument replaces the part of the same name; `platforms` are added to those of the
    configured adapters.
    """
    clock = clock or SystemClock()
    engines = create_engines(settings.storage)
    storage = storage or SqlStorage(engines, settings.secret_keys)
    facts = facts or SqlPlatformFacts(engines, settings.secret_keys)
    counts = Counts()
    directory, agreements = DirectoryCache(), AgreementCache()
    reach: dict[str, ChatPlatform] = {platform.name: platform for platform in platforms}
    courier = Courier(storage=storage, platforms=reach, clock=clock)
    poke = Poke(courier.drain)
    links = ExportLinks(settings.public_url, settings.secret_keys, clock)
    partner_links = PartnerLinks(settings.public_url, settings.secret_keys, clock)
    workings = Workings(
        storage=storage,
        clock=clock,
        directory=directory,
        agreements=agreements,
        platforms=reach,
        links=links,
        partner_links=partner_links,
        poke=poke,
    )
    dispatch = Dispatcher(workings)
    adapters = _adapters(settings, counts.counted(dispatch), facts, clock)
    reach.update({adapter.platform.name: adapter.platform for adapter in adapters})
    return Accord(
        settings=settings,
        clock=clock,
        storage=storage,
        facts=facts,
        directory=directory,
        agreements=agreements,
        dispatch=dispatch,
        exports=ExportPage(
            links,
            storage,
            clock=clock,
            directory=directory,
            agreements=agreements,
            version_lines=version_lines,
        ),
        partner_files=PartnerFilesPage(partner_links, storage, clock, partial(member_at, reach)),
        ticker=Ticker(workings),
        courier=courier,
        poke=poke,
        adapters=adapters,
        metronome=Metronome(clock),
        watchdog=Watchdog(storage, clock),
        counts=counts,
        close_storage=engines.close,
    )


class MovableClock(Clock, Protocol):
    """A clock that can be moved ahead."""

    def set(self, moment: Instant) -> None:
        """Move ahead to a moment."""
        ...


async def advance_to(accord: Accord, clock: MovableClock, moment: Instant) -> None:
    """Move a clock ahead the way time passes: stopping at each moment something falls due.

    A jump would be a downtime, after which reminders make way for what came later.
    """
    while True:
        await accord.settle()
        due = await _next_due(accord)
        if due is None or due > moment:
            break
        _move_ahead(clock, due)
    _move_ahead(clock, moment)
    await accord.settle()


def _move_ahead(clock: MovableClock, moment: Instant) -> None:
    # A running clock may have passed the moment while it was looked at; then it is there already.
    with suppress(ValueError):
        clock.set(moment)


async def _next_due(accord: Accord) -> Instant | None:
    """When the next row falls due; one that is due already waits for its turn after a failure."""
    now = accord.clock.now()
    async with accord.storage.reading() as tx:
        directory = await accord.directory.current(tx)
        pending = [await tx.agenda.pending(id_) for id_ in directory.collaborations]
    return min((row.due for rows in pending for row in rows if row.due > now), default=None)


def _adapters(
    settings: Settings, dispatch: Dispatch, facts: PlatformFacts, clock: Clock
) -> list[Adapter]:
    """The adapters of the configured platforms.

    They are imported here, not above: each SDK costs a third of a second and tens of megabytes,
    and a process that does not use it should not pay for it.
    """
    adapters: list[Adapter] = []
    if settings.slack is not None:
        from adapters.slack.app import SlackAdapter  # noqa: PLC0415 - see above

        adapters.append(SlackAdapter(settings.slack, dispatch, facts, clock))
    if settings.teams is not None:
        from adapters.teams.app import TeamsAdapter  # noqa: PLC0415 - see above

        adapters.append(TeamsAdapter(settings.teams, dispatch, facts, clock))
    return adapters
