"""Actions as somebody may know them, and who may say how they stand."""

from collections.abc import Iterable, Sequence

from bot.cards.compose.actions import Task
from bot.cards.words import actions as words
from bot.cards.words.proposals import FIRST_WAITS
from bot.domain.actions import Action
from bot.domain.agreement.document import Agreement
from bot.domain.deed import Deed
from bot.domain.errors import Refused
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader, sees_unblinded, view
from bot.engine.abouts import about_title
from bot.engine.agreements import AgreementCache
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction

OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)


def may_read(agreement: Agreement, action: Action, reader: Reader) -> bool:
    """Whether an action exists for a reader.

    An unblinded seat's is there for unblinded seats alone; one that came from something restricted
    also for its owner and who asked for it.
    """
    if action.owner in view(agreement, reader).hidden_seats:
        return False
    theirs = not reader.seats.isdisjoint({action.owner, action.raised.seat})
    everything = reader.everything or sees_unblinded(agreement, reader)
    return not action.restricted or theirs or everything


async def agreement_of(
    tx: Transaction, setting: Setting, action: Action, agreements: AgreementCache
) -> Agreement:
    """The agreement in force, or the last one known that had the seat of its owner."""
    if action.owner in setting.agreement.seat:
        return setting.agreement
    return await agreements.get(tx, action.collaboration, action.version)


async def task(
    tx: Transaction,
    setting: Setting,
    action: Action,
    reader: Reader,
    agreements: AgreementCache,
) -> Task:
    """An action as a reader sees it now."""
    agreement = await agreement_of(tx, setting, action, agreements)
    directory, id_ = setting.directory, setting.collaboration.id
    holder = directory.holder(id_, action.owner, setting.now)
    deeds = [action.raised, *(edit.by for edit in action.edits)]
    deeds += [action.ending.by] if action.ending else []
    return Task(
        agreement=agreement,
        action=action,
        now=setting.now,
        holder=holder.name if holder else None,
        names={deed.person: directory.person(deed.person).name for deed in deeds},
        seats=frozenset(seat.key for seat in view(agreement, reader).seats),
        about=await about_title(tx, setting, action.about, reader, agreements),
    )


async def readable(
    tx: Transaction,
    setting: Setting,
    actions: Iterable[Action],
    reader: Reader,
    agreements: AgreementCache,
) -> list[Action]:
    """Those of some actions that exist for a reader."""
    return [
        action
        for action in actions
        if may_read(await agreement_of(tx, setting, action, agreements), action, reader)
    ]


async def open_tasks(
    tx: Transaction, setting: Setting, reader: Reader, agreements: AgreementCache
) -> list[Task]:
    """The open ones that a reader may know, the late ones first, each part by when it is due."""
    known = await tx.actions.open(setting.collaboration.id)
    found = await readable(tx, setting, known, reader, agreements)
    return [
        await task(tx, setting, action, reader, agreements)
        for action in sorted(found, key=lambda action: not action.late(setting.now))
    ]


async def the_action(
    tx: Transaction, scene: Scene, label: str, reader: Reader, agreements: AgreementCache
) -> Action:
    """The action that people call by a label.

    Raises:
        Refused: there is none for this reader; whether there is one for others is not said.
    """
    number, restricted = parse_label(label)
    found = await tx.actions.get(scene.collaboration.id, number, restricted=restricted)
    known = found is not None and await readable(tx, scene, [found], reader, agreements)
    if found is None or not known:
        raise Refused(words.UNKNOWN)
    return found


def parse_label(label: str) -> tuple[int, bool]:
    """The number that a label stands for, 0 when it is none, and whether it is restricted."""
    restricted, digits = label[:1].upper() == "R", label[:1].strip("Rr") + label[1:]
    number = int(digits[:9]) if digits.isascii() and digits.isdecimal() else 0
    return number, restricted


def deed(scene: Scene, seat: str | None = None) -> Deed:
    """What the actor does now: in this seat, or the first of their own."""
    person = scene.seated()
    own = seat or next(iter(scene.actor.seats), None)
    party = scene.actor.party or scene.leading or scene.agreement.parties[0].key
    return Deed(person=person.id, party=party, seat=own, at=scene.now)


def acting_for(scene: Scene, action: Action) -> Deed:
    """The deed of somebody who may say how an action stands.

    That is who holds the owner's seat, its deputy's or leads that side; and who asked for it: the
    person, or whoever holds by now the seat they asked in.

    Raises:
        Refused: it is somebody else's.
    """
    person, own = scene.seated(), scene.actor.seats
    seat = scene.agreement.seat.get(action.owner)
    if action.owner in own:
        return deed(scene, action.owner)
    if seat is not None and seat.deputy in own:
        return deed(scene, seat.deputy)
    asked = action.raised
    if scene.is_lead_of(action.party) or asked.person == person.id or asked.seat in own:
        return deed(scene, asked.seat if asked.seat in own else None)
    raise Refused(words.not_yours(action.label, seat.title if seat else words.NOBODY))


def refuse_over(scene: Setting) -> None:
    """Refuse what would promise something where nothing is agreed yet, or the work has ended.

    Raises:
        Refused: there is no version in force, or the collaboration is closed.
    """
    if scene.collaboration.version == 0:
        raise Refused(FIRST_WAITS)
    if scene.collaboration.state in OVER:
        raise Refused(words.NOT_RUNNING)


def in_order(actions: Sequence[Action], mine: frozenset[str]) -> list[Action]:
    """The reader's own first; each part by when it is due."""
    return sorted(actions, key=lambda action: action.owner not in mine)
