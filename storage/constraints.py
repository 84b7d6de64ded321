"""What a broken constraint means, in words.

The repositories look before they write wherever a person can cause the conflict; this table is for
what slips through because two transactions did it at the same moment.
"""

from bot.domain.errors import Refused
from storage.wording import ADDRESS_TAKEN, ROOM_TAKEN, STUDY_TAKEN

#: Name in PostgreSQL, column as SQLite reports it, the sentence for the person.
_SENTENCES = (
    ("uq_collaborations_key", "collaborations.key", STUDY_TAKEN),
    ("pk_person_addresses", "person_addresses.address", ADDRESS_TAKEN),
    ("pk_rooms", "rooms.address", ROOM_TAKEN),
)


def refusal(message: str) -> Refused | None:
    """The domain error for a database's message about a constraint, when there is one."""
    for name, column, sentence in _SENTENCES:
        if f'"{name}"' in message or f"failed: {column}" in message:
            return Refused(sentence)
    return None
