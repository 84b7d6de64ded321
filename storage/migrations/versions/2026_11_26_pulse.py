"""Rounds of the pulse, and the first one of collaborations that run already.

A round is planned when a version comes into force; for those that are in force a row is put that
plans it as soon as the program runs.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_pulse"
down_revision = "2026_11_26_thanks"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_WHEN = sa.DateTime(timezone=True)
_OVER = datetime(2026, 11, 26, tzinfo=UTC)
_COLLABORATIONS = sa.table(
    "collaborations", sa.column("id"), sa.column("version"), sa.column("state")
)
_AGENDA = sa.table(
    "agenda",
    sa.column("key"),
    sa.column("collaboration"),
    sa.column("kind"),
    sa.column("due", _WHEN),
    sa.column("run_at", _WHEN),
    sa.column("subject", sa.JSON),
    sa.column("attempts"),
    sa.column("done_at", _WHEN),
)


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "pulse_rounds",
        sa.Column("collaboration", _NAME, primary_key=True),
        sa.Column("start", _NAME, primary_key=True),
        sa.Column("every", _NAME, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("opened_at", _WHEN, nullable=False),
        sa.Column("ends_at", _WHEN, nullable=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("box", sa.Text),
        sa.Column("closed_at", _WHEN),
        sa.Column("results", sa.JSON),
        sa.ForeignKeyConstraint(
            ["collaboration"],
            ["collaborations.id"],
            name="fk_pulse_rounds_collaboration",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    running = sa.select(_COLLABORATIONS.c.id).where(
        _COLLABORATIONS.c.state == "active", _COLLABORATIONS.c.version > 0
    )
    rows = [
        {
            "key": f"{id_}/pulse-round/plan",
            "collaboration": id_,
            "kind": "pulse",
            "due": _OVER,
            "run_at": _OVER,
            "subject": {"step": "plan"},
            "attempts": 0,
        }
        for id_ in op.get_bind().scalars(running)
    ]
    if rows:
        op.bulk_insert(_AGENDA, rows)


def downgrade() -> None:
    """Forget the rounds, and what is planned of them."""
    op.execute(sa.delete(_AGENDA).where(_AGENDA.c.kind == "pulse", _AGENDA.c.done_at.is_(None)))
    op.drop_table("pulse_rounds")
