"""When a lead is asked about a word: in their hours, a few a week, while it is worth it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.console.platform import Shown
from bot.cards.compose.parts import EDIT_PART
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.areas import Area, Location
from bot.domain.agreement.seats import Seat
from bot.domain.instant import instant
from bot.domain.learning import NameState
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import BEGIN, PM, SPONSOR_PM, Stage, a_stage
from tests.unit.engine.test_suggested_names import (
    ADD,
    FIND,
    MONITOR,
    NOT_NOW,
    QA,
    VET,
    asked_of,
    labels,
    means_it,
    now_agreed,
    suggestions,
)


def missing(stage: Stage, who: Address) -> list[Shown]:
    return [each for each in stage.received(who) if "not agreed: “" in each.card.title]


async def picks(stage: Stage, who: Address, words: str, which: str) -> None:
    """Somebody asks by words that nothing is near to, and picks what they meant from the list."""
    await stage.say(who, f"who owns the {words}?")
    form = form_of(await stage.press(who, stage.received(who)[-1], FIND))
    await stage.send(who, form, which=which)


async def test_a_lead_is_asked_in_their_hours_and_three_times_a_week_at_most() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T21:00")
    meant = ["area:histopathology", "area:necropsy", "area:inlife"]
    meant += ["seat:cro_pm", "location:client_portal"]
    known = {f"{k}:{each.key}" for k, those in items(stage).items() for each in those}
    assert known.issuperset(meant)
    for word, which in zip(("zorb", "quux", "plugh", "xyzzy", "frob"), meant, strict=True):
        for who in (VET, MONITOR):
            await picks(stage, who, word, which)
    await stage.until("2026-12-04T23:59")
    assert not asked_of(stage, PM)
    await stage.until("2026-12-08T18:00")
    assert len(asked_of(stage, PM)) == 3
    await stage.until("2026-12-15T18:00")
    assert len({each.card.title for each in asked_of(stage, PM)}) == 5


def items(stage: Stage) -> dict[str, tuple[Area | Seat | Location, ...]]:
    agreed = stage.agreement
    return {"area": agreed.areas, "seat": agreed.seats, "location": agreed.locations}


async def test_of_one_thing_one_name_at_a_time_is_asked_about() -> None:
    stage = await a_stage()
    for words in ("glass library", "zorb"):
        for who in (VET, MONITOR):
            if words == "zorb":
                await picks(stage, who, words, "area:histopathology")
            else:
                await means_it(stage, who, words)
    await stage.until("2026-12-08T18:00")
    (first,) = asked_of(stage, PM)
    await stage.press(PM, first, ADD)
    await stage.until("2026-12-09T18:00")
    assert len(asked_of(stage, PM)) == 1, "the proposal waits for the other side"
    proposed = next(s for s in stage.received(SPONSOR_PM) if "Accept" in labels(s.card))
    await stage.press(SPONSOR_PM, proposed, "Accept")
    await stage.until("2026-12-14T18:00")
    assert [each.card.title for each in asked_of(stage, PM)][1:] == [
        "Is “zorb” a name for Histology slides and microscopic evaluation?"
    ]


async def test_what_two_people_miss_is_suggested_to_be_added() -> None:
    stage = await a_stage()
    for who in (VET, VET, QA):
        await stage.say(who, "who maintains the genome browser?")
    await stage.until("2026-12-04T17:10")
    (asked,) = missing(stage, PM)
    assert asked.card.title == "Asked for and not agreed: “genome browser”"
    assert labels(asked.card) == ["Propose to add it", NOT_NOW]
    form = form_of(await stage.press(PM, asked, "Propose to add it"))
    assert {each.key: each.value for each in form.inputs}["title"] == "Genome browser"
    await stage.press(PM, asked, NOT_NOW)
    assert "It is not asked again" in card_text(missing(stage, PM)[0].card)


async def test_one_person_who_misses_it_again_and_again_is_no_reason() -> None:
    stage = await a_stage()
    await stage.say(VET, "who maintains the genome browser?")
    await stage.until("2026-12-07T10:00")
    await stage.say(VET, "who maintains the genome browser?")
    await stage.until("2026-12-07T18:00")
    assert not missing(stage, PM)


@pytest.mark.parametrize("word", ["paused", "closed"])
async def test_while_it_stands_still_nobody_is_asked(word: str) -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T21:00")
    for who in (VET, MONITOR):
        await means_it(stage, who)
    async with stage.accord.storage.transaction() as tx:
        data = await tx.directory.load()
        stopped = replace(data.collaborations[0], state=word)  # type: ignore[arg-type]
        await tx.directory.save_collaboration(stopped)
    await stage.until("2026-12-08T18:00")
    assert not asked_of(stage, PM)


async def test_what_was_meant_is_forgotten_after_ninety_days() -> None:
    stage = await a_stage()
    await means_it(stage, VET)
    for days, left in ((89, 2), (91, 0)):
        stage.clock.set(instant(BEGIN + timedelta(days=days)))
        await stage.accord._sweep()
        async with stage.accord.storage.reading() as tx:
            found = await tx.learning.meant_by(stage.collaboration.id, "glass library")
        assert len(found) == left


async def test_a_name_that_another_version_took_meanwhile_is_not_asked_about() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T21:00")
    for who in (VET, MONITOR):
        await means_it(stage, who)
    await stage.say(PM, "propose necropsy and organ weights")
    shown = stage.received(PM)[-1]
    edit = next(b.label for b in shown.card.buttons if b.action == EDIT_PART)
    form = form_of(await stage.press(PM, shown, edit))
    values = {each.key: each.value for each in form.inputs}
    called = f"{values['aliases']}\nglass library"
    await stage.send(PM, form, **{**values, "aliases": called, "because": "It is one."})
    proposed = next(s for s in stage.received(SPONSOR_PM) if "Accept" in labels(s.card))
    await stage.press(SPONSOR_PM, proposed, "Accept")
    assert "glass library" in (await now_agreed(stage)).area["necropsy"].aliases
    await stage.until("2026-12-08T18:00")
    assert not asked_of(stage, PM)
    assert [each.state for each in await suggestions(stage)] == [NameState.PASSED]
