"""Everything accounted for: what must hold after any number of kills."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from bot.domain.checkin import CheckIn, CheckInState, checkin_id
from bot.domain.instant import Instant
from bot.domain.occurrences import occurrences
from tests.crash.crowd import Plan
from tests.crash.deliveries import Deliveries, check_deliveries, check_keys
from tests.crash.ledger import Ledger, read_ledger
from tests.crash.premises import Premises
from tests.crash.replica import accord
from tests.crash.story import Story


@dataclass(kw_only=True)
class Summary:
    """What a run was like."""

    kills: int
    checkins: int
    repeats: int
    """Requests that people sent again."""
    deliveries: Deliveries

    def __str__(self) -> str:
        """One line."""
        return (
            f"{self.kills} kills, {self.checkins} check-ins, {self.repeats} requests repeated;"
            f" {self.deliveries}"
        )


async def check_everything(story: Story) -> Summary:
    """Assert all of it; gives the summary."""
    now = story.at.fleet.clock.now()
    ledger = await read_ledger(story.at.url, now)
    await check_nothing_is_broken(story.at, ledger)
    _check_checkins(story, ledger, now)
    _check_rows(story, ledger)
    return Summary(
        kills=story.at.fleet.kills,
        checkins=len(ledger.checkins),
        repeats=story.at.sending.repeats,
        deliveries=check_deliveries(ledger, story.at.slack, story.at.teams),
    )


async def check_nothing_is_broken(at: Premises[Any], ledger: Ledger) -> None:
    """The chains of the record hold, nothing on the agenda waits or failed, nobody complained."""
    for key in ledger.collaborations:
        code, said = await accord(at.settings, "record", "verify", "--collaboration", key)
        assert code == 0, said
    assert ledger.unfinished == []
    complaints = [line for one in at.fleet.replicas for line in one.complaints]
    assert not complaints, "\n".join(complaints)


def _check_checkins(story: Story, ledger: Ledger, now: Instant) -> None:
    """Each occurrence that fell due has its check-in, and what people said is in it."""
    expected = set[str]()
    for lab in story.at.sites:
        agreement, id_ = lab.agreement, ledger.collaborations[lab.key].id
        for cadence in agreement.cadences:
            for one in occurrences(agreement, cadence, after=story.at.imported_before):
                if one.due > now:
                    break
                expected.add(checkin_id(id_, cadence.key, one.wall))
    assert sorted(c.id for c in ledger.checkins) == sorted(expected)
    for checkin in ledger.checkins:
        _check_one(checkin, story, ledger)


def _check_one(checkin: CheckIn, story: Story, ledger: Ledger) -> None:
    id_, kinds = checkin.id, ledger.kinds(checkin.id)
    said = story.crowd.said.get(id_, [])
    heard = ["no change" if a.no_change else a.items[0].text for a in checkin.answers]
    assert heard == said, f"{id_}: acknowledged {said}, stored {heard}"
    assert (checkin.state is CheckInState.ANSWERED) == bool(said), (id_, checkin.state)
    assert kinds["checkin.opened"] == 1, (id_, kinds)
    assert kinds["checkin.answered"] == min(1, len(said)), (id_, kinds)
    assert kinds["checkin.edited"] == max(0, len(said) - 1), (id_, kinds)
    # One that was missed can still be sent: a slow machine answers some after the next one opened.
    missed = kinds["checkin.missed"]
    assert missed == 1 if checkin.state is CheckInState.MISSED else missed <= 1, (id_, kinds)
    once = [kinds[f"checkin.{what}"] for what in ("reminded", "late", "told")]
    if story.crowd.plan(id_) is Plan.NEVER:
        assert once == [1, 1, 1], (id_, kinds)
    assert max(once) <= 1, (id_, kinds)


def _check_rows(story: Story, ledger: Ledger) -> None:
    """There is exactly one row for each message that the states imply, and no other."""
    expected = Counter[str]()
    for checkin in ledger.checkins:
        kinds = ledger.kinds(checkin.id)
        expected[f"{checkin.id}/nudge"] += 1
        expected[f"{checkin.id}/reminder"] += kinds["checkin.reminded"]
        expected[f"{checkin.id}/told/manager"] += kinds["checkin.told"]
        key = next(k for k, c in ledger.collaborations.items() if c.id == checkin.collaboration)
        lab = next(lab for lab in story.at.sites if lab.key == key)
        for room in (f"slack:T0SPONSOR/{lab.channel}", lab.room.address):
            expected[f"{checkin.id}/answer/{room}"] += bool(checkin.answers)
    expected.update(f"answer/{event}" for event in story.crowd.typed)
    check_keys(ledger, expected)
