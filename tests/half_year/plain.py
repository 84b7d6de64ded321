"""The same numbers once more, from the exported record alone: slow, plain, no code of the bot.

Beside the record only the words of the agreement are read: who is of which side, office hours, days
off, reply times. Each month is counted anew from the first line.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from bot.domain.agreement.document import Agreement
from tests.unit.domain.naive_calendar import moment as moment_of
from tests.unit.domain.naive_calendar import party_works
from tests.year.promises import Terms

Row = dict[str, str]
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_BANDS = (
    ("under_7_days", 0, 7),
    ("7_to_29_days", 7, 30),
    ("30_to_89_days", 30, 90),
    ("90_days_and_more", 90, 10**6),
)


@dataclass(kw_only=True)
class Line:
    """One line of the record."""

    kind: str
    at: datetime
    subject: str
    party: str | None
    data: dict[str, object] = field(default_factory=dict)


@dataclass(kw_only=True)
class Turn:
    """A question with one seat."""

    seat: str
    since: datetime
    due: datetime
    ended: datetime | None = None
    how: str = ""


def read(lines: Sequence[str]) -> list[Line]:
    """The lines of an export."""
    found = []
    for text in lines:
        one = json.loads(text)
        at = datetime.fromisoformat(one["at"])
        found.append(
            Line(
                kind=one["kind"],
                at=at,
                subject=one["subject"],
                party=one["party"],
                data=one["data"],
            )
        )
    return found


@dataclass(kw_only=True)
class Count:
    """All months of a record."""

    agreement: Agreement
    lines: Sequence[Line]
    now: datetime

    def rows(self) -> list[Row]:
        """What the file should say, line by line."""
        zone = ZoneInfo(self.agreement.parties[0].zone)
        first = self.lines[0].at.astimezone(zone).date().replace(day=1)
        last = self.now.astimezone(zone).date().replace(day=1)
        found = []
        while first <= last:
            after = (first + 31 * _DAY).replace(day=1)
            for party in self.agreement.parties:
                begin, end = (self._midnight(day) for day in (first, after))
                found.append(
                    {
                        "month": f"{first:%Y-%m}",
                        "so_far": "yes" if first == last else "no",
                        "side": party.short,
                        **self._questions(party.key, begin, end),
                        **self._suggestions(party.key, begin, end),
                        **self._updates(party.key, first),
                        **self._escalations(party.key, begin, end),
                        **self._open(party.key, min(end, self.now)),
                        **self._seats(party.key, begin, min(end, self.now)),
                        **self._gaps(party.key, begin, end),
                    }
                )
            first = after
        return found

    def _midnight(self, day: date) -> datetime:
        return moment_of(datetime.combine(day, time()), self.agreement.parties[0].zone)

    # ---- questions

    def _suggestions(self, party: str, begin: datetime, end: datetime) -> Row:
        found = self._waited(self._ideas(), party, begin, end)
        median = found["answer_median_working_hours"]
        shown = ("came", "due", "answered_in_time", "open")
        return {
            **{f"suggestions_{each}": found[f"questions_{each}"] for each in shown},
            "suggestion_answer_median_working_hours": median,
        }

    def _questions(self, party: str, begin: datetime, end: datetime) -> Row:
        return self._waited(self._turns(), party, begin, end)

    def _waited(self, found: list[Turn], party: str, begin: datetime, end: datetime) -> Row:
        turns = [t for t in found if self._side(t.seat) == party]
        came = [t for t in turns if begin <= t.since < end and t.how not in ("over", "taken back")]
        replied = [t for t in came if t.how == "replied"]
        in_time = [t for t in replied if t.ended and not self._too_late(t, t.ended)]
        due = len(replied) + sum(t.how == "" and self._too_late(t, self.now) for t in came)
        waits = [t for t in turns if t.since < end and (t.ended is None or t.ended >= end)]
        took = sorted(self._worked(t.seat, t.since, t.ended, True) for t in replied if t.ended)
        middle = None
        if took:
            half = len(took) // 2
            middle = took[half] if len(took) % 2 else (took[half - 1] + took[half]) / 2
        return {
            "questions_came": str(len(came)),
            "questions_due": str(due),
            "questions_answered_in_time": str(len(in_time)),
            "questions_answered_in_time_percent": percent(len(in_time), due),
            "questions_open": str(len(waits)),
            "answer_median_working_hours": number(middle, _HOUR),
            "answer_90th_percentile_working_hours": number(
                took[ceil(len(took) * 9 / 10) - 1] if took else None, _HOUR
            ),
        }

    def _turns(self) -> list[Turn]:
        turns: dict[str, list[Turn]] = defaultdict(list)
        for line in self.lines:
            own = turns[line.subject]
            match line.kind:
                case "question.asked" | "question.asked_further":
                    own.append(self._turn(line))
                case "question.answered" | "question.asked_back":
                    own[-1].ended, own[-1].how = line.at, "replied"
                case "question.passed_on":
                    own[-1].ended, own[-1].how = line.at, "over"
                    own.append(self._turn(line))
                case "question.withdrawn":
                    own[-1].ended, own[-1].how = line.at, "taken back"
                case _:
                    pass
        return [turn for own in turns.values() for turn in own]

    def _ideas(self) -> list[Turn]:
        turns: dict[str, list[Turn]] = defaultdict(list)
        for line in self.lines:
            own = turns[line.subject]
            match line.kind:
                case "suggestion.made" | "suggestion.came_back":
                    own.append(self._turn(line))
                case "suggestion.adopted" | "suggestion.not_now" | "suggestion.declined":
                    if own[-1].ended is None:  # a later yes is not the first answer
                        own[-1].ended, own[-1].how = line.at, "replied"
                case "suggestion.passed_on":
                    own[-1].ended, own[-1].how = line.at, "over"
                    own.append(self._turn(line))
                case "suggestion.withdrawn":
                    own[-1].ended, own[-1].how = line.at, "taken back"
                case _:
                    pass
        return [turn for own in turns.values() for turn in own]

    def _turn(self, line: Line) -> Turn:
        due = datetime.fromisoformat(str(line.data["due"]))
        seat = line.data.get("to") or line.data["seat"]
        return Turn(seat=str(seat), since=line.at, due=due)

    def _too_late(self, turn: Turn, moment: datetime) -> bool:
        if moment <= turn.due:
            return False
        if not any(a < turn.due and turn.since < b for a, b in self._pauses()):
            return True
        had = self._worked(turn.seat, turn.since, turn.due, False)
        return self._worked(turn.seat, turn.since, moment, True) > had

    def _worked(self, seat: str, begin: datetime, end: datetime, paused: bool) -> timedelta:
        """Office time, day by day; without the pauses where these are to be left out."""
        party = self.agreement.party[self.agreement.seat[seat].party]
        zone = self.agreement.seat[seat].zone or party.zone
        week = self.agreement.seat[seat].working_week or party.working_week
        day, total = begin.astimezone(ZoneInfo(zone)).date() - _DAY, timedelta()
        while day <= end.astimezone(ZoneInfo(zone)).date():
            if party_works(party, week, day):
                opens = moment_of(datetime.combine(day, party.hours.start), zone)
                closes = moment_of(datetime.combine(day, party.hours.end), zone)
                at, until = max(opens, begin), min(closes, end)
                if at < until:
                    total += until - at
                    for a, b in self._pauses() if paused else ():
                        total -= max(min(until, b) - max(at, a), timedelta())
            day += _DAY
        return total

    # ---- updates

    def _updates(self, party: str, month: date) -> Row:
        count: dict[str, int] = defaultdict(int)
        for subject in {e.subject for e in self.lines if e.kind.startswith("checkin.")}:
            _, cadence, wall = subject.split("/")[:3]
            agreed = self.agreement.cadence[cadence]
            owes = agreed.minutes.by if agreed.minutes else agreed.from_
            if self._side(owes) == party and wall.startswith(f"{month:%Y-%m}"):
                count[self._came(subject, cadence)] += 1
        expected = count["on time"] + count["late"] + count["missed"]
        return {
            "updates_promised": str(expected + count["excused"]),
            "updates_on_time": str(count["on time"]),
            "updates_late": str(count["late"]),
            "updates_missed": str(count["missed"]),
            "updates_excused": str(count["excused"]),
            "updates_on_time_percent": percent(count["on time"], expected),
        }

    def _came(self, subject: str, cadence: str) -> str:
        ours = (e for e in self.lines if e.subject == subject)
        own = [e for e in ours if e.kind.startswith("checkin.")]
        kinds = [e.kind for e in own]
        if "checkin.answered" in kinds:
            (first, *_) = (e for e in own if e.kind == "checkin.answered")
            return "late" if first.data["late"] else "on time"
        if "checkin.excused" in kinds:
            return "excused"
        due = datetime.fromisoformat(str(own[0].data["due"]))
        terms = Terms(agreement=self.agreement, cadence=self.agreement.cadence[cadence], due=due)
        if self.now < terms.seen_by_others:
            return "not told yet"
        if "checkin.missed" in kinds:
            return "missed"
        return "late" if "checkin.late" in kinds else "not told yet"

    # ---- escalations

    def _escalations(self, party: str, begin: datetime, end: datetime) -> Row:
        raised = [e for e in self.lines if e.kind == "escalation.raised" and begin <= e.at < end]
        own = [e for e in raised if e.party == party]
        happened = [datetime.fromisoformat(str(e.data["happened_at"])) for e in own]
        known = [datetime.fromisoformat(str(e.data["known_at"])) for e in own]
        verdicts = [self._acknowledged(e) for e in raised if party in self._reacts(e)]
        return {
            "escalations_raised": str(len(own)),
            "happened_to_known_median_hours": number(
                median([k - h for k, h in zip(known, happened, strict=True)]), _HOUR
            ),
            "known_to_notified_median_hours": number(
                median([e.at - k for e, k in zip(own, known, strict=True)]), _HOUR
            ),
            "escalations_to_acknowledge": str(sum(v != "open" for v in verdicts)),
            "escalations_acknowledged_in_time": str(sum(v == "in time" for v in verdicts)),
        }

    def _reacts(self, raised: Line) -> set[str]:
        """Of two sides it is the one that did not give the notice."""
        agreed = self.agreement.trigger.get(str(raised.data["trigger"]))
        gave = raised.party
        if gave is None and agreed is not None:
            gave = self._side(agreed.first_notice.from_)
        return {"sponsor", "cro"} - {gave}

    def _acknowledged(self, raised: Line) -> str:
        for line in self.lines:
            if line.subject != raised.subject or line.data.get("run") != 1:
                continue
            if line.kind == "escalation.acknowledged" and line.data["counts"]:
                return "in time"
            climbed = line.data.get("because") == "not_acknowledged" and line.at > raised.at
            if line.kind == "escalation.step_reached" and climbed:
                return "too late"
        return "open"

    # ---- actions and decisions

    def _open(self, party: str, at: datetime) -> Row:
        actions: dict[str, tuple[datetime, str] | None] = {}
        begun: dict[str, datetime] = {}
        decisions: dict[str, tuple[datetime, str]] = {}
        for line in (e for e in self.lines if e.at < at):
            match line.kind:
                case "action.added" | "action.changed" | "action.reopened":
                    since = begun.setdefault(line.subject, line.at)
                    actions[line.subject] = since, str(line.data["for"])
                case "action.done" | "action.dropped":
                    actions[line.subject] = None
                case "decision.proposed":
                    decisions[line.subject] = line.at, str(line.data["decides"])
                case "decision.recorded" | "decision.declined":
                    decisions.pop(line.subject, None)
                case _:
                    pass
        to_do = [each[0] for each in actions.values() if each and self._side(each[1]) == party]
        to_say = [since for since, side in decisions.values() if side == party]
        return {**self._bands("actions", to_do, at), **self._bands("decisions", to_say, at)}

    def _bands(self, what: str, begun: list[datetime], at: datetime) -> Row:
        days = [(at - since - self._paused(since, at)) / _DAY for since in begun]
        return {
            f"{what}_open_{name}": str(sum(least <= each < most for each in days))
            for name, least, most in _BANDS
        }

    # ---- seats

    def _seats(self, party: str, begin: datetime, end: datetime) -> Row:
        changed, empty = 0, timedelta()
        begin = max(begin, self.lines[0].at)  # seats are agreed with the first line
        for seat in self.agreement.seats:
            if seat.party == party:
                holder, last, gone, before = None, None, False, begin
                for line in [*self._about(seat.key), None]:
                    at = end if line is None else min(line.at, end)
                    if (holder is None or gone) and at > before:
                        empty += at - before - self._paused(before, at)
                    before = max(before, at)
                    if line is None or line.at >= end:
                        continue
                    match line.kind:
                        case "sat":
                            new = last is not None and last != line.subject
                            changed += new and line.at >= begin
                            holder = last = line.subject
                            gone = False
                        case "left":
                            holder, gone = None, False
                        case "seat.gap":
                            gone = True
                        case _:
                            gone = False
        return {"seats_changed_hands": str(changed), "days_without_holder": number(empty, _DAY)}

    def _about(self, seat: str) -> Iterator[Line]:
        """What happened to a seat; who sat down or left is the subject."""
        for line in self.lines:
            if line.kind == "bindings.changed":
                for said in line.data["changes"]:  # type: ignore[attr-defined]  # a list in JSON
                    if said.endswith(f" holds {seat}"):
                        yield Line(kind="sat", at=line.at, subject=said.split()[1], party=None)
            elif line.kind == "seat.filled" and line.subject == seat:
                who = str(line.data["person"])
                yield Line(kind="sat", at=line.at, subject=who, party=None)
            elif line.kind == "seat.emptied" and line.subject == seat:
                yield Line(kind="left", at=line.at, subject=seat, party=None)
            elif line.kind in ("seat.gap", "seat.gap_closed") and line.subject == seat:
                yield line

    def _gaps(self, party: str, begin: datetime, end: datetime) -> Row:
        kinds = [e.kind for e in self.lines if e.party == party and begin <= e.at < end]
        opened = kinds.count("seat.gap") + kinds.count("ownership.gap")
        closed = kinds.count("seat.gap_closed") + kinds.count("ownership.gap_closed")
        return {"gaps_opened": str(opened), "gaps_closed": str(closed)}

    # ---- all of it

    def _side(self, seat: str) -> str:
        return self.agreement.seat[seat].party

    def _pauses(self) -> list[tuple[datetime, datetime]]:
        turns = [e for e in self.lines if e.kind.startswith("collaboration.")]
        ends = [*(e.at for e in turns[1:]), self.now]
        stands = ("collaboration.paused", "collaboration.closed")
        return [(e.at, end) for e, end in zip(turns, ends, strict=False) if e.kind in stands]

    def _paused(self, begin: datetime, end: datetime) -> timedelta:
        lengths = (min(end, b) - max(begin, a) for a, b in self._pauses())
        return sum((each for each in lengths if each > timedelta()), timedelta())


def median(lengths: list[timedelta]) -> timedelta | None:
    """Half-way between the two in the middle."""
    found, half = sorted(lengths), len(lengths) // 2
    if not found:
        return None
    return found[half] if len(found) % 2 else (found[half - 1] + found[half]) / 2


def number(length: timedelta | None, unit: timedelta) -> str:
    """As the file writes it."""
    return "" if length is None else str(round(length / unit, 2))


def percent(part: int, whole: int) -> str:
    """As the file writes it."""
    return str(round(100 * part / whole)) if whole else ""
