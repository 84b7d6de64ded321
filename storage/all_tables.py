"""The metadata with every table in it: a feature's tables have a file of their own, named here."""

from storage import (
    partners_tables,
    past_work_tables,
    pulse_tables,
    retrospective_tables,
    suggestion_tables,
    thanks_tables,
)
from storage.tables import metadata

__all__ = [
    "metadata",
    "partners_tables",
    "past_work_tables",
    "pulse_tables",
    "retrospective_tables",
    "suggestion_tables",
    "thanks_tables",
]
