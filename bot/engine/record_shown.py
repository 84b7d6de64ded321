"""How much of the record one side may read now: nobody else sees a miss before the agreed time."""

from collections.abc import Set as AbstractSet

from bot.domain.instant import Instant
from bot.engine.agreements import AgreementCache
from bot.engine.kept import not_told_yet
from bot.engine.record import Recorded
from bot.engine.storage_ports import Transaction

_MISSES = frozenset({"checkin.late", "checkin.missed"})


async def shown_so_far(
    tx: Transaction,
    agreements: AgreementCache,
    *,
    collaboration: str,
    sides: AbstractSet[str],
    now: Instant,
) -> tuple[Recorded, ...]:
    """The record up to the first miss of another side whose time to be told is still ahead.

    It ends there, because a chain from which a link is left out proves nothing.
    """
    entries = await tx.record.entries(collaboration)
    for place, each in enumerate(entries):
        if each.entry.kind not in _MISSES:
            continue
        checkin = await tx.checkins.get(each.entry.subject)
        if checkin is None:
            continue
        version = await agreements.get(tx, collaboration, checkin.version)
        owed_by = version.party_of(version.cadence[checkin.cadence].writer).key
        if owed_by not in sides and not_told_yet(version, checkin, now):
            return tuple(entries[:place])
    return tuple(entries)
