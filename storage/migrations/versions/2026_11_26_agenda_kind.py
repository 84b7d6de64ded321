"""What is to come of some kinds is found without reading all other kinds.

It only puts one index in the place of another, so it can be run while the version before still
works on the database.
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_agenda_kind"
down_revision = "2026_11_26_asked"
branch_labels = None
depends_on = None

_BY_KIND, _BY_COLLABORATION = "ix_agenda_kind", "ix_agenda_collaboration"


def upgrade() -> None:
    """Put the new index in the place of the old one."""
    _partial(_BY_KIND, ["kind", "collaboration", "run_at", "key"])
    op.drop_index(_BY_COLLABORATION, "agenda")


def downgrade() -> None:
    """Put the old index back."""
    _partial(_BY_COLLABORATION, ["collaboration", "run_at", "key"])
    op.drop_index(_BY_KIND, "agenda")


def _partial(name: str, columns: list[str]) -> None:
    pending = sa.text("done_at IS NULL")
    op.create_index(name, "agenda", columns, postgresql_where=pending, sqlite_where=pending)
