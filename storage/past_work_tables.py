"""The table of which entries of a partner directory are parties of collaborations."""

from sqlalchemy import JSON, Column, Table

from storage.tables import metadata
from storage.types import Name, UtcDateTime

partner_links = Table(
    "partner_links",
    metadata,
    Column("organisation", Name, primary_key=True),
    Column("collaboration", Name, primary_key=True),
    Column("party", Name, primary_key=True),
    Column("partner", Name, nullable=False),
    Column("by", Name, nullable=False),
    Column("by_name", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
