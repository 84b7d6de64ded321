"""When an update is promised, and how late it came, in the working time of whoever wrote it."""

from datetime import timedelta

from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.business_time import after, working_time_between
from bot.domain.checkin import CheckIn
from bot.domain.instant import Instant
from bot.domain.workdays import seat_working_days, seat_zone


def promised_at(agreement: Agreement, cadence: Cadence, due: Instant) -> Instant:
    """When an occurrence is promised to have come; the minutes of a meeting some time after it.

    Args:
        agreement: the version it runs by.
        cadence: what is promised.
        due: when it falls due; of a meeting, when it begins.
    """
    if cadence.minutes is None:
        return due
    return after(
        due,
        cadence.minutes.within,
        zone=seat_zone(agreement, cadence.writer),
        workdays=seat_working_days(agreement, cadence.writer),
    )


def lateness(agreement: Agreement, checkin: CheckIn) -> timedelta | None:
    """Working time of the sender's seat from the promised moment to the first answer.

    It can be nothing, for an update sent in the night after. None when it came within the grace,
    or not at all.
    """
    if not checkin.answered_late:
        return None
    cadence = agreement.cadence[checkin.cadence]
    sender = cadence.writer
    return working_time_between(
        promised_at(agreement, cadence, checkin.due),
        checkin.answers[0].at,
        zone=seat_zone(agreement, sender),
        workdays=seat_working_days(agreement, sender),
        hours=agreement.party_of(sender).hours,
    )
