"""The table of the pulse. There is none for answers: see docs/pulse-anonymity.md."""

from sqlalchemy import JSON, Column, Integer, Table, Text

from storage.tables import _references, metadata
from storage.types import Name, UtcDateTime

#: `box` is one token of a size that depends on how many are asked; it is written in place.
pulse_rounds = Table(
    "pulse_rounds",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("start", Name, primary_key=True),
    Column("every", Name, nullable=False),
    Column("version", Integer, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("asked", JSON, nullable=False),
    Column("box", Text),
    Column("closed_at", UtcDateTime),
    Column("results", JSON(none_as_null=True)),
)
