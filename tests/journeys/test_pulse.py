"""The pulse over HTTP: one month with too few answers, the next with enough."""

from tests.journeys.conftest import judge
from tests.journeys.pulsing import (
    ASKED,
    IN_SLACK,
    IN_TEAMS,
    READ,
    a_pulse_world,
    answers,
    in_both_rooms,
)

RESULTS = "The average of each side, from 1 (not at all)"


async def test_a_month_with_too_few_answers_and_the_next_with_enough(database: str) -> None:
    async with a_pulse_world(database) as world:
        people = world.people
        await world.until(ASKED[0])
        for seat in IN_SLACK[:2]:
            assert "Thank you, it is counted" in await answers(people[seat], 1, "said by two only")
        for seat in IN_TEAMS[:3]:
            assert "Thank you, it is counted" in await answers(people[seat], 5)
        for seat in (IN_SLACK[0], IN_TEAMS[0]):  # once more: the judges look at that form too
            await people[seat].presses("Answer", of="Pulse")
        assert in_both_rooms(world, "Pulse, January 2027") == ("", "")
        await world.until(READ[0])
        for read in in_both_rooms(world, RESULTS):
            assert "Pulse, January 2027" in read
            assert "Larkspur: too few answers to show (fewer than 3)" in read
            assert "Deccan 5.0" in read
            assert "said by two only" not in read
            assert "on the agenda" not in read

        await world.until(ASKED[1])
        for number, seat in enumerate(IN_SLACK):
            await answers(people[seat], 4, f"meet {number} times")
        for seat in IN_TEAMS[:3]:
            await answers(people[seat], 2)
        await world.until(READ[1])
        for read in in_both_rooms(world, RESULTS):
            assert "Pulse, February 2027" in read
            assert "Larkspur 4.0, Deccan 2.0 (before: 5.0), gap 2.0" in read
            assert "meet 2 times" in read
            assert "5 questions are on the agenda of Monthly steering meeting" in read
        await world.until("2027-02-10T12:00")
        for read in in_both_rooms(world, "Monthly steering meeting"):
            assert "What would help?" in read
        for seat in (*IN_SLACK, *IN_TEAMS):
            assert "Pulse, February 2027 is over" in str(people[seat].chat[-1])
        judge(world.slack, world.teams)
