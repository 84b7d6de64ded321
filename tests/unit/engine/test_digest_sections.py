"""What stands in the digest: what is done, who is away, what waits; and that its counts add up."""

import random
import re
from collections import Counter

import pytest

from bot.cards.card import Card, Text, Tone
from bot.cards.plain import card_text
from bot.cards.words.status import KEPT, seats_empty
from bot.domain.checkin import CheckInState
from bot.domain.kept import Result, tally
from bot.domain.visibility import A_ROOM
from bot.engine.digest_sections import five_lines, sections_of
from bot.engine.kept import outcomes
from bot.engine.standing import Standing
from tests.unit.engine.founding import form_of, propose
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
    seat_address,
)
from tests.unit.engine.test_away import go
from tests.unit.engine.test_digest import digests, private

DIRECTOR = seat_address("study_director")
WEEKLY = "Weekly written status"


async def test_what_waits_comes_first_and_how_it_went_last() -> None:
    stage = await a_stage()
    await stage.until("2026-12-21T09:00")
    told = card_text(digests(stage, CRO_ROOM)[-1])
    places = [told.index(f"\n{title}\n") for title in ("Late", "Coming in two weeks", KEPT)]
    assert places == sorted(places)


async def test_minutes_are_late_since_they_were_due_and_not_since_the_meeting() -> None:
    stage = await a_stage()
    await stage.until("2026-12-21T09:00")  # the meeting was on 10 December
    line = "Minutes of Monthly steering meeting, from the Program manager, due since Tue 15 Dec"
    assert line in card_text(digests(stage, CRO_ROOM)[-1])


def headings(card: Card) -> list[str]:
    return [
        str(block.parts[0])
        for block in card.blocks
        if isinstance(block, Text) and block.tone is Tone.HEADING
    ]


async def test_what_is_done_is_told_once_and_what_is_overdue_until_it_is_done() -> None:
    stage = await a_stage()
    await stage.until("2026-12-08T10:00")
    await stage.say(DIRECTOR, "done necropsy")
    await stage.until("2026-12-14T09:00")
    first = card_text(digests(stage, CRO_ROOM)[-1])
    assert "Done\n- Necropsy and organ weights: Tue 8 Dec 2026, 10:00 Kolkata time" in first
    assert "said by the Study director" in first
    await stage.until("2026-12-21T09:00")
    assert "Necropsy and organ weights: Tue 8 Dec" not in card_text(digests(stage, CRO_ROOM)[-1])
    await stage.until("2027-03-08T09:00")
    text = card_text(digests(stage, CRO_ROOM)[-1])
    assert re.search(r"was due on .* 2027, and nobody has said that it is done\.", text)
    assert "Necropsy and organ weights was due" not in text


async def test_what_was_taken_back_is_not_told() -> None:
    stage = await a_stage()
    await stage.say(DIRECTOR, "done necropsy")
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Undo")
    await stage.until("2026-12-07T09:00")
    assert "Done" not in headings(digests(stage, CRO_ROOM)[-1])


async def test_who_is_away_and_who_stands_in_is_read_by_both_sides() -> None:
    stage = await a_stage()
    await go(stage, PM, "8-11 Dec")
    await go(stage, DIRECTOR, "20-31 Jan")  # too far ahead to matter yet
    await stage.until("2026-12-08T09:00")
    away = "Away\n- Client project manager (Deccan): away"
    for room in (CRO_ROOM, SPONSOR_ROOM):
        text = card_text(digests(stage, room)[-1])
        assert f"{away} from Tue 8 Dec 2026 until Sat 12 Dec 2026; Site head stands in\n" in text
    await stage.say(SPONSOR_PM, "status")
    assert f"{away} until Sat 12 Dec 2026; Site head stands in" in stage.last_text(SPONSOR_PM)


async def test_a_proposal_says_since_when_it_waits_and_when_it_ends() -> None:
    stage = await a_stage()
    await propose(stage, PM)
    await stage.until("2026-12-08T09:00")
    said_ = "Proposal 1 from Deccan waits for Larkspur since Fri 4 Dec 2026. Without an answer it"
    assert f"Proposals\n- {said_} ends on" in card_text(digests(stage, CRO_ROOM)[-1])
    (sponsors,) = private(stage, SPONSOR_ROOM)
    assert f"Waits for your side's answer\n- {said_}" in card_text(sponsors)
    assert "Waits for your side's answer" not in "".join(map(card_text, private(stage, CRO_ROOM)))


async def test_what_the_shared_part_says_is_not_said_again_to_one_side() -> None:
    stage = await a_stage()
    await stage.until("2026-12-07T09:00")
    (shared,), (mine,) = digests(stage, CRO_ROOM), private(stage, CRO_ROOM)
    assert "Late" in headings(shared)
    assert headings(mine) == ["From your side in the next seven days"]


async def test_five_lines_keep_the_hours_of_who_wants_them_and_wait_while_they_are_away() -> None:
    stage = await a_stage()
    await stage.say(PM, "digest Sunday 7:00")
    for who in (PM, DIRECTOR):
        await stage.say(who, "digest short")
    await go(stage, DIRECTOR, "5-9 Dec")
    await stage.until("2026-12-07T08:59")
    assert digests(stage, CRO_ROOM) != []
    assert digests(stage, PM, "Weekly digest in five lines") == []
    await stage.until("2026-12-07T09:00")
    assert len(digests(stage, PM, "Weekly digest in five lines")) == 1
    assert digests(stage, DIRECTOR, "Weekly digest in five lines") == []
    await stage.until("2026-12-14T09:00")
    assert len(digests(stage, DIRECTOR, "Weekly digest in five lines")) == 1


@pytest.mark.parametrize("seed", [1, 2])
async def test_all_digests_together_count_what_the_record_counts(seed: int) -> None:
    """Whatever people do, nothing is left out of the digests and nothing is told twice."""
    chosen = random.Random(seed)
    stage = await a_stage()
    week = [f"2026-12-{day:02}" for day in range(5, 32)] + [f"2027-01-{d:02}" for d in range(1, 32)]
    for day in week:
        await stage.until(f"{day}T{chosen.choice(('10:10', '16:40', '17:20', '20:50'))}")
        await _something(stage, chosen)
    await stage.until("2027-02-01T08:00")  # settled long before the last digest
    told = Counter[str]()
    await stage.until("2027-02-08T22:30")
    for card in digests(stage, SPONSOR_ROOM):
        told += _told(card)
    async with stage.accord.storage.reading() as tx:
        last = await tx.digests.latest(stage.collaboration.id)
        assert last is not None
        found = await outcomes(
            tx,
            stage.agreement,
            stage.accord.agreements,
            collaboration=stage.collaboration.id,
            reader=A_ROOM,
            now=last.at,
        )
        waiting = await tx.checkins.waiting(stage.collaboration.id)
    counted = Counter(str(each.result.value) for each in found)
    counted.pop(Result.NOT_ASKED.value, None)
    counted[Result.LATE.value] -= len([c for c in waiting if c.state is CheckInState.LATE])
    assert sum(counted.values()) > 20
    assert +told == +counted


def _told(card: Card) -> Counter[str]:
    """What the section of kept promises counts, all updates together."""
    section = card_text(card).partition("Promised and kept\n")[2].partition("\n\n")[0]
    found = Counter[str]()
    for line in section.splitlines():
        assert "and " not in line[:6], "the list is cut"
        if on_time := re.search(r"(\d+) of \d+ on time", line):
            found["on_time"] += int(on_time[1])
        for word in ("late", "missed", "excused"):
            if counted := re.search(rf"(\d+) {word}", line):
                found[word] += int(counted[1])
    return found


async def _something(stage: Stage, chosen: random.Random) -> None:
    """The project manager answers, or the sponsor excuses what is open, or nobody does anything."""
    async with stage.accord.storage.reading() as tx:
        waiting = [c.cadence for c in await tx.checkins.waiting(stage.collaboration.id)]
    if "weekly_status" not in waiting:
        return
    match chosen.choice(("answer", "answer", "excuse", "nothing", "nothing")):
        case "answer":
            form = form_of(await stage.say(PM, f"update {WEEKLY}"))
            await stage.send(PM, form, **said())
        case "excuse":
            form = form_of(await stage.say(SPONSOR_PM, f"excuse {WEEKLY}"))
            await stage.send(SPONSOR_PM, form, text="We met yesterday")
        case _:
            return


def test_what_is_missing_is_short_and_ends_with_what_to_do() -> None:
    long = [f"Laboratory services head, laboratory number {number}" for number in range(6)]
    line = seats_empty("Deccan", long)
    assert line.endswith("and 4 more. The lead of that side can fill them.")
    found = Standing(total=tally(()), gaps=(line,))
    assert five_lines(found)[-1] == "Needs attention: 1 (Seats of Deccan nobody holds)"
    (missing,) = (each for each in sections_of(found) if each.lines)
    assert missing.lines[0] == (line,)
