"""The table of thanks."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, Table, Text

from storage.tables import _references, metadata
from storage.types import Name, UtcDateTime

#: Names, seats and words are JSON: as they were then, whatever people typed.
thanks = Table(
    "thanks",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, _references("collaborations.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("given_by", JSON, nullable=False),
    Column("given_to", JSON, nullable=False),
    Column("text", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("room", Name),
    Column("thread", Text),
    Column("withdrawn_at", UtcDateTime),
    Index("ix_thanks_collaboration", "collaboration", "at"),
)
