"""INSERT ... ON CONFLICT, as each database spells it."""

from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from storage.statements import Variants

AnyInsert: TypeAlias = sqlite.Insert | postgresql.Insert


def each(table: Table, make: Callable[[AnyInsert], Executable]) -> Variants:
    """The same INSERT for both databases."""
    return Variants(sqlite=make(sqlite.insert(table)), postgresql=make(postgresql.insert(table)))


def insert_new(table: Table) -> Variants:
    """Insert; gives a row when it was new, and none when something unique was there before."""
    key = table.primary_key.columns.values()
    return each(table, lambda insert: insert.on_conflict_do_nothing().returning(*key))


def insert_or_replace(table: Table) -> Variants:
    """Insert, or set all other columns of the row with the same primary key."""
    key = table.primary_key.columns.keys()

    def make(insert: AnyInsert) -> Executable:
        others = {name: insert.excluded[name] for name in set(table.columns.keys()) - set(key)}
        return insert.on_conflict_do_update(index_elements=key, set_=others)

    return each(table, make)
