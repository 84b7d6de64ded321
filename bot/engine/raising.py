"""From a few words to what is raised: the agreed reason they mean, its form, and when it was."""

from collections.abc import Mapping

from bot.cards.compose.escalation_forms import (
    HAPPENED_KEY,
    KNOWN_KEY,
    Raising,
    items_of,
    raise_form,
)
from bot.cards.form import Form
from bot.cards.words import escalations as words
from bot.cards.words.cut import shortened
from bot.cards.words.dates import clock_of
from bot.domain.agreement.triggers import Trigger
from bot.domain.errors import InvalidInput, Refused
from bot.domain.escalation import Escalation
from bot.domain.instant import Instant
from bot.domain.visibility import Reader
from bot.engine.ask import INDEXES
from bot.engine.escalating import token_of
from bot.engine.lookup import nearest_triggers
from bot.engine.moments import read_moment, written
from bot.engine.scene import Scene

#: Characters of a title that begins as the text does.
_TITLE = 80


def meant(
    scene: Scene, text: str, reader: Reader, *, least: int | None = None
) -> tuple[Trigger, ...]:
    """The triggers a text may mean; its first clause counts as much as all of it."""
    index = INDEXES.of(scene.agreement, reader).index
    clause = text
    for end in ".,;:\n(":
        clause = clause.partition(end)[0]
    best: tuple[Trigger, ...] = ()
    score = 0
    for said in dict.fromkeys((text, clause)):
        limit = {} if least is None else {"least": least}
        found = nearest_triggers(index, said, **limit)
        if found and found[0].score > score:
            score = found[0].score
            best = tuple(scene.agreement.trigger[each.key] for each in found)
    return best


def chosen(scene: Scene, value: Mapping[str, str]) -> Trigger | None:
    """The trigger a button or form names; none for raising without one.

    Raises:
        Refused: the agreement in force no longer has it.
    """
    key = value.get("trigger", "")
    if key and key not in scene.agreement.trigger:
        raise Refused(words.WHAT_HAPPENED)
    return scene.agreement.trigger[key] if key else None


def form_for(
    scene: Scene, trigger: Trigger | None, value: Mapping[str, str], *, token: str
) -> Form:
    """The form that raises it, with what was typed; the token names the form, sent twice or not."""
    typed = value.get("words", "")
    return raise_form(
        Raising(
            agreement=scene.agreement,
            trigger=trigger,
            context={
                "collaboration": scene.collaboration.id,
                "trigger": trigger.key if trigger else "",
                "words": typed,
                "token": token,
                **({"heads_up": value["heads_up"]} if value.get("heads_up") else {}),
            },
            text=typed,
            now=written(scene.now, scene.zone),
            clock=clock_of(scene.zone),
            asked_for=items_of(trigger),
        )
    )


def moments_of(
    scene: Scene, values: Mapping[str, str]
) -> tuple[tuple[Instant, Instant], dict[str, str]]:
    """When it happened and was known, and what is wrong with either."""
    wrong: dict[str, str] = {}
    found: dict[str, Instant] = {}
    for key in (HAPPENED_KEY, KNOWN_KEY):
        try:
            found[key] = read_moment(values.get(key, "")[:60], scene.now, scene.zone)
        except InvalidInput as error:
            wrong[key] = str(error)
    happened, known = found.get(HAPPENED_KEY, scene.now), found.get(KNOWN_KEY, scene.now)
    if not wrong and known < happened:
        wrong[KNOWN_KEY] = words.KNOWN_BEFORE
    return (happened, known), wrong


def told_apart(scene: Scene, token: str) -> str:
    """The form's token with who sends it: nobody can add to what somebody else sends."""
    person = scene.seated().id
    return token_of(f"{token}/{person}")


def is_own(escalation: Escalation, scene: Scene, context: Mapping[str, str]) -> bool:
    """Whether the very form that is sent opened it, so that it is only sent once more."""
    return escalation.id.endswith(f"/{told_apart(scene, context.get('token', ''))}")


def short(text: str) -> str:
    """The first line of a text, as a title."""
    first = text.splitlines()[0] if text else ""
    return shortened(first, _TITLE)
