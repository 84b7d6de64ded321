"""The first tables: who and where, agreements, check-ins, agenda, outbox, record.

Run it before the new version of the program is deployed.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_24_foundation"
down_revision = None
branch_labels = None
depends_on = None

# Spelled out here and not imported from storage: a migration must not change when the code does.
_NAME = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)

#: In an order in which they can be dropped.
_TABLES = (
    *("platform_facts", "record_heads", "record", "slots", "outbox", "agenda", "checkins"),
    *("agreements", "leads", "holdings", "tenants", "room_parties", "rooms"),
    *("person_addresses", "people", "collaborations", "directory", "inbox"),
)

_NO_CHANGE = "the record is append-only"
_SQLITE_GUARDS = [
    f"CREATE TRIGGER record_refuses_{verb} BEFORE {verb} ON record"
    f" BEGIN SELECT RAISE(ABORT, '{_NO_CHANGE}'); END"
    for verb in ("UPDATE", "DELETE")
]
_POSTGRESQL_GUARDS = [
    (
        "CREATE FUNCTION record_refuses_change() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_NO_CHANGE}'; END $$"
    ),
    (
        "CREATE TRIGGER record_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON record"
        " FOR EACH STATEMENT EXECUTE FUNCTION record_refuses_change()"
    ),
]
# Dead index entries pile up at the low end of the due indexes until a vacuum: with the default of a
# fifth of the table, finding 100 rows of a million took ten times as long.
_POSTGRESQL_VACUUM = [
    f"ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0.01)"
    for table in ("agenda", "outbox")
]


def upgrade() -> None:
    """Make everything."""
    _who_and_where()
    _agreements_and_checkins()
    _timed_work()
    _messages()
    _the_record()
    op.create_table("platform_facts", *_key("key"), _flag("secret"), _text("body"))
    for statement in (
        [*_POSTGRESQL_GUARDS, *_POSTGRESQL_VACUUM] if _postgresql() else _SQLITE_GUARDS
    ):
        op.execute(statement)


def downgrade() -> None:
    """Remove everything, data included."""
    for table in _TABLES:
        op.drop_table(table)
    if _postgresql():
        op.execute("DROP FUNCTION record_refuses_change()")
        op.execute("DROP SEQUENCE outbox_position")


def _who_and_where() -> None:
    op.create_table("inbox", *_key("event_id"), _when("seen_at"))
    op.create_index("ix_inbox_seen_at", "inbox", ["seen_at"])
    op.create_table(
        "directory",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        _number("revision"),
    )
    op.execute("INSERT INTO directory (id, revision) VALUES (1, 0)")
    op.create_table(
        "collaborations",
        *_key("id"),
        _name("key"),
        _text("title"),
        _number("version"),
        _name("state"),
        sa.UniqueConstraint("key", name="uq_collaborations_key"),
    )
    op.create_table("people", *_key("id"), _text("name"))
    op.create_table(
        "person_addresses",
        *_key("address"),
        _name("person"),
        _number("place"),
        _reference("person_addresses", "person", "people.id"),
    )
    op.create_index("ix_person_addresses_person", "person_addresses", ["person"])
    op.create_table("rooms", *_key("address"), *_of_collaboration("rooms"))
    op.create_table(
        "room_parties",
        *_key("address", "party"),
        _reference("room_parties", "address", "rooms.address"),
    )
    op.create_table(
        "tenants",
        *_key("collaboration", "party", "address"),
        _reference("tenants", "collaboration", "collaborations.id"),
    )
    op.create_table(
        "holdings",
        *(_name(name) for name in ("collaboration", "seat", "person")),
        _when("since"),
        _when("until", null=True),
        sa.PrimaryKeyConstraint("collaboration", "seat", "person", "since"),
        _reference("holdings", "collaboration", "collaborations.id"),
        _reference("holdings", "person", "people.id"),
    )
    _partial(
        "uq_holdings_open",
        "holdings",
        ["collaboration", "seat", "person"],
        where="until IS NULL",
        unique=True,
    )
    op.create_table(
        "leads",
        *_key("collaboration", "party", "person"),
        _reference("leads", "collaboration", "collaborations.id"),
        _reference("leads", "person", "people.id"),
    )


def _agreements_and_checkins() -> None:
    op.create_table(
        "agreements",
        _name("collaboration"),
        _number("version"),
        _json("document"),
        _when("added_at"),
        sa.PrimaryKeyConstraint("collaboration", "version"),
        _reference("agreements", "collaboration", "collaborations.id"),
    )
    op.create_table(
        "checkins",
        *_key("id"),
        _name("collaboration"),
        _name("cadence"),
        _number("version"),
        sa.Column("wall", sa.DateTime(), nullable=False),
        *(_when(name) for name in ("due", "late_at", "opened_at")),
        _name("state"),
        _json("answers"),
        _when("writing_since", null=True),
    )
    op.create_index("ix_checkins_cadence", "checkins", ["collaboration", "cadence", "due"])
    waiting = "state IN ('open', 'late')"
    _partial("ix_checkins_waiting", "checkins", ["collaboration", "due"], where=waiting)


def _timed_work() -> None:
    op.create_table(
        "agenda",
        *_key("key"),
        *(_name(name) for name in ("collaboration", "kind")),
        *(_when(name) for name in ("due", "run_at")),
        _json("subject"),
        _number("attempts"),
        _text("error", null=True),
        _when("done_at", null=True),
    )
    pending = "done_at IS NULL"
    _partial("ix_agenda_pending", "agenda", ["run_at", "key"], where=pending)
    _partial("ix_agenda_collaboration", "agenda", ["collaboration", "run_at", "key"], where=pending)


def _messages() -> None:
    if _postgresql():
        op.execute("CREATE SEQUENCE outbox_position")
    op.create_table(
        "outbox",
        *_key("id"),
        _name("key"),
        _name("collaboration", null=True),
        _name("to"),
        _text("card"),
        _name("only_for", null=True),
        _text("thread", null=True),
        _name("on_doubt"),
        _json("fallbacks"),
        _when("not_before"),
        _name("state"),
        *(_number(name) for name in ("revision", "sent_revision")),
        _number("claimed_revision", null=True),
        _text("native_ref", null=True),
        _number("attempts"),
        _flag("doubtful"),
        _number("doubts"),
        *(_when(name, null=True) for name in ("lease_until", "claimable_at")),
        _when("waiting_since"),
        sa.Column("position", sa.BigInteger(), nullable=False),
        _text("error", null=True),
        _when("created_at"),
        _when("sent_at", null=True),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_position", "outbox", ["position"])
    waits = "claimable_at IS NOT NULL"
    _partial("ix_outbox_due", "outbox", ["claimable_at", "position"], where=waits)
    _partial("ix_outbox_queue", "outbox", ["to", "position"], where=waits)
    _partial("ix_outbox_waiting", "outbox", ["waiting_since"], where=waits)
    _partial("ix_outbox_sending", "outbox", ["to"], where="state = 'sending'")
    over = "state IN ('failed', 'skipped')"
    _partial("ix_outbox_undelivered", "outbox", ["collaboration", "position"], where=over)
    op.create_table("slots", *_key("conversation"), _when("free_at"))


def _the_record() -> None:
    op.create_table(
        "record",
        _name("collaboration"),
        _number("seq"),
        _name("kind"),
        _when("at"),
        _number("version"),
        _name("subject"),
        *(_name(name, null=True) for name in ("person", "seat", "party", "source")),
        _json("data"),
        *(_name(name) for name in ("previous", "hash")),
        sa.PrimaryKeyConstraint("collaboration", "seq"),
    )
    op.create_table("record_heads", *_key("collaboration"), _number("seq"), _name("hash"))


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _key(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, _NAME, primary_key=True) for name in names]


def _name(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, _NAME, nullable=null)


def _text(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=null)


def _when(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, _MOMENT, nullable=null)


def _number(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}"
    return sa.ForeignKeyConstraint([column], [to], name, deferrable=True, initially="DEFERRED")


def _of_collaboration(table: str) -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    return _name("collaboration"), _reference(table, "collaboration", "collaborations.id")


def _partial(
    name: str, table: str, columns: list[str], *, where: str, unique: bool = False
) -> None:
    condition = sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, postgresql_where=condition, sqlite_where=condition
    )
