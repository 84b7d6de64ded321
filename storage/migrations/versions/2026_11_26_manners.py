"""Manners: what people prefer, when they are away, and what rang at them unasked.

It only adds tables and a column that may be empty, so it can be run while the version before still
works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_manners"
down_revision = "2026_11_26_reception"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables, the column and its index."""
    op.create_table(
        "preferences",
        sa.Column("person", _NAME, primary_key=True),
        sa.Column("quiet", _NAME),
        sa.Column("zone", _NAME),
        sa.Column("lead_minutes", sa.Integer(), nullable=False),
        sa.Column("budget", sa.Integer(), nullable=False),
        _reference("preferences", "person", "people.id"),
    )
    op.create_table(
        "absences",
        sa.Column("collaboration", _NAME, primary_key=True),
        sa.Column("person", _NAME, primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True), primary_key=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", _NAME, nullable=False),
        sa.Column("cover", _NAME),
        _reference("absences", "collaboration", "collaborations.id"),
        _reference("absences", "person", "people.id"),
        _reference("absences", "cover", "people.id"),
    )
    op.add_column("outbox", sa.Column("pushed_at", sa.DateTime(timezone=True)))
    pushed = sa.text("pushed_at IS NOT NULL")
    op.create_index(
        "ix_outbox_pushed",
        "outbox",
        ["to", "pushed_at"],
        postgresql_where=pushed,
        sqlite_where=pushed,
    )


def downgrade() -> None:
    """Remove them, data included."""
    op.drop_index("ix_outbox_pushed", "outbox")
    op.drop_column("outbox", "pushed_at")
    op.drop_table("absences")
    op.drop_table("preferences")


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [to], name, deferrable=True, initially="DEFERRED")
