"""Where the database is."""

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

DEFAULT_URL = "sqlite+aiosqlite:///var/accord.db"

_FORMS = (
    "Write sqlite:///path/to/file.db for a file,"
    " or postgresql://user:password@host/name for a PostgreSQL database."
)
_SQLITE = {"sqlite", "sqlite+aiosqlite", "sqlite+pysqlite"}
_POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}


@dataclass(frozen=True)
class StorageSettings:
    """A database address, in any of the usual spellings.

    Raises:
        ValueError: it is no address of a database Accord can use; the message shows the forms.
    """

    url: str = field(default=DEFAULT_URL, repr=False)  # it may hold a password

    def __post_init__(self) -> None:
        _normalised(self.url)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file on this machine."""
        return _normalised(self.url).get_backend_name() == "sqlite"

    @property
    def async_url(self) -> URL:
        """The address with the driver that the running bot uses."""
        return _normalised(self.url)

    @property
    def sync_url(self) -> URL:
        """The address with the driver that migrations use."""
        return _normalised(self.url).set(drivername="sqlite") if self.is_sqlite else self.async_url

    @property
    def file(self) -> Path | None:
        """The SQLite file."""
        return Path(_normalised(self.url).database or "") if self.is_sqlite else None

    def __str__(self) -> str:
        """The address without its password, for logs."""
        return self.async_url.render_as_string(hide_password=True)


def _normalised(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        # The text may hold a password, so it is not repeated.
        raise ValueError(f"The database address cannot be read. {_FORMS}") from None
    if url.drivername in _SQLITE:
        if not url.database or url.database == ":memory:" or "mode" in url.query:
            raise ValueError(f"A database in memory would lose everything at a restart. {_FORMS}")
        return url.set(drivername="sqlite+aiosqlite")
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    raise ValueError(f'Accord has no driver for "{url.drivername}". {_FORMS}')
