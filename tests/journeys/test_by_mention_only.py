"""Everything with nothing but mentions, buttons and the forms that buttons open.

External members of a shared Slack channel have no slash commands, no shortcuts and no Home tab; in
a Teams channel nothing can be shown to one person alone until they press a button.
"""

import re
from dataclasses import dataclass

from bot.engine.record import broken_links
from tests.journeys.founding import CHANNEL, Founding, InSlack, InTeams, links_in, text_of

SET_UP = {
    "template": "in_vivo_toxicology",
    "title": "28-day rat study",
    "side": "cro",
    "my_name": "Deccan Research",
    "my_place": "Hyderabad",
    "their_name": "Larkspur Therapeutics",
    "their_place": "Boston",
    "start": "2026-11-30",
}


@dataclass(kw_only=True)
class Companies:
    """Who does everything, a colleague who takes a seat, and who answers for the other side."""

    me: InSlack | InTeams
    colleague: InSlack | InTeams
    other: InSlack


async def test_an_external_member_of_a_shared_channel_does_everything(founding: Founding) -> None:
    slack = founding.slack
    slack.add_person("U0PM", name="Ann")
    # Their company lets no app of another company write to them.
    slack.add_person("U0CRO", name="Cyra", team="T0CRO", takes_messages=False)
    slack.add_person("U0DIR", name="Dev", team="T0CRO", takes_messages=False)
    slack.add_channel(CHANNEL, "U0PM", "U0CRO", "U0DIR")
    them = Companies(
        me=InSlack(world=founding, user="U0CRO", team="T0CRO"),
        colleague=InSlack(world=founding, user="U0DIR", team="T0CRO"),
        other=InSlack(world=founding, user="U0PM"),
    )
    await them.other.adds_accord()
    await them.me.asks("setup")
    await them.me.presses("Set up")
    await them.me.sends(**SET_UP, their_lead="Ann")
    await agree_by_mention(founding, them)
    await live_by_mention(founding, them)


async def test_a_member_of_a_teams_channel_does_everything(founding: Founding) -> None:
    founding.slack.add_person("U0PM", name="Ann")
    founding.slack.add_channel(CHANNEL, "U0PM")
    cyra, dev = founding.teams.person("Cyra"), founding.teams.person("Dev")
    room = founding.teams.room("study", cyra, dev)
    me = InTeams(world=founding, person=cyra, room=room)
    them = Companies(
        me=me,
        colleague=InTeams(world=founding, person=dev, room=room),
        other=InSlack(world=founding, user="U0PM"),
    )
    await me.adds_accord()
    await me.asks("setup")
    await me.presses("Set up")
    await me.sends(**SET_UP)
    code = re.search(r"connect (\w{5}-\w{5})", await me.asks("connect code"))
    assert code is not None
    in_the_room = [shown.card for shown in founding.teams.activities(room)]
    assert code[1] not in text_of(in_the_room)
    await them.other.adds_accord()
    await them.other.mentions(f"connect {code[1]}")
    assert (await founding.kinds()).count("pairing.code_made") == 1
    await agree_by_mention(founding, them)
    await live_by_mention(founding, them)


async def agree_by_mention(world: Founding, them: Companies) -> None:
    """Seats, the first version, and versions 2 and 3; a fourth is declined."""
    me, colleague, other = them.me, them.colleague, them.other
    await me.asks("seats fill")
    await me.presses("Fill seats")
    await me.sends(inlife_supervisor="Dev")
    assert "I asked Cyra to confirm" in await colleague.asks("I am the study director")
    await me.asks("seats")
    await me.presses("Dev is the Study director")
    assert (await world.kinds()).count("claim.made") == 1
    assert "Study director: Dev" in await me.asks("seats")

    await me.asks("propose")
    await me.presses("Send", of="The first version")
    await me.sends()
    await other.presses("Accept")
    assert await world.version() == 1

    await me.asks("propose weekly written status")
    await me.presses("Edit", of="Weekly written status")
    await me.sends(grace="6 hours")
    assert "6 hours" in await me.asks("propose")
    await me.presses("Send", of="Proposal 2")
    await me.sends(reason="Six hours are safer")
    await other.presses("Accept", of="proposal 2")
    assert await world.version() == 2

    await propose(other, "daily dosing note", "5 hours")
    await me.asks("propose 3 accept")
    assert await world.version() == 3

    await propose(other, "daily dosing note", "1 hour")
    await me.presses("Decline", of="proposal 4")
    await me.sends(because="The evening round ends later")
    assert "The evening round ends later" in text_of(other.chat)
    assert await world.version() == 3


async def propose(who: InSlack, what: str, grace: str) -> None:
    """Change the grace of a promised update and send it."""
    await who.asks(f"propose {what}")
    await who.presses("Edit", of=what.capitalize())
    await who.sends(grace=grace)
    await who.presses("Send", of="(draft)")
    await who.sends(reason="As it turned out")


async def live_by_mention(world: Founding, them: Companies) -> None:
    """Reading, taking a copy, checking, pausing and closing."""
    me = them.me
    history = await me.asks("agreement history")
    assert all(f"Version {number}" in history for number in (1, 2, 3))
    diff = await me.asks("agreement diff 1 2")
    assert "4 hours" in diff
    assert "6 hours" in diff

    page, file, *_ = [await world.opened(link) for link in links_in(await me.asks("export"))]
    for copy in (page, file):
        assert "28-day rat study" in copy
        assert "Six hours are safer" in copy
    assert "held by nobody" in await me.asks("connect check")

    assert "paused" in await me.asks("pause")
    assert "paused" in text_of(world.channel[-1])
    assert "The collaboration goes on" in await me.asks("resume")
    assert "closed" in await me.asks("close")
    assert "closed" in text_of(world.channel[-1])
    assert list(links_in(await me.asks("export")))
    kinds = await world.kinds()
    lives = [kind for kind in kinds if kind.startswith("collaboration.")]
    assert lives == [f"collaboration.{each}" for each in ("set_up", "paused", "active", "closed")]
    assert list(broken_links(await world.record())) == []
