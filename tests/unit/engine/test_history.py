"""What is agreed, since when, who accepted it and why: read back from the versions themselves."""

import pytest

from bot.domain.address import Address
from tests.unit.engine.founding import (
    WEEKLY,
    accept,
    edit,
    everything_read_by,
    propose,
)
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage

RULES = ("ground_rules",)


async def three_versions() -> Stage:
    """The file is version 2; a change both accepted, one that is the CRO's own, and another."""
    stage = await a_stage()
    await accept(stage, SPONSOR_PM, await propose(stage, PM, reason="Fridays are short"))
    await edit(stage, PM, ("seats", "cro_pm"), {"contact.quirks": "Never at noon"})
    other = await propose(stage, SPONSOR_PM, RULES, {"lines": "Be kind."}, "Shorter to read")
    await accept(stage, PM, other)
    return stage


async def asked(stage: Stage, text: str, room: Address = SPONSOR_ROOM) -> str:
    await stage.say(SPONSOR_PM, text, room)
    return stage.last_text(room)


async def test_history_says_who_accepted_what_when_and_why() -> None:
    said = await asked(await three_versions(), "agreement history")
    for expected in ("Version 3", "Fridays are short", "Client project manager"):
        assert expected in said
    for expected in ("Version 5", "Shorter to read", "Sponsor program manager", "4 Dec 2026"):
        assert expected in said
    assert said.index("Version 5") < said.index("Version 3") or "Version 2" in said


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("agreement diff 2 3", ["4 hours", "6 hours"], ["Be kind.", "Never at noon"]),
        ("agreement diff 3 2", ["4 hours", "6 hours"], ["Be kind."]),
        ("agreement diff 3 4", ["Never at noon"], ["6 hours", "Be kind."]),
        ("agreement diff 2 5", ["6 hours", "Never at noon", "Be kind."], []),
        ("agreement diff 4 4", [], ["6 hours", "Never at noon", "Be kind."]),
    ],
)
async def test_a_diff_says_in_words_what_makes_one_version_of_another(
    text: str, there: list[str], not_there: list[str]
) -> None:
    said = await asked(await three_versions(), text)
    assert all(each in said for each in there), said
    assert not any(each in said for each in not_there), said


@pytest.mark.parametrize("text", ["agreement diff", "agreement diff 2", "agreement diff 2 9"])
async def test_a_diff_that_cannot_be_made_says_what_to_write(text: str) -> None:
    stage = await three_versions()
    kinds = await stage.kinds()
    assert "agreement" in await asked(stage, text)
    assert await stage.kinds() == kinds  # reading changes nothing, so nothing is on record


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("agreement weekly written status", "Weekly written status"),
        ("agreement ground rules", "Be kind."),
        ("agreement histology slides", "Histology slides"),
        ("agreement client project manager", "Never at noon"),
    ],
)
async def test_a_part_is_shown_by_its_name(text: str, expected: str) -> None:
    assert expected in await asked(await three_versions(), text)


async def test_the_overview_is_the_same_on_both_sides() -> None:
    stage = await three_versions()
    await stage.say(SPONSOR_PM, "agreement", SPONSOR_ROOM)
    await stage.say(PM, "agreement", CRO_ROOM)
    assert stage.last_text(SPONSOR_ROOM) == stage.last_text(CRO_ROOM)


async def test_what_is_only_proposed_is_not_shown_as_agreed() -> None:
    stage = await three_versions()
    await propose(stage, PM, WEEKLY, {"grace": "11 hours"}, "Much more time")
    for text in ("agreement weekly written status", "agreement history", "agreement diff 2 5"):
        assert "11 hours" not in await asked(stage, text)
    assert "11 hours" in everything_read_by(stage, SPONSOR_PM)
