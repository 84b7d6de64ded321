"""Attempts to agree for somebody else: refused with a sentence, on record, nothing changed."""

import pytest

from adapters.console.platform import Shown
from bot.agreement_file.check import read_bindings
from bot.cards.card import Facts
from bot.cards.compose.parts import CHOOSE_PART, EDIT_PART, REMOVE_PART, SEND_PART, SHOW_PART
from bot.cards.compose.proposals import (
    ACCEPT,
    DECLINE,
    DECLINE_FORM,
    SEND,
    SEND_FORM,
    SHOW,
    WITHDRAW,
)
from bot.domain.address import Address
from bot.domain.amendment import AmendmentState
from bot.engine.importing import import_agreement
from bot.engine.parts import pack
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.founding import (
    WEEKLY,
    a_form,
    about,
    accept,
    amendment,
    amendments,
    collaboration,
    edit,
    everything_read_by,
    form_of,
    open_part,
    press,
    propose,
    refused,
    send,
    submit,
    with_button,
)
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.test_isolation import OTHER_BINDINGS, with_a_second_collaboration

DIRECTOR = seat_address("study_director")
STRANGER = Address("console", "elsewhere", "stranger")
GUEST = Address("console", "unknown", "guest")
OPS = Address("console", "carmel", "ops")
OTHER_PM = Address("console", "yarra", "pm")
PHARMACIST = Address("console", "yarra", "pharmacist")
NOT_YOURS = "Accepting is up to the lead of each side"
NO_SEAT = "You have no seat in this collaboration yet"
UNKNOWN = "This proposal is not known here"


async def test_a_yes_counts_for_the_own_side_only() -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    await accept(stage, PM, sent)  # their own side said yes by sending it
    assert await amendment(stage, sent.number) == sent
    assert sent.missing == ("sponsor",)
    assert (await collaboration(stage)).version == stage.collaboration.version


@pytest.mark.parametrize("actor", [DIRECTOR, seat_address("study_monitor", "larkspur")])
async def test_somebody_who_does_not_lead_cannot_accept_or_decline(actor: Address) -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    await refused(stage, accept(stage, actor, sent), NOT_YOURS, actor)
    await refused(stage, press(stage, actor, DECLINE, about(stage, sent)), NOT_YOURS, actor)
    form = a_form(DECLINE_FORM, **about(stage, sent, text=sent.text))
    await refused(stage, submit(stage, actor, form, {"because": "No"}), NOT_YOURS, actor)
    await refused(stage, stage.say(actor, f"propose {sent.number} accept"), NOT_YOURS, actor)


@pytest.mark.parametrize("actor", [STRANGER, GUEST, Address("console", "larkspur", "new")])
async def test_somebody_unknown_can_do_nothing_with_a_proposal(actor: Address) -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    value = about(stage, sent, text=sent.text)
    await refused(stage, press(stage, actor, ACCEPT, value, CRO_ROOM), NOT_YOURS, CRO_ROOM)
    await refused(stage, press(stage, actor, DECLINE, value, CRO_ROOM), NOT_YOURS, CRO_ROOM)
    for action in (SEND, WITHDRAW):
        await refused(stage, press(stage, actor, action, value, CRO_ROOM), NO_SEAT, CRO_ROOM)
    edit_it = {**value, "path": pack(WEEKLY)}
    for action in (EDIT_PART, REMOVE_PART):
        await refused(stage, press(stage, actor, action, edit_it, CRO_ROOM), NO_SEAT, CRO_ROOM)
    form = a_form(SEND_PART, **edit_it)
    await refused(stage, submit(stage, actor, form, {"grace": "9 hours"}, CRO_ROOM), NO_SEAT, actor)
    # In their own chat there is no collaboration they could be told about.
    said = await refused(
        stage, press(stage, actor, ACCEPT, value), "I do not know you yet", actor, recorded=None
    )
    assert "28-day" not in said


async def test_an_edited_text_cannot_be_accepted_or_declined_with_an_old_button() -> None:
    stage = await a_stage()
    first = await propose(stage, PM)
    _, button = with_button(stage, SPONSOR_PM, ACCEPT)
    await edit(stage, PM, WEEKLY, {"grace": "9 hours"}, first)
    await refused(
        stage,
        press(stage, SPONSOR_PM, button.action, button.value),
        "Deccan is still writing proposal 1",
        SPONSOR_PM,
    )
    await send(stage, PM, await amendment(stage, first.number), "Even more time")
    again = await amendment(stage, first.number)
    assert again.text != first.text
    await refused(
        stage,
        press(stage, SPONSOR_PM, button.action, button.value),
        "reworded after this card, so it was not accepted",
        SPONSOR_PM,
    )
    form = a_form(DECLINE_FORM, **about(stage, again, text=first.text))
    await refused(
        stage, submit(stage, SPONSOR_PM, form, {"because": "No"}), "reworded after", SPONSOR_PM
    )
    await accept(stage, SPONSOR_PM, again)
    assert (await amendment(stage, first.number)).state is AmendmentState.IN_FORCE


async def test_another_reason_is_another_text() -> None:
    stage = await a_stage()
    first = await propose(stage, PM, reason="We need more time")
    await edit(stage, PM, WEEKLY, {"grace": "5 hours"}, first)
    await edit(stage, PM, WEEKLY, {"grace": "6 hours"}, first)
    await send(stage, PM, await amendment(stage, first.number), "Because we say so")
    again = await amendment(stage, first.number)
    assert again.changes == first.changes
    await refused(stage, accept(stage, SPONSOR_PM, again, text=first.text), "reworded", SPONSOR_PM)


async def test_what_the_other_side_is_writing_is_not_shown_and_not_edited() -> None:
    stage = await a_stage()
    await edit(stage, PM, WEEKLY, {"grace": "17 hours"})
    (draft,) = await amendments(stage)
    written = "is still writing proposal 1"
    value = about(stage, draft, path=pack(WEEKLY), section="cadences", item="weekly_status")
    for action in (SHOW, SHOW_PART, CHOOSE_PART, EDIT_PART, REMOVE_PART, SEND, WITHDRAW, ACCEPT):
        await refused(stage, press(stage, SPONSOR_PM, action, value), written, SPONSOR_PM)
    for action in (SEND_PART, SEND_FORM, DECLINE_FORM):
        form = a_form(action, **value)
        values = {"grace": "1 hour", "reason": "Now", "because": "No"}
        await refused(stage, submit(stage, SPONSOR_PM, form, values), written, SPONSOR_PM)
    await refused(stage, stage.say(SPONSOR_PM, "propose 1"), written, SPONSOR_PM)
    await stage.say(SPONSOR_PM, "status")
    assert "17 hours" not in everything_read_by(stage, SPONSOR_PM, SPONSOR_ROOM)


async def test_what_is_being_reworded_is_not_shown_until_it_is_sent() -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    await edit(stage, SPONSOR_PM, WEEKLY, {"grace": "17 hours"}, sent)
    assert "Larkspur is writing other words for proposal 1" in everything_read_by(stage, PM)
    assert "17 hours" not in everything_read_by(stage, PM, CRO_ROOM)
    await send(stage, SPONSOR_PM, await amendment(stage, 1), "This is what we can do")
    assert "17 hours" in everything_read_by(stage, PM)
    assert "17 hours" in everything_read_by(stage, CRO_ROOM)


async def test_only_the_side_whose_proposal_it_is_sends_and_withdraws_it() -> None:
    stage = await a_stage()
    sent = await propose(stage, PM)
    await refused(
        stage,
        press(stage, SPONSOR_PM, WITHDRAW, about(stage, sent)),
        "it is theirs to withdraw",
        SPONSOR_PM,
    )
    form = a_form(SEND_FORM, **about(stage, sent))
    await refused(
        stage,
        submit(stage, SPONSOR_PM, form, {"reason": "Ours now"}),
        "is still writing",
        SPONSOR_PM,
    )


async def test_buttons_of_cards_that_are_over_say_what_happened() -> None:
    stage = await a_stage()
    declined, withdrawn, agreed = [
        await propose(stage, PM, ("cadences", "weekly_status"), {"grace": f"{hours} hours"})
        if hours
        else await propose(stage, PM, ("ground_rules",), {"lines": "Be kind."})
        for hours in (6, 7, 0)
    ]
    form = a_form(DECLINE_FORM, **about(stage, declined, text=declined.text))
    await submit(stage, SPONSOR_PM, form, {"because": "Too long"})
    await press(stage, PM, WITHDRAW, about(stage, withdrawn))
    await accept(stage, SPONSOR_PM, agreed)
    for over, happened in (
        (declined, "Proposal 1 was declined and changed nothing"),
        (withdrawn, "Proposal 2 was withdrawn and changed nothing"),
        (agreed, "Proposal 3 is in force as version 3"),
    ):
        value = about(stage, over, text=over.text, path=pack(WEEKLY))
        for action in (ACCEPT, EDIT_PART, CHOOSE_PART, REMOVE_PART):
            await refused(stage, press(stage, SPONSOR_PM, action, value), happened, SPONSOR_PM)
        await refused(stage, press(stage, PM, WITHDRAW, value), happened, PM)
        for action in (SEND_PART, SEND_FORM, DECLINE_FORM):
            values = {"grace": "1 hour", "reason": "Now", "because": "No"}
            actor = SPONSOR_PM if action == DECLINE_FORM else PM
            await refused(
                stage, submit(stage, actor, a_form(action, **value), values), happened, actor
            )
        for form_button in (SEND, DECLINE):
            actor = SPONSOR_PM if form_button == DECLINE else PM
            await refused(stage, press(stage, actor, form_button, value), happened, actor)


async def test_a_proposal_of_another_collaboration_does_not_exist_here() -> None:
    stage = await with_a_second_collaboration()
    sent = await propose(stage, PM)
    other = stage.accord.directory.snapshot.by_key("ph1_abroad")
    assert other is not None
    room = Address("console", "carmel", "room")
    forged = {"collaboration": other.id, "amendment": sent.id, "text": sent.text}
    for place in (None, room):
        where = place or OPS
        for action in (ACCEPT, DECLINE, SHOW, SEND, WITHDRAW, EDIT_PART, REMOVE_PART, CHOOSE_PART):
            before = (await amendments(stage), await amendments(stage, other.id))
            await press(stage, OPS, action, {**forged, "path": pack(WEEKLY)}, place)
            assert UNKNOWN in stage.last_text(where)
            assert before == (await amendments(stage), await amendments(stage, other.id))
        assert "Deccan" not in everything_read_by(stage, where)
    true = {"collaboration": stage.collaboration.id, "amendment": sent.id, "text": sent.text}
    await press(stage, OPS, ACCEPT, true)
    assert "28-day" not in stage.last_text(OPS)
    await press(stage, OPS, ACCEPT, true, room)  # a room is its own collaboration
    assert UNKNOWN in stage.last_text(room)
    assert (await amendments(stage)) == [sent]
    async with stage.accord.storage.reading() as tx:
        tried = [r.entry.kind for r in await tx.record.entries(other.id)]
    assert tried.count("request.refused") == 17


async def blinded_stage() -> Stage:
    """The blinded study alone, so that the stage is about it."""
    stage = await a_stage()
    agreement = example(PHASE_1)
    text = OTHER_BINDINGS.replace('"console:deccan/cro_pm", ', "")
    async with stage.accord.storage.transaction() as tx:
        bindings = read_bindings(text, agreement)
        done = await import_agreement(tx, agreement, bindings, stage.clock.now())
    await stage.accord.settle()
    stage.collaboration, stage.agreement = done.collaboration, agreement
    return stage


async def test_what_a_lead_may_not_see_they_cannot_accept_and_never_read() -> None:
    stage = await blinded_stage()
    blinded = (
        OPS,
        OTHER_PM,
        Address("console", "carmel", "room"),
        Address("console", "yarra", "room"),
    )
    await edit(
        stage, PHARMACIST, ("seats", "unblinded_pharmacist"), {"reply_within.urgent": "77 minutes"}
    )
    (draft,) = await amendments(stage)
    await refused(
        stage,
        submit(stage, OTHER_PM, a_form(SEND_FORM, **about(stage, draft)), {"reason": "Yes"}),
        "Part of this proposal is restricted",
        OTHER_PM,
    )
    await send(stage, PHARMACIST, draft, "Faster at night")
    sent = await amendment(stage, draft.number)
    assert sent.state is AmendmentState.PROPOSED
    assert sent.consents == ()
    for lead in (OPS, OTHER_PM):
        await refused(stage, accept(stage, lead, sent), "Part of this proposal is restricted", lead)
        await refused(
            stage, stage.say(lead, f"propose {sent.number} accept"), "is restricted", lead
        )
        await press(stage, lead, SHOW, about(stage, sent))
        await stage.say(lead, "status")
        await stage.say(lead, "propose")
    await propose(stage, OTHER_PM, ("ground_rules",), {"lines": "Be kind."}, "Short")
    await stage.until("2027-01-31T12:00")  # reminded, and lapsed
    assert (await amendment(stage, sent.number)).state is AmendmentState.LAPSED
    words = everything_read_by(stage, *blinded)
    assert "77 minutes" not in words
    assert "nblinded pharmacist" not in words
    assert "restricted and not shown here" in words


async def test_two_proposals_on_a_restricted_part_name_it_to_nobody_else() -> None:
    stage = await blinded_stage()
    for minutes in ("77 minutes", "88 minutes"):
        await edit(
            stage, PHARMACIST, ("seats", "unblinded_pharmacist"), {"reply_within.urgent": minutes}
        )
        await send(stage, PHARMACIST, (await amendments(stage))[-1], "Faster at night")
    assert len(await amendments(stage)) == 2
    with_button(stage, PHARMACIST, WITHDRAW)
    rooms = [Address("console", tenant, "room") for tenant in ("carmel", "yarra")]
    assert "nblinded" not in everything_read_by(stage, OPS, OTHER_PM, *rooms)


@pytest.mark.parametrize("size", [501, 100_000])
async def test_a_huge_reason_is_cut_and_a_huge_part_is_refused_at_its_input(size: int) -> None:
    stage = await a_stage()
    await edit(stage, PM, WEEKLY, {"grace": "6 hours"})
    (draft,) = await amendments(stage)
    await send(stage, PM, draft, "x" * size)
    sent = await amendment(stage, draft.number)
    assert len(sent.reason) == 500
    form = form_of(await open_part(stage, PM, ("study",)))
    values = {each.key: each.value for each in form.inputs} | {"title": "y" * 100_000}
    response = await submit(stage, PM, form, values)
    assert response.errors
    assert await amendments(stage) == [sent]


INJECTED = "<!channel> @everyone <at>all</at> <https://evil.example|click> *bold* `code`"


async def test_words_of_a_proposal_ring_at_nobody_and_link_nowhere() -> None:
    """What people wrote stays plain text in the card: markup would be a part of another kind."""
    stage = await a_stage()
    sent = await propose(stage, PM, ("ground_rules",), {"lines": INJECTED}, INJECTED)
    card, _ = with_button(stage, SPONSOR_PM, ACCEPT)
    assert _plain(card).count(INJECTED) == 2
    assert sent.reason == INJECTED


def _plain(shown: Shown) -> str:
    """All text parts of a card, joined; a mention or a link would be no text."""
    facts = [f for block in shown.card.blocks if isinstance(block, Facts) for f in block.items]
    return "\n".join(part for each in facts for part in each.value if isinstance(part, str))
