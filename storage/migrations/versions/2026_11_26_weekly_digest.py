"""The weekly digest, and the indexes that explaining a message needs.

The digest takes the place of the weekly note about own changes: what was planned of it is dropped.
Every party of a collaboration in force gets a row that is due at once. Its moment is no agreed one,
so nothing is sent for it, and it puts the digest that comes next on the agenda.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_weekly_digest"
down_revision = "2026_11_26_manners"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_WHEN = sa.DateTime(timezone=True)

#: For finding what an explanation is made of.
_INDEXES = {"outbox": ("native_ref",), "record": ("collaboration", "subject")}

#: Any moment that is over by now.
_OVER = datetime(2026, 11, 24, tzinfo=UTC)

_COLLABORATIONS = sa.table(
    "collaborations", sa.column("id"), sa.column("version"), sa.column("state")
)
_AGREEMENTS = sa.table(
    "agreements",
    sa.column("collaboration"),
    sa.column("version"),
    sa.column("document", sa.JSON()),
)
_AGENDA = sa.table(
    "agenda",
    *(sa.column(name) for name in ("key", "collaboration", "kind", "attempts")),
    sa.column("subject", sa.JSON()),
    *(sa.column(name, _WHEN) for name in ("due", "run_at", "done_at")),
)


def upgrade() -> None:
    """Make the tables and plan the first digests."""
    op.create_table(
        "digests",
        sa.Column("collaboration", _NAME, primary_key=True),
        sa.Column("at", _WHEN, primary_key=True),
        sa.Column("shared", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("left_over", sa.JSON(), nullable=False),
        _reference("digests", "collaboration", "collaborations.id"),
    )
    op.create_table(
        "short_digests",
        sa.Column("collaboration", _NAME, primary_key=True),
        sa.Column("person", _NAME, primary_key=True),
        _reference("short_digests", "collaboration", "collaborations.id"),
        _reference("short_digests", "person", "people.id"),
    )
    for table, columns in _INDEXES.items():
        op.create_index(f"ix_{table}_{columns[-1]}", table, list(columns))
    _drop_planned("tell_own_changes")
    rows = list(_first_rows())
    if rows:
        op.bulk_insert(_AGENDA, rows)


def downgrade() -> None:
    """Remove them; the weekly note is planned again with the next own change."""
    _drop_planned("digest")
    for table, columns in _INDEXES.items():
        op.drop_index(f"ix_{table}_{columns[-1]}", table)
    op.drop_table("short_digests")
    op.drop_table("digests")


def _drop_planned(kind: str) -> None:
    op.execute(sa.delete(_AGENDA).where(_AGENDA.c.kind == kind, _AGENDA.c.done_at.is_(None)))


def _first_rows() -> Iterator[dict[str, Any]]:
    in_force = sa.select(_AGREEMENTS.c.collaboration, _AGREEMENTS.c.document).join(
        _COLLABORATIONS,
        sa.and_(
            _COLLABORATIONS.c.id == _AGREEMENTS.c.collaboration,
            _COLLABORATIONS.c.version == _AGREEMENTS.c.version,
        ),
    )
    for collaboration, document in op.get_bind().execute(
        in_force.where(_COLLABORATIONS.c.state == "active")
    ):
        text = json.loads(document) if isinstance(document, str) else document
        for party in text["parties"]:
            yield {
                "key": f"{collaboration}/digest/{party['key']}/first",
                "collaboration": collaboration,
                "kind": "digest",
                "due": _OVER,
                "run_at": _OVER,
                "subject": {"party": party["key"]},
                "attempts": 0,
            }


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [to], name, deferrable=True, initially="DEFERRED")
