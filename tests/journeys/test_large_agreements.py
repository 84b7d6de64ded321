"""The largest agreement in force, used over HTTP: opened, paged, changed, accepted by all three.

60 areas, 30 seats, 300 people in the sponsor's Slack channel; the CRO is in Teams, and a central
laboratory is a guest in the sponsor's channel.
"""

from dataclasses import dataclass, replace

import pytest

from bot.agreement_file.check import read_bindings
from bot.cards.compose.changes import MOST_CHANGES
from bot.cards.words import parts, proposals
from bot.cards.words import seats as seat_words
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.study import HistoryEntry
from bot.engine.importing import import_agreement
from tests.fakes import slack_payloads as payloads
from tests.journeys.founding import CHANNEL, Founding, InSlack, InTeams, text_of
from tests.large import PEOPLE_COUNT, crowd, large_agreement, renamed

AREA = "Clinical pathology, necropsy and organ weights of dose group 45"


@dataclass(kw_only=True)
class Three:
    """One lead of each party, and where they are."""

    world: Founding
    sponsor: InSlack
    cro: InTeams
    lab: InSlack

    async def takes_over(self, agreement: Agreement) -> None:
        """The file is imported: put into force the first time, proposed afterwards."""
        bindings = read_bindings(self._bindings, agreement)
        async with self.world.accord.storage.transaction() as tx:
            await import_agreement(tx, agreement, bindings, self.world.clock.now())
        await self.world.settled()

    @property
    def _bindings(self) -> str:
        person = self.cro.person
        return f"""
tenants:
  - {{party: sponsor, address: "slack:T0SPONSOR"}}
  - {{party: cro, address: "teams:{person.tenant}"}}
  - {{party: lab, address: "slack:T0LAB"}}
rooms:
  - {{party: sponsor, address: "slack:T0SPONSOR/{CHANNEL}"}}
  - {{party: lab, address: "slack:T0SPONSOR/{CHANNEL}"}}
  - {{party: cro, address: "{self.cro.room.address}"}}
people:
  - name: Sponsor program manager
    addresses: ["slack:T0SPONSOR/U0PM"]
    seats: [program_manager]
    lead: true
  - {{name: Client project manager, addresses: ["{person.address}"], seats: [cro_pm], lead: true}}
  - {{name: Laboratory lead, addresses: ["slack:T0LAB/U0LAB"], seats: [seat_08], lead: true}}
"""


@pytest.fixture
async def three(founding: Founding) -> Three:
    """Everybody in their room, the largest agreement in force."""
    slack, teams = founding.slack, founding.teams
    slack.add_person("U0PM", name="Sponsor program manager")
    slack.add_person("U0LAB", name="Laboratory lead", team="T0LAB")
    others = crowd()
    for member in others:
        slack.add_person(str(member.address.local), name=member.name)
    users = [str(member.address.local) for member in others[: PEOPLE_COUNT - 2]]
    slack.add_channel(CHANNEL, "U0PM", "U0LAB", *users)
    person = teams.person("Client project manager")
    room = teams.room("study", person)
    them = Three(
        world=founding,
        sponsor=InSlack(world=founding, user="U0PM"),
        cro=InTeams(world=founding, person=person, room=room),
        lab=InSlack(world=founding, user="U0LAB", team="T0LAB"),
    )
    await them.takes_over(large_agreement())
    await founding.from_teams.install(room, person)
    await founding.from_teams.install(teams.chat_with(person), person)
    await founding.settled()
    return them


async def test_one_of_sixty_areas_is_changed_in_a_modal_and_read_in_teams(three: Three) -> None:
    sponsor, cro, lab = three.sponsor, three.cro, three.lab
    await sponsor.commands("propose areas")
    await sponsor.presses(parts.OPEN_OR_CHANGE)
    assert len(sponsor.offered("which")) == 60
    await sponsor.sends(which="area_45", what="change")
    await sponsor.sends(title=f"{AREA} and 46")
    await sponsor.presses("Send")
    await sponsor.sends(reason="Both groups are read together.")

    told = text_of(cro.chat[-1].card)
    assert "Larkspur proposes a change" in told
    assert "Both groups are read together." in told
    assert f"{AREA} and 46" in told
    await cro.presses("Accept")
    assert await three.world.version() == 1
    await lab.presses("Accept")
    assert await three.world.version() == 2
    assert f"{AREA} and 46" in await cro.asks("agreement diff 1 2")


async def test_one_of_sixty_areas_is_changed_in_a_card_and_read_in_slack(three: Three) -> None:
    sponsor, cro = three.sponsor, three.cro
    await cro.writes("propose areas")
    await cro.presses(parts.OPEN_OR_CHANGE)
    assert len(cro.offered("which")) == 60
    await cro.sends(which=AREA, what=parts.DO["change"])
    await cro.sends(title=f"{AREA} and 46")
    await cro.presses("Send")
    await cro.sends(reason="Both groups are read together.")

    for told in (text_of(sponsor.chat[-1]), text_of(three.world.channel[-1])):
        assert "Deccan proposes a change" in told
        assert f"{AREA} and 46" in told
        assert "Waits for: Larkspur, Thames" in told


async def test_two_hundred_changes_are_paged_to_the_end_and_accepted(three: Three) -> None:
    sponsor, cro, lab = three.sponsor, three.cro, three.lab
    line = HistoryEntry(
        version=2,
        effective=large_agreement().agreement.history[-1].effective,
        agreed_by=("program_manager", "cro_pm"),
        reason="Every title is new.",
    )
    agreed = large_agreement().agreement
    versions = replace(agreed, version=2, history=(*agreed.history, line))
    await three.takes_over(replace(renamed(), agreement=versions))

    read = [text_of(cro.chat[-1].card)]
    while proposals.MORE in read[-1]:
        await cro.presses(proposals.MORE)
        read.append(text_of(cro.card))
    assert len(read) > 200 / MOST_CHANGES
    assert f"Page {len(read)} of {len(read)}." in read[-1]
    assert proposals.FROM_START in read[-1]
    titles = [area.title for area in renamed().areas]
    assert [title for title in titles if title not in "".join(read)] == []

    for lead in (sponsor, cro, lab):
        assert await three.world.version() == 1
        await lead.presses("Accept")
    assert await three.world.version() == 2
    assert "Every title is new" in await cro.asks("agreement history")
    first = await sponsor.asks("agreement diff 1 2")
    assert proposals.MORE in first
    await sponsor.mentions("agreement diff 1 2 26")
    assert "Page 26 of" in text_of(three.world.channel[-1])


async def test_a_seat_is_filled_from_three_hundred_people(three: Three) -> None:
    sponsor = three.sponsor
    await sponsor.commands("seats fill")
    asked = [block for block in sponsor.form["blocks"] if block["type"] == "input"]
    offered = payloads.options_of(asked[0]["element"])
    # All of the sponsor's, and nobody; the laboratory's lead is no choice.
    assert len(offered) == PEOPLE_COUNT
    chosen = crowd()[212].name
    await sponsor.sends(**{str(asked[0]["block_id"]): chosen})
    done = text_of(three.world.slack.views[-1])
    assert chosen in done
    assert seat_words.still_empty(8) in done

    before = asked[0]["block_id"]
    await sponsor.commands("seats fill")
    (asked,) = [block for block in sponsor.form["blocks"] if block["type"] == "input"]
    assert asked["block_id"] != before
    assert chosen in await sponsor.asks("seats")
