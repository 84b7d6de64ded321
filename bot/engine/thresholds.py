"""Numbers that cross an agreed limit raise by themselves: from updates and from `report`."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from bot.cards.compose.checkins import Promise
from bot.cards.words import escalations as words
from bot.domain.checkin import Answer as Said
from bot.domain.instant import Instant
from bot.domain.limits import Watched, watched
from bot.domain.measure import Reading, measure_name
from bot.domain.people import CollaborationState
from bot.engine.agreements import AgreementCache
from bot.engine.escalating import Opened, Report, open_escalation, token_of
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)
#: As many numbers are looked back at for a limit that has to be crossed for some time.
_LOOK_BACK = 200


async def measured(
    tx: Transaction, setting: Setting, reading: Reading, agreements: AgreementCache
) -> tuple[Opened, ...]:
    """Keep a number, and raise whatever it crosses. The same report again changes nothing."""
    limits = [each for each in watched(setting.agreement) if each.name == reading.measure]
    if setting.collaboration.state in _OVER:
        return ()  # numbers of the last updates are read, and nothing begins any more
    if not limits or not await tx.escalations.note_reading(reading):
        return ()
    readings = await tx.escalations.readings(reading.collaboration, reading.measure, _LOOK_BACK)
    opened: dict[str, Opened] = {}
    for limit in limits:
        key = limit.trigger.key
        if key not in opened and limit.crossed_long_enough(readings):
            report = Report(
                token=token_of(f"{reading.id}/{key}"),
                trigger=key,
                words=words.crossed(in_words(limit), number(reading.value, limit), beyond(limit)),
                happened_at=reading.at,
                known_at=reading.at,
            )
            opened[key] = await open_escalation(tx, setting, report, agreements)
    return tuple(opened.values())


async def measured_in_update(
    tx: Transaction, setting: Setting, promise: Promise, said: Said, agreements: AgreementCache
) -> None:
    """The numbers of an update whose items go by the name of something that has a limit.

    An edit counts as a further report of the numbers that it changes.
    """
    names = {each.name for each in watched(setting.agreement)}
    before = promise.checkin.answers[-2] if len(promise.checkin.answers) > 1 else None
    earlier = {item.title: item.text for item in before.items} if before else {}
    for item in said.items:
        name = measure_name(item.title)
        value = read_number(item.text)
        if name in names and value is not None and earlier.get(item.title) != item.text:
            reading = Reading(
                id=f"{promise.checkin.id}/{len(promise.checkin.answers)}/{name}",
                collaboration=setting.collaboration.id,
                measure=name,
                value=value,
                at=said.at,
            )
            await measured(tx, setting, reading, agreements)


def reading_of(
    setting: Setting, limits: Sequence[Watched], value: float, said_by: str, at: Instant
) -> Reading:
    """A number that somebody reported of one measure."""
    return Reading(
        id=f"{setting.collaboration.id}/{token_of(f'{said_by}/{limits[0].name}')}",
        collaboration=setting.collaboration.id,
        measure=limits[0].name,
        value=value,
        at=at,
    )


def read_number(text: str) -> float | None:
    """The number a text is; none when it is none."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return float(found) if found.is_finite() and abs(found) < Decimal("1e300") else None


def in_words(limit: Watched) -> str:
    """What is measured, as people write it."""
    return limit.name.replace("_", " ")


def number(value: float, limit: Watched) -> str:
    """A number with the unit of the limit."""
    return f"{value:g} {limit.unit}".strip()


def beyond(limit: Watched) -> str:
    """`more than 30 minutes`."""
    return words.beyond(limit.op, number(limit.value, limit))
