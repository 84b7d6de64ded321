"""How a collaboration stands, for one audience: what `status` and the weekly digest are made of."""

from dataclasses import dataclass

from bot.cards.card import Moment, Strong
from bot.cards.compose.actions import line as task_line
from bot.cards.compose.actions import titled
from bot.cards.compose.checkins import Promise
from bot.cards.words import proposals
from bot.cards.words import status as words
from bot.cards.words.dates import day
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.checkin import CheckInState
from bot.domain.instant import local
from bot.domain.kept import Tally, tally
from bot.domain.visibility import view
from bot.engine.agreements import AgreementCache, promised
from bot.engine.amendment_times import lapses_at
from bot.engine.audience import Audience, miss_is_seen
from bot.engine.away_lines import away_lines
from bot.engine.coming import TWO_WEEKS, Line, coming, is_running
from bot.engine.escalated import escalated_lines
from bot.engine.kept_week import Week, kept_lines, outcomes_of
from bot.engine.milestones_reached import reached
from bot.engine.needs_attention import needs_attention
from bot.engine.own_changes import own_changes
from bot.engine.rulings import lines_to_confirm
from bot.engine.scene import Setting
from bot.engine.spoken import spoken_lines, waiting_lines
from bot.engine.storage_ports import Transaction
from bot.engine.suggestion_lines import suggestion_lines
from bot.engine.tasks import open_tasks
from bot.engine.thanks_week import thanked_lines


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What there is to say, section by section; a section without lines is not shown."""

    kept: tuple[Line, ...] = ()
    total: Tally
    """What all lines of `kept` say together."""
    reached: tuple[Line, ...] = ()
    """Milestones that are done."""
    escalated: tuple[str, ...] = ()
    late: tuple[Line, ...] = ()
    still_open: tuple[Line, ...] = ()
    actions: tuple[Line, ...] = ()
    """Open actions of both sides with their age, the late ones first."""
    late_actions: tuple[str, ...] = ()
    """What the late ones are called."""
    questions: tuple[Line, ...] = ()
    """Those that wait longer than was agreed."""
    suggestions: tuple[Line, ...] = ()
    """Those that wait for an answer, the oldest first, with the days waited."""
    spoken: tuple[Line, ...] = ()
    """Heads-ups given and questions answered, by side."""
    thanked: tuple[Line, ...] = ()
    """Who was thanked for what by which side."""
    proposals: tuple[Line, ...] = ()
    to_confirm: tuple[Line, ...] = ()
    """Decisions that wait for the word of who may decide."""
    gaps: tuple[str, ...] = ()
    away: tuple[Line, ...] = ()
    own_changes: tuple[Line, ...] = ()
    coming: tuple[Line, ...] = ()


async def standing(
    tx: Transaction,
    setting: Setting,
    audience: Audience,
    agreements: AgreementCache,
    week: Week,
) -> Standing:
    """How it stands now, and what was promised and changed in a week."""
    visible = view(setting.agreement, audience.reader)
    late, still_open = await waiting(tx, setting, audience, agreements)
    to_do = await open_tasks(tx, setting, audience.reader, agreements)
    counted = await outcomes_of(tx, setting, agreements, week, reader=audience.reader)
    return Standing(
        kept=kept_lines(counted, setting.agreement),
        total=tally(counted),
        reached=await reached(tx, setting, visible, week.since),
        escalated=await escalated_lines(tx, setting, audience, agreements),
        late=tuple(late_line(each, audience) for each in late),
        still_open=tuple(open_line(each, audience) for each in still_open),
        questions=await waiting_lines(tx, setting, audience, agreements),
        suggestions=await suggestion_lines(tx, setting, audience, agreements),
        spoken=await spoken_lines(tx, setting, agreements, audience.reader, week.since),
        thanked=await thanked_lines(tx, setting, audience.reader, week.since),
        actions=tuple(map(task_line, to_do)),
        late_actions=tuple(titled(each) for each in to_do if each.late),
        proposals=tuple(await proposal_lines(tx, setting, audience)),
        to_confirm=tuple(await lines_to_confirm(tx, setting, audience.reader, agreements)),
        gaps=await needs_attention(tx, setting, visible),
        away=away_lines(setting, visible, TWO_WEEKS),
        own_changes=tuple(await own_changes(tx, setting, audience, week.since)),
        coming=await coming(tx, setting, audience) if is_running(setting) else (),
    )


async def waiting(
    tx: Transaction, setting: Setting, audience: Audience, agreements: AgreementCache
) -> tuple[tuple[Promise, ...], tuple[Promise, ...]]:
    """What an answer is still expected to: late, and open, as far as it is shown so."""
    visible = view(setting.agreement, audience.reader)
    found = [
        await promised(tx, checkin, agreements)
        for checkin in await tx.checkins.waiting(setting.collaboration.id)
    ]
    begun = [each for each in found if not each.awaits_meeting(setting.now)]
    shown = [each for each in begun if visible.seat(each.cadence.writer)]
    late = tuple(each for each in shown if _is_late_for(setting, audience, each))
    return late, tuple(each for each in shown if each not in late)


def _is_late_for(setting: Setting, audience: Audience, promise: Promise) -> bool:
    return promise.checkin.state is CheckInState.LATE and miss_is_seen(setting, audience, promise)


def late_line(promise: Promise, audience: Audience) -> Line:
    """What is late, who owes it, and since when."""
    return words.awaited(promise.title, promise.sender, _due(promise, audience))


def open_line(promise: Promise, audience: Audience) -> Line:
    """What is waited for, who owes it, and by when."""
    return words.open_until(promise.title, promise.sender, _due(promise, audience))


def _due(promise: Promise, audience: Audience) -> Moment:
    """When it is due; minutes are at the end of the time agreed for them."""
    checkin = promise.checkin
    at = checkin.late_at if promise.minutes else checkin.due
    return Moment(at, audience.zone or promise.zone)


async def proposal_lines(tx: Transaction, setting: Setting, audience: Audience) -> list[Line]:
    """Proposals that wait for somebody, and the drafts of the audience's own side."""
    lines: list[Line] = []
    for amendment in await tx.amendments.open(setting.collaboration.id):
        party, first = _name(setting, amendment.party), amendment.base == 0
        if amendment.state is AmendmentState.PROPOSED:
            lines.append(_waits(setting, amendment, audience))
        elif first or amendment.party in audience.sides:
            lines.append((Strong(proposals.draft_line(amendment.number, party, first=first)),))
    return lines


async def proposals_for(
    tx: Transaction, setting: Setting, audience: Audience, party: str
) -> list[Line]:
    """Proposals that wait for the answer of one party."""
    return [
        _waits(setting, each, audience)
        for each in await tx.amendments.open(setting.collaboration.id)
        if each.state is AmendmentState.PROPOSED and party in each.missing
    ]


def _waits(setting: Setting, amendment: Amendment, audience: Audience) -> Line:
    waits = ", ".join(_name(setting, key) for key in amendment.missing)
    party, first = _name(setting, amendment.party), amendment.base == 0
    line = proposals.waiting_line(amendment.number, party, waits, first=first)
    return Strong(line), _since(setting, amendment, audience)


def _name(setting: Setting, party: str) -> str:
    """What people call a party; one that was taken out again by its key."""
    known = setting.agreement.party.get(party)
    return known.short if known else party


def _since(setting: Setting, amendment: Amendment, audience: Audience) -> str:
    """Since when it waits, and until when."""
    lapse = lapses_at(setting.agreement, amendment)
    if amendment.sent_at is None or lapse is None:
        return ""
    zone = audience.zone or setting.zone_of(None)
    sent, until = (day(local(at, zone).date()) for at in (amendment.sent_at, lapse))
    return proposals.since_until(sent, until)


async def drafts(tx: Transaction, setting: Setting, party: str) -> list[str]:
    """What a party writes and has not sent."""
    name = setting.agreement.party[party].short
    return [
        proposals.draft_line(each.number, name, first=each.base == 0)
        for each in await tx.amendments.open(setting.collaboration.id)
        if each.state is AmendmentState.DRAFT and each.party == party
    ]
