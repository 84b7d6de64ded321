"""What the bot did in the year: by its record, and by what came up in front of people."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.cards.card import Card
from bot.domain.address import Address
from bot.engine.record import Entry
from tests.year.life import Life, Seen

#: Kinds of entries about one promise that the calculation foretells.
FORETOLD = (
    "checkin.opened",
    "checkin.reminded",
    "checkin.late",
    "checkin.told",
    "checkin.missed",
    "checkin.asked_again",
)
_DUE = (" is due", " are due")
_ASKING = (*_DUE, " is late", " are late")


@dataclass(frozen=True, kw_only=True)
class Push:
    """A message that came up in a personal chat."""

    at: datetime
    pushed_at: datetime
    """When it was to come up."""
    to: Address
    key: str
    collaboration: str | None
    seen: Seen


def entries(life: Life, study: str) -> list[Entry]:
    """Everything on record."""
    return [each.entry for each in life.storage._state.record[life.ids[study]]]


def on_record(life: Life, study: str) -> Mapping[str, dict[str, list[datetime]]]:
    """When what happened, by promise and kind."""
    found: dict[str, dict[str, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries(life, study):
        if entry.kind in FORETOLD:
            name = entry.subject.removeprefix(f"{life.ids[study]}/")
            kind = (
                f"{entry.kind} {entry.data['seat']}" if entry.kind == "checkin.told" else entry.kind
            )
            found[name][kind].append(entry.at)
    return found


def pushes(life: Life) -> Iterator[Push]:
    """What came up in personal chats and was no answer to what the person did."""
    known = {queued.message.id: queued for queued in life.storage._state.outbox.values()}
    rooms = {"room", "channel"}
    for seen in life.platform.seen:
        message, pushed_at = known[seen.message].message, known[seen.message].pushed_at
        private = message.to.local not in rooms
        if seen.is_new and private and not message.key.startswith("answer/"):
            yield Push(
                at=seen.at,
                pushed_at=pushed_at or seen.at,
                to=seen.to,
                key=message.key,
                collaboration=message.collaboration,
                seen=seen,
            )


def asked(life: Life) -> Mapping[str, list[datetime]]:
    """When each promise was asked for: in a message of its own, or in a list of several.

    By the bot's id of the promise. A line that takes the place of an equal one is the same line.
    """
    known = {queued.message.id: queued.message for queued in life.storage._state.outbox.values()}
    found: dict[str, list[datetime]] = defaultdict(list)
    listed: dict[str, set[str]] = defaultdict(set)
    for seen in life.platform.seen:
        key, card = known[seen.message].key, seen.shown.card
        if key.endswith("/nudge") and seen.is_new and card.title.endswith(_ASKING):
            found[key.removesuffix("/nudge")].append(seen.at)
        if key.startswith("bundle/"):
            for button in card.buttons:
                id_ = button.value.get("checkin", "")
                asks = button.label.endswith(_DUE) or id_ not in found
                if id_ and asks and id_ not in listed[key]:
                    listed[key].add(id_)
                    found[id_].append(seen.at)
    return found


def shared_digests(life: Life, study: str) -> Iterator[tuple[datetime, Card]]:
    """The shared part of each weekly digest as each room got it, and when it was written."""
    for queued in life.storage._state.outbox.values():
        message = queued.message
        _, is_digest, rest = message.key.partition(f"{life.ids[study]}/digest/")
        written, _, what = rest.partition("/")
        if is_digest and what.startswith("shared/"):
            yield datetime.fromisoformat(written), message.card
