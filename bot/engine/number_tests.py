"""A test call: who calls is asked, and when nobody answers it is a dated gap for a named lead.

What came of it is in the record, which is asked by subject.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.cards.card import Button, Card, Moment
from bot.cards.compose import number_tests as cards
from bot.cards.compose.number_tests import CallShown, Unanswered
from bot.cards.words import answers
from bot.cards.words import number_tests as words
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import NumberTest
from bot.domain.instant import Instant, local, parse_instant
from bot.domain.number_tests import about, called_turns, settled_by
from bot.domain.on_call import Turn, begins_at
from bot.domain.people import CollaborationState, Person
from bot.domain.reach import reach_now
from bot.domain.visibility import A_ROOM, View, visible_seat
from bot.domain.workdays import seat_zone
from bot.engine.agenda import AgendaRow
from bot.engine.answer import Answer
from bot.engine.asking import wait_for_hours
from bot.engine.contacts import Route, among, route, route_to
from bot.engine.on_call_planning import CALL, SETTLE, on_call_row
from bot.engine.on_call_said import message_key, note
from bot.engine.ownership_gaps import settler
from bot.engine.pausing import wait_for_resume
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction

ASKED, REACHED, FAILED = "test_call.asked", "test_call.reached", "test_call.failed"
#: Behind the key of the message to who calls: those to the leads.
_MISSED, _GAP, _AGAIN = "/missed", "/gap", "/gap/again"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """That nobody answered the number of a seat that is going to be on call."""

    turn: Turn
    since: Instant
    by: Instant
    lead: Person | None


async def fire(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Ask who calls, or tell a lead, if the call is still agreed and to come."""
    found = find(setting.agreement, row.subject["turn"])
    if found is None:
        return
    turn, test = found
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        await wait_for_resume(tx, setting, row)
        return
    if row.subject["step"] == SETTLE:
        await _remind(tx, setting, turn)
        return
    if begins_at(setting.agreement, turn) <= setting.now or await outcome(tx, setting, turn):
        return
    about_it = shown(setting, turn)
    if row.subject["step"] != CALL:
        await _tell_missed(tx, setting, turn, test)
        return
    where = _knowing(setting, turn, route(setting, test.by))
    if where is not None and not await wait_for_hours(tx, setting, row, test.by):
        await _push(tx, setting, where, turn, cards.call_card(about_it))
        await note(tx, setting, turn.seat, about(turn), ASKED, data={"by": test.by})


async def _tell_missed(tx: Transaction, setting: Setting, turn: Turn, test: NumberTest) -> None:
    caller = setting.directory.holder(setting.collaboration.id, test.by, setting.now)
    lead = settler(setting, test.by, caller)
    party = setting.agreement.party_of(test.by).key
    where = _knowing(setting, turn, route_to(setting, party, lead) if lead else None)
    if where is not None:
        card = cards.call_card(shown(setting, turn), said=words.NOT_SAID)
        await _push(tx, setting, where, turn, card, behind=_MISSED)


async def say_reached(tx: Transaction, scene: Scene, turn: Turn) -> Answer:
    """Somebody answered: everything that was sent about it says so."""
    await note(tx, scene, turn.seat, about(turn), REACHED, person=scene.seated().id)
    card = cards.reached_card(shown(scene, turn))
    return await _answered(tx, scene, turn, card, ("", _MISSED, _GAP, _AGAIN))


async def say_failed(tx: Transaction, scene: Scene, turn: Turn) -> Answer:
    """Nobody answered: a lead of the side that is called has it to settle, by a day."""
    before = await gap_of(tx, scene, turn)
    gap = before or _new_gap(scene, turn)
    if before is None:
        lead = gap.lead.id if gap.lead else None
        data: dict[str, object] = {"lead": lead, "by": gap.by.isoformat()}
        await note(tx, scene, turn.seat, about(turn), FAILED, person=scene.seated().id, data=data)
        settle = on_call_row(scene.collaboration.id, turn, SETTLE, gap.by, about=about(turn))
        await tx.agenda.put(settle)
        await _tell_lead(tx, scene, gap)
    card = cards.failed_card(shown(scene, turn), _unanswered(scene, gap))
    return await _answered(tx, scene, turn, card, ("", _MISSED))


async def _answered(
    tx: Transaction, scene: Scene, turn: Turn, card: Card, behind: tuple[str, ...]
) -> Answer:
    """Give messages about it another card; whoever pressed reads it, in one of them or beside."""
    found = [
        await tx.outbox.find(f"{message_key(scene, turn.seat, about(turn))}{each}")
        for each in behind
    ]
    known = [message for message in found if message is not None]
    for message in known:
        await replace_card(tx, scene, message, card)
    seen = any(message.to == scene.origin.conversation for message in known)
    return Answer(card=card, private=True, already_shown=seen)


async def _remind(tx: Transaction, setting: Setting, turn: Turn) -> None:
    gap = await gap_of(tx, setting, turn)
    if gap is not None:
        await _tell_lead(tx, setting, gap, again=True)


async def _tell_lead(tx: Transaction, setting: Setting, gap: Gap, *, again: bool = False) -> None:
    party = gap.turn.seat.party
    where = route_to(setting, party, gap.lead) if gap.lead else None
    if where is not None:
        by = Moment(gap.by, setting.zone_of(party))
        card = cards.gap_card(shown(setting, gap.turn), by, again=again)
        behind = _AGAIN if again else _GAP
        await _push(tx, setting, where, gap.turn, card, behind=behind)


def _new_gap(setting: Setting, turn: Turn) -> Gap:
    holder = setting.directory.holder(setting.collaboration.id, turn.seat.key, setting.now)
    return Gap(
        turn=turn,
        since=setting.now,
        by=settled_by(setting.agreement, turn, setting.now),
        lead=settler(setting, turn.seat.key, holder),
    )


async def gap_of(tx: Transaction, setting: Setting, turn: Turn) -> Gap | None:
    """The gap of a turn, while nobody was reached since and the turn is not over."""
    if turn.phase.end < local(setting.now, seat_zone(setting.agreement, turn.seat.key)).date():
        return None
    known = [each.entry for each in await tx.record.about(setting.collaboration.id, [about(turn)])]
    said = [each for each in known if each.kind in (REACHED, FAILED)]
    if not said or said[-1].kind != FAILED:
        return None
    lead, by = said[-1].data["lead"], parse_instant(str(said[-1].data["by"]))
    person = setting.directory.person(str(lead)) if lead else None
    return Gap(turn=turn, since=said[-1].at, by=by, lead=person)


async def outcome(tx: Transaction, setting: Setting, turn: Turn) -> str | None:
    """What was said last: that somebody answered, or that nobody did."""
    known = [each.entry for each in await tx.record.about(setting.collaboration.id, [about(turn)])]
    said = [each.kind for each in known if each.kind in (REACHED, FAILED)]
    return said[-1] if said else None


async def status_lines(tx: Transaction, setting: Setting, visible: View) -> tuple[str, ...]:
    """A line of `status` for each number that nobody answers, of seats the reader may know."""
    agreement = setting.agreement
    gaps = [
        await gap_of(tx, setting, turn)
        for turn, _ in called_turns(agreement)
        if visible.seat(turn.seat.key) is not None
    ]
    return tuple(_status_lines(setting, [gap for gap in gaps if gap is not None]))


def _status_lines(setting: Setting, gaps: list[Gap]) -> Iterator[str]:
    for gap in gaps:
        said = _unanswered(setting, gap)
        yield words.status_line(
            seat=gap.turn.seat.title,
            party=setting.agreement.party[gap.turn.seat.party].short,
            since=said.since,
            lead=said.lead,
            by=said.by,
        )


def find(agreement: Agreement, turn_about: str) -> tuple[Turn, NumberTest] | None:
    """The turn a row or button is about; none when no test call is agreed for it any more."""
    found = ((turn, test) for turn, test in called_turns(agreement) if turn.about == turn_about)
    return next(found, None)


def shown(setting: Setting, turn: Turn) -> CallShown:
    """A test call as it is read."""
    agreement, seat = setting.agreement, turn.seat.key
    begins = begins_at(agreement, turn)
    return CallShown(
        collaboration=setting.collaboration.id,
        turn=turn,
        begins=Moment(begins, seat_zone(agreement, seat)),
        number=answers.ways(reach_now(agreement, seat, begins).urgent),
    )


def unanswered_card(setting: Setting, gap: Gap) -> Card:
    """What somebody reads who called, while it is open."""
    return cards.failed_card(shown(setting, gap.turn), _unanswered(setting, gap))


def _unanswered(setting: Setting, gap: Gap) -> Unanswered:
    zone = setting.zone_of(gap.turn.seat.party)
    return Unanswered(
        since=local(gap.since, zone).date(),
        by=local(gap.by, zone).date(),
        lead=gap.lead.name if gap.lead else None,
    )


def _knowing(setting: Setting, turn: Turn, where: Route | None) -> Route | None:
    """The same way, but to nobody who may not know of the seat that is called."""
    seat = turn.seat.key
    if visible_seat(setting.agreement, seat, A_ROOM):
        return where
    return among(
        setting, turn.seat.party, where, lambda who: visible_seat(setting.agreement, seat, who)
    )


async def _push(
    tx: Transaction,
    setting: Setting,
    where: Route,
    turn: Turn,
    card: Card,
    *,
    behind: str = "",
) -> None:
    opens = Button(card.title, cards.SHOW, shown(setting, turn).value())
    key = f"{message_key(setting, turn.seat, about(turn))}{behind}"
    await push(tx, setting, where, Push(key=key, card=card, opens=opens))
