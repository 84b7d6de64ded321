"""Taking files over: again changes nothing, and what is in force is changed by consent only."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.agreement_file.bindings import Bindings
from bot.agreement_file.check import read_bindings
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import AmendmentState
from bot.domain.duration import Duration
from bot.domain.errors import Refused
from bot.engine.importing import Imported, import_agreement
from tests.unit.engine.founding import a_draft_stage, accept, amendments, in_force, stored
from tests.unit.engine.stage import EXAMPLES, PM, SPONSOR_PM, Stage, a_stage, seat_address


async def again(
    stage: Stage, agreement: Agreement | None = None, bindings: Bindings | None = None
) -> Imported:
    async with stage.accord.storage.transaction() as tx:
        return await import_agreement(tx, agreement or stage.agreement, bindings, stage.clock.now())


def demo(stage: Stage, *changes: tuple[str, str]) -> Bindings:
    text = (EXAMPLES / "01_demo_bindings.yaml").read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_bindings(text, stage.agreement)


async def test_importing_the_same_again_changes_nothing() -> None:
    stage = await a_stage()
    before = await stage.record()
    done = await again(stage, bindings=demo(stage))
    assert not done.agreement_changed
    assert done.bindings_changed == 0
    assert await stage.record() == before


def with_rules(agreement: Agreement, *rules: str, version: int = 2, reason: str = "") -> Agreement:
    """The agreement with other ground rules, as a file with a number and a reason of its own."""
    versions = agreement.agreement
    line = replace(versions.history[-1], version=version, reason=reason)
    return replace(
        agreement,
        ground_rules=rules,
        agreement=replace(versions, version=version, history=(*versions.history, line)),
    )


@pytest.mark.parametrize("number", [1, 2, 3, 40])
async def test_a_file_over_a_live_collaboration_is_proposed_whatever_its_number(
    number: int,
) -> None:
    stage = await a_stage()
    file = with_rules(stage.agreement, "Be nice.", version=number, reason="Fewer words")
    done = await again(stage, file)
    await stage.accord.settle()
    assert not done.agreement_changed
    assert await in_force(stage) == stage.agreement
    (proposal,) = await amendments(stage)
    assert done.proposal == proposal
    assert proposal.state is AmendmentState.PROPOSED
    assert proposal.missing == ("sponsor", "cro")
    assert (proposal.party, proposal.reason) == ("sponsor", "Fewer words")
    assert [each.section for each in proposal.changes] == ["ground_rules"]
    for lead in (PM, SPONSOR_PM):
        assert "Be nice." in stage.last_text(lead)
        await accept(stage, lead, proposal)
    now = await in_force(stage)
    assert now.agreement.version == 3
    assert now.ground_rules == ("Be nice.",)
    assert now.agreement.history[-1].reason == "Fewer words"
    assert now.agreement.history[-1].agreed_by == ("cro_pm", "program_manager")
    assert (await again(stage, file)).proposal is None


async def test_what_runs_keeps_its_rules_until_both_have_accepted_the_file() -> None:
    stage = await a_stage()
    weekly = replace(stage.agreement.cadence["weekly_status"], grace=Duration.parse("8h"))
    others = (each for each in stage.agreement.cadences if each.key != weekly.key)
    done = await again(stage, replace(stage.agreement, cadences=(weekly, *others)))
    assert done.proposal is not None
    await stage.until("2026-12-04T18:00")
    for lead in (PM, SPONSOR_PM):
        await accept(stage, lead, done.proposal)
    await stage.until("2026-12-11T18:00")
    async with stage.accord.storage.reading() as tx:
        newer, older = await tx.checkins.latest(stage.collaboration.id, weekly.key, 9)
    assert (older.version, newer.version) == (2, 3)
    assert older.late_at - older.due == timedelta(hours=4)
    assert newer.late_at - newer.due == timedelta(hours=8)


async def test_the_same_file_is_proposed_once_and_another_beside_it() -> None:
    stage = await a_stage()
    first = (await again(stage, with_rules(stage.agreement, "Be nice."))).proposal
    before = (await stage.record(), await amendments(stage))
    assert (await again(stage, with_rules(stage.agreement, "Be nice."))).proposal == first
    assert (await stage.record(), await amendments(stage)) == before
    second = (await again(stage, with_rules(stage.agreement, "Be brief."))).proposal
    assert second is not None
    assert [each.number for each in await amendments(stage)] == [1, 2]


async def test_a_file_that_only_says_another_number_or_order_changes_nothing() -> None:
    stage = await a_stage()
    versions = replace(stage.agreement.agreement, version=7)
    turned = replace(
        stage.agreement, agreement=versions, cadences=tuple(reversed(stage.agreement.cadences))
    )
    before = await stage.record()
    done = await again(stage, turned)
    assert (done.agreement_changed, done.proposal) == (False, None)
    assert await stage.record() == before


async def test_bindings_that_come_with_a_proposed_file_are_in_force_at_once() -> None:
    stage = await a_stage()
    bindings = demo(stage, ("console:deccan/cro_pm", "console:deccan/new_pm"))
    done = await again(stage, with_rules(stage.agreement, "Be nice."), bindings)
    await stage.accord.settle()
    assert done.bindings_changed > 0
    assert "Be nice." in stage.last_text(seat_address("new_pm"))


async def test_a_draft_from_chat_is_not_overwritten_by_a_file() -> None:
    stage = await a_draft_stage()
    study = replace(stage.agreement.study, id=stage.collaboration.key)
    before = await stored(stage)
    with pytest.raises(Refused, match="its first version is not agreed yet"):
        await again(stage, replace(stage.agreement, study=study))
    assert await stored(stage) == before


async def test_a_file_that_nobody_could_accept_is_refused() -> None:
    stage = await a_stage()
    alone = replace(stage.agreement, study=replace(stage.agreement.study, id="alone"))
    assert (await again(stage, alone)).agreement_changed
    with pytest.raises(Refused, match="Nobody speaks for a party here"):
        await again(stage, with_rules(alone, "Be nice."))


async def test_a_closed_collaboration_takes_no_file() -> None:
    stage = await a_stage()
    await stage.say(PM, "close")
    with pytest.raises(Refused, match="This collaboration is closed"):
        await again(stage, with_rules(stage.agreement, "Be nice."))
    assert await amendments(stage) == []


async def test_a_new_holder_takes_the_seat_and_the_old_holding_stays_as_history() -> None:
    stage = await a_stage()
    bindings = demo(stage, ("console:deccan/cro_pm", "console:deccan/new_pm"))
    stage.clock.advance(timedelta(days=1))
    done = await again(stage, bindings=bindings)
    assert done.bindings_changed > 0
    await stage.accord.settle()
    directory = stage.accord.directory.snapshot
    held = [h for h in directory.holdings(stage.collaboration.id) if h.seat == "cro_pm"]
    assert len(held) == 2
    assert [h.until is None for h in held] == [False, True]
    assert "bindings.changed" in await stage.kinds()


async def test_a_lead_without_a_seat_speaks_for_the_party_of_their_own_workspace() -> None:
    stage = await a_stage()
    lead = '  - {name: Director, addresses: ["console:larkspur/director"], lead: true}'
    done = await again(stage, bindings=demo(stage, ("  # ---- sponsor", lead)))
    assert done.bindings_changed == 1
    await stage.accord.settle()
    leads = stage.accord.directory.snapshot.leads(stage.collaboration.id, "sponsor")
    assert "Director" in [person.name for person in leads]


async def test_a_room_of_another_collaboration_cannot_be_taken() -> None:
    stage = await a_stage()
    other = replace(stage.agreement, study=replace(stage.agreement.study, id="another"))
    with pytest.raises(Refused):
        await again(stage, other, demo(stage))
