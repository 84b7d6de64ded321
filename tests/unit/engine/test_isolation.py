"""Who may read what: rooms, strangers, several collaborations, restricted things."""

import pytest

from adapters.slack.render import render
from bot.agreement_file.check import read_bindings
from bot.domain.address import Address
from bot.domain.people import Holding
from bot.engine.importing import import_agreement
from tests.judges.slack_lint import lint_message
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.stage import PM, SPONSOR_ROOM, Stage, a_stage

STRANGER = Address("console", "elsewhere", "stranger")
OTHER_BINDINGS = """
tenants:
  - {party: sponsor, address: "console:carmel"}
  - {party: cro, address: "console:yarra"}
rooms:
  - {party: sponsor, address: "console:carmel/room"}
  - {party: cro, address: "console:yarra/room"}
people:
  - {name: Clinical operations, addresses: ["console:carmel/ops"], seats: [clinical_ops_lead], lead: true}
  - {name: Project manager, addresses: ["console:deccan/cro_pm", "console:yarra/pm"], seats: [cro_pm], lead: true}
  - {name: Unblinded pharmacist, addresses: ["console:yarra/pharmacist"], seats: [unblinded_pharmacist]}
"""  # noqa: E501 - one person a line


async def with_a_second_collaboration() -> Stage:
    stage = await a_stage()
    agreement = example(PHASE_1)
    bindings = read_bindings(OTHER_BINDINGS.replace('"console:deccan/cro_pm", ', ""), agreement)
    async with stage.accord.storage.transaction() as tx:
        await import_agreement(tx, agreement, bindings, stage.clock.now())
    await stage.accord.settle()
    return stage


async def test_a_stranger_in_a_bound_room_may_read_shared_answers_and_do_nothing() -> None:
    stage = await a_stage()
    await stage.say(STRANGER, "who owns the histo slides?", SPONSOR_ROOM)
    assert "Study director" in stage.last_text(SPONSOR_ROOM)
    await stage.say(STRANGER, "update", SPONSOR_ROOM)
    assert "You have no seat in this collaboration yet" in stage.last_text(SPONSOR_ROOM)


async def test_a_stranger_in_a_personal_chat_gets_help_and_no_data() -> None:
    stage = await a_stage()
    for text in ("who owns the histo slides?", "status", "due", "agreement", "update"):
        await stage.say(STRANGER, text)
        assert "I do not know you yet" in stage.last_text(STRANGER)
    await stage.say(STRANGER, "help")
    assert "What you can ask Accord" in stage.last_text(STRANGER)
    everything = " ".join(str(shown.card) for shown in stage.received(STRANGER))
    assert "Larkspur" not in everything
    assert "28-day" not in everything


async def test_a_text_too_long_for_a_button_is_written_in_the_form_of_the_chosen_one() -> None:
    stage = await in_two_collaborations()
    await stage.say(PM, "ask histo slides: " + "é" * 600)
    shown = stage.received(PM)[-1]
    assert "copy it" in stage.last_text(PM)
    response = await stage.press(PM, shown, shown.card.buttons[0].label)
    assert response.form is not None
    assert response.form.title == "Ask another side"
    await stage.say(PM, "ask histo slides: when?")
    assert "copy it" not in stage.last_text(PM)


@pytest.mark.parametrize("text", ["ask " + "<&>" * 500, "<" * 1600, "&" * 260])
async def test_no_text_is_too_much_for_the_buttons_that_carry_it(text: str) -> None:
    stage = await in_two_collaborations()
    await stage.say(PM, text)
    assert lint_message(render(stage.received(PM)[-1].card, lambda _: True)) == []


async def test_a_room_answers_from_its_own_collaboration_alone() -> None:
    stage = await with_a_second_collaboration()
    other_room = Address("console", "carmel", "room")
    await stage.say(Address("console", "carmel", "ops"), "who owns the histo slides?", other_room)
    assert "Nothing is agreed on this" in stage.last_text(other_room)
    assert "Larkspur" not in stage.last_text(other_room)
    await stage.say(PM, "who owns the TGA notification?", SPONSOR_ROOM)
    assert "Nothing is agreed on this" in stage.last_text(SPONSOR_ROOM)


async def in_two_collaborations() -> Stage:
    """The CRO's project manager holds a seat in another one, too."""
    stage = await with_a_second_collaboration()
    directory = stage.accord.directory.snapshot
    person = directory.person_at(PM)
    other = directory.by_key("ph1_abroad")
    assert person is not None
    assert other is not None
    async with stage.accord.storage.transaction() as tx:
        seat = Holding(
            collaboration=other.id, seat="data_manager", person=person.id, since=stage.clock.now()
        )
        await tx.directory.appoint(seat)
    return stage


async def test_somebody_in_two_collaborations_chooses_and_cannot_choose_a_third() -> None:
    stage = await in_two_collaborations()
    await stage.say(PM, "who owns the histo slides?")
    choice = stage.received(PM)[-1]
    assert len(choice.card.buttons) == 2
    label = next(b.label for b in choice.card.buttons if "rat" in b.label)
    await stage.press(PM, choice, label)
    assert "Study director" in stage.last_text(PM)


async def test_restricted_seats_and_folders_do_not_exist_for_others() -> None:
    stage = await with_a_second_collaboration()
    ops = Address("console", "carmel", "ops")
    room = Address("console", "yarra", "room")
    pharmacist = Address("console", "yarra", "pharmacist")
    for text in ("who is the unblinded pharmacist?", "where is the unblinded folder?", "status"):
        await stage.say(ops, text)
        assert "nblinded" not in stage.last_text(ops).replace(text, "")
        await stage.say(pharmacist, text, room)
        assert "nblinded" not in stage.last_text(room).replace(text, "")
    await stage.say(pharmacist, "who is the unblinded pharmacist?")
    assert "Unblinded pharmacist" in stage.last_text(pharmacist)
