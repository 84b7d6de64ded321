"""Days off that are not certain yet: the question to the side whose days they are, and its answer.

In example 1 Deccan's Eid al-Fitr is written as Wed 10 Mar 2027 and provisional. Ten of its working
days before, six a week, is Fri 26 Feb.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from adapters.console.platform import Shown
from bot.agreement_file.check import read_agreement
from bot.cards.card import Card
from bot.cards.compose import uncertain_days as cards
from bot.cards.compose.parts import EDIT_PART
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import ExtraWorkingDay, Holiday, HolidayCalendar, Party
from bot.domain.instant import Instant, instant
from bot.domain.manners import Preferences
from bot.domain.people import CollaborationState, Lead
from bot.domain.workdays import working_days
from bot.engine.inbound import Typed
from bot.engine.outgoing import Draft
from bot.engine.parts import pack
from tests.unit.engine.founding import form_of, press, refused
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    KOLKATA,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    a_stage_for,
    seat_address,
)

EID = "Eid al-Fitr"
TITLE = "Eid al-Fitr: is Wed 10 Mar 2027 a day off?"
DEPUTY = seat_address("site_head")
DIRECTOR = seat_address("study_director")


def wall(text: str, zone: ZoneInfo = KOLKATA) -> Instant:
    return instant(datetime.fromisoformat(text).replace(tzinfo=zone))


async def before_it_is_asked() -> Stage:
    return await a_stage(begin=wall("2027-02-25T12:00"))


async def once_asked() -> Stage:
    stage = await before_it_is_asked()
    await stage.until("2027-02-26T09:00")
    return stage


def about(stage: Stage, who: Address, name: str = EID) -> list[Shown]:
    """What somebody can read about a holiday."""
    return [shown for shown in stage.received(who) if name in shown.card.title]


def question(stage: Stage, who: Address = PM) -> Shown:
    return about(stage, who)[-1]


def value(stage: Stage) -> Mapping[str, str]:
    """What the buttons of the question carry."""
    return question(stage).card.buttons[0].value


async def in_force(stage: Stage) -> Agreement:
    async with stage.accord.storage.reading() as tx:
        directory = await stage.accord.directory.current(tx)
        collaboration = directory.collaborations[stage.collaboration.id]
        return await tx.agreements.get(collaboration.id, collaboration.version)


async def works(stage: Stage, day: date, party: str = "cro") -> bool:
    return working_days((await in_force(stage)).party[party]).is_working(day)


async def become(stage: Stage, state: CollaborationState) -> None:
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        collaboration = directory.collaborations[stage.collaboration.id]
        await tx.directory.save_collaboration(replace(collaboration, state=state))


async def leads_too(stage: Stage, who: Address) -> None:
    async with stage.accord.storage.transaction() as tx:
        directory = await stage.accord.directory.current(tx)
        person = directory.person_at(who)
        assert person is not None
        lead = Lead(collaboration=stage.collaboration.id, party="cro", person=person.id)
        await tx.directory.name_lead(lead)


async def opened(stage: Stage, cadence: str) -> list[Instant]:
    """When the updates of a cadence that were asked for were due."""
    async with stage.accord.storage.reading() as tx:
        found = await tx.checkins.latest(stage.collaboration.id, cadence, 20)
    return sorted(checkin.due for checkin in found)


# ---- asking


async def test_the_lead_of_that_side_alone_is_asked_ten_working_days_before() -> None:
    stage = await before_it_is_asked()
    await stage.until("2027-02-26T08:59")
    assert about(stage, PM) == []
    await stage.until("2027-02-26T09:00")
    assert [shown.card.title for shown in about(stage, PM)] == [TITLE]
    text = card_text(question(stage).card)
    assert "Eid al-Fitr is written as Wed 10 Mar 2027, not certain yet." in text
    assert "Until you answer: it counts as a day off" in text
    assert f"Study: {stage.agreement.study.short}" in text
    for other in (DEPUTY, DIRECTOR, SPONSOR_PM, SPONSOR_ROOM, CRO_ROOM):
        assert about(stage, other) == []


async def test_it_is_asked_at_once_when_it_is_nearer_in_the_hours_of_the_lead() -> None:
    stage = await a_stage(begin=wall("2027-03-08T20:00"))
    assert about(stage, PM) == []
    await stage.until("2027-03-09T09:00")
    assert [shown.card.title for shown in about(stage, PM)] == [TITLE]


async def test_nothing_is_asked_about_what_is_over() -> None:
    stage = await a_stage(begin=wall("2027-03-11T10:00"))
    await stage.until("2027-03-12T10:00")
    assert about(stage, PM) == []


async def test_while_the_lead_is_away_the_deputy_is_asked_and_may_answer() -> None:
    stage = await before_it_is_asked()
    await stage.say(PM, "away 26 Feb to 12 Mar")
    await stage.press(PM, stage.received(PM)[-1], "Yes, I am away")
    await stage.until("2027-02-26T09:00")
    assert about(stage, PM) == []
    assert "this comes to you as deputy" in card_text(question(stage, DEPUTY).card)
    await stage.press(DEPUTY, question(stage, DEPUTY), "Yes, that day")
    assert "Answered by: Site head" in card_text(question(stage, DEPUTY).card)
    assert not await works(stage, date(2027, 3, 10))


async def test_every_lead_is_asked_and_reads_what_became_of_it() -> None:
    stage = await before_it_is_asked()
    await leads_too(stage, DIRECTOR)
    await stage.until("2027-02-26T09:00")
    await stage.press(DIRECTOR, question(stage, DIRECTOR), "Yes, that day")
    for lead in (PM, DIRECTOR):
        (shown,) = about(stage, lead)
        assert shown.card.title == "Eid al-Fitr: a day off on Wed 10 Mar 2027"
        assert "Answered by: Study director" in card_text(shown.card)


async def test_without_a_lead_it_waits_for_one() -> None:
    stage = await before_it_is_asked()
    async with stage.accord.storage.transaction() as tx:
        bound = (await stage.accord.directory.current(tx)).bound(stage.collaboration.id)
        for lead in bound.leads:
            await tx.directory.unname_lead(lead)
    await stage.until("2027-02-26T09:00")
    assert (await stage.kinds())[-1] == "days.nobody_to_ask"
    await leads_too(stage, DIRECTOR)
    await stage.until("2027-03-02T08:59")
    assert about(stage, DIRECTOR) == []
    await stage.until("2027-03-02T09:00")
    assert [shown.card.title for shown in about(stage, DIRECTOR)] == [TITLE]


async def test_where_the_day_has_had_enough_a_button_of_the_list_opens_it() -> None:
    stage = await before_it_is_asked()
    async with stage.accord.storage.transaction() as tx:
        person = (await stage.accord.directory.current(tx)).person_at(PM)
        assert person is not None
        await tx.directory.save_preferences(Preferences(person=person.id, budget=1))
    await stage.until("2027-02-26T08:00")
    async with stage.accord.storage.transaction() as tx:
        taken = Draft(
            key="taken",
            collaboration=None,
            to=PM,
            card=Card(title="Something else"),
            push=True,
            not_before=wall("2027-02-26T09:00"),
        )
        await tx.outbox.put(taken, stage.clock.now())
    await stage.until("2027-02-26T09:00")
    assert about(stage, PM) == []
    (listed,) = [s for s in stage.received(PM) if any(b.label == TITLE for b in s.card.buttons)]
    await stage.press(PM, listed, TITLE)
    await stage.press(PM, question(stage), "A working day")
    assert await works(stage, date(2027, 3, 10))


async def test_a_pause_asks_nothing_and_what_was_skipped_is_asked_afterwards() -> None:
    stage = await before_it_is_asked()
    await stage.say(PM, "pause")
    await stage.until("2027-03-03T12:00")
    assert about(stage, PM) == []
    await stage.say(PM, "resume")
    await stage.until("2027-03-03T12:01")
    assert [shown.card.title for shown in about(stage, PM)] == [TITLE]


# ---- answers


async def test_yes_makes_it_certain_in_a_version_of_its_own() -> None:
    stage = await once_asked()
    before = await in_force(stage)
    await stage.press(PM, question(stage), "Yes, that day")
    after = await in_force(stage)
    (shown,) = about(stage, PM)
    assert shown.card.title == "Eid al-Fitr: a day off on Wed 10 Mar 2027"
    assert "In force as: version" in card_text(shown.card)
    assert "No promised time moves" in card_text(shown.card)
    assert after.agreement.version == before.agreement.version + 1
    eid = next(each for each in after.party["cro"].holidays if each.name == EID)
    assert (eid.date, eid.provisional, eid.note) == (
        date(2027, 3, 10),
        False,
        "moon sighting may move it",
    )
    assert after.agreement.history[-1].reason == (
        "Deccan confirmed its calendar. Eid al-Fitr: a day off on Wed 10 Mar 2027"
    )
    assert after.agreement.history[-1].agreed_by == ("cro_pm",)
    await stage.until("2027-03-11T12:00")
    assert len(about(stage, PM)) == 1


async def test_another_day_moves_the_promise_that_falls_on_it() -> None:
    """The status of Friday is sent on the working day before."""
    stage = await once_asked()
    form = form_of(await stage.press(PM, question(stage), "Another day"))
    await stage.send(PM, form, first="2027-03-12")
    assert question(stage).card.title == "Eid al-Fitr: a day off on Fri 12 Mar 2027"
    assert await works(stage, date(2027, 3, 10))
    await stage.until("2027-03-13T12:00")
    assert await opened(stage, "weekly_status") == [
        wall("2027-02-26T17:00"),
        wall("2027-03-05T17:00"),
        wall("2027-03-11T17:00"),
    ]


async def test_a_working_day_is_an_ordinary_one() -> None:
    stage = await once_asked()
    await stage.press(PM, question(stage), "A working day")
    assert question(stage).card.title == "Eid al-Fitr: Wed 10 Mar 2027 is a working day"
    assert await works(stage, date(2027, 3, 10))


async def test_whoever_does_not_know_yet_is_asked_again_until_it_matters() -> None:
    stage = await once_asked()
    await stage.press(PM, question(stage), "Ask me in a few days")
    assert "asked again on Tue 2 Mar 2027" in stage.last_text(PM)
    await stage.until("2027-03-02T08:59")
    assert len([s for s in about(stage, PM) if s.card.title == TITLE]) == 1
    for day, again in (("2027-03-02", "Fri 5 Mar 2027"), ("2027-03-05", "Tue 9 Mar 2027")):
        await stage.until(f"{day}T09:00")
        newest = [s for s in about(stage, PM) if s.card.title == TITLE][-1]
        await stage.press(PM, newest, "Ask me in a few days")
        assert f"asked again on {again}" in stage.last_text(PM)
    await stage.until("2027-03-09T09:00")
    asked = [s for s in about(stage, PM) if s.card.title == TITLE]
    assert len(asked) == 4
    await refused(
        stage,
        stage.press(PM, asked[-1], "Ask me in a few days"),
        "There is no later day to ask on",
        PM,
    )
    await stage.press(PM, asked[0], "Yes, that day")
    titles = [shown.card.title for shown in about(stage, PM)]
    assert TITLE not in titles
    assert titles.count("Eid al-Fitr: a day off on Wed 10 Mar 2027") == 4


async def test_putting_it_off_twice_asks_once_more() -> None:
    stage = await once_asked()
    first = question(stage)
    await stage.press(PM, first, "Ask me in a few days")
    await stage.press(PM, first, "Ask me in a few days")
    await stage.until("2027-03-02T09:00")
    assert len([s for s in about(stage, PM) if s.card.title == TITLE]) == 2


async def test_why_in_reply_to_the_question_says_why_it_came() -> None:
    stage = await once_asked()
    origin = replace(stage.origin(PM), about=question(stage).ref)
    await stage.accord.dispatch(Typed(origin=origin, text="why"))
    await stage.accord.settle()
    text = stage.last_text(PM)
    assert "Why this question came" in text
    assert "ten of your working days" in text


# ---- what the other side reads


async def test_until_it_is_confirmed_every_side_reads_that_it_is_not() -> None:
    stage = await once_asked()
    gap = (
        "Deccan: Eid al-Fitr (Wed 10 Mar 2027) still to be confirmed; until then it counts as a day"
        " off."
    )
    for reader in (SPONSOR_PM, PM):
        await stage.say(reader, "status")
        assert gap in stage.last_text(reader)
    await stage.press(PM, question(stage), "Yes, that day")
    await stage.say(SPONSOR_PM, "status")
    assert "still to be confirmed" not in stage.last_text(SPONSOR_PM)


@pytest.mark.parametrize(("day", "moved"), [("2027-03-15", True), ("2027-03-12", False)])
async def test_a_time_that_moved_by_more_than_a_day_is_told_to_who_receives_it(
    day: str, moved: bool
) -> None:
    """A drop on Mondays, sent on the working day before a day off: Saturday."""
    agreement = read_agreement((EXAMPLES / "01_rat_tox_in_vivo.yaml").read_bytes())
    weekly = agreement.cadence["weekly_status"]
    drop = replace(weekly, key="drop", title="Data drop", rule=replace(weekly.rule, days=("mon",)))
    agreement = replace(agreement, cadences=(*agreement.cadences, drop))
    bindings = (EXAMPLES / "01_demo_bindings.yaml").read_text("utf-8")
    stage = await a_stage_for(agreement, bindings, begin=wall("2027-02-26T08:00"))
    await stage.until("2027-02-26T09:00")
    form = form_of(await stage.press(PM, question(stage), "Another day"))
    await stage.send(PM, form, first=day)
    answered = card_text(question(stage).card)
    assert ("Data drop: " in answered) is moved
    assert ("No promised time moves" in answered) is not moved
    await stage.until("2027-03-02T12:00")
    digest = next(s for s in stage.received(SPONSOR_ROOM) if "Weekly digest" in s.card.title)
    told = card_text(digest.card)
    assert "holidays: taken out Eid al-Fitr (Wed 10 Mar 2027)" in told
    assert ("Data drop, due" in told) is moved
    if moved:
        assert (
            "Data drop, due: was Mon 15 Mar 2027, 17:00 Kolkata time;"
            " is Sat 13 Mar 2027, 17:00 Kolkata time"
        ) in told


# ---- what cannot be answered


async def test_a_second_answer_reads_what_stands_there_now() -> None:
    stage = await once_asked()
    carried = value(stage)
    await stage.press(PM, question(stage), "Yes, that day")
    for action in (cards.YES, cards.WORKED, cards.ANOTHER, cards.LATER, cards.SHOW):
        await refused(
            stage,
            press(stage, PM, action, carried),
            "Nothing is left to confirm about Eid al-Fitr: what stood there, Wed 10 Mar 2027, was"
            " settled meanwhile. Now Wed 10 Mar 2027 is a day off at Deccan.",
            PM,
        )


async def test_a_form_that_was_open_while_somebody_else_answered_says_so() -> None:
    stage = await once_asked()
    await leads_too(stage, DIRECTOR)
    form = form_of(await stage.press(PM, question(stage), "Another day"))
    await press(stage, DIRECTOR, cards.WORKED, value(stage))
    said = await refused(
        stage, stage.send(PM, form, first="2027-03-11"), "Nothing is left to confirm", PM
    )
    assert "Now Wed 10 Mar 2027 is a working day at Deccan." in said


async def test_a_calendar_that_was_changed_in_chat_has_nothing_left_to_confirm() -> None:
    stage = await once_asked()
    path = pack(("parties", "cro", "holidays", 3))
    form = form_of(await press(stage, PM, EDIT_PART, {"path": path}))
    values = {each.key: each.value for each in form.inputs}
    await stage.send(PM, form, **{**values, "provisional": "no"})
    await refused(
        stage, press(stage, PM, cards.YES, value(stage)), "Nothing is left to confirm", PM
    )


async def test_after_the_day_it_says_what_it_counted_as() -> None:
    stage = await once_asked()
    carried = value(stage)
    await stage.until("2027-03-11T00:01")
    await refused(
        stage,
        press(stage, PM, cards.YES, carried),
        "Eid al-Fitr (Wed 10 Mar 2027) is over; nobody confirmed it in time, so it counted as a"
        " day off.",
        PM,
    )


async def test_on_the_day_itself_it_can_still_be_answered() -> None:
    stage = await once_asked()
    await stage.until("2027-03-10T10:00")
    await press(stage, PM, cards.YES, value(stage))
    assert question(stage).card.title == "Eid al-Fitr: a day off on Wed 10 Mar 2027"


async def test_in_a_pause_an_answer_is_kept_and_says_when_it_counts() -> None:
    stage = await once_asked()
    await become(stage, CollaborationState.PAUSED)
    await stage.press(PM, question(stage), "Yes, that day")
    assert "counts when it goes on" in card_text(question(stage).card)


async def test_when_it_is_closed_the_agreement_stays() -> None:
    stage = await once_asked()
    await become(stage, CollaborationState.CLOSED)
    await refused(
        stage, press(stage, PM, cards.YES, value(stage)), "This collaboration is closed", PM
    )


@pytest.mark.parametrize("who", [SPONSOR_PM, DIRECTOR])
async def test_it_is_nobody_elses_to_answer(who: Address) -> None:
    stage = await once_asked()
    for action in (cards.YES, cards.WORKED, cards.ANOTHER, cards.LATER, cards.SHOW):
        await refused(
            stage,
            press(stage, who, action, value(stage)),
            "Which days Deccan works is for its leads to say: Client project manager.",
            who,
        )


@pytest.mark.parametrize(
    "forged",
    [
        {"party": "nobody"},
        {"days": ""},
        {"days": "2027-03-10/2027-03-10"},
        {"days": "2027-02-30/x/y"},
        {"days": "a/b/c/d"},
    ],
)
async def test_a_button_that_carries_something_else_is_none(forged: Mapping[str, str]) -> None:
    stage = await once_asked()
    await refused(
        stage,
        press(stage, PM, cards.YES, {**value(stage), **forged}),
        "This question is not known here any more",
        PM,
    )


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Choose a day."),
        ("soon", "Choose a day."),
        ("2027-02-20", "That day is over. Choose one from Fri 26 Feb 2027 on."),
        ("2027-06-10", "more than a month from Wed 10 Mar 2027"),
        ("9999-12-31", "more than a month from Wed 10 Mar 2027"),
    ],
)
async def test_a_day_that_cannot_be_meant_is_said_in_the_form(day: str, sentence: str) -> None:
    stage = await once_asked()
    form = form_of(await stage.press(PM, question(stage), "Another day"))
    response = await stage.send(PM, form, first=day)
    assert sentence in response.errors[cards.FIRST]
    assert question(stage).card.title == TITLE


# ---- example 3, with runs of days, make-up days, and public holidays


def abroad(**calendars: Mapping[str, object]) -> Agreement:
    """Example 3 with other calendars: Carmel (`sponsor`, Haifa), Yarra (`cro`, Melbourne)."""
    agreement = read_agreement((EXAMPLES / "03_phase1_abroad.yaml").read_bytes())
    parties: tuple[Party, ...] = tuple(
        replace(party, **calendars.get(party.key, {}))  # type: ignore[arg-type]  # by name
        for party in agreement.parties
    )
    return replace(agreement, parties=parties)


def bound() -> str:
    text = (EXAMPLES / "03_bindings.yaml").read_text("utf-8")
    return text.replace("slack:T0CARMEL", "console:carmel").replace(
        "slack:T0YARRA", "console:yarra"
    )


CARMEL_LEAD = Address("console", "carmel", "U0CLINICALOPSLEAD")
YARRA_LEAD = Address("console", "yarra", "U0CROPM")
HAIFA, MELBOURNE = ZoneInfo("Asia/Jerusalem"), ZoneInfo("Australia/Melbourne")


async def until(stage: Stage, text: str, zone: ZoneInfo) -> None:
    await stage.until(wall(text, zone).astimezone(KOLKATA).replace(tzinfo=None).isoformat())


async def test_the_other_side_of_a_shared_call_hangs_on_it_before_the_day_does() -> None:
    """Purim moved to a Sunday; the call of Monday goes to the next day both work."""
    purim = Holiday(name="Purim", date=date(2027, 3, 22), provisional=True)
    stage = await a_stage_for(
        abroad(sponsor={"holidays": (purim,)}), bound(), begin=wall("2027-03-01T12:00", HAIFA)
    )
    await until(stage, "2027-03-14T12:00", HAIFA)
    (shown,) = about(stage, CARMEL_LEAD, "Purim")
    assert about(stage, YARRA_LEAD, "Purim") == []
    text = card_text(shown.card)
    assert "First promise it can move: Weekly team call, " in text
    await stage.press(CARMEL_LEAD, shown, "Yes, that day")
    await until(stage, "2027-03-24T12:00", HAIFA)
    assert (await opened(stage, "weekly_call"))[-1] == wall("2027-03-23T09:30", HAIFA)


async def test_a_run_of_days_is_one_question_and_its_days_can_be_corrected() -> None:
    run = Holiday(
        name="Summer closure", from_=date(2027, 3, 22), to=date(2027, 3, 24), provisional=True
    )
    stage = await a_stage_for(
        abroad(cro={"holidays": (run,)}), bound(), begin=wall("2027-03-01T12:00", MELBOURNE)
    )
    await until(stage, "2027-03-12T12:00", MELBOURNE)
    (shown,) = about(stage, YARRA_LEAD, "Summer closure")
    assert "are Mon 22 Mar 2027 to Wed 24 Mar 2027 days off?" in shown.card.title
    form = form_of(await stage.press(YARRA_LEAD, shown, "Other days"))
    wrong = await stage.send(YARRA_LEAD, form, first="2027-03-24", last="2027-03-23")
    assert "before the first" in wrong.errors[cards.LAST]
    await stage.send(YARRA_LEAD, form, first="2027-03-23", last="2027-03-25")
    (shown,) = about(stage, YARRA_LEAD, "Summer closure")
    assert shown.card.title == "Summer closure: days off on Tue 23 Mar 2027 to Thu 25 Mar 2027"
    days = [await works(stage, date(2027, 3, day)) for day in range(22, 27)]
    assert days == [True, False, False, False, True]


async def test_a_make_up_day_is_asked_about_as_work() -> None:
    friday = ExtraWorkingDay(date=date(2027, 3, 19), name="Make-up day for Purim", provisional=True)
    stage = await a_stage_for(
        abroad(sponsor={"holidays": (), "extra_working_days": (friday,)}),
        bound(),
        begin=wall("2027-03-10T12:00", HAIFA),
    )
    (shown,) = about(stage, CARMEL_LEAD, "Make-up day")
    assert shown.card.title == "Make-up day for Purim: is Fri 19 Mar 2027 a working day?"
    assert "Until you answer: it counts as a working day" in card_text(shown.card)
    await stage.press(CARMEL_LEAD, shown, "Not worked")
    assert not await works(stage, date(2027, 3, 19), "sponsor")
    (shown,) = about(stage, CARMEL_LEAD, "Make-up day")
    assert shown.card.title == "Make-up day for Purim: Fri 19 Mar 2027 is not worked"


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("IN", ["Eid al-Fitr", "Eid al-Adha", "Ashura", "Prophet's Birthday"]),
        ("IL", []),
        ("PL", []),
    ],
)
async def test_the_estimated_days_of_a_public_calendar_are_asked_about(
    country: str, names: list[str]
) -> None:
    """Israel's and Poland's calendars are calculated, and have no estimates."""
    party = {"holidays": (), "holiday_calendar": HolidayCalendar(country=country)}
    agreement = replace(abroad(cro=party, sponsor={"holidays": ()}), cadences=())
    stage = await a_stage_for(agreement, bound(), begin=wall("2027-01-04T12:00", MELBOURNE))
    await until(stage, "2027-12-31T12:00", MELBOURNE)
    titles = [shown.card.title for shown in stage.received(YARRA_LEAD)]
    asked = [title.partition(":")[0] for title in titles if title.endswith("off?")]
    assert asked == names
    assert not any("off?" in shown.card.title for shown in stage.received(CARMEL_LEAD))
