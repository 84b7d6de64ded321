"""The kept-promise record in chat: the same for both sides, about updates and not about people."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.capabilities import SLACK
from adapters.slack.render import render
from adapters.teams.capabilities import TEAMS
from adapters.teams.render import render_card
from bot.agreement_file.check import read_bindings
from bot.cards.card import Card, Chart
from bot.cards.fit import fit
from bot.domain.address import Address
from bot.domain.checkin import CheckIn, CheckInState, checkin_id
from bot.domain.instant import instant
from bot.engine.importing import import_agreement
from tests.judges.slack import judge_slack_response
from tests.judges.teams import judge_card
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    said,
)
from tests.unit.engine.test_isolation import OTHER_BINDINGS

WEEKLY = "Weekly written status"


async def answer(stage: Stage) -> None:
    form = (await stage.say(PM, f"update {WEEKLY}")).form
    assert form is not None
    await stage.send(PM, form, **said())


async def some_weeks() -> Stage:
    """On time on 4, 11 and 18 December; the one of Christmas late; on time on 1 January."""
    stage = await a_stage()
    for friday in ("2026-12-04", "2026-12-11", "2026-12-18"):
        await stage.until(f"{friday}T17:05")
        await answer(stage)
    await stage.until("2026-12-26T10:00")
    await answer(stage)
    await stage.until("2027-01-01T17:05")
    await answer(stage)
    return stage


def card(stage: Stage, who: Address) -> Card:
    return stage.received(who)[-1].card


async def test_both_sides_read_the_same_numbers_and_nobodys_name() -> None:
    stage = await some_weeks()
    texts = []
    for who, room in ((PM, CRO_ROOM), (SPONSOR_PM, SPONSOR_ROOM), (PM, None), (SPONSOR_PM, None)):
        await stage.say(who, "kept", room)
        texts.append(stage.last_text(room or who))
    assert len(set(texts)) == 1
    assert "Deccan (CRO)" in texts[0]
    assert "Dec 2026: 3 of 4 on time, 1 late (by " in texts[0]
    assert "Jan 2027: 1 of 1 on time" in texts[0]
    assert "Late: it came after that" in texts[0]  # the definitions stand beside the numbers
    assert "project manager" not in texts[0].lower()


async def test_where_there_are_no_numbers_nothing_defines_them() -> None:
    stage = await a_stage()
    await stage.say(PM, "kept")
    assert "Nothing promised for these months has been settled yet." in stage.last_text(PM)
    assert "Late: it came after that" not in stage.last_text(PM)


async def test_the_trend_is_drawn_and_said_in_words_and_accepted_on_both_platforms() -> None:
    stage = await some_weeks()
    await stage.say(PM, "kept")
    shown = card(stage, PM)
    (chart,) = [b for b in shown.blocks if isinstance(b, Chart) and "Deccan" in b.title]
    assert (chart.labels, chart.series[0].values) == (("Dec 2026", "Jan 2027"), (50, 100))
    # Two of December are the minutes of its calls, which nobody wrote: they are Deccan's to write.
    assert chart.text == (
        "Deccan, on time by month: Dec 2026 50 % (3 of 6), Jan 2027 100 % (1 of 1)."
    )
    assert judge_slack_response(render(fit(shown, SLACK), lambda _: False)) == []
    assert judge_card(render_card(fit(shown, TEAMS))) == []


async def test_one_update_has_a_year_a_streak_and_a_way_back() -> None:
    stage = await some_weeks()
    await stage.until("2027-01-08T17:05")
    await answer(stage)
    await stage.say(PM, "kept")
    await stage.press(PM, stage.received(PM)[-1], WEEKLY)
    text = stage.last_text(PM)
    assert f"{WEEKLY}: 2 in a row on time" in text
    assert "Dec 2026: 3 of 4" in text
    assert "Jan 2027: 2 of 2 on time" in text
    assert "steering" not in text
    await stage.press(PM, stage.received(PM)[-1], "All updates")
    assert "steering" in stage.last_text(PM)


@pytest.mark.parametrize(
    "text",
    [
        "kept december",
        "kept Dec 2026",
        "kept 2026-12",
        "kept last month",
        "kept weekly status in December 2026",
        "track record of weekly status, last month",
    ],
)
async def test_a_month_can_be_named_in_many_ways(text: str) -> None:
    stage = await some_weeks()
    await stage.say(PM, text)
    assert "Dec 2026: 3 of 4 on time" in stage.last_text(PM)
    assert "Jan 2027:" not in stage.last_text(PM)


async def test_a_month_without_promises_says_what_to_do_instead() -> None:
    stage = await some_weeks()
    await stage.say(PM, "kept march")
    assert "Type due to see what comes" in stage.last_text(PM)


async def test_an_unknown_update_is_answered_with_those_there_are() -> None:
    stage = await a_stage()
    await stage.say(PM, "kept quarterly poem")
    text = stage.last_text(PM)
    assert "quarterly poem" in text
    assert WEEKLY in text


async def test_nobody_sees_a_miss_in_it_before_the_agreed_time() -> None:
    stage = await some_weeks()
    await stage.until("2027-01-08T22:00")  # its grace ended at 21:00; others are told on Saturday
    for who in (PM, SPONSOR_PM):
        await stage.say(who, f"kept {WEEKLY}")
        assert "Jan 2027: 1 of 1 on time" in stage.last_text(who)
    await stage.until("2027-01-09T17:00")
    for who in (PM, SPONSOR_PM):
        await stage.say(who, f"kept {WEEKLY}")
        assert "Jan 2027: 1 of 2 on time, 1 late" in stage.last_text(who)


async def test_without_an_address_the_file_is_refused_with_what_to_do() -> None:
    stage = await a_stage()
    await stage.say(PM, "kept csv")
    assert "ACCORD_PUBLIC_URL" in stage.last_text(PM)
    assert "Type kept" in stage.last_text(PM)


OPS = Address("console", "carmel", "ops")
PHARMACIST = Address("console", "yarra", "pharmacist")
YARRA = Address("console", "yarra", "room")


async def test_an_update_of_a_hidden_seat_does_not_exist_for_those_who_may_not_see_it() -> None:
    stage = await a_stage()
    agreement = example(PHASE_1)
    first, *rest = agreement.cadences
    secret = replace(first, title="Randomisation list check", from_="unblinded_pharmacist")
    agreement = replace(agreement, cadences=(secret, *rest))
    bindings = read_bindings(OTHER_BINDINGS.replace('"console:deccan/cro_pm", ', ""), agreement)
    due = instant(datetime(2026, 12, 2, 9, tzinfo=UTC))
    async with stage.accord.storage.transaction() as tx:
        done = await import_agreement(tx, agreement, bindings, stage.clock.now())
        for cadence in (secret, rest[0]):
            await tx.checkins.save(
                CheckIn(
                    id=checkin_id(done.collaboration.id, cadence.key, due.replace(tzinfo=None)),
                    collaboration=done.collaboration.id,
                    cadence=cadence.key,
                    version=done.collaboration.version,
                    wall=due.replace(tzinfo=None),
                    due=due,
                    late_at=instant(due + timedelta(hours=4)),
                    opened_at=due,
                    state=CheckInState.MISSED,
                )
            )
    await stage.accord.settle()
    await stage.say(PHARMACIST, "kept")
    assert secret.title in stage.last_text(PHARMACIST)
    for who, room in ((OPS, None), (PHARMACIST, YARRA)):
        for text in ("kept", f"kept {secret.title}", "kept december"):
            await stage.say(who, text, room)
            shown = stage.last_text(room or who).replace(f"“{secret.title}”", "")
            assert rest[0].title in shown
            assert secret.title not in shown
