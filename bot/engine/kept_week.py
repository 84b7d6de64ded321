"""The kept-promise record of one week: what both sides are told of it in the digest.

What still waits when a digest is written is in it as late or open, and counted in the one after it
came, was excused or was missed. So the counts of all digests together are those of the record:
nothing is left out or told twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.cards.card import Strong
from bot.cards.words import kept as words
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckIn
from bot.domain.instant import Instant
from bot.domain.kept import Outcome, outcome, tally
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.coming import Line
from bot.engine.kept import exists, not_told_yet
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


@dataclass(frozen=True, kw_only=True)
class Week:
    """What is told about: what was due since a moment, and what was left over before."""

    since: Instant
    left_over: frozenset[str] = frozenset()
    """Ids of check-ins that were due before and still waited then."""


async def outcomes_of(
    tx: Transaction, setting: Setting, agreements: AgreementCache, week: Week, *, reader: Reader
) -> Sequence[Outcome]:
    """What came of the promises of a week that wait no longer, the earliest due first."""
    return [
        found
        for version, checkin in await _promised(tx, setting, agreements, week)
        if exists(version, checkin, reader) and exists(setting.agreement, checkin, reader)
        if not checkin.waiting and not not_told_yet(version, checkin, setting.now)
        if (found := outcome(version, checkin)) is not None
    ]


async def left_over(
    tx: Transaction, setting: Setting, agreements: AgreementCache, week: Week
) -> frozenset[str]:
    """Ids of the check-ins of a week that still wait, or that nobody else is to know are missed."""
    found = await _promised(tx, setting, agreements, week)
    return frozenset(
        checkin.id
        for version, checkin in found
        if checkin.waiting or not_told_yet(version, checkin, setting.now)
    )


async def _promised(
    tx: Transaction, setting: Setting, agreements: AgreementCache, week: Week
) -> list[tuple[Agreement, CheckIn]]:
    id_ = setting.collaboration.id
    before = [await tx.checkins.get(each) for each in sorted(week.left_over)]
    due = await tx.checkins.between(id_, week.since, setting.now)
    found = {each.id: each for each in (*before, *due) if each is not None}
    return [(await agreements.get(tx, id_, each.version), each) for each in found.values()]


def kept_lines(outcomes: Iterable[Outcome], agreement: Agreement) -> tuple[Line, ...]:
    """A line for each promised update, in the order of the agreement."""
    by_update: dict[str, list[Outcome]] = {cadence.key: [] for cadence in agreement.cadences}
    for each in outcomes:
        by_update.setdefault(each.cadence, []).append(each)
    sides = {party.key: party.short for party in agreement.parties}
    return tuple(
        (
            Strong(found[-1].title),
            f", {sides.get(found[-1].party, found[-1].party)}: {words.how_many(tally(found))}",
        )
        for found in by_update.values()
        if found
    )
