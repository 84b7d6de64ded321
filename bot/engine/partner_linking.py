"""Which parties of collaborations an entry of a directory may be, for who speaks for their side."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from bot.cards.compose.past_work import Choice
from bot.domain.partners import Partner, name_key
from bot.domain.people import Collaboration
from bot.domain.visibility import A_ROOM, view
from bot.engine.partner_visit import PartnerVisit

#: How near the names of an entry and a party are where one is offered for the other.
_NEAR = 88


async def offers_link(visit: PartnerVisit, partner: Partner) -> bool:
    """Whether a party whose name is near is linked with nothing yet, and the reader may link it."""
    links = await visit.tx.past_work.all(visit.organisation)
    taken = {(each.collaboration, each.party) for each in links}
    return any(
        (each.collaboration, each.party) not in taken and nearness(partner, each) >= _NEAR
        for each in await choices_of(visit, partner)
    )


async def choices_of(visit: PartnerVisit, partner: Partner) -> Sequence[Choice]:
    """The other parties of each collaboration in which the reader speaks for their own side."""
    links = await visit.tx.past_work.all(visit.organisation)
    linked = {(each.collaboration, each.party) for each in links if each.partner == partner.id}
    found: list[Choice] = []
    for collaboration, own in _led(visit):
        version = collaboration.version
        agreement = await visit.agreements.get(visit.tx, collaboration.id, version)
        known = {seat.party for seat in view(agreement, A_ROOM).seats}
        found += [
            Choice(
                collaboration=collaboration.id,
                title=collaboration.title,
                party=party.key,
                short=party.short,
                linked=(collaboration.id, party.key) in linked,
                agreed=own in party.past_work_shown_to,
            )
            for party in agreement.parties
            if party.key != own and party.key in known
        ]
    return found


def _led(visit: PartnerVisit) -> Sequence[tuple[Collaboration, str]]:
    """Collaborations with the key of the party that the reader leads for this organisation."""
    person = visit.directory.person_at(visit.colleague.address)
    if person is None:
        return []
    return [
        (each, own)
        for each in visit.directory.collaborations_of(person)
        if each.version > 0
        and (own := visit.directory.party_of_tenant(each.id, visit.organisation)) is not None
        and person in visit.directory.leads(each.id, own)
    ]


def nearness(partner: Partner, choice: Choice) -> float:
    """How near the name of an entry is to that of a party, 0 to 100."""
    return fuzz.WRatio(name_key(partner.name), name_key(choice.short))
