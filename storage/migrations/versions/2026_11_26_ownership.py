"""What owners confirmed, and areas that nobody surely owns.

No agreement made before says how often owners are asked, so nothing is planned here.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_ownership"
down_revision = "2026_11_26_looking_back"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables, empty."""
    op.create_table(
        "area_confirmations",
        sa.Column("collaboration", _NAME, primary_key=True),
        sa.Column("area", _NAME, primary_key=True),
        sa.Column("seat", _NAME, nullable=False),
        sa.Column("person", _NAME, nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        _reference("area_confirmations", "collaboration", "collaborations.id"),
        _reference("area_confirmations", "person", "people.id"),
    )
    op.create_table(
        "area_gaps",
        sa.Column("collaboration", _NAME, primary_key=True),
        sa.Column("area", _NAME, primary_key=True),
        sa.Column("about", _NAME, primary_key=True),
        sa.Column("seat", _NAME, nullable=False),
        sa.Column("because", _NAME, nullable=False),
        sa.Column("since", _WHEN, nullable=False),
        sa.Column("due", _WHEN, nullable=False),
        sa.Column("lead", _NAME),
        sa.Column("until", _WHEN),
        _reference("area_gaps", "collaboration", "collaborations.id"),
        _reference("area_gaps", "lead", "people.id"),
    )
    unsettled = sa.text("until IS NULL")
    op.create_index(
        "ix_area_gaps_open",
        "area_gaps",
        ["collaboration", "since"],
        postgresql_where=unsettled,
        sqlite_where=unsettled,
    )


def downgrade() -> None:
    """Remove them, data included."""
    op.drop_table("area_gaps")
    op.drop_table("area_confirmations")


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [to], name, deferrable=True, initially="DEFERRED")
