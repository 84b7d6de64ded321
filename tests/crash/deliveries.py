"""Each message of the outbox stands where it should, as it should, and once unless it is marked."""

from collections import Counter
from dataclasses import dataclass

from bot.engine.outgoing import Delivery, Message
from tests.crash.ledger import (
    Ledger,
    by_row,
    content_of,
    shown_in_slack,
    shown_in_teams,
)
from tests.fakes.slack_server import FakeSlack
from tests.fakes.teams_server import FakeTeams

_OVER = (Delivery.SENT, Delivery.SKIPPED)


@dataclass(kw_only=True)
class Deliveries:
    """What became of all messages."""

    messages: int
    doubles: Counter[str]
    """Messages that stand there more often than once, by kind of place."""
    marked: int = 0
    """Messages of which an attempt was repeated in doubt."""
    skipped: int = 0

    def __str__(self) -> str:
        doubles = ", ".join(f"{n} {kind}" for kind, n in self.doubles.items() if n) or "none"
        return (
            f"{self.messages} messages; doubles: {doubles}; {self.marked} marked,"
            f" {self.skipped} skipped"
        )


def check_deliveries(ledger: Ledger, slack: FakeSlack, teams: FakeTeams) -> Deliveries:
    """Assert it of each message, from what both services show; gives the summary."""
    found = by_row(ledger.messages, [*shown_in_slack(slack), *shown_in_teams(teams)])
    assert set(found) <= {message.id for message in ledger.messages}
    summary = Deliveries(messages=len(ledger.messages), doubles=Counter())
    for message in ledger.messages:
        _check_row(message)
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


def check_keys(ledger: Ledger, expected: Counter[str]) -> None:
    """There is exactly one row for each message that is expected, and no other."""
    rows = Counter(m.key for m in ledger.messages if not m.key.startswith("answer/teams:"))
    assert rows == +expected, (dict((+expected) - rows), dict(rows - expected))


def _check_row(message: Message) -> None:
    assert message.state in _OVER, message
    assert message.state is Delivery.SENT or message.error, message
    assert message.lease_until is None, message


def _kind(message: Message) -> str:
    if message.to.platform == "teams":
        return "Teams"
    in_chat = (message.to.local or "").startswith("U")
    return "Slack chats" if in_chat else "Slack channels"
