"""Who is told when a ladder reaches a seat: its holder or who stands in; or nobody.

Ordinary messages go on to the leads and to rooms when nobody else is there. A ladder has a next
rung for that, so here a seat is empty when no holder, stand-in or deputy is there and in chat.
"""

from dataclasses import replace

from bot.domain.errors import BadAgreement
from bot.domain.ladder import Case
from bot.domain.people import Person
from bot.domain.reach import Availability, reach_now
from bot.domain.visibility import visible_seat
from bot.engine.contacts import Route, route, route_to, standing_in_for
from bot.engine.scene import Setting


def recipient(setting: Setting, seat: str) -> Route | None:
    """Where the notice to a seat goes now; none when it is empty."""
    where = route(setting, seat)
    if where is None or where.person is None:
        return None
    id_, directory, now = setting.collaboration.id, setting.directory, setting.now
    deputy = setting.agreement.seat[seat].deputy
    own = [directory.holder(id_, each, now) for each in (seat, deputy) if each]
    if where.person not in (*own, standing_in_for(setting, seat)):
        return None  # only a lead is left
    if directory.absence(id_, where.person, now) is not None:
        return None  # who is away comes last, so all of them are
    return _only_who_may_know(setting, seat, where)


def _only_who_may_know(setting: Setting, seat: str, where: Route) -> Route | None:
    """Without the rooms and people to whom the seat does not exist."""
    directory, agreement = setting.directory, setting.agreement

    def may(person: Person | None) -> bool:
        if person is None:
            return False
        reader = setting.reader_of(person)
        return visible_seat(agreement, seat, reader)

    if not may(where.person):
        return None
    allowed = tuple(a for a in where.addresses if may(directory.person_at(a)))
    return replace(where, addresses=allowed)


def covering(setting: Setting, case: Case, seat: str) -> str | None:
    """The seat that the agreement names in place of another at this hour, for what cannot wait.

    That is who covers a day off, and whom to ask while the seat cannot be reached.
    """
    if not case.around_the_clock or seat not in setting.agreement.seat:
        return None
    try:
        found = reach_now(setting.agreement, seat, setting.now)
    except BadAgreement:
        return None  # a calendar nobody knows: the check of the agreement says so
    away = found.availability in (Availability.COVERED, Availability.UNAVAILABLE)
    through = found.availability is Availability.UNAVAILABLE and found.gets_through
    return found.instead if away and not through else None


def leads_of(setting: Setting) -> list[tuple[str, Person, Route]]:
    """Every lead of every party who can be written to, with the party and where."""
    return [
        (party, lead, where)
        for party in setting.agreement.party
        for lead in setting.directory.leads(setting.collaboration.id, party)
        if (where := route_to(setting, party, lead)) is not None
    ]
