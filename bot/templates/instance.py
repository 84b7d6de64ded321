"""A template becomes the draft of one collaboration: parties, title and dates are filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import holidays

from bot.agreement_file.meaning.lookup import zone_faults
from bot.agreement_file.parts import KEY_PATTERN, Part
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import HolidayCalendar, Party
from bot.domain.errors import InvalidInput
from bot.templates.catalogue import template
from bot.templates.dates import starting_on
from bot.templates.meetings import at_shared_hours
from bot.templates.zones import country_of


@dataclass(frozen=True, kw_only=True)
class PartyDetails:
    """What set-up asks about a party; the rest of it comes from the template."""

    name: str
    """Legal name."""
    short: str
    """What people call it."""
    zone: str
    """IANA zone, as `zones_near` gives them."""


def instantiate(
    template_key: str,
    *,
    study_id: str,
    title: str,
    start: date,
    parties: Mapping[str, PartyDetails],
) -> Agreement:
    """The first draft of a collaboration: version 1, which nobody has accepted yet.

    Updates are promised on the clock of the party that sends them, and public holidays are those
    of the country of its zone, where there is only one. Dates start with `start`, see
    `starting_on`; meetings lie where the office hours of all who meet allow, see `at_shared_hours`.

    Args:
        template_key: Key of one of the templates.
        study_id: Key of the collaboration; `study_id_for` makes one of the title.
        title: Title of the work.
        start: First day of the work.
        parties: The details by party key; every template has the parties `sponsor` and `cro`, one
            with a facilitator in the middle `facilitator` as well.

    Raises:
        InvalidInput: there is no such template, or a value cannot be used. `field` names the
            argument, for a party's value as `sponsor.zone`.
        KeyError: the details of a party are missing.
    """
    draft = template(template_key).agreement
    if re.fullmatch(KEY_PATTERN, study_id) is None:
        raise InvalidInput(
            f'"{study_id}" cannot be the key of a collaboration. Use small letters, digits and'
            " underscores, starting with a letter.",
            field="study_id",
        )
    draft = replace(
        draft,
        study=replace(draft.study, id=study_id, title=_said(title, "title", "a title")),
        parties=tuple(_party(each, parties[each.key]) for each in draft.parties),
    )
    return at_shared_hours(starting_on(_on_senders_clocks(draft), start), start)


def _party(party: Party, details: PartyDetails) -> Party:
    zone = _said(details.zone, f"{party.key}.zone", "a time zone")
    for fault in zone_faults(Part({"zone": zone})):
        sentence = fault.sentence[0].upper() + fault.sentence[1:]
        end = "" if sentence.endswith("?") else "."
        raise InvalidInput(sentence + end, field=f"{party.key}.zone")
    return replace(
        party,
        name=_said(details.name, f"{party.key}.name", "the name of the company"),
        short=_said(details.short, f"{party.key}.short", "a short name"),
        zone=zone,
        holiday_calendar=_public_holidays(zone),
    )


def _public_holidays(zone: str) -> HolidayCalendar | None:
    country = country_of(zone)
    if country is None or country not in holidays.list_supported_countries():
        return None
    return HolidayCalendar(country=country)


def _said(text: str, field: str, what: str) -> str:
    if not text.strip():
        raise InvalidInput(f"Please write {what}.", field=field)
    return text.strip()


def _on_senders_clocks(agreement: Agreement) -> Agreement:
    """Wall times are those of the party that sends the update."""
    cadences = tuple(
        replace(
            each,
            rule=replace(each.rule, zone=agreement.party_of(each.from_).zone),
        )
        if each.rule.at is not None
        else each
        for each in agreement.cadences
    )
    return replace(agreement, cadences=cadences)
