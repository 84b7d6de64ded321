"""A pulse that is agreed and can never be asked is found beforehand, with what to do about it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.finding import FindingKind
from bot.domain.visibility import A_ROOM
from tests.builders import a_pulse
from tests.unit.engine.stage import SPONSOR_PM, SPONSOR_ROOM, a_stage
from tests.unit.engine.test_preflight import WELL, Whole, found

ASKED = ("program_manager", "study_monitor", "study_director", "cro_pm")


def asking(least: int = 2, *asked: str) -> Whole:
    """All in place, with a pulse of two people on each side."""
    pulse = a_pulse(asked_of=asked or ASKED, minimum_answers=least)
    return Whole(agreement=replace(WELL, pulse=pulse))


async def test_a_pulse_that_can_be_asked_is_nothing_to_report() -> None:
    assert await found(asking()) == ()
    assert await found(Whole(), can_lock=False) == ()  # without a pulse no key is missed


async def test_a_pulse_without_a_key_is_found_for_whoever_runs_accord() -> None:
    (finding,) = await found(asking(), can_lock=False, reader=A_ROOM)
    assert (finding.kind, finding.party) == (FindingKind.PULSE_NO_KEY, None)
    assert (finding.who, finding.subject) == ("whoever runs Accord", "The pulse")
    assert "ACCORD_SECRET_KEY" in finding.what
    assert "accord doctor --new-key" in finding.what


@pytest.mark.parametrize("least", [1, 2])
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sits": {"study_monitor": "program_manager"}}, "1 person holds the seats of Larkspur"),
        ({"without_address": ("study_monitor",)}, "1 person holds the seats of Larkspur"),
        ({"vacant": ("study_monitor", "program_manager")}, "no people hold the seats of Larkspur"),
    ],
)
async def test_too_few_people_of_a_side_are_found_for_its_lead(
    least: int, changes: dict[str, Any], said: str
) -> None:
    """One person in both seats, or one who cannot be written to; never fewer than two."""
    whole = replace(asking(least), **changes)
    findings = [f for f in await found(whole) if f.kind is FindingKind.PULSE_TOO_FEW]
    (finding,) = findings
    assert (finding.party, finding.who) == ("sponsor", "the lead of Larkspur")
    assert said in finding.wrong
    assert "it takes 2 of a side" in finding.wrong
    assert "“seats fill”" in finding.what


async def test_a_side_that_is_not_asked_is_not_missed() -> None:
    assert await found(asking(2, "study_director", "cro_pm")) == ()


async def test_connect_finds_that_this_installation_has_no_key() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "connect", SPONSOR_ROOM)
    assert "Set ACCORD_SECRET_KEY" in stage.last_text(SPONSOR_ROOM)
