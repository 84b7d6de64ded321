"""Asking for an action: its number, its times, its messages, its place on record."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.cards.compose.actions import BY
from bot.cards.words import actions as words
from bot.domain.action_times import Times, times_on
from bot.domain.actions import Action
from bot.domain.agreement.seats import Seat
from bot.domain.deed import About
from bot.domain.errors import InvalidInput
from bot.domain.instant import local
from bot.domain.visibility import A_ROOM, visible_seat
from bot.domain.workdays import seat_zone
from bot.engine.abouts import about_title, from_, said_about
from bot.engine.action_messages import give, owner_route
from bot.engine.action_planning import plan_action
from bot.engine.agreements import AgreementCache
from bot.engine.escalation_refresh import refresh_source
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import deed

_FURTHEST = timedelta(days=731)
_LONGEST_SOURCE = 200


async def ask_for(
    scene: Scene,
    tx: Transaction,
    agreements: AgreementCache,
    *,
    what: str,
    seat: Seat,
    day: date,
    context: Mapping[str, str],
) -> tuple[Action, str]:
    """Add an action, and what to say about it; the same form or press sent again adds nothing.

    Raises:
        InvalidInput: its day is over where its owner is, or too far ahead.
    """
    source = source_of(scene, context)
    known = await tx.actions.by_source(scene.collaboration.id, source)
    if known is not None:
        return known, words.ALREADY_ADDED
    times = times_of(scene, seat.key, day)
    about = await said_about(tx, scene, context, agreements)
    restricted = await _restricted(scene, tx, seat.key, about, agreements)
    action = Action(
        collaboration=scene.collaboration.id,
        restricted=restricted,
        number=1 + await tx.actions.last_number(scene.collaboration.id, restricted=restricted),
        what=what,
        owner=seat.key,
        party=seat.party,
        times=times,
        version=scene.collaboration.version,
        raised=deed(scene),
        since=scene.now,
        source=source,
        about=about,
    )
    await tx.actions.add(action)
    await refresh_source(tx, scene, about, agreements)
    await plan_action(tx, action, scene.now)
    await note(
        scene, tx, "action.added", action, {"what": what, "by": day.isoformat(), **from_(about)}
    )
    where = owner_route(scene, action)
    if where is not None and where.person == scene.actor.person:
        return action, words.OWN_HOW
    reached = await give(tx, scene, action, agreements)
    return action, words.ADDED_HOW if reached else words.not_reached(seat.title)


def times_of(scene: Scene, seat: str, day: date) -> Times:
    """When it is due.

    Raises:
        InvalidInput: that is over already, or too far ahead.
    """
    today = local(scene.now, seat_zone(scene.agreement, seat)).date()
    if day > today + _FURTHEST:
        raise InvalidInput(words.DAY_TOO_FAR, field=BY)
    times = None if day < today else times_on(scene.agreement, seat, day)
    if times is None or times.due <= scene.now:
        raise InvalidInput(words.DAY_OVER, field=BY)
    return times


def source_of(scene: Scene, context: Mapping[str, str]) -> str:
    """What an action or decision came from: the event that opened its form, or said it."""
    opened = context.get("opened", "") or scene.origin.event_id
    return opened.replace("\0", "")[:_LONGEST_SOURCE]


async def _restricted(
    scene: Scene, tx: Transaction, seat: str, about: About | None, agreements: AgreementCache
) -> bool:
    """Whether it is about something that not everybody may know."""
    if not visible_seat(scene.agreement, seat, A_ROOM):
        return True
    return about is not None and not await about_title(tx, scene, about, A_ROOM, agreements)


async def note(
    scene: Scene, tx: Transaction, kind: str, action: Action, data: Mapping[str, object]
) -> None:
    """Put into the record what somebody did with an action."""
    person = scene.seated()
    await tx.record.append(
        scene.entry(
            kind,
            action.on_record,
            person=person.id,
            seat=next(iter(scene.actor.seats), None),
            party=scene.actor.party or scene.leading,
            data={"for": action.owner, **data},
        )
    )
