"""Partner directories, each of one organisation.

It only adds tables, so it can be run while the version before still works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_partners"
down_revision = "2026_11_26_numbered_apart"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "partner_directories",
        sa.Column("organisation", _NAME, primary_key=True),
        sa.Column("worked_on", sa.Integer(), nullable=False),
    )
    op.create_table(
        "partners",
        *_key(),
        sa.Column("name_key", _NAME, nullable=False),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("added_at", _WHEN, nullable=False),
        sa.Column("updated_at", _WHEN, nullable=False),
        sa.Column("removed_at", _WHEN),
        sa.UniqueConstraint("organisation", "name_key", name="uq_partners_organisation_name_key"),
    )
    op.create_table(
        "partner_recommendations",
        *_key(),
        sa.Column("partner", _NAME, nullable=False),
        sa.Column("by", _NAME, nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.Column("withdrawn_at", _WHEN),
    )
    op.create_table(
        "partner_changes",
        *_key(),
        sa.Column("partner", _NAME, nullable=False),
        sa.Column("what", _NAME, nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("by", _NAME, nullable=False),
        sa.Column("by_name", sa.JSON(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
    )
    op.create_index(
        "ix_partner_changes_organisation_partner",
        "partner_changes",
        ["organisation", "partner", "at"],
    )


def downgrade() -> None:
    """Remove them, data included."""
    for table in ("partner_changes", "partner_recommendations", "partners", "partner_directories"):
        op.drop_table(table)


def _key() -> tuple[sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("organisation", _NAME, primary_key=True),
        sa.Column("id", _NAME, primary_key=True),
    )
