"""Loading the kept-promise record: what a reader may know of it, and what is settled for all."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.instant import Instant, instant
from bot.domain.kept import Outcome, outcome
from bot.domain.visibility import Reader, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.planning import seen_by_others_from
from bot.engine.storage_ports import Transaction

#: A day off moves an occurrence by days, hardly by a month; the month is that before the move.
_MOVED_AT_MOST = timedelta(days=31)


async def outcomes(
    tx: Transaction,
    agreement: Agreement,
    agreements: AgreementCache,
    *,
    collaboration: str,
    reader: Reader,
    now: Instant,
    since: date | None = None,
) -> Sequence[Outcome]:
    """What came of every promised update that this reader may know of, earliest due first.

    One that still waits is left out until the agreed time to tell the other side, so that both
    sides always read the same numbers.

    Args:
        tx: where the check-ins are.
        agreement: the version in force. What it hides from the reader stays hidden for the past.
        agreements: the versions the check-ins run by.
        collaboration: its id.
        reader: who reads the answer.
        now: the moment it is read.
        since: the first month; none means from the beginning.
    """
    start = instant(datetime.combine(since, datetime.min.time(), UTC)) if since else None
    found = await tx.checkins.between(
        collaboration, None if start is None else instant(start - _MOVED_AT_MOST), now
    )
    known = [
        (await agreements.get(tx, collaboration, checkin.version), checkin) for checkin in found
    ]
    counted = _counted(known, agreement, reader, now)
    return [each for each in counted if since is None or each.month >= since]


def _counted(
    known: Sequence[tuple[Agreement, CheckIn]], agreement: Agreement, reader: Reader, now: Instant
) -> Iterator[Outcome]:
    for version, checkin in known:
        if not exists(version, checkin, reader) or not exists(agreement, checkin, reader):
            continue
        if not_told_yet(version, checkin, now):
            continue
        found = outcome(version, checkin)
        if found is not None:
            yield found


def not_told_yet(agreement: Agreement, checkin: CheckIn, now: Instant) -> bool:
    """Whether it has not come, and the agreed time to tell the other side is still ahead.

    That the next one fell due meanwhile changes nothing: nobody else sees a miss before.
    """
    open_or_missed = checkin.waiting or checkin.state is CheckInState.MISSED
    return open_or_missed and now < seen_by_others_from(agreement, checkin)


def exists(agreement: Agreement, checkin: CheckIn, reader: Reader) -> bool:
    """Whether its update exists for the reader in a version; one that is no longer in it does."""
    cadence = agreement.cadence.get(checkin.cadence)
    return cadence is None or visible_seat(agreement, cadence.from_, reader)
