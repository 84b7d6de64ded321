"""Keeping what somebody did with an action: saved, shown to those it concerns, and on record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.cards.compose import actions as cards
from bot.cards.words import actions as words
from bot.domain.actions import Action, Ending
from bot.domain.agreement.seats import Seat
from bot.domain.errors import Refused
from bot.domain.visibility import Reader
from bot.engine.action_asking import note, times_of
from bot.engine.action_messages import bring_up_to_date, give, owner_route, tell_others
from bot.engine.action_planning import plan_action
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.escalation_refresh import refresh_source
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import acting_for, refuse_over, task


@dataclass(frozen=True, kw_only=True)
class Doing:
    """Somebody does something with an action, and who reads the answer."""

    scene: Scene
    tx: Transaction
    agreements: AgreementCache
    reader: Reader
    private: bool = False
    """Whether the answer is for who did it alone."""


async def end(doing: Doing, action: Action, ending: Ending) -> Answer:
    """It is done, or not needed any more.

    Raises:
        Refused: it has ended before.
    """
    ended = action.ended(ending)
    return await _keep(doing, ended, f"action.{ending.state}", {"reason": ending.reason})


async def reopen(doing: Doing, action: Action) -> Answer:
    """It is to be done after all.

    Raises:
        Refused: it is open, somebody else's, or the collaboration has ended.
    """
    refuse_over(doing.scene)
    acting_for(doing.scene, action)
    again = action.reopened(doing.scene.now)
    await plan_action(doing.tx, again, doing.scene.now)
    return await _keep(doing, again, "action.reopened", {})


async def move(doing: Doing, action: Action, day: date, reason: str) -> Answer:
    """It is due on another day.

    Raises:
        Refused: its owner's seat is gone.
        InvalidInput: the day is over where its owner is, or too far ahead.
    """
    seat = doing.scene.agreement.seat.get(action.owner)
    if seat is None:
        raise Refused(words.NO_OWNER)
    return await edit(doing, action, what=action.what, seat=seat, day=day, reason=reason)


async def edit(
    doing: Doing, action: Action, *, what: str, seat: Seat, day: date, reason: str
) -> Answer:
    """Other words, another owner or another day.

    Raises:
        Refused: it has ended, is somebody else's, or the collaboration has ended.
        InvalidInput: the day is over where its owner is, or too far ahead.
    """
    scene, tx = doing.scene, doing.tx
    refuse_over(scene)
    changed = action.edited(
        acting_for(scene, action),
        reason,
        what=what,
        owner=seat.key,
        party=seat.party,
        times=times_of(scene, seat.key, day),
        version=scene.collaboration.version,
    )
    await plan_action(tx, changed, scene.now)
    where = owner_route(scene, changed)
    new = changed.owner != action.owner
    if new and (where is None or where.person != scene.actor.person):
        await give(tx, scene, changed, doing.agreements)
    was = {"what": action.what, "for": action.owner, "by": action.times.day.isoformat()}
    data = {"was": was, "what": what, "by": changed.times.day.isoformat(), "reason": reason}
    return await _keep(doing, changed, "action.changed", data)


async def _keep(doing: Doing, action: Action, kind: str, data: Mapping[str, object]) -> Answer:
    scene, tx = doing.scene, doing.tx
    await tx.actions.save(action)
    await refresh_source(tx, scene, action.about, doing.agreements)
    await bring_up_to_date(tx, scene, action, doing.agreements)
    await tell_others(tx, scene, action, doing.agreements, scene.seated().id)
    await note(scene, tx, kind, action, data)
    shown = await task(tx, scene, action, doing.reader, doing.agreements)
    return Answer(card=cards.action_card(shown), private=doing.private, done=True)
