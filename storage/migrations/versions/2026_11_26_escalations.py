"""Escalations, and the numbers that can cause one.

It only adds tables, so it can be run while the version before still works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_escalations"
down_revision = "2026_11_26_questions"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables and their indexes."""
    op.create_table(
        "escalations",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("trigger", _NAME),
        sa.Column("state", _NAME, nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_escalations"),
        sa.UniqueConstraint(
            "collaboration",
            "restricted",
            "number",
            name="uq_escalations_collaboration_restricted_number",
        ),
    )
    op.create_index("ix_escalations_raised", "escalations", ["collaboration", "raised_at"])
    running = sa.text("state = 'open'")
    op.create_index(
        "ix_escalations_open",
        "escalations",
        ["collaboration", "raised_at"],
        postgresql_where=running,
        sqlite_where=running,
    )
    op.create_table(
        "readings",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("measure", _NAME, nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
    )
    op.create_index("ix_readings_measure", "readings", ["collaboration", "measure", "at"])


def downgrade() -> None:
    """Remove them, data included."""
    op.drop_table("readings")
    op.drop_table("escalations")
