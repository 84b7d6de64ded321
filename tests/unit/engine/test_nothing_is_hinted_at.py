"""A restricted or foreign thing is never hinted at, whoever asks whatever.

`TEST_QUESTIONS=10000` asks ten thousand questions; with another `TEST_QUESTIONS_SEED` others.

The oracle needs nothing of the bot: whoever may not know of something gets, to the last button,
the answer that is given where it does not exist.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from bot.cards.card import Button, Card
from bot.cards.compose.general import ASK
from bot.engine.inbound import Pressed, Typed
from bot.engine.response import Response
from tests.unit.engine.escalating import phase1
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.hinting import (
    FOREIGN,
    KEEPER,
    OF_THE_TRIAL,
    PHARMACIST,
    SECRETS,
    STATISTICIAN,
    bare,
    foreign,
    hiding,
    parts,
    questions,
)
from tests.unit.engine.hinting_askers import Asker, askers, in_two, members_of_the_foreign_one
from tests.unit.engine.stage import Stage

#: How many are asked: in the suite a part of the ten thousand, which take a minute.
COUNT = int(os.environ.get("TEST_QUESTIONS", "2000"))
SEED = int(os.environ.get("TEST_QUESTIONS_SEED", "1"))
#: Every so many questions what waits is delivered; buttons are pressed of every so many answers.
_SETTLE, _PRESS = 50, 37
#: Ids of collaborations, people and events are drawn, and their number says nothing.
_DRAWN = re.compile(r"event-\d+|[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{12,64}\b")


async def ask(stage: Stage, asker: Asker, text: str) -> tuple[Response, bool]:
    """The answer, wherever it is shown, and whether only the asker reads it."""
    origin = stage.origin(asker.actor, asker.room, immediate=asker.at_once)
    response = await stage.accord.dispatch(Typed(origin=origin, text=text))
    if response != Response():
        return response, True
    async with stage.accord.storage.reading() as tx:
        message = await tx.outbox.find(f"answer/{origin.event_id}")
    if message is None:  # what was said is answered by the message that it made
        return response, True
    return Response(card=message.card), message.only_for is not None or asker.room is None


async def press(stage: Stage, asker: Asker, button: Button) -> Response:
    """What a button that asks or opens a form gives to who pressed it."""
    origin = stage.origin(asker.actor, asker.room, immediate=True)
    event = Pressed(origin=origin, action=button.action, value=button.value)
    return await stage.accord.dispatch(event)


def written(response: Response) -> str:
    """All of an answer: what is read, and what buttons and forms carry."""
    return _DRAWN.sub("#", repr(response))


def names(text: str, words: frozenset[str]) -> set[str]:
    """Those of the words that stand in a text."""
    return {each for each in words if re.search(rf"\b{each}\b", text, re.IGNORECASE)}


def words_in(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(re.findall(r"\w+", text))


def pressable(card: Card | None) -> Sequence[Button]:
    """The buttons that change nothing."""
    buttons = card.buttons if card else ()
    return [each for each in buttons if each.opens_form or each.action == ASK]


async def compare(
    worlds: tuple[Stage, Stage],
    people: Sequence[Asker],
    count: int,
    untold: frozenset[str],
    *,
    said_in: Callable[[str], object] = str,
) -> None:
    """Ask the same in both worlds; the answers are the same, and hold no word kept from them.

    `said_in` is what of an answer is compared, where some of it differs from world to world.
    """
    for number, text in enumerate(questions(count, SEED)):
        asker = people[number % len(people)]
        about = f"{asker.name}: {text}"
        (told, private), (plain, _) = [await ask(world, asker, text) for world in worlds]
        if not (asker.knows and private):
            said = written(told)
            assert said_in(said) == said_in(written(plain)), about
            assert not names(said, untold) - names(text, untold), about
            if number % _PRESS == 0 and not asker.knows and said_in is str:
                await press_all(worlds, asker, (told, plain), about)
        if number % _SETTLE == 0:
            for world in worlds:
                world.clock.advance(timedelta(seconds=_SETTLE))
                await world.accord.settle()


async def press_all(
    worlds: tuple[Stage, Stage], asker: Asker, answers: tuple[Response, Response], about: str
) -> None:
    """Press what changes nothing under an answer, in both worlds."""
    for told, plain in zip(*(pressable(each.card) for each in answers), strict=True):
        given = await press(worlds[0], asker, told)
        assert written(given) == written(await press(worlds[1], asker, plain)), (about, told.label)


@pytest.mark.slow
async def test_who_may_not_know_gets_the_answers_of_a_world_without_it() -> None:
    worlds = (await hiding(), await bare())
    await compare(worlds, askers(worlds[0]), COUNT, SECRETS | FOREIGN)


async def test_no_form_or_button_of_any_part_tells_what_a_lead_may_not_know() -> None:
    worlds = (await hiding(), await bare())
    lead = askers(worlds[0])[0]
    for text in ("seats", "propose", *(f"agreement {title}" for title in parts())):
        (told, _), (plain, _) = [await ask(world, lead, text) for world in worlds]
        assert written(told) == written(plain), text
        await press_all(worlds, lead, (told, plain), text)


async def test_who_is_in_both_may_know_of_the_foreign_one_and_of_nothing_restricted() -> None:
    worlds = (await hiding(), await bare(beside_a_foreign_one=True))
    # Which of two collaborations comes first is decided by ids that are drawn.
    await compare(worlds, in_two(), COUNT // 10, SECRETS, said_in=words_in)


async def test_nothing_of_a_trial_shows_in_the_foreign_collaboration() -> None:
    worlds = (await hiding(), await foreign())
    untold = SECRETS | OF_THE_TRIAL
    await compare(worlds, members_of_the_foreign_one(), COUNT // 5, untold)


async def test_an_unknown_person_in_a_personal_chat_reads_no_word_of_it() -> None:
    stage = await hiding()
    (unknown,) = [each for each in askers(stage) if each.name.startswith("unknown person")]
    for text in questions(COUNT // 20, SEED):
        said, kept = written((await ask(stage, unknown, text))[0]), SECRETS | FOREIGN | OF_THE_TRIAL
        assert not names(said, kept) - names(text, kept), text


@pytest.mark.parametrize(
    ("seat", "text", "word"),
    [
        (PHARMACIST, "who is the zaffre?", "zaffre dispenser"),
        (PHARMACIST, "reach quillon", "quillon reader"),
        (PHARMACIST, "where is the umbral cabinet", "ormolu ledger"),
        (STATISTICIAN, "who is the vellum keeper", "vellum holder"),
        (STATISTICIAN, "escalations", "r-1 study drug"),
        (STATISTICIAN, "actions", "repack the ormolu"),
        (KEEPER, "where is the sable vault", "ask for the sable key"),
        (KEEPER, "agreement monitoring visits", "sable vault"),
        ("data_manager", "where is the tallow drive", "tallow ledger"),
    ],
)
async def test_who_may_know_is_told(seat: str, text: str, word: str) -> None:
    stage = await hiding()
    told, _ = await ask(stage, Asker(seat, phase1(stage, seat), None), text)
    assert word in written(told).casefold()


@pytest.mark.parametrize("place", ["tallow drive", "sable vault", "umbral cabinet"])
async def test_a_folder_is_known_to_the_seats_that_get_in_and_to_nobody_else(place: str) -> None:
    stage = await hiding()
    get_in = {"tallow drive": ["data_manager"], "sable vault": [KEEPER]}.get(
        place, [PHARMACIST, STATISTICIAN]
    )
    for seat in example(PHASE_1).seat.keys() | {KEEPER}:
        told, _ = await ask(stage, Asker(seat, phase1(stage, seat), None), f"where is the {place}")
        known = f"title='{place.capitalize()}'" in written(told)
        assert known == (seat in get_in), seat
