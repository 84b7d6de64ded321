"""Finds what a question is about in an agreement, and says so when it is about nothing in it."""

from bot.engine.lookup.decide import look_up
from bot.engine.lookup.found import NOTHING, Candidate, Found, Kind
from bot.engine.lookup.index import Index, build_index

__all__ = [
    "NOTHING",
    "Candidate",
    "Found",
    "Index",
    "Kind",
    "build_index",
    "look_up",
]
