"""No organisation ever reads anything of another one's partner directory.

Three organisations, one of which has a Slack workspace and a Teams tenant: these are two
directories. Everybody does hundreds of things, also with ids of entries that are not theirs.
"""

import random
from dataclasses import dataclass, field

from adapters.console.platform import ConsolePlatform
from bot.cards.plain import card_text
from bot.config import Settings
from bot.domain.address import Address
from bot.engine.inbound import Origin, Pressed, Submitted, Typed
from bot.engine.response import Response
from bot.main import Accord, assemble
from schedules.clock import StandingClock
from storage.memory import MemoryPlatformFacts, MemoryStorage
from tests.builders import at

#: What is written into a directory is “of-” and its word, and nobody types that of another one.
ORGANISATIONS = {
    Address("slack", "T0LARK"): "larkish",
    Address("teams", "t-lark"): "larkwise",
    Address("slack", "T0DECC"): "deccanic",
    Address("teams", "t-mill"): "millward",
}
TYPED = (
    "partners",
    "partners list",
    "partners find cell lines",
    "partners show Fjord",
    "partners show {word}",
    "partners Fjord",
    "partners history Fjord",
    "partners edit Fjord",
    "partners recommend Fjord: said of-{own}",
    "partners withdraw Fjord",
    "partners remove Fjord",
    "partners restore Fjord",
    "partners import",
    "partners export",
    "partners add Fjord",
    "partners quux",
)
PRESSED = ("show", "edit", "remove", "bring_back", "history", "recommend", "list", "take_back")


@dataclass
class World:
    accord: Accord
    draw: random.Random
    ids: list[str] = field(default_factory=list)
    """Of entries and recommendations of anybody, as somebody could have copied them."""
    count: int = 0

    async def does(self, who: Address, word: str) -> str:
        """Something at random; gives all that they read."""
        self.count += 1
        at_hand = self.draw.choice(self.ids) if self.ids else "none"
        origin = Origin(
            event_id=f"event-{self.count}",
            actor=who,
            conversation=who,
            personal=True,
            immediate=True,
            can_open_form=self.draw.random() < 0.7,
        )
        chosen = self.draw.random()
        event: Typed | Pressed | Submitted
        if chosen < 0.5:
            others = self.draw.choice([*ORGANISATIONS.values()])
            text = self.draw.choice(TYPED).format(word=others, own=word)
            event = Typed(origin=origin, text=text)
        elif chosen < 0.8:
            action = f"partners.{self.draw.choice(PRESSED)}"
            event = Pressed(
                origin=origin, action=action, value={"partner": at_hand, "said": at_hand}
            )
        else:
            action = f"partners.{self.draw.choice(('added', 'edited', 'recommended'))}"
            values = dict.fromkeys(("notes", "why", "own_category", "services"), f"of-{word}")
            event = Submitted(
                origin=origin,
                action=action,
                values={"name": "Fjord", **values},
                context={"partner": at_hand},
            )
        response = await self.accord.dispatch(event)
        self.learn(response)
        return read(response)

    def learn(self, response: Response) -> None:
        card = response.card
        for button in card.buttons if card else ():
            self.ids += [value for key, value in button.value.items() if key in ("partner", "said")]
        self.ids = self.ids[-40:]


def read(response: Response) -> str:
    card = card_text(response.card) if response.card else ""
    return f"{card}\n{response.form or ''}\n{dict(response.errors)}"


def a_platform(name: str) -> ConsolePlatform:
    platform = ConsolePlatform()
    platform.name = name
    return platform


async def test_nothing_of_another_directory_is_ever_read() -> None:
    accord = assemble(
        Settings(),
        clock=StandingClock(at("2026-12-04T11:25")),
        storage=MemoryStorage(),
        facts=MemoryPlatformFacts(),
        platforms=(a_platform("slack"), a_platform("teams")),
    )
    world = World(accord, random.Random(7))
    own_seen = 0
    for _ in range(800):
        home, word = world.draw.choice(list(ORGANISATIONS.items()))
        who = Address(home.platform, home.tenant, f"person-{world.draw.randrange(3)}")
        seen = await world.does(who, word)
        others = set(ORGANISATIONS.values()) - {word}
        assert not [other for other in others if f"of-{other}" in seen], seen
        own_seen += f"of-{word}" in seen
    assert own_seen > 50, "they read a good deal of their own"
    async with accord.storage.reading() as tx:
        for home, word in ORGANISATIONS.items():
            entries = await tx.partners.all(home)
            said = await tx.partners.recommendations(home)
            assert entries
            assert {each.notes for each in entries} <= {f"of-{word}", ""}
            assert {each.text.removeprefix("said ") for each in said} == {f"of-{word}"}
            assert {each.by.address.home for each in said} <= {home}
    await accord.close()
