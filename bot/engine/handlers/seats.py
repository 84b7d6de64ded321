"""`seats`: who holds them, and filling them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.cards.card import Card
from bot.cards.compose import seats as cards
from bot.cards.form import Form
from bot.cards.words import seats as words
from bot.cards.words.dates import day
from bot.domain.agreement.seats import Seat
from bot.domain.errors import Refused
from bot.domain.instant import local
from bot.domain.people import Person
from bot.domain.visibility import Reader, view
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.gaps import GapEnd, close_gaps, standing
from bot.engine.handlers import claims, seat_history
from bot.engine.newcomers import current_holdings, fresh_directory, person_for
from bot.engine.people_choice import member_for, offered, options_of, token
from bot.engine.scene import Scene
from bot.engine.seating import (
    leading_party,
    named_seat,
    note_seat,
    offer_form,
    other_side,
    own_seats,
    people_of,
    sit,
)
from bot.engine.storage_ports import Transaction


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
            return await claims.claim_typed(scene, tx, more)
        case _:
            return seat_history.history(scene, rest.strip(), reader)


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
    seat = view(scene.agreement, scene.alone).seat(value.get("seat"))
    if seat is not None and seat.party != party:
        raise Refused(other_side(scene, seat.party))
    return Answer(form=_fill_form(scene, party, seat), private=True)


async def _fill(scene: Scene, tx: Transaction, text: str) -> Answer:
    party = leading_party(scene)
    seat = named_seat(scene, text) if text.strip() else None
    if seat is not None and seat.party != party:
        raise Refused(other_side(scene, seat.party))
    if scene.origin.can_open_form:
        return Answer(form=_fill_form(scene, party, seat), private=True)
    return Answer(card=offer_form(scene, cards.FILL, words.FILL, seat), private=False)


def _fill_form(scene: Scene, party: str, only: Seat | None) -> Form:
    people = people_of(scene, party)
    own = own_seats(scene, party)
    if not own:
        raise Refused(words.NO_SEAT_OF_SIDE)
    if not people:
        raise Refused(words.NO_PICKER.format(example=own[0].title))
    held = scene.directory.holders(scene.collaboration.id, scene.now)
    chosen = {
        key: token(member.address)
        for key, person in held.items()
        if (member := offered(person, people))
    }
    shown = [only] if only else sorted(own, key=lambda seat: seat.key in held)
    fits = max(1, cards.MOST_OPTIONS // (len(people) + 1))
    return cards.fill_form(
        shown[:fits],
        options_of(people),
        chosen,
        scene.collaboration.id,
        left_out=shown[fits:],
    )


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
    seen = view(scene.agreement, scene.alone)
    lines = []
    for key, chosen in values.items():
        seat = seen.seat(key)
        if seat is None or not chosen:
            continue
        if seat.party != party:
            raise Refused(other_side(scene, seat.party))
        line = await _seat(scene, tx, seat, chosen, held.get(key))
        if line is not None:
            lines.append(line)
    after = replace(scene, directory=await fresh_directory(tx))
    now_held = after.directory.holders(scene.collaboration.id, scene.now)
    empty = [seat for seat in own_seats(scene, party) if seat.key not in now_held]
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
        await note_seat(tx, scene, "seat.emptied", seat.key, {"was": held_by.id})
        return words.emptied(seat.title)
    member = member_for(people_of(scene, seat.party), chosen)
    if member is None:
        raise Refused(words.NO_PICKER.format(example=seat.title))
    if held_by is not None and member.address in held_by.addresses:
        return None
    person = await person_for(tx, await fresh_directory(tx), member.address, member.name)
    await sit(tx, scene, seat, person)
    return words.filled(person.name, seat.title)


def same_person(scene: Scene, party: str) -> Iterator[str]:
    """Seats whose holder is their own deputy, in words."""
    held = scene.directory.holders(scene.collaboration.id, scene.now)
    for seat in own_seats(scene, party):
        holder = held.get(seat.key)
        if seat.deputy and holder and held.get(seat.deputy) == holder:
            yield f"{seat.title}: {words.SAME_DEPUTY}."


async def press_still_there(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*Still in the seat*: the holder is not gone after all."""
    seat = view(scene.agreement, scene.alone).seat(value.get("seat"))
    if seat is None or not scene.is_lead_of(seat.party):
        raise Refused(words.NOT_A_LEAD.format(leads=scene.leads_in_words(), example="lead"))
    await close_gaps(tx, scene, GapEnd.STILL, seat=seat.key, by=scene.seated())
    return Answer(card=cards.changed_card([]), private=True, already_shown=True)
