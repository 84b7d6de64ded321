"""What people meant by words that the agreement does not know, and names leads are asked about.

It only adds two tables, so it can be run while the version before still works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_learning"
down_revision = "2026_11_26_held"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables, empty."""
    op.create_table(
        "meant",
        *(sa.Column(name, _NAME, primary_key=True) for name in ("collaboration", "words")),
        *(sa.Column(name, _NAME, primary_key=True) for name in ("section", "item")),
        *(sa.Column(name, _NAME, primary_key=True) for name in ("asker", "day")),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("how", _NAME, nullable=False),
        sa.Column("party", _NAME, nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        _reference("meant", "collaboration", "collaborations.id"),
    )
    op.create_index("ix_meant_at", "meant", ["at"])
    op.create_table(
        "suggested_names",
        sa.Column("id", _NAME, primary_key=True),
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("words", _NAME, nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("section", _NAME, nullable=False),
        sa.Column("item", _NAME, nullable=False),
        sa.Column("party", _NAME, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("since", _WHEN, nullable=False),
        sa.Column("state", _NAME, nullable=False),
        sa.Column("lead", _NAME),
        sa.Column("asked_at", _WHEN),
        sa.Column("ended_at", _WHEN),
        _reference("suggested_names", "collaboration", "collaborations.id"),
        _reference("suggested_names", "lead", "people.id"),
    )
    op.create_index(
        "ix_suggested_names_collaboration", "suggested_names", ["collaboration", "since", "id"]
    )


def downgrade() -> None:
    """Remove them, data included."""
    op.drop_table("suggested_names")
    op.drop_table("meant")


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [to], name, deferrable=True, initially="DEFERRED")
