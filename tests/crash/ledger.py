"""What is in storage at the end, and what the services have received."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from adapters.slack.capabilities import SLACK
from adapters.slack.ids import NativeRef
from adapters.slack.render import render
from adapters.teams.capabilities import TEAMS
from adapters.teams.ids import unpack_reference
from adapters.teams.render import render_card
from bot.cards.fit import fit
from bot.domain.checkin import CheckIn
from bot.domain.escalation import Escalation
from bot.domain.people import Collaboration
from bot.engine.directory import Directory
from bot.engine.outgoing import Message
from bot.engine.record import Recorded
from storage.engine import create_engines
from storage.escalation_rows import escalation_of
from storage.rows import checkin_of, message_of
from storage.settings import StorageSettings
from storage.tables import agenda, checkins, escalations, outbox
from storage.transaction import SqlStorage
from tests.fakes.slack_server import FakeSlack
from tests.fakes.teams_server import FakeTeams


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Storage, read in one transaction after everything is quiet."""

    collaborations: Mapping[str, Collaboration]
    """By key."""
    checkins: Sequence[CheckIn]
    escalations: Sequence[Escalation]
    messages: Sequence[Message]
    record: Mapping[str, Sequence[Recorded]]
    """By id of the collaboration."""
    unfinished: Sequence[str]
    """Keys of agenda rows that failed, or waited although their time had come."""

    def kinds(self, subject: str) -> Counter[str]:
        """How often each thing happened to a check-in or an escalation, by the record."""
        collaboration = subject.partition("/")[0]
        return Counter(
            one.entry.kind for one in self.record[collaboration] if one.entry.subject == subject
        )


async def read_ledger(url: str, now: object) -> Ledger:
    """Read all of it."""
    engines = create_engines(StorageSettings(url))
    storage = SqlStorage(engines)
    try:
        async with storage.reading() as tx:
            known = Directory(await tx.directory.load()).collaborations
            record = {id_: await tx.record.entries(id_) for id_ in known}
        async with engines.reader.connect() as connection:
            rows = (await connection.execute(select(outbox).order_by(outbox.c.position))).all()
            asked = (await connection.execute(select(checkins))).all()
            raised = (await connection.execute(select(escalations))).all()
            timed = (await connection.execute(select(agenda))).all()
        return Ledger(
            collaborations={c.key: c for c in known.values()},
            checkins=[checkin_of(row) for row in asked],
            escalations=[escalation_of(row) for row in raised],
            messages=[message_of(row) for row in rows],
            record=record,
            unfinished=[
                f"{row.key}: {row.attempts} attempts failed, {row.error}"
                for row in timed
                if row.attempts or (row.done_at is None and row.run_at <= now)
            ],
        )
    finally:
        await storage.close()


async def count_waiting(url: str) -> int:
    """How many messages are not delivered yet."""
    engines = create_engines(StorageSettings(url))
    try:
        async with engines.reader.connect() as connection:
            waiting = select(func.count()).where(outbox.c.claimable_at.is_not(None))
            return int((await connection.execute(waiting)).scalar_one())
    finally:
        await engines.close()


@dataclass(frozen=True)
class Shown:
    """A message as a service shows it."""

    ref: str
    """The native reference, as the outbox would store it."""
    place: str
    outbox_id: str | None
    """Which message it says it is, where the service keeps that."""
    content: str


def shown_in_slack(slack: FakeSlack) -> list[Shown]:
    """Everything in all channels and chats."""
    return [
        Shown(
            ref=NativeRef(said["team"], channel, said["ts"]).pack(),
            place=channel,
            outbox_id=said["metadata"]["event_payload"]["outbox_id"],
            content=_plain({"text": said["text"], "blocks": said["blocks"]}),
        )
        for channel, messages in slack.world.said.items()
        for said in messages
    ]


def shown_in_teams(teams: FakeTeams) -> list[Shown]:
    """Everything in all channels and chats."""
    return [
        Shown(
            ref=json.dumps([one.conversation, one.id], separators=(",", ":")),
            place=one.conversation,
            outbox_id=None,
            content=_plain(one.card),
        )
        for one in teams.everything
    ]


def content_of(message: Message) -> str:
    """How the latest card of a message must look where it is shown."""
    if message.to.platform == "slack":
        return _plain({"blocks": [], **render(fit(message.card, SLACK), lambda _: True)})
    return _plain(render_card(fit(message.card, TEAMS), {}))


def place_of(message: Message) -> str | None:
    """Where a message is shown, by its reference."""
    if message.native_ref is None:
        return None
    if message.to.platform == "slack":
        return NativeRef.unpack(message.native_ref).channel
    found = unpack_reference(message.native_ref)
    return found[0] if found else None


def by_row(messages: Sequence[Message], shown: Sequence[Shown]) -> dict[str, list[Shown]]:
    """What is shown, by the id of the row it was sent for.

    Teams does not say which row that is. Its messages belong to the row that points at them; each
    other one is a double, and goes to the row of its place with most doubts whose double it can be.
    """
    found: dict[str, list[Shown]] = defaultdict(list)
    owners = {message.native_ref: message for message in messages if message.native_ref}
    strays = []
    for one in shown:
        if one.outbox_id is not None:
            found[one.outbox_id].append(one)
        elif one.ref in owners:
            found[owners[one.ref].id].append(one)
        else:
            strays.append(one)
    for one in strays:
        possible = [m for m in messages if place_of(m) == one.place and _same_note(m, one)]
        free = [m for m in possible if len(found[m.id]) < 1 + m.doubts]
        assert free, f"Nobody sent this, or nothing marks it as repeated: {one}"
        found[free[0].id].append(one)
    return found


def _same_note(message: Message, one: Shown) -> bool:
    """Whether both are about the same: a title says that before the first colon or ` h`."""
    return message.card.title.split(" h")[0].split(":")[0] in one.content


def _plain(content: object) -> str:
    """Content without the block ids that Slack adds itself."""

    def without(part: object) -> object:
        if isinstance(part, dict):
            kept = {key: without(value) for key, value in part.items() if key != "block_id"}
            return dict(sorted(kept.items()))
        return [without(each) for each in part] if isinstance(part, list) else part

    return json.dumps(without(content), ensure_ascii=False)
