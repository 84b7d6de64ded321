"""Until when a message is left alone, because somebody has a form open in its place.

It only adds a column that may be empty, so it can be run while the version before still works on
the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_held"
down_revision = "2026_11_26_ownership"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("outbox", sa.Column("held", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Remove it, data included."""
    op.drop_column("outbox", "held")
