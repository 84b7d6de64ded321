"""Two replicas on one database: what two people mean at the same moment makes one suggestion, and
of two presses on it one counts."""

import asyncio

from bot.cards.compose import meant, names
from bot.domain.address import Address
from bot.domain.amendment import AmendmentState
from bot.domain.learning import NameState
from bot.engine.inbound import Pressed
from tests.contract.storages import Place
from tests.contract.test_escalating_replicas import two_replicas
from tests.unit.engine.escalating import at
from tests.unit.engine.stage import PM, Stage, seat_address

VET = seat_address("attending_vet")
MONITOR = seat_address("study_monitor", "larkspur")


async def test_two_who_mean_the_same_at_once_are_both_counted_and_the_name_is_proposed_once(
    place: Place,
) -> None:
    stages = await two_replicas(place, "2027-01-14T11:00")
    asked = meant.Asked(
        collaboration=stages[0].collaboration.id,
        question="who owns the glass library?",
        kind="none",
        key="",
    )
    value = asked.value(meant_kind="area", meant_key="histopathology")

    async def means_it(stage: Stage, who: Address) -> None:
        event = Pressed(
            origin=stage.origin(who, event_id=f"meant-{who.local}"), action=meant.THIS, value=value
        )
        await stage.accord.dispatch(event)

    await asyncio.gather(means_it(stages[0], VET), means_it(stages[1], MONITOR))
    stages[0].clock.set(at("2027-01-14T11:10"))
    for _ in range(3):
        await asyncio.gather(*(stage.accord.settle() for stage in stages))
    async with stages[0].accord.storage.reading() as tx:
        (suggested,) = await tx.learning.suggested(stages[0].collaboration.id)
    assert (suggested.times, suggested.people, suggested.state) == (2, 2, NameState.ASKED)
    assert [e.entry.kind for e in await stages[1].record()].count("name.suggested") == 1

    async def adds(stage: Stage, number: int) -> None:
        button = {"collaboration": suggested.collaboration, "name": suggested.id}
        origin = stage.origin(PM, event_id=f"add-{number}")
        await stage.accord.dispatch(Pressed(origin=origin, action=names.ADD, value=button))

    await asyncio.gather(*(adds(stages[n % 2], n) for n in range(4)))
    async with stages[1].accord.storage.reading() as tx:
        (proposed,) = await tx.amendments.all(stages[0].collaboration.id)
        ended = await tx.learning.get(suggested.id)
    assert proposed.state is AmendmentState.PROPOSED
    assert ended is not None
    assert ended.state is NameState.PROPOSED
