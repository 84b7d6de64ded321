"""How both sides answer, asked for in chat: the same for all, and nothing of what is restricted."""

from datetime import datetime, timedelta

import pytest

from adapters.slack.capabilities import SLACK
from adapters.slack.render import render
from adapters.teams.capabilities import TEAMS
from adapters.teams.render import render_card
from bot.cards.card import Chart, Text, Tone
from bot.cards.fit import fit
from bot.domain.action_times import times_on
from bot.domain.actions import Action
from bot.domain.address import Address
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision
from bot.domain.deed import Deed
from bot.domain.question import Question, Said, Turn
from bot.domain.suggestion import Suggestion
from bot.domain.suggestion import Turn as Idea
from bot.engine.responsiveness import responsiveness
from bot.engine.scene import Setting
from tests.judges.slack import judge_slack_response
from tests.judges.teams import judge_card
from tests.unit.engine.escalating import antibody, antibody_stage, phase1, phase1_stage, raise_it
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage
from tests.unit.engine.test_questions import DIRECTOR, answer, asked, question_shown

EVERYBODY = ((PM, None), (SPONSOR_PM, None), (PM, CRO_ROOM), (SPONSOR_PM, SPONSOR_ROOM))


async def two_months() -> Stage:
    """Asked on 2 December and on 5 January, and answered a day later."""
    stage = await asked()
    await stage.until("2026-12-03T10:00")
    await answer(stage)
    await stage.until("2027-01-05T14:00")
    await stage.say(SPONSOR_PM, "ask necropsy: which day again?")
    await stage.until("2027-01-06T10:00")
    second = question_shown(stage, DIRECTOR, "Question 2")
    form = form_of(await stage.press(DIRECTOR, second, "Answer"))
    await stage.send(DIRECTOR, form, text="On the same")
    return stage


def text(stage: Stage, who: Address) -> str:
    return stage.last_text(who)


async def test_everybody_reads_the_same_wherever_they_ask() -> None:
    stage = await two_months()
    read = set()
    for who, room in EVERYBODY:
        await stage.say(who, "responsiveness", room)
        read.add(text(stage, room or who))
    (said,) = read
    assert "Dec 2026" in said  # the last whole month
    # Four office hours on Wednesday and one on Thursday.
    assert "Questions: 1 came, 1 of 1 answered within the agreed time (100 %)" in said
    assert "Answer time: median 5 h, 90th percentile 5 h of working time" in said


NAMED = (
    ("responsiveness december", "Dec 2026"),
    ("responsiveness this month", "Jan 2027 so far"),
    ("responsiveness 2026-12", "Dec 2026"),
    ("How fast do they answer?", "Dec 2026"),
    ("response times", "Dec 2026"),
    ("responsiveness cro", "Deccan"),
    ("responsiveness deccan", "Deccan"),
    ("responsiveness Larkspur january", "Larkspur"),
    ("responsiveness us", "Larkspur"),
)


async def test_a_month_or_a_side_can_be_named_and_one_without_anything_says_what_to_do() -> None:
    stage = await two_months()
    for typed, title in NAMED:
        await stage.say(SPONSOR_PM, typed)
        shown = stage.received(SPONSOR_PM)[-1].card
        assert shown.title == f"Responsiveness: {stage.collaboration.title}, {title}", typed
    for typed in ("responsiveness march 2031", "responsiveness march 2020"):
        await stage.say(PM, typed)
        assert "There is nothing to count for this month." in text(stage, PM)


async def test_an_unknown_side_is_answered_with_those_there_are() -> None:
    stage = await a_stage()
    await stage.say(PM, "responsiveness quarterly poem")
    assert "There are: Larkspur, Deccan." in text(stage, PM)


async def test_the_trend_is_drawn_and_months_and_sides_are_one_press_away() -> None:
    stage = await two_months()
    await stage.say(PM, "responsiveness")
    shown = stage.received(PM)[-1].card
    times, share = (block for block in shown.blocks if isinstance(block, Chart))
    assert times.series[0].values == (5, 5)
    assert share.series[0].values == (100, 100)
    assert judge_slack_response(render(fit(shown, SLACK), lambda _: False)) == []
    assert judge_card(render_card(fit(shown, TEAMS))) == []

    await stage.press(PM, stage.received(PM)[-1], "The month after")
    assert "Jan 2027 so far" in text(stage, PM)
    await stage.press(PM, stage.received(PM)[-1], "The month before")
    assert "Dec 2026" in text(stage, PM)
    await stage.press(PM, stage.received(PM)[-1], "Deccan")
    assert "Jan 2027 so far" in text(stage, PM)
    await stage.press(PM, stage.received(PM)[-1], "All sides")
    assert "Deccan (CRO)" in text(stage, PM)


@pytest.mark.parametrize("typed", ["responsiveness file", "responsiveness xlsx"])
async def test_without_an_address_the_files_are_refused_with_what_to_do(typed: str) -> None:
    stage = await a_stage()
    await stage.say(PM, typed)
    assert "ACCORD_PUBLIC_URL" in text(stage, PM)


async def test_a_pause_between_question_and_answer_is_no_working_time() -> None:
    stage = await asked()  # Wednesday 14:00
    await stage.until("2026-12-02T16:00")
    await stage.say(PM, "pause")
    await stage.until("2026-12-07T10:00")
    await stage.say(PM, "resume")
    await stage.until("2026-12-07T12:00")
    await answer(stage)
    for command in ("responsiveness december", "kept december"):
        await stage.say(PM, command)
        assert "median 4 h" in text(stage, PM) or "(4 h of working time)" in text(stage, PM)
        assert "0 of" not in text(stage, PM).partition("Updates")[0]


UNBLINDED = "unblinded_pharmacist"


async def test_what_is_restricted_leaves_no_trace_in_the_numbers_of_anybody() -> None:
    """The same months with and without everything that only unblinded seats may know."""
    plain, secret = await phase1_stage(), await phase1_stage()
    trigger = next(each.key for each in secret.agreement.triggers if each.restricted)
    await raise_it(secret, phase1(secret, UNBLINDED), trigger)
    assert "escalation.raised" in await secret.kinds()
    await keep_restricted(secret)
    for stage in (plain, secret):
        stage.clock.advance(timedelta(days=3))
    assert await numbers(plain) == await numbers(secret)

    for who in (UNBLINDED, "cro_pm", "clinical_ops_lead"):
        read = set()
        for stage in (plain, secret):
            await stage.say(phase1(stage, who), "responsiveness this month")
            read.add(text(stage, phase1(stage, who)))
        assert len(read) == 1


async def keep_restricted(stage: Stage) -> None:
    """Something of each kind with seats that everybody knows, about what few know."""
    id_, now = stage.collaboration.id, stage.clock.now()
    who = stage.accord.directory.snapshot.person_at(phase1(stage, "cro_pm"))
    assert who is not None
    deed = Deed(person=who.id, party="cro", seat="cro_pm", at=now)
    said = Said(text="?", person=who.id, seat="clinical_ops_lead", at=now)
    async with stage.accord.storage.transaction() as tx:
        await tx.actions.add(
            Action(
                collaboration=id_,
                number=1,
                what="count",
                owner="cro_pm",
                party="cro",
                times=times_on(stage.agreement, "cro_pm", now.date()),
                version=stage.collaboration.version,
                raised=deed,
                since=now,
                source="a",
                restricted=True,
            )
        )
        await tx.decisions.add(
            Decision(
                collaboration=id_,
                number=1,
                topic="Stock",
                outcome="more of it",
                decider=Decider(party="sponsor"),
                version=stage.collaboration.version,
                written=deed,
                source="d",
                restricted=True,
            )
        )
        await tx.suggestions.add(
            Suggestion(
                id=f"{id_}/suggestion/R1",
                collaboration=id_,
                number=1,
                version=stage.collaboration.version,
                topic="Stock",
                person=who.id,
                from_seat=None,
                from_party="sponsor",
                to_party="cro",
                wordings=(said,),
                turns=(Idea(seat="cro_pm", since=now, due=now),),
                restricted=True,
            )
        )
        await tx.questions.add(
            Question(
                id=f"{id_}/question/R1",
                collaboration=id_,
                number=1,
                version=stage.collaboration.version,
                topic="Stock",
                person=who.id,
                from_seat="clinical_ops_lead",
                from_party="sponsor",
                to_party="cro",
                turns=(Turn(seat="cro_pm", asked=(said,), since=now, due=now),),
                restricted=True,
            )
        )


async def numbers(stage: Stage) -> object:
    async with stage.accord.storage.reading() as tx:
        setting = Setting(
            now=stage.clock.now(),
            directory=await stage.accord.directory.current(tx),
            collaboration=stage.collaboration,
            agreement=stage.agreement,
        )
        month = datetime(2027, 2, 1).date()  # noqa: DTZ001 - a day has no zone
        return await responsiveness(tx, setting, stage.accord.agreements, [month])


async def test_of_three_companies_each_has_its_numbers_and_can_be_named() -> None:
    stage = await antibody_stage()
    who = antibody(stage, stage.agreement.seats[0].key)
    names = [party.short for party in stage.agreement.parties]
    assert len(names) == 3
    await raise_it(stage, who, stage.agreement.triggers[0].key)
    await stage.say(who, "responsiveness this month")
    shown = stage.received(who)[-1].card
    headings = [
        block.parts[0]
        for block in shown.blocks
        if isinstance(block, Text) and block.tone is Tone.HEADING
    ]
    assert [str(each).partition(" (")[0] for each in headings] == names
    for name in names:
        await stage.press(who, stage.received(who)[-1], name)
        assert stage.received(who)[-1].card.title.endswith(f", {name}")
        await stage.press(who, stage.received(who)[-1], "All sides")
