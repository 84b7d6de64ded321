"""The weekly digest: planned for every party, written once, given to each at its own time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.cards.card import Button, Card, Moment
from bot.cards.compose import digest as cards
from bot.cards.compose.digest import Span
from bot.cards.compose.general import ASK_IN
from bot.domain.address import Address
from bot.domain.agreement.parties import Party
from bot.domain.digest_week import last_digest, written_for
from bot.domain.instant import Instant, instant
from bot.domain.people import CollaborationState, Person
from bot.domain.visibility import A_ROOM, Reader
from bot.engine.agenda import AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.asking import first_due, put_off_to
from bot.engine.audience import Audience
from bot.engine.contacts import route_to
from bot.engine.digest_sections import five_lines, private_sections, sections_of
from bot.engine.digests import Digest
from bot.engine.kept_week import Week, left_over
from bot.engine.outgoing import Draft
from bot.engine.planning import plan_digests
from bot.engine.pushing import Push, push
from bot.engine.scene import Setting
from bot.engine.standing import standing
from bot.engine.storage_ports import Transaction

_A_MOMENT = timedelta(microseconds=1)
#: What is fired so soon after its moment was waited for.
_A_TICK = timedelta(minutes=1)
#: A tick is a second, and a digest written this much later was not written in time.
_IN_TIME = timedelta(hours=1)


async def fire(
    tx: Transaction, setting: Setting, row: AgendaRow, agreements: AgreementCache
) -> None:
    """Give a party its digest, if it still wants it at that moment, and plan the next.

    A collaboration that is paused or closed gets none, and none is planned: resuming plans anew.
    After a downtime one digest is sent, however many fell due.
    """
    party = setting.agreement.party.get(row.subject["party"])
    if party is None or setting.collaboration.state is not CollaborationState.ACTIVE:
        return
    due = first_due(row)
    await plan_digests(tx, row.collaboration, setting.agreement, max(due, setting.now))
    if last_digest(party, due) != due:
        return  # the party has chosen another time since
    if setting.now - row.due > _A_TICK:
        # Accord was not running. What else is overdue is done first, so that it is told as it is.
        await tx.agenda.put(put_off_to(row, setting.now))
        return
    digest = await _this_weeks(tx, setting, agreements)
    await _give(tx, setting, digest, party.key, agreements)
    await tx.record.append(
        setting.entry(
            "digest.sent", row.key, party=party.key, data={"as_of": digest.at.isoformat()}
        )
    )


async def _this_weeks(tx: Transaction, setting: Setting, agreements: AgreementCache) -> Digest:
    """The shared part of this week: as it was written, or written now."""
    first = written_for(setting.agreement, setting.now)
    latest = await tx.digests.latest(setting.collaboration.id)
    if latest is not None and latest.at >= last_digest(first, setting.now):
        return latest
    week = _week(first, setting.now, latest)
    audience = Audience(reader=A_ROOM)
    found = await standing(tx, setting, audience, agreements, week)
    span = Span(since=Moment(week.since, first.zone), until=Moment(setting.now, first.zone))
    digest = Digest(
        collaboration=setting.collaboration.id,
        at=setting.now,
        shared=cards.digest_card(setting.collaboration.title, span, sections_of(found)),
        short=cards.short_card(
            setting.collaboration.title,
            span,
            five_lines(found),
            in_=setting.collaboration.id,
        ),
        left_over=await left_over(tx, setting, agreements, week),
    )
    await tx.digests.keep(digest)
    return digest


def _week(first: Party, now: Instant, latest: Digest | None) -> Week:
    """What the next digest tells: from where the last one that everybody read ended.

    In a week in which a party has changed its time, not everybody may have read it. Then something
    is told twice rather than never. After a downtime or a pause it tells of more than a week.
    """
    before = last_digest(first, instant(last_digest(first, now) - _A_MOMENT))
    if latest is None:
        return Week(since=before)
    read_by_all = latest.at <= before + _IN_TIME
    return Week(since=latest.at if read_by_all else before, left_over=latest.left_over)


@dataclass(frozen=True, kw_only=True)
class _Week:
    """A digest on its way to one party."""

    digest: Digest
    party: str

    def key(self, what: str, to: str) -> str:
        """Key of one message; a room of several parties gets the shared part once."""
        return f"{self.digest.collaboration}/digest/{self.digest.at.isoformat()}/{what}/{to}"


async def _give(
    tx: Transaction, setting: Setting, digest: Digest, party: str, agreements: AgreementCache
) -> None:
    """In the party's rooms; without one, to its leads. In rooms nothing rings at anybody alone."""
    week = _Week(digest=digest, party=party)
    directory, id_ = setting.directory, setting.collaboration.id
    rooms = directory.rooms(id_, party)
    own_rooms = [room for room in rooms if directory.parties_in(room) == {party}]
    leads = _there(setting, directory.leads(id_, party))
    for room in rooms:
        await _put(tx, setting, week.key("shared", str(room)), room, digest.shared)
    if not rooms:
        for lead in leads:
            await _push(tx, setting, week, lead, "shared", card=digest.shared)
    for room in own_rooms:
        private = await _private(tx, setting, party, A_ROOM, agreements)
        if private is not None:
            await _put(tx, setting, week.key(f"private/{party}", str(room)), room, private)
    if not own_rooms:
        for lead in leads:
            private = await _private(tx, setting, party, setting.reader_of(lead), agreements)
            if private is not None:
                await _push(tx, setting, week, lead, f"private/{party}", card=private)
    for person in await _short_readers(tx, setting, party):
        await _push(tx, setting, week, person, "short", card=digest.short)


async def _private(
    tx: Transaction, setting: Setting, party: str, reader: Reader, agreements: AgreementCache
) -> Card | None:
    sections = await private_sections(tx, setting, party, reader, agreements)
    title, id_ = setting.collaboration.title, setting.collaboration.id
    return cards.private_card(title, setting.agreement.party[party].short, sections, in_=id_)


async def _short_readers(tx: Transaction, setting: Setting, party: str) -> list[Person]:
    """Who of a party wants five lines, still belongs to it, and is not away."""
    wanted = await tx.digests.short_readers(setting.collaboration.id)
    people = [setting.directory.person(id_) for id_ in sorted(wanted)]
    return [
        each for each in people if belongs_to(setting, each) == party and _is_there(setting, each)
    ]


def _there(setting: Setting, people: Sequence[Person]) -> Sequence[Person]:
    """Those who are not away; all of them when nobody is there."""
    return [each for each in people if _is_there(setting, each)] or people


def _is_there(setting: Setting, person: Person) -> bool:
    return setting.directory.absence(setting.collaboration.id, person, setting.now) is None


def belongs_to(setting: Setting, person: Person) -> str | None:
    """The party of a person's seat, or which they speak for."""
    id_, directory = setting.collaboration.id, setting.directory
    held = directory.seats_of(id_, person, setting.now)
    seated = (setting.agreement.seat[seat].party for seat in held if seat in setting.agreement.seat)
    led = (key for key in setting.agreement.party if person in directory.leads(id_, key))
    return next(iter((*seated, *led)), None)


async def _put(tx: Transaction, setting: Setting, key: str, to: Address, card: Card) -> None:
    draft = Draft(key=key, collaboration=setting.collaboration.id, to=to, card=card)
    await tx.outbox.put(draft, setting.now)


async def _push(
    tx: Transaction, setting: Setting, week: _Week, person: Person, what: str, *, card: Card
) -> None:
    """To one person, in their hours, and counted to what they take a day."""
    where = route_to(setting, week.party, person)
    if where is None:
        return
    in_ = {"collaboration": setting.collaboration.id, "text": "digest"}
    opens = Button(card.title, ASK_IN, in_)
    await push(tx, setting, where, Push(key=week.key(what, person.id), card=card, opens=opens))
