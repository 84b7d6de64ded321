"""Asking about uncertain days, in collaborations that were there before it was.

Each running one gets a row that is due at once; it looks a year ahead and puts the questions on the
agenda.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_uncertain_days"
down_revision = "2026_11_26_meetings"
branch_labels = None
depends_on = None

#: Any moment that is over by now.
_OVER = datetime(2026, 11, 24, tzinfo=UTC)

_WHEN = sa.DateTime(timezone=True)
_COLLABORATIONS = sa.table(
    "collaborations", sa.column("id"), sa.column("version"), sa.column("state")
)
_AGENDA = sa.table(
    "agenda",
    *(sa.column(name) for name in ("key", "collaboration", "kind", "attempts")),
    sa.column("subject", sa.JSON()),
    *(sa.column(name, _WHEN) for name in ("due", "run_at", "done_at")),
)


def upgrade() -> None:
    """Plan the first look ahead."""
    running = sa.select(_COLLABORATIONS.c.id).where(
        _COLLABORATIONS.c.state == "active", _COLLABORATIONS.c.version > 0
    )
    rows = [
        {
            "key": f"{id_}/confirm-days/look/first",
            "collaboration": id_,
            "kind": "look_ahead",
            "due": _OVER,
            "run_at": _OVER,
            "subject": {},
            "attempts": 0,
        }
        for id_ in op.get_bind().scalars(running)
    ]
    if rows:
        op.bulk_insert(_AGENDA, rows)


def downgrade() -> None:
    """Drop what was planned; what was asked stays as it is."""
    kinds = _AGENDA.c.kind.in_(("look_ahead", "confirm_days"))
    op.execute(sa.delete(_AGENDA).where(kinds, _AGENDA.c.done_at.is_(None)))
