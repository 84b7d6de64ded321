"""When a suggested name comes to a lead: in their hours, a few a week, if it is still worth it."""

from datetime import timedelta

from bot.cards.card import Button, Card
from bot.cards.compose import names as cards
from bot.cards.compose.names import NameShown
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.instant import instant
from bot.domain.learning import ASKED_WITHIN, NameState, SuggestedName, may_ask_at
from bot.domain.people import CollaborationState, Person
from bot.domain.visibility import A_ROOM
from bot.engine.agenda import AgendaRow
from bot.engine.ask import find
from bot.engine.asking import put_off_to
from bot.engine.contacts import Route, route_to
from bot.engine.learning import is_a_name, known_to_all, names_a_hidden_thing, worth_now
from bot.engine.lookup import Kind
from bot.engine.pausing import wait_for_resume
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: How long it waits while a proposal on the same item is open, or nobody leads the side.
_LATER = timedelta(days=2)


async def fire(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Ask a lead about a name, or wait for the moment to."""
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        await wait_for_resume(tx, setting, row)
        return
    # Whoever counts what was asked this week does so alone.
    await tx.escalations.one_by_one(row.collaboration)
    suggested = await tx.learning.get(row.subject["name"])
    if suggested is None or suggested.state is not NameState.WAITING:
        return
    if not await _still_worth(tx, setting, suggested):
        await tx.learning.save(suggested.ended(NameState.PASSED, setting.now))
        return
    lead = _lead(setting, suggested.party)
    if lead is None or await _is_being_changed(tx, setting, suggested):
        await tx.agenda.put(put_off_to(row, instant(setting.now + _LATER)))
        return
    person, where = lead
    turn = may_ask_at(await tx.learning.suggested(row.collaboration), suggested.party, setting.now)
    moment = where.hours.next_allowed(turn)
    if moment > setting.now:
        await tx.agenda.put(put_off_to(row, moment))
        return
    asked = suggested.asked(person.id, setting.now)
    await tx.learning.save(asked)
    shown = shown_to_lead(setting, asked)
    value = {"collaboration": asked.collaboration, "name": asked.id}
    opens = Button(cards.SHOW_LABEL, cards.SHOW, value)
    key = message_key(asked)
    await push(tx, setting, where, Push(key=key, card=cards.question(shown), opens=opens))
    entry = setting.entry("name.suggested", asked.id, party=asked.party, data={"to": person.id})
    await tx.record.append(entry)


def shown_to_lead(setting: Setting, suggested: SuggestedName) -> NameShown:
    """What a card says of it."""
    found = known_to_all(setting, suggested.section, suggested.item)
    return NameShown(
        suggested=suggested,
        study=setting.agreement.study.short,
        title=found.title if found else "",
    )


async def show_ended(tx: Transaction, setting: Setting, ended: SuggestedName, card: Card) -> bool:
    """What asked about it says what came of it; gives whether there is such a message."""
    known = await tx.outbox.find(message_key(ended))
    if known is not None:
        await replace_card(tx, setting, known, card)
    return known is not None


def message_key(suggested: SuggestedName) -> str:
    """Key of the message to the lead."""
    return f"{suggested.id}/asked"


async def _still_worth(tx: Transaction, setting: Setting, suggested: SuggestedName) -> bool:
    """Whether the same is still meant by the words, and the agreement does not know them yet."""
    worth = await worth_now(tx, setting, suggested.words)
    if worth is None or (worth.section, worth.item) != (suggested.section, suggested.item):
        return False
    if is_a_name(setting, suggested.said) or names_a_hidden_thing(setting, suggested.said):
        return False  # a later version has something by these words
    if suggested.missing:
        _, now_found = find(setting.agreement, suggested.said, reader=A_ROOM, holders={})
        return now_found.kind is Kind.NONE
    return known_to_all(setting, suggested.section, suggested.item) is not None


async def _is_being_changed(tx: Transaction, setting: Setting, suggested: SuggestedName) -> bool:
    """Whether a lead has another name for the same thing, or a proposal on it is open.

    Two proposals on the same part stand in each other's way.
    """
    if suggested.missing:
        return False
    names = await tx.learning.suggested(setting.collaboration.id)
    lately = instant(setting.now - ASKED_WITHIN)
    return await waiting_proposal(tx, setting, suggested) is not None or any(
        each.state is NameState.ASKED and each.asked_at is not None and each.asked_at > lately
        for each in names
        if (each.section, each.item) == (suggested.section, suggested.item)
    )


async def waiting_proposal(
    tx: Transaction, setting: Setting, suggested: SuggestedName
) -> Amendment | None:
    """A proposal on the same part that waits for an answer, if there is one."""
    part = (suggested.section, suggested.item)
    for each in await tx.amendments.open(setting.collaboration.id):
        if each.state is AmendmentState.PROPOSED and part in each.parts:
            return each
    return None


def _lead(setting: Setting, party: str) -> tuple[Person, Route] | None:
    """The lead of a side who is asked: one who is there, before one who is away."""
    id_, directory = setting.collaboration.id, setting.directory
    found = [
        (directory.absence(id_, person, setting.now) is not None, person, where)
        for person in directory.leads(id_, party)
        if (where := route_to(setting, party, person)) is not None
    ]
    best = min(found, key=lambda each: each[0], default=None)
    return None if best is None else best[1:]
