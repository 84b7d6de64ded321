"""Bringing a database to the tables that this program expects."""

from collections.abc import Callable
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from storage.engine import create_sync_engine
from storage.settings import StorageSettings
from storage.statements import translated

#: Alembic keeps what it works on in module globals, so threads take turns; processes need not.
_ALONE = Lock()


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database up; several processes may do so at once.

    Raises:
        StorageError: it could not be reached or changed; then nothing was changed.
    """
    _migrate(url, lambda config: command.upgrade(config, revision))


def downgrade(url: str, revision: str) -> None:
    """Bring the database back to an earlier revision, or to `base`."""
    _migrate(url, lambda config: command.downgrade(config, revision))


def current_revision(url: str) -> str | None:
    """The revision the database is at; none before the first upgrade."""
    settings = StorageSettings(url)
    if settings.file is not None and not settings.file.exists():
        return None  # looking must not make an empty file
    try:
        with create_sync_engine(settings).connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except SQLAlchemyError as error:
        raise translated(error) from error


def head_revision() -> str | None:
    """The revision that this program expects."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def is_current(url: str) -> bool:
    """Whether the database has the tables that this program expects."""
    return current_revision(url) == head_revision()


def _migrate(url: str, run: Callable[[Config], None]) -> None:
    try:
        with _ALONE, create_sync_engine(StorageSettings(url)).connect() as connection:
            run(_config(connection))
    except SQLAlchemyError as error:
        raise translated(error) from error


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    # By package, not by path: it works from any folder and from an installed wheel.
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = connection
    return config
