"""What a broken constraint means, in words.

The repositories look before they write wherever a person can cause the conflict; this table is for
what slips through because two transactions did it at the same moment.
"""

from bot.domain.errors import Refused

#: Name in PostgreSQL, columns as SQLite reports them, the sentence for the person.
_SENTENCES = (
    (
        "uq_collaborations_key",
        "collaborations.key",
        (
            "There is already a collaboration with this study id. Give the study another id, or"
            " import a new version of the existing agreement."
        ),
    ),
    (
        "pk_person_addresses",
        "person_addresses.address",
        "This chat address already belongs to another person. Remove it there first.",
    ),
    (
        "pk_rooms",
        "rooms.address",
        (
            "This room already belongs to another collaboration. Use another room, or unbind it"
            " there first."
        ),
    ),
)


def refusal(message: str) -> Refused | None:
    """The domain error for a database's message about a constraint, when there is one."""
    for name, columns, sentence in _SENTENCES:
        if f'"{name}"' in message or f"failed: {columns}" in message:
            return Refused(sentence)
    return None


def sentence(name: str) -> str:
    """The sentence for a constraint, for the check that is made beforehand."""
    return next(text for known, _, text in _SENTENCES if known == name)
