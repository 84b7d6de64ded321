"""A sponsor in Slack and a CRO in Teams who never saw Accord come to an agreement and change it."""

import re
from dataclasses import dataclass

from bot.engine.record import broken_links
from tests.fakes.teams_server import Shown
from tests.journeys.founding import CHANNEL, Founding, InSlack, InTeams, links_in, text_of

SET_UP = {
    "template": "in_vivo_toxicology",
    "title": "28-day rat study",
    "side": "sponsor",
    "my_name": "Larkspur Therapeutics",
    "my_place": "Boston",
    "their_name": "Deccan Research",
    "their_place": "Hyderabad",
    "start": "2026-11-30",
}


@dataclass(kw_only=True)
class Companies:
    """The people of both."""

    lead: InSlack
    monitor: InSlack
    pm: InTeams
    director: InTeams


def companies(world: Founding) -> Companies:
    """Two people of each, in a room of their own."""
    for user, name in {"U0PM": "Ann", "U0MONITOR": "Mo", "U0VP": "Val"}.items():
        world.slack.add_person(user, name=name)
    world.slack.add_channel(CHANNEL, "U0PM", "U0MONITOR", "U0VP")
    pm, director = world.teams.person("Cyra"), world.teams.person("Dev")
    room = world.teams.room("study", pm, director)
    return Companies(
        lead=InSlack(world=world, user="U0PM"),
        monitor=InSlack(world=world, user="U0MONITOR"),
        pm=InTeams(world=world, person=pm, room=room),
        director=InTeams(world=world, person=director, room=room),
    )


async def come_to_version_1(world: Founding, them: Companies) -> None:
    """From adding Accord to the first version in force."""
    lead, monitor, pm, director = them.lead, them.monitor, them.pm, them.director
    await lead.adds_accord()
    await lead.presses("Set up")
    await lead.sends(**SET_UP)
    await lead.presses("Invite the other company")
    code = re.search(r"connect (\w{5}-\w{5})", text_of(lead.for_me[-1]))
    assert code is not None
    await pm.adds_accord()
    await pm.mentions(f"connect {code[1].lower()}")
    await pm.presses("Fill your seats")
    await pm.sends(inlife_supervisor="Dev")
    await director.mentions("I am the study director")
    await pm.presses("That is right", of="Study director")
    await lead.commands("seats fill")
    await lead.sends(cmc_lead="Val")
    await monitor.commands("I am the study monitor")
    await lead.presses("That is right")
    await lead.presses("Send")
    await lead.sends()
    await pm.presses("Suggest other wording")
    await pm.sends(which="cadences:dosing_note")
    await pm.sends(grace="5 hours")
    await pm.sends(which="cadences:weekly_status")
    await pm.sends(grace="6 hours", because="Our notes come after the evening round")
    await lead.presses("Accept")


async def test_two_companies_agree_in_ten_interactions_each(founding: Founding) -> None:
    them = companies(founding)
    await come_to_version_1(founding, them)
    founding.print_count()
    assert set(founding.count) == {"Ann", "Cyra", "Dev", "Mo"}
    assert max(founding.count.values()) <= 10

    assert await founding.version() == 1
    in_both_rooms = [text_of(founding.channel[-1]), text_of(room(them)[-1].card)]
    for told in in_both_rooms:
        assert "Version 1 of the agreement is in force" in told
        assert "Our notes come after the evening round" in told
        assert "Daily dosing note: grace" in told
        assert "5 hours" in told
        assert "6 hours" in told
        assert "Cyra" in told
        assert "Ann" in told

    record = await founding.record()
    assert list(broken_links(record)) == []
    kinds = [recorded.entry.kind for recorded in record]
    for kind, times in {
        "collaboration.set_up": 1,
        "pairing.code_made": 1,
        "party.joined": 1,
        "claim.made": 2,
        "claim.confirmed": 2,
        "seat.filled": 4,
        "amendment.edited": 2,
        "amendment.sent": 2,
        "amendment.accepted": 3,
        "agreement.in_force": 1,
        "request.refused": 0,
    }.items():
        assert kinds.count(kind) == times, kind
    assert await both_copies(founding, them)


async def test_an_agreed_text_is_amended_and_declined_and_what_runs_keeps_its_rules(
    founding: Founding,
) -> None:
    them = companies(founding)
    await come_to_version_1(founding, them)
    lead, pm = them.lead, them.pm

    # Thursday: the weekly status is asked for under version 1, with six hours of grace.
    await founding.until("2026-12-03T16:00")
    (nudge,) = [each for each in pm.chat if "Weekly written status is due" in text_of(each.card)]
    await pm.writes("propose weekly written status")
    await pm.presses("Edit")
    await pm.sends(grace="1 hour")
    await pm.presses("Send")
    await pm.sends(reason="It is written by then")
    asked = lead.chat[-1]
    assert "Deccan Research proposes a change (proposal 2)" in text_of(asked)
    assert "Before: 6 hours" in text_of(asked)
    assert "After: 1 hour" in text_of(asked)
    await lead.presses("Accept", of="proposal 2")
    assert await founding.version() == 2
    for told in (text_of(founding.channel[-1]), text_of(room(them)[-1].card)):
        assert "Version 2 of the agreement is in force" in told
        assert "6 hours" in told
        assert "1 hour" in told

    await founding.until("2026-12-03T21:59")
    assert "is late" not in text_of(nudge.card)
    await founding.until("2026-12-03T22:00")
    assert "Weekly written status is late" in text_of(nudge.card)
    # The next one was promised under version 2.
    await founding.until("2026-12-10T16:59")
    (newest,) = [e for e in pm.chat if "Weekly written status is due" in text_of(e.card)]
    await founding.until("2026-12-10T17:00")
    assert "Weekly written status is late" in text_of(newest.card)

    await lead.commands("propose weekly written status")
    await lead.presses("Edit")
    await lead.sends(grace="30 minutes")
    await lead.presses("Send", of="Proposal 3")
    await lead.sends(reason="Sooner is better")
    await pm.presses("Decline", of="proposal 3")
    await pm.sends(because="The round ends at five")
    assert await founding.version() == 2
    assert "declined by Cyra" in text_of(lead.chat[-1])
    assert "The round ends at five" in text_of(lead.chat[-1])
    assert (await founding.kinds()).count("amendment.declined") == 1
    assert list(broken_links(await founding.record())) == []


def room(them: Companies) -> list[Shown]:
    """The CRO's room, as it can be read now."""
    return them.pm.world.teams.activities(them.pm.room)


async def both_copies(world: Founding, them: Companies) -> list[str]:
    """What both leads are given: page, file and record, the same to the last byte."""
    await them.lead.commands("export")
    await them.pm.writes("export")
    sponsors = [await world.opened(link) for link in links_in(them.lead.answers[-1])]
    cros = [await world.opened(link) for link in links_in(them.pm.chat[-1].card)]
    assert [copy[:9] for copy in sponsors[:2]] == ["<!doctype", "# yaml-la"]
    assert sponsors == cros
    return sponsors
