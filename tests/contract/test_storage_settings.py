"""What a database address may look like, and what is said about one that cannot be used."""

from pathlib import Path

import pytest

from storage.errors import SchemaMissing, StorageUnavailable
from storage.settings import StorageSettings
from storage.transaction import open_storage


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+aiosqlite", "sqlite+pysqlite"])
def test_every_spelling_of_a_file_gives_both_drivers(scheme: str) -> None:
    settings = StorageSettings(f"{scheme}:///var/x.db")
    assert settings.is_sqlite
    assert str(settings.async_url) == "sqlite+aiosqlite:///var/x.db"
    assert str(settings.sync_url) == "sqlite:///var/x.db"
    assert settings.file == Path("var/x.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_gives_the_one_driver(scheme: str) -> None:
    settings = StorageSettings(f"{scheme}://me:hidden@db/accord")
    assert not settings.is_sqlite
    assert settings.file is None
    assert settings.async_url == settings.sync_url
    assert settings.async_url.drivername == "postgresql+psycopg"
    assert settings.async_url.password == "hidden"
    assert str(settings) == "postgresql+psycopg://me:***@db/accord"


def test_the_default_is_a_file_under_var() -> None:
    assert StorageSettings().file == Path("var/accord.db")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://me:hidden@db/accord", 'no driver for "mysql"'),
        ("postgresql+asyncpg://me:hidden@db/accord", 'no driver for "postgresql\\+asyncpg"'),
        ("accord.db", "cannot be read"),
        ("", "cannot be read"),
        ("sqlite://", "lose everything"),
        ("sqlite:///:memory:", "lose everything"),
        ("sqlite:///file:x?mode=memory&uri=true", "lose everything"),
    ],
)
def test_an_unusable_address_is_refused_with_the_forms_and_without_its_password(
    url: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        StorageSettings(url)
    assert "postgresql://user:password@host/name" in str(refused.value)
    assert "hidden" not in str(refused.value)


async def test_a_database_without_tables_says_what_to_run(tmp_path: Path) -> None:
    storage = open_storage(StorageSettings(f"sqlite:///{tmp_path}/new/folder/x.db"))
    with pytest.raises(SchemaMissing, match="accord db upgrade"):
        async with storage.reading() as tx:
            await tx.directory.revision()
    await storage.close()


async def test_a_server_that_is_not_there_is_said_to_be_unavailable(tmp_path: Path) -> None:
    storage = open_storage(StorageSettings(f"postgresql:///accord?host={tmp_path}"))
    with pytest.raises(StorageUnavailable):
        async with storage.transaction() as tx:
            await tx.directory.revision()
    await storage.close()
