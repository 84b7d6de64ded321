"""Which escalations an amendment comes from.

What was said when looking back is part of the escalation, which is one JSON object. It only adds a
column that may be empty, so it can be run while the version before still works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_looking_back"
down_revision = "2026_11_26_agenda_kind"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("amendments", sa.Column("escalations", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Remove it, data included."""
    op.drop_column("amendments", "escalations")
