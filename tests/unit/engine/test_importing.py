"""Taking files over: again changes nothing, and an agreed version is never changed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.agreement_file.bindings import Bindings
from bot.agreement_file.check import read_bindings
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.engine.importing import Imported, import_agreement
from tests.unit.engine.stage import EXAMPLES, PM, Stage, a_stage


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


async def test_an_agreed_version_cannot_be_imported_with_other_content() -> None:
    stage = await a_stage()
    changed = replace(stage.agreement, ground_rules=("Be nice.",))
    with pytest.raises(Refused, match="make this version 3"):
        await again(stage, changed)


async def test_an_older_version_is_refused_and_a_newer_one_comes_into_force() -> None:
    stage = await a_stage()
    versions = stage.agreement.agreement
    older = replace(stage.agreement, agreement=replace(versions, version=1))
    with pytest.raises(Refused, match="Version 2 of rat_tox is in force"):
        await again(stage, older)
    newer = replace(stage.agreement, agreement=replace(versions, version=3), cadences=())
    assert (await again(stage, newer)).agreement_changed
    await stage.accord.settle()
    await stage.until("2026-12-04T18:00")
    assert stage.received(PM) == []  # what is no longer promised is no longer asked for


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
