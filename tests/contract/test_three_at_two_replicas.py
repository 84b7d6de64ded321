"""Of three companies two do the same at the same moment, each at another replica: both count."""

from collections import Counter
from dataclasses import replace

from bot.cards.compose.proposals import ACCEPT
from bot.config import Settings
from bot.domain.amendment import AmendmentState
from bot.engine.inbound import Pressed, Typed
from bot.engine.record import broken_links
from bot.main import assemble
from storage.memory import MemoryPlatformFacts
from tests.contract.storages import Place
from tests.contract.test_two_at_once import Stages, happened, quiet
from tests.unit.engine.founding import (
    ANN,
    a_code,
    a_facilitated_draft,
    about,
    amendment,
    collaboration,
    everything_read_by,
    send,
)
from tests.unit.engine.of_three import LEADS, ROOMS, led

TWO = {"cro": "Labs CRO", "facilitator": "Middle Market"}


async def two_replicas_of_three(place: Place) -> Stages:
    """The draft of a first version between three of which one is here, and two processes."""
    first = await a_facilitated_draft(storage=place.open())
    second = assemble(
        Settings(),
        clock=first.clock,
        storage=place.open(),
        facts=MemoryPlatformFacts(),
        platforms=(first.platform,),
    )
    return first, replace(first, accord=second)


async def test_two_join_at_once_and_two_accept_at_once(place: Place) -> None:
    stages = await two_replicas_of_three(place)
    first, second = stages
    codes = {}
    for party in TWO:
        codes[party] = await a_code(first, party=party)
        await quiet(stages)
    typed = [
        Typed(origin=first.origin(LEADS[party], ROOMS[party]), text=f"connect {codes[party]}")
        for party in TWO
    ]
    assert Counter(await happened(stages, typed))["party.joined"] == 2
    for stage in stages:
        assert await led(stage) == {"sponsor": ["Ann"], "cro": ["Cy"], "facilitator": ["Fay"]}

    # Whoever came second is read of by who came first; who was here reads of both.
    read = {party: everything_read_by(first, room) for party, room in ROOMS.items()}
    for party, name in TWO.items():
        assert f"{name} has joined" in read["sponsor"]
        assert f"{name} has joined" in read[party]

    await send(first, ANN, await amendment(first, 1), "To begin with")
    sent = await amendment(second, 1)
    assert set(sent.missing) == set(TWO)
    pressed = [
        Pressed(
            origin=first.origin(LEADS[party]),
            action=ACCEPT,
            value=about(first, sent, text=sent.text),
        )
        for party in TWO
    ]
    assert await happened(stages, pressed) == [
        "agreement.in_force",
        "amendment.accepted",
        "amendment.accepted",
    ]
    for stage in stages:
        agreed = await amendment(stage, 1)
        assert (agreed.state, agreed.version) == (AmendmentState.IN_FORCE, 1)
        assert Counter(consent.party for consent in agreed.consents) == Counter(list(LEADS))
        assert (await collaboration(stage)).version == 1
    for room in ROOMS.values():
        titles = Counter(shown.card.title for shown in first.received(room))
        assert titles["Version 1 of the agreement is in force"] == 1
    assert list(broken_links(await first.record())) == []
