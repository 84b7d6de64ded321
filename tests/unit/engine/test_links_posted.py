"""A link posted where Accord reads it, to a place nobody agreed on, is offered for the register."""

from adapters.console.platform import Shown
from bot.cards.plain import card_text
from bot.domain.address import Address
from tests.unit.engine.escalating import PHASE1_ROOM, phase1, phase1_stage
from tests.unit.engine.founding import amendment, form_of
from tests.unit.engine.hinting import KEEPER, bare, hiding
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

TITLE = "A place that is not in the register yet"
POSTED = "the raw files are at https://files.deccan.example/rat/raw/day1.csv, have a look"
STRANGER = Address("console", "elsewhere", "stranger")


def offers(stage: Stage, who: Address = PM) -> list[Shown]:
    return [shown for shown in stage.received(who) if shown.card.title == TITLE]


async def test_who_posts_a_link_is_asked_once_for_each_place_and_alone() -> None:
    stage = await a_stage()
    await stage.say(PM, POSTED, CRO_ROOM)
    (offer,) = offers(stage)
    assert "Posted: files.deccan.example/rat/raw\n" in card_text(offer.card)
    assert offers(stage, CRO_ROOM) == []
    await stage.say(PM, POSTED.replace("day1", "day2"), CRO_ROOM)
    await stage.say(SPONSOR_PM, POSTED, SPONSOR_ROOM)
    assert len(offers(stage)) == 1
    assert offers(stage, SPONSOR_PM) == []
    await stage.say(PM, "and https://files.deccan.example/rat/plans", CRO_ROOM)
    assert len(offers(stage)) == 2


async def test_it_becomes_a_proposal_that_begins_with_what_the_link_tells() -> None:
    stage = await a_stage()
    await stage.say(PM, POSTED, CRO_ROOM)
    form = form_of(await stage.press(PM, offers(stage)[0], "Add to the register"))
    begins = {each.key: each.value for each in form.inputs}
    assert begins["title"] == "rat raw"
    assert begins["path"] == "files.deccan.example/rat/raw"
    assert begins["owner"] == "cro_pm"
    sent = await stage.send(PM, form, **{**begins, "title": "Raw data", "holds": "raw files"})
    assert sent.errors == {}
    proposed = await amendment(stage, 1)
    assert "files.deccan.example/rat/raw" in str(proposed.changes)
    assert "A link to it was posted in the room." in proposed.reason


async def test_never_ask_for_this_holds_for_the_whole_host_and_everybody() -> None:
    stage = await a_stage()
    await stage.say(PM, POSTED, CRO_ROOM)
    await stage.press(PM, offers(stage)[0], "Never ask for this")
    assert offers(stage) == []
    assert "nobody is asked about links to files.deccan.example" in stage.last_text(PM)
    await stage.say(SPONSOR_PM, "see https://files.deccan.example/other", SPONSOR_ROOM)
    await stage.say(PM, "see http://www.FILES.deccan.example/more/", CRO_ROOM)
    assert offers(stage) == offers(stage, SPONSOR_PM) == []


async def test_a_link_in_an_update_is_seen_as_well() -> None:
    stage = await a_stage()
    form = form_of(await stage.say(PM, "update weekly status"))
    await stage.send(PM, form, **said(item_0="in https://files.deccan.example/rat/raw"))
    assert len(offers(stage)) == 1


async def test_known_places_private_words_and_people_without_a_seat_lead_to_no_offer() -> None:
    stage = await a_stage()
    known = stage.agreement.location["client_portal"].path
    await stage.say(PM, f"it is in https://{known}/pathology/slides.pdf", CRO_ROOM)
    await stage.say(PM, POSTED)
    await stage.say(PM, POSTED, CRO_ROOM, immediate=True)
    await stage.say(STRANGER, POSTED, SPONSOR_ROOM)
    await stage.say(
        PM, "write to ann@deccan.example or https://[oops or http://localhost", CRO_ROOM
    )
    assert offers(stage) == []
    assert offers(stage, STRANGER) == []
    assert offers(stage, seat_address("study_director")) == []


async def test_a_link_to_a_folder_that_one_may_not_know_of_is_met_as_any_unknown_one() -> None:
    link = "see https://umbral.example/ormolu/list"
    told, plain = await hiding(), await bare()
    for stage in (told, plain):
        await stage.say(phase1(stage, "data_manager"), link, PHASE1_ROOM)
    (asked,) = offers(told, phase1(told, "data_manager"))
    (same,) = offers(plain, phase1(plain, "data_manager"))
    assert card_text(asked.card) == card_text(same.card)
    keeper = phase1(told, KEEPER)
    await told.say(keeper, "see https://sable.example/list", PHASE1_ROOM)
    assert offers(told, keeper) == []


async def test_nothing_is_offered_once_it_is_over() -> None:
    stage = await phase1_stage()
    manager = phase1(stage, "cro_pm")
    await stage.say(manager, "close")
    await stage.say(manager, POSTED, PHASE1_ROOM)
    assert offers(stage, manager) == []
