"""An index for the kept-promise record, which reads the check-ins of a year.

It only adds an index, so it can be run while the version before still works on the database.
"""

from alembic import op

revision = "2026_11_26_kept_record"
down_revision = "2026_11_25_set_up_and_consent"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_checkins_due", "checkins", ["collaboration", "due"])


def downgrade() -> None:
    """Remove it."""
    op.drop_index("ix_checkins_due", "checkins")
