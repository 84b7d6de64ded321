"""Being on call passes on: both are told on the day, one says that they have it, else a lead hears.

Example 1: the deputy study director is on call while the animals acclimate, the study director in
the dosing phase, from Mon 11 Jan 2027. Deccan's office opens at 9:00.
"""

from dataclasses import replace

import pytest

from adapters.console.platform import Shown
from bot.cards.compose import handovers as cards
from bot.cards.plain import card_text
from bot.cards.words import why_messages
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import OnCall
from bot.domain.handovers import handed_over, told_at
from bot.domain.instant import local
from bot.domain.number_tests import called_at, called_turns
from bot.engine.inbound import Pressed
from tests.unit.engine.escalating import at
from tests.unit.engine.examples import ANTIBODY, RAT, bindings_to, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    PM,
    SPONSOR_ROOM,
    Stage,
    a_stage_for,
    seat_address,
)
from tests.unit.engine.test_why_manners import reply

DIRECTOR, DEPUTY = seat_address("study_director"), seat_address("deputy_study_director")
TAKES, GIVES = "Being on call passes to you: Study director", "Being on call passes on"
LEAD, TAKEN = "Who has being on call as Study director", "Being on call is handed over"


def agreed(*, handed_over: bool = True, day: str = "2027-01-11") -> Agreement:
    agreement = example(RAT)
    on_call = {
        "study_director": OnCall(phases=("dosing",), handed_over=handed_over),
        "deputy_study_director": OnCall(phases=("acclimation",)),
    }
    seats = [replace(s, on_call=on_call.get(s.key, s.on_call)) for s in agreement.seats]
    dosing = agreement.phase["dosing"]
    phases = [
        replace(dosing, start=dosing.start.fromisoformat(day)) if each is dosing else each
        for each in agreement.phases
    ]
    return replace(agreement, seats=tuple(seats), phases=tuple(phases))


async def a_stage_before(agreement: Agreement | None = None) -> Stage:
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    return await a_stage_for(agreement or agreed(), bound, begin=at("2027-01-08T12:00"))


def about_it(stage: Stage, who: Address, title: str) -> list[Shown]:
    return [shown for shown in stage.received(who) if shown.card.title.startswith(title)]


async def said(stage: Stage) -> list[str]:
    return [kind for kind in await stage.kinds() if kind.startswith("on_call.")]


async def test_both_are_told_on_the_day_and_who_takes_it_says_so_with_one_tap() -> None:
    stage = await a_stage_before()
    await stage.until("2027-01-11T08:59")
    assert about_it(stage, DIRECTOR, TAKES) == about_it(stage, DEPUTY, GIVES) == []
    await stage.until("2027-01-11T09:00")
    (take,), (give,) = about_it(stage, DIRECTOR, TAKES), about_it(stage, DEPUTY, GIVES)
    assert take.card.title == "Being on call passes to you: Study director, from Mon 11 Jan 2027"
    assert "Handed over by: Deputy study director" in card_text(take.card)
    assert "On call until: Sun 7 Feb 2027" in card_text(take.card)
    assert "Goes to: Study director" in card_text(give.card)
    assert give.card.buttons == ()
    await stage.press(DIRECTOR, take, "I have it")
    await stage.press(DIRECTOR, take, "I have it")  # once is enough
    for who in (DIRECTOR, DEPUTY):
        assert [len(about_it(stage, who, each)) for each in (TAKEN, TAKES, GIVES)] == [1, 0, 0]
    await stage.until("2027-01-12T12:00")
    assert about_it(stage, PM, LEAD) == []
    assert await said(stage) == ["on_call.handed", "on_call.taken"]


async def test_without_a_word_a_lead_hears_of_it_after_two_hours_and_can_say_it() -> None:
    stage = await a_stage_before()
    await stage.until("2027-01-11T10:59")
    assert about_it(stage, PM, LEAD) == []
    await stage.until("2027-01-11T11:00")
    (told,) = about_it(stage, PM, LEAD)
    assert "Nobody has said yet that they have it." in card_text(told.card)
    assert form_of(await stage.press(PM, told, "Fill the seat")).title
    await stage.press(PM, told, "I have it")
    assert len(about_it(stage, DIRECTOR, TAKEN)) == len(about_it(stage, PM, TAKEN)) == 1
    assert await said(stage) == [
        "on_call.handed",
        "on_call.handover_lead_told",
        "on_call.taken",
    ]
    for room in (CRO_ROOM, SPONSOR_ROOM):
        assert about_it(stage, room, "Being on call") == about_it(stage, room, LEAD) == []


async def test_a_turn_that_begins_on_a_day_off_is_handed_over_the_working_day_before() -> None:
    stage = await a_stage_before(agreed(day="2027-01-10"))  # a Sunday, in the phase before as well
    assert about_it(stage, DIRECTOR, TAKES) == []
    begun = agreed(day="2027-01-10")
    acclimation = begun.phase["acclimation"]
    shorter = replace(acclimation, end=acclimation.end.replace(day=9))
    phases = tuple(shorter if each is acclimation else each for each in begun.phases)
    stage = await a_stage_before(replace(begun, phases=phases))
    await stage.until("2027-01-09T09:00")
    assert len(about_it(stage, DIRECTOR, TAKES)) == len(about_it(stage, DEPUTY, GIVES)) == 1


async def test_a_seat_that_goes_on_from_phase_to_phase_takes_nothing_over() -> None:
    agreement = agreed()
    both = OnCall(phases=("acclimation", "dosing"), handed_over=True)
    seats = [
        replace(each, on_call=both) if each.key == "study_director" else each
        for each in agreement.seats
    ]
    stage = await a_stage_before(replace(agreement, seats=tuple(seats)))
    await stage.until("2027-01-11T12:00")
    assert await said(stage) == []


@pytest.mark.parametrize("handed_over", [True, False])
async def test_who_takes_a_seat_that_is_on_call_is_asked_at_once_only_where_it_is_agreed(
    handed_over: bool,
) -> None:
    stage = await a_stage_before(agreed(handed_over=handed_over))
    await stage.until("2027-01-14T12:00")
    already = await said(stage)
    await fills(stage, "study_director", "Deputy study director")
    await stage.until("2027-01-14T12:01")
    found = about_it(stage, DEPUTY, "Being on call passes to you: Study director, from Thu 14 Jan")
    assert len(found) == handed_over
    if handed_over:
        assert "Handed over by: Study director" in card_text(found[0].card)
        await stage.press(DEPUTY, found[0], "I have it")
        assert (await said(stage))[len(already) :] == ["on_call.handed", "on_call.taken"]
        assert about_it(stage, DIRECTOR, GIVES) == []  # who left hears nothing


async def fills(stage: Stage, seat: str, holder: str) -> None:
    """The lead gives a seat to the holder of another one."""
    form = form_of(await stage.say(PM, f"seats fill {seat.replace('_', ' ')}"))
    (choice,) = (each for each in form.inputs if each.key == seat)
    options = choice.options  # type: ignore[union-attr]
    await stage.send(PM, form, **{seat: next(o.value for o in options if o.label == holder)})


async def test_nobody_else_says_it_and_nothing_is_known_by_guess() -> None:
    stage = await a_stage_before()
    await stage.until("2027-01-11T09:00")
    (take,) = about_it(stage, DIRECTOR, TAKES)
    head = seat_address("lab_services_head")
    for who, sentence in (
        (head, "Who takes it over says so"),
        (seat_address("vp_rd", "larkspur"), "Who takes it over says so"),
    ):
        await stage.press(who, take, "I have it")
        assert sentence in stage.last_text(who)
    for since in ("nonsense", "2027-01-11T00:00:00+00:00"):
        value = {**take.card.buttons[0].value, "since": since}
        button = replace(take.card.buttons[0], value=value)
        guessed = replace(take, card=replace(take.card, buttons=(button,)))
        await stage.press(DIRECTOR, guessed, "I have it")
        assert "This handover is over" in stage.last_text(DIRECTOR)
    await stage.until("2027-02-08T12:00")
    await stage.press(DIRECTOR, take, "I have it")
    assert "This handover is over" in stage.last_text(DIRECTOR)
    assert "on_call.taken" not in await said(stage)


async def test_why_it_came_is_explained_where_it_came() -> None:
    stage = await a_stage_before()
    await stage.until("2027-01-11T11:00")
    (take,), (told,) = about_it(stage, DIRECTOR, TAKES), about_it(stage, PM, LEAD)
    assert why_messages.HANDOVER in await reply(stage, DIRECTOR, take.ref)
    assert why_messages.HANDOVER_LEAD in await reply(stage, PM, told.ref)


async def test_from_a_list_of_several_things_each_opens_what_is_theirs() -> None:
    stage = await a_stage_before()
    await stage.until("2027-01-11T09:00")
    (take,) = about_it(stage, DIRECTOR, TAKES)
    for who, title in ((DIRECTOR, TAKES), (DEPUTY, GIVES)):
        assert (await opened(stage, who, take)).startswith(title)
    await stage.press(DIRECTOR, take, "I have it")
    for who in (DIRECTOR, DEPUTY):
        assert (await opened(stage, who, take)).startswith(TAKEN)


async def opened(stage: Stage, who: Address, shown: Shown) -> str:
    value = shown.card.buttons[0].value
    event = Pressed(origin=stage.origin(who), action=cards.SHOW, value=value)
    await stage.accord.dispatch(event)
    await stage.accord.settle()
    return stage.received(who)[-1].card.title


def test_the_second_example_hands_the_bank_over_and_calls_its_number_before() -> None:
    agreement = example(ANTIBODY)
    ((turn, before),) = handed_over(agreement)
    assert (turn.seat.key, [each.key for each in before]) == ("bank_manager", ["upstream_lead"])
    # A working Monday in Songdo; three working days of Lyon before six in the morning there.
    assert local(told_at(agreement, turn), "Asia/Seoul").isoformat() == "2027-06-07T09:00:00+09:00"
    ((tested, test),) = called_turns(agreement)
    called = local(called_at(agreement, tested, test), "Europe/Paris")
    assert called.isoformat() == "2027-06-01T23:00:00+02:00"
