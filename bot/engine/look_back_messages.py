"""The messages of looking back: the one that asks a person of a side, and what was said.

An edited message rings at nobody. So who answered first gets the words of both sides in a message
of its own; who did not answer finds them where they were asked.
"""

from collections.abc import Iterator

from bot.cards.card import Button, Card
from bot.cards.compose import looking_back as cards
from bot.cards.compose.escalation_shown import Shown
from bot.cards.compose.escalations import SHOW
from bot.cards.words import escalations as words
from bot.domain.ladder import Case
from bot.domain.looking_back import LookBack
from bot.domain.people import Person
from bot.domain.visibility import may_look_back
from bot.engine.contacts import route_to
from bot.engine.escalation_messages import message_key, shown_to_person
from bot.engine.outgoing import OnDoubt
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction


def asked_key(case: Case, look_back: LookBack, party: str) -> str:
    """Key of the message that asks somebody of a side."""
    return message_key(case.escalation, f"{look_back.run}/look_back/{party}")


def may_read(setting: Setting, case: Case, person: Person) -> bool:
    """Whether somebody is still here, and may know what is said."""
    reader = setting.reader_of(person)
    return setting.is_here(person) and may_look_back(
        case.agreement, case.escalation, reader, person.id
    )


async def ask(
    tx: Transaction, setting: Setting, case: Case, look_back: LookBack, *, party: str, who: Person
) -> None:
    """Ask one person of a side, once, in their hours and within what they take a day."""
    where = route_to(setting, party, who)
    assert where is not None  # nobody is asked who cannot be written to
    shown = shown_to_person(setting, case, who, party)
    card = cards.asked_card(shown, look_back)
    key = asked_key(case, look_back, party)
    what = Push(key=key, card=card, opens=_opens(shown), on_doubt=OnDoubt.SKIP)
    await push(tx, setting, where, what)


async def bring_up_to_date(
    tx: Transaction, setting: Setting, case: Case, look_back: LookBack
) -> None:
    """Write in the messages that asked how it stands now."""
    for asked in look_back.asked:
        who = setting.directory.person(asked.person)
        known = await tx.outbox.find(asked_key(case, look_back, asked.party))
        if known is None or not may_read(setting, case, who):
            continue
        shown = shown_to_person(setting, case, who, asked.party)
        await replace_card(tx, setting, known, standing_card(shown, look_back, asked.party))


def standing_card(shown: Shown, look_back: LookBack, party: str) -> Card:
    """How it stands for somebody of a side: asked, answered, over, or reopened."""
    if look_back != shown.case.escalation.look_back:
        return cards.withdrawn_card(shown)
    if not look_back.open:
        return cards.told_card(shown, look_back)
    lesson = look_back.lesson_of(party)
    if lesson is None:
        return cards.asked_card(shown, look_back)
    return cards.answered_card(shown, look_back, lesson)


async def tell_who_answered(
    tx: Transaction, setting: Setting, case: Case, look_back: LookBack
) -> None:
    """Tell those who answered what all sides said; whose answer was the last one reads it now."""
    for who, party in _answered(setting, look_back):
        own = isinstance(setting, Scene) and setting.actor.person == who
        if own or party not in setting.agreement.party or not may_read(setting, case, who):
            continue
        where = route_to(setting, party, who)
        if where is None:
            continue
        shown = shown_to_person(setting, case, who, party)
        key = f"{asked_key(case, look_back, party)}/told"
        card = cards.told_card(shown, look_back)
        what = Push(key=key, card=card, opens=_opens(shown), on_doubt=OnDoubt.SKIP)
        await push(tx, setting, where, what)


def _answered(setting: Setting, look_back: LookBack) -> Iterator[tuple[Person, str]]:
    for lesson in look_back.told:
        yield setting.directory.person(lesson.by.person), lesson.by.party


def _opens(shown: Shown) -> Button:
    return Button(words.SHOW, SHOW, shown.value())
