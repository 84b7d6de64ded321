"""Areas that nobody surely owns: dated, on record, with a named lead, until they are settled."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.cards.card import Button, Card, Moment
from bot.cards.compose import ownership as cards
from bot.cards.words import ownership as words
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.ownership import ANSWER_WITHIN
from bot.domain.instant import local
from bot.domain.owned import Owned, is_place, owned_things
from bot.domain.ownership import AreaGap, Settled, Unsettled
from bot.domain.people import Person
from bot.domain.visibility import View
from bot.engine.contacts import route_to
from bot.engine.owners import may_know, owner_of
from bot.engine.ownership_planning import OWNERSHIP, Step, counted, row
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def open_gaps(
    tx: Transaction,
    setting: Setting,
    areas: Iterable[Owned],
    because: Unsettled,
    about: str,
    *,
    owner: Person | None = None,
) -> tuple[AreaGap, ...]:
    """Date it that nobody surely owns some areas, and ask a lead of their side to settle it.

    Args:
        tx: a writing transaction.
        setting: the collaboration.
        areas: the areas; one that is open already stays as it is.
        because: why.
        about: the question or seat it comes from; the same again opens nothing new.
        owner: whose areas they are. Where another lead speaks for the side, that one settles it.

    Returns:
        The gaps that were opened.
    """
    known = {gap.area for gap in await tx.ownership.open_gaps(setting.collaboration.id)}
    agreed = setting.agreement.ownership
    wait = agreed.answer_within if agreed else ANSWER_WITHIN
    opened = []
    for area in areas:
        if area.key in known:
            continue
        party = setting.agreement.party_of(area.accountable).key
        lead = settler(setting, area.accountable, owner)
        gap = AreaGap(
            collaboration=setting.collaboration.id,
            area=area.key,
            about=about,
            seat=area.accountable,
            because=because,
            since=setting.now,
            due=counted(setting.agreement, party, setting.now, wait),
            lead=lead.id if lead else None,
        )
        opened.append(gap)
        await tx.ownership.save_gap(gap)
        data: dict[str, object] = {"because": because.value, "lead": gap.lead}
        await note(tx, setting, gap, "ownership.gap", data)
    await tell(tx, setting, opened)
    return tuple(opened)


async def settle(
    tx: Transaction,
    setting: Setting,
    gaps: Iterable[AreaGap],
    how: Settled,
    *,
    by: Person | None = None,
) -> None:
    """End open gaps, and bring what leads were told about them up to date."""
    ended = [replace(gap, until=setting.now) for gap in gaps]
    for gap in ended:
        await tx.ownership.save_gap(gap)
        await note(tx, setting, gap, "ownership.gap_closed", {"how": how.value}, by=by)
    still = await tx.ownership.open_gaps(setting.collaboration.id)
    for about, lead in dict.fromkeys((gap.about, gap.lead) for gap in ended):
        left = [g for g in still if (g.about, g.lead) == (about, lead)]
        done = [g for g in ended if (g.about, g.lead) == (about, lead)]
        for again in (False, True):
            known = await tx.outbox.find(message_key(done[0], again=again))
            if known is None:
                continue
            card = gap_card(setting, left, again=again) if left else _settled(setting, done, how)
            await replace_card(tx, setting, known, card)


async def end_outdated(
    tx: Transaction, setting: Setting, *, before: Agreement | None = None
) -> None:
    """End the gaps that are none any more: the area is another one, or somebody holds the seat.

    Args:
        tx: a writing transaction.
        setting: the collaboration with the version in force.
        before: the version before, when a new one has just come into force.
    """
    open_ = await tx.ownership.open_gaps(setting.collaboration.id)
    changed = [gap for gap in open_ if _is_changed(setting, gap, before)]
    filled = [gap for gap in open_ if gap not in changed and not _stands(setting, gap)]
    for gaps, how in ((changed, Settled.CHANGED), (filled, Settled.FILLED)):
        if gaps:
            await settle(tx, setting, gaps, how)


async def seat_filled(tx: Transaction, setting: Setting, seat: str) -> None:
    """Somebody takes a seat right now: it is empty no more."""
    open_ = await tx.ownership.open_gaps(setting.collaboration.id)
    filled = [gap for gap in open_ if gap.seat == seat and gap.because is Unsettled.VACANT]
    if filled:
        await settle(tx, setting, filled, Settled.FILLED)


def _stands(setting: Setting, gap: AreaGap) -> bool:
    """Whether the area is still with the seat and, where that was empty, nobody took it."""
    area = owned_things(setting.agreement).get(gap.area)
    if area is None or area.accountable != gap.seat:
        return False
    return gap.because is not Unsettled.VACANT or owner_of(setting, gap.seat) is None


def _is_changed(setting: Setting, gap: AreaGap, before: Agreement | None) -> bool:
    area = owned_things(setting.agreement).get(gap.area)
    if area is None or area.accountable != gap.seat:
        return True
    return before is not None and owned_things(before).get(gap.area) != area


async def remind(tx: Transaction, setting: Setting, gaps: Sequence[AreaGap]) -> None:
    """Tell the lead once more: the day to settle it has come."""
    await tell(tx, setting, gaps, again=True)


def settler(setting: Setting, seat: str, owner: Person | None) -> Person | None:
    """The lead of a seat's side who settles it: another than its owner, and one who is there.

    Where no lead may know of the seat, the holder of its deputy's seat.
    """
    id_, directory, now = setting.collaboration.id, setting.directory, setting.now
    found = setting.agreement.seat[seat]
    deputy = directory.holder(id_, found.deputy, now) if found.deputy else None
    leads = [p for p in directory.leads(id_, found.party) if may_know(setting, p, seat)]
    if not leads and deputy is not None and may_know(setting, deputy, seat):
        leads = [deputy]
    return min(
        leads,
        key=lambda each: (each == owner, directory.absence(id_, each, now) is not None),
        default=None,
    )


def message_key(gap: AreaGap, *, again: bool = False) -> str:
    """Key of the message that asks the lead to settle it."""
    base = f"{gap.collaboration}/{OWNERSHIP}/settle/{gap.about}/{gap.lead}"
    return f"{base}/again" if again else base


def gap_card(setting: Setting, gaps: Sequence[AreaGap], *, again: bool = False) -> Card:
    """What the lead reads of gaps that come from one thing."""
    agreement, first, things = setting.agreement, gaps[0], owned_things(setting.agreement)
    zone, owner = agreement.party_of(first.seat).zone, owner_of(setting, first.seat)
    return cards.gap_card(
        cards.LeadQuestion(
            collaboration=first.collaboration,
            about=first.about,
            study=setting.agreement.study.short,
            because=first.because,
            areas=[(things[g.area].title, agreement.seat[g.seat].title) for g in gaps],
            count=counted_things(gap.area for gap in gaps),
            seat=first.seat,
            since=Moment(first.since, zone),
            due=Moment(first.due, zone),
            own=owner is not None and owner.id == first.lead,
            again=again,
        )
    )


def status_lines(gaps: Iterable[AreaGap], setting: Setting, visible: View) -> Iterator[str]:
    """Lines of `status`: what one lead settles by one day for one reason is in one of them."""
    things = owned_things(setting.agreement)
    groups: dict[tuple[str, Unsettled, str | None, date, date], list[str]] = {}
    for gap in gaps:
        if visible.seat(gap.seat) is not None and _stands(setting, gap):
            party = setting.agreement.party_of(gap.seat)
            since, due = (local(at, party.zone).date() for at in (gap.since, gap.due))
            keys = groups.setdefault((party.short, gap.because, gap.lead, since, due), [])
            keys.append(gap.area)
    for (short, because, lead, since, due), keys in groups.items():
        yield words.status_line(
            count=counted_things(keys),
            party=short,
            because=because,
            since=since,
            lead=setting.directory.person(lead).name if lead else None,
            due=due,
            titles=[things[key].title for key in keys],
        )


def counted_things(keys: Iterable[str]) -> words.Count:
    """How many areas and places there are among some keys."""
    places = [is_place(key) for key in keys]
    return words.Count(len(places) - sum(places), sum(places))


async def tell(
    tx: Transaction, setting: Setting, gaps: Sequence[AreaGap], *, again: bool = False
) -> None:
    """Ask each lead to settle what comes from one thing, for the first time or again."""
    for lead in dict.fromkeys(gap.lead for gap in gaps):
        if lead is None:
            continue
        own = [gap for gap in gaps if gap.lead == lead]
        party = setting.agreement.party_of(own[0].seat).key
        where = route_to(setting, party, setting.directory.person(lead))
        if not again:
            key = f"{own[0].about}/{lead}"
            due = row(own[0].collaboration, party, Step.SETTLE, key, own[0].due)
            subject = {**due.subject, "about": own[0].about, "lead": lead}
            await tx.agenda.put(replace(due, subject=subject))
        if where is not None:
            card = gap_card(setting, own, again=again)
            value = {"collaboration": own[0].collaboration, "about": own[0].about}
            opens = Button(card.title, cards.SHOW, value)
            key = message_key(own[0], again=again)
            await push(tx, setting, where, Push(key=key, card=card, opens=opens))


def _settled(setting: Setting, done: Sequence[AreaGap], how: Settled) -> Card:
    seat = setting.agreement.seat.get(done[0].seat)
    zone = setting.zone_of(seat.party if seat else None)
    return cards.settled_card(
        how, counted_things(gap.area for gap in done), Moment(setting.now, zone)
    )


async def note(
    tx: Transaction,
    setting: Setting,
    gap: AreaGap,
    kind: str,
    data: dict[str, object],
    *,
    by: Person | None = None,
) -> None:
    """Put into the record what happened to a gap."""
    seat = setting.agreement.seat.get(gap.seat)
    await tx.record.append(
        setting.entry(
            kind,
            gap.area,
            person=by.id if by else None,
            party=seat.party if seat else None,
            data={"seat": gap.seat, **data},
        )
    )
