"""The names Teams gives to people, places and messages, and how Accord writes them.

* A person is `teams:<own tenant>/<Entra object id>`.
* A room is `teams:<hosting tenant>/<conversation id without ;messageid=>`.
* A personal chat has the address of the person.
* A thread is the id of the message it hangs under.
"""

import json
import re

from bot.domain.address import Address

PLATFORM = "teams"
UNKNOWN_TENANT = "unknown"

# The Playground's object ids have a digit too many, so a person is told by the alphabet.
_PERSON = re.compile(r"29:\S+|[0-9a-fA-F-]{30,40}")
_THREAD = ";messageid="


def person_address(tenant: str | None, local: str) -> Address:
    """Write a person; somebody whose own tenant is not known belongs to nobody."""
    local = local if local.startswith("29:") else local.lower()
    return Address(PLATFORM, tenant.lower() if tenant else UNKNOWN_TENANT, local)


def room_address(tenant: str | None, conversation_id: str) -> Address:
    """Write a room."""
    return Address(PLATFORM, tenant.lower() if tenant else UNKNOWN_TENANT, conversation_id)


def is_person(address: Address) -> bool:
    """Whether an address names a person, and so the personal chat with them."""
    return address.local is not None and _PERSON.fullmatch(address.local) is not None


def split_thread(conversation_id: str) -> tuple[str, str | None]:
    """Tell a channel from the thread in it."""
    bare, _, thread = conversation_id.partition(_THREAD)
    return bare, thread or None


def in_thread(conversation_id: str, thread: str | None) -> str:
    """The conversation id under which a message lands in a thread."""
    return f"{conversation_id}{_THREAD}{thread}" if thread else conversation_id


def pack_reference(conversation_id: str, activity_id: str) -> str:
    """Write where a message stands, as the outbox stores it.

    The service URL is not part of it: it may change while the message stays.
    """
    return json.dumps([conversation_id, activity_id], separators=(",", ":"))


def unpack_reference(native_ref: str) -> tuple[str, str] | None:
    """Read what `pack_reference` wrote."""
    try:
        read = json.loads(native_ref)
    except ValueError:
        return None
    match read:
        case [str(conversation_id), str(activity_id)] if activity_id:
            return conversation_id, activity_id
        case _:
            return None


def mention_token(person: Address) -> str:
    """How a mention of a person reads in the text the core gets."""
    return f"@<{person}>"
