"""Many rounds of the pulse, and attackers who assign the answers to people: no better than chance.

They know more than anybody will: who answered in which order, what the four answers of a side were,
and all that lies in the database after each single answer, but for the key. In each round the four
people of a side answer 1, 2, 4 and 5 in an order that is drawn. An attacker gives each of them a
score; by these the four answers are dealt out, and hits are counted. Without a leak the hits of a
round are the fixed points of a permutation of four, so the bound is exact: no attacker may have
more, or fewer, hits than by chance once in a million. What is drawn is drawn from a seed.

The same attackers find everything where each answer leaves a row with its time, or an entry in the
record that holds one of its numbers.
"""

import base64
import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from adapters.console.platform import Shown
from bot.cards.compose.pulse import ANSWER
from bot.domain.address import Address
from bot.domain.agreement.cadences import Every
from storage.engine import create_engines
from storage.settings import StorageSettings
from storage.transaction import SqlStorage
from tests.journeys.pulse_evidence import Drawn, at_rest, box
from tests.unit.engine.pulse_stage import CROS, SPONSORS, pulse_stage, values
from tests.unit.engine.stage import Stage

ROUNDS = 8
GIVEN = (1, 2, 4, 5)
_ALONE = re.compile(r"(?<![\w.:-])[1-5](?![\w.:-])")
ONCE_IN_A_MILLION = Fraction(1, 1_000_000)


@dataclass(frozen=True)
class Seen:
    """What an attacker has of the answers of one side in one round."""

    order: Sequence[Address]
    """Who answered, one after the other."""
    said: Sequence[int]
    """What they answered: only for counting hits."""
    lines: Sequence[frozenset[str]]
    """What lies in the database before the first of them answered, and after each."""
    boxes: Sequence[str]

    def new(self, number: int) -> list[str]:
        """What is there after an answer and was not before it."""
        return sorted(self.lines[number + 1] - self.lines[number])


def by_what_is_new(seen: Seen, number: int) -> float:
    """A number that stands alone in what came with the answer, at a place where all four do."""
    found = [re.findall(_ALONE, " ".join(seen.new(each))) for each in range(len(seen.order))]
    for at in zip(*found, strict=False):
        if sorted(map(int, at)) == list(GIVEN):
            return float(at[number])
    return 0.0


def by_how_much_is_new(seen: Seen, number: int) -> float:
    """How much was written."""
    return float(len("".join(seen.new(number))))


def by_length(seen: Seen, number: int) -> float:
    """By how much the box grew."""
    return float(len(seen.boxes[number + 1]) - len(seen.boxes[number]))


def by_head(seen: Seen, number: int) -> float:
    """What the box begins with, where a token has its time."""
    return float(int.from_bytes(base64.urlsafe_b64decode(seen.boxes[number + 1])[:9], "big"))


def by_bytes(seen: Seen, number: int) -> float:
    """How many bytes of the box stayed as they were."""
    pair = (base64.urlsafe_b64decode(seen.boxes[number + at]) for at in (0, 1))
    return float(sum(before == after for before, after in zip(*pair, strict=True)))


def by_order(_seen: Seen, number: int) -> float:
    """Who is content answers first."""
    return float(-number)


ATTACKERS: tuple[Callable[[Seen, int], float], ...] = (
    by_what_is_new,
    by_how_much_is_new,
    by_length,
    by_head,
    by_bytes,
    by_order,
)


def hits(attacker: Callable[[Seen, int], float], seen: Seen) -> int:
    """How many of a side the attacker is right about."""
    scores = [attacker(seen, number) for number in range(len(seen.order))]
    ranked = sorted(range(len(scores)), key=lambda each: (scores[each], each))
    dealt = dict(zip(ranked, GIVEN, strict=True))
    return sum(dealt[place] == said for place, said in enumerate(seen.said))


def chance(times: int) -> list[Fraction]:
    """How likely each number of hits is by chance, over a number of sides and rounds."""
    every = list(permutations(range(len(GIVEN))))
    points = [sum(at == value for at, value in enumerate(each)) for each in every]
    one = [Fraction(points.count(count), len(every)) for count in range(len(GIVEN) + 1)]
    total = [Fraction(1)]
    for _ in range(times):
        longer = [Fraction(0)] * (len(total) + len(GIVEN))
        for at, likely in enumerate(total):
            for count, further in enumerate(one):
                longer[at + count] += likely * further
        total = longer
    return total


def by_chance(found: int, times: int) -> bool:
    """Whether so many hits, or so few, come by chance more often than once in a million."""
    likely = chance(times)
    return min(sum(likely[found:]), sum(likely[: found + 1])) > ONCE_IN_A_MILLION


@pytest.fixture
def database(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file; ids and locks are drawn from a seed."""
    monkeypatch.setattr(os, "urandom", Drawn())
    return Path(shutil.copy(sqlite_template, tmp_path / "accord.db"))


async def rounds(file: Path, number: int, *, leak: bool = False) -> list[Seen]:
    """Live some weeks; with a leak each answer leaves a row with its time."""
    before: date | None = None
    url, drawn = f"sqlite:///{file}", random.Random(7)
    storage = SqlStorage(create_engines(StorageSettings(url)), [Fernet.generate_key().decode()])
    stage = await pulse_stage(storage=storage, alone=True, every=Every.WEEK)
    found: list[Seen] = []
    day = date(2027, 1, 4)
    while len(found) < 2 * number:
        day += timedelta(days=1)
        await stage.until(f"{day}T12:00")
        running = await _running(stage)
        if running is None or running == before:
            continue
        before = running
        for side in (SPONSORS, CROS):
            order, said = drawn.sample(side, 4), drawn.sample(GIVEN, 4)
            lines, boxes = [_lines(url)], [box(url)]
            for who, value in zip(order, said, strict=True):
                asked = _asking(stage, who)
                assert asked is not None
                form = (await stage.press(who, asked, "Answer")).form
                assert form is not None
                counted = await stage.send(who, form, **values(value, f"a {value} from me"))
                assert counted.card is not None
                assert counted.card.title == "Thank you, it is counted"
                if leak:
                    _leak(file, value)
                lines.append(_lines(url))
                boxes.append(box(url))
            found.append(Seen(order, said, lines, boxes))
    await storage.close()
    return found


async def test_no_attacker_is_better_than_chance(database: Path) -> None:
    seen = await rounds(database, ROUNDS)
    counted = {each.__name__: sum(hits(each, one) for one in seen) for each in ATTACKERS}
    assert all(by_chance(found, len(seen)) for found in counted.values()), counted


async def test_the_same_attackers_find_a_row_for_each_answer(database: Path) -> None:
    seen = await rounds(database, 3, leak=True)
    counted = {each.__name__: sum(hits(each, one) for one in seen) for each in ATTACKERS}
    assert counted["by_what_is_new"] == len(seen) * len(GIVEN)
    assert not by_chance(counted["by_what_is_new"], len(seen))


async def _running(stage: Stage) -> date | None:
    """The round that everybody has been asked in."""
    if any(not _asking(stage, who) for who in (*SPONSORS, *CROS)):
        return None
    async with stage.accord.storage.reading() as tx:
        running = await tx.pulse.running(stage.collaboration.id)
    return running.start if running else None


def _asking(stage: Stage, who: Address) -> Shown | None:
    """The newest message that asks somebody, until the round ends."""
    asking = (
        shown
        for shown in reversed(stage.received(who))
        if any(button.action == ANSWER for button in shown.card.buttons)
    )
    return next(asking, None)


def _lines(url: str) -> frozenset[str]:
    return frozenset(f"{table} {row}" for table, rows in at_rest(url).items() for row in rows)


def _leak(file: Path, value: int) -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pulse_answers (at TEXT, value INTEGER)")
        connection.execute("INSERT INTO pulse_answers VALUES (datetime('now'), ?)", (value,))
    connection.close()
