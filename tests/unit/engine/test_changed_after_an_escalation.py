"""From a closed escalation to a change of what is agreed, linked in both directions."""

from collections.abc import Sequence

from bot.cards.compose.escalations import REOPEN
from bot.cards.compose.look_back_parts import CHANGE
from bot.cards.compose.parts import REMOVE_PART
from bot.cards.compose.proposals import ACCEPT, DECLINE
from bot.cards.form import Form
from bot.domain.address import Address
from bot.domain.amendment import Amendment
from bot.domain.escalation import Escalation
from bot.engine.inbound import Pressed, Submitted
from bot.engine.parts import pack
from bot.engine.record import Recorded
from bot.engine.response import Response
from tests.unit.engine.escalating import phase1, phase1_stage, press_on, raise_it, rat_stage, story
from tests.unit.engine.founding import filled, form_of
from tests.unit.engine.stage import CRO_ROOM, SPONSOR_ROOM, Stage
from tests.unit.engine.test_escalations import (
    CLOSES,
    CRO_PM,
    DEATH,
    DIRECTOR,
    MONITOR,
    SPONSOR_PM,
    fill,
    newest,
    refusal,
)
from tests.unit.engine.test_looking_back import (
    OURS,
    THEIRS,
    a_secret,
    at_night,
    look_back,
    texts,
)

AFTER = "After E-1 Animal found dead or moribund."


async def looked_back_on() -> tuple[Stage, Escalation]:
    stage, escalation = await at_night()
    await look_back(stage, DIRECTOR, escalation, **OURS)
    await look_back(stage, SPONSOR_PM, escalation, **THEIRS)
    return stage, await newest(stage)


async def change_form(stage: Stage, actor: Address, escalation: Escalation) -> Form:
    return form_of(await press_on(stage, actor, escalation, CHANGE))


async def send(stage: Stage, actor: Address, form: Form, **changes: str) -> Response:
    keyed = {key.replace("__", "."): value for key, value in changes.items()}
    return await stage.send(actor, form, **filled(form, keyed))


async def proposals(stage: Stage) -> Sequence[Amendment]:
    async with stage.accord.storage.reading() as tx:
        return await tx.amendments.all(stage.collaboration.id)


async def answer(stage: Stage, actor: Address, amendment: Amendment, action: str) -> Response:
    value = {
        "collaboration": stage.collaboration.id,
        "amendment": amendment.id,
        "text": amendment.text,
    }
    event = Pressed(origin=stage.origin(actor), action=action, value=value)
    response = await stage.accord.dispatch(event)
    await stage.accord.settle()
    return response


async def about(stage: Stage, amendment: Amendment) -> list[Recorded]:
    return [r for r in await stage.record() if r.entry.subject == amendment.id]


async def test_the_form_of_its_trigger_opens_with_a_reason_in_the_words_of_both_sides() -> None:
    stage, escalation = await looked_back_on()
    form = await change_form(stage, CRO_PM, escalation)
    values = {each.key: each.value for each in form.inputs}
    assert values["title"] == "Animal found dead or moribund"
    assert values["because"] == (
        f"{AFTER} Larkspur calls it a false alarm. Deccan would change: “tell the vet as well”."
    )
    (button,) = [
        button
        for shown in stage.received(CRO_ROOM)
        if shown.card.title.startswith("E-1")
        for button in shown.card.buttons
        if button.label == "Change what is agreed"
    ]
    assert button.look.value == "primary"


async def test_before_the_words_are_shown_the_reason_holds_none_of_them() -> None:
    stage, escalation = await at_night()
    await look_back(stage, DIRECTOR, escalation, **OURS)
    for actor in (SPONSOR_PM, CRO_PM):
        form = await change_form(stage, actor, escalation)
        assert form.inputs[-1].value == AFTER


async def test_what_is_proposed_and_agreed_is_linked_with_the_escalation() -> None:
    stage, escalation = await looked_back_on()
    form = await change_form(stage, CRO_PM, escalation)
    await send(stage, CRO_PM, form, title="Animal found dead")
    (proposal,) = await proposals(stage)
    assert proposal.reason.startswith(AFTER)
    for reader in (CRO_ROOM, SPONSOR_ROOM, DIRECTOR):
        assert f"Led to: proposal {proposal.number}" in texts(stage, reader, "E-1")[0]
    listed = await stage.say(MONITOR, "escalations")
    assert f"closed; led to proposal {proposal.number}" in refusal(stage, MONITOR, listed)

    await answer(stage, SPONSOR_PM, proposal, ACCEPT)
    (agreed,) = await proposals(stage)
    led = f"Led to: proposal {agreed.number}, in force as version {agreed.version}"
    for reader in (CRO_ROOM, SPONSOR_ROOM, DIRECTOR):
        assert led in texts(stage, reader, "E-1")[0]
    await stage.say(MONITOR, "escalations")
    assert f"closed; changed in version {agreed.version}" in stage.last_text(MONITOR)

    told = [r for r in await story(stage, escalation) if "led_to" in r.entry.kind]
    assert [r.entry.kind.removeprefix("escalation.") for r in told] == [
        "led_to_proposal",
        "led_to_version",
    ]
    assert {r.entry.data["amendment"] for r in told} == {agreed.id}
    assert told[-1].entry.data["version"] == agreed.version
    (sent,) = [r for r in await about(stage, agreed) if r.entry.kind == "amendment.sent"]
    assert sent.entry.data["from"] == [escalation.id]
    assert "Animal found dead or moribund" in str(sent.entry.data["changes"])  # the old value


async def test_a_declined_proposal_changed_nothing_and_the_card_says_so() -> None:
    stage, escalation = await looked_back_on()
    await send(stage, CRO_PM, await change_form(stage, CRO_PM, escalation), title="Found dead")
    (proposal,) = await proposals(stage)
    form = form_of(await answer(stage, SPONSOR_PM, proposal, DECLINE))
    await stage.send(SPONSOR_PM, form, because="the title is fine")
    (card,) = texts(stage, CRO_ROOM, "E-1")
    assert f"Led to: proposal {proposal.number}, which changed nothing" in card
    listed = await stage.say(MONITOR, "escalations")
    assert "led to" not in refusal(stage, MONITOR, listed)


async def test_a_mistake_in_the_form_loses_neither_the_reason_nor_the_link() -> None:
    stage, escalation = await looked_back_on()
    form = await change_form(stage, CRO_PM, escalation)
    wrong = await send(stage, CRO_PM, form, title="Found dead", first_notice__within="soonish")
    assert wrong.errors
    assert wrong.form is not None
    assert "would change" in wrong.form.inputs[-1].value
    await send(stage, CRO_PM, wrong.form, first_notice__within="2h")
    (proposal,) = await proposals(stage)
    assert proposal.comes_from == (escalation.id,)


async def test_a_draft_carries_it_and_one_that_is_discarded_leaves_no_trace() -> None:
    stage, escalation = await looked_back_on()
    form = await change_form(stage, CRO_PM, escalation)
    await send(stage, CRO_PM, form, title="Found dead", because="")
    (draft,) = await proposals(stage)
    assert draft.comes_from == (escalation.id,)
    assert "Led to" not in texts(stage, CRO_ROOM, "E-1")[0]
    await stage.say(CRO_PM, f"propose {draft.number} withdraw")
    assert "Led to" not in texts(stage, CRO_ROOM, "E-1")[0]
    assert not [r for r in await story(stage, escalation) if "led_to" in r.entry.kind]


async def test_where_nothing_agreed_fitted_a_new_reason_begins_with_what_happened() -> None:
    stage = await rat_stage("2027-01-13T23:00")
    escalation = await raise_it(stage, DIRECTOR, None, typed="the lift is stuck")
    await press_on(stage, SPONSOR_PM, escalation, "escalation.acknowledge")
    await fill(stage, SPONSOR_PM, escalation, "escalation.resolve", **CLOSES)
    (card,) = texts(stage, CRO_ROOM, "E-1")
    assert "[Agree what happens next time]" in card
    form = await change_form(stage, CRO_PM, escalation)
    values = {each.key: each.value for each in form.inputs}
    assert values["title"] == "the lift is stuck"
    assert values["trigger.type"] == "event"
    assert values["trigger.text"] == escalation.said[0].text
    assert values["first_notice.from"] == "study_director"
    assert values["first_notice.to"] == "program_manager"
    assert values["ladder.0.seats.cro"] == "study_director"
    assert values["ladder.0.seats.sponsor"] == "program_manager"
    assert values["because"] == "After E-1 the lift is stuck."
    await send(
        stage,
        CRO_PM,
        form,
        severity="low",
        clock__starts="awareness",
        clock__text="when somebody knows",
        clock__calendar="both",
        first_notice__within="4h",
        first_notice__method="phone",
        say="which lift",
        until_decided="samples wait",
        closes_when="it moves",
    )
    (proposal,) = await proposals(stage)
    assert [change.section for change in proposal.changes] == ["triggers"]
    await answer(stage, SPONSOR_PM, proposal, ACCEPT)
    (agreed,) = await proposals(stage)
    assert agreed.version is not None
    assert f"in force as version {agreed.version}" in texts(stage, SPONSOR_ROOM, "E-1")[0]
    found = await stage.say(DIRECTOR, "raise the lift is stuck")
    assert "What was agreed: the lift is stuck" in refusal(stage, DIRECTOR, found)


async def test_when_its_reason_is_agreed_no_more_a_new_one_begins_with_it() -> None:
    stage, escalation = await looked_back_on()
    value = {"collaboration": stage.collaboration.id, "path": pack(("triggers", DEATH))}
    event = Pressed(origin=stage.origin(CRO_PM), action=REMOVE_PART, value=value)
    more = form_of(await stage.accord.dispatch(event))
    await send(stage, CRO_PM, more, because="it is in the protocol")
    (taken_out,) = await proposals(stage)
    assert taken_out.comes_from == ()  # it came from no escalation
    await answer(stage, SPONSOR_PM, taken_out, ACCEPT)
    form = await change_form(stage, CRO_PM, escalation)
    assert form.title == "Add trigger"
    assert form.inputs[0].value == "Animal found dead or moribund"


async def test_of_a_restricted_one_the_proposal_and_its_record_tell_nothing() -> None:
    stage = await phase1_stage()
    secret = await a_secret(stage)
    pharmacist = phase1(stage, "unblinded_pharmacist")
    await look_back(stage, pharmacist, secret, **OURS)
    form = await change_form(stage, pharmacist, secret)
    assert form.inputs[-1].value == ""
    await send(stage, pharmacist, form, closes_when="it is decided", because="shorter")
    (proposal,) = await proposals(stage)
    assert proposal.comes_from == (secret.id,)
    assert secret.id not in str([r.entry.data for r in await about(stage, proposal)])
    assert f"Led to: proposal {proposal.number}" in texts(stage, pharmacist, "R-1")[0]


async def test_a_guessed_link_is_none_and_only_who_knows_it_gets_the_form() -> None:
    stage = await phase1_stage()
    secret = await a_secret(stage)
    blinded = phase1(stage, "cro_pm")
    refused = await press_on(stage, blinded, secret, CHANGE)
    assert "I do not know this escalation" in refusal(stage, blinded, refused)
    shown = await stage.say(blinded, "propose Serious breach")
    card = shown.card or stage.received(blinded)[-1].card
    edit = next(b for b in card.buttons if b.action == "part.edit" or b.opens_form)
    event = Pressed(origin=stage.origin(blinded), action=edit.action, value=edit.value)
    form = form_of(await stage.accord.dispatch(event))
    values = filled(form, {"title": "A serious breach", "because": "clearer"})
    context = {**form.context, "after": secret.id}
    sent = Submitted(
        origin=stage.origin(blinded), action=form.action, values=values, context=context
    )
    await stage.accord.dispatch(sent)
    (proposal,) = await proposals(stage)
    assert proposal.comes_from == ()


async def test_nothing_is_changed_while_it_runs_or_once_the_collaboration_is_closed() -> None:
    stage, escalation = await at_night()
    form = await change_form(stage, CRO_PM, escalation)
    await fill(stage, SPONSOR_PM, escalation, REOPEN, text="another one")
    answered = await press_on(stage, CRO_PM, escalation, CHANGE)
    assert "not closed yet" in refusal(stage, CRO_PM, answered)
    await fill(stage, DIRECTOR, escalation, "escalation.resolve", **CLOSES)
    await stage.say(CRO_PM, "close")
    answered = await press_on(stage, CRO_PM, escalation, CHANGE)
    assert "closed" in refusal(stage, CRO_PM, answered)
    late = await send(stage, CRO_PM, form, title="Found dead")
    assert "closed" in refusal(stage, CRO_PM, late)
    assert await proposals(stage) == []
