"""The page as the stories give it now."""

from pathlib import Path

from tests.read_through.page import page
from tests.read_through.pulse import how_working_together_goes
from tests.read_through.rounds import what_comes_round
from tests.read_through.stories import (
    animals_found_dead,
    dosing_stops,
    drug_too_warm,
    nitrogen_alarm,
    samples_thawed,
)
from tests.read_through.suggestions import ideas_are_answered
from tests.read_through.three import order_stuck

PAGE = Path(__file__).parents[2] / "docs" / "read-through.md"


async def written() -> str:
    """All stories, told anew."""
    return page(
        {
            "An early word becomes an escalation, at night for the sponsor; a seat is empty, what "
            "somebody had stops to count, it is closed, and goes on once more.": (
                await animals_found_dead()
            ),
            "It happens on a Friday evening, and no side works for a while.": (
                await samples_thawed()
            ),
            "A number begins it at night, between three parties; it is told again as agreed.": (
                await nitrogen_alarm()
            ),
            "A facilitator is in the middle: what it says early, is asked and raises with both.": (
                await order_stuck()
            ),
            "A call is made outside of chat, and a written record must follow it.": (
                await dosing_stops()
            ),
            "It is restricted, and has a notice outside of chat.": await drug_too_warm(),
            "Nothing happened, but days come: a deliverable that is later, access that ends, a "
            "question that waits, and a round of the owners.": await what_comes_round(),
            "How working together goes is asked of both sides, without names.": (
                await how_working_together_goes()
            ),
            "Ideas go across and are answered, and what was agreed on who decides is said.": (
                await ideas_are_answered()
            ),
        }
    )
