"""Thanks to rows and back."""

from dataclasses import asdict

from bot.domain.address import Address
from bot.domain.thanks import Named, Thanks
from storage.rows import Columns, written
from storage.statements import AnyRow


def thanks_values(thanks: Thanks) -> Columns:
    """The columns of a thanks."""
    return {
        "id": thanks.id,
        "collaboration": thanks.collaboration,
        "version": thanks.version,
        "given_by": asdict(thanks.by),
        "given_to": asdict(thanks.to),
        "text": thanks.text,
        "at": thanks.at,
        "private": thanks.private,
        "room": written(thanks.room),
        "thread": thanks.thread,
        "withdrawn_at": thanks.withdrawn_at,
    }


def thanks_of(row: AnyRow) -> Thanks:
    """A thanks from its row."""
    return Thanks(
        id=row.id,
        collaboration=row.collaboration,
        version=row.version,
        by=Named(**row.given_by),
        to=Named(**row.given_to),
        text=row.text,
        at=row.at,
        private=row.private,
        room=None if row.room is None else Address.parse(row.room),
        thread=row.thread,
        withdrawn_at=row.withdrawn_at,
    )
