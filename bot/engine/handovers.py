"""Being on call passes on: both are told on the day, one says that they have it, else a lead hears.

That somebody has it is in the record, which is asked by subject.
"""

from dataclasses import dataclass, replace
from datetime import date

from bot.cards.card import Button, Card
from bot.cards.compose import handovers as cards
from bot.cards.compose.handovers import HandoverShown
from bot.domain.agreement.document import Agreement
from bot.domain.handovers import handed_over, taken_by, turn_now
from bot.domain.instant import Instant, local
from bot.domain.on_call import Turn, begins_at, turns
from bot.domain.people import CollaborationState, Person
from bot.domain.visibility import visible_seat
from bot.domain.workdays import seat_zone
from bot.engine.agenda import AgendaRow
from bot.engine.answer import Answer
from bot.engine.asking import wait_for_hours
from bot.engine.contacts import Route, route, route_to
from bot.engine.on_call_planning import HAND, HAND_MISSED, on_call_row
from bot.engine.on_call_said import message_key, note
from bot.engine.ownership_gaps import settler
from bot.engine.pausing import wait_for_resume
from bot.engine.pushing import Push, push
from bot.engine.replacing import replace_card
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction

TOLD, TAKEN, LEAD_TOLD = "on_call.handed", "on_call.taken", "on_call.handover_lead_told"
_GIVER, _LEAD = "/giver/", "/lead"


@dataclass(frozen=True, kw_only=True)
class Handover:
    """A turn that passes on, as it begins or when its seat changes hands."""

    turn: Turn
    givers: tuple[Person, ...]
    """Who had it; who is here no more is named, and told nothing."""
    since: Instant | None = None
    """When the seat changed hands; none where the turn begins."""

    @property
    def about(self) -> str:
        """What it is called on record."""
        behind = f"/{self.since.isoformat()}" if self.since else ""
        return f"{self.turn.about}/handover{behind}"


async def plan_change(tx: Transaction, setting: Setting, seat: str, person: Person) -> None:
    """Somebody takes a seat right now: if it is on call, it is handed over to them."""
    turn = turn_now(setting.agreement, seat, setting.now)
    since = setting.now
    if turn is None or not _givers_before(setting, seat, since, person):
        return
    handover = Handover(turn=turn, givers=(), since=since)
    row = on_call_row(setting.collaboration.id, turn, HAND, since, about=handover.about)
    await tx.agenda.put(_since(row, since))


async def fire(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Tell both, or a lead that nobody has it, if it still passes on."""
    handover = find(setting, row.subject["turn"], row.subject.get("since", ""))
    if handover is None or await is_taken(tx, setting, handover):
        return
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        await wait_for_resume(tx, setting, row)
        return
    seat = handover.turn.seat.key
    if row.subject["step"] == HAND_MISSED:
        await _tell_lead(tx, setting, handover)
    elif not await wait_for_hours(tx, setting, row, seat):
        await _tell_both(tx, setting, handover)
        due = taken_by(setting.agreement, seat, setting.now)
        missed = on_call_row(
            row.collaboration, handover.turn, HAND_MISSED, due, about=handover.about
        )
        await tx.agenda.put(_since(missed, handover.since))


async def _tell_both(tx: Transaction, setting: Setting, handover: Handover) -> None:
    about, seat = shown(setting, handover), handover.turn.seat
    where = route(setting, seat.key)  # to nobody who may not know of it
    if where is not None:
        await _push(tx, setting, where, handover, cards.take_card(about))
    for giver in handover.givers:
        to = route_to(setting, seat.party, giver) if setting.is_here(giver) else None
        if to is not None and visible_seat(setting.agreement, seat.key, setting.reader_of(giver)):
            card, behind = cards.give_card(about), f"{_GIVER}{giver.id}"
            await _push(tx, setting, to, handover, card, behind=behind)
    await note(tx, setting, handover.turn.seat, handover.about, TOLD)


async def _tell_lead(tx: Transaction, setting: Setting, handover: Handover) -> None:
    seat = handover.turn.seat
    lead = settler(setting, seat.key, _holder(setting, seat.key))
    where = route_to(setting, seat.party, lead) if lead else None
    if where is not None:
        card = cards.lead_card(shown(setting, handover))
        await _push(tx, setting, where, handover, card, behind=_LEAD)
        await note(tx, setting, handover.turn.seat, handover.about, LEAD_TOLD)


async def take(tx: Transaction, scene: Scene, handover: Handover) -> Answer:
    """Somebody has it: all who were told read it."""
    if not await is_taken(tx, scene, handover):
        await note(tx, scene, handover.turn.seat, handover.about, TAKEN, person=scene.seated().id)
    about, key = shown(scene, handover), message_key(scene, handover.turn.seat, handover.about)
    card, given = cards.taken_card(about), cards.taken_card(about, giving=True)
    to_givers = {f"{_GIVER}{each.id}": given for each in handover.givers}
    seen = False
    for behind, becomes in {"": card, _LEAD: card, **to_givers}.items():
        known = await tx.outbox.find(f"{key}{behind}")
        if known is not None:
            await replace_card(tx, scene, known, becomes)
            seen = seen or known.to == scene.origin.conversation
    return Answer(card=card, private=True, already_shown=seen)


async def is_taken(tx: Transaction, setting: Setting, handover: Handover) -> bool:
    """Whether somebody said that they have it."""
    known = await tx.record.about(setting.collaboration.id, [handover.about])
    return any(each.entry.kind == TAKEN for each in known)


def find(setting: Setting, turn_about: str, since: str) -> Handover | None:
    """The handover a row or button is about; none when it is not agreed any more, or is over."""
    turn = _turn(setting.agreement, turn_about)
    if turn is None or turn.phase.end < _today(setting, turn):
        return None
    if since:
        begun, person = _sat_down(setting, turn, since), _holder(setting, turn.seat.key)
        if begun is None or turn_now(setting.agreement, turn.seat.key, setting.now) is None:
            return None
        givers = _givers_before(setting, turn.seat.key, begun, person)
        return Handover(turn=turn, givers=givers, since=begun)
    seats = next((s for t, s in handed_over(setting.agreement) if t.about == turn.about), None)
    if seats is None:
        return None
    taker, held = _holder(setting, turn.seat.key), (_holder(setting, s.key) for s in seats)
    givers = tuple(dict.fromkeys(each for each in held if each is not None and each != taker))
    return Handover(turn=turn, givers=givers) if givers or taker is None else None


def shown(setting: Setting, handover: Handover) -> HandoverShown:
    """A handover as it is read."""
    turn, taker = handover.turn, _holder(setting, handover.turn.seat.key)
    zone = seat_zone(setting.agreement, turn.seat.key)
    begin = handover.since or begins_at(setting.agreement, turn)
    return HandoverShown(
        collaboration=setting.collaboration.id,
        turn=turn,
        begin=local(begin, zone).date(),
        since=handover.since.isoformat() if handover.since else "",
        givers=tuple(each.name for each in handover.givers),
        taker=taker.name if taker else None,
    )


def _givers_before(
    setting: Setting, seat: str, since: Instant, taker: Person | None
) -> tuple[Person, ...]:
    """Who held a seat last before a moment; nobody where it is the same person."""
    before = [
        holding
        for holding in setting.directory.holdings(setting.collaboration.id)
        if holding.seat == seat and holding.since < since
    ]
    last = max(before, key=lambda each: each.since, default=None)
    if last is None or (taker is not None and last.person == taker.id):
        return ()
    return (setting.directory.person(last.person),)


def _sat_down(setting: Setting, turn: Turn, since: str) -> Instant | None:
    """The moment somebody took the seat, if that is what was written."""
    holdings = setting.directory.holdings(setting.collaboration.id)
    took = (each.since for each in holdings if each.seat == turn.seat.key)
    return next((moment for moment in took if moment.isoformat() == since), None)


def _holder(setting: Setting, seat: str) -> Person | None:
    return setting.directory.holder(setting.collaboration.id, seat, setting.now)


def _turn(agreement: Agreement, about: str) -> Turn | None:
    return next((turn for turn in turns(agreement) if turn.about == about), None)


def _today(setting: Setting, turn: Turn) -> date:
    return local(setting.now, seat_zone(setting.agreement, turn.seat.key)).date()


def _since(row: AgendaRow, since: Instant | None) -> AgendaRow:
    if since is None:
        return row
    return replace(row, subject={**row.subject, "since": since.isoformat()})


async def _push(
    tx: Transaction,
    setting: Setting,
    where: Route,
    handover: Handover,
    card: Card,
    *,
    behind: str = "",
) -> None:
    opens = Button(card.title, cards.SHOW, shown(setting, handover).value())
    key = f"{message_key(setting, handover.turn.seat, handover.about)}{behind}"
    await push(tx, setting, where, Push(key=key, card=card, opens=opens))
