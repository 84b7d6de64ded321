"""How owners say, again and again, that what the agreement says they own is still theirs."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.duration import Duration, Unit

#: What holds where a rhythm is agreed and nothing else.
ANSWER_WITHIN = Duration(5, Unit.BUSINESS_DAYS)
VACANT_FOR = Duration(5, Unit.BUSINESS_DAYS)


class Rhythm(StrEnum):
    """How often owners are asked: at the begin of each month, or of each quarter of the year."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, kw_only=True)
class Ownership:
    """How ownership stays fresh. Without it nobody is asked, and no area becomes a gap.

    Business days count on the calendar of the owner's party.
    """

    confirmed_every: Rhythm
    """How often each owner is asked whether their areas are still theirs."""
    answer_within: Duration = ANSWER_WITHIN
    """Counted from the question: after it, what is not confirmed is a gap for a lead."""
    vacant_for: Duration = VACANT_FOR
    """How long a seat may stay empty before what it answers for is a gap for a lead."""
