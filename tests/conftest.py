"""What every test may ask for."""

from tests.databases import postgresql_database, sqlite_template
from tests.postgres import postgres_server

__all__ = ["postgres_server", "postgresql_database", "sqlite_template"]
