"""The rules of a ladder once more, as somebody would check a record of it by hand.

The record is read from its begin. At each entry it is known what was acknowledged, reported and
reached before, and so whether the entry may stand there; at the end, whether one is missing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.domain.agreement.triggers import LadderStep, StepIf
from bot.engine.record import Entry
from tests.unit.engine.any_ladder import AT_MOST, LIMIT, REPEAT

NEVER = datetime.max.replace(tzinfo=UTC)
_TOLD = frozenset({"told", "waits_for_hours", "nobody_to_tell", "not_told"})
_CLIMBS = _TOLD | {"step_reached", "step_not_needed", "told_again", "acknowledgement_expired"}
_WORDS = {
    StepIf.NOT_ACKNOWLEDGED: "not_acknowledged",
    StepIf.NOT_RESOLVED: "not_resolved",
    StepIf.ALWAYS: "always",
}


@dataclass(kw_only=True)
class Run:
    """What is known of one run."""

    start: datetime
    held_until: datetime | None = None
    """Until when an acknowledgement counts; none before the first."""
    facts: set[str] = field(default_factory=set)
    decided: dict[int, str] = field(default_factory=dict)
    """Why each step was reached, or not, last."""
    reached_at: dict[int, datetime] = field(default_factory=dict)
    told: dict[tuple[int, str], tuple[str, Entry]] = field(default_factory=dict)
    """What came of telling a seat on a step, last."""
    times: Counter[int] = field(default_factory=Counter)
    again_at: dict[int, datetime] = field(default_factory=dict)
    nobody_left: bool = False


@dataclass(kw_only=True)
class Reading:
    """A record that is read from its begin."""

    ladder: Sequence[LadderStep]
    around_the_clock: bool
    expires: bool
    open: bool = False
    run: Run | None = None
    by_hand: int | None = None

    def read(self, entries: Sequence[Entry]) -> Run:
        """Read all of it; gives what is known of the last run."""
        for entry in entries:
            kind = entry.kind.removeprefix("escalation.")
            if kind in ("raised", "reopened"):
                assert not self.open, entry
                self.open, self.run = True, Run(start=entry.at)
            elif kind == "closed":
                self.open = False
            elif kind in _CLIMBS:
                assert self.open, entry  # never after closing
            if self.run is not None:
                getattr(self, f"_{kind}", _nothing)(self.run, entry)
        assert self.run is not None
        return self.run

    def held(self, run: Run, at: datetime) -> bool:
        """Whether somebody of the side that has to react has it."""
        return run.held_until is not None and at < run.held_until

    def due(self, run: Run, step: LadderStep) -> datetime:
        """When time leads to a step; all of these ladders count in hours."""
        return run.start + timedelta(hours=step.after.amount)

    def verdict(self, run: Run, step: LadderStep, at: datetime) -> str:
        """What is to be decided about a step that is due."""
        if step.unless_reported and step.unless_reported in run.facts:
            return "averted"
        for condition in step.if_:
            if condition is not StepIf.NOT_ACKNOWLEDGED or not self.held(run, at):
                return _WORDS[condition]
        return "acknowledged" if step.if_ else "not_reported"

    def _step(self, number: object) -> LadderStep:
        return next(each for each in self.ladder if each.step == number)

    def _acknowledged(self, run: Run, entry: Entry) -> None:
        assert entry.data["counts"] == (entry.party == "sponsor")
        if entry.data["counts"]:
            assert not self.held(run, entry.at), entry
            run.held_until = entry.at + LIMIT if self.expires else NEVER

    def _fact_reported(self, run: Run, entry: Entry) -> None:
        run.facts.add(str(entry.data["fact"]))

    def _climbed_by_hand(self, run: Run, entry: Entry) -> None:
        lowest = min(each.step for each in self.ladder if each.step not in run.reached_at)
        assert entry.data["step"] == lowest
        self.by_hand = lowest

    def _step_reached(self, run: Run, entry: Entry) -> None:
        step, why = self._step(entry.data["step"]), entry.data["because"]
        assert step.step not in run.reached_at, entry  # each step once
        assert entry.data["seats"] == dict(step.seats)
        match why:
            case "start":
                assert (step.step, entry.at) == (1, run.start)
            case "by_hand":
                assert self.by_hand == step.step
                self.by_hand = None
            case "reported":
                assert run.facts & set(step.or_reported)
            case _:
                assert entry.at >= self.due(run, step), entry
                assert why == self.verdict(run, step, entry.at), entry
        run.decided[step.step], run.reached_at[step.step] = str(why), entry.at

    def _step_not_needed(self, run: Run, entry: Entry) -> None:
        step, why = self._step(entry.data["step"]), entry.data["because"]
        assert step.step not in run.decided, entry
        assert entry.at >= self.due(run, step)
        assert why == self.verdict(run, step, entry.at) in ("averted", "acknowledged"), entry
        run.decided[step.step] = str(why)

    def _told(self, run: Run, entry: Entry) -> None:
        assert self._came(run, entry, "told") in (None, "waits", "not told"), entry

    def _waits_for_hours(self, run: Run, entry: Entry) -> None:
        assert not self.around_the_clock
        assert datetime.fromisoformat(str(entry.data["until"])) > entry.at
        assert self._came(run, entry, "waits") in (None, "waits", "not told"), entry

    def _nobody_to_tell(self, run: Run, entry: Entry) -> None:
        assert self._came(run, entry, "nobody") in (None, "waits", "not told"), entry

    def _not_told(self, run: Run, entry: Entry) -> None:
        step = self._step(entry.data["step"])
        if entry.data["because"] == "acknowledged":
            assert self.held(run, entry.at)
        else:
            assert step.unless_reported in run.facts
        assert self._came(run, entry, "not told") == "waits"

    def _came(self, run: Run, entry: Entry, what: str) -> str | None:
        """Note what came of telling a seat on a step; gives what had come of it before."""
        key = (int(str(entry.data["step"])), str(entry.data["seat"]))
        before = run.told.get(key)
        run.told[key] = (what, entry)
        return before[0] if before else None

    def _told_again(self, run: Run, entry: Entry) -> None:
        step = self._step(entry.data["step"])
        assert step.repeat_every is not None
        run.times[step.step] += 1
        assert run.times[step.step] == entry.data["number"], entry
        assert run.times[step.step] <= AT_MOST, entry
        assert entry.at >= self._last(run, step) + REPEAT, entry
        if run.decided[step.step] not in ("not_resolved", "always"):
            assert not self.held(run, entry.at), entry
        run.again_at[step.step] = entry.at

    def _last(self, run: Run, step: LadderStep) -> datetime:
        """When a step was told last."""
        return run.again_at.get(step.step, run.reached_at[step.step])

    def _acknowledgement_expired(self, run: Run, entry: Entry) -> None:
        assert run.held_until is not None, entry
        assert not self.held(run, entry.at), entry

    def _nobody_left(self, run: Run, entry: Entry) -> None:
        run.nobody_left = entry.data["leads"] != 0

    # ---- what may not be missing

    def check_nothing_is_missing(self, run: Run, now: datetime, *, people_stay: bool) -> None:
        """Everything that is due at a moment was done, and nobody was left out."""
        for step in self.ladder:
            timed = bool(step.if_ or step.unless_reported)
            if self.open and timed and self.due(run, step) <= now:
                assert step.step in run.decided, step
            if run.decided.get(step.step) == "acknowledged" and self.open:
                assert self.held(run, now), step  # else it is reached when that expires
            if self.open and run.facts & set(step.or_reported):
                assert step.step in run.reached_at, step
        for number in run.reached_at:
            step = self._step(number)
            for party, seat in step.seats.items():
                self._check_told(run, step, party, seat, now)
            if self.open and people_stay:
                self._check_repeats(run, step, now)

    def _check_told(self, run: Run, step: LadderStep, party: str, seat: str, now: datetime) -> None:
        what, entry = run.told[step.step, seat]
        if what == "waits" and self.open:
            assert datetime.fromisoformat(str(entry.data["until"])) > now, entry
        if what == "told" and self.around_the_clock:
            assert entry.at <= run.reached_at[step.step]
        if what == "not told" and entry.data["because"] == "acknowledged" and self.open:
            assert self.held(run, now), entry
        if what == "nobody":
            above = [s for s in self.ladder if s.step > step.step and party in s.seats]
            if above:
                assert (above[0].step, above[0].seats[party]) in run.told
            else:
                assert run.nobody_left, entry
                assert any(number == 0 for number, _ in run.told), entry

    def _check_repeats(self, run: Run, step: LadderStep, now: datetime) -> None:
        """As often as agreed, each in time; while somebody has it, not because of that."""
        told = any(
            (number, what) == (step.step, "told") for (number, _), (what, _) in run.told.items()
        )
        if step.repeat_every is None or not told or not self.around_the_clock:
            return
        until_over = run.decided[step.step] in ("not_resolved", "always")
        if run.times[step.step] == AT_MOST or (not until_over and self.held(run, now)):
            return
        last = self._last(run, step)
        if not until_over and run.held_until is not None:
            last = max(last, run.held_until)
        assert now - last < REPEAT, (step, now)


def _nothing(run: Run, entry: Entry) -> None:
    """An entry that no rule is about."""
