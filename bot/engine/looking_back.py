"""Looking back on a closed escalation: when each side is asked, whom, and what is kept of it.

The record is read by every side. So it says who answered when they do, and what was said only once
all may read it.
"""

from collections.abc import Iterator
from operator import itemgetter

from bot.domain import business_time
from bot.domain.escalation import By, Escalation, Outcome
from bot.domain.instant import Instant
from bot.domain.ladder import Case
from bot.domain.looking_back import OPEN_FOR, Asked, Lesson, LookBack
from bot.domain.people import Person
from bot.domain.workdays import working_days
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.contacts import Route, route_to
from bot.engine.escalation_messages import show
from bot.engine.escalation_record import note
from bot.engine.look_back_messages import (
    ask,
    bring_up_to_date,
    may_read,
    tell_who_answered,
)
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def begin(tx: Transaction, setting: Setting, case: Case) -> Case:
    """It was closed: each side that took part is asked on its next working morning.

    By then it stayed closed for a night; the time for an answer is the same for all sides.
    """
    asked = [
        (side, route)
        for side in case.agreement.party
        if (route := _way_to(setting, case, side)) is not None
    ]
    if not asked:
        return case
    ends = max(_ends(setting, side) for side, _ in asked)
    for side, route in asked:
        morning = route.hours.next_morning(setting.now)
        await tx.agenda.put(_row(case, AgendaKind.LOOK_BACK, morning, party=side))
    await tx.agenda.put(_row(case, AgendaKind.LOOK_BACK_OVER, ends))
    sides = tuple(side for side, _ in asked)
    look_back = LookBack(run=case.escalation.run, sides=sides, ends_at=ends)
    return case.after(case.escalation.with_look_back(look_back))


def _way_to(setting: Setting, case: Case, side: str) -> Route | None:
    who = whom_to_ask(setting, case, side)
    return route_to(setting, side, who) if who else None


def _ends(setting: Setting, side: str) -> Instant:
    party = setting.agreement.party[side]
    return business_time.after(setting.now, OPEN_FOR, zone=party.zone, workdays=working_days(party))


def _row(case: Case, kind: AgendaKind, due: Instant, **subject: str) -> AgendaRow:
    escalation = case.escalation
    about = "".join(f"/{value}" for value in subject.values())
    return AgendaRow(
        key=f"{escalation.id}/{escalation.run}/{kind}{about}",
        collaboration=escalation.collaboration,
        kind=kind,
        due=due,
        subject={"escalation": escalation.id, "run": str(escalation.run), **subject},
    )


def whom_to_ask(setting: Setting, case: Case, party: str) -> Person | None:
    """Who is asked for a side: who acted last for it; else who was told, the lowest rung first.

    Who is away comes after who is there. None when the side took no part, or nobody of it is left
    who may know what is said.
    """
    if party not in setting.agreement.party:
        return None  # it was taken out since
    found = dict.fromkeys((*_acted(case.escalation, party), *_told(case.escalation, party)))
    people = [setting.directory.person(each) for each in found]
    left = [
        each
        for each in people
        if may_read(setting, case, each) and route_to(setting, party, each) is not None
    ]
    id_, absence = setting.collaboration.id, setting.directory.absence
    there = [each for each in left if absence(id_, each, setting.now) is None]
    return next(iter((*there, *left)), None)


def _acted(escalation: Escalation, party: str) -> Iterator[str]:
    """Ids of who did something about it for a side, the last one first."""
    for _, by in sorted(escalation.acts(), key=itemgetter(0))[::-1]:
        if by.party == party:
            yield by.person


def _told(escalation: Escalation, party: str) -> Iterator[str]:
    """Ids of who was told in this run for a side, the lowest rung first."""
    told = [t for t in escalation.told if (t.run, t.party) == (escalation.run, party)]
    for each in sorted(told, key=lambda each: each.step):
        if each.outcome is Outcome.TOLD and each.person:
            yield each.person


async def ask_side(tx: Transaction, setting: Setting, case: Case, party: str) -> None:
    """A side's morning has come: one person of it is asked, unless it answered already."""
    look_back = case.escalation.look_back
    if look_back is None or look_back.lesson_of(party) is not None:
        return
    who = whom_to_ask(setting, case, party)
    if who is None:
        await note(tx, setting, case, "look_back_nobody", {"party": party})
        return
    asked = look_back.with_asked(Asked(party=party, person=who.id, at=setting.now))
    case = case.after(case.escalation.with_look_back(asked))
    await tx.escalations.save(case.escalation)
    await ask(tx, setting, case, asked, party=party, who=who)
    await note(tx, setting, case, "look_back_asked", {"party": party, "person": who.id})


async def answer(
    tx: Transaction, setting: Setting, case: Case, look_back: LookBack, lesson: Lesson
) -> Case:
    """One side looks back; with the last one everybody reads what was said.

    Raises:
        Refused: the side answered before, takes no part, or the time is over.
    """
    now = look_back.with_lesson(lesson)
    by = By(person=lesson.by.person, party=lesson.by.party, seat=lesson.by.seat)
    await note(tx, setting, case, "looked_back", {"party": by.party}, by=by)
    case = case.after(case.escalation.with_look_back(now))
    if now.open:
        await tx.escalations.save(case.escalation)
        await bring_up_to_date(tx, setting, case, now)
        return case
    await _told_to_all(tx, setting, case, now)
    return case


async def end(tx: Transaction, setting: Setting, case: Case, look_back: LookBack) -> None:
    """The time is over: what was said can be read by all, and nobody is asked any more."""
    over = look_back.over(setting.now)
    case = case.after(case.escalation.with_look_back(over))
    await _told_to_all(tx, setting, case, over)


async def withdraw(tx: Transaction, setting: Setting, before: Case, after: Case) -> None:
    """It was reopened: who was asked need not answer. What one side said stays its own."""
    look_back = before.escalation.look_back
    if look_back is None or not look_back.open or not (look_back.asked or look_back.lessons):
        return
    await note(tx, setting, before, "look_back_withdrawn", {"because": "it was reopened"})
    await bring_up_to_date(tx, setting, after, look_back)


async def _told_to_all(tx: Transaction, setting: Setting, case: Case, look_back: LookBack) -> None:
    said = [
        {
            "party": lesson.by.party,
            "helped": lesson.helped,
            "change": lesson.change,
            "judged": lesson.judged.value if lesson.judged else None,
        }
        for lesson in look_back.told
    ]
    await tx.escalations.save(case.escalation)
    await note(tx, setting, case, "look_back_told", {"said": said, "all": look_back.complete})
    await bring_up_to_date(tx, setting, case, look_back)
    await tell_who_answered(tx, setting, case, look_back)
    await show(tx, setting, case)
