"""Where a message to a seat goes, and where next when that fails."""

from bot.domain.address import Address
from bot.engine.scene import Setting


def contacts(setting: Setting, seat: str) -> tuple[Address, ...]:
    """Addresses for a private message to a seat, best first.

    The holder, then the deputy, then the leads of that side, then rooms that only that party can
    read: a private message never falls into a room the other side reads.
    """
    id_ = setting.collaboration.id
    directory, party = setting.directory, setting.agreement.party_of(seat).key
    deputy = setting.agreement.seat[seat].deputy
    people = [
        directory.holder(id_, seat, setting.now),
        directory.holder(id_, deputy, setting.now) if deputy else None,
        *directory.leads(id_, party),
    ]
    rooms = (room for room in directory.rooms(id_, party) if directory.parties_in(room) == {party})
    found = [address for person in people if person for address in person.addresses]
    return tuple(dict.fromkeys([*found, *rooms]))
