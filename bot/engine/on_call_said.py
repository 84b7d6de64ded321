"""What is asked about being on call: the key of its messages, and what is put on record."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.agreement.seats import Seat
from bot.domain.visibility import A_ROOM, visible_seat
from bot.engine.outgoing import RESTRICTED_KEY
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


def message_key(setting: Setting, seat: Seat, about: str) -> str:
    """Key of the message about a turn, test call or handover; for a seat few know of it says so."""
    key = f"{setting.collaboration.id}/{about}"
    known = visible_seat(setting.agreement, seat.key, A_ROOM)
    return key if known else f"{RESTRICTED_KEY}{key}"


async def note(
    tx: Transaction,
    setting: Setting,
    seat: Seat,
    about: str,
    kind: str,
    *,
    person: str | None = None,
    data: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Put into the record what happened about a turn, test call or handover."""
    entry = setting.entry(kind, about, person=person, seat=seat.key, party=seat.party, data=data)
    await tx.record.append(entry)
