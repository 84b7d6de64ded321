"""Who may decide: what both sides agreed about a topic, else who answers for it.

The levels of input are those of the agreement file: at `decide` the CRO decides; at `recommend`,
`consult` and `follow` the CRO proposes, asks first or follows, so the word is the sponsor's.
"""

from dataclasses import dataclass

from bot.domain.agreement.conduct import InputLevel, InputWanted
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Side


@dataclass(frozen=True, kw_only=True)
class Decider:
    """Who decides about something."""

    party: str
    """Key of the party whose it is."""
    seat: str | None = None
    """Key of the one seat that decides; none means any lead of that party."""


def decider_on_topic(agreement: Agreement, wanted: InputWanted) -> Decider:
    """Who decides about an agreed topic.

    The seat that is named; where a body decides, whoever answers for the area records it; else
    the side that the level names: by the seat that answers for the area if that is of this side,
    otherwise by its leads.
    """
    if wanted.decided_by is not None:
        return _of(agreement, wanted.decided_by)
    accountable = agreement.area[wanted.area].accountable if wanted.area else None
    if wanted.body is not None and accountable is not None:
        return _of(agreement, accountable)
    side = Side.CRO if wanted.level is InputLevel.DECIDE else Side.SPONSOR
    if accountable is not None and agreement.party_of(accountable).side is side:
        return _of(agreement, accountable)
    sides = (party.key for party in agreement.parties if party.side is side)
    return Decider(party=next(sides, agreement.parties[0].key))


def decider_on_area(agreement: Agreement, area: str) -> Decider:
    """Who decides about an area: as a topic about it says, else the seat that answers for it."""
    topic = next((each for each in agreement.input_wanted if each.area == area), None)
    if topic is not None:
        return decider_on_topic(agreement, topic)
    return _of(agreement, agreement.area[area].accountable)


def _of(agreement: Agreement, seat: str) -> Decider:
    return Decider(party=agreement.party_of(seat).key, seat=seat)
