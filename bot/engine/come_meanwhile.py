"""What an escalation began for has come: an answer, a deliverable, a choice. It is said on it.

It stays open, because only people know whether that was all. When everything that it waited for has
come it climbs no further by itself, and one of those who were told is asked whether it is over.
"""

from bot.cards.compose.escalation_lists import has_come
from bot.domain.escalation import Because, By, Escalation, Outcome, Told
from bot.domain.ladder import Case
from bot.engine.agreements import AgreementCache
from bot.engine.climbing import Call, keep, reach, tell_who_waited
from bot.engine.contacts import Route, route_to
from bot.engine.escalating import case_of
from bot.engine.escalation_messages import message_key, opens, shown_to_person
from bot.engine.escalation_record import note
from bot.engine.pushing import Push, push
from bot.engine.recipients import recipient
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction


async def say_it_came(
    tx: Transaction,
    scene: Scene,
    about: str,
    *,
    text: str,
    seat: str,
    agreements: AgreementCache,
) -> None:
    """Report on every open escalation that waits for something that it came; once in a run.

    Args:
        tx: to find and save them.
        scene: here and now, with who brought it.
        about: what came, as the report named it that raised the escalation.
        text: the same for people.
        seat: key of the seat they brought it for.
        agreements: to read each by the rules it began under.
    """
    by = By(person=scene.seated().id, party=scene.agreement.party_of(seat).key, seat=seat)
    for escalation in await tx.escalations.open(scene.collaboration.id):
        if escalation.waits_for(about):
            case = await case_of(tx, escalation, agreements)
            await came(tx, scene, case, about, text=text, by=by)


async def came(
    tx: Transaction, setting: Setting, case: Case, about: str, *, text: str, by: By
) -> None:
    """Report on one escalation that something came, and by whom it did."""
    now = case.escalation.with_come(about)
    if not now.reported(text):
        now = now.with_fact(text, by, setting.now)
        await note(
            tx, setting, case.after(now), "fact_reported", {"fact": text, "agreed": False}, by=by
        )
    if now == case.escalation:
        return
    case = case.after(now)
    await keep(tx, setting, case)
    if now.waits_no_more:
        await _ask_whether_over(tx, setting, case)


async def say_it_is_missing(
    tx: Transaction, scene: Scene, about: str, *, agreements: AgreementCache
) -> None:
    """Something that had come has not after all: what waited for it climbs on.

    Rungs that were passed by meanwhile are reached now, where their reason holds.
    """
    for escalation in await tx.escalations.open(scene.collaboration.id):
        if about not in escalation.came:
            continue
        before = await case_of(tx, escalation, agreements)
        case = before.after(escalation.without(about))
        await note(tx, scene, case, "waits_again", {})
        for told in list(case.escalation.told):
            latest = told is case.escalation.telling(told.step, told.seat)
            if latest and told.because is Because.CAME and told.step > 0:
                call = Call(told.step, told.seat, Because.NOT_RESOLVED)
                case = await tell_who_waited(tx, scene, case, call)
        for step in case.steps:
            rung = case.escalation.rung(step.step)
            if rung is None or rung.because not in (Because.CAME, Because.ACKNOWLEDGED):
                continue
            verdict = case.verdict(step, scene.now)
            if verdict not in (Because.CAME, Because.ACKNOWLEDGED, Because.AVERTED):
                case = await reach(tx, scene, case, step, verdict)
        await keep(tx, scene, case)


async def _ask_whether_over(tx: Transaction, setting: Setting, case: Case) -> None:
    """Ask who has it, else who was told last on the side that has to react, in their hours."""
    told = _asked(case, setting)
    where = _where(setting, told) if told else None
    if told is None or where is None or where.person is None:
        return
    shown = shown_to_person(setting, case, where.person, told.party)
    escalation = case.escalation
    key = message_key(escalation, f"{escalation.run}/came/{len(escalation.came)}")
    at_once = case.around_the_clock
    what = Push(key=key, card=has_come(shown), opens=opens(shown), at_once=at_once)
    await push(tx, setting, where, what)


def _asked(case: Case, setting: Setting) -> Told | None:
    told = _told(case.escalation)
    held = case.acknowledgement(setting.now)
    own = [each for each in told if held is not None and each.person == held.by.person]
    reacting = [each for each in told if each.party in case.reacting]
    return next(reversed(own or reacting or told), None)


def _told(escalation: Escalation) -> list[Told]:
    """Who was told in this run."""
    run = escalation.run
    return [each for each in escalation.told if each.run == run and each.outcome is Outcome.TOLD]


def _where(setting: Setting, told: Told) -> Route | None:
    """Where they read it now: the seat's holder, or the lead."""
    if told.step > 0:
        return recipient(setting, told.seat)
    lead = setting.directory.person(told.seat)
    return route_to(setting, told.party, lead) if setting.is_here(lead) else None
