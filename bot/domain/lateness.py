"""How late an update came, in the working time of whoever sent it."""

from datetime import timedelta

from bot.domain.agreement.document import Agreement
from bot.domain.business_time import working_time_between
from bot.domain.checkin import CheckIn
from bot.domain.instant import Instant
from bot.domain.workdays import seat_working_days, seat_zone


def lateness(agreement: Agreement, checkin: CheckIn) -> timedelta | None:
    """Working time of the sender's seat from the promised moment to the first answer.

    It can be nothing, for an update sent in the night after. None when it came within the grace,
    or not at all.
    """
    return sent_after(agreement, checkin, checkin.due) if checkin.answered_late else None


def sent_after(agreement: Agreement, checkin: CheckIn, moment: Instant) -> timedelta:
    """Working time of the sender's seat from a moment to the first answer, which must be there."""
    sender = agreement.cadence[checkin.cadence].from_
    return working_time_between(
        moment,
        checkin.answers[0].at,
        zone=seat_zone(agreement, sender),
        workdays=seat_working_days(agreement, sender),
        hours=agreement.party_of(sender).hours,
    )
