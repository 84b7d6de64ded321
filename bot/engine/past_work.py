"""Loading the measured record of past work: only where the partner's side agreed to it, and now.

It is counted as the collaboration counts it for everybody in a room, so that nothing restricted is
in it, and ends when the collaboration was closed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.domain.acknowledged_times import acknowledged
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.escalation import Escalation
from bot.domain.instant import Instant
from bot.domain.kept import tally
from bot.domain.ladder import Case
from bot.domain.past_work import PartnerLink, PastWork, Work
from bot.domain.people import Collaboration, CollaborationState
from bot.domain.question import Question
from bot.domain.reply_time import reply_times
from bot.domain.visibility import A_ROOM, view, visible_escalation
from bot.engine.agreements import AgreementCache
from bot.engine.directory import Directory
from bot.engine.kept import outcomes
from bot.engine.scene import Setting
from bot.engine.standing_still import stood_still
from bot.engine.storage_ports import Transaction

_CLOSED = f"collaboration.{CollaborationState.CLOSED}"
#: More escalations than a collaboration ever has.
_ALL = 100_000
_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)


async def past_work_of(
    tx: Transaction,
    organisation: Address,
    directory: Directory,
    agreements: AgreementCache,
    now: Instant,
    *,
    partner: str | None = None,
) -> Mapping[str, PastWork]:
    """What may be known of past work, by id of the entry; an entry without any is not in it.

    Args:
        tx: where it all is.
        organisation: whose directory it is.
        directory: who is in which collaboration.
        agreements: the versions that promises run by.
        now: the moment it is read.
        partner: id of the only entry that is asked for; none means all.
    """
    works: dict[str, list[Work]] = defaultdict(list)
    for link in await tx.past_work.all(organisation):
        if partner not in (None, link.partner):
            continue
        found = await _work(tx, link, directory, agreements, now)
        if found is not None:
            works[link.partner].append(found)
    return {partner: PastWork(works=tuple(own)) for partner, own in works.items()}


async def agreed_to(
    tx: Transaction, link: PartnerLink, directory: Directory, agreements: AgreementCache
) -> Agreement | None:
    """The agreement in force, where the linked side agreed that this organisation may know."""
    collaboration = directory.collaborations.get(link.collaboration)
    if collaboration is None or collaboration.version == 0:
        return None
    agreement = await agreements.get(tx, collaboration.id, collaboration.version)
    reading = directory.party_of_tenant(collaboration.id, link.organisation)
    measured = agreement.party.get(link.party)
    if measured is None or reading is None or reading == link.party:
        return None
    return agreement if reading in measured.past_work_shown_to else None


async def _work(
    tx: Transaction,
    link: PartnerLink,
    directory: Directory,
    agreements: AgreementCache,
    now: Instant,
) -> Work | None:
    agreement = await agreed_to(tx, link, directory, agreements)
    if agreement is None:
        return None
    collaboration = directory.collaborations[link.collaboration]
    begun = await _begun(tx, collaboration)
    end = await _end(tx, collaboration, now)
    promised = tally(
        each
        for each in await outcomes(
            tx, agreement, agreements, collaboration=collaboration.id, reader=A_ROOM, now=end
        )
        if each.party == link.party
    )
    setting = Setting(
        now=end, directory=directory, collaboration=collaboration, agreement=agreement
    )
    questions = [q for q in await tx.questions.all(collaboration.id) if not q.restricted]
    replies = reply_times(
        questions,
        await _versions(tx, agreements, collaboration, questions),
        party=link.party,
        seats=frozenset(seat.key for seat in view(agreement, A_ROOM).seats),
        now=end,
        since=begun,
        until=end,
        still=await stood_still(tx, setting),
    )
    return Work(
        collaboration=collaboration.id,
        lasted=end - begun,
        on_time=promised.on_time,
        expected=promised.expected,
        answer=replies.median,
        acknowledged=acknowledged(
            await _cases(tx, agreements, collaboration), party=link.party, since=begun, until=end
        ),
    )


async def _cases(
    tx: Transaction, agreements: AgreementCache, collaboration: Collaboration
) -> Sequence[Case]:
    """The escalations that everybody may know of, with the versions they run by."""
    raised = await tx.escalations.latest(collaboration.id, _ALL)
    versions = await _versions(tx, agreements, collaboration, raised)
    return [
        Case(agreement=versions[each.version], escalation=each)
        for each in raised
        if visible_escalation(versions[each.version], each, A_ROOM, None)
    ]


async def _versions(
    tx: Transaction,
    agreements: AgreementCache,
    collaboration: Collaboration,
    things: Iterable[Question | Escalation],
) -> Mapping[int, Agreement]:
    """The versions that things run by, by number."""
    return {
        number: await agreements.get(tx, collaboration.id, number)
        for number in sorted({each.version for each in things})
    }


async def _begun(tx: Transaction, collaboration: Collaboration) -> Instant:
    """When the first version came into force here: agreed in chat, or brought from a file."""
    agreed: Sequence[Instant] = [
        each.ended_at
        for each in await tx.amendments.all(collaboration.id)
        if each.version is not None and each.ended_at is not None
    ]
    brought = [
        each.entry.at
        for each in await tx.record.about(collaboration.id, [collaboration.key])
        if each.entry.kind == "agreement.imported"
    ]
    return min((*agreed, *brought))


async def _end(tx: Transaction, collaboration: Collaboration, now: Instant) -> Instant:
    """Now, or when it was closed."""
    if collaboration.state not in _OVER:
        return now
    entries = await tx.record.about(collaboration.id, [collaboration.key])
    closed = [each.entry.at for each in entries if each.entry.kind == _CLOSED]
    return max(closed, default=now)
