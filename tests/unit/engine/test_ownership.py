"""Owners say, round by round, that what they own is still theirs; what nobody confirms is dated.

Example 1 with a quarterly rhythm, around Thu 1 Apr 2027. The study director answers for thirteen
areas; the Client project manager leads their side. Deccan works from Monday to Saturday, from 9:00.
"""

from dataclasses import replace

from adapters.console.platform import Shown
from bot.cards.compose import ownership as cards
from bot.cards.plain import card_text
from bot.cards.words import why_messages
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.ownership import Ownership, Rhythm
from bot.domain.ownership import AreaGap, Unsettled
from bot.domain.people import CollaborationState
from bot.engine.agenda import AgendaKind
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import RAT, bindings_to, example
from tests.unit.engine.founding import form_of, press, refused
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage_for,
    seat_address,
)
from tests.unit.engine.test_away import go
from tests.unit.engine.test_uncertain_days import become
from tests.unit.engine.test_why_manners import reply

DIRECTOR = seat_address("study_director")
DEPUTY = seat_address("deputy_study_director")
HEAD = seat_address("site_head")
TITLE = "Are these 13 areas still yours?"
BOTH = "Are these still yours: 1 area and 1 place?"
QUARTERLY = Ownership(confirmed_every=Rhythm.QUARTER)


async def a_fresh_stage(
    begin: str = "2027-03-31T12:00", ownership: Ownership | None = QUARTERLY
) -> Stage:
    agreement = replace(example(RAT), ownership=ownership)
    return await on_stage(agreement, begin)


async def on_stage(agreement: Agreement, begin: str) -> Stage:
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    return await a_stage_for(agreement, bound, begin=at(begin))


def questions(stage: Stage, who: Address = DIRECTOR) -> list[Shown]:
    """What somebody can read about what they own, or have to settle."""
    return [s for s in stage.received(who) if _is_about_areas(s)]


def _is_about_areas(shown: Shown) -> bool:
    return any(b.action.startswith("ownership.") for b in shown.card.buttons) or (
        shown.card.title.startswith("Settled")
    )


async def gaps(stage: Stage) -> list[AreaGap]:
    async with stage.accord.storage.reading() as tx:
        return list(await tx.ownership.open_gaps(stage.collaboration.id))


async def confirmed(stage: Stage) -> set[str]:
    async with stage.accord.storage.reading() as tx:
        return {c.area for c in await tx.ownership.confirmations(stage.collaboration.id)}


def areas_of(stage: Stage, seat: str = "study_director") -> list[str]:
    return [area.key for area in stage.agreement.areas if area.accountable == seat]


async def test_each_owner_is_asked_once_in_one_private_message_at_the_begin_of_a_round() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T08:59")
    assert questions(stage) == []
    await stage.until("2027-04-01T09:00")
    (asked,) = questions(stage)
    text = card_text(asked.card)
    assert text.startswith(TITLE)
    assert "You answer for this, as Study director:" in text
    for area in areas_of(stage):
        assert stage.agreement.area[area].title in text
    assert "Wed 7 Apr 2027, 09:00" in text  # five working days, six a week
    assert [s.card.title for s in questions(stage, HEAD)] == ["Are these 3 areas still yours?"]
    assert [s.card.title for s in questions(stage, PM)] == [BOTH]
    await stage.until("2027-04-01T22:00")  # 9:30 in San Diego
    assert len(questions(stage, SPONSOR_PM)) == 1
    for room in (CRO_ROOM, SPONSOR_ROOM):
        assert questions(stage, room) == []
    await stage.until("2027-04-02T12:00")
    assert len(questions(stage)) == 1


async def test_one_press_confirms_all_and_a_second_one_says_that_it_did() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    (asked,) = questions(stage)
    await stage.press(DIRECTOR, asked, "All still right")
    assert await confirmed(stage) == set(areas_of(stage))
    (shown,) = questions(stage)
    assert shown.card.title == "Confirmed on Thu 1 Apr 2027: 13 areas"
    await stage.until("2027-04-02T10:00")
    await stage.press(DIRECTOR, asked, "All still right")
    assert "Confirmed already, on Thu 1 Apr 2027" in stage.last_text(DIRECTOR)
    assert (await stage.kinds()).count("ownership.confirmed") == 1
    await stage.until("2027-04-20T10:00")
    assert [gap for gap in await gaps(stage) if gap.seat == "study_director"] == []


async def test_without_an_answer_one_reminder_and_then_a_dated_gap_for_a_named_lead() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-05T09:00")
    assert [s.card.title for s in questions(stage)] == [TITLE, "Still to confirm: 13 areas"]
    await stage.until("2027-04-07T08:59")
    assert await gaps(stage) == []
    await stage.until("2027-04-07T09:00")
    found = [gap for gap in await gaps(stage) if gap.seat == "study_director"]
    assert {gap.area for gap in found} == set(areas_of(stage))
    assert {gap.because for gap in found} == {Unsettled.UNCONFIRMED}
    assert {gap.due for gap in found} == {at("2027-04-13T09:00")}
    title = "13 areas not confirmed in time"
    (told,) = [s for s in questions(stage, PM) if s.card.title == title]
    assert "(Study director)" in card_text(told.card)
    await stage.say(SPONSOR_PM, "status", SPONSOR_ROOM)
    text = stage.last_text(SPONSOR_ROOM)
    assert (
        "17 areas and 3 places of Deccan not confirmed in time, since Wed 7 Apr 2027." in text
    )  # all owners
    assert "Client project manager settles it by Tue 13 Apr 2027: " in text
    await stage.until("2027-04-13T09:00")
    again = "Still to settle: 13 areas not confirmed in time"
    assert [s.card.title for s in questions(stage, PM)].count(again) == 1
    await stage.until("2027-05-20T09:00")
    assert [s.card.title for s in questions(stage, PM)].count(again) == 1


async def test_the_owner_can_still_answer_and_what_the_lead_was_told_is_settled() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-08T10:00")
    await stage.press(DIRECTOR, questions(stage)[0], "All still right")
    assert [gap for gap in await gaps(stage) if gap.seat == "study_director"] == []
    titles = [shown.card.title for shown in stage.received(PM)]
    assert "Settled, 13 areas: confirmed" in titles
    assert {s.card.title for s in questions(stage)} == {"Confirmed on Thu 8 Apr 2027: 13 areas"}
    await stage.say(SPONSOR_PM, "status")
    assert "4 areas and 3 places of Deccan not confirmed in time" in stage.last_text(SPONSOR_PM)


async def test_a_lead_says_that_it_is_right_and_nobody_of_the_other_side_can() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-08T10:00")
    title = "13 areas not confirmed in time"
    told = next(s for s in questions(stage, PM) if s.card.title == title)
    value = next(b.value for b in told.card.buttons if b.action == cards.GAP_RIGHT)
    for other in (SPONSOR_PM, HEAD):
        attempt = press(stage, other, cards.GAP_RIGHT, value)
        await refused(stage, attempt, "A lead of that side settles this.", other)
    await stage.press(PM, told, "All still right")
    assert await confirmed(stage) >= set(areas_of(stage))
    attempt = press(stage, PM, cards.GAP_RIGHT, value)
    await refused(stage, attempt, "Nothing is left to do here.", PM)


async def test_what_is_not_theirs_any_more_goes_to_a_lead_and_the_rest_is_confirmed() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    (asked,) = questions(stage)
    form = form_of(await stage.press(DIRECTOR, asked, "Something changed"))
    response = await stage.send(DIRECTOR, form, area="histopathology", what=cards.NOT_MINE)
    assert response.card is not None
    text = card_text(response.card)
    assert "Client project manager is asked to settle it by Wed 7 Apr 2027." in text
    (gap,) = await gaps(stage)
    assert (gap.area, gap.because) == ("histopathology", Unsettled.NOT_MINE)
    assert "1 area with a new owner to be named" in [s.card.title for s in questions(stage, PM)]
    assert questions(stage)[0].card.title == "Are these 12 areas still yours?"
    # The card from before lists thirteen: it is shown once more, and confirms nothing.
    await press(stage, DIRECTOR, cards.RIGHT, asked.card.buttons[0].value)
    assert "changed since you were asked" in stage.last_text(DIRECTOR)
    assert await confirmed(stage) == set()
    await stage.press(DIRECTOR, questions(stage)[0], "All still right")
    assert await confirmed(stage) == set(areas_of(stage)) - {"histopathology"}
    again = await stage.send(DIRECTOR, form, area="histopathology", what=cards.NOT_MINE)
    assert again.card is not None
    assert "A lead settles this area already." in card_text(again.card)
    await stage.until("2027-04-20T10:00")
    assert [g.area for g in await gaps(stage) if g.seat == "study_director"] == ["histopathology"]


async def test_what_changed_otherwise_opens_the_area_for_a_proposal() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    form = form_of(await stage.press(DIRECTOR, questions(stage)[0], "Something changed"))
    response = await stage.send(DIRECTOR, form, area="histopathology", what=cards.MINE_BUT)
    assert response.card is not None
    assert response.card.title == "Histology slides and microscopic evaluation"
    assert "part_edit" in [button.action for button in response.card.buttons]
    guessed = await stage.send(DIRECTOR, form, area="tk_analysis", what=cards.NOT_MINE)
    assert guessed.card is not None
    assert "Choose an area that is with you." in card_text(guessed.card)


async def test_the_question_of_somebody_else_is_answered_by_nobody() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    value = questions(stage)[0].card.buttons[0].value
    for other in (PM, SPONSOR_PM, DEPUTY):
        attempt = press(stage, other, cards.RIGHT, value)
        await refused(stage, attempt, "This question was for somebody else.", other)
    for broken in ({"round": "soon"}, {"by": "later"}, {"party": "nobody"}, {"person": "x"}):
        attempt = press(stage, DIRECTOR, cards.RIGHT, {**value, **broken})
        await refused(stage, attempt, "Type who am I to see what is with", DIRECTOR)


async def test_who_is_away_is_asked_when_they_are_back_and_no_deputy_instead() -> None:
    stage = await a_fresh_stage()
    await go(stage, DIRECTOR, "1-9 Apr")
    await stage.until("2027-04-09T18:00")
    assert questions(stage) == questions(stage, DEPUTY) == []
    await stage.until("2027-04-10T09:00")
    assert "Sat 17 Apr 2027, 09:00" in card_text(questions(stage)[0].card)  # 14 Apr is a day off
    assert questions(stage, DEPUTY) == []


async def test_who_goes_away_meanwhile_has_the_whole_time_when_they_are_back() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-02T10:00")
    await go(stage, DIRECTOR, "3-12 Apr")
    await stage.until("2027-04-13T09:00")
    assert [s.card.title for s in questions(stage)] == [TITLE, "Still to confirm: 13 areas"]
    await stage.until("2027-04-18T12:00")
    assert [gap for gap in await gaps(stage) if gap.seat == "study_director"] == []
    await stage.until("2027-04-21T12:00")
    assert [gap for gap in await gaps(stage) if gap.seat == "study_director"] != []


async def test_a_pause_stops_the_time_and_nothing_is_asked_in_it() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-02T10:00")
    await stage.say(PM, "pause")
    await stage.until("2027-04-10T10:00")
    assert [s.card.title for s in questions(stage)] == [TITLE]
    assert await gaps(stage) == []
    await stage.say(PM, "resume")
    await stage.until("2027-04-10T10:01")
    assert await gaps(stage) == []
    await stage.until("2027-04-17T12:00")
    assert [gap for gap in await gaps(stage) if gap.seat == "study_director"] != []


async def test_nothing_is_confirmed_in_a_closed_collaboration() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T10:00")
    value = questions(stage)[0].card.buttons[0].value
    await become(stage, CollaborationState.CLOSED)
    attempt = press(stage, DIRECTOR, cards.RIGHT, value)
    await refused(stage, attempt, "is closed", DIRECTOR)
    await stage.until("2027-04-20T10:00")
    assert await gaps(stage) == []


async def test_without_an_agreed_rhythm_nobody_is_asked() -> None:
    stage = await a_fresh_stage(ownership=None)
    await stage.until("2027-04-20T10:00")
    assert questions(stage) == []
    assert await gaps(stage) == []
    async with stage.accord.storage.reading() as tx:
        kinds = {row.kind for row in await tx.agenda.pending(stage.collaboration.id)}
    assert AgendaKind.OWNERSHIP not in kinds


async def test_why_says_why_an_owner_and_a_lead_were_asked() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-07T10:00")
    assert why_messages.AREAS_TO_CONFIRM in await reply(stage, DIRECTOR, questions(stage)[0].ref)
    told = next(s for s in questions(stage, PM) if "not confirmed in time" in s.card.title)
    assert why_messages.AREAS_TO_SETTLE in await reply(stage, PM, told.ref)


async def test_a_lead_who_did_not_confirm_themselves_is_not_sent_to_have_a_word() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-08T10:00")
    told = [s for s in questions(stage, PM) if "not confirmed in time" in s.card.title]
    own = next(s for s in told if s.card.title.startswith("1 area "))
    others = next(s for s in told if s.card.title.startswith("13 areas"))
    assert "Have a word" not in card_text(own.card)
    assert "when they still are" in card_text(own.card)
    assert "Have a word with whoever holds the seat" in card_text(others.card)
