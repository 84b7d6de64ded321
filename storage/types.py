"""Column types: moments that refuse to be naive, wall times that refuse to have a zone."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Text
from sqlalchemy.dialects.postgresql import TEXT
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from bot.domain.instant import Instant, instant

#: Ids, keys and addresses. Compared byte for byte on both databases: the order does not depend on
#: the language of the server, and an upgrade of its locale library cannot break an index.
Name = Text().with_variant(TEXT(collation="C"), "postgresql")


class UtcDateTime(TypeDecorator[Instant]):
    """An `Instant`: aware in PostgreSQL; in SQLite, which has no zones, text in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the driver UTC; refuse a time without a zone."""
        if value is None:
            return None
        moment = instant(value)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> Instant | None:
        """Give the engine UTC, whatever zone the connection is set to."""
        if value is None:
            return None
        return Instant(value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class WallDateTime(TypeDecorator[datetime]):
    """A time on somebody's wall: without a zone, because the zone is in the agreement."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse a time with a zone: dropping it would move a promise."""
        if value is not None and value.tzinfo is not None:
            raise ValueError(f"{value.isoformat()} has a zone; a wall time has none.")
        return value
