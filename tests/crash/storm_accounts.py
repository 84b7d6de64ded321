"""Everything of a storm accounted for: what must hold after any number of kills."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.escalation import Because, Escalation, Outcome
from bot.engine.outgoing import RESTRICTED_KEY
from bot.engine.record import Entry
from tests.crash.accounts import check_nothing_is_broken
from tests.crash.deliveries import Deliveries, check_deliveries, check_keys
from tests.crash.ledger import Ledger, read_ledger
from tests.crash.reporters import Report
from tests.crash.sites import Kind, kind_of
from tests.crash.storm import Storm

_WORDS = re.compile(r"report \d{4} on \w+")
_TIMED_STEPS = (2, 3)


@dataclass(kw_only=True)
class Summary:
    """What a storm was like."""

    kills: int
    forms: int
    given_up: int
    repeats: int
    escalations: int
    joined: int
    taken_up: int
    closed: int
    deliveries: Deliveries

    def __str__(self) -> str:
        """One line."""
        return (
            f"{self.kills} kills, {self.forms} forms ({self.given_up} given up),"
            f" {self.repeats} requests repeated, {self.escalations} escalations,"
            f" {self.joined} joined, {self.taken_up} taken up, {self.closed} closed;"
            f" {self.deliveries}"
        )


async def check_storm(storm: Storm) -> Summary:
    """Assert all of it; gives the summary."""
    ledger = await read_ledger(storm.at.url, storm.at.fleet.clock.now())
    await check_nothing_is_broken(storm.at, ledger)
    _check_reports(storm, ledger)
    _check_numbers(ledger)
    entries = _entries(ledger)
    for escalation in ledger.escalations:
        _check_one(escalation, entries[escalation.id], storm)
    _check_keys(storm, ledger, entries)
    return Summary(
        kills=storm.at.fleet.kills,
        forms=len(storm.expected),
        given_up=len(storm.people.given_up),
        repeats=storm.at.sending.repeats,
        escalations=len(ledger.escalations),
        joined=sum(len(each.joined) for each in ledger.escalations),
        taken_up=len(storm.people.acknowledged),
        closed=len(storm.people.closed),
        deliveries=check_deliveries(ledger, storm.at.slack, storm.at.teams),
    )


def _check_reports(storm: Storm, ledger: Ledger) -> None:
    """What was acknowledged is there once, what was given up at most once, and nothing else.

    All reports of one reason in one place at one hour are one escalation.
    """
    told = {report.words: report for report in storm.expected}
    keys = {collaboration.id: key for key, collaboration in ledger.collaborations.items()}
    found = {each.id: _reports_in(each) for each in ledger.escalations}
    times = Counter(words for reports in found.values() for words in reports)
    assert set(times.values()) <= {1}, times.most_common(5)
    assert {report.words for report in storm.people.raised} <= set(times)
    assert set(times) <= set(told)
    groups: list[tuple[str, str, int]] = []
    for escalation in ledger.escalations:
        (about,) = {_group(told[words]) for words in found[escalation.id]}
        assert about[:2] == (keys[escalation.collaboration], escalation.trigger)
        groups.append(about)
    assert sorted(groups) == sorted({_group(told[words]) for words in times})


def _reports_in(escalation: Escalation) -> list[str]:
    texts = [*(each.text for each in escalation.said), *(each.text for each in escalation.joined)]
    found = [_WORDS.findall(text) for text in texts]
    assert all(len(each) == 1 for each in found), texts
    return [words for each in found for words in each]


def _group(report: Report) -> tuple[str, str, int]:
    return report.place.key, report.trigger, report.hour


def _check_numbers(ledger: Ledger) -> None:
    """Labels count from 1 without a gap, the restricted ones apart."""
    numbers: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for each in ledger.escalations:
        numbers[each.collaboration, each.restricted].append(each.number)
    for found in numbers.values():
        assert sorted(found) == list(range(1, len(found) + 1))


def _entries(ledger: Ledger) -> Mapping[str, list[Entry]]:
    """What is on record about each escalation, in order."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for recorded in ledger.record.values():
        for one in recorded:
            if one.entry.kind.startswith("escalation."):
                found[one.entry.subject or ""].append(one.entry)
    return found


def _check_one(escalation: Escalation, entries: Sequence[Entry], storm: Storm) -> None:
    """What people did to it was done once; each rung was decided and each seat told once."""
    id_, people = escalation.id, storm.people
    kinds = Counter(entry.kind.removeprefix("escalation.") for entry in entries)
    assert kinds["raised"] == 1, (id_, kinds)
    assert kinds["joined"] == len(escalation.joined), (id_, kinds)
    taken_up, closed = int(id_ in people.acknowledged), int(id_ in people.closed)
    assert kinds["acknowledged"] == len(escalation.acknowledgements) == taken_up, (id_, kinds)
    assert kinds["closed"] == len(escalation.closings) == closed, (id_, kinds)
    assert kinds["decided"] == len(escalation.decisions) == closed, (id_, kinds)
    if closed:
        assert entries[-1].kind == "escalation.closed", (id_, kinds)
        assert escalation.closings[0].facts == people.closed[id_]
    assert not escalation.restricted or kind_of(escalation.trigger or "") is Kind.RESTRICTED
    _check_rungs(escalation, entries)
    _check_tellings(escalation, entries)


def _check_rungs(escalation: Escalation, entries: Sequence[Entry]) -> None:
    reached = Counter(rung.step for rung in escalation.rungs if rung.reached)
    passed = Counter(rung.step for rung in escalation.rungs if not rung.reached)
    assert reached == _steps(entries, "step_reached"), escalation
    assert passed == _steps(entries, "step_not_needed"), escalation
    assert set(reached.values()) | set(passed.values()) <= {1}, escalation
    assert reached[1] == 1, escalation
    ended = [entry.data["steps_not_needed"] for entry in entries if entry.kind.endswith(".closed")]
    left = ended[0] if ended else []
    for step in _TIMED_STEPS:
        was_left = isinstance(left, list) and step in left
        assert bool(reached[step] + passed[step]) != was_left, (escalation, step)
    first = escalation.acknowledgements[0].at if escalation.acknowledgements else None
    for rung in escalation.rungs:
        had = first is not None and first <= rung.at
        if rung.because is Because.ACKNOWLEDGED:
            assert had, escalation
        if rung.because is Because.NOT_ACKNOWLEDGED and had:
            assert kind_of(escalation.trigger or "") is Kind.EXPIRES, escalation


def _steps(entries: Sequence[Entry], kind: str) -> Counter[object]:
    return Counter(entry.data["step"] for entry in entries if entry.kind == f"escalation.{kind}")


def _check_tellings(escalation: Escalation, entries: Sequence[Entry]) -> None:
    told = Counter(
        (each.step, each.seat) for each in escalation.told if each.outcome is Outcome.TOLD
    )
    recorded = Counter(
        (entry.data["step"], entry.data["seat"])
        for entry in entries
        if entry.kind == "escalation.told"
    )
    assert told == recorded, escalation
    assert set(told.values()) == {1}, escalation
    expected = {1: 2, 2: 1, 3: 1}  # seats on each rung; nobody is away and no hours are waited for
    by_step = Counter(step for step, _ in told)
    assert by_step == {r.step: expected[r.step] for r in escalation.rungs if r.reached}, escalation
    again = [entry.data["number"] for entry in entries if entry.kind == "escalation.told_again"]
    assert again == list(range(1, len(again) + 1)), (escalation, again)
    assert len(again) <= (2 if kind_of(escalation.trigger or "") is Kind.REPEATS else 0)


def _check_keys(storm: Storm, ledger: Ledger, entries: Mapping[str, list[Entry]]) -> None:
    """One row for each message that the record implies, and no other."""
    expected = Counter(f"answer/{event}" for event in storm.people.typed)
    rooms = {
        ledger.collaborations[place.key].id: (
            f"slack:T0SPONSOR/{place.channel}",
            place.room.address,
        )
        for place in storm.at.sites
    }
    for each in ledger.escalations:
        if not each.restricted:
            expected.update(f"{each.id}/room/{room}" for room in rooms[each.collaboration])
        expected.update(set(_private_keys(each, entries[each.id])))
    check_keys(ledger, expected)


def _private_keys(escalation: Escalation, entries: Sequence[Entry]) -> list[str]:
    """The keys of all messages to one person, by what was on record before each."""
    base = f"{RESTRICTED_KEY if escalation.restricted else ''}{escalation.id}"
    told: list[tuple[object, object]] = []
    found: list[str] = []
    for entry in entries:
        data = entry.data
        match entry.kind.removeprefix("escalation."):
            case "told":
                told.append((data["step"], data["person"]))
                found.append(f"{base}/1/{data['step']}/{data['person']}")
            case "joined":
                found += [f"{base}/1/joined/{person}" for _, person in told]
            case "told_again":
                found += [
                    f"{base}/1/{step}/{person}/again/{data['number']}"
                    for step, person in told
                    if step == data["step"]
                ]
            case "acknowledgement_expired":
                step, person = _who_had_it(escalation, told, data["person"])
                found.append(f"{base}/1/{step}/{person}/again/expired/1")
            case _:
                pass
    return found


def _who_had_it(
    escalation: Escalation, told: Sequence[tuple[object, object]], person: object
) -> tuple[object, object]:
    """How whoever had it was told last; where they never were, how somebody of their side was."""
    side = {
        each.person
        for each in escalation.told
        if each.party == escalation.acknowledgements[0].by.party
    }
    own = [each for each in told if each[1] == person]
    return (own or [each for each in told if each[1] in side])[-1]
