"""Everything accounted for: what must hold after any number of kills."""

from collections import Counter
from dataclasses import dataclass

from bot.domain.checkin import CheckIn, CheckInState, checkin_id
from bot.domain.instant import Instant
from bot.domain.occurrences import occurrences
from bot.engine.outgoing import Delivery, Message
from tests.crash.crowd import Plan
from tests.crash.ledger import (
    Ledger,
    Shown,
    by_row,
    content_of,
    read_ledger,
    shown_in_slack,
    shown_in_teams,
)
from tests.crash.replica import accord
from tests.crash.story import Story

_OVER = (Delivery.SENT, Delivery.SKIPPED)


@dataclass(kw_only=True)
class Summary:
    """What a run was like."""

    kills: int = 0
    checkins: int = 0
    messages: int = 0
    repeats: int = 0
    """Requests that people sent again."""
    doubles: Counter[str]
    """Messages that stand there more often than once, by kind of place."""
    marked: int = 0
    """Messages of which an attempt was repeated in doubt."""
    skipped: int = 0

    def __str__(self) -> str:
        """One line."""
        doubles = ", ".join(f"{n} {kind}" for kind, n in self.doubles.items() if n) or "none"
        return (
            f"{self.kills} kills, {self.checkins} check-ins, {self.messages} messages,"
            f" {self.repeats} requests repeated; doubles: {doubles}; {self.marked} marked,"
            f" {self.skipped} skipped"
        )


async def check_everything(story: Story) -> Summary:
    """Assert all of it; gives the summary."""
    now = story.fleet.clock.now()
    ledger = await read_ledger(story.url, now)
    await _check_record(story, ledger)
    assert ledger.unfinished == []
    assert [line for one in story.fleet.replicas for line in one.complaints] == []
    _check_checkins(story, ledger, now)
    _check_rows(story, ledger)
    shown = [*shown_in_slack(story.slack), *shown_in_teams(story.teams)]
    summary = _check_services(ledger, shown)
    summary.kills = story.fleet.kills
    summary.repeats = story.crowd.repeats
    return summary


async def _check_record(story: Story, ledger: Ledger) -> None:
    for key in ledger.collaborations:
        code, said = await accord(story.settings, "record", "verify", "--collaboration", key)
        assert code == 0, said


def _check_checkins(story: Story, ledger: Ledger, now: Instant) -> None:
    """Each occurrence that fell due has its check-in, and what people said is in it."""
    expected = set[str]()
    for lab in story.labs:
        agreement, id_ = lab.agreement, ledger.collaborations[lab.key].id
        for cadence in agreement.cadences:
            for one in occurrences(agreement, cadence, after=story.imported_before):
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
        lab = next(lab for lab in story.labs if lab.key == key)
        for room in (f"slack:T0SPONSOR/{lab.channel}", lab.room.address):
            expected[f"{checkin.id}/answer/{room}"] += bool(checkin.answers)
    expected.update(f"answer/{event}" for event in story.crowd.typed)
    rows = Counter(m.key for m in ledger.messages if not m.key.startswith("answer/teams:"))
    assert rows == +expected, (dict((+expected) - rows), dict(rows - expected))
    for message in ledger.messages:
        assert message.state in _OVER, message
        assert message.state is Delivery.SENT or message.error, message
        assert message.lease_until is None, message


def _check_services(ledger: Ledger, shown: list[Shown]) -> Summary:
    """Each message stands where it should, as it should, and once unless that is marked."""
    summary = Summary(
        checkins=len(ledger.checkins), messages=len(ledger.messages), doubles=Counter()
    )
    found = by_row(ledger.messages, shown)
    assert set(found) <= {message.id for message in ledger.messages}
    for message in ledger.messages:
        copies = found[message.id]
        summary.marked += bool(message.doubts)
        summary.doubles[_kind(message)] += max(0, len(copies) - 1)
        if message.state is Delivery.SKIPPED:
            summary.skipped += 1
            assert len(copies) <= 1, message
            continue
        assert 1 <= len(copies) <= 1 + message.doubts, (message, copies)
        (latest,) = [one for one in copies if one.ref == message.native_ref]
        assert latest.content == content_of(message), message
    assert summary.doubles["Slack chats"] == 0  # there Accord looks before it repeats
    return summary


def _kind(message: Message) -> str:
    if message.to.platform == "teams":
        return "Teams"
    in_chat = (message.to.local or "").startswith("U")
    return "Slack chats" if in_chat else "Slack channels"
