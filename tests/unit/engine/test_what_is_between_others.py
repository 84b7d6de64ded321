"""Of three parties the third knows what is agreed and what waits, and reads no words of others."""

import json

from bot.domain.visibility import EVERYTHING
from bot.engine.agreements import AgreementCache
from bot.engine.record import exported
from bot.engine.record_shown import of_others, shown_so_far
from tests.unit.engine.escalating import messages, raise_it
from tests.unit.engine.founding import (
    ANN,
    AWAY,
    CY,
    FAY,
    HOME,
    MIDDLE,
    everything_read_by,
    form_of,
    press,
    refused,
)
from tests.unit.engine.of_three import all_agreed
from tests.unit.engine.stage import PM, Stage, a_stage

CALL = "fortnightly call of the scientists"
SECRETS = (
    "Q-SECRET",
    "A-SECRET",
    "H-SECRET",
    "S-SECRET",
    "P-SECRET",
    "M-SECRET",
    "about What happened",
)


async def of_two_of_three() -> Stage:
    """What sponsor and CRO write to each other, in every way there is."""
    stage = await all_agreed(of_two="needs_decision")
    await stage.say(CY, "ask samples: Q-SECRET are they frozen?")
    await stage.say(ANN, "answer 1: A-SECRET yes")
    await stage.say(CY, "heads-up H-SECRET the samples may be warm")
    await stage.say(CY, "suggest acceptance: S-SECRET one report less")
    await stage.say(ANN, f"agenda {CALL}: P-SECRET the control")
    await raise_it(stage, CY, "needs_decision")
    await stage.until("2026-12-15T18:00")
    form = form_of(await stage.say(CY, f"update {CALL}"))
    values = {each.key: "M-SECRET" for each in form.inputs} | {"health": "on_track"}
    assert not (await stage.send(CY, form, **values)).errors
    return stage


async def test_the_third_reads_no_words_of_the_two_and_the_two_read_all() -> None:
    stage = await of_two_of_three()
    await stage.until("2026-12-22T12:00")
    for text in (
        "status",
        "due",
        "escalations",
        "agenda",
        "actions",
        "decisions",
        "digest",
        "kept",
    ):
        for room in (None, MIDDLE):
            await stage.say(FAY, text, room)
    third = everything_read_by(stage, FAY, MIDDLE)
    assert [secret for secret in SECRETS if secret in third] == []
    two = everything_read_by(stage, ANN, CY, HOME, AWAY)
    assert [secret for secret in SECRETS if secret not in two] == []
    # That it runs is in the status all three read.
    assert "E-1 The work needs a decision" in third
    assert messages(stage, MIDDLE, "E-1") == []
    assert messages(stage, HOME, "E-1")


async def test_the_third_is_told_between_whom_it_is() -> None:
    stage = await of_two_of_three()
    await stage.say(FAY, "escalations")
    shown = next(m for m in reversed(stage.received(FAY)) if m.card.title == "Escalations")
    (show,) = [button for button in shown.card.buttons if button.label == "Show E-1"]
    pressed = press(stage, FAY, show.action, show.value)
    await refused(stage, pressed, "E-1 is between Acme Bio and Labs CRO", FAY)
    await refused(
        stage,
        stage.say(FAY, f"agenda {CALL}: what about the order?"),
        "Fortnightly call of the scientists is between Acme Bio and Labs CRO",
        FAY,
    )
    await stage.say(FAY, "agenda")
    assert "Agenda: Monthly review of all three" in stage.last_text(FAY)


async def record_of(stage: Stage, *sides: str) -> list[dict[str, object]]:
    """The copy of the record that a lead of these sides is given, line by line."""
    async with stage.accord.storage.reading() as tx:
        agreements, id_, now = AgreementCache(), stage.collaboration.id, stage.clock.now()
        entries = await shown_so_far(
            tx, agreements, collaboration=id_, reader=EVERYTHING, sides={*sides}, now=now
        )
        without = await of_others(tx, agreements, entries, sides={*sides})
    return [json.loads(line) for line in exported(entries, without=without).splitlines()]


async def test_the_copy_of_the_record_keeps_their_places_and_not_their_words() -> None:
    stage = await of_two_of_three()
    third = await record_of(stage, "facilitator")
    assert [secret for secret in SECRETS if secret in json.dumps(third)] == []
    for party in ("sponsor", "cro"):
        whole = json.dumps(await record_of(stage, party))
        assert [s for s in SECRETS if s not in whole and s != "M-SECRET"] == []
    # Each place is there and follows from the one before.
    assert [line["seq"] for line in third] == list(range(1, len(third) + 1))
    hashes = ["0" * 64, *(line["hash"] for line in third)]
    assert [line["previous"] for line in third] == hashes[:-1]
    assert {"seq", "previous", "hash"} in [set(line) for line in third]


async def test_between_two_parties_nothing_is_left_out() -> None:
    stage = await a_stage()
    await stage.say(PM, "ask dosing: is the plan final?")
    entries = await stage.record()
    async with stage.accord.storage.reading() as tx:
        assert await of_others(tx, AgreementCache(), entries, sides={"cro"}) == set()
        assert await of_others(tx, AgreementCache(), entries, sides={"sponsor"}) == set()
