"""Agreements for tests: say only what the test is about, the rest is a sensible collaboration.

The defaults are modelled on a rat toxicology study: Larkspur (the sponsor, San Diego, Monday to
Friday) and Deccan (the CRO, Hyderabad, Monday to Saturday). Everything refers only to things that
`an_agreement()` holds. Every builder takes the fields of its dataclass by name::

    an_agreement(cadences=(a_cadence(if_day_off=IfDayOff.SEND_ANYWAY),))
    an_agreement(parties=(a_sponsor(), a_cro(working_week=WEEKDAYS)))
    an_agreement(seats=(*SEATS, a_seat("qa_manager", aliases=("qa",))))
"""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.agreement.areas import AreaKind, Due, Transferred
from bot.domain.agreement.cadences import Every, IfDayOff, Rule
from bot.domain.agreement.conduct import InputLevel, InputWanted
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import OfficeHours
from bot.domain.agreement.seats import OnCall
from bot.domain.agreement.study import Contract, HistoryEntry, Study, Versions
from bot.domain.instant import Instant, instant
from tests.parts import (
    HYDERABAD,
    SAN_DIEGO,
    SIX_DAYS,
    SUNDAY_TO_THURSDAY,
    WEEKDAYS,
    a_cadence,
    a_cro,
    a_holiday,
    a_location,
    a_method,
    a_party,
    a_phase,
    a_pulse,
    a_rule,
    a_seat,
    a_sponsor,
    a_trigger,
    an_area,
)

__all__ = [
    "AREAS",
    "CADENCES",
    "HYDERABAD",
    "LOCATIONS",
    "METHODS",
    "PHASES",
    "SAN_DIEGO",
    "SEATS",
    "SIX_DAYS",
    "SUNDAY_TO_THURSDAY",
    "WEEKDAYS",
    "a_cadence",
    "a_cro",
    "a_holiday",
    "a_location",
    "a_method",
    "a_party",
    "a_phase",
    "a_pulse",
    "a_rule",
    "a_seat",
    "a_sponsor",
    "a_trigger",
    "an_agreement",
    "an_area",
    "at",
]


def at(text: str, zone: str = "UTC") -> Instant:
    """The moment when a wall clock shows this time: `at("2026-12-24T17:00", HYDERABAD)`."""
    return instant(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


PHASES = (
    a_phase("planning", date(2026, 11, 12), date(2027, 1, 3)),
    a_phase("acclimation", date(2027, 1, 4), date(2027, 1, 10)),
    a_phase("dosing", date(2027, 1, 11), date(2027, 2, 7)),
    a_phase("necropsy", date(2027, 2, 8), date(2027, 2, 10)),
    a_phase("recovery", date(2027, 2, 11), date(2027, 2, 23)),
    a_phase("reporting", date(2027, 2, 24), date(2027, 6, 7)),
)

SEATS = (
    a_seat("program_manager", "sponsor", aliases=("sponsor pm",), deputy="study_monitor"),
    a_seat(
        "study_monitor",
        "sponsor",
        aliases=("monitor", "nonclin lead"),
        deputy="vp_rd",
        on_call=OnCall(phases=("dosing",)),
    ),
    a_seat("vp_rd", "sponsor", title="VP of R&D", aliases=("vp",), deputy="program_manager"),
    a_seat(
        "study_director",
        "cro",
        aliases=("sd",),
        deputy="site_head",
        on_call=OnCall(phases=("dosing",), hours=OfficeHours(time(6), time(22))),
    ),
    a_seat("inlife_supervisor", "cro", aliases=("vivarium supervisor",), deputy="study_director"),
    a_seat("study_pathologist", "cro", aliases=("pathologist",), deputy="study_director"),
    a_seat("cro_pm", "cro", title="Client project manager", aliases=("deccan pm",)),
    a_seat("site_head", "cro", aliases=("facility manager",), deputy="cro_pm"),
)

AREAS = (
    an_area(
        "histopathology",
        title="Histology slides and microscopic evaluation",
        kind=AreaKind.DELIVERABLE,
        aliases=("histo", "histo slides", "path read"),
        responsible="study_pathologist",
        location="client_portal",
        due=(Due(date=date(2027, 4, 5)),),
    ),
    an_area("inlife", title="Dosing and in-life observations", responsible="inlife_supervisor"),
    an_area("necropsy", aliases=("organ weights",), responsible="study_pathologist"),
    an_area(
        "change_orders",
        kind=AreaKind.COMMERCIAL,
        responsible="cro_pm",
        accountable="program_manager",
        counterpart="cro_pm",
        transferred=Transferred.NOT_APPLICABLE,
    ),
)

LOCATIONS = (
    a_location("client_portal", title="Deccan client portal", owner="cro_pm", formal=True),
    a_location("sponsor_workspace", title="Larkspur Box folder", aliases=("box",)),
)

METHODS = (
    a_method("channel", title="Shared channel"),
    a_method("email", use_for="formal notices", formal=True),
    a_method("phone", use_for="urgent matters"),
    a_method("video", title="Video call", use_for="scheduled calls"),
)

CADENCES = (
    a_cadence("weekly_status"),
    a_cadence(
        "dosing_note",
        from_="inlife_supervisor",
        rule=a_rule(every=Every.DAY, days=(), at=time(18, 30)),
        phases=("dosing",),
        if_day_off=IfDayOff.SEND_ANYWAY,
        if_late=None,
    ),
    a_cadence(
        "biweekly_call",
        from_="program_manager",
        to=("study_monitor", "study_director", "cro_pm"),
        method="video",
        rule=Rule(
            every=Every.TWO_WEEKS,
            days=("tue",),
            anchor=date(2026, 11, 17),
            at=time(7, 30),
            zone=SAN_DIEGO,
        ),
        if_day_off=IfDayOff.NEXT_WORKING_DAY,
        if_late=None,
    ),
)


def an_agreement(**overrides: Any) -> Agreement:
    """The whole agreement of Larkspur and Deccan, version 2; any field can be given instead."""
    default = Agreement(
        study=Study(
            id="rat_tox",
            title="28-day oral toxicity of LKB-117 in rats",
            study_number="DPL-26-0417",
            kind="preclinical_in_vivo",
            regime="GLP",
            contract=Contract(msa="MSA-2026-031", sow="SOW-01", signed=date(2026, 11, 9)),
        ),
        agreement=Versions(
            version=2,
            history=(
                HistoryEntry(
                    version=1,
                    effective=date(2026, 11, 12),
                    agreed_by=("program_manager", "cro_pm"),
                    reason="kick-off",
                ),
            ),
        ),
        phases=PHASES,
        parties=(a_sponsor(), a_cro()),
        methods=METHODS,
        ground_rules=("Report first, explain later.",),
        never_in_chat=("chemical structure of LKB-117",),
        input_wanted=(InputWanted(topic="Dose levels", level=InputLevel.CONSULT),),
        seats=SEATS,
        areas=AREAS,
        locations=LOCATIONS,
        cadences=CADENCES,
        triggers=(a_trigger(),),
    )
    return replace(default, **overrides)
