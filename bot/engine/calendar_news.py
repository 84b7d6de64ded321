"""What everybody reads about calendars: days still to be confirmed, promised times that moved."""

from collections.abc import Iterator
from datetime import timedelta

from bot.cards.words import uncertain_days as words
from bot.cards.words.changes import Said
from bot.cards.words.dates import moment_in_words
from bot.domain.amendment import Amendment
from bot.domain.calendar_effects import moved_promises
from bot.domain.instant import local
from bot.domain.uncertain_days import uncertain_days
from bot.domain.visibility import Reader, view
from bot.domain.workdays import seat_zone
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: From how long before on a day that nobody confirmed needs attention.
_NEAR = timedelta(days=60)


def still_to_confirm(setting: Setting) -> Iterator[str]:
    """The days of all parties that are near and that somebody still has to confirm."""
    for party in setting.agreement.parties:
        today = local(setting.now, party.zone).date()
        for found in uncertain_days(party, today, today + _NEAR):
            yield words.still_to_confirm(party.short, found)


async def moved_by(
    tx: Transaction, setting: Setting, amendment: Amendment, reader: Reader, zone: str | None
) -> list[Said]:
    """The promised times that one side's own change moved by more than a day, for a reader.

    Args:
        tx: the transaction.
        setting: as it is now.
        amendment: a change that is in force.
        reader: who reads it; an update of a seat they may not know of is left out.
        zone: IANA zone in which they read it; none for the clock of each rule.
    """
    if amendment.version is None or amendment.ended_at is None:
        return []
    if not any(change.section == "parties" for change in amendment.changes):
        return []
    id_ = setting.collaboration.id
    before = await tx.agreements.get(id_, amendment.base)
    after = await tx.agreements.get(id_, amendment.version)
    seen, found = view(after, reader), list[Said]()
    for each in moved_promises(before, after, since=amendment.ended_at):
        cadence = after.cadence[each.cadence]
        if seen.seat(cadence.from_):
            clock = zone or cadence.rule.zone or seat_zone(after, cadence.from_)
            was, is_ = (moment_in_words(moment, clock) for moment in (each.was, each.now))
            found.append(Said(title=words.due_time(cadence.title), before=was, after=is_))
    return found
