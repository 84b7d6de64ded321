"""Asking an owner about all they answer for, and keeping what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards.card import Button, Card, Moment
from bot.cards.compose import ownership as cards
from bot.domain.agreement.ownership import Ownership
from bot.domain.instant import Instant, local, parse_instant
from bot.domain.owned import Owned
from bot.domain.ownership import Confirmation, Settled
from bot.domain.people import Person
from bot.engine.contacts import route_to
from bot.engine.owners import fingerprint, not_fresh, to_confirm
from bot.engine.ownership_gaps import settle
from bot.engine.ownership_planning import OWNERSHIP, counted
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_TIMES = (1, 2)


def question_key(collaboration: str, round_: date, person: str, time: int) -> str:
    """Key of the message that asks an owner, for the first time or again."""
    return f"{collaboration}/{OWNERSHIP}/{round_}/{person}/{time}"


@dataclass(frozen=True, kw_only=True)
class Asking:
    """One owner, asked in one round."""

    person: Person
    areas: Sequence[Owned]
    """What they are asked about; at least one."""
    round_: date
    """The first day of the round."""
    by: Instant
    """By when an answer is hoped for."""


async def ask(tx: Transaction, setting: Setting, asking: Asking, *, time: int = 1) -> None:
    """Send the question, the second time as a reminder."""
    person = asking.person
    party = setting.agreement.party_of(asking.areas[0].accountable).key
    where = route_to(setting, party, person)
    kind = "ownership.asked" if time == 1 else "ownership.reminded"
    await note(tx, setting, kind, person, asking.areas)
    if where is None:
        return
    card = cards.question_card(question(setting, asking, again=time > 1))
    key = question_key(setting.collaboration.id, asking.round_, person.id, time)
    opens = Button(card.title, cards.SHOW, card.buttons[0].value)
    await push(tx, setting, where, Push(key=key, card=card, opens=opens))


def question(setting: Setting, asking: Asking, *, again: bool = False) -> cards.OwnerQuestion:
    """What an owner reads."""
    ownership, areas = setting.agreement.ownership, asking.areas
    party = setting.agreement.party_of(areas[0].accountable).key
    seat = setting.agreement.seat
    titles = dict.fromkeys(seat[area.accountable].title for area in areas)
    return cards.OwnerQuestion(
        study=setting.agreement.study.short,
        seats=tuple(titles),
        areas=tuple(area.title for area in areas if not area.is_place),
        places=tuple((area.title, area.path) for area in areas if area.path),
        by=Moment(asking.by, setting.zone_of(party)),
        rhythm=ownership.confirmed_every if ownership else None,
        value={
            "collaboration": setting.collaboration.id,
            "person": asking.person.id,
            "party": party,
            "round": asking.round_.isoformat(),
            "areas": fingerprint(areas),
            "by": asking.by.isoformat(),
        },
        again=again,
    )


def answer_by(setting: Setting, party: str, agreed: Ownership) -> Instant:
    """By when somebody of a party answers who is asked now."""
    return counted(setting.agreement, party, setting.now, agreed.answer_within)


async def confirm(
    tx: Transaction, setting: Setting, person: Person, areas: Sequence[Owned]
) -> None:
    """Keep that areas are still with their seats; what was open about them is settled."""
    for area in areas:
        await tx.ownership.confirm(
            Confirmation(
                collaboration=setting.collaboration.id,
                area=area.key,
                seat=area.accountable,
                person=person.id,
                at=setting.now,
            )
        )
    await note(tx, setting, "ownership.confirmed", person, areas)
    keys = {area.key for area in areas}
    gaps = await tx.ownership.open_gaps(setting.collaboration.id)
    await settle(tx, setting, [g for g in gaps if g.area in keys], Settled.CONFIRMED, by=person)


async def bring_up_to_date(
    tx: Transaction, setting: Setting, person: Person, party: str, round_: date
) -> Card | None:
    """Put what became of it in place of the questions of one round; gives what the last is now.

    None where nothing was asked, or nothing is left to answer for.
    """
    areas = await to_confirm(tx, setting, person, party)
    if not areas:
        return None
    open_ = await not_fresh(tx, setting, areas, round_)
    card = None
    for time in _TIMES:
        known = await tx.outbox.find(
            question_key(setting.collaboration.id, round_, person.id, time)
        )
        if known is None:
            continue
        by = parse_instant(known.card.buttons[-1].value["by"])
        asking = Asking(person=person, areas=areas, round_=round_, by=by)
        asked = question(setting, asking, again=time > 1)
        today = local(setting.now, asked.by.zone).date()
        card = cards.question_card(asked) if open_ else cards.confirmed_card(asked, today)
        await replace_card(tx, setting, known, card)
    return card


async def note(
    tx: Transaction, setting: Setting, kind: str, person: Person, areas: Sequence[Owned]
) -> None:
    """Put into the record what happened about somebody's areas."""
    party = setting.agreement.party_of(areas[0].accountable).key
    await tx.record.append(
        setting.entry(
            kind, party, person=person.id, party=party, data={"areas": [area.key for area in areas]}
        )
    )
