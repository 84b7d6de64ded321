"""Finds what a question is about in an agreement, and says so when it is about nothing in it."""

from bot.engine.lookup.decide import likeliest, look_up, nearest_triggers
from bot.engine.lookup.found import NOTHING, Candidate, Found, Kind
from bot.engine.lookup.index import Index, build_index
from bot.engine.lookup.prepared import Indexes, Prepared

__all__ = [
    "NOTHING",
    "Candidate",
    "Found",
    "Index",
    "Indexes",
    "Kind",
    "Prepared",
    "build_index",
    "likeliest",
    "look_up",
    "nearest_triggers",
]
