"""The table of suggestions."""

from sqlalchemy import JSON, Boolean, Column, Integer, Table, Text, UniqueConstraint

from storage.tables import _partial, _references, metadata
from storage.types import Name, UtcDateTime

#: What people wrote, with whom it was and what was answered, is JSON. `person` is whom the answer
#: goes to, also of a suggestion without a name: of that one nothing else here says who made it.
suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, _references("collaborations.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("topic", JSON, nullable=False),
    Column("area", Name),
    Column("person", Name, _references("people.id"), nullable=False),
    Column("from_seat", Name),
    Column("from_party", Name, nullable=False),
    Column("to_party", Name, nullable=False),
    Column("anonymous", Boolean, nullable=False),
    Column("posted", Boolean, nullable=False),
    Column("room", Name),
    Column("thread", Text),
    Column("wordings", JSON, nullable=False),
    Column("turns", JSON, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Column("led_to", JSON, nullable=False),
    Column("unfinished", Boolean, nullable=False),
    UniqueConstraint("collaboration", "restricted", "number"),
    _partial("ix_suggestions_unfinished", "collaboration", "number", where="unfinished"),
)
