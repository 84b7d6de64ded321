"""Collaborations made of templates, for the tests beside this file."""

from datetime import date

from bot.domain.agreement.document import Agreement
from bot.templates import PartyDetails, instantiate

BOSTON = PartyDetails(name="Northern Example Inc.", short="Northern", zone="America/New_York")
BASEL = PartyDetails(name="Southern Example AG", short="Southern", zone="Europe/Zurich")


LONDON = PartyDetails(name="Middle Example Ltd", short="Middle", zone="Europe/London")


def started(
    key: str,
    start: date,
    *,
    sponsor: PartyDetails = BOSTON,
    cro: PartyDetails = BASEL,
    facilitator: PartyDetails = LONDON,
) -> Agreement:
    return instantiate(
        key,
        study_id="a_study",
        title="A study",
        start=start,
        parties={"sponsor": sponsor, "cro": cro, "facilitator": facilitator},
    )
