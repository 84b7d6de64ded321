"""Half a year lived by both sides: the file says what plain counting of the exported record says.

`TEST_HALF_YEARS=30` lives thirty; a plain run lives three.
"""

import asyncio
import csv
import json
import os
from functools import lru_cache

import pytest

from bot.engine.responsiveness import every_month
from bot.engine.scene import Setting
from bot.export.responsiveness_file import responsiveness_csv
from tests.half_year.life import Life, lived
from tests.half_year.plain import Count, Row, read
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM

_EVENTS = 180
SEEDS = range(1, 1 + int(os.environ.get("TEST_HALF_YEARS", "3")))


async def in_the_file(life: Life) -> list[Row]:
    """The lines of the file, before its definitions."""
    stage = life.stage
    async with stage.accord.storage.reading() as tx:
        directory = await stage.accord.directory.current(tx)
        setting = Setting(
            now=stage.clock.now(),
            directory=directory,
            collaboration=directory.collaborations[stage.collaboration.id],
            agreement=stage.agreement,
        )
        months = await every_month(tx, setting, stage.accord.agreements)
    names = {party.key: party.short for party in stage.agreement.parties}
    text = responsiveness_csv(months, names, stage.agreement.parties[0].zone)
    numbers, _, _ = text.partition("\r\n\r\n")
    return list(csv.DictReader(numbers.splitlines()))


def differences(found: list[Row], expected: list[Row]) -> list[str]:
    """Each cell that is not as expected, in words."""
    return [
        f"{row['month']} {row['side']} {column}: {row.get(column)!r} and not {other[column]!r}"
        for row, other in zip(found, expected, strict=True)
        for column in other
        if row.get(column) != other[column]
    ]


def counted(life: Life, lines: list[str]) -> list[Row]:
    """The same, counted from the record alone."""
    stage = life.stage
    return Count(agreement=stage.agreement, lines=read(lines), now=stage.clock.now()).rows()


@lru_cache
def lives(seed: int) -> Life:
    """The half year of a seed, lived once."""
    return asyncio.run(lived(seed, _EVENTS))


@pytest.fixture(scope="module", params=SEEDS)
def life(request: pytest.FixtureRequest) -> Life:
    return lives(request.param)


async def test_the_file_says_what_plain_counting_of_the_record_says(life: Life) -> None:
    found, expected = await in_the_file(life), counted(life, list(life.lines))
    assert [list(row) for row in found] == [list(row) for row in expected]
    assert differences(found, expected) == []


async def test_something_of_everything_happened() -> None:
    rows = [row for each in SEEDS for row in await in_the_file(lives(each))]
    nothing = [column for column in rows[0] if all(row[column] in ("", "0", "0.0") for row in rows)]
    assert nothing == []


@pytest.mark.parametrize("text", ["responsiveness", "responsiveness cro", "responsiveness march"])
async def test_both_sides_read_equal_numbers_wherever_they_ask(life: Life, text: str) -> None:
    read_by = set()
    for who, room in ((PM, None), (SPONSOR_PM, None), (PM, CRO_ROOM), (SPONSOR_PM, SPONSOR_ROOM)):
        await life.stage.say(who, text, room)
        read_by.add(life.stage.last_text(room or who))
    (said,) = read_by
    assert "median" in said


@pytest.mark.parametrize(
    ("kind", "column"),
    [
        ("question.answered", "answer_median_working_hours"),
        ("question.withdrawn", "questions_came"),
        ("suggestion.adopted", "suggestions_open"),
        ("checkin.answered", "updates_on_time"),
        ("escalation.raised", "escalations_raised"),
        ("escalation.acknowledged", "escalations_acknowledged_in_time"),
        ("action.done", "actions_open"),
        ("decision.recorded", "decisions_open"),
        ("seat.emptied", "days_without_holder"),
        ("seat.filled", "seats_changed_hands"),
        ("seat.gap_closed", "gaps_closed"),
        ("collaboration.paused", "answer_90th_percentile_working_hours"),
    ],
)
async def test_a_line_that_is_missing_from_the_record_is_noticed(kind: str, column: str) -> None:
    def left(life: Life) -> list[str]:
        return [line for line in life.lines if json.loads(line)["kind"] != kind]

    life = next(each for each in map(lives, SEEDS) if len(left(each)) < len(each.lines))
    without = left(life)
    wrong = differences(await in_the_file(life), counted(life, without))
    assert any(f" {column}" in each for each in wrong), wrong
