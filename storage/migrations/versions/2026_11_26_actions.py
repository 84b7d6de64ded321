"""Actions and decisions.

It only adds tables, so it can be run while the version before still works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_actions"
down_revision = "2026_11_26_uncertain_days"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables and the index."""
    op.create_table(
        "actions",
        *_number(),
        sa.Column("what", sa.JSON(), nullable=False),
        sa.Column("owner", _NAME, nullable=False),
        sa.Column("party", _NAME, nullable=False),
        sa.Column("day", _NAME, nullable=False),
        sa.Column("opens", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("raised", sa.JSON(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", _NAME, nullable=False),
        sa.Column("about", sa.JSON()),
        sa.Column("state", _NAME, nullable=False),
        sa.Column("ending", sa.JSON()),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.Column("taken_back", sa.JSON(), nullable=False),
        sa.Column("late_since", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("collaboration", "source", name="uq_actions_collaboration_source"),
        sa.PrimaryKeyConstraint("collaboration", "restricted", "number", name="pk_actions"),
    )
    still_open = sa.text("state = 'open'")
    op.create_index(
        "ix_actions_open",
        "actions",
        ["collaboration", "due"],
        postgresql_where=still_open,
        sqlite_where=still_open,
    )
    op.create_table(
        "decisions",
        *_number(),
        sa.Column("topic", sa.JSON(), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("decider_party", _NAME, nullable=False),
        sa.Column("decider_seat", _NAME),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written", sa.JSON(), nullable=False),
        sa.Column("source", _NAME, nullable=False),
        sa.Column("about", sa.JSON()),
        sa.Column("state", _NAME, nullable=False),
        sa.Column("settled", sa.JSON()),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("replaces", sa.Integer()),
        sa.Column("replaced_by", sa.Integer()),
        sa.UniqueConstraint("collaboration", "source", name="uq_decisions_collaboration_source"),
        sa.PrimaryKeyConstraint("collaboration", "restricted", "number", name="pk_decisions"),
    )


def downgrade() -> None:
    """Remove them, data included."""
    op.drop_table("decisions")
    op.drop_index("ix_actions_open", "actions")
    op.drop_table("actions")


def _number() -> tuple["sa.Column[object]", ...]:
    """What people call it by."""
    return (
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
    )
