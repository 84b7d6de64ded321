"""Suggestions on the stage: made, shown and answered."""

from adapters.console.platform import Shown
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.suggestion import Suggestion, id_of
from bot.engine.response import Response
from tests.builders import HYDERABAD, at
from tests.unit.engine.founding import filled, form_of
from tests.unit.engine.stage import PM, SPONSOR_PM, Stage, a_stage, seat_address

DIRECTOR = seat_address("study_director")
DEPUTY = seat_address("deputy_study_director")
PATHOLOGIST = seat_address("study_pathologist")
MONITOR = seat_address("study_monitor", "larkspur")
IDEA = "suggest necropsy: one photo of each lesion"


async def suggested(
    text: str = IDEA, room: Address | None = None, *, begin: str = "2026-12-02T14:00"
) -> Stage:
    """Made by the sponsor, by default on a Wednesday afternoon in Hyderabad."""
    stage = await a_stage(begin=at(begin, HYDERABAD))
    await stage.say(SPONSOR_PM, text, room)
    return stage


async def without_name(stage: Stage, who: Address = PM, **values: str) -> None:
    """Somebody fills in the form, so that nobody reads from whom it is."""
    form = form_of(await stage.say(who, "suggest"))
    await stage.send(who, form, **filled(form, {"name": "without", **values}))


async def the_suggestion(stage: Stage, number: int = 1, *, restricted: bool = False) -> Suggestion:
    """One by its number."""
    id_ = id_of(stage.collaboration.id, number, restricted=restricted)
    async with stage.accord.storage.reading() as tx:
        found = await tx.suggestions.get(id_)
    assert found is not None
    return found


def shown_to(stage: Stage, who: Address, title: str = "Suggestion 1") -> Shown:
    """The newest message to somebody whose title begins so."""
    return next(s for s in reversed(stage.received(who)) if s.card.title.startswith(title))


def titles(stage: Stage, who: Address) -> list[str]:
    """What the messages to somebody about suggestions are called."""
    found = [shown.card.title for shown in stage.received(who)]
    return [title for title in found if "uggestion" in title]


async def answer(
    stage: Stage, label: str, reason: str = "It saves a week", who: Address = DIRECTOR, **more: str
) -> Response:
    """Whoever got it presses a button of it and fills in the form."""
    form = form_of(await stage.press(who, shown_to(stage, who), label))
    return await stage.send(who, form, **filled(form, {"reason": reason, **more}))


async def steps(stage: Stage) -> list[str]:
    """What is on record of suggestions."""
    kinds = [kind for kind in await stage.kinds() if kind.startswith("suggestion.")]
    return [kind.removeprefix("suggestion.") for kind in kinds]


def text_of(response: Response) -> str:
    """A card that came back, as text."""
    assert response.card is not None
    return card_text(response.card)
