"""All tables.

Nothing here assumes two parties, one room for a party or one collaboration for a workspace.

Foreign keys stand where rows are few and are checked when the transaction ends, so that the order
of saving does not matter. The busy tables (check-ins, agenda, outbox, record) have none: they would
only guard against a mistyped collaboration, and each would lock that collaboration's row.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Sequence,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.types import Name, UtcDateTime, WallDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _references(column: str) -> ForeignKey:
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the rows that are still of interest: it stays small as the table grows.

    Both databases use it only for a query that repeats the condition literally or implies it.
    """
    condition = text(where)
    return Index(name, *columns, unique=unique, postgresql_where=condition, sqlite_where=condition)


inbox = Table(
    "inbox",
    metadata,
    Column("event_id", Name, primary_key=True),
    Column("seen_at", UtcDateTime, nullable=False),
    Index("ix_inbox_seen_at", "seen_at"),
)

#: One row. Its revision grows with every change of the tables below, down to `absences`.
directory = Table(
    "directory",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
)

collaborations = Table(
    "collaborations",
    metadata,
    Column("id", Name, primary_key=True),
    Column("key", Name, nullable=False),
    Column("title", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Name, nullable=False),
    UniqueConstraint("key"),
)

people = Table(
    "people",
    metadata,
    Column("id", Name, primary_key=True),
    Column("name", Text, nullable=False),
)

#: An address is the identity, so it belongs to one person.
person_addresses = Table(
    "person_addresses",
    metadata,
    Column("address", Name, primary_key=True),
    Column("person", Name, _references("people.id"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
)

#: A room belongs to one collaboration: this primary key is what keeps collaborations apart.
rooms = Table(
    "rooms",
    metadata,
    Column("address", Name, primary_key=True),
    Column("collaboration", Name, _references("collaborations.id"), nullable=False),
)

room_parties = Table(
    "room_parties",
    metadata,
    Column("address", Name, _references("rooms.address"), primary_key=True),
    Column("party", Name, primary_key=True),
)

tenants = Table(
    "tenants",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("party", Name, primary_key=True),
    Column("address", Name, primary_key=True),
)

holdings = Table(
    "holdings",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("seat", Name, primary_key=True),
    Column("person", Name, _references("people.id"), primary_key=True),
    Column("since", UtcDateTime, primary_key=True),
    Column("until", UtcDateTime),
    _partial(
        "uq_holdings_open", "collaboration", "seat", "person", where="until IS NULL", unique=True
    ),
)

leads = Table(
    "leads",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("party", Name, primary_key=True),
    Column("person", Name, _references("people.id"), primary_key=True),
)

#: Of a person, in all of their collaborations. Part of the directory, like the absences below.
preferences = Table(
    "preferences",
    metadata,
    Column("person", Name, _references("people.id"), primary_key=True),
    Column("quiet", Name),
    Column("zone", Name),
    Column("lead_minutes", Integer, nullable=False),
    Column("budget", Integer, nullable=False),
)

absences = Table(
    "absences",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("person", Name, _references("people.id"), primary_key=True),
    Column("since", UtcDateTime, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
    Column("zone", Name, nullable=False),
    Column("cover", Name, _references("people.id")),
)

agreements = Table(
    "agreements",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("document", JSON, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)

#: Changes, consents and everything typed are JSON: it holds any character, and PostgreSQL's text
#: does not. The number is what people call a proposal; two that took the same one are a lost race.
amendments = Table(
    "amendments",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, _references("collaborations.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("base", Integer, nullable=False),
    Column("party", Name, nullable=False),
    Column("person", Name, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("reason", JSON, nullable=False),
    Column("parties", JSON, nullable=False),
    Column("state", Name, nullable=False),
    Column("consents", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("times_sent", Integer, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("ended_by", Name),
    Column("ended_because", JSON, nullable=False),
    Column("version", Integer),
    Column("overtaken_by", Integer),
    Column("escalations", JSON),
    UniqueConstraint("collaboration", "number"),
)

#: The code itself is nowhere, only its fingerprint.
pairing_codes = Table(
    "pairing_codes",
    metadata,
    Column("fingerprint", Name, primary_key=True),
    Column("collaboration", Name, _references("collaborations.id"), nullable=False),
    Column("party", Name, nullable=False),
    Column("made_by", Name, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("used_in", Name),
    Column("revoked_at", UtcDateTime),
    Index("ix_pairing_codes_collaboration", "collaboration", "made_at"),
)

#: One row for each wrong code, without a key: two of the same moment are two.
wrong_codes = Table(
    "wrong_codes",
    metadata,
    Column("address", Name, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_wrong_codes_address", "address", "at"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, _references("collaborations.id"), nullable=False),
    Column("party", Name, nullable=False),
    Column("seat", Name),
    Column("address", Name, nullable=False),
    Column("name", JSON, nullable=False),  # typed by the person or chosen on their platform
    Column("room", Name),
    Column("made_at", UtcDateTime, nullable=False),
    Column("state", Name, nullable=False),
    Column("decided_by", Name),
    Column("decided_at", UtcDateTime),
    _partial("ix_claims_open", "collaboration", "made_at", where="state = 'open'"),
)

gaps = Table(
    "gaps",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("seat", Name, primary_key=True),
    Column("person", Name, _references("people.id"), primary_key=True),
    Column("since", UtcDateTime, primary_key=True),
    Column("because", Name, nullable=False),
    Column("until", UtcDateTime),
)

#: Of each area the last word of its owner.
area_confirmations = Table(
    "area_confirmations",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("area", Name, primary_key=True),
    Column("seat", Name, nullable=False),
    Column("person", Name, _references("people.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

area_gaps = Table(
    "area_gaps",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("area", Name, primary_key=True),
    Column("about", Name, primary_key=True),
    Column("seat", Name, nullable=False),
    Column("because", Name, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("lead", Name, _references("people.id")),
    Column("until", UtcDateTime),
    _partial("ix_area_gaps_open", "collaboration", "since", where="until IS NULL"),
)

checkins = Table(
    "checkins",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, nullable=False),
    Column("cadence", Name, nullable=False),
    Column("version", Integer, nullable=False),
    Column("wall", WallDateTime, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("late_at", UtcDateTime, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("state", Name, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("writing_since", UtcDateTime),
    Column("received", JSON),  # excuse and marks; none in rows of older programs
    Column("asked_at", UtcDateTime),  # none in rows of older programs: there the message says it
    Index("ix_checkins_cadence", "collaboration", "cadence", "due"),
    Index("ix_checkins_due", "collaboration", "due"),
    _partial("ix_checkins_waiting", "collaboration", "due", where="state IN ('open', 'late')"),
)

#: The number is what people call it; two that took the same one are a lost race. Restricted ones
#: are counted apart, so that a missing number cannot tell of one. Everything said is in the body.
escalations = Table(
    "escalations",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("number", Integer, nullable=False),
    Column("trigger", Name),
    Column("state", Name, nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("body", JSON, nullable=False),
    UniqueConstraint("collaboration", "restricted", "number"),
    Index("ix_escalations_raised", "collaboration", "raised_at"),
    _partial("ix_escalations_open", "collaboration", "raised_at", where="state = 'open'"),
)

#: Numbers that were reported, for limits that must be crossed for some time. The id says where it
#: was reported, so that the same report counts once.
readings = Table(
    "readings",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, nullable=False),
    Column("measure", Name, nullable=False),
    Column("value", Float, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_readings_measure", "collaboration", "measure", "at"),
)

#: Both cards are JSON as text, as in the outbox; what is left over is a list of ids.
digests = Table(
    "digests",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("at", UtcDateTime, primary_key=True),
    Column("shared", Text, nullable=False),
    Column("short", Text, nullable=False),
    Column("left_over", JSON, nullable=False),
)

short_digests = Table(
    "short_digests",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("person", Name, _references("people.id"), primary_key=True),
)

#: What is on the agenda of a meeting; its id is that of the check-in its minutes will be.
meetings = Table(
    "meetings",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, nullable=False),
    Column("cadence", Name, nullable=False),
    Column("wall", WallDateTime, nullable=False),
    Column("start", UtcDateTime, nullable=False),
    Column("points", JSON, nullable=False),
    Column("declined", JSON, nullable=False),
    Column("writing", JSON, nullable=False),
    Column("posted_at", UtcDateTime),
    Column("dropped", Boolean, nullable=False),
    Index("ix_meetings_cadence", "collaboration", "cadence", "start"),
    Index("ix_meetings_start", "collaboration", "start"),
)

#: Restricted ones are numbered apart: a missing number would tell of them. What people typed and
#: did is JSON. The event that asked for one is unique, so that a form sent twice asks once.
actions = Table(
    "actions",
    metadata,
    Column("collaboration", Name, primary_key=True),
    Column("restricted", Boolean, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("what", JSON, nullable=False),
    Column("owner", Name, nullable=False),
    Column("party", Name, nullable=False),
    Column("day", Name, nullable=False),  # a date on the owner's calendar, ISO 8601
    Column("opens", UtcDateTime, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("late_at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("raised", JSON, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("source", Name, nullable=False),
    Column("about", JSON(none_as_null=True)),
    Column("state", Name, nullable=False),
    Column("ending", JSON(none_as_null=True)),
    Column("edits", JSON, nullable=False),
    Column("taken_back", JSON, nullable=False),
    Column("late_since", UtcDateTime),
    UniqueConstraint("collaboration", "source"),
    _partial("ix_actions_open", "collaboration", "due", where="state = 'open'"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("collaboration", Name, primary_key=True),
    Column("restricted", Boolean, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("topic", JSON, nullable=False),
    Column("question", JSON, nullable=False),
    Column("options", JSON, nullable=False),
    Column("outcome", JSON, nullable=False),
    Column("note", JSON, nullable=False),
    Column("decider_party", Name, nullable=False),
    Column("decider_seat", Name),
    Column("version", Integer, nullable=False),
    Column("written", JSON, nullable=False),
    Column("source", Name, nullable=False),
    Column("about", JSON(none_as_null=True)),
    Column("state", Name, nullable=False),
    Column("settled", JSON(none_as_null=True)),
    Column("because", JSON, nullable=False),
    Column("replaces", Integer),
    Column("replaced_by", Integer),
    UniqueConstraint("collaboration", "source"),
)

#: Turns and everything typed are JSON. The id holds the number that people call a question by;
#: restricted ones are numbered apart, as actions are, and so are heads-ups.
questions = Table(
    "questions",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, _references("collaborations.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("restricted", Boolean, nullable=False, server_default=false()),
    Column("version", Integer, nullable=False),
    Column("topic", JSON, nullable=False),
    Column("area", Name),
    Column("checkin", Name),
    Column("urgent", Boolean, nullable=False),
    Column("person", Name, _references("people.id"), nullable=False),
    Column("from_seat", Name),
    Column("from_party", Name, nullable=False),
    Column("to_party", Name, nullable=False),
    Column("room", Name),
    Column("thread", Text),
    Column("turns", JSON, nullable=False),
    Column("unfinished", Boolean, nullable=False),
    UniqueConstraint("collaboration", "restricted", "number"),
    _partial("ix_questions_checkin", "checkin", "number", where="checkin IS NOT NULL"),
    _partial("ix_questions_unfinished", "collaboration", "number", where="unfinished"),
)

heads_ups = Table(
    "heads_ups",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, _references("collaborations.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("restricted", Boolean, nullable=False, server_default=false()),
    Column("version", Integer, nullable=False),
    Column("area", Name),
    Column("person", Name, _references("people.id"), nullable=False),
    Column("from_seat", Name),
    Column("from_party", Name, nullable=False),
    Column("to_seat", Name, nullable=False),
    Column("to_party", Name, nullable=False),
    Column("room", Name),
    Column("thread", Text),
    Column("wordings", JSON, nullable=False),
    Column("seen_by", Name),
    Column("seen_at", UtcDateTime),
    Column("withdrawn_at", UtcDateTime),
    Column("escalation", Name),
    UniqueConstraint("collaboration", "restricted", "number"),
)

#: Drafts: the only rows with what people wrote that do not stay.
unsent = Table(
    "unsent",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, _references("collaborations.id"), nullable=False),
    Column("person", Name, _references("people.id"), nullable=False),
    Column("text", JSON, nullable=False),
    Column("about", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_unsent_at", "at"),
)

#: What was meant by words that the agreement does not know. Forgotten after a while.
meant = Table(
    "meant",
    metadata,
    Column("collaboration", Name, _references("collaborations.id"), primary_key=True),
    Column("words", Name, primary_key=True),
    Column("section", Name, primary_key=True),
    Column("item", Name, primary_key=True),
    Column("asker", Name, primary_key=True),
    Column("day", Name, primary_key=True),
    Column("said", JSON, nullable=False),
    Column("how", Name, nullable=False),
    Column("party", Name, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_meant_at", "at"),
)

suggested_names = Table(
    "suggested_names",
    metadata,
    Column("id", Name, primary_key=True),
    Column("collaboration", Name, _references("collaborations.id"), nullable=False),
    Column("words", Name, nullable=False),
    Column("said", JSON, nullable=False),
    Column("section", Name, nullable=False),
    Column("item", Name, nullable=False),
    Column("party", Name, nullable=False),
    Column("times", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    Column("since", UtcDateTime, nullable=False),
    Column("state", Name, nullable=False),
    Column("lead", Name, _references("people.id")),
    Column("asked_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Index("ix_suggested_names_collaboration", "collaboration", "since", "id"),
)

#: Rows stay after they are done: their keys make sure that nothing happens twice.
agenda = Table(
    "agenda",
    metadata,
    Column("key", Name, primary_key=True),
    Column("collaboration", Name, nullable=False),
    Column("kind", Name, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("run_at", UtcDateTime, nullable=False),  # the due time, until it is postponed
    Column("subject", JSON, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    Column("done_at", UtcDateTime),
    _partial("ix_agenda_pending", "run_at", "key", where="done_at IS NULL"),
    # By kind first: whoever looks for some kinds passes over all others, of every collaboration.
    _partial("ix_agenda_kind", "kind", "collaboration", "run_at", "key", where="done_at IS NULL"),
)

#: Where PostgreSQL takes the places in the queue from; SQLite, with one writer, counts.
outbox_position = Sequence("outbox_position", metadata=metadata)

#: A message that waits has `claimable_at`: its `not_before`, or the end of its lease while it is
#: being sent. All other messages have none, which keeps them out of the indexes.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Name, primary_key=True),
    Column("key", Name, nullable=False),
    Column("collaboration", Name),
    Column("to", Name, nullable=False),  # also names the conversation
    Column("card", Text, nullable=False),  # JSON, as text: equal cards are equal texts
    Column("only_for", Name),
    Column("thread", Text),
    Column("on_doubt", Name, nullable=False),
    Column("fallbacks", JSON, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("state", Name, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sent_revision", Integer, nullable=False),
    Column("claimed_revision", Integer),  # the one the latest attempt was for
    Column("native_ref", Text),
    Column("attempts", Integer, nullable=False),
    Column("doubtful", Boolean, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("claimable_at", UtcDateTime),
    Column("waiting_since", UtcDateTime, nullable=False),  # not moved by slots and retries
    Column("position", BigInteger, nullable=False),
    Column("error", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("pushed_at", UtcDateTime),  # when it was to ring unasked; edits do not ring
    Column("held", JSON(none_as_null=True)),  # until when, by who has a form open in its place
    UniqueConstraint("key"),
    Index("ix_outbox_position", "position"),
    Index("ix_outbox_native_ref", "native_ref"),
    _partial("ix_outbox_due", "claimable_at", "position", where="claimable_at IS NOT NULL"),
    _partial("ix_outbox_queue", "to", "position", where="claimable_at IS NOT NULL"),
    _partial("ix_outbox_sending", "to", where="state = 'sending'"),
    _partial("ix_outbox_pushed", "to", "pushed_at", where="pushed_at IS NOT NULL"),
    _partial("ix_outbox_waiting", "waiting_since", where="claimable_at IS NOT NULL"),
    _partial(
        "ix_outbox_undelivered",
        "collaboration",
        "position",
        where="state IN ('failed', 'skipped')",
    ),
)

#: When the next message may go to a conversation: replicas share its pace through this row.
slots = Table(
    "slots",
    metadata,
    Column("conversation", Name, primary_key=True),
    Column("free_at", UtcDateTime, nullable=False),
)

#: Triggers, made by the migration, refuse every UPDATE and DELETE.
record = Table(
    "record",
    metadata,
    Column("collaboration", Name, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Name, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("subject", Name, nullable=False),
    Column("person", Name),
    Column("seat", Name),
    Column("party", Name),
    Column("source", Name),
    Column("data", JSON, nullable=False),
    Column("previous", Name, nullable=False),
    Column("hash", Name, nullable=False),
    Index("ix_record_subject", "collaboration", "subject"),
)

#: The end of each chain. Its row is locked while an entry is added, so that no gap can appear.
record_heads = Table(
    "record_heads",
    metadata,
    Column("collaboration", Name, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", Name, nullable=False),
)

platform_facts = Table(
    "platform_facts",
    metadata,
    Column("key", Name, primary_key=True),
    Column("secret", Boolean, nullable=False),
    Column("body", Text, nullable=False),  # JSON text; encrypted when it is a secret
)
