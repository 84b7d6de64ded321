"""Asking Accord in each of the ways there are, and reading what comes back, whoever reads it."""

from collections.abc import Mapping
from typing import Any, Literal

from tests.fakes.teams_server import Shown
from tests.journeys.founding import Founding, InSlack, InTeams
from tests.journeys.reading import read

#: Mentioned in the room, as a slash command, or in the personal chat.
Way = Literal["room", "command", "alone"]
Person = InSlack | InTeams


def ways_of(person: Person) -> tuple[Way, ...]:
    """How somebody can ask: nobody from outside has a slash command, and Teams has none."""
    if isinstance(person, InSlack) and person.team == "T0SPONSOR":
        return ("room", "command", "alone")
    return ("room", "alone")


async def answer(person: Person, question: str, way: Way) -> Mapping[str, Any]:
    """Ask, and give the one message that comes back."""
    if isinstance(person, InTeams):
        return await _in_teams(person, question, way)
    if way == "command":
        await person.commands(question)
        return person.answers[-1]
    before = _seen(person)
    await (person.mentions(question) if way == "room" else person.writes(question))
    (only,) = _new(person, before)
    return only


async def reads(person: Person, question: str, way: Way) -> tuple[str, ...]:
    """Ask, and read the lines of the answer."""
    return read(await answer(person, question, way), names(person.world))


async def press(person: Person, label: str, of: str = "") -> Mapping[str, Any]:
    """Press a button of the newest message with it, and give the message that is new or other."""
    if isinstance(person, InTeams):
        before = len(_mine(person))
        await person.presses(label, of)
        new = _mine(person)[before:]
        return new[-1].card if new else person.card
    seen = _readable(person)
    await person.presses(label, of)
    now = [each for messages in _readable(person) for each in messages]
    return [each for each in now if not any(each in messages for messages in seen)][-1]


def names(world: Founding) -> dict[str, str]:
    """What Slack shows for the ids of people."""
    return {user: person.name for user, person in world.slack.world.people.items()}


async def _in_teams(person: InTeams, question: str, way: Way) -> Mapping[str, Any]:
    before = len(_mine(person))
    await (person.mentions(question) if way == "room" else person.writes(question))
    (only,) = _mine(person)[before:]
    return only.card


def _seen(person: InSlack) -> list[int]:
    """How much of each sort they could read so far."""
    return [len(each) for each in _readable(person)]


def _new(person: InSlack, before: list[int]) -> list[dict[str, Any]]:
    known = zip(_readable(person), before, strict=True)
    return [message for messages, count in known for message in messages[count:]]


def _readable(person: InSlack) -> list[list[dict[str, Any]]]:
    slack = person.world.slack
    every = (person.world.channel, person.chat, person.for_me, slack.answers)
    return [[dict(each) for each in messages] for messages in every]


def _mine(person: InTeams) -> list[Shown]:
    mine = {person.room.id, person.world.teams.chat_with(person.person).id}
    return [one for one in person.world.teams.everything if one.conversation in mine]
