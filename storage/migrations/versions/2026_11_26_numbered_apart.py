"""Questions and heads-ups that few may know of are numbered apart: a missing number tells of one.

What was numbered before keeps its number, because messages name it. A new column with a default can
be written by the version before; only the numbers of the new series are ones it does not know.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_numbered_apart"
down_revision = "2026_11_26_learning"
branch_labels = None
depends_on = None

_TABLES = ("questions", "heads_ups")


def upgrade() -> None:
    """Add the column, and count by it."""
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(
                sa.Column("restricted", sa.Boolean(), nullable=False, server_default=sa.false())
            )
            batch.drop_constraint(f"uq_{table}_collaboration_number", type_="unique")
            batch.create_unique_constraint(
                f"uq_{table}_collaboration_restricted_number",
                ["collaboration", "restricted", "number"],
            )


def downgrade() -> None:
    """Count all in one series again: those numbered apart come after the others."""
    for table in _TABLES:
        _count_together(table)
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"uq_{table}_collaboration_restricted_number", type_="unique")
            batch.drop_column("restricted")
            batch.create_unique_constraint(
                f"uq_{table}_collaboration_number", ["collaboration", "number"]
            )


def _count_together(name: str) -> None:
    table = sa.table(name, *(sa.column(each) for each in ("collaboration", "number", "restricted")))
    other = table.alias()
    last = sa.select(sa.func.max(other.c.number)).where(
        other.c.collaboration == table.c.collaboration
    )
    moved = table.c.number + last.scalar_subquery()
    op.execute(sa.update(table).where(table.c.restricted.is_(sa.true())).values(number=moved))
