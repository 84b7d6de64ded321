"""Down for nine days over a change of the clocks, on every storage: nothing is lost or said twice.

Four collaborations of one laboratory with many senders, some of whom sit in all four. In memory a
plain run has 1,000 promised updates, on the databases 80; `TEST_LONG_DOWNTIME=1` has 1,000 on all.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.console.platform import ConsolePlatform
from bot.agreement_file.check import read_agreement, read_bindings
from bot.cards.compose.checkins import UPDATE
from bot.config import Settings
from bot.domain.address import Address
from bot.domain.agreement.cadences import Cadence
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import CheckInState, checkin_id
from bot.domain.instant import instant
from bot.engine.importing import import_agreement
from bot.main import Accord, assemble
from schedules.clock import StandingClock
from storage.memory import MemoryPlatformFacts
from tests.contract.storages import Place
from tests.unit.domain.naive_calendar import NaiveCalendar
from tests.unit.engine.stage import EXAMPLES

KOLKATA = ZoneInfo("Asia/Kolkata")
#: California's clocks go back on 1 November; everybody is at work when Accord is back.
DOWN, BACK = (
    instant(datetime(2026, 10, day, 9, tzinfo=KOLKATA) + timedelta(days=later, hours=later // 4))
    for day, later in ((26, 0), (26, 9))
)
STUDIES = 4
#: Half of them sit in all four collaborations, the other half in one each.
SENDERS = ("cro_pm", "study_director", "study_pathologist", "lab_services_head")
EVERYWHERE = SENDERS[:2]
#: A message names as many; of more it says how many.
_LISTED = 10


@dataclass(frozen=True, kw_only=True)
class Study:
    """One collaboration."""

    number: int
    agreement: Agreement
    id: str

    def address(self, seat: str) -> Address:
        party = self.agreement.seat[seat].party
        own = seat if seat in EVERYWHERE else f"{seat}_{self.number}"
        return Address("console", "laboratory" if party == "cro" else f"sponsor{self.number}", own)

    def overdue(self) -> Iterator[tuple[Cadence, list[datetime]]]:
        """The wall times that each update was due at in those days, earliest first."""
        for cadence in self.agreement.cadences:
            due = NaiveCalendar(self.agreement, cadence).between(DOWN, BACK)
            yield cadence, [wall for wall, _ in due]


def a_study(number: int, count: int) -> Study:
    example = read_agreement((EXAMPLES / "01_rat_tox_in_vivo.yaml").read_bytes())
    weekly = example.cadence["weekly_status"]
    cadences = []
    for nth in range(count):
        minutes = 9 * 60 + 7 * nth % 480
        days = (("mon",), ("tue", "fri"), ("wed",), ("thu",))[nth % 4]
        key = f"status_{nth}"
        rule = replace(weekly.rule, days=days, at=time(minutes // 60, minutes % 60))
        sender = SENDERS[nth // 4 % len(SENDERS)]
        cadences.append(
            replace(weekly, key=key, title=f"Status {nth}", rule=rule, from_=sender, if_late=None)
        )
    study = replace(example.study, id=f"rat_{number}", title=f"Rat study {number}")
    agreement = replace(example, study=study, cadences=tuple(cadences))
    return Study(number=number, agreement=agreement, id="")


def bindings(study: Study) -> str:
    rooms = {"cro": f"console:laboratory/room{study.number}"}
    rooms["sponsor"] = f"console:sponsor{study.number}/room"
    lines = ["tenants:"]
    lines += [f'  - {{party: {p}, address: "{room.split("/")[0]}"}}' for p, room in rooms.items()]
    lines += ["rooms:", *(f'  - {{party: {p}, address: "{r}"}}' for p, r in rooms.items())]
    lines.append("people:")
    for seat in study.agreement.seats:
        to = study.address(seat.key)
        lead = ", lead: true" if seat.key in ("cro_pm", "program_manager") else ""
        lines.append(f'  - {{name: "{to.local}", addresses: ["{to}"], seats: [{seat.key}]{lead}}}')
    return "\n".join(lines)


async def test_after_nine_days_each_update_is_handled_once_and_each_sender_gets_one_message(
    place: Place,
) -> None:
    count = 1000 if place.is_memory or os.environ.get("TEST_LONG_DOWNTIME") == "1" else 80
    clock, platform, storage = StandingClock(DOWN), ConsolePlatform(), place.open()

    def a_process() -> Accord:
        return assemble(
            Settings(),
            clock=clock,
            storage=storage,
            facts=MemoryPlatformFacts(),
            platforms=(platform,),
        )

    before = a_process()
    studies = []
    for number in range(STUDIES):
        study = a_study(number, count // STUDIES)
        bound = read_bindings(bindings(study).encode(), study.agreement)
        async with storage.transaction() as tx:
            done = await import_agreement(tx, study.agreement, bound, clock.now())
        studies.append(replace(study, id=done.collaboration.id))
    await before.settle()
    assert platform.messages == {}

    clock.set(BACK)
    after = a_process()
    await after.settle()
    await after.settle()  # a second look finds nothing to do

    wanted: dict[Address, set[str]] = defaultdict(set)
    states: Counter[CheckInState] = Counter()
    async with storage.reading() as tx:
        for study in studies:
            entries = [r.entry for r in await tx.record.entries(study.id)]
            handled = Counter(
                e.subject for e in entries if e.kind in ("checkin.opened", "checkin.missed")
            )
            expected = {}
            for cadence, walls in study.overdue():
                ids = [checkin_id(study.id, cadence.key, wall) for wall in walls]
                expected.update(dict.fromkeys(ids, 1))
                wanted[study.address(cadence.from_)].update(ids[-1:])
            assert handled == expected
            for id_ in expected:
                checkin = await tx.checkins.get(id_)
                assert checkin is not None
                states[checkin.state] += 1
            still_to_come = [row for row in await tx.agenda.pending(study.id) if row.due <= BACK]
            assert still_to_come == []
    assert states.total() > count
    assert states[CheckInState.OPEN] + states[CheckInState.LATE] == count

    for who, theirs in wanted.items():
        titles = [shown.card.title for shown in platform.received(who)]
        assert titles == [f"{len(theirs)} more things today"]
        (only,) = platform.received(who)
        offered = {b.value["checkin"] for b in only.card.buttons if b.action == UPDATE}
        assert offered <= theirs
        assert len(offered) == min(len(theirs), _LISTED)
