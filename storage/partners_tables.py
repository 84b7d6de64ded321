"""Tables of the partner directories. Everything in them is found by the organisation first."""

from sqlalchemy import JSON, Column, Index, Integer, Table, UniqueConstraint

from storage.tables import metadata
from storage.types import Name, UtcDateTime

#: A row for each organisation that began a directory; its number grows whenever it is worked on.
partner_directories = Table(
    "partner_directories",
    metadata,
    Column("organisation", Name, primary_key=True),
    Column("worked_on", Integer, nullable=False),
)

partners = Table(
    "partners",
    metadata,
    Column("organisation", Name, primary_key=True),
    Column("id", Name, primary_key=True),
    Column("name_key", Name, nullable=False),
    Column("entry", JSON, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    UniqueConstraint("organisation", "name_key"),
)

partner_recommendations = Table(
    "partner_recommendations",
    metadata,
    Column("organisation", Name, primary_key=True),
    Column("id", Name, primary_key=True),
    Column("partner", Name, nullable=False),
    Column("by", Name, nullable=False),
    Column("said", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
)

partner_changes = Table(
    "partner_changes",
    metadata,
    Column("organisation", Name, primary_key=True),
    Column("id", Name, primary_key=True),
    Column("partner", Name, nullable=False),
    Column("what", Name, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("by", Name, nullable=False),
    Column("by_name", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_partner_changes_organisation_partner", "organisation", "partner", "at"),
)
