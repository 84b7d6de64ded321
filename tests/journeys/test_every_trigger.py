"""Every trigger of both examples, over HTTP, from the first words to ten days after its end.

All of an example are raised at the same minute by who gives the first notice, through the form of
their chat, and left alone until their ladders are climbed. What arrived in whose chat and in which
room at which minute is what was computed by hand. Then people end them with the buttons of their
messages. Once the sponsor is in Slack and the CRO in Teams, and once it is the other way round.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.agreement.document import Agreement
from bot.domain.agreement.triggers import Trigger
from bot.engine.record import broken_links
from tests.databases import new_database
from tests.journeys.conftest import judge
from tests.journeys.everybody import ROOMS, Arrived, Everybody, everybody
from tests.journeys.founding import text_of
from tests.unit.engine import ladder_tables as tables
from tests.unit.engine.escalating import KOLKATA, MELBOURNE, at
from tests.unit.engine.examples import PHASE_1, RAT, example


@dataclass(frozen=True, kw_only=True)
class Table:
    """What was computed by hand for an example."""

    example: str
    leads: tuple[str, str]
    zone: ZoneInfo
    raised: str
    """Wall time of the CRO at which all of them are raised."""
    climbed: str
    """Wall time at which all ladders are climbed."""
    long_after: str
    told: Mapping[str, Sequence[tuple[str, int, str]]]
    why: Mapping[str, Sequence[str]]
    reached: Mapping[str, Sequence[str]]
    due: Mapping[str, str]
    outside: Mapping[str, Sequence[str]]
    then: Mapping[str, str]
    words: Mapping[str, str]
    unknown_to_rooms: frozenset[str] = frozenset()
    given_unseen: frozenset[str] = frozenset()

    def rows(self, trigger: Trigger) -> list[tuple[str, str, str]]:
        """When who is told, and why; who raised it reads what they did."""
        giver, first = trigger.first_notice.from_, "this is the first step agreed for it"
        why = dict(enumerate((first, *self.why[trigger.key]), 1))
        return sorted(
            (wall, seat, "" if (step, seat) == (1, giver) else why[step])
            for wall, step, seat in self.told[trigger.key]
        )


TABLES = {
    RAT: Table(
        example=RAT,
        leads=("program_manager", "cro_pm"),
        zone=KOLKATA,
        raised="2027-01-14T20:00",
        climbed="2027-02-01T12:00",
        long_after="2027-02-11T12:00",
        told=tables.RAT,
        why=tables.RAT_WHY,
        reached=tables.RAT_REACHED,
        due=tables.RAT_DUE,
        outside=tables.RAT_OUTSIDE,
        then=tables.RAT_THEN,
        words=tables.RAT_WORDS,
    ),
    PHASE_1: Table(
        example=PHASE_1,
        leads=("clinical_ops_lead", "cro_pm"),
        zone=MELBOURNE,
        raised="2027-02-12T23:00",
        climbed="2027-03-17T12:00",
        long_after="2027-03-27T12:00",
        told=tables.PHASE1,
        why=tables.PHASE1_WHY,
        reached=tables.PHASE1_REACHED,
        due=tables.PHASE1_DUE,
        outside=tables.PHASE1_OUTSIDE,
        then=tables.PHASE1_THEN,
        words=tables.PHASE1_WORDS,
        unknown_to_rooms=frozenset({"accidental_unblinding", "drug_temperature"}),
        given_unseen=frozenset({"drug_temperature"}),
    ),
}


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    request.param = "sqlite"
    return new_database(request, tmp_path)


@pytest.mark.parametrize("in_slack", ["sponsor", "cro"])
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
async def test_every_trigger_reaches_people_as_computed_and_comes_to_its_end(
    database: str, table: Table, in_slack: str
) -> None:
    agreement, begin = example(table.example), at(table.raised, table.zone)
    async with everybody(database, agreement, begin, in_slack=in_slack, leads=table.leads) as world:
        for number, trigger in enumerate(agreement.triggers):
            await raise_it(world, table, trigger, in_room=number % 2 == 1)
        await world.until(table.climbed, table.zone)
        for trigger in agreement.triggers:
            about = [each for each in world.arrived() if each.title == trigger.title]
            check_people(agreement, table, trigger, about)
            check_rooms(table, trigger, about)
            check_notices(table, trigger, about)
        for trigger in agreement.triggers:
            await end_it(world, table, trigger)
        before = [each for each in world.arrived() if each.new]
        await world.until(table.long_after, table.zone)
        assert [each for each in world.arrived() if each.new] == before
        assert list(broken_links(await world.record())) == []
        if (table.example, in_slack) == (PHASE_1, "sponsor"):
            # The same cards everywhere; judging takes longer than all the rest.
            judge(world.slack, world.teams)


async def raise_it(world: Everybody, table: Table, trigger: Trigger, *, in_room: bool) -> None:
    """Its giver types a few words and fills in the form that they lead to."""
    giver = world.people[trigger.first_notice.from_]
    typed = f"raise {table.words[trigger.key]}"
    if in_room and trigger.key not in table.unknown_to_rooms:
        await giver.mentions(typed)
    else:
        await giver.writes(typed)
    await giver.presses("Raise it", of=trigger.title)
    said = {f"say_{number}": f"as to {item}" for number, item in enumerate(trigger.say)}
    moment = table.raised.partition("T")[2]
    await giver.sends(**said, happened=moment, known=moment)


async def end_it(world: Everybody, table: Table, trigger: Trigger) -> None:
    """It is taken up, decided, told of outside of chat and resolved, by buttons of its messages."""
    first, giver_key = trigger.ladder[0].seats["sponsor"], trigger.first_notice.from_
    receiver, giver = world.people[first], world.people[giver_key]
    readers = [first, giver_key, *(() if trigger.key in table.unknown_to_rooms else ROOMS)]
    hold, decided = text_of(trigger.until_decided)[1:-1], "The work goes on from Monday"

    def reads(reader: str) -> str:
        """The message about it that changed last, as it stands."""
        about = [each for each in world.arrived() if each.title == trigger.title]
        return [each.card for each in about if each.place == reader][-1]

    await receiver.presses("I have it", of=trigger.title)
    for reader in readers:
        assert f"{receiver.name} has it" in reads(reader)
        assert hold in reads(reader)
    await receiver.presses("Decide", of=trigger.title)
    await receiver.sends(text=decided)
    for reader in readers:
        assert decided in reads(reader)
        assert hold not in reads(reader)
    for button in table.outside.get(trigger.key, ()):
        await giver.presses(button, of=f"{trigger.title}: {receiver.name} has it")
        await giver.sends()
        for reader in readers:
            # By what an unblinded seat gives it does not exist for who is blinded.
            known = trigger.key not in table.given_unseen or reader == giver_key
            assert (f"said by {giver.name}" in reads(reader)) == known
        assert f'"{button}"' not in reads(giver_key)
    await giver.presses("Resolve", of=trigger.title)
    await giver.sends(met="Yes", text=f"Met: {trigger.closes_when}")
    for reader in readers:
        assert f"{trigger.title}: closed" in reads(reader)
        assert f"Met: {trigger.closes_when}" in reads(reader)


def check_people(
    agreement: Agreement, table: Table, trigger: Trigger, about: Sequence[Arrived]
) -> None:
    """Exactly who was to be told got a message of their own, then, as what they are told."""
    told = [each for each in about if each.new and each.place not in ROOMS]
    assert sorted(each.row(table.zone) for each in told) == table.rows(trigger)
    for each in told:
        assert each.told_as in (None, agreement.seat[each.place].title)


def check_rooms(table: Table, trigger: Trigger, about: Sequence[Arrived]) -> None:
    """Both rooms read it when it is raised and see each step that is reached; or nothing at all."""
    for room in ROOMS:
        here = [each for each in about if each.place == room]
        if trigger.key in table.unknown_to_rooms:
            assert here == []
            continue
        begin = f"{at(table.raised, table.zone).astimezone(table.zone):%m-%d %H:%M}"
        assert [each.row(table.zone)[0] for each in here if each.new] == [begin]
        for step, wall in enumerate(table.reached[trigger.key], 2):
            # Of two steps at the same moment a room reads the higher one.
            some = rf"[{step}-9] of {len(trigger.ladder)}: "
            seen = [each for each in here if re.search(some, each.card)]
            assert seen[0].row(table.zone)[0] == wall


def check_notices(table: Table, trigger: Trigger, about: Sequence[Arrived]) -> None:
    """Who gives it reads by when, and what they press once it is given outside of chat."""
    (card, *_) = [each.card for each in about if each.place == trigger.first_notice.from_]
    for wall in (table.due[trigger.key], *filter(None, [table.then.get(trigger.key)])):
        assert any(f"due {each}" in card for each in written(table, wall)), (trigger.key, wall)
    outside = dict.fromkeys(re.findall(r'"(Done(?: by|:) .+?)"', card))
    assert tuple(outside) == table.outside.get(trigger.key, ())


def written(table: Table, wall: str) -> tuple[str, str]:
    """How a moment stands in a message of the CRO's, in Slack and in Teams."""
    moment = at(f"2027-{wall.replace(' ', 'T')}", table.zone)
    wall_time = moment.astimezone(table.zone)
    city = table.zone.key.partition("/")[2]
    day = f"{wall_time:%a} {wall_time.day} {wall_time:%b %Y}, {wall_time:%H:%M} ({city})"
    return f"<!date^{int(moment.timestamp())}^", day
