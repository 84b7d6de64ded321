"""Set-up, consent and joining: amendments, pairing codes, claims to seats, gaps in seats.

It only adds tables, so it can be run while the version before still works on the database.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_25_set_up_and_consent"
down_revision = "2026_11_24_foundation"
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")

#: In an order in which they can be dropped.
_TABLES = ("gaps", "claims", "wrong_codes", "pairing_codes", "amendments")


def upgrade() -> None:
    """Make the tables."""
    _amendments()
    _codes()
    _claims_and_gaps()


def downgrade() -> None:
    """Remove them, data included."""
    for table in _TABLES:
        op.drop_table(table)


def _amendments() -> None:
    op.create_table(
        "amendments",
        _name("id", key=True),
        _name("collaboration"),
        *(_number(name) for name in ("number", "base", "times_sent")),
        *(_name(name) for name in ("party", "person")),
        *(_json(name) for name in ("changes", "answers", "reason", "parties")),
        _name("state"),
        _json("consents"),
        _when("created_at"),
        *(_when(name, null=True) for name in ("sent_at", "ended_at")),
        _name("ended_by", null=True),
        _json("ended_because"),
        *(_number(name, null=True) for name in ("version", "overtaken_by")),
        sa.UniqueConstraint("collaboration", "number", name="uq_amendments_collaboration_number"),
        _of_collaboration("amendments"),
    )


def _codes() -> None:
    op.create_table(
        "pairing_codes",
        _name("fingerprint", key=True),
        *(_name(name) for name in ("collaboration", "party", "made_by")),
        *(_when(name) for name in ("made_at", "expires_at")),
        _when("used_at", null=True),
        _name("used_in", null=True),
        _when("revoked_at", null=True),
        _of_collaboration("pairing_codes"),
    )
    op.create_index("ix_pairing_codes_collaboration", "pairing_codes", ["collaboration", "made_at"])
    op.create_table("wrong_codes", _name("address"), _when("at"))
    op.create_index("ix_wrong_codes_address", "wrong_codes", ["address", "at"])


def _claims_and_gaps() -> None:
    op.create_table(
        "claims",
        _name("id", key=True),
        *(_name(name) for name in ("collaboration", "party")),
        _name("seat", null=True),
        _name("address"),
        _json("name"),
        _name("room", null=True),
        _when("made_at"),
        _name("state"),
        _name("decided_by", null=True),
        _when("decided_at", null=True),
        _of_collaboration("claims"),
    )
    undecided = sa.text("state = 'open'")
    op.create_index(
        "ix_claims_open",
        "claims",
        ["collaboration", "made_at"],
        postgresql_where=undecided,
        sqlite_where=undecided,
    )
    op.create_table(
        "gaps",
        *(_name(name, key=True) for name in ("collaboration", "seat", "person")),
        sa.Column("since", sa.DateTime(timezone=True), primary_key=True),
        _name("because"),
        _when("until", null=True),
        _of_collaboration("gaps"),
        _reference("gaps", "person", "people.id"),
    )


def _name(name: str, *, key: bool = False, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, _NAME, primary_key=key, nullable=null)


def _when(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _number(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _of_collaboration(table: str) -> sa.ForeignKeyConstraint:
    return _reference(table, "collaboration", "collaborations.id")


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [to], name, deferrable=True, initially="DEFERRED")
