"""The messages of a retrospective: to each who is asked, and in the rooms of every side."""

from bot.cards.card import Card
from bot.cards.compose import retrospectives as cards
from bot.cards.compose.came_of import CameOf
from bot.cards.compose.retrospectives import Shown
from bot.domain.actions import ActionState
from bot.domain.agreement.document import Agreement
from bot.domain.deed import AboutKind
from bot.domain.looking_back import Led
from bot.domain.people import CollaborationState, Person
from bot.domain.retrospective import Invited, Retrospective
from bot.domain.visibility import A_ROOM, Reader
from bot.engine.came_of import known_to, left_by
from bot.engine.contacts import route_to
from bot.engine.outgoing import Draft, OnDoubt
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.retrospective_titles import title_of
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def shown_to(
    tx: Transaction, setting: Setting, retrospective: Retrospective, reader: Reader, zone: str
) -> Shown:
    """A retrospective as one reader may know it, with what came of it and of earlier ones."""
    agreement = await tx.agreements.get(retrospective.collaboration, retrospective.version)
    versions = (setting.agreement, agreement)
    named = {each.person for each in retrospective.told if each.named}
    earlier, led = await _still_open(tx, retrospective, reader, versions)
    return Shown(
        retrospective=retrospective,
        title=title_of(agreement, retrospective),
        parties={each.key: each.short for each in agreement.parties},
        zone=zone,
        names={person: setting.directory.person(person).name for person in named},
        came_of=known_to(reader, await _left_by(tx, retrospective), versions),
        earlier=earlier,
        earlier_led=led,
        running=setting.collaboration.state
        not in (CollaborationState.CLOSED, CollaborationState.ARCHIVED),
    )


async def _left_by(tx: Transaction, retrospective: Retrospective) -> CameOf:
    return await left_by(tx, retrospective.id, AboutKind.RETROSPECTIVE)


async def _still_open(
    tx: Transaction,
    retrospective: Retrospective,
    reader: Reader,
    versions: tuple[Agreement, Agreement],
) -> tuple[CameOf, tuple[Led, ...]]:
    """What earlier ones led to that is not done, in force or over."""
    known = await tx.retrospectives.all(retrospective.collaboration)
    before = [each for each in known if each.number < retrospective.number]
    left = [done for each in before for done in (await _left_by(tx, each)).actions]
    actions = tuple(done for done in left if done.action.state is ActionState.OPEN)
    led = (led for each in before for led in each.led_to)
    waiting = tuple(each for each in led if not each.ended and each.version is None)
    return known_to(reader, CameOf(actions=actions), versions), waiting


async def ask(tx: Transaction, setting: Setting, retrospective: Retrospective) -> None:
    """Ask everybody, in their hours and within what they take a day."""
    for invited in retrospective.invited:
        await _push(tx, setting, retrospective, invited, reminder=False)


async def remind(tx: Transaction, setting: Setting, retrospective: Retrospective) -> None:
    """Remind those who have not answered."""
    for invited in retrospective.waiting_for:
        await _push(tx, setting, retrospective, invited, reminder=True)


async def _push(
    tx: Transaction,
    setting: Setting,
    retrospective: Retrospective,
    invited: Invited,
    *,
    reminder: bool,
) -> None:
    who = setting.directory.person(invited.person)
    where = route_to(setting, invited.party, who) if setting.is_here(who) else None
    if where is None:
        return
    shown = await _shown_to_person(tx, setting, retrospective, who, invited.party)
    what = Push(
        key=_key(retrospective, "reminded" if reminder else "asked", who.id),
        card=cards.reminder_card(shown) if reminder else cards.asked_card(shown),
        opens=cards.show_button(shown),
        on_doubt=OnDoubt.SKIP,
    )
    await push(tx, setting, where, what)


async def bring_up_to_date(tx: Transaction, setting: Setting, retrospective: Retrospective) -> None:
    """Write in the messages to those who were asked how it stands now."""
    for invited in retrospective.invited:
        await show_person(tx, setting, retrospective, invited)


async def show_person(
    tx: Transaction, setting: Setting, retrospective: Retrospective, invited: Invited
) -> None:
    """Write in the messages to somebody who was asked how it stands for them."""
    who = setting.directory.person(invited.person)
    if not setting.is_here(who):
        return  # who left reads no more of it
    for about in ("asked", "reminded"):
        known = await tx.outbox.find(_key(retrospective, about, who.id))
        if known is not None:
            shown = await _shown_to_person(tx, setting, retrospective, who, invited.party)
            await replace_card(tx, setting, known, standing_card(shown, who.id))


def standing_card(shown: Shown, person: str) -> Card:
    """How it stands for somebody: asked, answered, being gathered by others, or shown to all."""
    found = shown.retrospective
    if not found.open:
        return cards.told_card(shown)
    said = found.answer_of(person)
    if said is not None:
        return cards.answered_card(shown, said)
    asked = found.invited_as(person) is not None
    return cards.asked_card(shown) if asked else cards.running_card(shown)


async def show(tx: Transaction, setting: Setting, retrospective: Retrospective) -> None:
    """Show what was said in every room of every side, or bring it up to date there.

    Where nothing was said no room is told so; those who were asked find it where they were asked.
    """
    if not (retrospective.told or retrospective.talks):
        return
    for room in setting.directory.rooms(setting.collaboration.id):
        zone = setting.zone_in(room)
        shown = await shown_to(tx, setting, retrospective, A_ROOM, zone)
        draft = Draft(
            key=_key(retrospective, "room", str(room)),
            collaboration=setting.collaboration.id,
            to=room,
            card=cards.told_card(shown),
        )
        await tx.outbox.put(draft, setting.now)


async def _shown_to_person(
    tx: Transaction, setting: Setting, retrospective: Retrospective, who: Person, party: str
) -> Shown:
    reader, zone = setting.reader_of(who), setting.zone_of(party)
    return await shown_to(tx, setting, retrospective, reader, zone)


def _key(retrospective: Retrospective, about: str, who: str) -> str:
    return f"{retrospective.id}/{about}/{who}"
