"""Which entries of a partner directory are parties of collaborations.

It only adds a table, so it can be run while the version before still works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_past_work"
down_revision = "2026_11_26_partners"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "partner_links",
        *(
            sa.Column(name, _NAME, primary_key=True)
            for name in ("organisation", "collaboration", "party")
        ),
        sa.Column("partner", _NAME, nullable=False),
        sa.Column("by", _NAME, nullable=False),
        sa.Column("by_name", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Remove it, data included."""
    op.drop_table("partner_links")
