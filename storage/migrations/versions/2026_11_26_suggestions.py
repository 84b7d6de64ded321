"""Suggestions to the other side.

It only adds a table, so it can be run while the version before still works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_suggestions"
down_revision = "2026_11_26_retrospectives"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "suggestions",
        sa.Column("id", _NAME, primary_key=True),
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("topic", sa.JSON(), nullable=False),
        sa.Column("area", _NAME),
        sa.Column("person", _NAME, nullable=False),
        sa.Column("from_seat", _NAME),
        *(sa.Column(name, _NAME, nullable=False) for name in ("from_party", "to_party")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("anonymous", "posted")),
        sa.Column("room", _NAME),
        sa.Column("thread", sa.Text()),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("wordings", "turns")),
        sa.Column("withdrawn_at", _WHEN),
        sa.Column("led_to", sa.JSON(), nullable=False),
        sa.Column("unfinished", sa.Boolean(), nullable=False),
        _reference("collaboration", "collaborations.id"),
        _reference("person", "people.id"),
        sa.UniqueConstraint(
            "collaboration",
            "restricted",
            "number",
            name="uq_suggestions_collaboration_restricted_number",
        ),
    )
    unfinished = sa.text("unfinished")
    op.create_index(
        "ix_suggestions_unfinished",
        "suggestions",
        ["collaboration", "number"],
        postgresql_where=unfinished,
        sqlite_where=unfinished,
    )


def downgrade() -> None:
    """Remove it, data included."""
    op.drop_table("suggestions")


def _reference(column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_suggestions_{column}"
    return sa.ForeignKeyConstraint([column], [to], name, deferrable=True, initially="DEFERRED")
