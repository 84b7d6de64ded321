"""What happens about ownership when a row falls due: who is asked, reminded, and what is open.

An owner who is away is asked when they are back: what somebody else owns, no deputy can say.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.agreement.ownership import Ownership
from bot.domain.instant import Instant, instant, local, parse_instant
from bot.domain.owned import Owned, owned_things
from bot.domain.ownership import Unsettled, is_asked_on
from bot.domain.people import CollaborationState, Person
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.contacts import route_to
from bot.engine.owners import (
    current_round,
    not_fresh,
    owner_of,
    owners,
    to_confirm,
    vacant_seats,
)
from bot.engine.ownership_asking import Asking, answer_by, ask
from bot.engine.ownership_gaps import end_outdated, open_gaps, remind
from bot.engine.ownership_handed_on import hand_on, settles
from bot.engine.ownership_planning import PARTY, STEP, Step, counted, plan_look, row
from bot.engine.pausing import wait_for_resume, was_held_up
from bot.engine.resuming import resumed_at
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_AT = "/at/"


async def fire(tx: Transaction, setting: Setting, due: AgendaRow) -> None:
    """Do what a row about ownership is for, if it is still wanted."""
    step = Step(due.subject[STEP])
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        if step is not Step.LOOK:  # that is planned anew when it goes on
            await wait_for_resume(tx, setting, due)
        return
    agreed = setting.agreement.ownership
    if due.subject[PARTY] not in setting.agreement.party:
        return
    # Gaps are opened and settled one after the other, so that none is opened as it is confirmed.
    await tx.escalations.one_by_one(due.collaboration)
    if step is Step.SETTLE:
        await _settle(tx, setting, due)
    elif agreed is None:
        return  # a new version no longer asks for it
    elif step is Step.LOOK:
        await _look(tx, setting, due.subject[PARTY], agreed)
    elif step is Step.VACANT:
        await _vacant(tx, setting, due)
    else:
        await _asked(tx, setting, due, agreed)


async def _look(tx: Transaction, setting: Setting, party: str, agreed: Ownership) -> None:
    """See who is to be asked and which seats are empty, and look again on the next working day."""
    id_, zone = setting.collaboration.id, setting.agreement.party[party].zone
    await plan_look(tx, id_, setting.agreement.party[party], setting.now)
    await end_outdated(tx, setting)
    await hand_on(tx, setting, party)
    today, history = local(setting.now, zone).date(), setting.agreement.agreement.history
    first = history[0].effective if history else None
    round_ = current_round(setting, party, agreed.confirmed_every)
    went_on = await resumed_at(tx, setting)
    resumed = local(went_on, zone).date() if went_on else None
    for owner in owners(setting, party):
        if is_asked_on(
            agreed.confirmed_every, today, agreed=first, seated=owner.seated, resumed=resumed
        ):
            key, who = f"{round_}/{owner.person.id}", owner.person.id
            named = row(id_, party, Step.ASK, key, setting.now, person=who, round=f"{round_}")
            await tx.agenda.put(named)
    for seat in vacant_seats(setting, party):
        since = _fell_empty(setting, seat)
        start = since or setting.now
        due = counted(setting.agreement, party, start, agreed.vacant_for)
        key = f"{round_}/{seat}/{since.isoformat() if since else 'never held'}"
        at = Instant(max(due, setting.now))
        await tx.agenda.put(row(id_, party, Step.VACANT, key, at, seat=seat, about=key))


def _fell_empty(setting: Setting, seat: str) -> Instant | None:
    """When the last holder of an empty seat left it; none when nobody ever held it."""
    held = setting.directory.holdings(setting.collaboration.id)
    return max((h.until for h in held if h.seat == seat and h.until is not None), default=None)


async def _vacant(tx: Transaction, setting: Setting, due: AgendaRow) -> None:
    seat, since = due.subject["seat"], _fell_empty(setting, due.subject["seat"])
    if seat not in setting.agreement.seat or owner_of(setting, seat) is not None:
        return
    if not due.subject["about"].endswith(since.isoformat() if since else "never held"):
        return  # somebody held it meanwhile; the next look knows since when it is empty
    things = owned_things(setting.agreement).values()
    areas = [each for each in things if each.accountable == seat]
    await open_gaps(tx, setting, areas, Unsettled.VACANT, f"vacant/{due.subject['about']}")


async def _settle(tx: Transaction, setting: Setting, due: AgendaRow) -> None:
    open_ = await tx.ownership.open_gaps(due.collaboration)
    about, lead = due.subject["about"], due.subject["lead"]
    asked = [gap for gap in open_ if gap.about == about and gap.lead == lead]
    left = [gap for gap in asked if settles(setting, gap)]
    if left and not await _waits(tx, setting, due, setting.directory.person(lead)):
        await remind(tx, setting, left)


@dataclass(frozen=True, kw_only=True)
class _Asked:
    person: Person
    round_: date
    areas: tuple[Owned, ...]
    """All they are asked about."""
    open_: tuple[Owned, ...]
    """Those they have not confirmed."""

    def by(self, moment: Instant) -> Asking:
        """To be answered by a moment."""
        return Asking(person=self.person, areas=self.areas, round_=self.round_, by=moment)


async def _asked(tx: Transaction, setting: Setting, due: AgendaRow, agreed: Ownership) -> None:
    """A row about one owner in one round: ask, remind, or see what is still open at the end."""
    asked = await _still_asked(tx, setting, due, agreed)
    if asked is None:
        return
    step = Step(due.subject[STEP])
    if step is Step.END and was_held_up(due):
        await _again(tx, due, answer_by(setting, due.subject[PARTY], agreed))
        return
    if await _waits(tx, setting, due, asked.person, agreed):
        return
    match step:
        case Step.ASK if (end := await _still_open(tx, due)) is not None:
            await _again(tx, due, end)  # one question at a time
        case Step.ASK:
            by = answer_by(setting, due.subject[PARTY], agreed)
            await ask(tx, setting, asked.by(by))
            half = instant(setting.now + (by - setting.now) / 2)
            for next_, at in ((Step.REMIND, half), (Step.END, by)):
                key = f"{asked.round_}/{asked.person.id}"
                following = row(due.collaboration, due.subject[PARTY], next_, key, at)
                more = {
                    "by": by.isoformat(),
                    "person": asked.person.id,
                    "round": asked.round_.isoformat(),
                    "areas": ",".join(area.key for area in asked.areas),
                }
                await tx.agenda.put(replace(following, subject={**following.subject, **more}))
        case Step.REMIND:
            by = parse_instant(due.subject["by"])
            await ask(tx, setting, asked.by(by), time=2)
        case _:
            about = f"{asked.round_}/{asked.person.id}"
            reason = Unsettled.UNCONFIRMED
            await open_gaps(tx, setting, asked.open_, reason, about, owner=asked.person)


async def _still_asked(
    tx: Transaction, setting: Setting, due: AgendaRow, agreed: Ownership
) -> _Asked | None:
    """What a row is about; none when it was answered, or the round is over before it asked.

    The time to answer may reach into the next round: what was asked is seen through.
    """
    round_ = date.fromisoformat(due.subject["round"])
    now = current_round(setting, due.subject[PARTY], agreed.confirmed_every)
    if round_ != now and due.subject[STEP] == Step.ASK:
        return None
    person = setting.directory.person(due.subject["person"])
    areas = await to_confirm(tx, setting, person, due.subject[PARTY])
    # What a new version gave them after the question is asked about in the next round.
    asked = due.subject.get("areas", ",".join(area.key for area in areas)).split(",")
    open_ = await not_fresh(tx, setting, [a for a in areas if a.key in asked], round_)
    return _Asked(person=person, round_=round_, areas=areas, open_=open_) if open_ else None


async def _still_open(tx: Transaction, due: AgendaRow) -> Instant | None:
    """Until when a question of an earlier round waits for the same owner; none when none does."""
    rows = await tx.agenda.pending(due.collaboration, AgendaKind.OWNERSHIP)
    ends = (
        each.due
        for each in rows
        if each.subject[STEP] == Step.END
        and (each.subject[PARTY], each.subject["person"])
        == (due.subject[PARTY], due.subject["person"])
        and each.subject["round"] != due.subject["round"]
    )
    end = max(ends, default=None)
    return None if end is None else instant(end + timedelta(minutes=1))


async def _waits(
    tx: Transaction,
    setting: Setting,
    due: AgendaRow,
    person: Person,
    agreed: Ownership | None = None,
) -> bool:
    """Whether a row waits until somebody is back, or for their hours.

    The time to answer, with what is agreed about it given, begins anew when they are back.
    """
    party, is_end = due.subject[PARTY], due.subject[STEP] == Step.END
    absence = setting.directory.absence(due.collaboration, person, setting.now)
    if absence is not None:
        back = absence.until
        if is_end and agreed is not None:
            back = counted(setting.agreement, party, back, agreed.answer_within)
        await _again(tx, due, back)
        return True
    where = route_to(setting, party, person)
    moment = where.hours.next_allowed(setting.now) if where and not is_end else setting.now
    if moment > setting.now:
        await _again(tx, due, moment)
    return moment > setting.now


async def _again(tx: Transaction, due: AgendaRow, at: Instant) -> None:
    key = f"{due.key.partition(_AT)[0]}{_AT}{at.isoformat()}"
    await tx.agenda.put(replace(due, key=key, due=at))
