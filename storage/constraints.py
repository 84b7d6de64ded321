"""What a broken constraint means, in words.

The repositories look before they write wherever a person can cause the conflict; these tables are
for what slips through because two transactions did it at the same moment.
"""

from bot.domain.errors import Refused
from storage.errors import StorageConflict, StorageError, StorageInconsistent
from storage.wording import ADDRESS_TAKEN, ROOM_TAKEN, STUDY_TAKEN

#: Name in PostgreSQL, column as SQLite reports it, the sentence for the person.
_SENTENCES = (
    ("uq_collaborations_key", "collaborations.key", STUDY_TAKEN),
    ("pk_person_addresses", "person_addresses.address", ADDRESS_TAKEN),
    ("pk_rooms", "rooms.address", ROOM_TAKEN),
)
#: Likewise, of what was counted: whoever does the work again counts one further.
_RACES = (
    ("uq_amendments_collaboration_number", "amendments.collaboration"),
    ("uq_escalations_collaboration_restricted_number", "escalations.collaboration"),
    ("uq_partners_organisation_name_key", "partners.organisation"),
)


def broken(message: str) -> StorageError | Refused:
    """The error for a database's message about a constraint."""
    for name, column, sentence in _SENTENCES:
        if _is_about(message, name, column):
            return Refused(sentence)
    if any(_is_about(message, name, column) for name, column in _RACES):
        return StorageConflict(message)
    return StorageInconsistent(message)


def _is_about(message: str, name: str, column: str) -> bool:
    return f'"{name}"' in message or f"failed: {column}" in message
