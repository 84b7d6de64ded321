"""Proposals among each other and in time: reminded, lapsed, in conflict, carried over, told."""

from datetime import datetime, timedelta

import pytest

from bot.cards.compose.parts import SHOW_PART
from bot.cards.compose.proposals import ACCEPT, DECLINE_FORM, SEND, WITHDRAW
from bot.cards.words import proposals as words
from bot.domain.address import Address
from bot.domain.amendment import AmendmentState
from bot.domain.duration import Duration
from tests.unit.engine.founding import (
    ANN,
    AWAY,
    CY,
    HOME,
    WEEKLY,
    a_code,
    a_draft_stage,
    a_form,
    about,
    accept,
    amendment,
    amendments,
    collaboration,
    edit,
    everything_read_by,
    form_of,
    in_force,
    open_part,
    press,
    propose,
    refused,
    send,
    submit,
    told,
    with_button,
)
from tests.unit.engine.stage import (
    CRO_ROOM,
    KOLKATA,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)

REMINDED = words.reminder("").strip()
RULES = ("ground_rules",)
DIRECTOR = seat_address("study_director")


def titles(stage: Stage, who: Address) -> list[str]:
    return [shown.card.title for shown in stage.received(who)]


async def test_who_is_asked_is_reminded_once_on_their_third_business_day() -> None:
    stage = await a_stage()  # Friday afternoon in Hyderabad
    await propose(stage, SPONSOR_PM)
    await stage.until("2026-12-08T16:54")  # Saturday counts there, Sunday does not
    assert not any(REMINDED in title for title in titles(stage, PM))
    await stage.until("2026-12-08T16:55")
    await stage.until("2026-12-14T12:00")
    assert sum(REMINDED in title for title in titles(stage, PM)) == 1
    assert not any(REMINDED in title for title in titles(stage, SPONSOR_PM))
    assert (await stage.kinds()).count("amendment.reminded") == 1


async def test_without_an_answer_it_lapses_after_twenty_business_days_of_the_asked_side() -> None:
    stage = await a_stage()
    sent = await propose(stage, SPONSOR_PM)
    card = everything_read_by(stage, PM)
    stage_zone_days = await _wait_until_lapsed(stage, sent.number)
    assert stage_zone_days == 20 + _days_off(stage, 20)
    assert "lapsed" in " ".join(await stage.kinds())
    assert "Tue 29 Dec 2026, 16:55 Kolkata time" in card
    assert (await in_force(stage)) == stage.agreement
    assert any("without an answer" in title for title in titles(stage, SPONSOR_PM))
    await refused(
        stage, accept(stage, PM, sent), "lapsed without an answer and changed nothing", PM
    )


async def _wait_until_lapsed(stage: Stage, number: int) -> int:
    """How many days later, at the hour it was sent, it has lapsed."""
    begin = datetime(2026, 12, 4, 16, 55, tzinfo=KOLKATA)
    for days in range(1, 60):
        await stage.until((begin + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M"))
        if (await amendment(stage, number)).state is AmendmentState.LAPSED:
            return days
    raise AssertionError(number)


def _days_off(stage: Stage, business_days: int) -> int:
    """Sundays and holidays on the way, counted by hand from the file."""
    off = {day.date for day in stage.agreement.party["cro"].holidays if day.date}
    day, found = datetime(2026, 12, 4, tzinfo=KOLKATA).date(), 0
    while business_days:
        day += timedelta(days=1)
        if day.isoweekday() == 7 or day in off:
            found += 1
        else:
            business_days -= 1
    return found


async def test_a_reworded_proposal_has_its_full_time_again() -> None:
    stage = await a_stage()
    sent = await propose(stage, SPONSOR_PM)
    await stage.until("2026-12-07T12:00")
    await edit(stage, SPONSOR_PM, WEEKLY, {"grace": "9 hours"}, sent)
    await send(stage, SPONSOR_PM, await amendment(stage, 1), "Even more")
    await stage.until("2026-12-09T12:00")
    assert not any(REMINDED in title for title in titles(stage, PM))
    await stage.until("2026-12-10T13:00")
    assert sum(REMINDED in title for title in titles(stage, PM)) == 1


async def test_what_waits_is_in_status_and_drafts_only_for_their_own_side() -> None:
    stage = await a_stage()
    await propose(stage, SPONSOR_PM)
    await edit(stage, PM, RULES, {"lines": "Be kind."})
    for who in (PM, SPONSOR_PM):
        await stage.say(who, "status")
    assert "Proposal 1 from Larkspur waits for Deccan" in stage.last_text(PM)
    assert "Proposal 2 is being written by Deccan" in stage.last_text(PM)
    assert "Proposal 1 from Larkspur waits for Deccan" in stage.last_text(SPONSOR_PM)
    assert "Proposal 2" not in stage.last_text(SPONSOR_PM)
    await stage.say(PM, "status", CRO_ROOM)
    assert "Proposal 2" not in stage.last_text(CRO_ROOM)


async def conflict(stage: Stage) -> None:
    """Both sides propose another grace for the same update."""
    await propose(stage, PM, WEEKLY, {"grace": "6 hours"}, "More time")
    await propose(stage, SPONSOR_PM, WEEKLY, {"grace": "2 hours"}, "Less time")


async def test_two_proposals_on_one_part_warn_on_both_cards() -> None:
    stage = await a_stage()
    await conflict(stage)
    for who in (PM, SPONSOR_PM, CRO_ROOM, SPONSOR_ROOM):
        said = everything_read_by(stage, who)
        assert "Proposal 2 from Larkspur changes the same part" in said, who
        assert "Proposal 1 from Deccan changes the same part" in said, who
    await press(stage, SPONSOR_PM, WITHDRAW, about(stage, await amendment(stage, 2)))
    assert "changes the same part" not in everything_read_by(stage, PM, SPONSOR_PM)


async def test_the_loser_needs_another_look_shows_what_stands_there_and_can_be_sent_again() -> None:
    stage = await a_stage()
    await conflict(stage)
    first, second = await amendments(stage)
    await accept(stage, SPONSOR_PM, first)
    loser = await amendment(stage, 2)
    assert (loser.state, loser.overtaken_by) == (AmendmentState.DRAFT, 3)
    assert loser.consents == ()
    shown, _ = with_button(stage, SPONSOR_PM, SEND)
    assert "Proposal 2 needs another look" in shown.card.title
    said = everything_read_by(stage, SPONSOR_PM)
    assert "Before: 6 hours" in said
    assert "After: 2 hours" in said
    await refused(stage, accept(stage, PM, second), "is still writing proposal 2", PM)
    form = form_of(await press(stage, SPONSOR_PM, SEND, about(stage, loser)))
    response = await submit(stage, SPONSOR_PM, form, {"reason": "Still less time"})
    again = await amendment(stage, 2)
    assert again.state is AmendmentState.PROPOSED, told(stage, response, SPONSOR_PM)
    await accept(stage, PM, again)
    now = await in_force(stage)
    assert (now.agreement.version, now.cadence["weekly_status"].grace) == (
        4,
        Duration.parse("2h"),
    )


async def test_a_proposal_on_another_part_is_carried_over_with_its_yes() -> None:
    stage = await a_stage()
    await propose(stage, PM, WEEKLY, {"grace": "6 hours"}, "More time")
    other = await propose(stage, SPONSOR_PM, RULES, {"lines": "Be kind."}, "Short")
    await accept(stage, SPONSOR_PM, await amendment(stage, 1))
    carried = await amendment(stage, 2)
    assert carried.base == 3
    assert carried.consents == other.consents
    assert [each.party for each in carried.consents] == ["sponsor"]
    await accept(stage, PM, carried)
    now = await in_force(stage)
    assert now.ground_rules == ("Be kind.",)
    assert now.cadence["weekly_status"].grace == Duration.parse("6h")


async def test_an_own_change_does_not_disturb_what_waits_on_the_same_seat() -> None:
    stage = await a_stage()
    sent = await propose(stage, PM, ("seats", "cro_pm"), {"reply_within.urgent": "2 hours"})
    await edit(stage, PM, ("seats", "cro_pm"), {"contact.quirks": "Never at noon"}, sent)
    await edit(
        stage, seat_address("site_head"), ("seats", "site_head"), {"contact.quirks": "Rings"}
    )
    now = await in_force(stage)
    assert now.seat["cro_pm"].contact.quirks == "Never at noon"
    assert now.seat["site_head"].contact.quirks == "Rings"
    waiting = await amendment(stage, sent.number)
    assert [each.field for each in waiting.changes] == [("reply_within", "urgent")]


async def test_rewording_one_part_puts_nothing_else_of_the_proposal_into_force() -> None:
    """The other side asks for a change of what is the reader's own; editing beside it is no yes."""
    stage = await a_stage()
    deputy = {"deputy": "finance_contracts", "reply_within.urgent": "2 hours"}
    sent = await propose(stage, PM, ("seats", "program_manager"), deputy)
    await edit(stage, SPONSOR_PM, RULES, {"lines": "Be kind."}, sent)
    assert await in_force(stage) == stage.agreement
    again = await amendment(stage, sent.number)
    assert {each.section for each in again.changes} == {"seats", "ground_rules"}


async def test_own_changes_are_in_force_at_once_and_told_in_the_next_digest() -> None:
    stage = await a_stage()
    holiday = {"name": "Founders' day", "date": "2026-12-16"}
    await edit(stage, PM, ("parties", "cro", "holidays"), holiday)
    await edit(stage, DIRECTOR, ("seats", "study_director"), {"contact.quirks": "Rings twice"})
    assert (await collaboration(stage)).version == 4
    assert "Founders' day" not in everything_read_by(stage, SPONSOR_PM, SPONSOR_ROOM)
    await stage.until("2026-12-08T02:00")
    for room in (SPONSOR_ROOM, CRO_ROOM):
        digest = everything_read_by(stage, room)
        assert "Founders' day" in digest
        assert "Rings twice" in digest
    await stage.until("2026-12-15T12:00")
    assert everything_read_by(stage, SPONSOR_ROOM).count("Rings twice") == 1


@pytest.mark.parametrize(
    ("actor", "path", "changes"),
    [
        (DIRECTOR, ("seats", "site_head"), {"contact.quirks": "Rings"}),
        (DIRECTOR, ("parties", "cro", "holidays"), {"name": "Mine", "date": "2026-12-16"}),
    ],
)
async def test_what_is_a_sides_own_is_for_its_lead_or_the_holder(
    actor: Address, path: tuple[str, ...], changes: dict[str, str]
) -> None:
    stage = await a_stage()
    form = form_of(await open_part(stage, actor, path))
    values = {each.key: each.value for each in form.inputs} | changes
    await refused(
        stage, submit(stage, actor, form, values), "for the lead of your side to change", actor
    )


async def test_what_is_the_other_sides_own_is_only_proposed_to_them() -> None:
    stage = await a_stage()
    sent = await propose(stage, SPONSOR_PM, ("seats", "cro_pm"), {"contact.quirks": "Ring me"})
    assert sent.state is AmendmentState.PROPOSED
    assert sent.missing == ("cro",)
    assert await in_force(stage) == stage.agreement


async def test_a_decline_says_why_and_is_told_to_who_proposed() -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    form = a_form(DECLINE_FORM, **about(stage, sent, text=sent.text))
    response = await submit(stage, SPONSOR_PM, form, {"because": " "})
    assert response.errors
    await submit(stage, SPONSOR_PM, form, {"because": "Friday is too late for us"})
    ended = await amendment(stage, 1)
    assert (ended.state, ended.ended_because) == (
        AmendmentState.DECLINED,
        "Friday is too late for us",
    )
    assert "Friday is too late for us" in stage.last_text(PM)


async def test_the_same_form_opened_twice_does_not_overwrite_silently() -> None:
    stage = await a_stage()
    one = form_of(await open_part(stage, PM, WEEKLY))
    two = form_of(await open_part(stage, DIRECTOR, WEEKLY))
    values = {each.key: each.value for each in one.inputs}
    await submit(stage, PM, one, values | {"grace": "6 hours"})
    response = await submit(stage, DIRECTOR, two, values | {"grace": "9 hours"})
    assert "changed" in told(stage, response, DIRECTOR)
    (draft,) = await amendments(stage)
    assert [each.after for each in draft.changes] == ["6h"]


LAB = {
    "side": "other",
    "name": "Central Lab Ltd",
    "short": "CentralLab",
    "city": "Basel",
    "zone": "Europe/Zurich",
    "working_week": "mon,tue,wed,thu,fri",
    "hours": "09:00 to 17:00",
    "first_seat": "Lab manager",
}


async def test_a_third_party_is_added_joins_and_is_asked_from_then_on() -> None:
    stage = await a_stage()
    waits = await propose(stage, SPONSOR_PM, RULES, {"lines": "Be kind."}, "Short")
    adds = await propose(stage, PM, ("parties",), LAB, "Samples go to Basel")
    assert adds.parties == ("sponsor", "cro")
    await accept(stage, SPONSOR_PM, adds)
    assert [each.short for each in (await in_force(stage)).parties][-1] == "CentralLab"
    room, manager = Address("console", "basel", "room"), Address("console", "basel", "manager")
    await stage.say(manager, f"connect {await a_code(stage, PM, CRO_ROOM)}", room)
    assert "CentralLab has joined" in everything_read_by(stage, SPONSOR_ROOM)
    _, button = with_button(stage, manager, ACCEPT)
    await press(stage, manager, button.action, button.value)
    await accept(stage, PM, await amendment(stage, waits.number))
    agreed = await amendment(stage, waits.number)
    assert agreed.state is AmendmentState.IN_FORCE
    assert len({each.party for each in agreed.consents}) == 3


async def test_a_party_nobody_has_joined_for_keeps_nobody_from_agreeing() -> None:
    stage = await a_stage()
    await accept(stage, SPONSOR_PM, await propose(stage, PM, ("parties",), LAB, "To Basel"))
    changed = await propose(stage, SPONSOR_PM, RULES, {"lines": "Be kind."}, "Short")
    assert changed.parties == ("sponsor", "cro")
    await accept(stage, PM, changed)
    assert (await amendment(stage, changed.number)).state is AmendmentState.IN_FORCE


async def first_sent() -> Stage:
    """Cy has joined, and Ann has sent the first version."""
    stage = await a_draft_stage()
    await stage.say(CY, f"connect {await a_code(stage)}", AWAY)
    await send(stage, ANN, await amendment(stage, 1), "First version")
    return stage


async def test_the_first_version_comes_into_force_like_any_other() -> None:
    stage = await first_sent()
    first = await amendment(stage, 1)
    assert first.missing == ("cro",)
    _, button = with_button(stage, CY, ACCEPT)
    await press(stage, CY, button.action, button.value)
    assert (await in_force(stage)).agreement.version == 1
    for room in (HOME, AWAY):
        assert "Version 1 of the agreement is in force" in titles(stage, room)


@pytest.mark.parametrize("how", ["declined", "lapsed"])
async def test_after_a_first_version_that_came_to_nothing_another_can_be_agreed(how: str) -> None:
    stage = await first_sent()
    first = await amendment(stage, 1)
    if how == "declined":
        form = a_form(DECLINE_FORM, **about(stage, first, text=first.text))
        await submit(stage, CY, form, {"because": "Not like this"})
    else:
        await stage.until("2027-02-04T12:00")
    assert (await amendment(stage, 1)).state.value == how
    await stage.say(CY, "agreement", AWAY)
    await press(stage, CY, SHOW_PART, about(stage, section="ground_rules"))
    await edit(stage, CY, WEEKLY_FIRST, {"title": "Monday letter"})
    second = await amendment(stage, 2)
    assert (second.base, second.party) == (0, "cro")
    await refused(stage, open_part(stage, ANN, WEEKLY_FIRST), "is still writing proposal 2", ANN)
    await send(stage, CY, second, "This we can do")
    await accept(stage, ANN, await amendment(stage, 2))
    now = await in_force(stage)
    assert now.agreement.version == 1
    assert "Monday letter" in [each.title for each in now.cadences]


WEEKLY_FIRST = ("cadences", "weekly_status")
