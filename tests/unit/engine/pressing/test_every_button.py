"""Every button of what is between the two sides, pressed by everybody: one effect, and a sentence
for whoever it is not for, comes too late, or presses once more."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from bot.cards.compose import actions, decisions, escalations, found, general, heads_ups, meant
from bot.cards.form import Form
from bot.domain.address import Address
from tests.unit.engine.pressing.forks import fork
from tests.unit.engine.pressing.presses import (
    TYPED,
    Came,
    OnCard,
    buttons_on,
    filled_in,
    pressed,
    sent,
)
from tests.unit.engine.pressing.stories import DIRECTOR, MONITOR, STORIES, Moment
from tests.unit.engine.stage import CRO_ROOM, PM, SPONSOR_PM, SPONSOR_ROOM, Stage, seat_address

ROOMS = (SPONSOR_ROOM, CRO_ROOM)
STRANGER = Address("console", "nowhere", "somebody")
ELSEWHERE = Address("console", "carmel", "ops")
"""Somebody of another collaboration alone."""
NOT_OURS = ("checkin.", "manners.", "meeting.", "digest.")
"""How the buttons of promised updates begin, which stand around here as well."""
SHARED = (
    *(general.ASK, general.ASK_IN),
    *(actions.SHOW, actions.LIST, decisions.SHOW, decisions.LIST),
    *(found.ABOUT, found.SEARCH),
    *(meant.WRONG, meant.THIS, meant.ELSE, meant.NOT_AGREED, meant.RIGHT, meant.CHOSEN),
)
"""What everybody in a room may read there, guests as well."""
ALSO_ACROSS = {
    escalations.ACKNOWLEDGE,  # each side says for itself that it has it
    escalations.GIVEN,  # where both sides are told, and the presser gives the notice
    heads_ups.SEEN,
    actions.DONE,  # whoever asked for it may say so
    actions.REOPEN,
    decisions.RECORD_IT,  # everybody may propose the same
}
"""What the other side may press to an effect as well."""
ALSO_LATER = {escalations.GIVEN}
"""What still does something after the end: that a notice was given is so whenever it is said."""
IDS = (
    "escalation",
    "question",
    "heads_up",
    "action",
    "decision",
    "unsent",
    "id",
    "about",
    "name",
    "retrospective",
    "suggestion",
    "thanks",
    "pulse",
    "partner",
    "said",
    "party",
)

pytestmark = pytest.mark.parametrize("story", list(STORIES))


def presser(one: OnCard) -> Address:
    """Whom the card was sent to; of a room who leads its side."""
    return {CRO_ROOM: PM, SPONSOR_ROOM: SPONSOR_PM}.get(one.to, one.to)


def colleague(who: Address) -> Address:
    """Somebody else of the same side who may do much."""
    if who.tenant == CRO_ROOM.tenant:
        return PM if who != PM else seat_address("site_head")
    return SPONSOR_PM if who != SPONSOR_PM else seat_address("vp_rd", "larkspur")


def across(who: Address) -> Address:
    return MONITOR if who.tenant == CRO_ROOM.tenant else DIRECTOR


def room_of(one: OnCard) -> Address | None:
    """The room it is pressed in; none in somebody's own chat."""
    return one.to if one.to in ROOMS else None


def ours(stage: Stage) -> list[OnCard]:
    return [b for b in buttons_on(stage) if not b.button.action.startswith(NOT_OURS)]


async def new_buttons(story: str) -> AsyncIterator[tuple[Moment, OnCard]]:
    """Each button once, at the moment it first stands somewhere."""
    seen: set[str] = set()
    async for moment in STORIES[story]():
        for one in ours(moment.stage):
            if one.name not in seen:
                seen.add(one.name)
                yield moment, one


async def old_buttons(story: str) -> AsyncIterator[tuple[Moment, OnCard, Form | None]]:
    """Each button that stood somewhere before an end and stands nowhere after it, with its form."""
    before: dict[str, tuple[OnCard, Form | None]] = {}
    async for moment in STORIES[story]():
        now = {one.name: one for one in ours(moment.stage)}
        if moment.over:
            for name, (one, form) in before.items():
                if name not in now:
                    yield moment, one, form
        for name, one in now.items():
            if name not in before and not moment.aside:
                came = await pressed(fork(moment.stage), one, presser(one), room_of(one))
                before[name] = (one, came.form)


async def test_pressed_once_more_or_by_a_colleague_as_well_it_has_one_effect(story: str) -> None:
    async for moment, one in new_buttons(story):
        who, room = presser(one), room_of(one)
        for second in (who, colleague(who)):
            stage = fork(moment.stage)
            first = await pressed(stage, one, who, room)
            again = await pressed(stage, one, second, room)
            assert answered(first), f"{one}, pressed by {who.local}"
            assert answered(again), f"{one}, pressed once more by {second.local}"
            assert not again.effect, f"{one}, pressed once more by {second.local}: {again.effect}"


async def test_the_other_side_is_answered_and_does_only_what_is_theirs(story: str) -> None:
    async for moment, one in new_buttons(story):
        who = across(presser(one))
        rooms = {None, SPONSOR_ROOM if who is MONITOR else CRO_ROOM}
        for room in rooms:
            came = await pressed(fork(moment.stage), one, who, room)
            assert answered(came), f"{one}, pressed by {who.local}"
            may = one.button.action in ALSO_ACROSS
            assert may or not came.effect, f"{one}, pressed by {who.local}: {came.effect}"


async def test_strangers_learn_and_change_nothing_whatever_they_press(story: str) -> None:
    async for moment, one in new_buttons(story):
        for who, room, forged in ways_of_strangers(one, await other_collaboration(moment.stage)):
            came = await pressed(fork(moment.stage), one, who, room, **forged)
            assert answered(came), f"{one}, pressed by {who.local}"
            assert not came.effect, f"{one}, pressed by {who.local}: {came.effect}"
            guessed = {key: "no such thing" for key in IDS if key in one.button.value}
            guess = await pressed(fork(moment.stage), one, who, room, **{**forged, **guessed})
            assert came.text == guess.text, f"{one}, pressed by {who.local}"
            assert "wombat" not in came.text.casefold(), f"{one}, pressed by {who.local}"


async def other_collaboration(stage: Stage) -> str:
    async with stage.accord.storage.reading() as tx:
        found = {one.id for one in (await tx.directory.load()).collaborations}
    (other,) = found - {stage.collaboration.id}
    return other


def ways_of_strangers(
    one: OnCard, other: str
) -> Iterator[tuple[Address, Address | None, dict[str, str]]]:
    """Who presses where, and what they put in place of what the button carries."""
    yield STRANGER, None, {}
    yield ELSEWHERE, None, {}
    if one.button.action not in SHARED:
        yield STRANGER, CRO_ROOM, {}
        yield ELSEWHERE, SPONSOR_ROOM, {}
        if set(IDS) & set(one.button.value):
            yield ELSEWHERE, None, {"collaboration": other}


async def test_on_an_outdated_card_it_does_nothing_and_says_so(story: str) -> None:
    async for moment, one, _ in old_buttons(story):
        came = await pressed(fork(moment.stage), one, presser(one), room_of(one))
        assert answered(came), f"{one}, pressed when it was {moment.name}"
        may = one.button.action in ALSO_LATER
        assert may or not came.effect, f"{one}, when it was {moment.name}: {came.effect}"


async def test_a_form_sent_once_more_does_nothing_and_says_so(story: str) -> None:
    async for moment, one in new_buttons(story):
        who, room = presser(one), room_of(one)
        stage = fork(moment.stage)
        form = (await pressed(stage, one, who, room)).form
        if form is not None:
            await sent(stage, form, who, room)
            again = await sent(stage, form, who, room)
            assert answered(again), f"{one}: its form, sent once more"
            assert not again.effect, f"{one}: its form, sent once more: {again.effect}"


async def test_a_form_sent_by_a_stranger_changes_and_tells_nothing(story: str) -> None:
    async for moment, one in new_buttons(story):
        form = (await pressed(fork(moment.stage), one, presser(one), room_of(one))).form
        if form is None:
            continue
        for who, room, forged in ways_of_strangers(one, await other_collaboration(moment.stage)):
            theirs = replace(form, context={**form.context, **forged})
            guessed = {key: "no such thing" for key in IDS if key in form.context}
            made_up = replace(theirs, context={**theirs.context, **guessed})
            came, guess = [await sent(fork(moment.stage), f, who, room) for f in (theirs, made_up)]
            assert answered(came), f"{one}: its form, sent by {who.local}"
            assert not came.effect, f"{one}: its form, sent by {who.local}: {came.effect}"
            assert came.text == guess.text, f"{one}: its form, sent by {who.local}"
            told = came.text
            for own in (*theirs.context.values(), TYPED):  # what came back is what they sent
                told = told.replace(own, "") if own else told
            assert "wombat" not in told.casefold(), f"{one}: its form, sent by {who.local}"


async def test_of_a_form_sent_too_late_no_word_is_lost(story: str) -> None:
    async for moment, one, form in old_buttons(story):
        if form is not None and TYPED in filled_in(form).values():
            came = await sent(fork(moment.stage), form, presser(one), room_of(one))
            kept = came.effect or TYPED in came.text or came.form is not None
            assert kept, f"{one}: its form, sent when it was {moment.name}: {came.text}"


def answered(came: Came) -> bool:
    return bool(came.text.strip())
