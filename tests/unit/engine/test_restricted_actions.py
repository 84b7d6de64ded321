"""Actions and decisions of unblinded seats do not exist for anybody who is blinded."""

from dataclasses import replace

from bot.cards.compose import actions as cards
from bot.cards.compose import decisions as decision_cards
from bot.cards.plain import card_text
from bot.domain.actions import Action, ActionState
from bot.domain.address import Address
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision
from bot.domain.deed import Deed
from bot.engine.action_planning import Step, step_key
from bot.engine.inbound import Pressed
from bot.engine.outgoing import OnDoubt
from bot.engine.undeliverable import report_undeliverable
from tests.unit.engine.escalating import PHASE1_ROOM, messages, phase1, phase1_stage, raise_it
from tests.unit.engine.founding import everything_read_by
from tests.unit.engine.stage import Stage
from tests.unit.engine.test_attacks_on_consent import OPS, OTHER_PM, PHARMACIST, blinded_stage

ROOMS = (Address("console", "carmel", "room"), Address("console", "yarra", "room"))
SECRET = "repack the comparator"


async def restricted(stage: Stage, number: int = 1) -> Action | None:
    async with stage.accord.storage.reading() as tx:
        return await tx.actions.get(stage.collaboration.id, number, restricted=True)


async def press(stage: Stage, who: Address, name: str, /, **value: str) -> None:
    carried = {"collaboration": stage.collaboration.id, **value}
    event = Pressed(origin=stage.origin(who), action=name, value=carried)
    await stage.accord.dispatch(event)
    await stage.accord.settle()


async def the_secret(stage: Stage) -> Action:
    await stage.say(PHARMACIST, f"action {SECRET} for me by Tuesday")
    found = await restricted(stage)
    assert found is not None
    return found


async def test_a_blinded_reader_learns_of_it_in_no_list_answer_number_or_refusal() -> None:
    stage = await blinded_stage()
    await stage.say(OTHER_PM, "action book the room for me by Tuesday")
    await the_secret(stage)
    await stage.say(OTHER_PM, "action order labels for me by Tuesday")
    for who in (OPS, OTHER_PM):
        for text in ("actions", "actions late", "actions done", "status", "due", "digest"):
            await stage.say(who, text)
            assert SECRET not in stage.last_text(who)
        await stage.say(who, "actions")
        assert "1 book the room" in stage.last_text(who)
        assert "2 order labels" in stage.last_text(who)  # no number is missing between them
        for label in ("R1", "3"):
            await stage.say(who, f"action {label}")
            assert "I do not know this action" in stage.last_text(who)
            for button in (cards.DONE, cards.MOVE, cards.DROP, cards.EDIT, cards.SHOW):
                await press(stage, who, button, action=label)
                assert "I do not know this action" in stage.last_text(who)
    await stage.until("2026-12-20T12:00")  # asked, late, two digests
    await stage.say(PHARMACIST, "actions", ROOMS[1])
    assert SECRET not in everything_read_by(stage, OPS, OTHER_PM, *ROOMS)
    await stage.say(PHARMACIST, "actions")
    assert f"R1 {SECRET}" in stage.last_text(PHARMACIST)
    await stage.say(PHARMACIST, "action R1 done")
    ended = await restricted(stage)
    assert ended is not None
    assert ended.state is ActionState.DONE


async def test_the_seat_cannot_be_named_by_the_blinded_nor_in_a_room() -> None:
    stage = await blinded_stage()
    await stage.say(OTHER_PM, "action repack it for unblinded pharmacist by Tuesday")
    await stage.say(PHARMACIST, "action repack it for unblinded pharmacist by Tuesday", ROOMS[1])
    async with stage.accord.storage.reading() as tx:
        assert list(await tx.actions.open(stage.collaboration.id)) == []
    form = await stage.say(OTHER_PM, "action")
    assert form.form is not None
    assert "unblinded" not in str(form.form.inputs)
    values = {"what": "repack it", "owner": "unblinded_pharmacist", "by": "2026-12-08"}
    wrong = await stage.send(OTHER_PM, form.form, **values)
    assert set(wrong.errors) == {"owner"}


async def test_an_open_one_cannot_be_given_to_an_unblinded_seat() -> None:
    stage = await blinded_stage()
    await stage.say(PHARMACIST, "action order labels for cro pm by Tuesday")
    form = (await stage.say(PHARMACIST, "action 1 edit")).form
    assert form is not None
    values = {"what": "order labels", "owner": "unblinded_pharmacist", "by": "2026-12-08"}
    wrong = await stage.send(PHARMACIST, form, **values, reason="Mine")
    assert "Not everybody who reads this action" in wrong.errors["owner"]


async def test_who_asked_in_an_unblinded_seat_is_read_by_name_alone() -> None:
    stage = await blinded_stage()
    person = stage.accord.directory.snapshot.person_at(PHARMACIST)
    assert person is not None
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.save_person(replace(person, name="Pia"))
    await stage.say(PHARMACIST, "action order labels for cro pm by Tuesday")
    await stage.until("2026-12-10T12:00")
    await stage.say(OTHER_PM, "action 1")
    assert "Asked for by: Pia, " in stage.last_text(OTHER_PM)
    assert "nblinded" not in everything_read_by(stage, OTHER_PM)


async def test_its_message_that_cannot_be_delivered_is_told_to_nobody_else() -> None:
    stage = await blinded_stage()
    action = await the_secret(stage)
    await stage.until("2026-12-09T17:00")
    async with stage.accord.storage.transaction() as tx:
        asked = await tx.outbox.find(step_key(action, Step.ASK))
        assert asked is not None
        # Asking is a reminder, which is told to nobody; what rings for another reason would be.
        lost = replace(asked, on_doubt=OnDoubt.RESEND)
        await report_undeliverable(tx, lost, "no such person", stage.clock.now())
    await stage.accord.settle()
    assert "could not be delivered" not in everything_read_by(stage, OPS, OTHER_PM)
    assert "message.undeliverable" in await stage.kinds()


async def test_it_goes_to_no_colleague_or_room_of_its_side_who_may_not_know() -> None:
    stage = await blinded_stage()
    action = await the_secret(stage)
    await stage.until("2026-12-09T17:00")
    async with stage.accord.storage.reading() as tx:
        asked = await tx.outbox.find(step_key(action, Step.ASK))
    assert asked is not None
    assert (asked.to, asked.fallbacks) == (PHARMACIST, ())  # neither the lead nor the room
    directory = stage.accord.directory.snapshot
    (holding,) = [
        h
        for h in directory.holdings(stage.collaboration.id)
        if h.seat == "unblinded_pharmacist" and h.until is None
    ]
    async with stage.accord.storage.transaction() as tx:
        await tx.directory.end_holding(holding, stage.clock.now())
    await stage.until("2026-12-20T12:00")
    assert SECRET not in everything_read_by(stage, OPS, OTHER_PM, *ROOMS)


async def test_a_decision_of_an_unblinded_seat_is_in_no_room_and_no_list() -> None:
    stage = await blinded_stage()
    directory = stage.accord.directory.snapshot
    person = directory.person_at(PHARMACIST)
    assert person is not None
    decision = Decision(
        collaboration=stage.collaboration.id,
        restricted=True,
        number=1,
        topic="Area: Dispensing",
        outcome=SECRET,
        decider=Decider(party="cro", seat="unblinded_pharmacist"),
        version=stage.collaboration.version,
        written=Deed(
            person=person.id, party="cro", seat="unblinded_pharmacist", at=stage.clock.now()
        ),
        source="s1",
    )
    async with stage.accord.storage.transaction() as tx:
        await tx.decisions.add(decision)
        await tx.decisions.add(replace(decision, restricted=False, source="s2"))  # seat is hidden
    for who in (OPS, OTHER_PM):
        for text in ("decisions", "status", "what did we decide about the comparator?"):
            await stage.say(who, text)
        for label in ("R1", "1"):
            await stage.say(who, f"decision {label}")
            assert "I do not know this decision" in stage.last_text(who)
            for button in (decision_cards.CONFIRM, decision_cards.NOT_SO, decision_cards.ANEW):
                await press(stage, who, button, decision=label)
                assert "I do not know this decision" in stage.last_text(who)
    await press(stage, PHARMACIST, decision_cards.CONFIRM, decision="R1")
    assert f"Decision R1: {SECRET}" in stage.last_text(PHARMACIST)
    assert "Only who may know about it reads it." in stage.last_text(PHARMACIST)
    assert SECRET not in everything_read_by(stage, OPS, OTHER_PM, *ROOMS)


async def test_what_a_restricted_escalation_leaves_is_as_restricted_as_it_is() -> None:
    stage = await phase1_stage()
    pharmacist = phase1(stage, "unblinded_pharmacist")
    await raise_it(stage, pharmacist, "drug_temperature", typed="fridge at 31 degrees")
    told = messages(stage, pharmacist, "R-1")[-1]
    form = (await stage.press(pharmacist, told, "Add an action")).form
    assert form is not None
    values = {"what": SECRET, "owner": "cro_pm", "by": "2027-12-31"}
    added = await stage.send(pharmacist, form, **values)
    assert added.card is not None
    assert "From: R-1 " in card_text(added.card)
    found = await restricted(stage)
    assert found is not None
    blinded = ("ceo", "data_manager", "sponsor_qa")
    for seat in blinded:
        await stage.say(phase1(stage, seat), "actions")
    read = everything_read_by(stage, *(phase1(stage, seat) for seat in blinded), PHASE1_ROOM)
    assert SECRET not in read
    owner = phase1(stage, "cro_pm")
    await stage.say(owner, "actions")
    assert f"R1 {SECRET}" in stage.last_text(owner)
    assert "R-1" not in everything_read_by(stage, owner)  # of what it came from they know nothing
