"""*Done by phone*: somebody says that a notice was given outside of chat, and when."""

from collections.abc import Mapping
from datetime import timedelta

from bot.cards.compose import escalation_notices as cards
from bot.cards.form import Form
from bot.cards.words import escalations as words
from bot.cards.words import notices as notice_words
from bot.cards.words.dates import clock_of
from bot.domain.errors import InvalidInput, Refused
from bot.domain.escalation import Given
from bot.domain.ladder import Case, Notice
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.cases import by, carried, shown_to_actor
from bot.engine.climbing import keep
from bot.engine.escalation_record import note
from bot.engine.handlers.escalation_presses import stands
from bot.engine.moments import read_moment, written
from bot.engine.notices import noted, plan_notices, show_as_they_stand
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: A moment is written to the minute, so what happened in the same minute was not later.
_MINUTE = timedelta(minutes=1)


async def press_given(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The button opens the form that asks when it was."""
    case = await carried(scene, tx, value, agreements)
    notice = _own_notice(scene, case, value)
    return Answer(form=_form(scene, case, notice), private=True)


async def say_given(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """Who says it and when it was done go on record; the notice itself is where it was given."""
    case = await carried(scene, tx, context, agreements)
    notice = _own_notice(scene, case, context)
    try:
        done = read_moment(values.get(cards.DONE_KEY, "")[:60], scene.now, scene.zone)
    except InvalidInput as error:
        return _again(scene, case, notice, str(error))
    if done + _MINUTE <= case.escalation.happened_at:
        return _again(scene, case, notice, notice_words.BEFORE_IT_HAPPENED)
    actor = by(scene, case)
    given = Given(notice=notice.key, by=actor, at=scene.now, done_at=done)
    case = case.after(case.escalation.with_given(given))
    data = {**noted(notice), "done_at": done.isoformat()}
    await note(tx, scene, case, "notice_given", data, by=actor)
    await plan_notices(tx, case)  # the time of what must follow is counted from this one
    await keep(tx, scene, case)
    await show_as_they_stand(tx, scene, case)
    return await stands(scene, tx, case)


def _form(scene: Scene, case: Case, notice: Notice) -> Form:
    shown, now = shown_to_actor(scene, case), written(scene.now, scene.zone)
    return cards.given_form(shown, notice, now=now, clock=clock_of(scene.zone))


def _again(scene: Scene, case: Case, notice: Notice, wrong: str) -> Answer:
    form = _form(scene, case, notice)
    return Answer(errors={cards.DONE_KEY: wrong}, form=form, private=True)


def _own_notice(scene: Scene, case: Case, value: Mapping[str, str]) -> Notice:
    """The notice a button names, which the actor's side gives and nobody put on record yet.

    Raises:
        Refused: there is no such notice, it is another side's, or it is on record.
    """
    # A card written when every notice had a method names it by that.
    key = value.get("notice") or value.get("method", "")
    notice = next((each for each in case.notices() if each.key == key), None)
    if notice is None:
        raise Refused(words.UNKNOWN)
    if by(scene, case).party != case.giving:
        raise Refused(words.NOT_YOURS_TO_GIVE)
    case.escalation.refuse_given(key)
    return notice
