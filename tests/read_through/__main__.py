"""Writes the page anew: `python -m tests.read_through`."""

import asyncio

from tests.read_through.written import PAGE, written

PAGE.write_text(asyncio.run(written()), encoding="utf-8")
