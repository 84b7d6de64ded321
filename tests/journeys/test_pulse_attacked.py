"""Somebody with the database, the logs and all messages tries to find out who answered what.

Three attacks. The first looks at what one answer changes at rest: nothing but a box of the same
length. The second lives the same month twice, with the answers of two people swapped, and compares
everything that is left. The third is `test_pulse_guessed.py`: many rounds, and
attackers who guess.

That these can fail was tried by planting leaks:

- an event id noted in the inbox, as for every other event, is seen by the first: it is a
  fingerprint of what was answered, with only a few thousand ways to answer;
- so is a box that is no longer than what is in it, and a message that is edited when answered;
- an entry in the record with a number of the answer is seen by all three.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.cards.plain import card_text
from storage.engine import create_engines
from storage.settings import StorageSettings
from storage.transaction import SqlStorage
from tests.databases import new_database
from tests.journeys.everybody import Everybody
from tests.journeys.pulse_evidence import Drawn, at_rest, box, everything_logged
from tests.journeys.pulsing import ASKED, IN_SLACK, IN_TEAMS, a_pulse_world, answers
from tests.unit.engine.pulse_stage import CROS, ENDED, OPENED, SPONSORS, answer, pulse_stage
from tests.unit.engine.stage import CRO_ROOM, SPONSOR_ROOM, Stage


async def test_an_answer_changes_nothing_at_rest_but_what_is_in_the_box(database: str) -> None:
    """Between two looks at everything, somebody answered; neither look tells that, or who."""
    async with a_pulse_world(database) as world:
        await world.until(ASKED[0])
        for number, seat in enumerate((IN_SLACK[0], IN_TEAMS[0], IN_SLACK[1])):
            before, locked, shown = at_rest(database), box(database), messages(world)
            with everything_logged() as lines:
                said = await answers(world.people[seat], number + 2, f"a word, number {number}")
                await answered_again(world, seat)
            assert "Thank you, it is counted" in said
            assert at_rest(database) == before
            assert box(database) != locked
            assert messages(world) == shown
            assert not [line for line in lines if "a word" in line]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Gives an empty database of one kind, each time it is asked."""

    def make(name: str) -> str:
        (tmp_path / name).mkdir()
        return new_database(request, tmp_path / name)

    return make


async def test_the_same_month_with_two_answers_swapped_leaves_the_same(
    empty: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same clock, order and drawn ids; only who says what is another."""
    monkeypatch.setattr(os, "urandom", Drawn())
    one = await a_month(empty("one"), swapped=False)
    monkeypatch.setattr(os, "urandom", Drawn())
    other = await a_month(empty("other"), swapped=True)
    assert one.half == other.half
    assert one.end == other.end
    assert one.logged == other.logged


@dataclass(frozen=True)
class Left:
    """All that is left of a month."""

    half: list[str]
    """When half of the people have answered."""
    end: list[str]
    logged: list[str]


async def a_month(url: str, *, swapped: bool) -> Left:
    """Live it, with what two people of each side say the other way round or not."""
    people = (*SPONSORS, *CROS)
    says = [(number, f"words of {place}") for place, number in enumerate((1, 5, 2, 4, 5, 1, 3, 3))]
    if swapped:
        says[0], says[1], says[4], says[5] = says[1], says[0], says[5], says[4]
    storage = SqlStorage(create_engines(StorageSettings(url)), [Fernet.generate_key().decode()])
    with everything_logged() as lines:
        stage = await pulse_stage(storage=storage, alone=True)
        await stage.until(OPENED)
        for who, said in list(zip(people, says, strict=True))[:4]:
            await answer(stage, who, *said)
        half = left_in(url, stage)
        for who, said in list(zip(people, says, strict=True))[4:]:
            await answer(stage, who, *said)
        await stage.until(ENDED)
    end = left_in(url, stage)
    await storage.close()
    assert any("words of 0" in line for line in end)  # it was shown, without a name
    return Left(half, end, lines)


def left_in(url: str, stage: Stage) -> list[str]:
    """Everything at rest, a line for each row, and everything that can be read."""
    rows = [f"{table} {row}" for table, found in at_rest(url).items() for row in found]
    rooms = (SPONSOR_ROOM, CRO_ROOM, *SPONSORS, *CROS)
    return [*rows, *(card_text(each.card) for room in rooms for each in stage.received(room))]


def messages(world: Everybody) -> list[str]:
    """All that can be read in either service."""
    chats = [world.channel, *(world.people[seat].chat for seat in IN_SLACK)]
    slack = [message for chat in chats for message in chat]
    teams = [each.card for each in world.teams.everything]
    return [json.dumps(each) for each in (*slack, *teams)]


async def answered_again(world: Everybody, seat: str) -> None:
    """Whoever presses once more reads that it is counted, and that is kept nowhere either."""
    who = world.people[seat]
    await who.presses("Answer", of="Pulse")
