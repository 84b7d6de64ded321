"""A restricted escalation where a blinded person might still learn of it: digests, exports, presses
and forms by guess, and the texts of errors."""

from dataclasses import replace

import pytest

from bot.cards.compose import escalation_forms as forms
from bot.cards.compose.actions import ADD_FOR
from bot.cards.compose.escalations import REPORT_FACT, RESOLVE
from bot.cards.plain import card_text
from bot.domain.visibility import EVERYTHING, Reader, knows_everything, seated
from bot.engine.inbound import Pressed, Submitted
from bot.engine.record_shown import shown_so_far
from tests.unit.engine.escalating import (
    MELBOURNE,
    PHASE1_ROOM,
    at,
    kept,
    phase1,
    phase1_stage,
    press_on,
    raise_it,
    rat,
    until,
)
from tests.unit.engine.examples import PHASE_1, RAT, bindings_to, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.pressing.forks import fork
from tests.unit.engine.pressing.presses import buttons_on, pressed, sent
from tests.unit.engine.stage import EXAMPLES, Stage, a_stage_for

DIRECTOR = rat("study_director")
DRUG = "drug_temperature"
PHARMACIST = "unblinded_pharmacist"
#: Those of both sides who are on none of its rungs.
BLINDED = ("ceo", "data_manager")
SECRETS = ("R-1", "31 degrees", "wombat")


async def secret_stage() -> Stage:
    """The fridge was too warm, which no blinded person may read."""
    stage = await phase1_stage()
    await raise_it(stage, phase1(stage, PHARMACIST), DRUG, typed="fridge at 31 degrees, a wombat")
    return stage


def everything_read(stage: Stage, *seats: str) -> str:
    places = [*(phase1(stage, seat) for seat in seats), PHASE1_ROOM]
    return "\n".join(card_text(s.card) for place in places for s in stage.received(place))


async def test_no_digest_agenda_or_list_of_two_weeks_tells_of_it() -> None:
    stage = await secret_stage()
    for seat in BLINDED:
        await stage.say(phase1(stage, seat), "digest short on")
    await until(stage, "2027-02-28T12:00", MELBOURNE)
    words = ("digest", "escalations", "why R-1", "decisions", "actions", "kept", "due me")
    for seat in BLINDED:
        for text in words:
            await stage.say(phase1(stage, seat), text)
    read = everything_read(stage, *BLINDED)
    assert "Weekly digest" in read
    assert not [secret for secret in SECRETS if secret in read]


async def test_every_button_of_it_pressed_by_guess_answers_as_if_there_was_none() -> None:
    stage = await secret_stage()
    about = [one for one in buttons_on(stage) if (await kept(stage))[0].id in str(one.button.value)]
    assert len(about) >= len(("I have it", "Decide", "Resolve", "Report a fact", "Climb now"))
    for one in about:
        guess = {key: "nothing" for key in ("escalation", "id") if key in one.button.value}
        for seat in BLINDED:
            for room in (None, PHASE1_ROOM):
                who = phase1(stage, seat)
                came = await pressed(fork(stage), one, who, room)
                other = await pressed(fork(stage), one, who, room, **guess)
                assert came.text == other.text, f"{one}, pressed by {seat}"
                assert came.text.strip()
                assert not came.effect


async def test_every_form_of_it_sent_by_guess_answers_as_if_there_was_none() -> None:
    stage = await secret_stage()
    secret = (await kept(stage))[0]
    opened = [await press_on(stage, phase1(stage, PHARMACIST), secret, REPORT_FACT)]
    context = form_of(opened[0]).context
    others = (forms.DECIDED, forms.RESOLVED, forms.CLIMBED, forms.REOPENED, forms.FACT_REPORTED)
    for action in others:
        form = replace(form_of(opened[0]), action=action)
        made_up = replace(form, context={**context, "escalation": "nothing"})
        who = phase1(stage, BLINDED[0])
        came, other = [await sent(fork(stage), each, who) for each in (form, made_up)]
        assert came.text == other.text
        assert not came.effect


async def test_who_reads_no_more_of_it_is_told_no_more_in_an_error_either() -> None:
    stage = await secret_stage()
    secret = (await kept(stage))[0]
    who = phase1(stage, BLINDED[0])
    for action, value in (
        (RESOLVE, {"escalation": secret.id, "run": "7"}),
        (ADD_FOR, {"kind": "escalation", "id": secret.id}),
        ("no.such.button", {"escalation": secret.id}),
    ):
        carried = {"collaboration": stage.collaboration.id, **value}
        event = Pressed(origin=stage.origin(who), action=action, value=carried)
        await stage.accord.dispatch(event)
    sending = Submitted(
        origin=stage.origin(who),
        action=forms.RESOLVED,
        values={"met": "no", "text": ""},
        context={"collaboration": stage.collaboration.id, "escalation": secret.id, "run": "1"},
    )
    answer = await stage.accord.dispatch(sending)
    await stage.accord.settle()
    read = everything_read(stage, *BLINDED) + str(answer)
    assert not [found for found in (*SECRETS, "temperature", "fridge") if found in read]


@pytest.mark.parametrize(
    ("name", "reader", "knows"),
    [
        (PHASE_1, seated("ceo"), False),
        (PHASE_1, seated(PHARMACIST), True),
        (PHASE_1, EVERYTHING, True),
        (RAT, seated("cro_pm"), True),  # nothing is restricted there
    ],
)
def test_the_whole_record_is_for_who_may_know_everything(
    name: str, reader: Reader, *, knows: bool
) -> None:
    assert knows_everything(example(name), reader) is knows


async def rat_with_a_restricted_trigger() -> Stage:
    """Nothing is hidden in this agreement, but what happens by one trigger is."""
    agreement = example(RAT)
    triggers = tuple(
        replace(each, restricted=each.key == "sample_loss") for each in agreement.triggers
    )
    bound = bindings_to(RAT, (EXAMPLES / "01_demo_bindings.yaml").read_text(encoding="utf-8"))
    changed = replace(agreement, triggers=triggers)
    return await a_stage_for(changed, bound, begin=at("2027-01-14T20:00"))


async def test_a_trigger_that_is_restricted_keeps_the_record_from_who_is_not_on_its_ladder() -> (
    None
):
    stage = await rat_with_a_restricted_trigger()
    assert not knows_everything(stage.agreement, seated("cro_pm"))


async def test_the_record_ends_before_what_was_restricted_under_an_earlier_version() -> None:
    stage = await rat_with_a_restricted_trigger()
    before = await stage.kinds()
    await raise_it(stage, DIRECTOR, "sample_loss", typed="vial 7")
    await raise_it(stage, DIRECTOR, "unexpected_death", typed="rat 31")
    async with stage.accord.storage.reading() as tx:
        seen, whole = [
            await shown_so_far(
                tx,
                stage.accord.agreements,
                collaboration=stage.collaboration.id,
                reader=reader,
                sides={"deccan", "larkspur"},
                now=stage.clock.now(),
            )
            for reader in (seated("cro_pm"), EVERYTHING)
        ]
    assert [each.entry.kind for each in seen] == before
    assert len(whole) > len(before)
