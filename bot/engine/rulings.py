"""Decisions as somebody may know them, and who may say that one was taken."""

from collections.abc import Iterable

from bot.cards.card import Part, Strong
from bot.cards.compose.decisions import IN_A_LINE, Ruling, who_decides
from bot.cards.words import decisions as words
from bot.cards.words.cut import one_line
from bot.cards.words.proposals import FIRST_WAITS
from bot.domain.agreement.document import Agreement
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision, DecisionState
from bot.domain.deed import AboutKind, Deed
from bot.domain.errors import Refused
from bot.domain.people import CollaborationState, Person
from bot.domain.visibility import Reader, sees_unblinded, view, visible_escalation
from bot.engine.abouts import about_title
from bot.engine.agreements import AgreementCache
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import deed, parse_label


def may_read(agreement: Agreement, decision: Decision, reader: Reader) -> bool:
    """Whether a decision exists for a reader.

    One of an unblinded seat is there for unblinded seats alone; one that came from something
    restricted also for who decides and who wrote it down.
    """
    seat = decision.decider.seat
    if seat in view(agreement, reader).hidden_seats:
        return False
    theirs = not reader.seats.isdisjoint({seat, decision.written.seat})
    everything = reader.everything or sees_unblinded(agreement, reader)
    return not decision.restricted or theirs or everything


async def may_settle(
    tx: Transaction,
    setting: Setting,
    decision: Decision,
    person: Person,
    agreements: AgreementCache,
) -> bool:
    """Whether somebody who is asked for their word may know what a decision is about.

    A lead without a seat that would tell may know of one that came of a restricted escalation if
    they were told of that.
    """
    agreement, reader = (
        await agreement_of(tx, setting, decision, agreements),
        setting.reader_of(person),
    )
    if may_read(agreement, decision, reader):
        return True
    about = decision.about
    if decision.decider.seat is not None or about is None:
        return False
    if about.kind is not AboutKind.ESCALATION or not _leads(setting, person, decision):
        return False
    escalation = await tx.escalations.get(about.id)
    if escalation is None or escalation.collaboration != decision.collaboration:
        return False
    version = await agreements.get(tx, escalation.collaboration, escalation.version)
    return visible_escalation(version, escalation, reader, person.id)


def _leads(setting: Setting, person: Person, decision: Decision) -> bool:
    return person in setting.directory.leads(decision.collaboration, decision.decider.party)


async def to_settle(
    tx: Transaction, scene: Scene, label: str, agreements: AgreementCache
) -> Decision:
    """The decision that the actor, reading alone, is asked for their word on.

    Raises:
        Refused: there is none that they may know.
    """
    number, restricted = parse_label(label)
    found = await tx.decisions.get(scene.collaboration.id, number, restricted=restricted)
    person = scene.seated()
    if found is None or not await may_settle(tx, scene, found, person, agreements):
        raise Refused(words.UNKNOWN)
    return found


async def agreement_of(
    tx: Transaction, setting: Setting, decision: Decision, agreements: AgreementCache
) -> Agreement:
    """The agreement in force, or the last one known that had who decides."""
    decider, now = decision.decider, setting.agreement
    gone = decider.seat is not None and decider.seat not in now.seat
    if gone or decider.party not in now.party:
        return await agreements.get(tx, decision.collaboration, decision.version)
    return now


async def ruling(
    tx: Transaction,
    setting: Setting,
    decision: Decision,
    reader: Reader,
    agreements: AgreementCache,
) -> Ruling:
    """A decision as a reader sees it now."""
    agreement = await agreement_of(tx, setting, decision, agreements)
    deeds = [decision.written, *([decision.settled] if decision.settled else [])]
    zone = next(iter(agreement.parties)).zone
    if decision.decider.party in agreement.party:
        zone = agreement.party[decision.decider.party].zone
    return Ruling(
        agreement=agreement,
        decision=decision,
        zone=zone,
        names={each.person: setting.directory.person(each.person).name for each in deeds},
        seats=frozenset(seat.key for seat in view(agreement, reader).seats),
        about=await about_title(tx, setting, decision.about, reader, agreements),
    )


async def readable(
    tx: Transaction,
    setting: Setting,
    decisions: Iterable[Decision],
    reader: Reader,
    agreements: AgreementCache,
) -> list[Decision]:
    """Those of some decisions that exist for a reader."""
    return [
        each
        for each in decisions
        if may_read(await agreement_of(tx, setting, each, agreements), each, reader)
    ]


async def all_rulings(
    tx: Transaction, setting: Setting, reader: Reader, agreements: AgreementCache
) -> list[Ruling]:
    """All decisions that a reader may know, the newest first."""
    known = await tx.decisions.all(setting.collaboration.id)
    found = await readable(tx, setting, known, reader, agreements)
    return [await ruling(tx, setting, each, reader, agreements) for each in found]


async def lines_to_confirm(
    tx: Transaction, setting: Setting, reader: Reader, agreements: AgreementCache
) -> list[tuple[Part, ...]]:
    """Decisions that wait for the word of who may decide, as a reader may know them."""
    known = await tx.decisions.all(setting.collaboration.id)
    waiting = [each for each in known if each.state is DecisionState.PROPOSED]
    found = await readable(tx, setting, waiting, reader, agreements)
    shown = [await ruling(tx, setting, each, reader, agreements) for each in found]
    return [
        (
            Strong(words.waits(each.decision.label, each.decides)),
            words.to_confirm(one_line(each.decision.outcome, IN_A_LINE)),
        )
        for each in shown
    ]


async def the_decision(
    tx: Transaction, scene: Scene, label: str, reader: Reader, agreements: AgreementCache
) -> Decision:
    """The decision that people call by a label.

    Raises:
        Refused: there is none for this reader; whether there is one for others is not said.
    """
    number, restricted = parse_label(label)
    found = await tx.decisions.get(scene.collaboration.id, number, restricted=restricted)
    known = found is not None and await readable(tx, scene, [found], reader, agreements)
    if found is None or not known:
        raise Refused(words.UNKNOWN)
    return found


def deciding_as(scene: Scene, decider: Decider) -> Deed | None:
    """The deed of the actor if it is theirs to decide; else none.

    A named seat decides through its holder; while they are away, or nobody holds it, through its
    deputy. A lead decides where no seat is named, or where the named one is gone.
    """
    agreement, id_ = scene.agreement, scene.collaboration.id
    scene.seated()
    seat = agreement.seat.get(decider.seat or "")
    if seat is None:
        return deed(scene) if scene.is_lead_of(decider.party) else None
    if seat.key in scene.actor.seats:
        return deed(scene, seat.key)
    holder = scene.directory.holder(id_, seat.key, scene.now)
    away = holder is None or scene.directory.absence(id_, holder, scene.now) is not None
    return deed(scene, seat.deputy) if away and seat.deputy in scene.actor.seats else None


def deciding(scene: Scene, decision: Decision) -> Deed:
    """The deed of whoever says whether a decision was taken.

    Raises:
        Refused: it is not theirs to say.
    """
    mine = deciding_as(scene, decision.decider)
    if mine is None:
        decider = decision.decider
        if decider.party not in scene.agreement.party:
            raise Refused(words.UNKNOWN)
        raise Refused(words.not_yours(decision.label, who_decides(scene.agreement, decider)))
    return mine


def refuse_over(scene: Setting) -> None:
    """Refuse to decide anything where nothing is agreed yet, or the work has ended.

    Raises:
        Refused: there is no version in force, or the collaboration is closed.
    """
    if scene.collaboration.version == 0:
        raise Refused(FIRST_WAITS)
    if scene.collaboration.state in (CollaborationState.CLOSED, CollaborationState.ARCHIVED):
        raise Refused(words.NOT_RUNNING)
