"""The year as Accord lives through it: one process after another, one storage, one platform."""

import itertools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from adapters.console.platform import ConsolePlatform, Shown
from bot.agreement_file.check import read_bindings
from bot.cards.compose.checkins import EXCUSE, NO_CHANGE, SETTINGS, SNOOZE, UPDATE
from bot.cards.compose.general import ASK_IN
from bot.cards.compose.manners import AWAY_CONFIRM
from bot.cards.compose.parts import EDIT_PART
from bot.cards.compose.proposals import ACCEPT, SEND
from bot.cards.form import ChoiceInput, DateInput, Form, NumberInput
from bot.config import Settings
from bot.domain.address import Address
from bot.domain.amendment import Amendment
from bot.domain.instant import instant
from bot.engine.importing import import_agreement
from bot.engine.inbound import Origin, Pressed, Submitted, Typed
from bot.engine.parts import pack
from bot.engine.platform import Outgoing
from bot.engine.response import Response
from bot.main import Accord, assemble
from schedules.clock import StandingClock
from storage.memory import MemoryPlatformFacts, MemoryStorage
from tests.year.calculation import Act, Deed
from tests.year.promises import Promise, writer
from tests.year.readers import Away, Wishes
from tests.year.script import Amending, Saying, Script, receiver
from tests.year.world import BEGIN, END, RAT, TRIAL, agreed, bindings, holder, side_of

_AGAIN = "Done once more"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Something that came up, or changed, in front of somebody."""

    at: datetime
    message: str
    """Id of the message."""
    to: Address
    shown: Shown
    is_new: bool


class WatchedPlatform(ConsolePlatform):
    """The terminal, with the moment of everything it shows."""

    def __init__(self, clock: StandingClock) -> None:
        super().__init__()
        self.clock = clock
        self.seen: list[Seen] = []

    async def post(self, message: Outgoing) -> str:
        ref = await super().post(message)
        self._note(ref, message, is_new=True)
        return ref

    async def update(self, native_ref: str, message: Outgoing) -> None:
        await super().update(native_ref, message)
        self._note(native_ref, message, is_new=False)

    def _note(self, ref: str, message: Outgoing, *, is_new: bool) -> None:
        shown = self.messages[ref]
        now = self.clock.now()
        self.seen.append(Seen(at=now, message=ref, to=message.to, shown=shown, is_new=is_new))


@dataclass(kw_only=True)
class Life:
    """Accord, and everybody who uses it."""

    script: Script
    clock: StandingClock = field(default_factory=lambda: StandingClock(instant(BEGIN)))
    storage: MemoryStorage = field(default_factory=MemoryStorage)
    ids: dict[str, str] = field(default_factory=dict)
    """The bot's id of each collaboration."""
    surprises: list[str] = field(default_factory=list)
    """What people were refused that they should have been able to do."""
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.platform = WatchedPlatform(self.clock)
        self.accord = self.started()

    def started(self) -> Accord:
        """A new process on what is stored."""
        return assemble(
            Settings(),
            clock=self.clock,
            storage=self.storage,
            facts=MemoryPlatformFacts(),
            platforms=(self.platform,),
        )

    async def live(self) -> None:
        """From the first day to the last."""
        for study in (RAT, TRIAL):
            agreement = agreed(study)
            bound = read_bindings(bindings(study, agreement).encode(), agreement)
            async with self.storage.transaction() as tx:
                done = await import_agreement(tx, agreement, bound, self.clock.now())
            self.ids[study] = done.collaboration.id
        for at, _, happens in sorted(self._plan(), key=lambda each: each[:2]):
            if at < END:
                await self._pass_until(at)
                await happens()
        await self._pass_until(END)

    # ---- time

    async def _pass_until(self, moment: datetime) -> None:
        """Stop wherever something falls due or a message may go out."""
        await self.accord.settle()
        while (due := self._next_due()) is not None and due <= moment:
            self.clock.set(instant(due))
            await self.accord.settle()
        if moment > self.clock.now():
            self.clock.set(instant(moment))

    def _next_due(self) -> datetime | None:
        now, state = self.clock.now(), self.storage._state
        moments = [row.run_at for row in state.agenda.values() if row.done_at is None]
        moments += [message.claimable_at or now for message in state.outbox.values()]
        return min((moment for moment in moments if moment > now), default=None)

    async def _sleep(self, end: datetime) -> None:
        """Nothing runs until then; and then another process does."""
        self.clock.set(instant(end))
        await self._restart()

    async def _restart(self) -> None:
        self.accord = self.started()
        await self.accord.settle()

    # ---- what happens

    def _plan(self) -> "list[tuple[datetime, int, Callable[[], Awaitable[None]]]]":
        script, year = self.script, self.script.year
        plan: list[tuple[datetime, Callable[[], Awaitable[None]]]] = []
        plan += [(begin, partial(self._sleep, end)) for begin, end in year.downs]
        plan += [(at, self._restart) for at in script.restarts]
        for study, states in year.states.items():
            plan += [(at, partial(self._turn, study, state)) for at, state in states[1:]]
        plan += [(each.at, partial(self._amend, each)) for each in script.amendings]
        for away in (each for each in year.people.aways if each.study == each.said_in):
            plan.append((away.said, partial(self._go_away, away)))
            if away.ended:
                plan.append((away.ended, partial(self._come_back, away)))
        for who, changes in year.people.wishes.items():
            plan += [(at, partial(self._wish, who, wishes)) for at, wishes in changes]
        plan += [(each.at, partial(self._say_done, each)) for each in script.sayings]
        for promise in script.promises:
            acts = year.acts_on(promise)
            plan += [(act.at, partial(self._do, promise, act)) for act in acts]
        return [(at, number, happens) for number, (at, happens) in enumerate(plan)]

    async def _turn(self, study: str, state: str) -> None:
        side = side_of(study, "sponsor")
        word = {"paused": "pause", "active": "resume", "closed": "close"}[state]
        lead = holder(study, agreed(study), side.lead)
        await self._type(lead, word, side.room)

    async def _amend(self, amending: Amending) -> None:
        study, id_ = amending.study, self.ids[amending.study]
        lead = holder(study, agreed(study), side_of(study, amending.party).lead)
        here = {"collaboration": id_}
        form = self._form(
            await self._press(lead, EDIT_PART, {**here, "path": pack(amending.path)}), amending
        )
        await self._send(lead, form, amending.answers)
        if amending.own:
            return
        named = {**here, "amendment": (await self._open_one(id_)).id}
        form = self._form(await self._press(lead, SEND, named), amending)
        await self._send(lead, form, {"reason": "We need it"})
        (other,) = {"sponsor", "cro"} - {amending.party}
        accepts = holder(study, agreed(study), side_of(study, other).lead)
        await self._press(accepts, ACCEPT, {**named, "text": (await self._open_one(id_)).text})

    async def _open_one(self, collaboration: str) -> Amendment:
        async with self.storage.reading() as tx:
            (found,) = await tx.amendments.open(collaboration)
        return found

    async def _go_away(self, away: Away) -> None:
        cover = f" cover {away.cover.local}" if away.cover else ""
        text = f"away {away.first} to {away.last}{cover}"
        await self._ask_in(away.who, away.study, text)
        button = self._newest_button(away.who, AWAY_CONFIRM)
        await self._press(away.who, AWAY_CONFIRM, button)

    async def _come_back(self, away: Away) -> None:
        await self._ask_in(away.who, away.study, "away end")

    async def _wish(self, who: Address, wishes: Wishes) -> None:
        study = next(s for s in (RAT, TRIAL) if who in _people(s))
        response = await self._press(who, SETTINGS, {"collaboration": self.ids[study]})
        start, end = wishes.quiet or (None, None)
        values = {
            "quiet_from": f"{start:%H:%M}" if start else "",
            "quiet_to": f"{end:%H:%M}" if end else "",
            "lead": str(int(wishes.lead.total_seconds()) // 60),
            "budget": str(wishes.budget),
        }
        await self._send(who, self._form(response, who), values)

    async def _say_done(self, saying: Saying) -> None:
        agreement = agreed(saying.study)
        who = holder(saying.study, agreement, agreement.area[saying.area].accountable)
        await self._ask_in(who, saying.study, f"done {agreement.area[saying.area].title}")
        answer = self.platform.received(who)[-1].card
        again = [button for button in answer.buttons if button.label == _AGAIN]
        if again:
            await self._press(who, again[0].action, again[0].value)

    async def _do(self, promise: Promise, act: Act) -> None:
        year = self.script.year
        agreement = year.agreed[promise.study].at(act.at)
        value = {"checkin": f"{self.ids[promise.study]}/{promise.name}"}
        seat = writer(agreement.cadence[promise.cadence])
        who = year.people.reading(promise.study, seat, act.at).who
        match act.deed:
            case Deed.ANSWER:
                response = await self._press(who, UPDATE, value)
                await self._send(who, self._form(response, (promise, act)), {})
            case Deed.NO_CHANGE:
                response = await self._press(who, NO_CHANGE, value)
                if response.form is not None:
                    await self._send(who, response.form, {})
            case Deed.SNOOZE:
                response = await self._press(who, SNOOZE, value)
                form = self._form(response, (promise, act))
                await self._send(who, form, {"for": act.choice})
            case Deed.EXCUSE:
                receives = receiver(year, promise, act.at)
                assert receives is not None
                response = await self._press(receives, EXCUSE, value)
                form = self._form(response, (promise, act))
                await self._send(receives, form, {"text": "A visit is on"})

    # ---- chat

    def _form(self, response: Response, why: object) -> Form:
        if response.form is not None:
            return response.form
        said = response.card.title if response.card else self.platform.news[-1].card
        raise AssertionError(f"{self.clock.now()} no form for {why}: {said}")

    async def _ask_in(self, who: Address, study: str, text: str) -> Response:
        return await self._press(who, ASK_IN, {"collaboration": self.ids[study], "text": text})

    async def _type(self, who: Address, text: str, room: Address) -> Response:
        origin = self._origin(who, room)
        return await self._happen(Typed(origin=origin, text=text))

    async def _press(self, who: Address, action: str, value: Mapping[str, str]) -> Response:
        return await self._happen(Pressed(origin=self._origin(who), action=action, value=value))

    async def _send(self, who: Address, form: Form, answers: Mapping[str, str]) -> None:
        values = {each.key: each.value or self._made_up(each) for each in form.inputs}
        event = Submitted(
            origin=self._origin(who),
            action=form.action,
            values={**values, **answers},
            context=form.context,
        )
        response = await self._happen(event)
        assert not response.errors, (response.errors, values, answers)

    def _made_up(self, asked: object) -> str:
        match asked:
            case _ if not getattr(asked, "required", True):
                return ""
            case ChoiceInput(options=options):
                return options[0].value
            case NumberInput():
                return "7"
            case DateInput():
                return "2027-03-03"
            case _:
                return f"text {next(self._numbers)}"

    async def _happen(self, event: Typed | Pressed | Submitted) -> Response:
        response = await self.accord.dispatch(event)
        await self.accord.settle()
        return response

    def _origin(self, who: Address, room: Address | None = None) -> Origin:
        return Origin(
            event_id=f"event-{next(self._numbers)}",
            actor=who,
            conversation=room or who,
            personal=room is None,
            can_open_form=True,
        )

    def _newest_button(self, who: Address, action: str) -> Mapping[str, str]:
        buttons = [b for shown in self.platform.received(who) for b in shown.card.buttons]
        found = [button.value for button in buttons if button.action == action]
        assert found, (who, self.clock.now(), self.platform.received(who)[-1].card)
        return found[-1]


def _people(study: str) -> set[Address]:
    agreement = agreed(study)
    return {holder(study, agreement, seat.key) for seat in agreement.seats}
