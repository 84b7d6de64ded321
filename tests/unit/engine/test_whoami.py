"""`who am I`: in a room of one collaboration, in a personal chat over all of them."""

from dataclasses import replace

from adapters.slack.capabilities import SLACK
from adapters.teams.capabilities import TEAMS
from bot.cards.fit import fit
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.people import Collaboration, Holding
from bot.engine.importing import import_agreement
from tests.unit.engine.escalating import at, raise_it, rat, rat_stage
from tests.unit.engine.examples import PHASE_1, RAT, bindings_to, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    EXAMPLES,
    PM,
    Stage,
    a_stage,
    a_stage_for,
    seat_address,
)
from tests.unit.engine.test_away import go
from tests.unit.engine.test_gaps import MANAGER, PHARMACIST
from tests.unit.engine.test_gaps import PHASE_1 as PHASE_1_BINDINGS
from tests.unit.engine.test_isolation import STRANGER, with_a_second_collaboration
from tests.unit.engine.test_ownership import DIRECTOR, a_fresh_stage, questions


async def who_am_i(stage: Stage, who: Address, room: Address | None = None) -> str:
    response = await stage.say(who, "who am I", room)
    return card_text(response.card) if response.card else stage.last_text(room or who)


async def test_it_says_what_somebody_holds_owns_and_owes() -> None:
    stage = await a_stage()
    text = await who_am_i(stage, PM)
    assert text.startswith("What you hold, own and owe: 28-day")
    assert "Your seats: Client project manager; lead of Deccan" in text
    assert "Deputy for: Test facility management (site head)" in text
    assert "You answer for: " in text
    assert "You owe next: Weekly written status, Fri 4 Dec 2026, 17:00" in text
    assert "Nothing waits for you at the moment." in text
    director = await who_am_i(stage, DIRECTOR)
    assert "You answer for 13: Study protocol and amendments; " in director
    assert "and 5 more" in director
    assert "lead of" not in director


async def test_what_waits_stands_below_with_what_opens_it() -> None:
    stage = await a_stage()
    await stage.until("2026-12-04T17:00")
    await stage.say(
        seat_address("study_monitor", "larkspur"), "ask study director: which vehicle is it?"
    )
    await go(stage, PM, "until Tuesday")
    text = await who_am_i(stage, DIRECTOR)
    assert "- Asked of you: " in text
    assert "which vehicle is it?" in text
    assert "Away: back on Tue 8 Dec 2026" in await who_am_i(stage, PM)
    head = await who_am_i(stage, seat_address("site_head"))
    assert "You stand in for: Client project manager" in head
    assert "- Open now: Weekly written status, from the Client project manager, due Fri 4" in head


async def test_escalations_of_ones_ladder_and_areas_to_confirm_or_settle_wait_too() -> None:
    stage = await rat_stage()
    await raise_it(stage, rat("study_director"), "unexpected_death")
    assert "- E-1 " in await who_am_i(stage, rat("study_monitor"))
    fresh = await a_fresh_stage()
    await fresh.until("2027-04-01T10:00")
    assert "13 of your areas to confirm" in await who_am_i(fresh, DIRECTOR)
    await fresh.press(DIRECTOR, fresh.received(DIRECTOR)[-1], "Confirm your areas")
    assert fresh.last_text(DIRECTOR) == card_text(questions(fresh)[0].card)
    await fresh.until("2027-04-07T10:00")
    settle = "13 areas to settle by Tue 13 Apr 2027"
    assert f"- {settle}" in await who_am_i(fresh, PM)
    await fresh.press(PM, fresh.received(PM)[-1], settle)
    assert fresh.last_text(PM).startswith("13 areas not confirmed in time")


async def test_something_that_is_not_right_opens_ones_own_areas_or_a_proposal() -> None:
    stage = await a_stage()
    await who_am_i(stage, DIRECTOR)
    form = form_of(
        await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Something is not right")
    )
    assert len(form.inputs[0].options) == 13  # type: ignore[union-attr]
    vet = seat_address("attending_vet")
    await who_am_i(stage, vet)
    response = await stage.press(vet, stage.received(vet)[-1], "Something is not right")
    assert response.form is None
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Due me")
    assert "What you owe now" in stage.last_text(DIRECTOR)


async def test_in_a_personal_chat_all_stand_side_by_side_and_in_a_room_only_its_own() -> None:
    stage = await with_a_second_collaboration()
    other = await joins(stage, "ph1_abroad", "cro_pm")
    text = await who_am_i(stage, PM)
    assert stage.collaboration.title in text
    assert other.title in text
    labels = [button.label for button in stage.received(PM)[-1].card.buttons]
    assert sorted(labels) == ["Due me", "Not right: CNM-305-101", "Not right: DPL-26-0417"]
    for label in labels[1:]:
        opened = await stage.press(PM, stage.received(PM)[-1], label)
        number = label.removeprefix("Not right: ")
        own = {stage.agreement.study.study_number: stage.collaboration}.get(number, other)
        assert form_of(opened).context == {"collaboration": own.id}
    in_room = await who_am_i(stage, PM, CRO_ROOM)
    assert other.title not in in_room
    assert stage.collaboration.title in in_room


async def joins(stage: Stage, key: str, seat: str) -> Collaboration:
    """The Client project manager takes a seat in another collaboration."""
    directory = stage.accord.directory.snapshot
    person, other = directory.person_at(PM), directory.by_key(key)
    assert person is not None
    assert other is not None
    async with stage.accord.storage.transaction() as tx:
        holding = Holding(
            collaboration=other.id, seat=seat, person=person.id, since=stage.clock.now()
        )
        await tx.directory.appoint(holding)
    return other


async def test_a_dozen_collaborations_fit_both_platforms_and_say_how_many_are_left_out() -> None:
    stage = await a_stage()
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    agreement = example(RAT)
    async with stage.accord.storage.transaction() as tx:
        for number in range(11):
            study = replace(agreement.study, id=f"study_{number}", title=f"Study {number}")
            another = replace(agreement, study=study)
            await import_agreement(tx, another, replace(bound, rooms=()), stage.clock.now())
    await stage.accord.settle()
    text = await who_am_i(stage, DIRECTOR)
    assert "and 4 more: type due me" in text
    card = stage.received(DIRECTOR)[-1].card
    for limits in (SLACK, TEAMS):
        assert "did not fit" not in card_text(fit(card, limits))
        assert len(fit(card, limits).buttons) == len(card.buttons)


async def test_who_has_no_seat_reads_how_to_get_one() -> None:
    stage = await a_stage()
    await stage.say(STRANGER, "who am I", CRO_ROOM)
    assert "You have no seat in this collaboration yet" in stage.last_text(CRO_ROOM)
    await stage.say(STRANGER, "who am I")
    assert "I do not know you yet" in stage.last_text(STRANGER)


async def test_what_a_blinded_person_may_not_know_is_in_no_row() -> None:
    secret = example(PHASE_1)
    area = replace(
        secret.areas[0], title="Envelopes", accountable="unblinded_pharmacist", responsible="cro_pm"
    )
    secret = replace(secret, areas=(area, *secret.areas[1:]))
    stage = await a_stage_for(secret, PHASE_1_BINDINGS, begin=at("2027-04-01T02:00"))
    assert "Envelopes" in await who_am_i(stage, PHARMACIST)
    text = await who_am_i(stage, MANAGER)
    assert "Envelopes" not in text
    assert "pharmacist" not in text.lower()
