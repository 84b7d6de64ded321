"""The people of a storm: they raise, take up and close, and try again when nobody takes it."""

import asyncio
import copy
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.cards.compose.escalation_forms import RAISED, RESOLVED
from bot.cards.compose.escalations import RAISE, RESOLVE
from bot.cards.words import escalations as words
from tests.crash.premises import Premises
from tests.crash.sites import Place
from tests.fakes import slack_payloads as payloads
from tests.fakes.teams_requests import pressed
from tests.fakes.teams_server import Shown

#: How many people are at it at once.
_AT_ONCE = 8
#: How often somebody sends a form by two presses, or closes it when the first one is cut off.
_TWICE, _GIVE_UP = 0.2, 0.1
#: What tells one form from another.
_ABOUT = ("collaboration", "trigger", "escalation")


@dataclass(frozen=True, kw_only=True)
class Report:
    """One form that somebody sends."""

    place: Place
    trigger: str
    """Key of the trigger."""
    hour: int
    """Number of the wave it belongs to."""
    number: int

    @property
    def words(self) -> str:
        """What is written in it, and in no other."""
        return f"report {self.number:04} on {self.trigger}"


class Reporters:
    """Everybody in all places. What they were told is taken is kept here."""

    def __init__(self, premises: Premises[Place], chance: random.Random) -> None:
        self._at = premises
        self._chance = chance
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._agreed: dict[tuple[str, str], dict[str, Any]] = {}
        self._views: set[str] = set()
        self.typed: list[str] = []
        """Ids of acknowledged events whose answer comes as a message."""
        self.raised: list[Report] = []
        """What was acknowledged: somebody read that it is raised."""
        self.given_up: list[Report] = []
        """What was cut off and never sent again: nobody knows whether it arrived."""
        self.acknowledged: set[str] = set()
        """Ids of the escalations that somebody took up."""
        self.closed: dict[str, str] = {}
        """With which words each was closed, by its id."""

    async def look_up(self, triggers: Sequence[str]) -> None:
        """Ask what was agreed: the answers carry the buttons that open the form."""
        for place in self._at.sites:
            for trigger in triggers:
                user = place.reporters[place.reporter_of(trigger)]
                event = payloads.direct_message(f"raise {place.title_of(trigger)}", user=user)
                await self._at.sending.until_taken(event)
                self.typed.append(f"slack:{event['event_id']}")

    def find_answers(self, triggers: Sequence[str]) -> None:
        """The answers, once all of them have come."""
        for place in self._at.sites:
            for trigger in triggers:
                user = place.reporters[place.reporter_of(trigger)]
                title = f"What was agreed: {place.title_of(trigger)}"
                (message,) = [m for m in self._at.slack.messages(user) if title in json.dumps(m)]
                self._agreed[place.key, trigger] = copy.deepcopy(message)

    async def raise_all(self, reports: Iterable[Report]) -> None:
        """Everybody sends their form."""
        async with asyncio.TaskGroup() as tasks:
            for report in reports:
                tasks.create_task(self._raise(report))

    async def take_up(self, share: float) -> None:
        """A share of what is open is taken up, some of it by two people at the same time."""
        found = [
            (place, shown, id_)
            for place in self._at.sites
            for shown, id_ in self._waiting(place)
            if id_ not in self.acknowledged and id_ not in self.closed
        ]
        async with asyncio.TaskGroup() as tasks:
            for place, shown, id_ in found:
                if id_ not in self.acknowledged and self._chance.random() < share:
                    self.acknowledged.add(id_)
                    tasks.create_task(self._take_up(place, shown))

    async def close(self, share: float) -> None:
        """A share of what is open is closed, with a decision."""
        found = {
            id_: (user, message)
            for place in self._at.sites
            for user in place.reporters
            for message, id_ in self._open(user)
            if id_ not in self.closed
        }
        async with asyncio.TaskGroup() as tasks:
            for id_, (user, message) in found.items():
                if self._chance.random() < share:
                    self.closed[id_] = f"explained {len(self.closed):04}"
                    tasks.create_task(self._close(id_, user, message))

    async def _raise(self, report: Report) -> None:
        place = report.place
        user = place.reporters[place.reporter_of(report.trigger)]
        values = {"say_0": report.words, "happened": "now", "known": "now"}
        async with self._slots:
            agreed = self._agreed[place.key, report.trigger]
            view = await self._opened(agreed, RAISE, RAISED, user)
            if self._chance.random() < _GIVE_UP:
                taken = await self._at.sending.once(
                    payloads.view_submission(view, values, user=user)
                )
                (self.raised if taken else self.given_up).append(report)
                return
            times = 2 if self._chance.random() < _TWICE else 1
            presses = [payloads.view_submission(view, values, user=user) for _ in range(times)]
            await asyncio.gather(*map(self._at.sending.until_taken, presses))
        self.raised.append(report)

    async def _close(self, id_: str, user: str, message: dict[str, Any]) -> None:
        values = {"met": "yes", "text": self.closed[id_], "decision": "all is moved again"}
        async with self._slots:
            view = await self._opened(message, RESOLVE, RESOLVED, user)
            await self._at.sending.until_taken(payloads.view_submission(view, values, user=user))

    async def _opened(
        self, message: dict[str, Any], action: str, form: str, user: str
    ) -> dict[str, Any]:
        """Press until a form is there."""
        carried = _carried(message, action)
        view = None
        while view is None:
            await self._at.sending.until_taken(
                payloads.button_press(
                    message, action=action, user=user, trigger_id=self._at.slack.trigger()
                )
            )
            view = self._fresh_view(form, carried)
        return view

    def _fresh_view(self, form: str, carried: Mapping[str, str]) -> dict[str, Any] | None:
        """A form about this that was opened, and that nobody has filled in yet."""
        for view in self._at.slack.views:
            if view["callback_id"] == form and view["id"] not in self._views:
                context = json.loads(view["private_metadata"])["context"]
                if all(context.get(key) == carried.get(key) for key in _ABOUT):
                    self._views.add(view["id"])
                    return view
        return None

    def _open(self, user: str) -> Iterator[tuple[dict[str, Any], str]]:
        """The cards of somebody that can be closed, with the id of what they are about."""
        for message in self._at.slack.messages(user):
            try:
                carried = _carried(message, RESOLVE)
            except LookupError:
                continue
            yield copy.deepcopy(message), carried["escalation"]

    def _waiting(self, place: Place) -> Iterator[tuple[Shown, str]]:
        """What nobody has taken up: in the room; what no room may know of in the monitor's chat."""
        chat = self._at.teams.chat_with(place.monitor)
        for shown in (*self._at.teams.activities(place.room), *self._at.teams.activities(chat)):
            with suppress(AssertionError):  # no such button
                data = pressed(shown.card, words.ACKNOWLEDGE, {})["data"]
                yield copy.deepcopy(shown), data["accord"]["value"]["escalation"]

    async def _take_up(self, place: Place, shown: Shown) -> None:
        people = [place.monitor]
        if shown.conversation == place.room.id and self._chance.random() < 0.5:
            people.append(place.manager)
        action = pressed(shown.card, words.ACKNOWLEDGE, {})
        room = self._at.teams.rooms[shown.conversation]
        async with self._slots:
            await asyncio.gather(
                *(
                    self._at.sending.until_taken(
                        self._at.from_teams.invoke(room, person, action, reply_to=shown.id)
                    )
                    for person in people
                )
            )


def _carried(message: Mapping[str, Any], action: str) -> dict[str, str]:
    """What a button of a message in Slack carries."""
    button, _ = payloads.find_button(dict(message), action=action)
    carried: dict[str, str] = json.loads(button["value"])
    return carried
