"""Two companies that have nothing yet agree: the CRO in a Teams client that is not ours."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.record import broken_links
from tests.fakes import slack_payloads as payloads
from tests.judges.node import need_browser
from tests.playground.playground import STUDY_CHANNEL
from tests.playground.world import EmptyPlayground, add_accord, an_empty_playground

TYPED = {
    # The calendar reads what was typed when it is left.
    "First day of the work": "December 7, 2026",
    "Title of the study or project": "28-day rat study",
    "Name of your company": "Deccan Research",
    "Where does your team work?": "Hyderabad",
    "Name of the other company": "Larkspur Therapeutics",
    "Where does their team work?": "Boston",
}
SET_UP = "“28-day rat study” is set up here"
DRAFT = "The first version (draft)"
NOTE = "Daily dosing note"
REASON = "So that both work by the same words"
IN_FORCE = "Version 1 of the agreement is in force"
#: High enough for the longest form, so that its picture is not cut off.
LARGE = {"window": [1400, 2000]}

pytestmark = pytest.mark.slow


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[EmptyPlayground]:
    need_browser()
    async with an_empty_playground(f"sqlite:///{tmp_path / 'accord.db'}") as world:
        yield world
        assert world.slack.complaints() == []


async def test_a_first_version_is_set_up_in_teams_and_accepted_in_slack(
    world: EmptyPlayground, tmp_path: Path
) -> None:
    def picture(name: str) -> dict[str, str]:
        return {"photograph": str(tmp_path / f"{name}.png")}

    await world.at_the_page(LARGE, {"go": "Study team - Histopathology"})
    await add_accord(world.playground, STUDY_CHANNEL)
    await world.at_the_page(
        {"card": "Set up"},
        picture("welcome"),
        {"click": "Set up"},
        {"card": "New collaboration"},
        {"choose": "What kind of work is it?", "option": "In-vivo toxicology"},
        {"choose": "Your company is", "option": "the CRO"},
        *({"fill": label, "with": text} for label, text in TYPED.items()),
        picture("set_up"),
        {"click": "Begin"},
        {"card": DRAFT},
        picture("draft"),
    )

    await world.at_the_page(
        {"card": DRAFT},
        {"click": "Edit a part"},
        {"card": "What should change?"},
        {"choose": "Which one", "option": f"Cadences: {NOTE}"},
        {"click": "Next"},
        {"card": "Grace"},
        picture("part"),
        {"fill": "Grace", "with": "soon"},
        {"click": "Continue"},
        {"card": "Write a number and a unit"},
        picture("mistake"),
        {"fill": "Grace", "with": "5 hours"},
        {"click": "Continue"},
        {"card": "Saved."},
        picture("saved"),
    )
    await _reads_the_note(world)
    await _fills_a_seat(world, tmp_path)

    invited = await world.at_the_page(
        {"card": SET_UP},
        {"click": "Invite the other company"},
        {"card": "A code for Larkspur Therapeutics"},
        picture("code"),
    )
    await world.at_the_page(
        {"card": "Saved."},
        {"fill": "Send it now? Then say why", "with": REASON},
        {"click": "Next or send"},
        {"card": "Deccan Research sends the first version of the agreement"},
        picture("sent"),
    )
    assert (await world.the_only_collaboration()).version == 0

    code = re.search(r"connect (\w{5}-\w{5})", invited)
    assert code is not None
    await _joins_and_accepts_in_slack(world, code[1])
    told = await world.at_the_page(
        {"card": "Larkspur Therapeutics has joined"},
        {"card": IN_FORCE},
        picture("in_force"),
        {"screenshot": str(tmp_path / "page.png")},
    )
    assert REASON in told
    assert (await world.the_only_collaboration()).version == 1

    await _is_what_was_typed_in_teams(world)
    pictures = {picture.stem for picture in tmp_path.glob("*.png")}  # noqa: ASYNC240 - a folder
    assert pictures == {
        *("welcome", "set_up", "draft", "part", "mistake", "saved", "seats", "seats_filled"),
        *("code", "sent", "in_force", "page"),
    }


async def _reads_the_note(world: EmptyPlayground) -> None:
    """From one form to the next in the same place: each offers what is its own."""
    read = await world.at_the_page(
        {"say": "agreement", "mention": "Accord"},
        {"card": "The agreement, part by part"},
        {"click": "Open a part"},
        {"card": "Which part"},
        {"choose": "Which part", "option": "Cadences"},
        {"click": "Continue"},
        {"card": "Choose: cadence"},
        {"choose": "Which one", "option": NOTE},
        {"choose": "What to do", "option": "Read it"},
        {"click": "Continue"},
        {"card": "Told when it is late"},
    )
    assert "Grace: 5 hours" in read


async def _fills_a_seat(world: EmptyPlayground, pictures: Path) -> None:
    done = await world.at_the_page(
        {"say": "seats", "mention": "Accord"},
        {"card": "One of these is mine"},
        {"click": "Fill seats"},
        {"card": "Fill your seats"},
        {"choose": "Study pathologist", "option": "Study pathologist"},
        {"photograph": str(pictures / "seats.png")},
        {"click": "Save"},
        {"card": "Seats are filled"},
        {"photograph": str(pictures / "seats_filled.png")},
    )
    assert "Study pathologist is now the Study pathologist" in done


async def _joins_and_accepts_in_slack(world: EmptyPlayground, code: str) -> None:
    slack = world.from_slack
    await slack.event(payloads.member_joined(inviter="U0PM", channel="C0STUDY"))
    await world.settled()
    await slack.app_mention(f"connect {code}", user="U0PM")
    await world.settled()
    sent = world.slack.messages("U0PM")[-1]
    assert REASON in json.dumps(sent)
    await slack.button_press(sent, label="Accept", user="U0PM")
    await world.settled()
    assert IN_FORCE in world.channel[-1]["text"]


async def _is_what_was_typed_in_teams(world: EmptyPlayground) -> None:
    only = await world.the_only_collaboration()
    async with world.accord.storage.reading() as tx:
        agreed = await tx.agreements.get(only.id, 1)
    note = next(each for each in agreed.cadences if each.title == NOTE)
    assert note.grace.in_words() == "5 hours"
    assert min(phase.start for phase in agreed.phases).isoformat() == "2026-12-07"
    assert {each.name: each.zone for each in agreed.parties} == {
        "Deccan Research": "Asia/Kolkata",
        "Larkspur Therapeutics": "America/New_York",
    }

    record = await world.record()
    assert list(broken_links(record)) == []
    kinds = [recorded.entry.kind for recorded in record]
    for kind, times in {
        "collaboration.set_up": 1,
        "seat.filled": 1,
        "amendment.sent": 1,
        "party.joined": 1,
        "amendment.accepted": 2,
        "agreement.in_force": 1,
    }.items():
        assert kinds.count(kind) == times, kind
