"""Half a year in which people of both sides do what they owe each other, or not, drawn from a seed.

It is lived through the real engine and its clock. What was done is read from the record alone.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.cards.compose import actions as action_cards
from bot.cards.compose import checkins, decisions, escalations, questions, seats, suggestions
from bot.cards.form import ChoiceInput, DateInput, Form, NumberInput
from bot.domain.address import Address
from bot.domain.escalation import Escalation
from bot.domain.instant import instant
from bot.domain.joining import GoneBecause
from bot.domain.people import Collaboration, Person
from bot.engine.directory import Directory
from bot.engine.gaps import GapEnd, close_gaps, open_gaps
from bot.engine.inbound import Pressed
from bot.engine.moments import written
from bot.engine.people_choice import token
from bot.engine.record import exported
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.main import advance_to
from tests.unit.engine.escalating import filled, rat
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage, a_stage

BEGIN = datetime(2026, 12, 1, 4, tzinfo=UTC)
END = datetime(2027, 5, 20, 9, tzinfo=UTC)
PAUSED = datetime(2027, 2, 8, 6, 30, tzinfo=UTC), datetime(2027, 2, 16, 10, tzinfo=UTC)
#: What is asked of whom, and by whom: one on the clock of California, one on that of Hyderabad.
ASKED = (
    (SPONSOR_PM, "ask study pathologist"),
    (SPONSOR_PM, "ask study director"),
    (rat("study_monitor"), "ask client project manager"),
    (PM, "ask study monitor"),
    (PM, "ask program manager"),
    (rat("study_director"), "ask study monitor"),
)
#: Seats that change hands, and people who may come to sit in them.
HANDED_ON = {
    "study_pathologist": ("study_pathologist", "site_head", "lab_services_head"),
    "bioanalysis_pi": ("bioanalysis_pi", "lab_services_head"),
    "dmpk_lead": ("dmpk_lead", "cmc_lead"),
}
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_CALIFORNIA = ZoneInfo("America/Los_Angeles")


@dataclass(kw_only=True)
class Life:
    """One half year."""

    stage: Stage
    dice: Random
    lines: Sequence[str] = ()
    """The record as it is exported at the end, one JSON object a line."""
    cards: Mapping[Address, str] = field(default_factory=dict)

    async def live(self, events: int) -> None:
        """So many things happen, and two pauses in between."""
        spread = (END - BEGIN) / _HOUR * 60
        moments = sorted(
            BEGIN + timedelta(minutes=self.dice.randrange(60, int(spread))) for _ in range(events)
        )
        pause, resume = PAUSED
        happens: list[tuple[datetime, Callable[[], Awaitable[None]]]] = [
            (at, self._something) for at in moments if not pause <= at <= resume
        ]
        days = [BEGIN + day * _DAY for day in range((END - BEGIN).days)]
        happens += [
            (at, what)
            for day in days
            for what in (self._send, *([self._answer] if self.dice.random() < 0.3 else []))
            for at in [day + timedelta(minutes=self.dice.randrange(24 * 60))]
            if not pause <= at <= resume
        ]
        happens += [(pause, self._pause), (resume, self._resume)]
        for at, what in sorted(happens, key=lambda each: each[0]):
            await self._until(at)
            await what()
        await self._until(END)
        self.lines = exported(await self.stage.record()).splitlines()

    async def _something(self) -> None:
        """What is likely, more often than what is rare."""
        rare = (
            self._suggest,
            self._suggest,
            self._answer_idea,
            self._answer_idea,
            self._seat,
            self._gone,
            self._act,
            self._rule,
            self._raise,
            self._take_back,
        )
        often = (self._ask, self._ask, self._answer, self._answer, self._answer)
        also = (self._acknowledge, self._end_action, self._settle, self._back, self._resolve)
        await self.dice.choice((*rare, *often, *also))()

    # ---- questions

    async def _ask(self) -> None:
        who, words = self.dice.choice(ASKED)
        await self.stage.say(who, f"{words}: is point {self.dice.randrange(10**9)} right?")

    async def _answer(self) -> None:
        async with self.stage.accord.storage.reading() as tx:
            found = await tx.questions.unfinished(self.stage.collaboration.id)
        if not found:
            return
        # What waits longest may be forgotten; what came last is mostly dealt with.
        one = self.dice.choice((found[-1], found[-1], *found))
        about = {"question": one.id}
        if one.asked_back:
            person = (await self._directory()).person(one.person)
            await self._form(person.addresses[0], questions.FURTHER, about, text="The second")
            return
        who = await self._holder(one.turn.seat)
        if who is None:
            return
        throw = self.dice.random()
        if throw < 0.7:
            await self._form(who, questions.ANSWER, about, text="Yes, from Monday on")
        elif throw < 0.85:
            await self._form(who, questions.BACK, about, text="Which of the two?")
        else:
            await self._form(who, questions.HAND_OVER, about, text="Not with me")

    async def _take_back(self) -> None:
        async with self.stage.accord.storage.reading() as tx:
            found = await tx.questions.unfinished(self.stage.collaboration.id)
        if found and self.dice.random() < 0.3:
            one = self.dice.choice(found)
            person = (await self._directory()).person(one.person)
            await self._press(person.addresses[0], questions.WITHDRAW, {"question": one.id})

    # ---- suggestions

    async def _suggest(self) -> None:
        who, words = self.dice.choice(ASKED)
        seat = words.removeprefix("ask ")
        await self.stage.say(who, f"suggest {seat}: use list {self.dice.randrange(10**9)} instead")

    async def _answer_idea(self) -> None:
        async with self.stage.accord.storage.reading() as tx:
            found = await tx.suggestions.all(self.stage.collaboration.id)
        if not found:
            return
        one = self.dice.choice((found[-1], *found))
        about, throw = {"suggestion": one.id}, self.dice.random()
        if throw < 0.1:
            maker = (await self._directory()).person(one.person)
            await self._press(maker.addresses[0], suggestions.WITHDRAW, about)
            return
        who = await self._holder(one.turn.seat)
        if who is None:
            return
        if throw < 0.25:
            await self._form(who, suggestions.HAND_OVER, about, text="Not with me")
        elif throw < 0.5:
            day = (self.stage.clock.now() + self.dice.randrange(5, 30) * _DAY).date()
            await self._form(who, suggestions.NOT_NOW, about, again=day.isoformat())
        else:
            done = suggestions.ADOPT if throw < 0.8 else suggestions.NO
            await self._form(who, done, about, comes="done")

    # ---- updates

    async def _send(self) -> None:
        async with self.stage.accord.storage.reading() as tx:
            waiting = await tx.checkins.waiting(self.stage.collaboration.id)
        begun = [each for each in waiting if each.due <= self.stage.clock.now()]
        for checkin in begun:
            cadence = self.stage.agreement.cadence[checkin.cadence]
            who = await self._holder(cadence.writer)
            if who is None or self.dice.random() < 0.3:
                continue
            if self.dice.random() < 0.1 and cadence.minutes is None:
                to = await self._holder(cadence.to[0])
                if to is not None and to.tenant != who.tenant:
                    await self._form(to, checkins.EXCUSE, {"checkin": checkin.id}, text="No need")
                    continue
            await self._form(who, checkins.UPDATE, {"checkin": checkin.id})

    # ---- escalations

    async def _raise(self) -> None:
        trigger = self.dice.choice([*self.stage.agreement.trigger, ""])
        who, zone = self.dice.choice(((PM, "Asia/Kolkata"), (SPONSOR_PM, _CALIFORNIA.key)))
        known = self.stage.clock.now() - self.dice.randrange(1, 90) * timedelta(minutes=1)
        happened = known - self.dice.randrange(1, 600) * timedelta(minutes=1)
        value = {"collaboration": self.stage.collaboration.id, "trigger": trigger, "words": "x"}
        origin = self.stage.origin(who)
        pressed = Pressed(origin=origin, action=escalations.RAISE, value=value)
        form = (await self.stage.accord.dispatch(pressed)).form
        assert form is not None
        moments = {
            "happened": written(instant(happened), zone),
            "known": written(instant(known), zone),
        }
        response = await self.stage.send(who, form, **filled(form, **moments))
        assert not response.errors, response.errors

    async def _acknowledge(self) -> None:
        for one in await self._raised():
            told = [each.seat for each in one.told if each.seat in self.stage.agreement.seat]
            if not told or self.dice.random() < 0.4:
                continue
            who = await self._holder(self.dice.choice(told))
            if who is not None:
                about = {"escalation": one.id, "run": str(one.run)}
                await self._press(who, escalations.ACKNOWLEDGE, about)

    async def _resolve(self) -> None:
        for one in await self._raised():
            if one.acknowledgements and self.dice.random() < 0.5:
                who = self.dice.choice((PM, SPONSOR_PM))
                about = {"escalation": one.id, "run": str(one.run)}
                await self._form(who, escalations.RESOLVE, about, met="yes")

    async def _raised(self) -> Sequence[Escalation]:
        async with self.stage.accord.storage.reading() as tx:
            return await tx.escalations.open(self.stage.collaboration.id)

    # ---- actions and decisions

    async def _act(self) -> None:
        who, seat = self.dice.choice(((PM, "study monitor"), (SPONSOR_PM, "study director")))
        day = (self.stage.clock.now() + self.dice.randrange(3, 40) * _DAY).date()
        await self.stage.say(who, f"action send plan for {seat} by {day.isoformat()}")

    async def _end_action(self) -> None:
        async with self.stage.accord.storage.reading() as tx:
            id_ = self.stage.collaboration.id
            found = [*await tx.actions.open(id_), *await tx.actions.ended(id_)]
        if not found:
            return
        one = self.dice.choice(found)
        who = await self._holder(one.owner)
        if who is not None:
            if not one.open:
                await self.stage.say(who, f"action {one.label} reopen")
            elif self.dice.random() < 0.7:
                await self.stage.say(who, f"action {one.label} done")
            else:
                other = {"study_director": "study_monitor", "study_monitor": "study_pathologist"}
                about = {"action": one.label}
                day = (self.stage.clock.now() + 20 * _DAY).date()
                owner = other.get(one.owner, one.owner)
                changes = {"owner": owner, "reason": "Away", "by": day.isoformat()}
                await self._form(who, action_cards.EDIT, about, **changes)

    async def _rule(self) -> None:
        who = self.dice.choice((PM, SPONSOR_PM, rat("study_monitor")))
        await self._form(who, action_cards.RECORD, {}, outcome="It stays as it is")

    async def _settle(self) -> None:
        async with self.stage.accord.storage.reading() as tx:
            found = [
                each
                for each in await tx.decisions.all(self.stage.collaboration.id)
                if each.settled is None
            ]
        if not found or self.dice.random() < 0.6:
            return
        one = self.dice.choice(found)
        seat, leads = one.decider.seat, {"sponsor": SPONSOR_PM, "cro": PM}
        who = await self._holder(seat) if seat else leads[one.decider.party]
        if who is not None:
            await self._press(who, decisions.CONFIRM, {"decision": one.label})

    # ---- seats

    async def _seat(self) -> None:
        seat = self.dice.choice(sorted(HANDED_ON))
        lead = PM if rat(seat).tenant == PM.tenant else SPONSOR_PM
        chosen = self.dice.choice([*HANDED_ON[seat], None])
        form = (await self.stage.say(lead, f"seats fill {seat.replace('_', ' ')}")).form
        assert form is not None
        sits = seats.NOBODY if chosen is None else token(rat(chosen))
        await self.stage.send(lead, form, **{seat: sits})

    async def _gone(self) -> None:
        seat = self.dice.choice(sorted(HANDED_ON))
        async with self.stage.accord.storage.transaction() as tx:
            setting = await self._setting(tx)
            id_ = setting.collaboration.id
            person = setting.directory.holder(id_, seat, setting.now)
            if person is not None:
                await open_gaps(tx, setting, person, GoneBecause.LEFT, (seat,))
        await self.stage.accord.settle()

    async def _back(self) -> None:
        async with self.stage.accord.storage.transaction() as tx:
            setting = await self._setting(tx)
            if self.dice.random() < 0.5:
                await close_gaps(tx, setting, GapEnd.BACK)
        await self.stage.accord.settle()

    # ---- both sides

    async def _pause(self) -> None:
        """With a question of each side on its way."""
        for who, words in (ASKED[0], ASKED[3]):
            await self.stage.say(who, f"{words}: does it go on in {self.dice.randrange(9)} days?")
        await self.stage.say(SPONSOR_PM, "pause")

    async def _resume(self) -> None:
        """And the questions that came before are answered."""
        await self.stage.say(PM, "resume")
        async with self.stage.accord.storage.reading() as tx:
            found = await tx.questions.unfinished(self.stage.collaboration.id)
        for one in found[-2:]:
            who = await self._holder(one.turn.seat)
            if one.waiting and who is not None:
                await self._form(who, questions.ANSWER, {"question": one.id}, text="It does")

    # ---- how

    async def _until(self, at: datetime) -> None:
        await advance_to(self.stage.accord, self.stage.clock, instant(at))

    async def _setting(self, tx: Transaction) -> Setting:
        directory = await self.stage.accord.directory.current(tx)
        collaboration: Collaboration = directory.collaborations[self.stage.collaboration.id]
        return Setting(
            now=self.stage.clock.now(),
            directory=directory,
            collaboration=collaboration,
            agreement=self.stage.agreement,
        )

    async def _directory(self) -> Directory:
        async with self.stage.accord.storage.reading() as tx:
            return await self.stage.accord.directory.current(tx)

    async def _holder(self, seat: str) -> Address | None:
        directory = await self._directory()
        found: Person | None = directory.holder(
            self.stage.collaboration.id, seat, self.stage.clock.now()
        )
        return found.addresses[0] if found else None

    async def _press(self, who: Address, action: str, about: Mapping[str, str]) -> Form | None:
        value = {"collaboration": self.stage.collaboration.id, **about}
        event = Pressed(origin=self.stage.origin(who), action=action, value=value)
        response = await self.stage.accord.dispatch(event)
        await self.stage.accord.settle()
        return response.form

    async def _form(
        self, who: Address, action: str, about: Mapping[str, str], **values: str
    ) -> None:
        """Press a button and send its form; where none opens somebody else was faster."""
        form = await self._press(who, action, about)
        if form is None:
            return
        made_up = {each.key: each.value or self._made_up(each) for each in form.inputs}
        known = {each.key for each in form.inputs}
        said = {key: text for key, text in values.items() if key in known}
        response = await self.stage.send(who, form, **{**made_up, **said})
        assert not response.errors, response.errors

    def _made_up(self, asked: object) -> str:
        match asked:
            case ChoiceInput(options=options):
                return self.dice.choice([each.value for each in options if each.value])
            case NumberInput():
                return "7"
            case DateInput():
                return (self.stage.clock.now() + 20 * _DAY).date().isoformat()
            case _:
                return f"text {self.dice.randrange(10**6)}"


async def lived(seed: int, events: int) -> Life:
    """The half year of a seed."""
    life = Life(stage=await a_stage(begin=instant(BEGIN)), dice=Random(seed))
    await life.live(events)
    return life
