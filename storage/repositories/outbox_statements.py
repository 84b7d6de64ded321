"""The statements of the outbox.

Conditions of partial indexes are repeated literally: with a bound value neither database could see
that the index applies.
"""

from sqlalchemy import (
    Boolean,
    Integer,
    Text,
    Update,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.statements import Variants
from storage.tables import outbox, outbox_position, person_addresses, slots
from storage.types import UtcDateTime
from storage.upsert import each

_SENDING = literal_column("'sending'", Text())
_SENT = literal_column("'sent'", Text())
_PENDING = literal_column("'pending'", Text())
_NOW = bindparam("now", type_=UtcDateTime)

_queue = outbox.alias("queue")
#: The next place. One writer at a time makes counting safe in SQLite, and the index makes it fast.
_COUNTED = select(func.coalesce(func.max(_queue.c.position), 0) + 1).scalar_subquery()
_TAKEN = outbox_position.next_value()
_FIRST = {
    "state": _PENDING,
    "revision": 1,
    "sent_revision": 0,
    "attempts": 0,
    "doubtful": False,
    "doubts": 0,
}
_COLUMNS = (
    *("id", "key", "collaboration", "to", "card", "only_for", "thread", "on_doubt", "fallbacks"),
    *("not_before", "claimable_at", "waiting_since", "created_at"),
    "pushed_at",
)
_GIVEN = {name: bindparam(name, type_=outbox.c[name].type) for name in _COLUMNS}

INSERT = Variants(
    sqlite=sqlite.insert(outbox)
    .values(**_GIVEN, **_FIRST, position=_COUNTED)
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(outbox.c.id),
    postgresql=postgresql.insert(outbox)
    .values(**_GIVEN, **_FIRST, position=_TAKEN)
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(outbox.c.id),
)

BY_ID = select(outbox).where(outbox.c.id == bindparam("id"))
BY_KEY = select(outbox).where(outbox.c.key == bindparam("key"))
BY_NATIVE_REF = select(outbox).where(outbox.c.native_ref == bindparam("native_ref")).limit(1)
#: All that is needed to decide what becomes of a new card.
LOCK_BY_KEY = (
    select(
        outbox.c.id,
        outbox.c.card,
        outbox.c.state,
        outbox.c.sent_revision,
        outbox.c.not_before,
        outbox.c.waiting_since,
        outbox.c.held,
    )
    .where(outbox.c.key == bindparam("key"))
    .with_for_update()
)
#: What a form stands in the place of.
LOCK_BY_NATIVE_REF = (
    select(outbox.c.id, outbox.c.state, outbox.c.not_before, outbox.c.held)
    .where(outbox.c.native_ref == bindparam("native_ref"))
    .limit(1)
    .with_for_update()
)

_ahead = outbox.alias("ahead")
_in_flight = outbox.alias("in_flight")
#: Whether a message has to let others of its conversation go first. One that is itself being sent
#: (its lease is over, or it would not be claimable) never has to: two could wait for each other.
_BEHIND = and_(
    outbox.c.state != _SENDING,
    or_(
        exists().where(_in_flight.c.to == outbox.c.to, _in_flight.c.state == _SENDING),
        exists().where(
            _ahead.c.to == outbox.c.to,
            _ahead.c.claimable_at.is_not(None),
            _ahead.c.waiting_since <= _NOW,
            tuple_(_ahead.c.position, _ahead.c.id) < tuple_(outbox.c.position, outbox.c.id),
        ),
    ),
)
_CLAIMABLE = outbox.c.claimable_at <= _NOW

DUE = (
    select(outbox.c.id)
    .where(_CLAIMABLE, ~_BEHIND)
    .order_by(outbox.c.claimable_at, outbox.c.position)
    .limit(bindparam("limit", type_=Integer))
)
OLDEST = (
    select(outbox.c.waiting_since)
    .where(_CLAIMABLE, outbox.c.waiting_since <= _NOW)
    .order_by(outbox.c.waiting_since)
    .limit(1)
)
#: Whoever counts decides by the count, so nobody else counts for the same person until the end.
ONE_COUNTS = (
    select(person_addresses.c.address)
    .where(person_addresses.c.address.in_(bindparam("to", expanding=True)))
    .order_by(person_addresses.c.address)
    .with_for_update()
)
PUSHES = select(func.count().label("pushes")).where(
    outbox.c.to.in_(bindparam("to", expanding=True)),
    outbox.c.pushed_at.is_not(None),
    outbox.c.pushed_at >= bindparam("since", type_=UtcDateTime),
    outbox.c.pushed_at < bindparam("before", type_=UtcDateTime),
)
UNDELIVERED = (
    select(outbox)
    .where(
        outbox.c.collaboration == bindparam("collaboration"),
        outbox.c.state.in_([literal_column("'failed'"), literal_column("'skipped'")]),
    )
    .order_by(outbox.c.position.desc())
)

#: All that is needed to decide about a claim. A row held by another transaction is passed over:
#: delivery never waits for the engine, and the next tick comes soon.
LOCK_CLAIMABLE = (
    select(
        outbox.c.id,
        outbox.c.to,
        _BEHIND.label("behind"),
        select(slots.c.free_at)
        .where(slots.c.conversation == outbox.c.to)
        .scalar_subquery()
        .label("free_at"),
    )
    .where(outbox.c.id == bindparam("id"), _CLAIMABLE)
    .with_for_update(of=outbox, skip_locked=True)
)
SLOT = select(slots.c.free_at).where(slots.c.conversation == bindparam("conversation"))
#: Gives no row when the slot is not free. Two replicas meet here, on the slot's row.
TAKE_SLOT = each(
    slots,
    lambda insert: (
        insert.values(
            conversation=bindparam("conversation"), free_at=bindparam("free_at", type_=UtcDateTime)
        )
        .on_conflict_do_update(
            index_elements=["conversation"],
            set_={"free_at": insert.excluded.free_at},
            where=slots.c.free_at <= _NOW,
        )
        .returning(slots.c.conversation)
    ),
)


def _by_id() -> Update:
    return update(outbox).where(outbox.c.id == bindparam("id_"))


def _placed(statement: Update) -> Variants:
    """With a place at the end of the queue."""
    return Variants(
        sqlite=statement.values(position=_COUNTED),
        postgresql=statement.values(position=_TAKEN),
    )


HOLD = _by_id().values(held=bindparam("held_", type_=outbox.c.held.type))
#: One that waits goes out at another moment; as it is put for then, it is in nobody's way before.
WAIT_UNTIL = _by_id().values(
    not_before=bindparam("until", type_=UtcDateTime),
    waiting_since=bindparam("until", type_=UtcDateTime),
    claimable_at=bindparam("until", type_=UtcDateTime),
)
_WAIT = bindparam("wait", type_=UtcDateTime)
_SAID = bindparam("said", type_=Text())
_NEWER = {
    "card": bindparam("card_"),
    "revision": outbox.c.revision + 1,
    "attempts": 0,
    "not_before": bindparam("not_before_", type_=UtcDateTime),
    "waiting_since": bindparam("since_", type_=UtcDateTime),
}
_QUEUED = {
    "state": _PENDING,
    "claimable_at": bindparam("not_before_", type_=UtcDateTime),
    "error": None,
}
_SETTLED = outbox.c.revision == func.coalesce(outbox.c.claimed_revision, outbox.c.revision)

RENEW_SENDING = _placed(_by_id().values(**_NEWER))
#: What became of an attempt that is over is no doubt about the new card.
RENEW = _placed(
    _by_id().values(
        **_NEWER, **_QUEUED, doubtful=and_(outbox.c.doubtful, outbox.c.state == _PENDING)
    )
)
START_OVER = _placed(
    _by_id().values(
        **_NEWER,
        **_QUEUED,
        doubtful=False,
        native_ref=None,
        to=bindparam("to_"),
        only_for=bindparam("only_for_"),
        thread=bindparam("thread_"),
        fallbacks=bindparam("fallbacks_", type_=outbox.c.fallbacks.type),
    )
)
CLAIM = (
    _by_id()
    .values(
        state=bindparam("sending"),
        attempts=outbox.c.attempts + 1,
        doubtful=or_(outbox.c.doubtful, outbox.c.state == _SENDING),
        claimed_revision=outbox.c.revision,
        lease_until=bindparam("lease", type_=UtcDateTime),
        claimable_at=bindparam("lease", type_=UtcDateTime),
    )
    .returning(outbox)
)
WAIT_FOR_SLOT = _by_id().values(
    not_before=bindparam("free_at", type_=UtcDateTime),
    claimable_at=bindparam("free_at", type_=UtcDateTime),
)
_SHOWN = bindparam("shown", type_=Integer)
MARK_SENT = _by_id().values(
    state=case((outbox.c.revision == _SHOWN, _SENT), else_=_PENDING),
    claimable_at=case((outbox.c.revision == _SHOWN, null()), else_=outbox.c.not_before),
    sent_revision=_SHOWN,
    native_ref=bindparam("ref"),
    doubtful=False,
    lease_until=None,
    error=None,
    sent_at=_NOW,
)
#: A late report of an attempt that another replica took over must not undo what was sent.
_NOT_SENT = outbox.c.state != _SENT
END = (
    _by_id()
    .where(_NOT_SENT)
    .values(
        state=case((_SETTLED, bindparam("end")), else_=_PENDING),
        claimable_at=case((_SETTLED, null()), else_=outbox.c.not_before),
        lease_until=None,
        error=_SAID,
    )
)
RETRY = (
    _by_id()
    .where(_NOT_SENT)
    .values(
        state=_PENDING,
        not_before=_WAIT,
        claimable_at=_WAIT,
        lease_until=None,
        error=_SAID,
        doubtful=bindparam("doubt", type_=Boolean),
    )
)
REDIRECT = _placed(
    _by_id()
    .where(_NOT_SENT)
    .values(
        state=_PENDING,
        to=bindparam("to_"),
        fallbacks=bindparam("others", type_=outbox.c.fallbacks.type),
        # In the same room it keeps its thread and its one reader; elsewhere they mean nothing.
        only_for=case((outbox.c.to == bindparam("to_"), outbox.c.only_for), else_=null()),
        thread=case((outbox.c.to == bindparam("to_"), outbox.c.thread), else_=null()),
        native_ref=None,
        sent_revision=0,
        attempts=0,
        doubtful=False,
        claimable_at=outbox.c.not_before,
        lease_until=None,
        error=_SAID,
    )
)
COUNT_DOUBT = _by_id().values(doubts=outbox.c.doubts + 1)
