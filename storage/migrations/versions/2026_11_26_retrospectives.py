"""What was gathered from every side at the end of a phase.

It only adds a table, so it can be run while the version before still works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_retrospectives"
down_revision = "2026_11_26_pulse"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_WHEN = sa.DateTime(timezone=True)
_LISTS = ("invited", "answers", "talks", "led_to")


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "retrospectives",
        sa.Column("id", _NAME, primary_key=True),
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("occasions", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("begun_at", _WHEN, nullable=False),
        sa.Column("ends_at", _WHEN, nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in _LISTS),
        sa.Column("over_at", _WHEN),
        sa.UniqueConstraint(
            "collaboration", "number", name="uq_retrospectives_collaboration_number"
        ),
    )


def downgrade() -> None:
    """Remove it, data included."""
    op.drop_table("retrospectives")
