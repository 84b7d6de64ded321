"""What people read when something happens was read, as it is now."""

from tests.read_through.written import PAGE, written


async def test_the_page_that_was_read_is_what_people_read() -> None:
    """Write it anew with `python -m tests.read_through`, read what changed, and commit it."""
    assert PAGE.read_text(encoding="utf-8") == await written()
