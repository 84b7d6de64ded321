"""The partner directory: reading, adding, recommending, and who may."""

import pytest

from bot.cards.plain import card_text
from bot.cards.words import partners as words
from bot.domain.address import Address
from bot.engine.handlers.partners import TYPED
from bot.engine.inbound import Typed
from bot.engine.partner_words import PARTNER_WORDS
from tests.unit.engine.stage import PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage
from tests.unit.engine.visiting import Visitor

COLLEAGUE = Address("console", "larkspur", "somebody-new")
FJORD = {
    "name": "Fjord Cell Lines",
    "chosen": "biologics,cmc",
    "services": "CHO cell lines in small batches",
    "regions": "Denmark; EU",
    "accreditations": "GMP until 2027-06; GLP until 2026-06",
    "contacts": "Sales desk, sales@fjord.example",
    "found": "colleague: the CMC head",
}


@pytest.fixture
async def stage() -> Stage:
    return await a_stage()


@pytest.fixture
def ann(stage: Stage) -> Visitor:
    return Visitor(stage=stage, address=SPONSOR_PM)


@pytest.fixture
def bea(stage: Stage) -> Visitor:
    """Somebody of the same organisation who is in no collaboration."""
    return Visitor(stage=stage, address=COLLEAGUE)


async def added(who: Visitor, **fields: str) -> str:
    await who.asks("partners add")
    return await who.sends(**{**FJORD, **fields})


async def test_a_directory_begins_empty_and_says_what_to_do(bea: Visitor) -> None:
    said = await bea.asks("partners")
    assert words.EMPTY in said
    assert words.PRIVATE in said
    assert await bea.presses("Add a partner")
    assert bea.form is not None
    assert len(bea.form.title) <= 24


async def test_what_is_added_is_shown_to_a_colleague_with_what_is_over(
    ann: Visitor, bea: Visitor
) -> None:
    said = await added(ann, own_category="Cold shipping", msa_until="2026-12-31")
    assert "Fjord Cell Lines is in your directory" in said
    said = await bea.asks("partners show fjord cell lines ltd")
    assert "Protein, cell line and biologics development; CMC" in said
    assert "Cold shipping" in said
    assert "GMP until Wed 30 Jun 2027; GLP expired on Tue 30 Jun 2026" in said
    assert "MSA until Thu 31 Dec 2026" in said
    assert "Sales desk, sales@fjord.example" in said
    assert words.NO_RECOMMENDATION in said
    assert "1 entry. 1 has" in await bea.asks("partners")


async def test_mistakes_in_the_form_stand_beside_their_inputs(ann: Visitor) -> None:
    await added(ann, name=" ", contacts="x@fjord.example", accreditations="GLP until soon")
    assert ann.errors is not None
    assert list(ann.errors) == ["name", "accreditations", "contacts"]
    assert words.EMPTY in await ann.asks("partners")


async def test_recommended_by_two_and_taken_back_by_one(ann: Visitor, bea: Visitor) -> None:
    await added(ann)
    said = await ann.asks("partners recommend Fjord Cell Lines: on time: three times")
    assert "Your recommendation of Fjord Cell Lines is saved" in said
    await bea.asks("partners recommend fjord cell lines")
    await bea.sends(why="They say early what does not work")
    said = await bea.sends(why="They say early what does not work")
    assert said.count("They say early") == 1, "a form sent twice is one recommendation"
    assert "Recommended by 2 colleagues" in said
    assert "on time: three times" in said
    assert "1 entry, 1 recommended" in await ann.asks("partners")
    assert "Your recommendation of Fjord Cell Lines is taken back" in await bea.presses(
        "Take mine back"
    )
    said = await bea.asks("partners show Fjord Cell Lines")
    assert "Recommended by 1 colleague" in said
    assert "They say early" not in said
    assert "You have not recommended this one" in await bea.asks(
        "partners withdraw Fjord Cell Lines"
    )


async def test_nobody_takes_back_what_a_colleague_said(ann: Visitor, bea: Visitor) -> None:
    await added(ann)
    await ann.asks("partners recommend Fjord Cell Lines: on time")
    await ann.asks("partners show Fjord Cell Lines")
    assert ann.card is not None
    button = next(b for b in ann.card.buttons if b.label == "Take mine back")
    said = await bea.forges(button.action, **button.value)
    assert "only they can take it back" in said
    assert "on time" in await bea.asks("partners show Fjord Cell Lines")


async def test_an_edit_is_saved_and_the_history_tells_fields_and_no_contents(
    ann: Visitor, bea: Visitor
) -> None:
    await added(ann)
    await bea.asks("partners edit Fjord Cell Lines")
    said = await bea.sends(contacts="", notes="Ask for the small reactor")
    assert "Fjord Cell Lines is saved" in said
    assert "sales@fjord.example" not in said
    said = await bea.asks("partners history fjord cell lines")
    assert "changed it (contacts and notes)" in said
    assert "added it" in said
    assert "sales@" not in said
    await bea.asks("partners edit Fjord Cell Lines")
    assert "stays as it was" in await bea.sends()


async def test_two_who_edit_at_once_lose_nothing(ann: Visitor, bea: Visitor) -> None:
    await added(ann)
    await ann.asks("partners edit Fjord Cell Lines")
    await bea.asks("partners edit Fjord Cell Lines")
    await bea.sends(notes="Mine came first")
    said = await ann.sends(notes="This came second")
    assert "Somebody else changed this entry" in said
    assert "This came second" in said, "it is given back to be copied"
    assert "Mine came first" in await ann.asks("partners show Fjord Cell Lines")


async def test_a_name_is_there_once_and_a_near_one_is_asked_about(ann: Visitor) -> None:
    await added(ann)
    assert "is in your directory already" in await ann.asks("partners add FJORD CELL LINES A/S")
    said = await added(ann, name="Fjord Cell Line")
    assert words.ADDED_NEAR in said
    assert "Fjord Cell Lines" in [b.label for b in ann.card.buttons]  # type: ignore[union-attr]
    await ann.asks("partners edit Fjord Cell Line")
    assert "another entry of your directory" in await ann.sends(name="Fjord Cell Lines")


async def test_a_name_that_is_not_there_gets_near_ones(ann: Visitor) -> None:
    await added(ann)
    for asked in ("show Fjrod Cell", "edit Fjrod Cell", "remove Fjrod Cell", "history Fjrod Cell"):
        assert words.DID_YOU_MEAN in await ann.asks(f"partners {asked}")
    assert "CHO cell lines" in await ann.presses("Fjord Cell Lines")
    assert "Type partners add Quux to add it" in await ann.asks("partners show Quux")


async def test_removed_and_brought_back(ann: Visitor, bea: Visitor) -> None:
    await added(ann)
    await ann.asks("partners recommend Fjord Cell Lines: on time")
    assert "Fjord Cell Lines is removed" in await ann.asks("partners remove Fjord Cell Lines")
    assert words.EMPTY in await bea.asks("partners")
    assert "Removed from the directory" in await bea.asks("partners show Fjord Cell Lines")
    assert "It was removed earlier" in await bea.asks("partners add Fjord Cell Lines")
    said = await bea.presses("Bring back")
    assert "is in your directory again" in said
    assert "on time" in said


async def test_a_list_has_the_words_and_goes_on_page_by_page(ann: Visitor) -> None:
    for number in range(10):
        await ann.asks("partners add")
        await ann.sends(name=f"Lab {number}", regions="EU" if number else "US")
    said = await ann.asks("partners list")
    assert "8 of 10 entries" in said
    assert "Lab 9" in await ann.presses("More")
    said = await ann.asks("partners list lab, US")
    assert "Lab 0" in said
    assert "Lab 1" not in said
    assert "No entry has all of these words" in await ann.asks("partners list lab Mars")


async def test_a_guest_and_a_stranger_read_one_sentence_that_hints_at_nothing(
    stage: Stage, ann: Visitor
) -> None:
    guest = Visitor(stage=stage, address=Address("console", "larkspur", "visitor"))
    stage.platform.guests.add(guest.address)
    asked = ("partners", "partners show Fjord Cell Lines", "partners show Quux", "partners export")
    before = [await guest.asks(text) for text in asked]
    await added(ann)
    entry = await stage_entry(ann)
    assert [await guest.asks(text) for text in asked] == before
    assert set(before) == {await guest.forges("partners.show", partner=entry)}
    assert words.NOT_A_MEMBER in before[0]
    assert "Fjord" not in before[1].replace("partners show Fjord Cell Lines", "")
    stranger = Visitor(stage=stage, address=Address("nowhere", "t", "x"))
    assert words.NOT_A_MEMBER in await stranger.asks("partners")


async def stage_entry(who: Visitor) -> str:
    """The id of the only entry."""
    await who.asks("partners show Fjord Cell Lines")
    assert who.card is not None
    return next(b.value["partner"] for b in who.card.buttons if "partner" in b.value)


async def test_the_other_company_has_a_directory_of_its_own(stage: Stage, ann: Visitor) -> None:
    await added(ann)
    entry = await stage_entry(ann)
    other = Visitor(stage=stage, address=PM)
    assert words.EMPTY in await other.asks("partners")
    for action in ("show", "edit", "remove", "bring_back", "history", "recommend"):
        assert words.NOT_THERE in await other.forges(f"partners.{action}", partner=entry)
    assert "is not in your directory" in await other.asks("partners show Fjord Cell Lines")
    await other.asks("partners add")
    assert "is in your directory" in await other.sends(name="Fjord Cell Lines", notes="Ours")
    assert "Ours" not in await ann.asks("partners show Fjord Cell Lines")


async def test_in_a_room_only_who_asked_reads_it_and_the_record_keeps_nothing(
    stage: Stage, ann: Visitor
) -> None:
    await added(ann)
    before = await stage.kinds()
    room_before = len(stage.received(SPONSOR_ROOM))
    await stage.say(SPONSOR_PM, "partners show Fjord Cell Lines", SPONSOR_ROOM)
    (shown,) = stage.received(SPONSOR_ROOM)[room_before:]
    assert shown.only_for == SPONSOR_PM
    assert "CHO cell lines" in card_text(shown.card)
    in_room = Visitor(stage=stage, address=SPONSOR_PM, room=SPONSOR_ROOM)
    await in_room.forges("partners.show", partner="nothing")
    assert await stage.kinds() == before


async def test_in_a_room_of_another_organisation_it_is_not_read(stage: Stage) -> None:
    there = Visitor(stage=stage, address=PM, room=SPONSOR_ROOM)
    assert words.ELSEWHERE in await there.asks("partners")


async def test_what_only_begins_with_the_word_is_no_command_where_it_may_be_a_reply(
    stage: Stage, ann: Visitor
) -> None:
    await added(ann)
    await stage.say(SPONSOR_PM, "partners confirmed the dates with Fjord Cell Lines")
    assert "CHO cell lines" not in stage.last_text(SPONSOR_PM)
    assert "CHO cell lines" in await ann.asks("Partners fjord cell lines")
    assert set(TYPED) - {""} == PARTNER_WORDS


async def test_without_an_address_of_accord_there_are_no_links(ann: Visitor) -> None:
    assert words.NO_ADDRESS in await ann.asks("partners export")


async def test_where_no_form_opens_a_name_is_enough(stage: Stage) -> None:
    origin = stage.origin(SPONSOR_PM)
    typed = Typed(
        origin=type(origin)(**{**vars(origin), "can_open_form": False}),
        text="partners add Fjord Cell Lines",
    )
    await stage.accord.dispatch(typed)
    await stage.accord.settle()
    assert "Fjord Cell Lines is in your directory" in stage.last_text(SPONSOR_PM)


async def test_too_long_or_unclear_words_say_what_to_write(ann: Visitor) -> None:
    assert words.RECOMMEND_HOW in await ann.asks("partners recommend")
    for verb in ("show", "edit", "remove", "restore", "history", "withdraw"):
        assert words.NAME_FIRST in await ann.asks(f"partners {verb}")
    await added(ann)
    said = await ann.asks("partners recommend Fjord Cell Lines: " + "x" * 601)
    assert "under 600 characters" in said
    assert "That is too long" in await ann.asks("partners list " + "x" * 2000)
    assert words.NO_MORE in await ann.forges("partners.nothing")
