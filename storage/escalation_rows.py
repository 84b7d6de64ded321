"""Escalation and reading to row and back, both directions next to each other."""

from datetime import datetime
from functools import cache

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from bot.domain.escalation import Escalation, Given
from bot.domain.instant import parse_instant
from bot.domain.measure import Reading
from storage.rows import Columns
from storage.statements import AnyRow


def escalation_values(escalation: Escalation) -> Columns:
    """The columns of an escalation; the whole of it is one JSON object."""
    return {
        "id": escalation.id,
        "collaboration": escalation.collaboration,
        "restricted": escalation.restricted,
        "number": escalation.number,
        "trigger": escalation.trigger,
        "state": escalation.state.value,
        "raised_at": escalation.raised_at,
        "body": _converter().unstructure(escalation),
    }


def escalation_of(row: AnyRow) -> Escalation:
    """An escalation from its row."""
    return _converter().structure(row.body, Escalation)


def reading_values(reading: Reading) -> Columns:
    """The columns of a reading."""
    return {
        "id": reading.id,
        "collaboration": reading.collaboration,
        "measure": reading.measure,
        "value": reading.value,
        "at": reading.at,
    }


def reading_of(row: AnyRow) -> Reading:
    """A reading from its row."""
    return Reading(
        id=row.id,
        collaboration=row.collaboration,
        measure=row.measure,
        value=row.value,
        at=row.at,
    )


@cache
def _converter() -> Converter:
    # Fields that a later program adds have defaults, so that what this one wrote can be read.
    converter = Converter()
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, lambda text, _: parse_instant(text))
    # Every notice had a method once, and was named by it.
    named = override(rename="method")
    unstructure = make_dict_unstructure_fn(Given, converter, notice=named)
    converter.register_unstructure_hook(Given, unstructure)
    structure = make_dict_structure_fn(Given, converter, notice=named)
    converter.register_structure_hook(Given, structure)
    return converter
