"""A sponsor in Slack, a CRO in Teams, and a facilitator in a tenant of its own between them."""

import re
from dataclasses import dataclass

from tests.fakes.teams_server import OTHER_TENANT
from tests.journeys.founding import CHANNEL, Founding, InSlack, InTeams, text_of

SET_UP = {
    "template": "managed_by_facilitator",
    "title": "Plasma assay",
    "side": "sponsor",
    "my_name": "Larkspur Therapeutics",
    "my_place": "Boston",
    "their_name": "Deccan Research",
    "their_place": "Hyderabad",
    "third_name": "Bramble Market",
    "third_place": "London",
    "start": "2026-11-30",
}


@dataclass(kw_only=True)
class Companies:
    """Who leads each of them, and one more at the facilitator."""

    ann: InSlack
    """The sponsor's program manager."""
    cyra: InTeams
    """The CRO's project manager."""
    fay: InTeams
    """The facilitator's programme manager."""
    orla: InTeams
    """The facilitator's order desk."""


def three_companies(world: Founding) -> Companies:
    """Each in a room of its own."""
    for user, name in {"U0PM": "Ann", "U0SCI": "Sid", "U0BUY": "Bea"}.items():
        world.slack.add_person(user, name=name)
    world.slack.add_channel(CHANNEL, "U0PM", "U0SCI", "U0BUY")
    cyra, lab = world.teams.person("Cyra"), world.teams.person("Lev")
    fay = world.teams.person("Fay", tenant=OTHER_TENANT)
    orla = world.teams.person("Orla", tenant=OTHER_TENANT)
    study = world.teams.room("study", cyra, lab)
    orders = world.teams.room("orders", fay, orla, tenant=OTHER_TENANT)
    return Companies(
        ann=InSlack(world=world, user="U0PM"),
        cyra=InTeams(world=world, person=cyra, room=study),
        fay=InTeams(world=world, person=fay, room=orders),
        orla=InTeams(world=world, person=orla, room=orders),
    )


async def joins_with_a_code(lead: InSlack, who: InTeams, company: str) -> None:
    """A lead invites a company, and somebody of it types the code in their own team."""
    await lead.presses(f"Invite {company}")
    code = re.search(r"connect (\w{5}-\w{5})", text_of(lead.for_me[-1]))
    assert code is not None
    await who.adds_accord()
    await who.mentions(f"connect {code[1]}")


async def come_to_version_1(world: Founding, them: Companies) -> None:
    """From adding Accord to the first version in force between the three."""
    ann, cyra, fay = them.ann, them.cyra, them.fay
    await ann.adds_accord()
    await ann.presses("Set up")
    await ann.sends(**SET_UP)
    await joins_with_a_code(ann, cyra, "Deccan Research")
    await joins_with_a_code(ann, fay, "Bramble Market")
    await cyra.presses("Fill your seats")
    await cyra.sends(lab_lead="Lev", business_manager="Cyra")
    await fay.presses("Fill your seats")
    await fay.sends(order_desk="Orla", contract_manager="Fay")
    await ann.commands("seats fill")
    await ann.sends(scientific_lead="Sid", procurement="Bea")
    await ann.presses("Send")
    await ann.sends()
    await cyra.presses("Accept")
    assert await world.version() == 0
    await fay.presses("Accept")
    assert await world.version() == 1
