"""What happens around a round of the pulse when a row falls due: it opens, asks, reminds, ends."""

import logging
from dataclasses import replace
from datetime import date, timedelta

from bot.cards.compose import pulse as cards
from bot.domain.agreement.pulse import Pulse
from bot.domain.instant import Instant
from bot.domain.people import CollaborationState
from bot.domain.pulse_results import Results, results_of
from bot.domain.pulse_round import PulseRound
from bot.domain.pulse_tally import PulseBox, PulseRules, Tally
from bot.domain.pulse_times import ends_at, half_way, next_opening
from bot.engine.agenda import AgendaRow
from bot.engine.agreements import AgreementCache
from bot.engine.asking import put_off_to
from bot.engine.contacts import Route, route_to
from bot.engine.pausing import wait_for_resume
from bot.engine.pulse_asked import asked_parties, known_pulse, people_to_ask, rules_of
from bot.engine.pulse_messages import ask, publish, results_shown, say_it_is_over, shown
from bot.engine.pulse_planning import PERSON, START, STEP, Step, plan_pulse, step_row
from bot.engine.pulse_points import put_on_agenda
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

_LOG = logging.getLogger(__name__)
#: How many rounds before the latest one are looked at for the trend.
TREND = 11
#: Answers that no key opens are waited for so long after the end: the key may be put back.
_KEY_MAY_COME_BACK = timedelta(days=1)


class PulseLocked(Exception):
    """No key opens the answers of a round. Whoever runs Accord reads it in the log."""


async def fire(
    tx: Transaction, setting: Setting, due: AgendaRow, agreements: AgreementCache
) -> None:
    """Do what a row about the pulse is for, if it is still wanted."""
    match Step(due.subject[STEP]):
        case Step.PLAN:
            await plan_pulse(tx, due.collaboration, setting.agreement, setting.now)
        case Step.OPEN:
            await _open(tx, setting, due)
        case Step.END:
            await _end(tx, setting, due, agreements)
        case step:
            await _ask(tx, setting, due, step, agreements)


async def _open(tx: Transaction, setting: Setting, due: AgendaRow) -> None:
    pulse = known_pulse(setting.agreement)
    if pulse is None or setting.collaboration.state is not CollaborationState.ACTIVE:
        return  # resuming plans anew
    id_, start = due.collaboration, date.fromisoformat(due.subject[START])
    await plan_pulse(tx, id_, setting.agreement, due.due)
    if not _still_agreed(setting, pulse, start, due.due):
        return
    if await tx.pulse.running(id_) or await tx.pulse.get(id_, start):
        return
    people = people_to_ask(setting, pulse)
    if not people:
        return  # `pulse` says why
    if not tx.pulse.can_lock:
        _LOG.error(
            "The pulse is not asked: ACCORD_SECRET_KEY is not set", extra={"action": "pulse.no_key"}
        )
        return
    parties = asked_parties(setting.agreement, pulse)
    round_ = PulseRound(
        collaboration=id_,
        start=start,
        every=pulse.every,
        version=setting.collaboration.version,
        opened_at=setting.now,
        ends_at=ends_at(parties, pulse.every, setting.now),
        asked=people,
    )
    empty = Tally.empty(PulseRules.of(pulse).questions)
    await tx.pulse.begin(round_, PulseBox(tallies={party.key: empty for party in parties}))
    half = half_way(round_.opened_at, round_.ends_at)
    for each in people:
        await tx.agenda.put(step_row(id_, Step.ASK, setting.now, start, each.person))
        await tx.agenda.put(step_row(id_, Step.REMIND, half, start, each.person))
    await tx.agenda.put(step_row(id_, Step.END, round_.ends_at, start))
    data = {"ends": round_.ends_at.isoformat()}
    await tx.record.append(setting.entry("pulse.opened", start.isoformat(), data=data))


def _still_agreed(setting: Setting, pulse: Pulse, start: date, due: Instant) -> bool:
    """Whether a round opens at this moment, and after a downtime whether it is the newest one."""
    parties = asked_parties(setting.agreement, pulse)
    agreed = next_opening(parties, pulse.every, Instant(due - timedelta(seconds=1)))
    _, following = next_opening(parties, pulse.every, due)
    return agreed == (start, due) and following > setting.now


async def _ask(
    tx: Transaction, setting: Setting, due: AgendaRow, step: Step, agreements: AgreementCache
) -> None:
    """Ask one person, or remind them where they have not answered, in their hours.

    Who is away is asked when they are back. That somebody answered before they were asked changes
    nothing, so that no message is missing where one could tell.
    """
    round_ = await _round(tx, due)
    place = round_.place_of(due.subject[PERSON]) if round_ else None
    if round_ is None or place is None or setting.now >= round_.ends_at:
        return
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        await wait_for_resume(tx, setting, due)
        return
    party = round_.asked[place].party
    where = _way_to(setting, due.subject[PERSON], party)
    if where is None or (step is Step.REMIND and await _needs_none(tx, setting, round_, place)):
        return
    moment = _when(setting, due.subject[PERSON], where)
    if moment > setting.now:
        await tx.agenda.put(put_off_to(due, moment))
        return
    about = shown(setting, round_, await rules_of(tx, round_, agreements), party)
    await ask(tx, setting, where, about, step)


def _way_to(setting: Setting, id_: str, party: str) -> Route | None:
    """Where somebody reads it; None when they or their party are no longer here."""
    person = setting.directory.person(id_)
    if party not in setting.agreement.party or not setting.is_here(person):
        return None
    return route_to(setting, party, person)


async def _needs_none(tx: Transaction, setting: Setting, round_: PulseRound, place: int) -> bool:
    """Whether somebody is not to be reminded: they have answered, or are away and not asked yet."""
    box = await tx.pulse.box(round_)
    person = setting.directory.person(round_.asked[place].person)
    absence = setting.directory.absence(round_.collaboration, person, setting.now)
    return absence is not None or (box is not None and place in box.answered)


def _when(setting: Setting, id_: str, where: Route) -> Instant:
    """The first moment from now on at which somebody is there and may be written to."""
    person, id_of = setting.directory.person(id_), setting.collaboration.id
    absence = setting.directory.absence(id_of, person, setting.now)
    return where.hours.next_allowed(absence.until if absence else setting.now)


async def _end(
    tx: Transaction, setting: Setting, due: AgendaRow, agreements: AgreementCache
) -> None:
    """Show both sides the results at the same moment, and keep nothing else."""
    round_ = await _round(tx, due)
    if round_ is None:
        return
    if setting.collaboration.state is CollaborationState.PAUSED:
        await wait_for_resume(tx, setting, due)
        return
    rules = await rules_of(tx, round_, agreements)
    over = round_.closed(setting.now, await _results(tx, setting, round_, rules))
    if setting.collaboration.state is not CollaborationState.ACTIVE:
        # It ended while the round ran: nobody is shown anything, and nothing is kept.
        results = over.results and replace(over.results, sides=())
        await tx.pulse.end(replace(over, results=results))
        return
    await tx.pulse.end(over)
    pulse, before = known_pulse(setting.agreement), await tx.pulse.over(due.collaboration, TREND)
    about = results_shown(setting, [over, *(each for each in before if each.start < over.start)])
    points: tuple[str, ...] = ()
    if pulse is not None:
        points, led_to = await put_on_agenda(tx, setting, pulse, about)
        about = replace(about, led_to=led_to)
    await publish(tx, setting, over, cards.results_card(about))
    first = setting.agreement.parties[0].key
    card = cards.over_card(shown(setting, over, rules, first))
    await say_it_is_over(tx, setting, round_, round_.asked, card)
    data = {"talking_points": list(points)}
    await tx.record.append(setting.entry("pulse.ended", due.subject[START], data=data))


async def _round(tx: Transaction, due: AgendaRow) -> PulseRound | None:
    """The round a row is about, while it runs."""
    running = await tx.pulse.running(due.collaboration)
    return running if running and running.start.isoformat() == due.subject[START] else None


async def _results(
    tx: Transaction, setting: Setting, round_: PulseRound, rules: PulseRules
) -> Results:
    """What is shown of a round.

    Raises:
        PulseLocked: no key opens the answers, and it may yet be put back.
    """
    box = await tx.pulse.box(round_)
    if box is not None:
        return results_of(box.tallies, rules)
    if setting.now < round_.ends_at + _KEY_MAY_COME_BACK:
        raise PulseLocked(
            "No key in ACCORD_SECRET_KEY opens the answers of the pulse. Put the one they were"
            " locked with at the end of the list within a day."
        )
    _LOG.error("The answers of the pulse are lost", extra={"action": "pulse.lost"})
    parties = dict.fromkeys(each.party for each in round_.asked)
    return replace(results_of({}, rules), asked=tuple(parties), unreadable=True)
