"""What Alembic runs. `storage.schema` hands it a connection; it opens none itself."""

from alembic import context
from sqlalchemy import Connection, text

from storage.all_tables import metadata

#: Replicas that start together upgrade one after the other; the number means nothing else.
_ADVISORY_LOCK = 4_172_008_813


def _migrate() -> None:
    connection = context.config.attributes.get("connection")
    if not isinstance(connection, Connection):
        raise SystemExit("Run `accord db upgrade`; it calls Alembic with the right database.")
    context.configure(
        connection=connection,
        target_metadata=metadata,
        # SQLite can do this too, once its transaction is begun by us and not by Python's driver.
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            # Held until the end of the transaction. SQLite has BEGIN IMMEDIATE for this.
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        context.run_migrations()


_migrate()
