"""The measured record of past work: what `kept` says, where that side agreed, and nothing else."""

from datetime import timedelta

import pytest

from bot.cards.compose.escalations import ACKNOWLEDGE
from bot.domain.address import Address
from bot.domain.kept import tally
from bot.domain.partners import Colleague
from bot.domain.past_work import PartnerLink, PastWork
from bot.domain.visibility import A_ROOM
from bot.engine.agreements import AgreementCache
from bot.engine.directory import Directory
from bot.engine.kept import outcomes
from bot.engine.past_work import past_work_of
from bot.engine.responsiveness import every_month
from bot.engine.scene import Setting
from tests.unit.engine.escalating import antibody_stage, press_on, raise_it
from tests.unit.engine.founding import accept, amendment, collaboration, edit, in_force, propose
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage, a_stage
from tests.unit.engine.test_kept import answer
from tests.unit.engine.test_questions import answer as answer_question
from tests.unit.engine.test_questions import asked

LARKSPUR, DECCAN = Address("console", "larkspur"), Address("console", "deccan")
ELSEWHERE = Address("console", "elsewhere")
CRO = ("parties", "cro")
SHOWN = {"past_work_shown_to": "sponsor"}
NOBODY = {"past_work_shown_to": ""}


async def linked(stage: Stage, organisation: Address = LARKSPUR, party: str = "cro") -> None:
    """An entry of an organisation is a party of the collaboration of the stage."""
    link = PartnerLink(
        organisation=organisation,
        partner="p1",
        collaboration=stage.collaboration.id,
        party=party,
        by=Colleague(address=SPONSOR_PM, name="Sponsor program manager"),
        at=stage.clock.now(),
    )
    async with stage.accord.storage.transaction() as tx:
        await tx.past_work.link(organisation, link)


async def known(stage: Stage, organisation: Address = LARKSPUR) -> PastWork | None:
    """What may be known in a directory of the entry that was linked."""
    async with stage.accord.storage.reading() as tx:
        directory = Directory(await tx.directory.load())
        now = stage.clock.now()
        found = await past_work_of(tx, organisation, directory, AgreementCache(), now)
    return found.get("p1")


async def counted(stage: Stage) -> tuple[int, int]:
    """What `kept` counts for the CRO."""
    async with stage.accord.storage.reading() as tx:
        found = await outcomes(
            tx,
            await in_force(stage),
            AgreementCache(),
            collaboration=stage.collaboration.id,
            reader=A_ROOM,
            now=stage.clock.now(),
        )
    of_cro = tally(each for each in found if each.party == "cro")
    return of_cro.on_time, of_cro.expected


async def agreed(stage: Stage) -> None:
    """The CRO's lead proposes that the sponsor may keep its numbers, and the sponsor accepts."""
    proposed = await propose(stage, PM, CRO, SHOWN, "We are glad to be measured")
    await accept(stage, SPONSOR_PM, proposed)


async def two_weeks(stage: Stage) -> None:
    """One update in time, one after its grace."""
    await stage.until("2026-12-04T17:05")
    await answer(stage)
    await stage.until("2026-12-12T10:00")
    await answer(stage)
    await stage.until("2026-12-13T10:00")


async def test_without_consent_there_is_nothing_and_with_it_what_kept_says() -> None:
    stage = await a_stage()
    await linked(stage)
    await two_weeks(stage)
    assert await known(stage) is None
    await agreed(stage)
    found = await known(stage)
    assert found is not None
    assert found.updates == await counted(stage)
    assert found.updates[0] < found.updates[1]
    assert (len(found.works), found.months) == (1, 1)
    assert found.works[0].lasted > timedelta(days=8)


async def test_answers_and_acknowledgements_are_those_that_everybody_reads() -> None:
    stage = await asked()
    await linked(stage)
    await stage.until("2026-12-03T10:00")
    await answer_question(stage)
    raised = await raise_it(stage, SPONSOR_PM, "supply_delay")
    await press_on(stage, PM, raised, ACKNOWLEDGE)
    await stage.until("2026-12-04T12:00")
    await agreed(stage)
    found = await known(stage)
    assert found is not None
    async with stage.accord.storage.reading() as tx:
        setting = Setting(
            now=stage.clock.now(),
            directory=Directory(await tx.directory.load()),
            collaboration=await collaboration(stage),
            agreement=await in_force(stage),
        )
        (month,) = await every_month(tx, setting, AgreementCache())
    everybody_reads = month.sides["cro"]
    assert everybody_reads.replies.median == timedelta(hours=5)
    assert found.answers == (timedelta(hours=5), timedelta(hours=5))
    assert everybody_reads.acknowledged.counted == 1
    assert found.works[0].acknowledged == everybody_reads.acknowledged
    assert found.updates == (everybody_reads.updates.on_time, everybody_reads.updates.expected)


async def test_consent_needs_everybody_and_is_taken_back_by_that_side_at_once() -> None:
    stage = await a_stage()
    await linked(stage)
    await two_weeks(stage)
    asked = await propose(stage, SPONSOR_PM, CRO, SHOWN, "For next time")
    assert asked.missing == ("cro",)
    assert await known(stage) is None
    await accept(stage, PM, asked)
    assert await known(stage) is not None
    await propose(stage, SPONSOR_PM, CRO, NOBODY, "Not for others to take back")
    assert await known(stage) is not None
    await edit(stage, PM, CRO, NOBODY)
    assert (await in_force(stage)).party["cro"].past_work_shown_to == ()
    assert await known(stage) is None


async def test_another_organisation_and_the_side_itself_never_read_it() -> None:
    stage = await a_stage()
    await two_weeks(stage)
    await agreed(stage)
    for organisation in (ELSEWHERE, DECCAN):
        await linked(stage, organisation)
        assert await known(stage, organisation) is None
    await linked(stage, DECCAN, "sponsor")
    assert await known(stage, DECCAN) is None


@pytest.mark.parametrize("end", [("close",), ("close", "archive")])
async def test_it_stays_as_it_was_when_the_collaboration_was_closed(end: tuple[str, ...]) -> None:
    stage = await a_stage()
    await linked(stage)
    await two_weeks(stage)
    await agreed(stage)
    before = await known(stage)
    for word in end:
        await stage.say(PM, f"pause {word}")
    await stage.until("2027-01-20T10:00")
    assert before is not None
    assert await known(stage) == before


async def test_a_third_party_keeps_numbers_only_of_who_agreed_to_that() -> None:
    stage = await antibody_stage()
    lab, sponsor = Address("console", "T0BRANDYWINE"), Address("console", "T0ARDOISE")
    cdmo = Address("console", "5b1c0f3e-0000-4000-8000-000000000002")
    people = {
        "sponsor": Address(sponsor.platform, sponsor.tenant, "U0ALLIANCE"),
        "cro": Address(cdmo.platform, cdmo.tenant, "7c3d0000-0000-4000-8000-000000000001"),
    }
    for organisation in (lab, sponsor):
        await linked(stage, organisation)
    proposed = await propose(stage, people["cro"], CRO, SHOWN, "For the sponsor alone")
    async with stage.accord.storage.reading() as tx:
        directory = Directory(await tx.directory.load())
    for party in proposed.missing:
        leads = directory.leads(stage.collaboration.id, party)
        await accept(stage, leads[0].addresses[0], await amendment(stage, proposed.number))
    assert await known(stage, sponsor) is not None
    assert await known(stage, lab) is None
