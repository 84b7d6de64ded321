"""Example 1 in force, as the measured servers find it in their database.

Everybody is in Slack, so that an answer to a check-in is one process and one platform; the rooms
of the CRO are in Teams, many of them, because one conversation takes no more than its pace.
"""

from datetime import timedelta
from functools import cache
from pathlib import Path

from bench.names import TENANT
from bench.running import BEGIN, FRIDAY, KOLKATA
from bot.agreement_file.check import read_agreement, read_bindings
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckIn, checkin_id
from bot.domain.instant import instant
from bot.engine.importing import import_agreement
from storage.schema import upgrade
from storage.settings import StorageSettings
from storage.transaction import open_storage

#: As many as the fastest of the servers cannot use up within a conversation's pace.
ROOMS = 512
#: Enough that 64 clients seldom meet at one, and that each is edited a few times only.
CHECKINS = 512
CADENCE = "weekly_status"
_EXAMPLE = Path(__file__).parents[1] / "examples" / "01_rat_tox_in_vivo.yaml"


@cache
def agreement() -> Agreement:
    """The agreement of example 1."""
    return read_agreement(_EXAMPLE.read_bytes())


async def prepare(database: str, *, rooms: int = 1) -> list[CheckIn]:
    """Make the tables, import the agreement and open check-ins; gives these."""
    upgrade(database)
    storage = open_storage(StorageSettings(url=database))
    agreed = agreement()
    try:
        async with storage.transaction() as tx:
            bindings = read_bindings(_bindings(rooms), agreed)
            collaboration = (await import_agreement(tx, agreed, bindings, BEGIN)).collaboration
            checkins = [
                _checkin(collaboration.id, collaboration.version, number)
                for number in range(CHECKINS)
            ]
            for checkin in checkins:
                await tx.checkins.save(checkin)
    finally:
        await storage.close()
    return checkins


def room(number: int) -> str:
    """The id of a channel of the CRO."""
    return f"19:room{number}@thread.tacv2"


def _checkin(collaboration: str, version: int, number: int) -> CheckIn:
    """One that is open now and not late, as most are that are answered."""
    # The rule's wall time tells them apart; the moments are the same.
    wall = FRIDAY - timedelta(weeks=number)
    due = instant(FRIDAY.replace(tzinfo=KOLKATA))
    return CheckIn(
        id=checkin_id(collaboration, CADENCE, wall),
        collaboration=collaboration,
        cadence=CADENCE,
        version=version,
        wall=wall,
        due=due,
        late_at=instant(due + timedelta(hours=4)),
        opened_at=due,
    )


def _bindings(rooms: int) -> str:
    of_the_cro = "".join(
        f'  - {{party: cro, address: "teams:{TENANT}/{room(number)}"}}\n' for number in range(rooms)
    )
    return f"""
tenants:
  - {{party: sponsor, address: "slack:T0SPONSOR"}}
  - {{party: cro, address: "slack:T0CRO"}}
  - {{party: cro, address: "teams:{TENANT}"}}
rooms:
  - {{party: sponsor, address: "slack:T0SPONSOR/C0STUDY"}}
{of_the_cro}people:
  - {{name: "Program manager", addresses: ["slack:T0SPONSOR/U0PM"], seats: [program_manager], lead: true}}
  - {{name: "Study monitor", addresses: ["slack:T0SPONSOR/U0MONITOR"], seats: [study_monitor]}}
  - {{name: "Project manager", addresses: ["slack:T0CRO/U0CRO"], seats: [cro_pm], lead: true}}
  - {{name: "Study director", addresses: ["slack:T0CRO/U0DIRECTOR"], seats: [study_director, study_pathologist]}}
"""  # noqa: E501 - a person a line
