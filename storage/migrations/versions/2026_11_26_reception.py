"""What the receiving side does with an update: an excuse, marks, questions.

It only adds a column that may be empty, so it can be run while the version before still works on
the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_reception"
down_revision = "2026_11_26_kept_record"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("checkins", sa.Column("received", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Remove it, data included."""
    op.drop_column("checkins", "received")
