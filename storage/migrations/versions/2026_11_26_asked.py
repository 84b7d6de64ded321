"""When a check-in was asked for, which a list of several things shows no other way.

It only adds a column that may be empty, so it can be run while the version before still works on
the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_asked"
down_revision = "2026_11_26_escalations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("checkins", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Remove it, data included."""
    op.drop_column("checkins", "asked_at")
