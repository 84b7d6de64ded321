"""`seats`: who holds them, filling them, saying that one is yours, and who held it then."""

import re
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dateutil import parser as dates
from rapidfuzz import fuzz, process

from bot.cards.card import Button, Card, Look, Moment, Part
from bot.cards.compose import seats as cards
from bot.cards.form import Form
from bot.cards.words import seats as words
from bot.cards.words.dates import day
from bot.domain.agreement.seats import Seat
from bot.domain.errors import Refused
from bot.domain.instant import Instant, instant, local
from bot.domain.joining import Claim, ClaimState
from bot.domain.people import Holding, Person
from bot.domain.visibility import Reader, view
from bot.engine.agreements import AgreementCache
from bot.engine.amendment_messages import to_lead
from bot.engine.amendment_times import plan_telling
from bot.engine.answer import Answer
from bot.engine.gaps import GapEnd, close_gaps, standing
from bot.engine.handlers.joining import confirm_lead, refuse_lead
from bot.engine.newcomers import appoint, current_holdings, fresh_directory, person_for
from bot.engine.outgoing import Draft
from bot.engine.people_choice import member_for, options_of, token
from bot.engine.platform import Member
from bot.engine.record import Entry
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_NEAR = 75
_ON_DAY = re.compile(r"^(?P<seat>.+?)\s+(?:on|at|in|as of)\s+(?P<day>.+)$", re.IGNORECASE)


async def seats(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`seats [fill|claim|<seat> [on <date>]]`."""
    word, _, more = rest.strip().partition(" ")
    match word.lower():
        case "":
            return Answer(card=await _all(scene, tx, reader))
        case "fill":
            return await _fill(scene, tx, more)
        case "claim":
            return await _claim(scene, tx, more)
        case _:
            return _history(scene, rest.strip(), reader)


async def _all(scene: Scene, tx: Transaction, reader: Reader) -> Card:
    zone = scene.zone
    gaps = await tx.joining.open_gaps(scene.collaboration.id)
    gone = {
        gap.seat: words.GONE.format(day=day(local(gap.since, zone).date()))
        for gap in standing(gaps, scene)
    }
    held = scene.directory.holders(scene.collaboration.id, scene.now)
    since = {
        h.seat: h.since for h in scene.directory.holdings(scene.collaboration.id) if h.until is None
    }
    seen = view(scene.agreement, reader)
    lines = []
    for seat in seen.seats:
        holder, deputy = held.get(seat.key), seen.seat(seat.deputy)
        stands_in = held.get(deputy.key) if deputy else None
        lines.append(
            cards.SeatLine(
                seat=seat,
                party=scene.agreement.party[seat.party].short,
                holder=holder.name if holder else None,
                since=since.get(seat.key) if holder else None,
                deputy=deputy.title if deputy else None,
                same_person=holder is not None and holder == stands_in,
                gone=gone.get(seat.key),
            )
        )
    # A lead who cannot be written to finds here who waits for a word.
    claims = [
        (claim, seat.title)
        for claim in await tx.joining.open_claims(scene.collaboration.id)
        for seat in [seen.seat(claim.seat)]
        if seat is not None
    ]
    may_fill = scene.leading is not None or not scene.private
    return cards.seats_card(
        lines,
        zone,
        may_fill=may_fill,
        collaboration=scene.collaboration.id,
        claims=claims if may_fill else (),
    )


async def press_fill(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The *Fill seats* button, for all seats of the side or for one."""
    party = leading_party(scene)
    seat = scene.agreement.seat.get(value.get("seat", ""))
    if seat is not None and seat.party != party:
        raise Refused(_other_side(scene, seat.party))
    return Answer(form=_fill_form(scene, party, seat), private=True)


async def _fill(scene: Scene, tx: Transaction, text: str) -> Answer:
    party = leading_party(scene)
    seat = _named(scene, text) if text.strip() else None
    if seat is not None and seat.party != party:
        raise Refused(_other_side(scene, seat.party))
    if scene.origin.can_open_form:
        return Answer(form=_fill_form(scene, party, seat), private=True)
    return Answer(card=_offer(scene, cards.FILL, words.FILL, seat), private=False)


def _fill_form(scene: Scene, party: str, only: Seat | None) -> Form:
    people = people_of(scene, party)
    own = [seat for seat in scene.agreement.seats if seat.party == party]
    if not own:
        raise Refused(words.NO_SEAT_OF_SIDE)
    if not people:
        raise Refused(words.NO_PICKER.format(example=own[0].title))
    held = scene.directory.holders(scene.collaboration.id, scene.now)
    chosen = {key: token(person.addresses[0]) for key, person in held.items() if person.addresses}
    shown = [only] if only else sorted(own, key=lambda seat: seat.key in held)
    fits = max(1, cards.MOST_OPTIONS // (len(people) + 1))
    return cards.fill_form(
        shown[:fits],
        options_of(people),
        chosen,
        scene.collaboration.id,
        left_out=shown[fits:],
    )


def people_of(scene: Scene, party: str) -> list[Member]:
    """Who can hold the seats of a party: people of its workspaces, in a room or known already."""
    directory, id_ = scene.directory, scene.collaboration.id
    known = [
        Member(address=person.addresses[0], name=person.name)
        for person in {
            *directory.holders(id_, scene.now).values(),
            *directory.leads(id_, party),
        }
        if person.addresses
    ]
    found = {member.address: member for member in (*scene.members, *known)}
    own = [m for m in found.values() if directory.party_of_tenant(id_, m.address.home) == party]
    return sorted(own, key=lambda member: member.name.casefold())


async def fill(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent: people sit down and stand up, at once."""
    party = leading_party(scene)
    held = scene.directory.holders(scene.collaboration.id, scene.now)
    lines = []
    for key, chosen in values.items():
        seat = scene.agreement.seat.get(key)
        if seat is None or not chosen:
            continue
        if seat.party != party:
            raise Refused(_other_side(scene, seat.party))
        line = await _seat(scene, tx, seat, chosen, held.get(key))
        if line is not None:
            lines.append(line)
    if lines:
        await plan_telling(tx, scene, party)
    after = replace(scene, directory=await fresh_directory(tx))
    now_held = after.directory.holders(scene.collaboration.id, scene.now)
    empty = [s for s in scene.agreement.seats if s.party == party and s.key not in now_held]
    card = cards.changed_card(
        lines,
        list(same_person(after, party)),
        empty=len(empty),
        collaboration=scene.collaboration.id,
    )
    return Answer(card=card, private=True)


async def _seat(
    scene: Scene, tx: Transaction, seat: Seat, chosen: str, held_by: Person | None
) -> str | None:
    if chosen == cards.NOBODY:
        if held_by is None:
            return None
        for holding in current_holdings(scene, seat.key):
            await tx.directory.end_holding(holding, scene.now)
        await close_gaps(tx, scene, GapEnd.FILLED, seat=seat.key)
        await _note(tx, scene, "seat.emptied", seat.key, {"was": held_by.id})
        return words.emptied(seat.title)
    member = member_for(people_of(scene, seat.party), chosen)
    if member is None:
        raise Refused(words.NO_PICKER.format(example=seat.title))
    if held_by is not None and member.address in held_by.addresses:
        return None
    person = await person_for(tx, await fresh_directory(tx), member.address, member.name)
    await sit(tx, scene, seat, person)
    return words.filled(person.name, seat.title)


async def sit(tx: Transaction, scene: Scene, seat: Seat, person: Person) -> None:
    """Seat a person, record it, close the gap, and tell them what it means."""
    await appoint(tx, scene, seat.key, person)
    await close_gaps(tx, scene, GapEnd.FILLED, seat=seat.key)
    await _note(tx, scene, "seat.filled", seat.key, {"person": person.id})
    if person.addresses and person.addresses[0] != scene.origin.actor:
        sentence = words.welcome_to(seat.title, scene.collaboration.title)
        await tx.outbox.put(
            Draft(
                key=f"{scene.collaboration.id}/seat/{seat.key}/{person.id}/{scene.now.isoformat()}",
                collaboration=scene.collaboration.id,
                to=person.addresses[0],
                fallbacks=person.addresses[1:],
                card=cards.note_card(words.WELCOME_TITLE, sentence),
            ),
            scene.now,
        )


def same_person(scene: Scene, party: str) -> Iterator[str]:
    """Seats whose holder is their own deputy, in words."""
    held = scene.directory.holders(scene.collaboration.id, scene.now)
    for seat in scene.agreement.seats:
        holder = held.get(seat.key)
        if seat.party == party and seat.deputy and holder and held.get(seat.deputy) == holder:
            yield f"{seat.title}: {words.SAME_DEPUTY}."


async def press_claim(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*One of these is mine*."""
    return await _claim(scene, tx, "")


async def _claim(scene: Scene, tx: Transaction, text: str) -> Answer:
    party = _claiming(scene)
    own = [seat for seat in scene.agreement.seats if seat.party == party]
    if not own:
        raise Refused(words.NO_SEAT_OF_SIDE)
    if text.strip():
        return await _claim_seat(scene, tx, _named(scene, text))
    if scene.origin.can_open_form:
        return Answer(form=cards.claim_form(own, scene.collaboration.id), private=True)
    return Answer(card=_offer(scene, cards.CLAIM, words.CLAIM, None))


async def claim(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent: somebody says that a seat is theirs."""
    seat = scene.agreement.seat.get(values.get("seat", ""))
    if seat is None:
        raise Refused(words.UNKNOWN_SEAT.format(text=values.get("seat", "")[:40]))
    return await _claim_seat(scene, tx, seat)


async def _claim_seat(scene: Scene, tx: Transaction, seat: Seat) -> Answer:
    party = _claiming(scene)
    short = scene.agreement.party[seat.party].short
    if seat.party != party:
        raise Refused(words.CLAIM_OTHER_SIDE.format(seat=seat.title, party=short))
    if scene.is_lead_of(party):
        await sit(tx, scene, seat, scene.seated())
        return Answer(card=cards.changed_card([words.filled(scene.actor.name, seat.title)]))
    made = Claim(
        id=uuid.uuid4().hex[:16],
        collaboration=scene.collaboration.id,
        party=party,
        seat=seat.key,
        address=scene.origin.actor,
        name=scene.actor.name,
        room=None if scene.origin.personal else scene.origin.conversation,
        made_at=scene.now,
    )
    await tx.joining.save_claim(made)
    await _note(tx, scene, "claim.made", seat.key, {"name": made.name})
    holder = scene.directory.holder(scene.collaboration.id, seat.key, scene.now)
    card = cards.claim_card(made, seat.title, holder.name if holder else "")
    leads = scene.directory.leads(scene.collaboration.id, party)
    for lead in leads:
        await to_lead(tx, scene, party, lead, key=f"{made.id}/{lead.id}", card=card)
    names = " and ".join(lead.name for lead in leads) or "the lead of your side"
    sentence = words.claimed(seat.title, names)
    return Answer(card=cards.note_card(words.CLAIMED_TITLE, sentence), private=True, done=True)


async def press_confirm(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*That is right*, from a lead."""
    made = await _open_claim(scene, tx, value)
    if made.seat is None:
        return await confirm_lead(scene, tx, made, scene.members)
    seat = _seat_of(scene, made)
    person = await person_for(tx, scene.directory, made.address, made.name)
    await _decide(scene, tx, made, ClaimState.CONFIRMED)
    await sit(tx, scene, seat, person)
    await plan_telling(tx, scene, made.party)
    title, name = seat.title, made.name
    said, answered = words.confirmed(title), words.confirmed_them(name, title)
    return await _told(scene, tx, made, seat, said=said, answered=answered)


async def press_refuse(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*No*, from a lead."""
    made = await _open_claim(scene, tx, value)
    await _decide(scene, tx, made, ClaimState.REFUSED)
    if made.seat is None:
        return await refuse_lead(scene, tx, made)
    seat = _seat_of(scene, made)
    title, name = seat.title, made.name
    said, answered = words.refused(title), words.refused_them(name, title)
    return await _told(scene, tx, made, seat, said=said, answered=answered)


async def press_still_there(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*Still in the seat*: the holder is not gone after all."""
    seat = scene.agreement.seat.get(value.get("seat", ""))
    if seat is None or not scene.is_lead_of(seat.party):
        raise Refused(words.NOT_A_LEAD.format(leads=scene.leads_in_words(), example="lead"))
    await close_gaps(tx, scene, GapEnd.STILL, seat=seat.key, by=scene.seated())
    return Answer(card=cards.changed_card([]), private=True, already_shown=True)


async def _told(
    scene: Scene, tx: Transaction, made: Claim, seat: Seat, *, said: str, answered: str
) -> Answer:
    """Say it to the one who claimed, and the answer on every lead's card."""
    await tx.outbox.put(
        Draft(
            key=f"{made.id}/told",
            collaboration=scene.collaboration.id,
            to=made.address,
            fallbacks=(made.room,) if made.room else (),
            card=cards.note_card(words.claim_title(made.name, seat.title), said),
        ),
        scene.now,
    )
    card = cards.decided_card(made, seat.title, answered)
    for lead in scene.directory.leads(scene.collaboration.id, made.party):
        await to_lead(tx, scene, made.party, lead, key=f"{made.id}/{lead.id}", card=card)
    return Answer(card=card, private=True, already_shown=scene.origin.personal)


async def _decide(scene: Scene, tx: Transaction, made: Claim, state: ClaimState) -> None:
    decided = replace(made, state=state, decided_by=scene.seated().id, decided_at=scene.now)
    await tx.joining.save_claim(decided)
    await _note(tx, scene, f"claim.{state}", made.seat or made.party, {"name": made.name})


async def _open_claim(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> Claim:
    made = await tx.joining.claim(value.get("claim", ""))
    if (
        made is None
        or made.collaboration != scene.collaboration.id
        or made.state is not ClaimState.OPEN
    ):
        raise Refused(words.UNKNOWN_CLAIM)
    if made.seat is not None and not scene.is_lead_of(made.party):
        raise Refused(_other_side(scene, made.party))
    if scene.leading is None:
        raise Refused(_other_side(scene, made.party))
    return made


def _seat_of(scene: Scene, made: Claim) -> Seat:
    seat = scene.agreement.seat.get(made.seat or "")
    if seat is None:
        raise Refused(words.UNKNOWN_CLAIM)
    return seat


def _history(scene: Scene, text: str, reader: Reader) -> Answer:
    """Who held a seat, with dates; on a day, who held it then."""
    asked = _ON_DAY.match(text)
    seat = _named(scene, asked["seat"] if asked else text)
    if view(scene.agreement, reader).seat(seat.key) is None:
        raise Refused(words.UNKNOWN_SEAT.format(text=text[:40]))
    zone = scene.agreement.party[seat.party].zone
    held = [h for h in scene.directory.holdings(scene.collaboration.id) if h.seat == seat.key]
    if asked:
        first, last = _day(asked["day"], zone)
        held = [h for h in held if h.since <= last and (h.until is None or h.until >= first)]
    rows = [_row(scene, holding, zone) for holding in held]
    return Answer(card=cards.history_card(seat.title, rows))


def _row(scene: Scene, holding: Holding, zone: str) -> tuple[Part, ...]:
    name = scene.directory.person(holding.person).name
    if holding.until is None:
        return (name, ", since ", Moment(holding.since, zone))
    return (name, ", from ", Moment(holding.since, zone), " to ", Moment(holding.until, zone))


def _day(text: str, zone: str) -> tuple[Instant, Instant]:
    """First and last moment of a day somebody typed, on the wall clock of a zone."""
    try:
        found = _date(text)
    except (ValueError, OverflowError) as error:
        raise Refused(words.NO_DAY.format(text=text[:40])) from error
    first, last = (datetime.combine(found, t, ZoneInfo(zone)) for t in (time.min, time.max))
    return instant(first), instant(last)


def _date(text: str) -> date:
    """A date as 2027-03-04 or in words; in words, and as 4/3/2027, the day comes before the month.

    Raises:
        ValueError: it is none.
    """
    with suppress(ValueError):
        return date.fromisoformat(text.strip())
    return dates.parse(text, dayfirst=True).date()


def _named(scene: Scene, text: str) -> Seat:
    """The seat somebody means."""
    names = {
        name.casefold(): seat
        for seat in reversed(scene.agreement.seats)
        for name in (seat.title, *seat.aliases, seat.key.replace("_", " "))
    }
    found = process.extractOne(
        text.casefold().strip(), list(names), scorer=fuzz.WRatio, score_cutoff=_NEAR
    )
    if found is None:
        raise Refused(words.UNKNOWN_SEAT.format(text=text[:40]))
    return names[found[0]]


def leading_party(scene: Scene) -> str:
    """The party the actor speaks for.

    Raises:
        Refused: none; the sentence says who does and how to claim a seat.
    """
    if scene.leading is None:
        example = scene.agreement.seats[0].title
        raise Refused(words.NOT_A_LEAD.format(leads=scene.leads_in_words(), example=example))
    return scene.leading


def _claiming(scene: Scene) -> str:
    party = scene.leading or scene.actor.party
    if party is None:
        raise Refused(words.CLAIM_NOT_YOURS)
    return party


def _other_side(scene: Scene, party: str) -> str:
    leads = scene.directory.leads(scene.collaboration.id, party)
    return words.OTHER_SIDE.format(leads=" or ".join(lead.name for lead in leads) or "not named")


def _offer(scene: Scene, action: str, label: str, seat: Seat | None) -> Card:
    value = {"collaboration": scene.collaboration.id, **({"seat": seat.key} if seat else {})}
    return Card(
        title=words.TITLE,
        summary=words.TITLE,
        buttons=(Button(label, action, value, Look.PRIMARY, opens_form=True),),
    )


async def _note(
    tx: Transaction, scene: Scene, kind: str, seat: str, data: Mapping[str, object]
) -> None:
    await tx.record.append(
        Entry(
            collaboration=scene.collaboration.id,
            kind=kind,
            at=scene.now,
            version=scene.collaboration.version,
            subject=seat,
            person=scene.actor.person.id if scene.actor.person else None,
            party=scene.leading or scene.actor.party,
            source=scene.origin.event_id,
            data={"seat": seat, **data},
        )
    )
