"""The two examples as one laboratory lives them: two sponsors, two agreements, one Accord."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from bot.agreement_file.check import read_agreement
from bot.domain.address import Address
from bot.domain.agreement.cadences import Cadence, ContentItem, Every, IfDayOff, Rule
from bot.domain.agreement.document import Agreement
from bot.domain.duration import Duration

EXAMPLES = Path(__file__).parents[2] / "examples"
BEGIN = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
END = BEGIN + timedelta(days=365)
STUDIES = RAT, TRIAL = "rat_tox", "ph1_abroad"
#: What nobody but the two unblinded seats may ever read of.
SECRET = "Unblinded stock count"


@dataclass(frozen=True, kw_only=True)
class Side:
    """One party of one collaboration in chat."""

    study: str
    party: str
    tenant: str
    room: Address
    lead: str
    """Key of the seat whose holder speaks for it."""


#: The trial lives in one channel that both of its sides read; the rat study in a room for each.
_CHANNEL = Address("console", "carmel", "channel")
SIDES = (
    Side(
        study=RAT,
        party="sponsor",
        tenant="larkspur",
        room=Address("console", "larkspur", "room"),
        lead="program_manager",
    ),
    Side(
        study=RAT,
        party="cro",
        tenant="laboratory",
        room=Address("console", "laboratory", "room"),
        lead="cro_pm",
    ),
    Side(study=TRIAL, party="sponsor", tenant="carmel", room=_CHANNEL, lead="clinical_ops_lead"),
    Side(study=TRIAL, party="cro", tenant="laboratory", room=_CHANNEL, lead="cro_pm"),
)


def side_of(study: str, party: str) -> Side:
    return next(side for side in SIDES if (side.study, side.party) == (study, party))


def holder(study: str, agreement: Agreement, seat: str) -> Address:
    """Who sits where, all year. The project manager of the laboratory sits in both."""
    side = side_of(study, agreement.seat[seat].party)
    both = side.tenant != "laboratory" or seat == "cro_pm"
    return Address("console", side.tenant, seat if both else f"{study}_{seat}")


def bindings(study: str, agreement: Agreement) -> str:
    """The bindings file of one collaboration."""
    sides = [side for side in SIDES if side.study == study]
    lines = ["tenants:"]
    lines += [f'  - {{party: {s.party}, address: "console:{s.tenant}"}}' for s in sides]
    lines += ["rooms:", *(f'  - {{party: {s.party}, address: "{s.room}"}}' for s in sides)]
    lines.append("people:")
    for seat in agreement.seats:
        address = holder(study, agreement, seat.key)
        lead = ", lead: true" if seat.key in [side.lead for side in sides] else ""
        lines.append(
            f'  - {{name: "{address.local}", addresses: ["{address}"], seats: [{seat.key}]{lead}}}'
        )
    return "\n".join(lines)


@cache
def agreed(study: str) -> Agreement:
    """The agreement the year begins with."""
    if study == RAT:
        return read_agreement((EXAMPLES / "01_rat_tox_in_vivo.yaml").read_bytes())
    trial = read_agreement((EXAMPLES / "03_phase1_abroad.yaml").read_bytes())
    # Dosing days are known shortly before; here they are Wednesdays and Sundays from the start.
    first = date(2027, 2, 3)
    days = [first + timedelta(days=n) for n in range(160)]
    dosed = tuple(day for day in days if day.strftime("%a") in ("Wed", "Sun"))
    areas = tuple(
        replace(area, days=dosed) if area.key == "dosing_days" else area for area in trial.areas
    )
    return replace(trial, areas=areas, cadences=(*trial.cadences, _secret_one(trial)))


def _secret_one(trial: Agreement) -> Cadence:
    weekly = trial.cadence["weekly_status"]
    assert weekly.if_late
    rule = Rule(every=Every.WEEK, days=("wed",), at=time(11), zone="Australia/Melbourne")
    late = replace(
        weekly.if_late,
        remind=None,
        tell=(replace(weekly.if_late.tell[0], seat="unblinded_statistician"),),
    )
    return replace(
        weekly,
        key="stock_count",
        title=SECRET,
        from_="unblinded_pharmacist",
        to=("unblinded_statistician",),
        method="unblinded_email",
        rule=rule,
        contents=(ContentItem(title="stock"),),
        grace=Duration.parse("2h"),
        if_day_off=IfDayOff.NEXT_WORKING_DAY,
        if_late=late,
    )
