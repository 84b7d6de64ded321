"""What is on the agendas of meetings.

It only adds a table, so it can be run while the version before still works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_meetings"
down_revision = "2026_11_26_weekly_digest"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "meetings",
        sa.Column("id", _NAME, nullable=False, primary_key=True),
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("cadence", _NAME, nullable=False),
        sa.Column("wall", sa.DateTime(timezone=False), nullable=False),
        sa.Column("start", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("points", "declined", "writing")),
        sa.Column("posted_at", sa.DateTime(timezone=True)),
        sa.Column("dropped", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_meetings_cadence", "meetings", ["collaboration", "cadence", "start"])
    op.create_index("ix_meetings_start", "meetings", ["collaboration", "start"])


def downgrade() -> None:
    """Remove it, data included."""
    op.drop_table("meetings")
