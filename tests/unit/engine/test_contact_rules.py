"""`who` names whom to contact by the agreed rule, and *Ask them* asks that seat.

Example 1, Tuesday 12 January 2027 at 23:00 in Hyderabad: at night the vet is on call.
"""

from bot.cards.words import questions as words
from bot.domain.address import Address
from tests.builders import HYDERABAD, at
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import PM, SPONSOR_PM, SPONSOR_ROOM, Stage, a_stage, seat_address
from tests.unit.engine.test_isolation import STRANGER

VET, DIRECTOR = seat_address("attending_vet"), seat_address("study_director")
QUESTION = "who looks after sick animals?"


async def at_night() -> Stage:
    return await a_stage(begin=at("2027-01-12T23:00", HYDERABAD))


async def answer(stage: Stage, who: Address, room: Address | None = None) -> str:
    await stage.say(who, QUESTION, room)
    return stage.last_text(room or who)


async def test_the_rule_of_the_hour_is_said_with_the_hour_for_both() -> None:
    stage = await at_night()
    said = await answer(stage, SPONSOR_PM)
    assert (
        "When it cannot wait: Attending veterinarian (Deccan): Phone +91 40 0000 0103, answered"
        " within 1 hour. Agreed for what cannot wait, while on call. Now Tue 23:00 in Hyderabad, on"
        " call around the clock. By Los Angeles time it is 09:30."
    ) in said
    assert "How to reach: Study director (Deccan): Shared Slack channel" in said
    assert " By " not in await answer(stage, PM)  # in the same zone
    outside = await answer(stage, STRANGER, SPONSOR_ROOM)
    assert "Attending veterinarian (Deccan): Phone, answered within 1 hour." in outside
    assert " By " not in outside  # nobody knows where they are


async def test_asking_from_the_answer_goes_to_the_seat_that_the_rule_names() -> None:
    for urgent, asked in (("yes", VET), ("no", DIRECTOR)):
        stage = await at_night()
        await answer(stage, SPONSOR_PM)
        shown = stage.received(SPONSOR_PM)[-1]
        form = form_of(await stage.press(SPONSOR_PM, shown, words.ASK))
        given = {each.key: each.value for each in form.inputs}
        await stage.send(SPONSOR_PM, form, **{**given, "text": "Which?", "urgent": urgent})
        await stage.until("2027-01-13T12:00")
        told = [who for who in (VET, DIRECTOR) if "Which?" in str(stage.received(who))]
        assert told == [asked]
