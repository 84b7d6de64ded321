"""Who looks after a place says, with their areas, that it is still right; nobody else is asked."""

from dataclasses import replace

from bot.cards.plain import card_text
from bot.domain.agreement.areas import Access
from bot.domain.ownership import Unsettled
from tests.unit.engine.examples import RAT, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import PM, SPONSOR_PM, seat_address
from tests.unit.engine.test_ownership import (
    BOTH,
    QUARTERLY,
    a_fresh_stage,
    confirmed,
    gaps,
    on_stage,
    questions,
)

PORTAL = "location/client_portal"


async def test_places_stand_in_the_question_about_areas_and_are_confirmed_with_them() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T09:00")
    (asked,) = questions(stage, PM)
    assert asked.card.title == BOTH
    assert "Deccan client portal, study DPL-26-0417, at " in card_text(asked.card)
    await stage.press(PM, asked, "All still right")
    assert PORTAL in await confirmed(stage)
    (shown,) = questions(stage, PM)
    assert shown.card.title == "Confirmed on Thu 1 Apr 2027: 1 area and 1 place"


async def test_a_place_that_changed_is_opened_and_one_given_up_is_for_a_lead() -> None:
    stage = await a_fresh_stage()
    await stage.until("2027-04-01T22:00")
    (asked,) = questions(stage, SPONSOR_PM)
    form = form_of(await stage.press(SPONSOR_PM, asked, "Something changed"))
    assert [each.label for each in form.inputs] == ["Which one is it?", "What is it?"]
    box = "location/sponsor_workspace"
    opened = await stage.send(SPONSOR_PM, form, area=box, what="changed")
    assert opened.card is not None
    assert opened.card.title == stage.agreement.location["sponsor_workspace"].title
    await stage.send(SPONSOR_PM, form, area=box, what="not_mine")
    (gap,) = await gaps(stage)
    assert (gap.area, gap.because) == (box, Unsettled.NOT_MINE)
    await stage.say(PM, "status")
    assert "1 place of Larkspur with a new owner to be named" in stage.last_text(PM)


async def test_a_restricted_place_is_in_no_question() -> None:
    agreement = replace(example(RAT), ownership=QUARTERLY)
    portal = agreement.location["client_portal"]
    secret = replace(portal, restricted=True, access=Access(seats=("cro_pm",)))
    places = [secret if each is portal else each for each in agreement.locations]
    stage = await on_stage(replace(agreement, locations=tuple(places)), "2027-03-31T12:00")
    await stage.until("2027-04-01T09:00")
    assert [shown.card.title for shown in questions(stage, PM)] == ["Is this area still yours?"]


async def test_who_looks_after_a_place_alone_is_asked_about_it() -> None:
    agreement = replace(example(RAT), ownership=QUARTERLY)
    portal = agreement.location["client_portal"]
    given = replace(portal, owner="lab_services_head")
    places = [given if each is portal else each for each in agreement.locations]
    stage = await on_stage(replace(agreement, locations=tuple(places)), "2027-03-31T12:00")
    await stage.until("2027-04-01T09:00")
    (asked,) = questions(stage, seat_address("lab_services_head"))
    assert asked.card.title == "Is this place still yours?"
    await stage.until("2027-04-08T10:00")
    await stage.say(SPONSOR_PM, "status")
    assert "place" in stage.last_text(SPONSOR_PM)
    assert {g.area for g in await gaps(stage)} >= {PORTAL}
