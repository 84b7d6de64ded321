"""A heads-up made an escalation: by either side, once, with its history, and still counted well."""

from dataclasses import replace

from bot.cards.compose.heads_ups import ESCALATE
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.heads_up import HeadsUp
from bot.engine.inbound import Pressed
from bot.engine.response import Response
from tests.builders import HYDERABAD, at
from tests.unit.engine.escalating import filled, kept, messages
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import (
    CRO_ROOM,
    PM,
    SPONSOR_ROOM,
    Stage,
    a_stage,
    seat_address,
)
from tests.unit.engine.test_isolation import with_a_second_collaboration

MONITOR = seat_address("study_monitor", "larkspur")
DIRECTOR = seat_address("study_director")
SUPERVISOR = seat_address("inlife_supervisor")
IT = "Make it an escalation"
DEATH = "heads-up a rat was found dead in group 3"


async def given(text: str = DEATH, by: Address = DIRECTOR) -> Stage:
    """Somebody of Deccan gave a heads-up while both sides are at work."""
    stage = await a_stage(begin=at("2026-12-07T22:00", HYDERABAD))
    await stage.say(by, text)
    return stage


async def the_heads_up(stage: Stage) -> HeadsUp:
    async with stage.accord.storage.reading() as tx:
        return (await tx.heads_ups.all(stage.collaboration.id))[-1]


async def receiver(stage: Stage) -> Address:
    return seat_address((await the_heads_up(stage)).to_seat, "larkspur")


async def press(stage: Stage, who: Address) -> Response:
    """The button, as it may still be somewhere on a screen."""
    heads_up = await the_heads_up(stage)
    value = {"heads_up": heads_up.id, "collaboration": stage.collaboration.id}
    event = Pressed(origin=stage.origin(who), action=ESCALATE, value=value)
    response = await stage.accord.dispatch(event)
    await stage.accord.settle()
    return response


def said(stage: Stage, who: Address, answer: Response) -> str:
    return card_text(answer.card) if answer.card else stage.last_text(who)


async def test_whoever_got_it_makes_it_one_by_the_agreed_reason_that_its_words_name() -> None:
    stage = await given()
    getter = await receiver(stage)
    form = form_of(await stage.press(getter, stage.received(getter)[-1], IT))
    assert "a rat was found dead in group 3" in str(form.intro)
    await stage.send(getter, form, **filled(form))
    (escalation,) = await kept(stage)
    heads_up = await the_heads_up(stage)
    assert escalation.trigger == "unexpected_death"
    assert escalation.heads_up == heads_up.id
    assert heads_up.escalation == escalation.id
    for room in (SPONSOR_ROOM, CRO_ROOM):
        assert "Began as: Heads-up 1" in card_text(messages(stage, room, "E-1")[-1].card)
    for who, title in ((getter, "Heads-up 1"), (DIRECTOR, "Heads-up 1 is given")):
        shown = next(s for s in stage.received(who) if s.card.title == title)
        assert "Became: escalation E-1" in card_text(shown.card)
        assert IT not in [b.label for b in shown.card.buttons]
        answer = await stage.press(who, shown, "Show the escalation")
        assert "E-1 Animal found dead" in said(stage, who, answer)


async def test_the_record_reads_from_the_early_word_to_the_escalation() -> None:
    stage = await given()
    form = form_of(await press(stage, DIRECTOR))
    await stage.send(DIRECTOR, form, **filled(form))
    found = [
        r.entry.kind
        for r in await stage.record()
        if r.entry.kind.startswith(("heads_up.", "escalation."))
    ]
    assert found[:3] == ["heads_up.given", "escalation.raised", "escalation.step_reached"]
    assert found[-1] == "heads_up.escalated"


async def test_of_two_who_do_it_at_once_one_is_raised_and_the_other_reads_so() -> None:
    stage = await given()
    getter = await receiver(stage)
    mine, theirs = form_of(await press(stage, DIRECTOR)), form_of(await press(stage, getter))
    await stage.send(DIRECTOR, mine, **filled(mine))
    other = await stage.send(getter, theirs, **filled(theirs))
    assert "was made escalation E-1 meanwhile" in said(stage, getter, other)
    again = await stage.send(DIRECTOR, mine, **filled(mine))  # the very same, once more
    assert "E-1 Animal found dead" in said(stage, DIRECTOR, again)
    (escalation,) = await kept(stage)
    assert escalation.joined == ()
    assert (await stage.kinds()).count("heads_up.escalated") == 1
    shown = await press(stage, getter)  # an outdated card
    assert "E-1 Animal found dead" in said(stage, getter, shown)


async def test_where_no_agreed_reason_fits_it_is_raised_anyway_with_its_words() -> None:
    stage = await given("heads-up qqq zzz")
    form = form_of(await press(stage, DIRECTOR))
    assert form.inputs[0].value == "qqq zzz"
    await stage.send(DIRECTOR, form, **filled(form))
    (escalation,) = await kept(stage)
    assert (escalation.trigger, escalation.words) == (None, "qqq zzz")


async def test_where_several_reasons_are_close_one_is_chosen_and_the_history_kept() -> None:
    stage = await given("heads-up delay")
    await press(stage, DIRECTOR)
    offered = stage.received(DIRECTOR)[-1]
    await stage.press(DIRECTOR, offered, offered.card.buttons[0].label)
    agreed = stage.received(DIRECTOR)[-1]
    assert "What was agreed" in agreed.card.title
    form = form_of(await stage.press(DIRECTOR, agreed, "Raise it"))
    await stage.send(DIRECTOR, form, **filled(form))
    (escalation,) = await kept(stage)
    assert escalation.heads_up == (await the_heads_up(stage)).id


async def test_nobody_who_did_not_get_it_reads_it_by_guessing_its_number() -> None:
    stage = await given()
    guessers = [who for who in (SUPERVISOR, MONITOR) if who != await receiver(stage)]
    assert guessers
    for who in guessers:
        answer = await press(stage, who)
        assert answer.form is None
        assert "can make it an escalation" in said(stage, who, answer)
        assert "found dead" not in said(stage, who, answer)


async def test_a_guess_from_another_collaboration_finds_nothing() -> None:
    stage = await with_a_second_collaboration()
    await stage.say(DIRECTOR, DEATH)
    stranger = Address("console", "carmel", "sponsor_pm")
    answer = await press(stage, stranger)
    assert answer.form is None
    assert "found dead" not in said(stage, stranger, answer)


async def test_taken_back_it_is_not_escalated_and_escalated_it_is_not_taken_back() -> None:
    stage = await given()
    mine = stage.received(DIRECTOR)[-1]
    form = form_of(await press(stage, DIRECTOR))
    await stage.send(DIRECTOR, form, **filled(form))
    await stage.press(DIRECTOR, mine, "Take it back")
    assert "was made an escalation, so it stays" in stage.last_text(DIRECTOR)
    assert (await the_heads_up(stage)).counts

    stage = await given()
    form = form_of(await press(stage, DIRECTOR))
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Take it back")
    answer = await stage.send(DIRECTOR, form, **filled(form))
    assert "was taken back" in said(stage, DIRECTOR, answer)
    assert await kept(stage) == []


async def test_what_is_kept_out_of_chat_does_not_get_into_the_rooms_with_it() -> None:
    stage = await given(f"{DEATH}, see https://portal.example/x?token=abcdef123")
    await stage.press(DIRECTOR, stage.received(DIRECTOR)[-1], "Send anyway")
    form = form_of(await press(stage, DIRECTOR))
    await stage.send(DIRECTOR, form, **filled(form))
    (escalation,) = await kept(stage)
    assert "found dead" in escalation.words
    assert "abcdef123" not in escalation.words


async def test_it_still_counts_as_speaking_early() -> None:
    stage = await given()
    form = form_of(await press(stage, DIRECTOR))
    await stage.send(DIRECTOR, form, **filled(form))
    await stage.say(PM, "kept")
    assert "Heads-ups given: 1" in stage.last_text(PM)


async def test_what_became_a_restricted_escalation_says_so_only_to_who_may_know() -> None:
    stage = await given()
    restricted = tuple(
        replace(t, restricted=True) if t.key == "unexpected_death" else t
        for t in stage.agreement.triggers
    )
    key = (stage.collaboration.id, stage.collaboration.version)
    stage.accord.agreements._loaded[key] = replace(stage.agreement, triggers=restricted)
    getter = await receiver(stage)
    form = form_of(await press(stage, DIRECTOR))
    await stage.send(DIRECTOR, form, **filled(form))
    (escalation,) = await kept(stage)
    assert escalation.restricted
    told = {each.person for each in escalation.told}
    person = stage.accord.directory.snapshot.person_at(getter)
    assert person is not None
    theirs = next(s for s in stage.received(getter) if s.card.title == "Heads-up 1")
    assert ("R-1" in card_text(theirs.card)) is (person.id in told)
    mine = next(s for s in stage.received(DIRECTOR) if s.card.title == "Heads-up 1 is given")
    assert "Became: escalation R-1" in card_text(mine.card)
    assert messages(stage, SPONSOR_ROOM, "R-1") == messages(stage, CRO_ROOM, "R-1") == []
