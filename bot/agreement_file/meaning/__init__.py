"""What a document means: mistakes that no single value shows.

Every check reads what it can use and is silent about the rest, which the schema complained about.
"""

from collections.abc import Iterator

from bot.agreement_file.meaning.areas import area_faults, location_faults
from bot.agreement_file.meaning.cadences import cadence_faults
from bot.agreement_file.meaning.contact_rules import contact_rule_faults
from bot.agreement_file.meaning.lookup import Lookup
from bot.agreement_file.meaning.names import name_faults
from bot.agreement_file.meaning.ownership import ownership_faults
from bot.agreement_file.meaning.parties import party_faults
from bot.agreement_file.meaning.patterns import pattern_faults
from bot.agreement_file.meaning.pulse import pulse_faults
from bot.agreement_file.meaning.seats import seat_faults
from bot.agreement_file.meaning.study import study_faults
from bot.agreement_file.meaning.suggesting import suggesting_faults
from bot.agreement_file.meaning.triggers import trigger_faults
from bot.agreement_file.mistakes import Fault
from bot.agreement_file.parts import Part
from bot.agreement_file.references import reference_faults, repeated_references

_CHECKS = (
    party_faults,
    seat_faults,
    area_faults,
    contact_rule_faults,
    location_faults,
    cadence_faults,
    trigger_faults,
    pulse_faults,
    ownership_faults,
    suggesting_faults,
)


def meaning_faults(document: Part) -> Iterator[Fault]:
    """Every mistake in how the parts of an agreement fit together."""
    yield from reference_faults(document)
    yield from repeated_references(document)
    yield from name_faults(document)
    yield from study_faults(document)
    yield from pattern_faults(document)
    lookup = Lookup(document)
    for check in _CHECKS:
        yield from check(lookup)
