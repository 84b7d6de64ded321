"""A database at work: collaborations in it, and what is planned for them."""

from tests.migrations.statements import run


def add_collaborations(url: str) -> None:
    """One that is `running`, one that is `over`, and one that is `being_agreed`."""
    for id_, version, state in (
        ("running", 2, "active"),
        ("over", 2, "closed"),
        ("being_agreed", 0, "active"),
    ):
        run(
            url,
            "INSERT INTO collaborations (id, key, title, version, state)"
            " VALUES (:id, :id, 'Rats', :version, :state)",
            id=id_,
            version=version,
            state=state,
        )


def planned(url: str) -> list[tuple[str, str]]:
    """What is planned: for which collaboration, and of which kind."""
    rows = run(url, "SELECT collaboration, kind FROM agenda")
    return [(str(row[0]), str(row[1])) for row in rows]
