"""The rules an escalation runs by: when each rung is due, what leads there, who has to react.

Times are counted from the start of the clock on the calendar that the trigger names. In clock hours
a rung in business days counts them on the calendar named beside it; where that is `both`, a day
counts when all parties work. Wall times are kept in the zone of the party whose days count, and
where all count, of the party that gives the first notice.

Who has to react is the side that receives the first notice. Where that side raised it itself, or
the notice stays within one side, it is every other side of the ladder.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain import business_time
from bot.domain.agreement.conduct import FollowUp, Method
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import (
    BOTH,
    CLOCK_HOURS,
    REPEATS,
    ClockStart,
    LadderStep,
    StepIf,
    Trigger,
)
from bot.domain.duration import Duration
from bot.domain.escalation import Acknowledgement, Because, Escalation
from bot.domain.instant import Instant
from bot.domain.ways import is_chat
from bot.domain.workdays import shared, working_days

#: The clock of these starts when it happened; of the others when it was known.
_FROM_OCCURRENCE = frozenset({ClockStart.OCCURRENCE, ClockStart.LIMIT_PASSED})
_CONDITIONS = {
    StepIf.START: Because.START,
    StepIf.ALWAYS: Because.ALWAYS,
    StepIf.NOT_RESOLVED: Because.NOT_RESOLVED,
    StepIf.NOT_ACKNOWLEDGED: Because.NOT_ACKNOWLEDGED,
}


def clock_start(trigger: Trigger | None, happened: Instant, known: Instant) -> Instant:
    """When the clock starts, by the agreed rule; without a trigger when it was known."""
    if trigger is not None and trigger.clock.starts in _FROM_OCCURRENCE:
        return happened
    return known


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice that is given outside of chat."""

    key: str
    """Names it in its case: the key of its method, or whose notice it follows."""
    method: Method | None = None
    """By what it is given; none where only what must follow another notice is agreed."""
    what: str = ""
    """What must be sent, when it follows another notice."""
    begins: Instant
    """From when its time is counted."""
    known: Instant
    """From when on people can know by when it is due."""
    due: Instant | None = None
    """By when; none means whenever it applies."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """An escalation with the agreement version whose rules it runs by."""

    agreement: Agreement
    escalation: Escalation

    @property
    def trigger(self) -> Trigger | None:
        """The agreed trigger, when one fits."""
        key = self.escalation.trigger
        return None if key is None else self.agreement.trigger[key]

    @property
    def title(self) -> str:
        """What it is about: the trigger's title, or the first words of whoever raised it."""
        return self.trigger.title if self.trigger else self.escalation.words

    @property
    def steps(self) -> tuple[LadderStep, ...]:
        """The rungs; none where no trigger fits."""
        return self.trigger.ladder if self.trigger else ()

    @property
    def around_the_clock(self) -> bool:
        """Whether people are told at once, at night as well."""
        return self.trigger is not None and self.trigger.clock.calendar == CLOCK_HOURS

    def after(self, escalation: Escalation) -> "Case":
        """The same case, as far as it is then."""
        return Case(agreement=self.agreement, escalation=escalation)

    def step(self, number: int) -> LadderStep | None:
        """A rung by its number."""
        return next((each for each in self.steps if each.step == number), None)

    def counted(self, start: Instant, duration: Duration) -> Instant:
        """The moment a duration after another on the trigger's clock.

        Raises:
            BadAgreement: nobody works within a year.
        """
        trigger = self.trigger
        assert trigger is not None  # without one nothing is counted
        clock = trigger.clock
        named = clock.business_days if clock.calendar == CLOCK_HOURS else clock.calendar
        giver = self.agreement.party_of(trigger.first_notice.from_)
        party = self.agreement.party.get(named or "", giver)
        days = shared(*map(working_days, self.agreement.parties))
        workdays = days if named == BOTH else working_days(party)
        return business_time.after(start, duration, zone=party.zone, workdays=workdays)

    def due(self, step: LadderStep) -> Instant:
        """When a rung is due in this run."""
        return self.counted(self.escalation.clock_start, step.after)

    def timed(self) -> Iterator[LadderStep]:
        """The rungs that time leads to; others are reached only by what is reported, or by hand."""
        return (step for step in self.steps if step.if_ or step.unless_reported)

    def verdict(self, step: LadderStep, at: Instant) -> Because:
        """Whether a rung is reached now that it is due, and why or why not."""
        if self.escalation.waits_no_more:
            return Because.CAME
        if step.unless_reported and self.escalation.reported(step.unless_reported):
            return Because.AVERTED
        for condition in step.if_:
            if condition is not StepIf.NOT_ACKNOWLEDGED or self.acknowledgement(at) is None:
                return _CONDITIONS[condition]
        return Because.ACKNOWLEDGED if step.if_ else Because.NOT_REPORTED

    def reported_steps(self) -> Iterator[LadderStep]:
        """Rungs that something reported leads to, and that were not reached yet."""
        for step in self.steps:
            said = any(self.escalation.reported(fact) for fact in step.or_reported)
            if said and not self.escalation.reached(step.step):
                yield step

    def next_step(self) -> LadderStep | None:
        """The lowest rung that was not reached."""
        return next((each for each in self.steps if not self.escalation.reached(each.step)), None)

    def facts(self) -> tuple[str, ...]:
        """What the agreement says to report, and was not reported yet."""
        agreed: Iterable[str] = (
            fact
            for step in self.steps
            for fact in (*step.or_reported, *filter(None, (step.unless_reported,)))
        )
        return tuple(f for f in dict.fromkeys(agreed) if not self.escalation.reported(f))

    @property
    def parties(self) -> tuple[str, ...]:
        """Keys of the parties with a seat on the ladder; without a ladder all, in their order."""
        if self.trigger is None:
            return tuple(self.agreement.party)
        notice = self.trigger.first_notice
        climbing = {party for step in self.steps for party in step.seats}
        climbing |= {self.agreement.party_of(seat).key for seat in (notice.from_, notice.to)}
        return tuple(key for key in self.agreement.party if key in climbing)

    @property
    def giving(self) -> str | None:
        """The party that gives the first notice: whose raised it, or else the agreed one."""
        if self.escalation.raised_by is not None:
            return self.escalation.raised_by.party
        if self.trigger is not None:
            return self.agreement.party_of(self.trigger.first_notice.from_).key
        return None

    @property
    def giver(self) -> str | None:
        """Key of the seat that gives the notices: the agreed one, or who raised it instead."""
        raised = self.escalation.raised_by
        if self.trigger is None:
            return None
        agreed = self.trigger.first_notice.from_
        own = self.agreement.party_of(agreed).key == self.giving
        return agreed if own else raised.seat if raised else None

    @property
    def reacting(self) -> frozenset[str]:
        """Keys of the parties of which somebody has to acknowledge."""
        if self.trigger is not None:
            receiver = self.agreement.party_of(self.trigger.first_notice.to).key
            if receiver != self.giving:
                return frozenset({receiver})
        return frozenset(self.parties) - {self.giving}

    def acknowledgement(self, at: Instant) -> Acknowledgement | None:
        """The acknowledgement that counts at a moment; the latest one of a side that has to."""
        for each in reversed(self.escalation.acknowledgements):
            if each.run == self.escalation.run and each.by.party in self.reacting:
                ends = self.acknowledged_until(each)
                if ends is None or at < ends:
                    return each
        return None

    def acknowledged_until(self, acknowledgement: Acknowledgement) -> Instant | None:
        """When an acknowledgement stops to count; none means never."""
        limit = self.trigger.acknowledged_for if self.trigger else None
        return None if limit is None else self.counted(acknowledgement.at, limit)

    def repeats(self, step: LadderStep) -> int:
        """How often at most a rung is told again."""
        return (step.repeat_at_most or REPEATS) if step.repeat_every else 0

    @property
    def notice_due(self) -> Instant | None:
        """By when the first notice is to be given."""
        if self.trigger is None:
            return None
        return self.counted(self.escalation.clock_start, self.trigger.first_notice.within)

    def notices(self) -> tuple[Notice, ...]:
        """What has to be given outside of chat: the first notice, and what must follow it."""
        due = self.notice_due
        if self.trigger is None or due is None:
            return ()
        method = self.agreement.method[self.trigger.first_notice.method]
        found = []
        if not is_chat(method):
            begins, known = self.escalation.clock_start, self.escalation.raised_at
            first = Notice(key=method.key, method=method, begins=begins, known=known, due=due)
            found.append(first)
        if method.follow_up is not None:
            found += self._following(method, method.follow_up, due)
        return tuple(found)

    def _following(self, first: Method, follow: FollowUp, first_due: Instant) -> Iterator[Notice]:
        """What must follow the first notice, unless that belongs in the chat itself.

        Its time is counted from when the first notice was given, as whoever gave it says; as long
        as nobody said so, from when the first one is due. Reopened, what is not on record yet has
        its time anew.
        """
        then = self.agreement.method.get(follow.method or "")
        if then is not None and is_chat(then):
            return
        said = self.escalation.said_given(first.key)
        begins = said.given_at if said else first_due
        if self.escalation.run > 1:
            begins = max(begins, self.escalation.clock_start)
        yield Notice(
            # No key of a method has a stroke in it.
            key=f"{first.key}/then" if then in (None, first) else then.key,
            method=then,
            what=follow.what,
            begins=begins,
            known=said.at if said else self.escalation.raised_at,
            due=self.counted(begins, follow.within) if follow.within else None,
        )

    def outstanding(self) -> tuple[Notice, ...]:
        """The notices of which nobody said yet that they were given."""
        said_given = self.escalation.said_given
        return tuple(each for each in self.notices() if said_given(each.key) is None)

    def deciders(self) -> tuple[str, ...]:
        """Keys of the seats that may decide what happens to the work, the first one before all.

        It is the agreed seat; without one, whoever receives the first notice on the other side than
        gives it, or the first rung of that side. Higher rungs that were reached may decide as well.
        """
        trigger = self.trigger
        if trigger is None:
            return ()
        if trigger.decided_by:
            return (trigger.decided_by,)
        notice, party_of = trigger.first_notice, self.agreement.party_of
        from_, to = party_of(notice.from_).key, party_of(notice.to).key
        others = [p for p in self.parties if p != from_]
        first = [notice.to] if to != from_ else []
        rungs = [s for s in self.steps if s.step == 1 or self.escalation.reached(s.step)]
        climbed = [rung.seats[p] for rung in rungs for p in others if p in rung.seats]
        return tuple(dict.fromkeys((*first, *climbed)))
