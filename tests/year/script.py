"""A year of what people do and of what happens to Accord, drawn at random."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Holiday
from bot.domain.duration import Duration
from tests.unit.domain.naive_calendar import moment as moment_of
from tests.unit.domain.naive_calendar import party_works
from tests.year.calculation import Act, Calculation, Deed, Fate
from tests.year.promises import Agreed, Promise, day_of, writer
from tests.year.readers import Away, People, Reading, Wishes
from tests.year.world import BEGIN, END, RAT, TRIAL, agreed, holder

_IN_BOTH = holder(RAT, agreed(RAT), "cro_pm")
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Amending:
    """A change to an agreement: how it is made in chat, and what it makes of the agreement."""

    study: str
    at: datetime
    party: str
    """Whose lead makes it."""
    path: tuple[str, ...]
    answers: Mapping[str, str]
    own: bool
    """Whether it is its side's own, and in force at once."""
    change: Callable[[Agreement], Agreement]


@dataclass(frozen=True, kw_only=True)
class Saying:
    """Something is done, and its side says so."""

    study: str
    area: str
    cadence: str
    at: datetime
    counts: bool
    """Whether it promises anything: not while the last one still waits."""


@dataclass(kw_only=True)
class Script:
    """Everything that is not the bot's doing."""

    year: Calculation
    amendings: list[Amending]
    sayings: list[Saying] = field(default_factory=list)
    restarts: list[datetime] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)


def draw(seed: int) -> Script:
    """One year."""
    return _Drawing(Random(seed)).script()


class _Drawing:
    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.downs = self._downs()

    def script(self) -> Script:
        amendings = self._amendings()
        versions = {study: self._versions(study, amendings) for study in (RAT, TRIAL)}
        agreements = {
            study: Agreed(study=study, versions=versions[study], until=END + 60 * DAY)
            for study in (RAT, TRIAL)
        }
        wishes = self._wishes()
        people = People(agreed=agreements, aways=self._aways(agreements), wishes=wishes)
        year = Calculation(
            agreed=agreements,
            people=people,
            downs=self.downs,
            states={**self._states()},
            end=END,
        )
        script = Script(year=year, amendings=amendings)
        script.restarts = [self._when(BEGIN, END) for _ in range(6)]
        for study in (RAT, TRIAL):
            for promises in agreements[study].by_cadence.values():
                for promise in promises:
                    if promise.due < END:
                        script.promises.append(promise)
                        self._do(year, promise)
        self._milestones(script)
        return script

    # ---- when

    def _downs(self) -> list[tuple[datetime, datetime]]:
        """Minutes, hours, days, and once nine days; the first is over a change of the clocks."""
        spring = datetime(2027, 3, 9, 7, 11, tzinfo=BEGIN.tzinfo) + self._up_to(4 * DAY)
        found = [(spring, spring + 9 * DAY)]
        for longest in (20 * MINUTE, 3 * HOUR, 9 * HOUR, DAY, 2 * DAY, 5 * DAY):
            begin = BEGIN + self._up_to(END - BEGIN - 20 * DAY)
            found.append((begin, begin + longest / 2 + self._up_to(longest / 2)))
        apart: list[tuple[datetime, datetime]] = []
        for begin, end in sorted(found):
            if not apart or begin > apart[-1][1] + 6 * HOUR:
                apart.append((begin, end))
        return apart

    def _up_to(self, longest: timedelta) -> timedelta:
        return timedelta(minutes=self.dice.randint(1, int(longest / MINUTE)))

    def _when(self, first: datetime, last: datetime) -> datetime:
        """A moment at which Accord runs and nothing is agreed for: half past a minute."""
        moment = first + self._up_to(max(last - first, MINUTE))
        return self._after_a_down(moment)

    def _after_a_down(self, moment: datetime) -> datetime:
        moment = moment.replace(second=30, microsecond=0)
        for begin, end in self.downs:
            if begin - MINUTE <= moment <= end:
                return end.replace(second=30) + self._up_to(20 * HOUR)
        return moment

    def _on(self, year: int, month: int, spread: int) -> datetime:
        first = datetime(year, month, 3, 4, tzinfo=BEGIN.tzinfo)
        return self._when(first, first + timedelta(days=spread))

    def _states(self) -> dict[str, list[tuple[datetime, str]]]:
        rat, trial = self._on(2027, 4, 25), self._on(2027, 5, 25)
        return {
            RAT: [
                (BEGIN, "active"),
                (rat, "paused"),
                (self._when(rat + DAY, rat + 12 * DAY), "active"),
                (self._on(2027, 9, 25), "closed"),
            ],
            TRIAL: [
                (BEGIN, "active"),
                (trial, "paused"),
                (self._when(trial + 3 * HOUR, trial + 3 * DAY), "active"),
                (trial := self._on(2027, 7, 25), "paused"),
                (self._when(trial + DAY, trial + 6 * DAY), "active"),
                (self._when(END - 15 * DAY, END - 5 * DAY), "closed"),
            ],
        }

    # ---- what is agreed

    def _amendings(self) -> list[Amending]:
        found = [
            self._holiday(RAT, "cro", self._on(2026, 12, 20)),
            self._holiday(TRIAL, "sponsor", self._on(2027, 1, 20)),
            self._holiday(TRIAL, "cro", self._on(2027, 6, 20)),
            Amending(
                study=RAT,
                at=self._on(2027, 1, 25),
                party="cro",
                path=("cadences", "weekly_status"),
                answers={"grace": "6 hours"},
                own=False,
                change=_with_grace("weekly_status", "6h"),
            ),
            Amending(
                study=TRIAL,
                at=self._on(2027, 2, 25),
                party="sponsor",
                path=("phases", "screening"),
                answers={"end": "2027-06-11"},
                own=False,
                change=_with_end("screening", date(2027, 6, 11)),
            ),
        ]
        return sorted(found, key=lambda each: each.at)

    def _holiday(self, study: str, party: str, at: datetime) -> Amending:
        day = at.date() + timedelta(days=self.dice.randint(9, 40))
        holiday = Holiday(name="Founders' day", date=day)

        def change(agreement: Agreement) -> Agreement:
            parties = tuple(
                replace(each, holidays=(*each.holidays, holiday)) if each.key == party else each
                for each in agreement.parties
            )
            return replace(agreement, parties=parties)

        return Amending(
            study=study,
            at=at,
            party=party,
            path=("parties", party, "holidays"),
            answers={"name": holiday.name, "date": day.isoformat()},
            own=True,
            change=change,
        )

    def _versions(self, study: str, amendings: list[Amending]) -> list[tuple[datetime, Agreement]]:
        versions = [(BEGIN, agreed(study))]
        for each in amendings:
            if each.study == study:
                versions.append((each.at, each.change(versions[-1][1])))
        return versions

    # ---- what people prefer, and when they are away

    def _wishes(self) -> dict[Address, list[tuple[datetime, Wishes]]]:
        senders = {
            holder(study, agreed(study), writer(cadence))
            for study in (RAT, TRIAL)
            for cadence in agreed(study).cadences
        }
        found: dict[Address, list[tuple[datetime, Wishes]]] = {}
        for who in self.dice.sample(sorted(senders, key=str), 5):
            moments = sorted(self._when(BEGIN, END - 30 * DAY) for _ in range(3))
            found[who] = [(at, self._wish()) for at in moments]
        return found

    def _wish(self) -> Wishes:
        quiet = self.dice.choice(
            [None, None, (time(12), time(13, 30)), (time(16, 30), time(9, 15)), (time(21), time(7))]
        )
        lead = self.dice.choice([0, 0, 15, 60, 120, 480])
        budget = self.dice.choice([1, 2, 5, 5, 6])
        return Wishes(quiet=quiet, lead=timedelta(minutes=lead), budget=budget)

    def _aways(self, agreements: Mapping[str, Agreed]) -> list[Away]:
        found: list[Away] = []
        for _ in range(14):
            study = self.dice.choice([RAT, TRIAL])
            said = self._when(BEGIN, END - 40 * DAY)
            agreement = agreements[study].at(said)
            cadence = self.dice.choice(
                [c for c in agreement.cadences if not writer(c).startswith("unblinded")]
            )
            seat = agreement.seat[writer(cadence)]
            party = agreement.party[seat.party]
            zone, who = seat.zone or party.zone, holder(study, agreement, seat.key)
            first = day_of(said, zone) + timedelta(days=self.dice.randint(0, 12))
            last = first + timedelta(days=self.dice.randint(0, 9))
            back = last + DAY
            while not party_works(party, seat.working_week or party.working_week, back):
                back += DAY
            away = Away(
                study=study,
                who=who,
                said=said,
                said_in=study,
                since=moment_of(datetime.combine(first, time()), zone),
                until=moment_of(datetime.combine(back, time()), zone),
                first=first,
                last=last,
                cover=self._cover(study, agreement, seat.party, who),
            )
            away = self._perhaps_back_early(away)
            everywhere = [away, *([_also(away)] if who == _IN_BOTH else [])]
            clash = any(_clash(one, each) for one in everywhere for each in found)
            if away.until > said + HOUR and not clash:
                found += everywhere
        return found

    def _perhaps_back_early(self, away: Away) -> Away:
        back = self._when(max(away.said, away.since) + MINUTE, away.until)
        if self.dice.random() < 0.7 or not max(away.said, away.since) < back < away.until:
            return away
        return replace(away, ended=back)

    def _cover(self, study: str, agreement: Agreement, party: str, who: Address) -> Address | None:
        if self.dice.random() < 0.5:
            return None
        others = [
            holder(study, agreement, seat.key)
            for seat in agreement.seats
            if seat.party == party and not seat.key.startswith("unblinded")
        ]
        return self.dice.choice([each for each in others if each != who])

    # ---- what is done about a promise

    def _do(self, year: Calculation, promise: Promise) -> None:
        acts: list[Act] = []
        year.acts[promise.study, promise.name] = acts
        mood = self.dice.random()
        if mood < 0.12 and promise.area is None:
            self._early(year, promise, acts)
        story = year.story(promise)
        if acts or story.fate not in (Fate.OPENED, Fate.OVERSLEPT):
            self._edit(year, promise)
            return
        begin = story.opened or year.up(promise.due)
        if mood < 0.45:
            self._act(year, promise, Deed.ANSWER, begin, story.terms.late)
        elif mood < 0.55:
            self._act(year, promise, Deed.NO_CHANGE, begin, story.terms.late)
        elif mood < 0.68:
            self._act(year, promise, Deed.ANSWER, story.terms.late, story.terms.late + 3 * DAY)
        elif mood < 0.76:
            self._act(year, promise, Deed.EXCUSE, begin, story.terms.late + DAY)
        elif mood < 0.88:
            self._snooze(year, promise)
            self._snooze(year, promise)
            if self.dice.random() < 0.6:
                after = max([begin, *(act.at for act in acts)])
                self._act(year, promise, Deed.ANSWER, after, after + DAY)
        self._edit(year, promise)

    def _act(
        self,
        year: Calculation,
        promise: Promise,
        deed: Deed,
        first: datetime,
        last: datetime,
    ) -> None:
        at = self._when(first, max(last, first + 2 * MINUTE))
        if at > END - HOUR or not year.is_active(promise.study, at):
            return
        if deed is Deed.EXCUSE and receiver(year, promise, at) is None:
            deed = Deed.ANSWER
        year.acts[promise.study, promise.name].append(Act(deed=deed, at=at))

    def _early(self, year: Calculation, promise: Promise, acts: list[Act]) -> None:
        """In the two weeks before, as the next one, when nothing is agreed anew until then."""
        of_study = year.agreed[promise.study]
        dues = [p.due for p in of_study.by_cadence[promise.cadence] if p.due < promise.due]
        first = max([BEGIN + HOUR, promise.due - 14 * DAY + MINUTE, *dues])
        if promise.due - first < HOUR:
            return
        at = self._when(first + MINUTE, promise.due - 2 * MINUTE)
        changes = [since for since, _ in of_study.versions if at <= since <= promise.due]
        if at < promise.due and year.is_active(promise.study, at) and not changes:
            acts.append(Act(deed=Deed.ANSWER, at=at))

    def _edit(self, year: Calculation, promise: Promise) -> None:
        sent = year.sent(promise)
        if sent is not None and self.dice.random() < 0.15:
            self._act(year, promise, Deed.ANSWER, sent, sent + DAY)

    def _snooze(self, year: Calculation, promise: Promise) -> None:
        story = year.story(promise)
        since = max([t for t in (story.asked, *(a.until for a in story.acts)) if t], default=None)
        if story.asked is None or since is None:
            return
        at = self._when(since, since + 2 * HOUR)
        over = story.missed is not None and story.missed <= at
        if over or at > END - HOUR or not year.is_active(promise.study, at):
            return
        choice = self.dice.choice(["30", "120", "morning"])
        reading = year.people.reading(promise.study, writer(story.terms.cadence), at)
        until = put_off(reading, story.terms.seen_by_others, at, choice)
        if until is not None:
            act = Act(deed=Deed.SNOOZE, at=at, until=until, choice=choice)
            year.acts[promise.study, promise.name].append(act)

    # ---- milestones

    def _milestones(self, script: Script) -> None:
        plan = [
            (RAT, "clin_path", datetime(2027, 2, 16, 7, tzinfo=BEGIN.tzinfo)),
            (RAT, "necropsy", datetime(2027, 2, 11, 7, tzinfo=BEGIN.tzinfo)),
            (RAT, "bioanalysis", datetime(2027, 3, 20, 7, tzinfo=BEGIN.tzinfo)),
            (RAT, "histopathology", datetime(2027, 3, 29, 7, tzinfo=BEGIN.tzinfo)),
        ]
        plan += [
            (TRIAL, "dose_escalation", datetime(2027, 2, 10, 3, tzinfo=BEGIN.tzinfo) + n * 24 * DAY)
            for n in range(8)
        ]
        cadences = {RAT: "pathology_data_drop", TRIAL: "cohort_package"}
        last: dict[tuple[str, str], Promise] = {}
        for study, area, around in plan:
            at = self._when(around, around + 3 * DAY)
            year = script.year
            if not year.is_active(study, at):
                continue
            before = last.get((study, area))
            counts = before is None or self._is_settled(year, before, at)
            saying = Saying(study=study, area=area, cadence=cadences[study], at=at, counts=counts)
            script.sayings.append(saying)
            if counts:
                promise = year.agreed[study].milestone(cadences[study], area, at)
                last[study, area] = promise
                script.promises.append(promise)
                self._do(year, promise)

    def _is_settled(self, year: Calculation, promise: Promise, at: datetime) -> bool:
        over = (Deed.ANSWER, Deed.NO_CHANGE, Deed.EXCUSE)
        if year.fate(promise)[0] is Fate.DROPPED:
            return promise.due < at
        return any(act.deed in over and act.at < at for act in year.acts_on(promise))


def receiver(year: Calculation, promise: Promise, at: datetime) -> Address | None:
    """Who on the other side may say that it is not needed."""
    agreement = year.agreed[promise.study].at(at)
    cadence = agreement.cadence[promise.cadence]
    own = agreement.seat[writer(cadence)].party
    meets = (cadence.from_, *cadence.to) if cadence.minutes else cadence.to
    seats = [seat for seat in meets if agreement.seat[seat].party != own]
    return holder(promise.study, agreement, seats[0]) if seats else None


def put_off(reading: Reading, told: datetime, at: datetime, choice: str) -> datetime | None:
    """Until when it is put off; None when it cannot wait any longer."""
    if choice == "morning":
        wall = datetime.combine(day_of(at, reading.zone) + DAY, time())
        wished = moment_of(wall, reading.zone)
    else:
        wished = at + timedelta(minutes=int(choice))
    until = reading.next_allowed(wished)
    if told > at and until > told - HOUR:
        until = reading.last_allowed(told - HOUR)
        if until < at + 10 * MINUTE:
            return None
    return until


def _also(away: Away) -> Away:
    """The same days in the other collaboration, where nobody of this one can stand in."""
    (other,) = {RAT, TRIAL} - {away.study}
    return replace(away, study=other, cover=None)


def _clash(one: Away, other: Away) -> bool:
    people = {one.who, one.cover} & {other.who, other.cover} - {None}
    apart = one.until <= other.since or other.until <= one.since
    return one.study == other.study and bool(people) and not apart


def _with_grace(cadence: str, grace: str) -> Callable[[Agreement], Agreement]:
    def change(agreement: Agreement) -> Agreement:
        cadences = tuple(
            replace(each, grace=Duration.parse(grace)) if each.key == cadence else each
            for each in agreement.cadences
        )
        return replace(agreement, cadences=cadences)

    return change


def _with_end(phase: str, end: date) -> Callable[[Agreement], Agreement]:
    def change(agreement: Agreement) -> Agreement:
        phases = tuple(
            replace(each, end=end) if each.key == phase else each for each in agreement.phases
        )
        return replace(agreement, phases=phases)

    return change
