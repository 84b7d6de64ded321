"""Opening an escalation: by a person, by a number that crosses a limit, or from a heads-up."""

import hashlib
from dataclasses import dataclass

from bot.cards.words import escalations as words
from bot.domain.errors import Refused
from bot.domain.escalation import STORM, By, Escalation, Joined, Statement
from bot.domain.instant import Instant
from bot.domain.ladder import Case, clock_start
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader, is_restricted, visible_escalation
from bot.engine.agreements import AgreementCache
from bot.engine.climbing import begin, keep
from bot.engine.escalation_messages import tell_joined
from bot.engine.escalation_record import note
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: More than a collaboration ever has.
_ALL = 100_000
_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is to be escalated."""

    token: str
    """Names this report: opening the same twice is one. Unique in the collaboration."""
    trigger: str | None
    """Key of the trigger in the agreement in force; none when no agreed one fits."""
    words: str = ""
    """What was typed first, or which number crossed which limit."""
    said: tuple[Statement, ...] = ()
    happened_at: Instant
    known_at: Instant
    by: By | None = None
    """Who raises it; none when it fires by itself."""
    about: str | None = None
    """What fires it and can still come, so that its coming can be said on it."""
    heads_up: str | None = None
    """Id of the heads-up it comes from, whose history it keeps."""


def token_of(about: str) -> str:
    """The token of a report that is named by what it is about, however long that is."""
    return hashlib.sha256(about.encode()).hexdigest()[:20]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What came of it."""

    case: Case
    joined: bool = False
    """Whether it was added to one that runs."""
    known: bool = False
    """Whether the very same was opened before: nothing was changed."""


async def open_escalation(
    tx: Transaction, setting: Setting, report: Report, agreements: AgreementCache
) -> Opened:
    """Open it, tell the first rung, and put the others on the agenda.

    The same trigger within two hours of the last report of one that runs is added to that one.

    Raises:
        Refused: the collaboration is closed.
        TransactionConflictError: somebody else opened one at the same moment.
    """
    if setting.collaboration.state in _OVER:
        raise Refused(words.CLOSED_COLLABORATION)
    id_ = f"{setting.collaboration.id}/escalation/{report.token}"
    await tx.escalations.one_by_one(setting.collaboration.id)
    known = await tx.escalations.get(id_)
    if known is not None:
        return Opened(case=await case_of(tx, known, agreements), known=True)
    running = await _running(tx, setting, report)
    if running is not None:
        case = await case_of(tx, running, agreements)
        return await _join(tx, setting, case, report)
    told = await _told_before(tx, setting, report)
    if told is not None:
        return Opened(case=await case_of(tx, told, agreements), joined=True, known=True)
    trigger = setting.agreement.trigger[report.trigger] if report.trigger else None
    restricted = trigger is not None and is_restricted(setting.agreement, trigger)
    number = 1 + await tx.escalations.last_number(setting.collaboration.id, restricted=restricted)
    escalation = Escalation(
        id=id_,
        collaboration=setting.collaboration.id,
        number=number,
        version=setting.agreement.agreement.version,
        trigger=report.trigger,
        restricted=restricted,
        words=report.words,
        said=report.said,
        happened_at=report.happened_at,
        known_at=report.known_at,
        raised_at=setting.now,
        raised_by=report.by,
        about=report.about,
        heads_up=report.heads_up,
        clock_start=clock_start(trigger, report.happened_at, report.known_at),
    )
    await tx.escalations.add(escalation)
    case = Case(agreement=setting.agreement, escalation=escalation)
    await _note_raised(tx, setting, case)
    case = await begin(tx, setting, case)
    await keep(tx, setting, case)
    return Opened(case=case)


async def case_of(tx: Transaction, escalation: Escalation, agreements: AgreementCache) -> Case:
    """An escalation with the agreement version it began under."""
    agreement = await agreements.get(tx, escalation.collaboration, escalation.version)
    return Case(agreement=agreement, escalation=escalation)


async def running_cases(
    tx: Transaction,
    setting: Setting,
    reader: Reader,
    person: str | None,
    agreements: AgreementCache,
) -> tuple[Case, ...]:
    """What runs and exists for a reader: one person, by id, or several at once."""
    found = [
        await case_of(tx, escalation, agreements)
        for escalation in await tx.escalations.open(setting.collaboration.id)
    ]
    return tuple(
        case
        for case in found
        if visible_escalation(case.agreement, case.escalation, reader, person)
    )


async def _running(tx: Transaction, setting: Setting, report: Report) -> Escalation | None:
    """One of the same trigger that runs and was reported only just now."""
    if report.trigger is None:
        return None
    running = await tx.escalations.running(setting.collaboration.id, report.trigger)
    fresh = running is not None and setting.now - running.last_report <= STORM
    return running if fresh else None


async def _told_before(tx: Transaction, setting: Setting, report: Report) -> Escalation | None:
    """The one that a report by itself was added to before; a version can make it fall due again."""
    if report.by is not None:
        return None
    for each in await tx.escalations.latest(setting.collaboration.id, _ALL):
        if any(joined.token == report.token for joined in each.joined):
            return each
    return None


async def _join(tx: Transaction, setting: Setting, case: Case, report: Report) -> Opened:
    """Add a further report to one that runs; the same one again changes nothing."""
    said = "; ".join(f"{each.item}: {each.text}" for each in report.said)
    text = "; ".join(part for part in (report.words, said) if part)
    joined = Joined(token=report.token, text=text, at=setting.now, by=report.by, about=report.about)
    if any(each.token == report.token for each in case.escalation.joined):
        return Opened(case=case, joined=True, known=True)
    case = case.after(case.escalation.with_joined(joined))
    await note(tx, setting, case, "joined", {"words": text}, by=report.by)
    await keep(tx, setting, case)
    await tell_joined(tx, setting, case, text)
    return Opened(case=case, joined=True)


async def _note_raised(tx: Transaction, setting: Setting, case: Case) -> None:
    escalation = case.escalation
    data = {
        "trigger": escalation.trigger,
        "words": escalation.words,
        "said": {each.item: each.text for each in escalation.said},
        "happened_at": escalation.happened_at.isoformat(),
        "known_at": escalation.known_at.isoformat(),
        "clock_start": escalation.clock_start.isoformat(),
        "heads_up": escalation.heads_up,
        "by_itself": escalation.raised_by is None,
    }
    await note(tx, setting, case, "raised", data, by=escalation.raised_by)
