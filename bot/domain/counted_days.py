"""Days from which times can be counted: a last day far ahead is how people write that it is open.

Dates end with the year 9999, so working days after 31 Dec 9999, or its end in a zone behind UTC,
are no moments. Whoever writes such a day waits for nothing.
"""

from datetime import date

_FIRST, _LAST = date(1900, 1, 1), date(9000, 1, 1)


def can_be_counted(day: date) -> bool:
    """Whether something can fall due around a day."""
    return _FIRST <= day < _LAST
