"""Both companies in one Slack channel: no code is needed, and only one of them has Accord."""

from dataclasses import dataclass

from bot.engine.record import broken_links
from tests.journeys.founding import CHANNEL, Founding, InSlack, text_of

SET_UP = {
    "template": "bioanalysis",
    "title": "Plasma assay",
    "side": "sponsor",
    "my_name": "Larkspur Therapeutics",
    "my_place": "Boston",
    "their_name": "Deccan Research",
    "their_place": "Hyderabad",
    "start": "2026-11-30",
}


@dataclass(kw_only=True)
class Shared:
    """A lead of each in the channel, and a stranger."""

    ann: InSlack
    cyra: InSlack
    stranger: InSlack


def shared_channel(world: Founding) -> Shared:
    """The channel of the sponsor's workspace, shared with the CRO's and with one more."""
    world.slack.add_person("U0PM", name="Ann")
    world.slack.add_person("U0CRO", name="Cyra", team="T0CRO")
    world.slack.add_person("U0X", name="Xen", team="T0OTHER")
    world.slack.add_channel(CHANNEL, "U0PM", "U0CRO", "U0X")
    return Shared(
        ann=InSlack(world=world, user="U0PM"),
        cyra=InSlack(world=world, user="U0CRO", team="T0CRO"),
        stranger=InSlack(world=world, user="U0X", team="T0OTHER"),
    )


async def test_two_companies_in_one_channel_agree_without_a_code(founding: Founding) -> None:
    here = shared_channel(founding)
    await here.ann.adds_accord()
    await here.ann.presses("Set up")
    assert {"Cyra", "Xen"} == set(here.ann.offered("their_lead"))
    await here.ann.sends(**SET_UP, their_lead="Cyra")
    assert "Invite the other company" not in text_of(founding.channel)
    await here.ann.presses("Who holds which seat")
    await here.ann.presses("Fill seats")
    await here.ann.sends()
    await here.ann.presses("Send")
    await here.ann.sends()

    await here.cyra.presses("Who holds which seat")
    await here.cyra.presses("Fill seats")
    await here.cyra.sends()
    await here.cyra.presses("Suggest other wording")
    await here.cyra.sends(which="cadences:run_summary")
    await here.cyra.sends(grace="5 hours")
    await here.cyra.sends(which="cadences:weekly_status")
    await here.cyra.sends(grace="6 hours", because="As we work")
    await here.ann.presses("Accept")

    assert await founding.version() == 1
    founding.print_count()
    assert set(founding.count) == {"Ann", "Cyra"}
    assert max(founding.count.values()) <= 10
    assert list(broken_links(await founding.record())) == []


async def test_a_lead_who_was_not_named_says_whom_they_work_for(founding: Founding) -> None:
    here = shared_channel(founding)
    await here.ann.adds_accord()
    await here.ann.presses("Set up")
    await here.ann.sends(**SET_UP)
    assert "I work for Deccan Research" in await here.cyra.asks("connect")
    await here.cyra.presses("I work for Deccan Research")
    assert "A lead was asked" in text_of(here.cyra.for_me[-1])
    assert "Cyra says: I speak for Deccan Research" in text_of(here.ann.chat[-1])
    await here.ann.presses("That is right", of="Cyra")
    assert "Cyra speaks for Deccan Research" in text_of(founding.channel[-1])
    assert "It is confirmed: Cyra speaks for Deccan Research" in text_of(here.ann.chat[-1])

    # Nobody is asked again, and the button is no way in for the next one.
    await here.stranger.presses("I work for Deccan Research")
    assert "Deccan Research is here already" in text_of(here.stranger.for_me[-1])

    await here.ann.presses("Send")
    await here.ann.sends()
    await here.cyra.presses("Accept")
    assert await founding.version() == 1
    kinds = await founding.kinds()
    assert kinds.count("party.joined") == 1
    assert "pairing.code_made" not in kinds


async def test_somebody_who_speaks_for_nobody_is_told_so(founding: Founding) -> None:
    here = shared_channel(founding)
    await here.ann.adds_accord()
    await here.ann.presses("Set up")
    await here.ann.sends(**SET_UP)
    await here.stranger.asks("connect")
    await here.stranger.presses("I work for Deccan Research")
    await here.ann.presses("No, that is wrong", of="Xen")
    assert "It was not confirmed" in text_of(here.stranger.chat[-1])
    assert "It is not confirmed, so nothing was changed" in text_of(here.ann.chat[-1])
    # Cyra can still say that it is hers.
    await here.cyra.presses("I work for Deccan Research")
    await here.ann.presses("That is right", of="Cyra")
    kinds = await founding.kinds()
    assert kinds.count("claim.refused") == 1
    assert kinds.count("party.joined") == 1
