"""How much of the record one reader may see now.

Nobody else sees a miss before the agreed time, or ever a restricted escalation that is not theirs.
"""

from collections.abc import Set as AbstractSet

from bot.domain.instant import Instant
from bot.domain.visibility import Reader, sees_unblinded
from bot.engine.agreements import AgreementCache
from bot.engine.kept import not_told_yet
from bot.engine.record import Recorded
from bot.engine.storage_ports import Transaction

#: More than any collaboration has.
_ALL = 1_000_000
_MISSES = frozenset({"checkin.late", "checkin.missed"})


async def shown_so_far(
    tx: Transaction,
    agreements: AgreementCache,
    *,
    collaboration: str,
    reader: Reader,
    sides: AbstractSet[str],
    now: Instant,
) -> tuple[Recorded, ...]:
    """The record up to the first entry that the reader may not see, or not yet.

    That is one of a restricted escalation, or a miss of another side whose time to be told is still
    ahead. It ends there, because a chain from which a link is left out proves nothing.
    """
    entries = await tx.record.entries(collaboration)
    hidden = await _hidden(tx, agreements, collaboration, reader)
    for place, each in enumerate(entries):
        if each.entry.subject in hidden:
            return tuple(entries[:place])
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


async def _hidden(
    tx: Transaction, agreements: AgreementCache, collaboration: str, reader: Reader
) -> AbstractSet[str]:
    """Ids of the restricted escalations that are not the reader's to know."""
    found = set[str]()
    for escalation in await tx.escalations.latest(collaboration, _ALL):
        version = await agreements.get(tx, collaboration, escalation.version)
        knows = reader.everything or sees_unblinded(version, reader)
        if escalation.restricted and not knows:
            found.add(escalation.id)
    return found
