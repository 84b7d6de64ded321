"""How much of the record one reader may see now.

Nobody else sees a miss before the agreed time, or ever a restricted escalation that is not theirs.
Where there are three parties or more, the words that others exchange are not shown; their entries
keep their place in the chain by their hashes.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from bot.domain.between import (
    has_third,
    of_cadence,
    of_case,
    of_heads_up,
    of_question,
    of_suggestion,
)
from bot.domain.instant import Instant
from bot.domain.visibility import Reader, sees_unblinded
from bot.engine.agreements import AgreementCache
from bot.engine.escalating import case_of
from bot.engine.kept import not_told_yet
from bot.engine.record import Entry, Recorded
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


async def of_others(
    tx: Transaction,
    agreements: AgreementCache,
    entries: Iterable[Recorded],
    *,
    sides: AbstractSet[str],
) -> AbstractSet[int]:
    """The places in the chain of what was said or promised between other parties than these."""
    found = set[int]()
    for each in entries:
        id_, version = each.entry.collaboration, each.entry.version
        if version == 0 or not has_third(await agreements.get(tx, id_, version)):
            continue
        between = await _between(tx, agreements, each.entry)
        if between is not None and not between & sides:
            found.add(each.seq)
    return found


async def _between(
    tx: Transaction, agreements: AgreementCache, entry: Entry
) -> AbstractSet[str] | None:
    """The parties an entry is between; none where it is everybody's."""
    match entry.kind.partition(".")[0]:
        case "question":
            question = await tx.questions.get(entry.subject)
            return of_question(question) if question else None
        case "heads_up":
            heads_up = await tx.heads_ups.get(entry.subject)
            return of_heads_up(heads_up) if heads_up else None
        case "suggestion":
            suggestion = await tx.suggestions.get(entry.subject)
            return of_suggestion(suggestion) if suggestion else None
        case "escalation":
            escalation = await tx.escalations.get(entry.subject)
            return of_case(await case_of(tx, escalation, agreements)) if escalation else None
        case "checkin" | "meeting":
            key = entry.subject.removeprefix(f"{entry.collaboration}/").partition("/")[0]
            agreement = await agreements.get(tx, entry.collaboration, entry.version)
            cadence = agreement.cadence.get(key)
            return of_cadence(agreement, cadence) if cadence else None
        case _:
            return None


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
