"""Frozen dataclasses and pure functions: no I/O, no async, and the time is always a parameter."""
