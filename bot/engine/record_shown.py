"""How much of the record one reader may see now.

Nobody else sees a miss before the agreed time, or ever what is restricted and not theirs to know.
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
from bot.domain.escalation import Escalation
from bot.domain.heads_up import HeadsUp
from bot.domain.instant import Instant
from bot.domain.question import Question
from bot.domain.suggestion import Suggestion
from bot.domain.visibility import Reader, sees_unblinded, view
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

    That is one of something restricted, also of an earlier version whose seats are agreed no more,
    or a miss of another side whose time to be told is still ahead. It ends there, because a chain
    from which a link is left out proves nothing.
    """
    entries = await tx.record.entries(collaboration)
    hidden = await _hidden(tx, agreements, collaboration, reader, entries)
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
    tx: Transaction,
    agreements: AgreementCache,
    collaboration: str,
    reader: Reader,
    entries: Iterable[Recorded],
) -> AbstractSet[str]:
    """Subjects of what the version it ran by kept from the reader, though a later one does not."""
    found = await _thanks_between_hidden(tx, agreements, reader, entries)
    for subject, ran_by in await _restricted(tx, collaboration):
        version = await agreements.get(tx, collaboration, ran_by)
        if not (reader.everything or sees_unblinded(version, reader)):
            found.add(subject)
    return found


async def _restricted(tx: Transaction, collaboration: str) -> list[tuple[str, int]]:
    """Subjects of all that few may know of, with the version each ran by."""
    said: tuple[Escalation | Question | HeadsUp | Suggestion, ...] = (
        *await tx.escalations.latest(collaboration, _ALL),
        *await tx.questions.all(collaboration),
        *await tx.heads_ups.all(collaboration),
        *await tx.suggestions.all(collaboration),
    )
    actions = (*await tx.actions.open(collaboration), *await tx.actions.ended(collaboration))
    return [
        *((each.id, each.version) for each in said if each.restricted),
        *((each.on_record, each.version) for each in actions if each.restricted),
    ]


async def _thanks_between_hidden(
    tx: Transaction, agreements: AgreementCache, reader: Reader, entries: Iterable[Recorded]
) -> set[str]:
    """Ids of thanks from or to a seat that the reader could not know of when they were given."""
    found = set[str]()
    for subject in {e.entry.subject for e in entries if e.entry.kind.startswith("thanks.")}:
        thanks = await tx.thanks.get(subject)
        if thanks is None:
            continue
        version = await agreements.get(tx, thanks.collaboration, thanks.version)
        seats = {thanks.by.seat, thanks.to.seat}
        if not view(version, reader).hidden_seats.isdisjoint(seats):
            found.add(subject)
    return found
