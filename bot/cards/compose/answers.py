"""Answers to who, how, where, what if and when, as cards."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Fact,
    Facts,
    Moment,
    Part,
    Strong,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.answer_parts import (
    Holder,
    Telling,
    access_in_words,
    due_in_words,
    joined,
    line,
)
from bot.cards.compose.answer_rows import by_the_same_name, in_writing, office_hours, own_side
from bot.cards.compose.contact_rules import contact_rows, formal_row, then_row
from bot.cards.compose.freshness import confirmed, in_force, item_in_force
from bot.cards.compose.general import INSTEAD
from bot.cards.words import answers as words
from bot.domain.agreement.areas import Area, AreaKind, Location
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.conduct import Method
from bot.domain.agreement.parties import Party, Side
from bot.domain.agreement.seats import Seat
from bot.domain.agreement.triggers import Trigger
from bot.domain.occurrences import next_occurrence
from bot.domain.owned import Owned
from bot.domain.ways import way
from bot.domain.workdays import seat_zone

__all__ = [
    "ASK",
    "Holder",
    "Telling",
    "ambiguous",
    "area",
    "ask_button",
    "cadence",
    "location",
    "none",
    "seat",
    "trigger",
]

#: Action of a button that asks its own question.
ASK = "ask"
_MOST_AREAS = 6


def ask_button(label: str, text: str) -> Button:
    """A button that asks."""
    return Button(label, ASK, {"text": text})


def area(telling: Telling, found: Area, also: Sequence[Button] = ()) -> Card:
    """Who owns something, who does it, whom to ask on the other side, and where it lives."""
    owner = telling.view.seat(found.accountable)
    place = telling.view.location(found.location)
    facts = [
        *line(words.ANSWERS_FOR_IT, telling.seat(found.accountable)),
        *_doer(telling, found),
        *_counterpart(telling, found),
        *own_side(telling, (found.accountable, found.responsible, found.counterpart)),
        *(contact_rows(telling, found) or _reach(replace(telling, hour=None), owner)),
        *then_row(telling, found),
        *formal_row(telling, found),
        *line(words.LIVES_IN, _lives_in(place) if place else ()),
        *line(words.DUE, (due_in_words(telling.agreement, found),)),
    ]
    sponsor = _sponsor(telling)
    moved = words.transferred(
        found.transferred,
        obligation=found.kind is AreaKind.OBLIGATION,
        sponsor=sponsor.short if sponsor else words.PARTY,
    )
    fresh = confirmed(telling, Owned(thing=found))
    since = item_in_force(telling, "areas", found.key)
    closing = " ".join(part for part in (moved, since, fresh) if part)
    return Card(
        title=found.title,
        blocks=_blocks(facts, also, closing),
        buttons=tuple(also),
        summary=words.owner_in_a_line(found.title, owner.title if owner else None),
    )


def seat(telling: Telling, found: Seat, also: Sequence[Button] = ()) -> Card:
    """A role: who holds it, who stands in, how to reach it now and how fast it answers."""
    party = telling.agreement.party[found.party]
    owns = [each.title for each in telling.agreement.areas if each.accountable == found.key]
    replies = words.reply_times(found.reply_within.normal, found.reply_within.urgent)
    facts = [
        fact(words.PARTY, party.name),
        *line(words.HELD_BY, telling.holder(found.key)),
        *line(words.DEPUTY, telling.seat(found.deputy)),
        *_reach(telling, found),
        fact(words.REPLIES, replies),
        *line(words.OWNS, ("; ".join(owns[:_MOST_AREAS]),)),
    ]
    return Card(
        title=found.title,
        blocks=_blocks(facts, also, item_in_force(telling, "seats", found.key)),
        buttons=tuple(also),
        summary=f"{found.title}, {party.short}",
    )


def location(telling: Telling, found: Location, also: Sequence[Button] = ()) -> Card:
    """Where something lives, what it holds, how to get in, and whether it counts as delivered."""
    owner, filed = telling.view.seat(found.owner), found.filed
    beside = telling.view.location(filed.location) if filed else None
    # Who looks after a place is asked where nothing is agreed about getting in.
    asked = words.ask_for_access(owner.title) if owner else ""
    facts = [
        fact(words.ADDRESS, found.path, f" ({found.system})"),
        *line(words.HOLDS, (", ".join(found.holds),)),
        *line(words.LOOKS_AFTER_IT, telling.seat(found.owner)),
        *line(words.ACCESS, (access_in_words(telling, found.access) or asked,)),
        *line(words.FILED, (words.filed(beside.title, filed.every),) if filed and beside else ()),
    ]
    counts = words.FORMAL if found.formal else words.NOT_FORMAL
    fresh = confirmed(telling, Owned(thing=found))
    since = item_in_force(telling, "locations", found.key)
    closing = " ".join(part for part in (counts, since, fresh) if part)
    return Card(
        title=found.title,
        blocks=_blocks(facts, also, closing),
        buttons=tuple(also),
        summary=f"{found.title}: {found.path}",
    )


def trigger(telling: Telling, found: Trigger, also: Sequence[Button] = ()) -> Card:
    """What was agreed for an occurrence: who tells whom, how soon, and what happens meanwhile."""
    notice = found.first_notice
    receiver = telling.view.seat(notice.to)
    hidden = receiver is None or telling.view.seat(notice.from_) is None
    # A method used by a hidden seat may tell that there is one, so it goes with the seat.
    method = None if hidden else telling.agreement.method.get(notice.method)
    facts = [
        fact(words.FIRST_NOTICE, words.within(notice.within)),
        *line(words.FROM, telling.seat(notice.from_)),
        *line(words.TO, telling.seat(notice.to)),
        *line(words.BY, _notice_by(telling, receiver, method)),
        *in_writing(telling, method),
        *_reach(telling, receiver),
        fact(words.CLOCK_STARTS, found.clock.text),
        *line(words.SAY, ("; ".join(found.say),)),
        fact(words.UNTIL_DECIDED, found.until_decided),
    ]
    return Card(
        title=found.title,
        blocks=_blocks(facts, also, item_in_force(telling, "triggers", found.key)),
        buttons=tuple(also),
        summary=f"{found.title}: first notice {words.within(notice.within)}",
    )


def cadence(telling: Telling, found: Cadence, also: Sequence[Button] = ()) -> Card:
    """A promised update: from whom, to whom, when, and when next."""
    agreement = telling.agreement
    sender = telling.view.seat(found.from_)
    method = agreement.method.get(found.method) if sender else None
    areas = [agreement.area[key].title for key in found.rule.areas if key in agreement.area]
    days_of = agreement.area.get(found.rule.on_days_of or "")
    upcoming = next_occurrence(agreement, found, after=telling.now)
    zone = found.rule.zone or seat_zone(agreement, found.from_)
    rule = words.rule(found.rule, areas, days_of.title if days_of else None)
    facts = [
        *line(words.FROM, telling.seat(found.from_)),
        *line(words.TO, (words.join(telling.titles(found.to)),)),
        *line(words.BY, (method.title,) if method else ()),
        fact(words.WHEN, rule),
        *line(words.NEXT, (Moment(upcoming.due, zone),) if upcoming else ()),
    ]
    return Card(
        title=found.title,
        blocks=_blocks(facts, also, item_in_force(telling, "cadences", found.key)),
        buttons=tuple(also),
        summary=f"{found.title}: {rule}",
    )


def ambiguous(
    telling: Telling,
    choices: Sequence[tuple[tuple[Part, ...], Button]],
    also: Sequence[Button] = (),
) -> Card:
    """Several things go by the name: each with what tells it apart, and a button that asks it."""
    return Card(
        title=words.WHICH_TITLE,
        blocks=(
            paragraph(words.several(len(choices))),
            Bullets(tuple(item for item, _ in choices)),
            *by_the_same_name(also),
            subtle(in_force(telling)),
        ),
        buttons=tuple(_instead(each) for each in (*(button for _, button in choices), *also)),
        summary=words.several(len(choices)),
    )


def _instead(button: Button) -> Button:
    return replace(button, value={**button.value, INSTEAD: "yes"})


def none(telling: Telling, *, about_owner: bool) -> Card:
    """The agreement is silent: what that means, and whom to ask on every side."""
    said = words.NOT_TRANSFERRED if about_owner else words.NOT_AGREED
    leads = joined(telling.seat(each.key) for each in telling.view.leads())
    ask = (paragraph(words.ASK_LEADS, *leads, "."),) if leads else ()
    return Card(
        title=words.NONE_TITLE,
        blocks=(paragraph(said), *ask, subtle(in_force(telling))),
        buttons=(ask_button(words.WHAT_CAN_I_ASK, "help"),),
        summary=said,
    )


def choice(telling: Telling, title: str, seat: str | None = None) -> tuple[Part, ...]:
    """One thing in a list to choose from, with the seat that tells it apart."""
    known = telling.view.seat(seat)
    if known is None:
        return (Strong(title),)
    party = telling.agreement.party[known.party].short
    apart = f": {known.title} ({party})" if known.title != title else f" ({party})"
    return (Strong(title), apart)


def _blocks(facts: Iterable[Fact], also: Sequence[Button], closing: str) -> tuple[Block, ...]:
    return (Facts(tuple(facts)), *by_the_same_name(also), subtle(closing))


def _doer(telling: Telling, found: Area) -> Iterable[Fact]:
    if found.responsible == found.accountable:
        return ()
    return line(words.DOES_IT, telling.seat(found.responsible))


def _counterpart(telling: Telling, found: Area) -> Iterable[Fact]:
    """Whom to ask on the other side; its lead when the agreed seat is hidden from the reader."""
    party = telling.agreement.party_of(found.counterpart)
    asked = telling.view.seat(found.counterpart) or telling.view.lead(party)
    return line(words.counterpart_at(party.short), telling.seat(asked.key) if asked else ())


def _notice_by(telling: Telling, receiver: Seat | None, method: Method | None) -> tuple[Part, ...]:
    """The method of a notice, with the number or address of who gets it."""
    if receiver is None or method is None:
        return ()
    if not telling.with_contacts:
        return (method.title,)
    return (words.ways(way(telling.agreement, receiver.contact, method.key)),)


def _lives_in(place: Location) -> tuple[Part, ...]:
    return place.title, f", {place.path}{words.COUNTS_THERE if place.formal else ''}"


def _reach(telling: Telling, seat: Seat | None) -> Iterable[Fact]:
    if seat is None or not telling.with_contacts:
        return ()
    quirks = (seat.contact.quirks,) if seat.contact.quirks else ()
    return (
        *line(words.REACH_NOW, telling.reach(seat)),
        *line(words.REACH_THEN, telling.reach_then(seat)),
        *office_hours(telling, seat),
        *line(words.GOOD_TO_KNOW, quirks),
    )


def _sponsor(telling: Telling) -> Party | None:
    return next((p for p in telling.agreement.parties if p.side is Side.SPONSOR), None)
