"""A word nobody agreed is asked by, picked for, suggested, accepted and found: over both platforms.

The CRO works in Teams, the sponsor in Slack. Who asks has no seat, and presses buttons alone.
"""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from bot.domain.instant import instant
from bot.engine.record import broken_links
from tests.fakes.teams_people import TeamsPerson
from tests.fakes.teams_server import HOST_TENANT
from tests.journeys.conftest import judge
from tests.journeys.everybody import Everybody, everybody
from tests.journeys.founding import InSlack, InTeams, links_in, text_of
from tests.journeys.world import KOLKATA
from tests.unit.engine.examples import RAT, example

BEGIN = instant(datetime(2026, 12, 7, 20, 0, tzinfo=KOLKATA))
HISTOLOGY = "Histology slides and microscopic evaluation"
QUESTION = "who looks after the glass library?"
NOTHING, SUGGESTED = "Nothing is agreed on this", f"Is “glass library” a name for {HISTOLOGY}?"


@pytest.fixture
async def world(database: str) -> AsyncIterator[Everybody]:
    """Monday evening in Hyderabad, morning in San Diego."""
    leads = ("program_manager", "cro_pm")
    agreement = example(RAT)
    async with everybody(database, agreement, BEGIN, in_slack="sponsor", leads=leads) as found:
        yield found
        judge(found.slack, found.teams)


def in_teams(world: Everybody, name: str) -> InTeams:
    """Somebody of the CRO who has no seat, in its room."""
    lead = world.people["cro_pm"]
    assert isinstance(lead, InTeams)
    person = TeamsPerson(name, HOST_TENANT)
    lead.room.members.append(person)
    return InTeams(world=world, person=person, room=lead.room)


async def picks_what_they_meant(guest: InTeams) -> str:
    """Ask, get nothing, and pick from what is near; gives what they read at last."""
    assert NOTHING in await guest.asks(QUESTION)
    await guest.presses("Choose what I meant")
    await guest.presses(f"Owner: {HISTOLOGY}")
    return text_of(guest.card)


async def test_two_guests_ask_by_a_word_and_it_becomes_a_name_of_the_agreement(
    world: Everybody,
) -> None:
    lead, sponsor = world.people["cro_pm"], world.people["program_manager"]
    assert isinstance(lead, InTeams)
    assert isinstance(sponsor, InSlack)
    first, second = in_teams(world, "Asha"), in_teams(world, "Bela")

    read = await picks_what_they_meant(first)
    assert HISTOLOGY in read
    assert "Thank you, it is noted." in read
    await world.until("2026-12-08T12:00")
    assert SUGGESTED not in text_of([each.card for each in lead.chat])
    await picks_what_they_meant(second)
    await world.until("2026-12-08T18:00")

    asked = text_of([each.card for each in lead.chat])
    assert SUGGESTED in asked
    assert "Asha" not in asked
    assert "Bela" not in asked
    await lead.presses("Add this name")
    assert "adds “glass library” as a name" in text_of(lead.card)
    assert NOTHING in await first.asks(QUESTION), "the other side has not accepted yet"

    proposal = text_of(sponsor.chat)
    assert "From questions asked in chat: “glass library” means" in proposal
    await sponsor.presses("Accept")

    found = await first.asks(QUESTION)
    assert HISTOLOGY in found
    assert "Study director" in found
    assert "Yes, that is it" not in found
    await sponsor.commands(QUESTION)
    assert HISTOLOGY in text_of(sponsor.answers[-1])

    await lead.writes("export")
    page, file, *_ = [
        await world.opened(link) for link in links_in([each.card for each in lead.chat])
    ]
    assert "glass library" in file
    assert "glass library" in page
    await lead.writes("agreement history")
    history = text_of([each.card for each in lead.chat][-1])
    assert "From questions asked in chat: “glass library”" in history
    record = await world.record()
    assert list(broken_links(record)) == []
    kinds = [each.entry.kind for each in record]
    assert kinds.index("name.suggested") < kinds.index("name.proposed")


async def test_in_slack_a_wrong_answer_is_set_right_and_two_meanings_make_no_name(
    world: Everybody,
) -> None:
    monitor, lead = world.people["study_monitor"], world.people["cro_pm"]
    assert isinstance(monitor, InSlack)
    assert isinstance(lead, InTeams)
    assert "Shipment of plasma" in await monitor.asks("who carries the tubes?")
    await monitor.presses("This is wrong")
    assert "You asked: “who carries the tubes?”" in text_of(monitor.for_me)
    await monitor.presses("Owner: Toxicokinetic blood collection")
    assert "it is noted" in text_of(world.slack.answers[-1])
    await monitor.commands("who carries the tubes?")
    await monitor.presses("Yes, that is it", of="Shipment of plasma")
    assert "Thank you" in text_of(world.slack.answers[-1])

    await monitor.asks("who is the astronaut?")
    await monitor.presses("Choose what I meant", of="Nothing is agreed on this")
    assert f"Areas: {HISTOLOGY}" in monitor.offered("which")
    await monitor.sends(which="area:histopathology")
    async with world.accord.storage.reading() as tx:
        (_, meant) = sorted(
            await tx.learning.meant_by(world.collaboration.id, "astronaut"),
            key=lambda each: each.item,
        )
    assert (meant.item, meant.party, meant.said) == ("histopathology", "sponsor", "astronaut")

    await world.until("2026-12-08T18:00")
    suggested = "Is “carries tubes” a name for"
    assert suggested not in text_of([each.card for each in lead.chat]), "both were meant as often"
