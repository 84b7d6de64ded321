"""What somebody may not know of is neither suggested, nor posted, nor found in a message.

Like `test_nothing_is_hinted_at`, and with its worlds: what is found has to be the same to the last
letter where the restricted things do not exist. `TEST_QUESTIONS=10000` asks more.
"""

import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace

from bot.cards.compose.about_messages import OWNER, WORDS
from bot.domain.visibility import is_restricted
from bot.engine.inbound import Inbound, Pressed, Searched
from bot.engine.response import Response
from tests.unit.engine.escalating import MELBOURNE, PHASE1_ROOM, at, phase1
from tests.unit.engine.examples import PHASE_1, example
from tests.unit.engine.hinting import (
    FOREIGN,
    OF_THE_TRIAL,
    PHARMACIST,
    SECRETS,
    bare,
    foreign,
    hiding,
    questions,
)
from tests.unit.engine.hinting_askers import Asker, askers, members_of_the_foreign_one
from tests.unit.engine.stage import EXAMPLES, Stage, a_stage_for
from tests.unit.engine.test_nothing_is_hinted_at import names, written

COUNT = int(os.environ.get("TEST_QUESTIONS", "2000")) // 4
SEED = int(os.environ.get("TEST_QUESTIONS_SEED", "1"))


def typed(count: int) -> Iterator[str]:
    """What is being typed: questions, and the beginnings of them and of their last words."""
    hand = random.Random(SEED)
    for text in questions(count, SEED):
        beginning = text[: hand.randrange(len(text) + 1)]
        yield hand.choice((text, beginning, text.split()[-1][: hand.randrange(1, 7)]))


def events(stage: Stage, asker: Asker, text: str, also: str) -> Iterator[tuple[str, Inbound]]:
    """Everything that looks something up for an asker without their asking it as a question."""
    here, alone = asker.room, asker.room is None or asker.at_once
    origin = stage.origin(asker.actor, here, immediate=True)
    for skip in (0, 3):
        search = Searched(origin=origin, text=text, skip=skip, count=25, to_post=True)
        yield f"to post from {skip}", search
    if not asker.knows or not alone:
        chosen = Pressed(origin=origin, action=OWNER, value={WORDS: f"{text}.\n{also}"})
        if not asker.knows:
            yield "alone", Searched(origin=origin, text=text, count=25, to_post=False)
            yield "in a message", chosen


async def found(stage: Stage, event: Inbound) -> Response:
    return await stage.accord.dispatch(event)


async def compare(
    worlds: tuple[Stage, Stage], people: tuple[Asker, ...], count: int, untold: frozenset[str]
) -> int:
    """Look up the same in both worlds; gives how often something was found."""
    number, hits, before = 0, 0, ""
    for number, text in enumerate(typed(count)):
        asker = people[number % len(people)]
        both = [events(world, asker, text, before) for world in worlds]
        for (how, told_event), (_, plain_event) in zip(*both, strict=True):
            about = f"{asker.name}, {how}: {text}"
            told = await found(worlds[0], told_event)
            said = written(told)
            assert said == written(await found(worlds[1], plain_event)), about
            assert not names(said, untold) - names(f"{text} {before}", untold), about
            hits += len(told.found)
        before = text
    return hits


async def test_nobody_finds_what_they_may_not_know_and_nobody_posts_it() -> None:
    worlds = (await hiding(), await bare())
    hits = await compare(worlds, askers(worlds[0]), COUNT, SECRETS | FOREIGN)
    assert hits > COUNT  # much is found all the same


async def test_nothing_of_a_trial_is_found_in_the_foreign_collaboration() -> None:
    worlds = (await hiding(), await foreign())
    people = members_of_the_foreign_one()
    await compare(worlds, people, COUNT // 4, SECRETS | OF_THE_TRIAL)


async def test_who_may_know_finds_it_alone_and_cannot_post_it() -> None:
    stage = await hiding()
    for asker in askers(stage):
        for text in ("zaff", "umbral", "ormolu"):
            event = Searched(
                origin=stage.origin(asker.actor, None, immediate=True),
                text=text,
                count=25,
                to_post=False,
            )
            titles = {each.title for each in (await found(stage, event)).found}
            knows = bool(re.search("unblinded", asker.name)) and asker.knows
            assert bool(titles & {"Zaffre dispenser", "Umbral cabinet"}) == knows, asker.name
            to_post = Searched(origin=event.origin, text=text, count=25, to_post=True)
            assert not SECRETS & set(written(await found(stage, to_post)).lower().split())


async def test_what_belongs_to_a_hidden_seat_is_not_shown_around_either() -> None:
    """It can be asked about, and then is said to be nobody's; a list of owners leaves it out."""
    trial = example(PHASE_1)
    area, cadence = trial.areas[0], trial.cadences[0]
    agreement = replace(
        trial,
        areas=(replace(area, accountable=PHARMACIST), *trial.areas[1:]),
        cadences=(replace(cadence, from_=PHARMACIST), *trial.cadences[1:]),
    )
    bound = (EXAMPLES / "03_bindings.yaml").read_text(encoding="utf-8")
    bound = re.sub(r"\b(slack|teams):", "console:", bound)
    stage = await a_stage_for(agreement, bound, begin=at("2027-02-12T14:00", MELBOURNE))
    restricted = [each.title for each in agreement.triggers if is_restricted(agreement, each)]
    lead, room = phase1(stage, "clinical_ops_lead"), PHASE1_ROOM
    for title in (area.title, cadence.title, *restricted):
        origin = stage.origin(lead, room, immediate=True)
        event = Searched(origin=origin, text=title, count=25, to_post=True)
        assert title not in [each.title for each in (await found(stage, event)).found]
