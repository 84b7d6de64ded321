"""Loading how both sides answer: from the stores, and from the record where they keep only today.

What everybody may know is counted, for whoever asks: so the numbers are the same for all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.acknowledged_times import acknowledged
from bot.domain.actions import Action
from bot.domain.ages import ages, open_actions, open_decisions
from bot.domain.agreement.document import Agreement
from bot.domain.decisions import Decision
from bot.domain.escalation import Escalation
from bot.domain.instant import Instant, local
from bot.domain.kept import Outcome, months_until, tally
from bot.domain.ladder import Case
from bot.domain.people import Holding
from bot.domain.question import Question
from bot.domain.raised_times import raised_times
from bot.domain.reply_time import reply_times
from bot.domain.responsiveness import Gaps, Month, Numbers
from bot.domain.seat_times import Gone, SeatTimes, changes, empty
from bot.domain.standing_still import Stretch
from bot.domain.suggestion import Suggestion
from bot.domain.suggestion_replies import suggestion_replies
from bot.domain.visibility import A_ROOM, view, visible_escalation
from bot.domain.wall_time import resolve_wall
from bot.engine.agreements import AgreementCache
from bot.engine.gap_history import GapEntry, gap_entries, gone
from bot.engine.kept import outcomes
from bot.engine.scene import Setting
from bot.engine.standing_still import stood_still
from bot.engine.storage_ports import Transaction

#: More escalations than a collaboration ever has.
_ALL = 100_000


def this_month(setting: Setting) -> date:
    """The first day of the running month, on the clock that months are read on."""
    return _month_of(setting.now, setting)


async def first_month(tx: Transaction, setting: Setting) -> date:
    """The first day of the month in which the first version came into force."""
    return _month_of(min((await _versions(tx, setting)).values()), setting)


async def responsiveness(
    tx: Transaction, setting: Setting, agreements: AgreementCache, months: Sequence[date]
) -> Sequence[Month]:
    """How every side answered in some months; those ahead and before the first are left out.

    Args:
        tx: where it all is.
        setting: when and where.
        agreements: the versions it runs by.
        months: their first days, oldest first.
    """
    known = await _known(tx, setting, agreements)
    first, last = await first_month(tx, setting), this_month(setting)
    return [
        Month(
            first=month,
            so_far=month == last,
            sides={party: known.numbers(party, month) for party in setting.agreement.party},
        )
        for month in months
        if first <= month <= last
    ]


async def every_month(
    tx: Transaction, setting: Setting, agreements: AgreementCache
) -> Sequence[Month]:
    """The same from the beginning."""
    last, first = this_month(setting), await first_month(tx, setting)
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    return await responsiveness(tx, setting, agreements, months_until(last, count))


def _month_of(moment: Instant, setting: Setting) -> date:
    return local(moment, setting.agreement.parties[0].zone).date().replace(day=1)


@dataclass(frozen=True, kw_only=True)
class _Known:
    """Everything that everybody may know and that counts."""

    setting: Setting
    outcomes: Sequence[Outcome]
    questions: Sequence[Question]
    suggestions: Sequence[Suggestion]
    versions: Mapping[int, Agreement]
    escalations: Sequence[Escalation]
    actions: Sequence[tuple[Action, Sequence[Instant]]]
    decisions: Sequence[Decision]
    gaps: Sequence[GapEntry]
    seats: Mapping[str, str]
    """Key of the party of each seat."""
    agreed: Mapping[str, Instant]
    """Since when each seat is agreed."""
    still: Sequence[Stretch]

    def numbers(self, party: str, month: date) -> Numbers:
        """One side in one month."""
        zone = self.setting.agreement.parties[0].zone
        after = (month + timedelta(days=31)).replace(day=1)
        begin, until = (resolve_wall(datetime.combine(d, time.min), zone) for d in (month, after))
        end = min(until, self.setting.now)
        actions, decisions = self._open(party, end)
        gaps = [e for e in self.gaps if e.party == party and begin <= e.at < until]
        seats, now = frozenset(self.seats), self.setting.now
        return Numbers(
            replies=reply_times(
                self.questions,
                self.versions,
                party=party,
                seats=seats,
                now=now,
                since=begin,
                until=until,
                still=self.still,
            ),
            suggestions=suggestion_replies(
                self.suggestions,
                self.versions,
                party=party,
                seats=seats,
                now=now,
                since=begin,
                until=until,
                still=self.still,
            ),
            updates=tally(e for e in self.outcomes if (e.party, e.month) == (party, month)),
            raised=raised_times(self.escalations, party=party, since=begin, until=until),
            acknowledged=acknowledged(self._cases(), party=party, since=begin, until=until),
            actions=ages(actions, end, self.still),
            decisions=ages(decisions, end, self.still),
            seats=self._seat_times(party, begin, end),
            gaps=Gaps(opened=sum(e.opens for e in gaps), closed=sum(not e.opens for e in gaps)),
        )

    def _cases(self) -> Iterable[Case]:
        return (Case(agreement=self.versions[e.version], escalation=e) for e in self.escalations)

    def _open(self, party: str, end: Instant) -> tuple[list[Instant], list[Instant]]:
        """When the actions and decisions began that waited for a side at a moment."""
        actions = open_actions(self.actions, end)
        decisions = open_decisions(self.decisions, end)
        return (
            [begun for seat, begun in actions if self.seats.get(seat) == party],
            [begun for side, begun in decisions if side == party],
        )

    def _seat_times(self, party: str, begin: Instant, end: Instant) -> SeatTimes:
        own = [seat for seat, of in self.seats.items() if of == party]
        holdings, away = self._holdings, gone(self.gaps)
        return SeatTimes(
            changed=sum(changes(holdings, seat, since=begin, until=end) for seat in own),
            empty=sum((self._empty(seat, holdings, away, begin, end) for seat in own), timedelta()),
        )

    def _empty(
        self,
        seat: str,
        holdings: Sequence[Holding],
        away: Sequence[Gone],
        begin: Instant,
        end: Instant,
    ) -> timedelta:
        since = max(begin, self.agreed[seat])
        return empty(seat, holdings, away, self.still, since=since, until=end)

    @property
    def _holdings(self) -> Sequence[Holding]:
        return self.setting.directory.holdings(self.setting.collaboration.id)


async def _known(tx: Transaction, setting: Setting, agreements: AgreementCache) -> _Known:
    id_, seen = setting.collaboration.id, view(setting.agreement, A_ROOM)
    seats = {seat.key: seat.party for seat in seen.seats}
    questions = [each for each in await tx.questions.all(id_) if not each.restricted]
    suggestions = [each for each in await tx.suggestions.all(id_) if not each.restricted]
    raised = await tx.escalations.latest(id_, _ALL)
    used = {
        *(each.version for each in questions),
        *(each.version for each in suggestions),
        *(each.version for each in raised),
    }
    versions = {each: await agreements.get(tx, id_, each) for each in sorted(used)}
    return _Known(
        setting=setting,
        outcomes=await outcomes(
            tx, setting.agreement, agreements, collaboration=id_, reader=A_ROOM, now=setting.now
        ),
        questions=questions,
        suggestions=suggestions,
        versions=versions,
        escalations=[
            each
            for each in raised
            if visible_escalation(versions[each.version], each, A_ROOM, None)
        ],
        actions=await _actions(tx, id_),
        decisions=[each for each in await tx.decisions.all(id_) if not each.restricted],
        gaps=await gap_entries(tx, setting, seats),
        seats=seats,
        agreed=await _agreed(tx, setting, agreements, seats),
        still=await stood_still(tx, setting),
    )


async def _actions(
    tx: Transaction, collaboration: str
) -> Sequence[tuple[Action, Sequence[Instant]]]:
    """Every action, with when it was opened again: only the record keeps that."""
    found = [
        each
        for each in (*await tx.actions.open(collaboration), *await tx.actions.ended(collaboration))
        if not each.restricted
    ]
    again = {each.on_record: each for each in found if each.taken_back}
    entries = await tx.record.about(collaboration, sorted(again))
    reopened: dict[str, list[Instant]] = {}
    for each in entries:
        if each.entry.kind == "action.reopened":
            reopened.setdefault(each.entry.subject, []).append(each.entry.at)
    return [(each, reopened.get(each.on_record, ())) for each in found]


async def _agreed(
    tx: Transaction, setting: Setting, agreements: AgreementCache, seats: Iterable[str]
) -> Mapping[str, Instant]:
    """Since when each seat is in the agreement."""
    found: dict[str, Instant] = {}
    for version, at in sorted((await _versions(tx, setting)).items()):
        agreement = await agreements.get(tx, setting.collaboration.id, version)
        for seat in seats:
            if seat in agreement.seat:
                found.setdefault(seat, at)
    return found


async def _versions(tx: Transaction, setting: Setting) -> Mapping[int, Instant]:
    """When each version came into force here: agreed in chat, or brought from a file."""
    collaboration = setting.collaboration
    agreed = {
        each.version: each.ended_at
        for each in await tx.amendments.all(collaboration.id)
        if each.version is not None and each.ended_at is not None
    }
    brought = {
        int(str(each.entry.data["to_version"])): each.entry.at
        for each in await tx.record.about(collaboration.id, [collaboration.key])
        if each.entry.kind == "agreement.imported"
    }
    return {**brought, **agreed}
