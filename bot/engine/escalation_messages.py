"""The messages of an escalation: one for each person told on a rung, one for each room.

All of them are the same card, as each reader may know it, and are brought up to date whenever
something changes. Telling somebody on a further rung is a new message, so that it rings.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.cards.card import Button
from bot.cards.compose.answer_parts import Holder, Telling
from bot.cards.compose.came_of import CameOf
from bot.cards.compose.escalation_lists import further_report, still_waits
from bot.cards.compose.escalation_shown import Shown
from bot.cards.compose.escalations import SHOW, escalation_card
from bot.cards.words import escalations as words
from bot.domain.address import Address
from bot.domain.between import of_case
from bot.domain.escalation import By, Escalation, Outcome, Told
from bot.domain.ladder import Case
from bot.domain.people import Person
from bot.domain.visibility import A_ROOM, Reader, view
from bot.engine.came_of import left_by, with_what_came
from bot.engine.contacts import Route, route_to
from bot.engine.outgoing import RESTRICTED_KEY, Draft
from bot.engine.pushing import Push, push
from bot.engine.recipients import recipient
from bot.engine.replacing import replace_card
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


def shown_to(
    setting: Setting, case: Case, reader: Reader, zone: str, *, platform: str | None = None
) -> Shown:
    """A case as one reader may know it."""
    directory, id_ = setting.directory, setting.collaboration.id
    held = directory.holders(id_, setting.now)
    holders = {
        seat: Holder(
            person.name, next((a for a in person.addresses if a.platform == platform), None)
        )
        for seat, person in held.items()
    }
    people = {by.person for by in case.escalation.doers()}
    return Shown(
        case=case,
        telling=Telling(view=view(case.agreement, reader), holders=holders, now=setting.now),
        names={person: directory.person(person).name for person in people},
        zone=zone,
    )


def shown_to_person(setting: Setting, case: Case, person: Person, party: str) -> Shown:
    """A case as somebody may know it who reads alone."""
    return shown_to(setting, case, setting.reader_of(person), setting.zone_of(party))


async def show(tx: Transaction, setting: Setting, case: Case) -> None:
    """Send what is new, and bring everything that was sent up to date."""
    left = await left_by(tx, case.escalation.id)
    if not case.escalation.restricted:
        await _show_rooms(tx, setting, case, left)
    for copy in _private(case.escalation):
        await _show_person(tx, setting, case, copy, left)


async def _show_rooms(tx: Transaction, setting: Setting, case: Case, left: CameOf) -> None:
    between = of_case(case)
    for room in setting.directory.rooms(setting.collaboration.id):
        if not setting.directory.parties_in(room) & between:
            continue
        shown = shown_to(setting, case, A_ROOM, setting.zone_in(room))
        draft = Draft(
            key=f"{case.escalation.id}/room/{room}",
            collaboration=setting.collaboration.id,
            to=room,
            card=escalation_card(with_what_came(setting, shown, left, A_ROOM)),
        )
        await tx.outbox.put(draft, setting.now)


@dataclass(frozen=True)
class Copy:
    """The message of one person."""

    key: str
    person: str
    """Id of the reader."""
    told: Told | None
    """On which rung; none for who raised it."""


def _private(escalation: Escalation) -> Iterator[Copy]:
    """Every message to one person: to who raised it, and to who was told."""
    seen: set[str] = set()
    raised = escalation.raised_by
    told = [each for each in escalation.told if each.outcome is Outcome.TOLD and each.person]
    if raised is not None and not _told_at_once(escalation, raised):
        yield Copy(message_key(escalation, f"raised/{raised.person}"), raised.person, None)
    for each in told:
        assert each.person is not None  # looked for above
        key = private_key(escalation, each.run, each.step, each.person)
        if key not in seen:
            seen.add(key)
            yield Copy(key, each.person, each)


def private_key(escalation: Escalation, run: int, step: int, person: str) -> str:
    """Key of the message to a person told on a rung; again on the same rung it is the same one."""
    return message_key(escalation, f"{run}/{step}/{person}")


def message_key(escalation: Escalation, about: str) -> str:
    """Key of a message about an escalation; of a restricted one nobody is told that it failed."""
    base = f"{escalation.id}/{about}"
    return f"{RESTRICTED_KEY}{base}" if escalation.restricted else base


def _told_at_once(escalation: Escalation, raised: By) -> bool:
    """Whether who raised it is told on the first rung, so that one message is enough."""
    return any(
        (each.person, each.run) == (raised.person, 1) and each.step <= 1 for each in escalation.told
    )


async def _show_person(
    tx: Transaction, setting: Setting, case: Case, copy: Copy, left: CameOf
) -> None:
    reader, told = setting.directory.person(copy.person), copy.told
    if not setting.is_here(reader):
        return  # who left reads no more of it
    raised = case.escalation.raised_by
    party = told.party if told else raised.party if raised else ""
    shown = shown_to_person(setting, case, reader, party)
    shown = with_what_came(setting, shown, left, setting.reader_of(reader))
    card = escalation_card(shown, told=_reason(setting, shown, told, raised))
    known = await tx.outbox.find(copy.key)
    where = _where(setting, told, reader, party)
    if where is not None and (known is None or where.person == reader):
        what = Push(key=copy.key, card=card, opens=opens(shown), at_once=True)
        await push(tx, setting, where, what)
    elif known is not None:
        await replace_card(tx, setting, known, card)


def _where(setting: Setting, told: Told | None, reader: Person, party: str) -> Route | None:
    """Where it goes: to the seat's holder or stand-in; to a lead or who raised it directly."""
    if told is None or told.seat == reader.id:
        return route_to(setting, party, reader) if party in setting.agreement.party else None
    return recipient(setting, told.seat)


def _reason(setting: Setting, shown: Shown, told: Told | None, raised: By | None) -> str:
    """Why it comes to this person; nothing for who raised it."""
    if told is None or (raised and raised.person == told.person and told.step <= 1):
        return ""
    seat = shown.telling.view.seat(told.seat)
    if seat is None:
        return words.told_as_lead(told.because) if told.step == 0 else ""
    holder = setting.directory.holder(setting.collaboration.id, told.seat, setting.now)
    own = holder is not None and holder.id == told.person
    return (words.told_as if own else words.told_for)(seat.title, told.because)


def opens(shown: Shown) -> Button:
    """What opens it from a list that takes its place."""
    return Button(words.SHOW, SHOW, shown.value())


async def remind(
    tx: Transaction,
    setting: Setting,
    case: Case,
    told: Told,
    *,
    where: Route,
    again: str,
    why: str = "",
) -> None:
    """Tell somebody once more, in a message of its own: an edited one rings at nobody.

    Args:
        tx: where it is put.
        setting: here and now.
        case: what it is about.
        told: as what they were told before.
        where: where it goes now.
        again: names the time, such as `2` or `expired/1`; under the same name it rings once.
        why: why it rings once more; nothing where the reason is still the one they were told for.
    """
    assert told.person is not None  # only who was told is told again
    key = private_key(case.escalation, told.run, told.step, told.person)
    reader = setting.directory.person(told.person)
    shown = shown_to_person(setting, case, reader, told.party)
    reason = why or _reason(setting, shown, told, None)
    card = still_waits(shown, reason)
    what = Push(key=f"{key}/again/{again}", card=card, opens=opens(shown), at_once=True)
    await push(tx, setting, where, what)


async def tell_joined(tx: Transaction, setting: Setting, case: Case, text: str) -> None:
    """Tell everybody who was told in this run that the same was reported again.

    In a storm it is one message for each of them, edited as it goes on: only the first one rings.
    """
    for person, party in _told_now(case.escalation).items():
        reader = setting.directory.person(person)
        where = route_to(setting, party, reader)
        if where is None or not setting.is_here(reader):
            continue
        shown = shown_to_person(setting, case, reader, party)
        key = message_key(case.escalation, f"{case.escalation.run}/joined/{person}")
        moment = setting.now if case.around_the_clock else where.hours.next_allowed(setting.now)
        known = await tx.outbox.find(key)
        draft = Draft(
            key=key,
            collaboration=setting.collaboration.id,
            to=where.addresses[0],
            fallbacks=where.addresses[1:],
            card=further_report(shown, text),
            not_before=known.not_before if known else moment,
        )
        await tx.outbox.put(draft, setting.now)


def _told_now(escalation: Escalation) -> dict[str, str]:
    """Who was told in this run, and for which party."""
    return {
        each.person: each.party
        for each in escalation.told
        if each.run == escalation.run and each.outcome is Outcome.TOLD and each.person
    }


async def shown_in(tx: Transaction, case: Case, place: Address, person: str) -> bool:
    """Whether a message in this conversation says how it stands already."""
    escalation = case.escalation
    keys = [f"{escalation.id}/room/{place}"]
    keys += [copy.key for copy in _private(escalation) if copy.person == person]
    for key in keys:
        found = await tx.outbox.find(key)
        if found is not None and found.to == place:
            return True
    return False
