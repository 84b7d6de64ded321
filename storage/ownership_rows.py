"""Confirmed areas, and those nobody surely owns, to rows and back."""

from bot.domain.ownership import AreaGap, Confirmation, Unsettled
from storage.rows import Columns
from storage.statements import AnyRow


def confirmation_values(confirmation: Confirmation) -> Columns:
    """The columns of a confirmation."""
    return {
        "collaboration": confirmation.collaboration,
        "area": confirmation.area,
        "seat": confirmation.seat,
        "person": confirmation.person,
        "at": confirmation.at,
    }


def confirmation_of(row: AnyRow) -> Confirmation:
    """A confirmation from its row."""
    return Confirmation(
        collaboration=row.collaboration,
        area=row.area,
        seat=row.seat,
        person=row.person,
        at=row.at,
    )


def area_gap_values(gap: AreaGap) -> Columns:
    """The columns of an area that nobody surely owns."""
    return {
        "collaboration": gap.collaboration,
        "area": gap.area,
        "about": gap.about,
        "seat": gap.seat,
        "because": gap.because.value,
        "since": gap.since,
        "due": gap.due,
        "lead": gap.lead,
        "until": gap.until,
    }


def area_gap_of(row: AnyRow) -> AreaGap:
    """An area that nobody surely owns from its row."""
    return AreaGap(
        collaboration=row.collaboration,
        area=row.area,
        about=row.about,
        seat=row.seat,
        because=Unsettled(row.because),
        since=row.since,
        due=row.due,
        lead=row.lead,
        until=row.until,
    )
