"""Thanks between people of a collaboration.

It only adds a table, so it can be run while the version before still works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_thanks"
down_revision = "2026_11_26_past_work"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "thanks",
        sa.Column("id", _NAME, primary_key=True),
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("given_by", sa.JSON(), nullable=False),
        sa.Column("given_to", sa.JSON(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("room", _NAME),
        sa.Column("thread", sa.Text()),
        sa.Column("withdrawn_at", _WHEN),
        sa.ForeignKeyConstraint(
            ["collaboration"],
            ["collaborations.id"],
            "fk_thanks_collaboration",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_index("ix_thanks_collaboration", "thanks", ["collaboration", "at"])


def downgrade() -> None:
    """Remove it, data included."""
    op.drop_table("thanks")
