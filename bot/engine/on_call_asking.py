"""Who is on call is asked before their turn whether they can be reached; else a lead is told."""

from bot.cards.card import Button, Card, Moment
from bot.cards.compose import on_call as cards
from bot.cards.compose.on_call import TurnShown
from bot.cards.words import answers
from bot.cards.words import on_call as words
from bot.domain.agreement.document import Agreement
from bot.domain.on_call import Turn, asked_turns, begins_at
from bot.domain.people import CollaborationState
from bot.domain.reach import reach_now
from bot.domain.workdays import seat_zone
from bot.engine.agenda import AgendaRow
from bot.engine.asking import wait_for_hours
from bot.engine.contacts import route, route_to
from bot.engine.on_call_planning import ASK
from bot.engine.on_call_said import message_key, note
from bot.engine.ownership_gaps import settler
from bot.engine.pausing import wait_for_resume
from bot.engine.pushing import Push, push
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

ASKED, YES, OTHER, LEAD_TOLD = (
    "on_call.asked",
    "on_call.confirmed",
    "on_call.somebody_else",
    "on_call.lead_told",
)


async def fire(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Ask, or tell a lead, if the turn is still agreed, is to come, and nobody has answered."""
    turn = find(setting.agreement, row.subject["turn"])
    if turn is None or begins_at(setting.agreement, turn) <= setting.now:
        return
    if await answer_to(tx, setting, turn) is not None:
        return
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        await wait_for_resume(tx, setting, row)
        return
    where = route(setting, turn.seat.key)  # to nobody who may not know of it
    if row.subject["step"] != ASK:
        await tell_lead(tx, setting, turn, words.NO_ANSWER if where else words.NOBODY_ASKED)
    elif where is not None and not await wait_for_hours(tx, setting, row, turn.seat.key):
        about = shown(setting, turn)
        asked = _ringing(
            about, cards.question_card(about), message_key(setting, turn.seat, turn.about)
        )
        await push(tx, setting, where, asked)
        await note(tx, setting, turn.seat, turn.about, ASKED)


async def tell_lead(tx: Transaction, setting: Setting, turn: Turn, why: str) -> None:
    """Tell a lead who may know of the seat that nobody is sure to be reached."""
    holder = setting.directory.holder(setting.collaboration.id, turn.seat.key, setting.now)
    lead = settler(setting, turn.seat.key, holder)
    where = route_to(setting, turn.seat.party, lead) if lead else None
    if where is not None:
        about = shown(setting, turn)
        key = f"{message_key(setting, turn.seat, turn.about)}/lead"
        await push(tx, setting, where, _ringing(about, cards.lead_card(about, why), key))
        await note(tx, setting, turn.seat, turn.about, LEAD_TOLD)


def _ringing(about: TurnShown, card: Card, key: str) -> Push:
    return Push(key=key, card=card, opens=Button(words.SHOW, cards.SHOW, about.value()))


def find(agreement: Agreement, about: str) -> Turn | None:
    """The turn a row or button is about; none when it is not agreed any more."""
    return next((turn for turn in asked_turns(agreement) if turn.about == about), None)


async def answer_to(tx: Transaction, setting: Setting, turn: Turn) -> str | None:
    """What was answered last: that somebody can be reached, or that it is somebody else."""
    found = await tx.record.about(setting.collaboration.id, [turn.about])
    kinds = [each.entry.kind for each in found if each.entry.kind in (YES, OTHER)]
    return kinds[-1] if kinds else None


def shown(setting: Setting, turn: Turn) -> TurnShown:
    """A turn as it is read."""
    agreement, seat = setting.agreement, turn.seat.key
    begins = begins_at(agreement, turn)
    return TurnShown(
        collaboration=setting.collaboration.id,
        turn=turn,
        begins=Moment(begins, seat_zone(agreement, seat)),
        reached_by=answers.ways(reach_now(agreement, seat, begins).urgent),
    )
