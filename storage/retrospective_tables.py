"""The table of retrospectives."""

from sqlalchemy import JSON, Column, Integer, Table, UniqueConstraint

from storage.tables import metadata
from storage.types import Name, UtcDateTime

#: What people answered is in `answers`; it is shown to nobody before `over_at` is set.
retrospectives = Table(
    "retrospectives",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, nullable=False),
    Column("number", Integer, nullable=False),
    Column("occasions", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("invited", JSON, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("talks", JSON, nullable=False),
    Column("led_to", JSON, nullable=False),
    Column("over_at", UtcDateTime),
    UniqueConstraint("collaboration", "number"),
)
