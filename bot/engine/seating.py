"""Seats and people: who can hold which, who may decide that, and sitting down."""

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from bot.cards.card import Button, Card, Look, paragraph
from bot.cards.compose import seats as cards
from bot.cards.words import seats as words
from bot.domain.agreement.seats import Seat
from bot.domain.errors import Refused
from bot.domain.people import Person
from bot.domain.visibility import Reader, view
from bot.engine.action_messages import hand_on
from bot.engine.gaps import GapEnd, close_gaps
from bot.engine.handovers import plan_change
from bot.engine.newcomers import appoint
from bot.engine.outgoing import Draft
from bot.engine.ownership_gaps import seat_filled
from bot.engine.platform import Member
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_NEAR = 75


def own_seats(scene: Scene, party: str) -> list[Seat]:
    """The seats of a party that exist for the actor."""
    return [seat for seat in view(scene.agreement, scene.alone).seats if seat.party == party]


def people_of(scene: Scene, party: str) -> list[Member]:
    """Who can hold the seats of a party: people of its workspaces, in a room or known already.

    Who is known by a seat alone that the actor may not know of is not.
    """
    directory, id_ = scene.directory, scene.collaboration.id
    seen = view(scene.agreement, scene.alone)
    known = [
        Member(address=address, name=person.name)
        for person in {
            *(who for seat, who in directory.holders(id_, scene.now).items() if seen.seat(seat)),
            *directory.leads(id_, party),
        }
        for address in person.addresses
    ]
    found = {member.address: member for member in (*scene.members, *known)}
    own = [m for m in found.values() if directory.party_of_tenant(id_, m.address.home) == party]
    return sorted(own, key=lambda member: member.name.casefold())


async def sit(
    tx: Transaction, scene: Scene, seat: Seat, person: Person, *, told: bool = False
) -> None:
    """Seat a person, record it, close the gap, and tell them what it means unless they are told."""
    await appoint(tx, scene, seat.key, person)
    await close_gaps(tx, scene, GapEnd.FILLED, seat=seat.key)
    await seat_filled(tx, scene, seat.key)
    await note_seat(tx, scene, "seat.filled", seat.key, {"person": person.id})
    await hand_on(tx, scene, seat.key, person)
    await plan_change(tx, scene, seat.key, person)
    if not told and person.addresses and person.addresses[0] != scene.origin.actor:
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


def named_seat(scene: Scene, text: str, reader: Reader | None = None) -> Seat:
    """The seat somebody means, of those that exist for whoever reads the answer; else for them.

    Raises:
        Refused: none is near enough.
    """
    asked, seats = text.casefold().strip(), view(scene.agreement, reader or scene.alone).seats
    party = scene.leading or scene.actor.party
    for seat in seats:
        # “PM” is a seat of the own side before it is one of another.
        if seat.party == party and asked in (*names_of(seat), initials_of(seat)):
            return seat
    names = {name: seat for seat in reversed(seats) for name in names_of(seat)}
    found = process.extractOne(asked, list(names), scorer=fuzz.WRatio, score_cutoff=_NEAR)
    if found is None:
        raise Refused(words.UNKNOWN_SEAT.format(text=text[:40]))
    return names[found[0]]


def names_of(seat: Seat) -> tuple[str, ...]:
    """What a seat is called by, in lower case."""
    return tuple(
        name.casefold() for name in (seat.title, *seat.aliases, seat.key.replace("_", " "))
    )


def initials_of(seat: Seat) -> str:
    """The first letters of its title, in lower case."""
    return "".join(word[0] for word in seat.title.casefold().split())


def leading_party(scene: Scene) -> str:
    """The party the actor speaks for.

    Raises:
        Refused: none; the sentence says who does and how to claim a seat.
    """
    if scene.leading is None:
        example = scene.agreement.seats[0].title
        raise Refused(words.NOT_A_LEAD.format(leads=scene.leads_in_words(), example=example))
    return scene.leading


def other_side(scene: Scene, party: str) -> str:
    """Why somebody cannot decide about a seat, and who can."""
    leads = scene.directory.leads(scene.collaboration.id, party)
    return words.OTHER_SIDE.format(leads=" or ".join(lead.name for lead in leads) or "not named")


def offer_form(scene: Scene, action: str, label: str, seat: Seat | None) -> Card:
    """A card with the button of a form, where none can be opened at once."""
    value = {"collaboration": scene.collaboration.id, **({"seat": seat.key} if seat else {})}
    title = f"{label}: {seat.title}" if seat else label
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(words.FORM_HOW),),
        buttons=(Button(label, action, value, Look.PRIMARY, opens_form=True),),
    )


async def note_seat(
    tx: Transaction, scene: Scene, kind: str, seat: str, data: Mapping[str, object]
) -> None:
    """Put into the record what happened to a seat."""
    await tx.record.append(
        scene.entry(
            kind,
            seat,
            person=scene.actor.person.id if scene.actor.person else None,
            party=scene.leading or scene.actor.party,
            data={"seat": seat, **data},
        )
    )
