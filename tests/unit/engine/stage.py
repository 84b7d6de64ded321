"""The assembled bot on memory storage, with the terminal's platform to receive messages."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.console.platform import ConsolePlatform, Shown
from bot.agreement_file.bindings import Bindings
from bot.agreement_file.check import read_bindings
from bot.cards.form import Form
from bot.cards.plain import card_text
from bot.config import Settings
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant, instant
from bot.domain.people import Collaboration
from bot.engine.importing import import_agreement
from bot.engine.inbound import Origin, Pressed, Submitted, Typed
from bot.engine.record import Recorded
from bot.engine.response import Response
from bot.engine.storage_ports import Storage
from bot.main import Accord, advance_to, assemble
from schedules.clock import StandingClock
from storage.memory import MemoryPlatformFacts, MemoryStorage
from tests.unit.engine.examples import bindings_to, example

EXAMPLES = Path(__file__).parents[3] / "examples"
KOLKATA = ZoneInfo("Asia/Kolkata")
BEGIN = instant(datetime(2026, 12, 4, 16, 55, tzinfo=KOLKATA))
SPONSOR_ROOM = Address("console", "larkspur", "room")
CRO_ROOM = Address("console", "deccan", "room")


def seat_address(seat: str, party: str = "deccan") -> Address:
    """Where the holder of a seat is in the demonstration's bindings."""
    return Address("console", party, seat)


PM = seat_address("cro_pm")
SPONSOR_PM = seat_address("program_manager", "larkspur")


@dataclass(kw_only=True)
class Stage:
    """What a test of the engine touches."""

    accord: Accord
    clock: StandingClock
    platform: ConsolePlatform
    collaboration: Collaboration
    agreement: Agreement
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def origin(
        self,
        actor: Address,
        room: Address | None = None,
        *,
        event_id: str | None = None,
        immediate: bool = False,
    ) -> Origin:
        """Where something happens: a room, or the person's own chat."""
        return Origin(
            event_id=event_id or f"event-{next(self._numbers)}",
            actor=actor,
            conversation=room or actor,
            personal=room is None,
            immediate=immediate,
            can_open_form=True,
        )

    async def say(
        self, actor: Address, text: str, room: Address | None = None, **origin: object
    ) -> Response:
        """Somebody types something."""
        where = self.origin(actor, room, **origin)  # type: ignore[arg-type]  # passed on
        response = await self.accord.dispatch(Typed(origin=where, text=text))
        await self.accord.settle()
        return response

    async def press(
        self, actor: Address, shown: Shown, label: str, room: Address | None = None
    ) -> Response:
        """Somebody presses a button of a message."""
        button = next(b for b in shown.card.buttons if b.label == label)
        event = Pressed(origin=self.origin(actor, room), action=button.action, value=button.value)
        response = await self.accord.dispatch(event)
        await self.accord.settle()
        return response

    async def send(self, actor: Address, form: Form, **values: str) -> Response:
        """Somebody sends a form."""
        event = Submitted(
            origin=self.origin(actor), action=form.action, values=values, context=form.context
        )
        response = await self.accord.dispatch(event)
        await self.accord.settle()
        return response

    async def until(self, wall: str) -> None:
        """Let time pass until a wall time in Hyderabad."""
        moment = instant(datetime.fromisoformat(wall).replace(tzinfo=KOLKATA))
        await advance_to(self.accord, self.clock, moment)

    def received(self, by: Address) -> list[Shown]:
        """What a room or person can read now."""
        return self.platform.received(by)

    def last_text(self, by: Address) -> str:
        """The newest message a room or person can read."""
        return card_text(self.received(by)[-1].card)

    async def record(self) -> Sequence[Recorded]:
        """Everything on record."""
        async with self.accord.storage.reading() as tx:
            return await tx.record.entries(self.collaboration.id)

    async def kinds(self) -> list[str]:
        """What kind of thing happened, in order."""
        return [recorded.entry.kind for recorded in await self.record()]


async def a_stage(
    agreement_file: str = "01_rat_tox_in_vivo.yaml",
    bindings_file: str = "01_demo_bindings.yaml",
    *,
    begin: Instant = BEGIN,
) -> Stage:
    """The stage with an example in force."""
    name = agreement_file.removesuffix(".yaml")
    bound = bindings_to(name, (EXAMPLES / bindings_file).read_text(encoding="utf-8"))
    return await a_stage_for(example(name), bound, begin=begin)


async def a_stage_for(
    agreement: Agreement,
    bindings: Bindings | str,
    *,
    begin: Instant,
    storage: Storage | None = None,
    clock: StandingClock | None = None,
    platform: ConsolePlatform | None = None,
    secret_keys: tuple[str, ...] = (),
) -> Stage:
    """The stage with any agreement in force; on a storage that is in use, after a restart.

    Without a secret key nothing is asked that has to be locked away: no pulse.
    """
    clock, platform = clock or StandingClock(begin), platform or ConsolePlatform()
    accord = assemble(
        Settings(),
        clock=clock,
        storage=storage or MemoryStorage(secret_keys),
        facts=MemoryPlatformFacts(),
        platforms=(platform,),
    )
    bound = read_bindings(bindings, agreement) if isinstance(bindings, str) else bindings
    async with accord.storage.transaction() as tx:
        done = await import_agreement(tx, agreement, bound, clock.now())
    await accord.settle()
    return Stage(
        accord=accord,
        clock=clock,
        platform=platform,
        collaboration=done.collaboration,
        agreement=agreement,
    )


def said(**changes: str) -> dict[str, str]:
    """The values of a weekly status that can be sent."""
    items = {f"item_{number}": f"text {number}" for number in range(5)}
    return {"health": "on_track", **items, "help": "", **changes}
