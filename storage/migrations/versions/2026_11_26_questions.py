"""Heads-ups, questions to another side, and drafts that were not sent yet.

What had been asked about a check-in becomes a question like any other. It stays in the check-in's
row as well until that is saved again, so the version before can still read it.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_26_questions"
down_revision = "2026_11_26_actions"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_WHEN = sa.DateTime(timezone=True)

_CHECKINS = sa.table(
    "checkins",
    *(sa.column(name) for name in ("id", "collaboration", "cadence", "version")),
    sa.column("received", sa.JSON()),
)
_AGREEMENTS = sa.table(
    "agreements",
    sa.column("collaboration"),
    sa.column("version"),
    sa.column("document", sa.JSON()),
)


def upgrade() -> None:
    """Make the tables and move what was asked."""
    questions = op.create_table(
        "questions",
        sa.Column("id", _NAME, primary_key=True),
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("topic", sa.JSON(), nullable=False),
        sa.Column("area", _NAME),
        sa.Column("checkin", _NAME),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("person", _NAME, nullable=False),
        sa.Column("from_seat", _NAME),
        sa.Column("from_party", _NAME, nullable=False),
        sa.Column("to_party", _NAME, nullable=False),
        sa.Column("room", _NAME),
        sa.Column("thread", sa.Text()),
        sa.Column("turns", sa.JSON(), nullable=False),
        sa.Column("unfinished", sa.Boolean(), nullable=False),
        _reference("questions", "collaboration", "collaborations.id"),
        _reference("questions", "person", "people.id"),
        sa.UniqueConstraint("collaboration", "number", name="uq_questions_collaboration_number"),
    )
    _partial("ix_questions_checkin", ["checkin", "number"], "checkin IS NOT NULL")
    _partial("ix_questions_unfinished", ["collaboration", "number"], "unfinished")
    op.create_table(
        "heads_ups",
        sa.Column("id", _NAME, primary_key=True),
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("area", _NAME),
        sa.Column("person", _NAME, nullable=False),
        sa.Column("from_seat", _NAME),
        sa.Column("from_party", _NAME, nullable=False),
        sa.Column("to_seat", _NAME, nullable=False),
        sa.Column("to_party", _NAME, nullable=False),
        sa.Column("room", _NAME),
        sa.Column("thread", sa.Text()),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("seen_by", _NAME),
        sa.Column("seen_at", _WHEN),
        sa.Column("withdrawn_at", _WHEN),
        sa.Column("escalation", _NAME),
        _reference("heads_ups", "collaboration", "collaborations.id"),
        _reference("heads_ups", "person", "people.id"),
        sa.UniqueConstraint("collaboration", "number", name="uq_heads_ups_collaboration_number"),
    )
    op.create_table(
        "unsent",
        sa.Column("id", _NAME, primary_key=True),
        sa.Column("collaboration", _NAME, nullable=False),
        sa.Column("person", _NAME, nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        _reference("unsent", "collaboration", "collaborations.id"),
        _reference("unsent", "person", "people.id"),
    )
    op.create_index("ix_unsent_at", "unsent", ["at"])
    moved = list(_moved())
    if moved:
        op.bulk_insert(questions, moved)


def downgrade() -> None:
    """Remove them, data included."""
    for table in ("unsent", "heads_ups", "questions"):
        op.drop_table(table)


def _moved() -> Iterator[dict[str, Any]]:
    """What was asked about check-ins, the oldest first in each collaboration."""
    asked: dict[str, list[tuple[str, dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    texts = sa.select(_CHECKINS, _AGREEMENTS.c.document).join(
        _AGREEMENTS,
        sa.and_(
            _AGREEMENTS.c.collaboration == _CHECKINS.c.collaboration,
            _AGREEMENTS.c.version == _CHECKINS.c.version,
        ),
    )
    for row in op.get_bind().execute(texts).mappings():
        received, document = _plain(row["received"]), _plain(row["document"])
        for question in (received or {}).get("questions", ()):
            asked[row["collaboration"]].append((question["at"], question, {**row, **document}))
    for collaboration, found in asked.items():
        found.sort(key=lambda each: (datetime.fromisoformat(each[0]), each[2]["id"]))
        for number, (_, question, about) in enumerate(found, start=1):
            yield _row(collaboration, number, question, about)


def _row(
    collaboration: str, number: int, question: dict[str, Any], about: dict[str, Any]
) -> dict[str, Any]:
    cadence = next(each for each in about["cadences"] if each["key"] == about["cadence"])
    writer = (cadence.get("minutes") or {}).get("by") or cadence["from"]
    parties = {seat["key"]: seat["party"] for seat in about["seats"]}
    reply = question["reply"]
    return {
        "id": f"{collaboration}/question/{number}",
        "collaboration": collaboration,
        "number": number,
        "version": about["version"],
        "topic": cadence["title"],
        "area": None,
        "checkin": about["id"],
        "urgent": False,
        "person": question["person"],
        "from_seat": question["seat"],
        "from_party": parties[question["seat"]],
        "to_party": parties[writer],
        "room": None,
        "thread": None,
        "turns": [
            {
                "seat": writer,
                "asked": [_said(question)],
                "since": question["at"],
                "due": question["at"],  # no time was agreed for it
                "replies": [_said(reply)] if reply else [],
                "ended_at": reply["at"] if reply else None,
                "ending": "answered" if reply else None,
                "nudged_at": None,
                "offered_to": None,
                "shown_at": None,
            }
        ],
        "unfinished": reply is None,
    }


def _said(written: dict[str, Any]) -> dict[str, Any]:
    return {key: written[key] for key in ("text", "person", "seat", "at")}


def _plain(written: Any) -> Any:
    """JSON as plain data, whichever way the driver gives it."""
    return json.loads(written) if isinstance(written, str) else written


def _partial(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, "questions", columns, postgresql_where=condition, sqlite_where=condition)


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [to], name, deferrable=True, initially="DEFERRED")
