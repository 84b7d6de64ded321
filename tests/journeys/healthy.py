"""Example 1 with nothing missing: every seat held, office hours that meet."""

from dataclasses import replace

from bot.agreement_file.check import read_bindings
from bot.domain.agreement.document import Agreement
from bot.engine.importing import import_agreement
from tests.journeys.world import World


def _bindings(world: World) -> str:
    """Everybody who is in a room sits somewhere, and never in a seat and its deputy's.

    Three people of each side hold seats that the pulse asks.
    """
    return f"""
tenants:
  - {{party: sponsor, address: "slack:T0SPONSOR"}}
  - {{party: cro, address: "slack:T0CRO"}}
  - {{party: cro, address: "teams:{world.pm.tenant}"}}
rooms:
  - {{party: sponsor, address: "slack:T0SPONSOR/C0STUDY"}}
  - {{party: cro, address: "{world.cro_room.address}"}}
people:
  - name: Sponsor program manager
    addresses: ["slack:T0SPONSOR/U0PM"]
    seats: [program_manager]
    lead: true
  - name: Study monitor
    addresses: ["slack:T0SPONSOR/U0MONITOR"]
    seats: [study_monitor, finance_contracts]
  - name: Vice president
    addresses: ["slack:T0SPONSOR/U0VP"]
    seats: [vp_rd, cmc_lead, dmpk_lead, sponsor_qa, peer_pathologist]
  - {{name: Toxicology consultant, seats: [tox_consultant]}}
  - name: Client project manager
    addresses: ["{world.pm.address}"]
    seats: [cro_pm, deputy_study_director, inlife_supervisor, study_pathologist, bioanalysis_pi]
    lead: true
  - name: Study director
    addresses: ["{world.director.address}"]
    seats: [study_director, site_head, attending_vet]
  - name: Quality assurance
    addresses: ["slack:T0CRO/U0CRO"]
    seats: [qau_manager, lab_services_head]
"""


async def everything_in_place(world: World) -> Agreement:
    """Put a version into force in which nothing is missing; gives it."""
    async with world.accord.storage.transaction() as tx:
        agreed = await tx.agreements.get(world.collaboration.id, world.collaboration.version)
    larkspur = replace(agreed.party["sponsor"], zone="Europe/London")
    parties = tuple(larkspur if p.key == "sponsor" else p for p in agreed.parties)
    return await put_in_force(world, replace(agreed, parties=parties))


async def put_in_force(world: World, agreement: Agreement) -> Agreement:
    """Put a text into force as the next version, as if both had accepted it."""
    collaboration = world.accord.directory.snapshot.collaborations[world.collaboration.id]
    version = collaboration.version + 1
    newer = replace(agreement, agreement=replace(agreement.agreement, version=version))
    bindings = read_bindings(_bindings(world), newer)
    async with world.accord.storage.transaction() as tx:
        await tx.agreements.add(collaboration.id, newer, world.clock.now())
        await tx.directory.save_collaboration(replace(collaboration, version=version))
        await import_agreement(tx, newer, bindings, world.clock.now())
    await world.settled()
    return newer
