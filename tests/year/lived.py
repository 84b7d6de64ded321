"""A year that was lived, beside what should have come of it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tests.year import seen
from tests.year.calculation import Story
from tests.year.life import Life
from tests.year.readers import Reading
from tests.year.script import draw
from tests.year.world import STUDIES, holder


@dataclass(frozen=True)
class Year:
    """One that was lived, and what should have come of it."""

    life: Life
    stories: list[Story]

    def id(self, story: Story) -> str:
        """What the bot calls a promise."""
        return f"{self.life.ids[story.promise.study]}/{story.promise.name}"

    @cached_property
    def unasked(self) -> list[seen.Push]:
        """What rang at somebody; what shows people what they just did does not."""
        script = self.life.script
        did = {
            (act.at, f"{self.life.ids[study]}/{name}/nudge")
            for (study, name), acts in script.year.acts.items()
            for act in acts
        }
        amended = {each.at for each in script.amendings}
        found = seen.pushes(self.life)
        return [push for push in found if (push.at, push.key) not in did and push.at not in amended]

    def readings(self, push: seen.Push) -> Iterator[Reading]:
        """The reader of a private message, in each seat they may read it in."""
        people = self.life.script.year.people
        for study in STUDIES:
            if push.collaboration in (self.life.ids[study], None):
                agreement = people.agreed[study].at(push.at)
                for seat in agreement.seats:
                    if holder(study, agreement, seat.key) == push.to:
                        yield people.in_seat(study, agreement, seat.key, push.at)


@lru_cache(maxsize=1)
def lived(seed: int) -> Year:
    life = Life(script=draw(seed))
    asyncio.run(life.live())
    return Year(life, [life.script.year.story(each) for each in life.script.promises])
