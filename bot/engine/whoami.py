"""What somebody holds, owns and owes in one collaboration, as they may know it reading alone."""

from collections.abc import Iterator
from datetime import date

from bot.cards.card import Button, Moment, Strong
from bot.cards.compose import ownership as ownership_cards
from bot.cards.compose.escalations import SHOW as SHOW_ESCALATION
from bot.cards.compose.general import ASK_IN
from bot.cards.compose.whoami import Line, Mine
from bot.cards.words import escalations as escalation_words
from bot.cards.words import whoami as words
from bot.domain.agreement.seats import Seat
from bot.domain.instant import Instant, local
from bot.domain.occurrences import next_occurrence
from bot.domain.people import CollaborationState
from bot.domain.visibility import View, view
from bot.engine.agreements import AgreementCache
from bot.engine.cases import acting_seat, on_the_ladder, shown_to_actor
from bot.engine.coming import is_running
from bot.engine.escalating import running_cases
from bot.engine.owed import owed_by, seats_now
from bot.engine.owners import current_round, not_fresh, owned_by, to_confirm
from bot.engine.ownership_asking import question_key
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def mine(
    tx: Transaction, scene: Scene, agreements: AgreementCache, *, beside: bool = False
) -> Mine:
    """All of it; beside others the buttons say which collaboration they are about.

    Raises:
        Refused: the actor has no seat here.
    """
    person, agreement = scene.seated(), scene.agreement
    seen, seats = view(agreement, scene.alone), frozenset(scene.actor.seats)
    own = [seat for seat in seen.seats if seat.key in seats]
    led = [p.short for p in agreement.parties if scene.is_lead_of(p.key)]
    held = (*(seat.title for seat in own), *map(words.leads, led))
    study = scene.collaboration.title
    if scene.collaboration.version == 0:
        return Mine(study=study, in_force=False, seats=held)
    stands_in = seats_now(scene) - seats
    waits, buttons = await _waiting(tx, scene, agreements)
    return Mine(
        study=study,
        in_force=True,
        seats=held,
        deputy_for=[seat.title for seat in seen.seats if seat.deputy in seats],
        stands_in=[seat.title for seat in seen.seats if seat.key in stands_in],
        away=_away(scene),
        owns=[area.title for area in owned_by(scene, person) if not area.is_place],
        does=_areas(seen, own, "responsible"),
        asked_about=_areas(seen, own, "counterpart"),
        owes=[line for _, line in sorted(_owes(scene, seen), key=lambda each: each[0])],
        waits=waits,
        buttons=buttons,
        wrong=_wrong(scene, beside=beside),
    )


def _areas(seen: View, own: list[Seat], part: str) -> list[str]:
    """Areas in which somebody has a part beside answering for them, as far as they may know."""
    keys = {seat.key for seat in own}
    return [
        area.title
        for area in seen.agreement.areas
        if getattr(area, part) in keys and area.accountable not in keys
        if seen.seat(area.accountable) is not None
    ]


def _away(scene: Scene) -> str:
    absences = scene.directory.absences(scene.collaboration.id, scene.seated())
    for absence in absences:
        if absence.until > max(scene.now, absence.since):
            first = local(absence.since, absence.zone).date()
            return words.away_until(first if absence.since > scene.now else None, absence.back)
    return ""


def _owes(scene: Scene, seen: View) -> Iterator[tuple[Instant, Line]]:
    """The next of each promised update of the actor's seats that comes round."""
    if not is_running(scene):
        return
    for cadence in scene.agreement.cadences:
        if cadence.writer not in scene.actor.seats or seen.seat(cadence.from_) is None:
            continue
        following = next_occurrence(scene.agreement, cadence, after=scene.now)
        if following is not None:
            due = Moment(following.due, scene.zone)
            yield following.due, (Strong(cadence.title), ", ", due)


async def _waiting(
    tx: Transaction, scene: Scene, agreements: AgreementCache
) -> tuple[list[Line], list[Button]]:
    """What waits for the actor: escalations, updates, questions, proposals, actions, areas."""
    if scene.collaboration.state is CollaborationState.ARCHIVED:
        return [], []
    lines, buttons = await _escalations(tx, scene, agreements)
    owed = await owed_by(tx, scene, agreements)
    for section in owed.waiting:
        lines += [(f"{section.title}: ", *line) for line in section.lines]
    for found, opens in (await _to_confirm(tx, scene), await _to_settle(tx, scene)):
        lines += found
        buttons += opens
    return lines, buttons


async def _escalations(
    tx: Transaction, scene: Scene, agreements: AgreementCache
) -> tuple[list[Line], list[Button]]:
    """Those that run with a seat of the actor on their ladder."""
    cases = await running_cases(tx, scene, scene.alone, scene.seated().id, agreements)
    own = [case for case in cases if acting_seat(scene, case, on_the_ladder(case)) is not None]
    shown = [shown_to_actor(scene, case) for case in own]
    return (
        [(Strong(each.label), f": {each.state}") for each in shown],
        [
            Button(
                f"{escalation_words.SHOW} {each.case.escalation.label}",
                SHOW_ESCALATION,
                each.value(),
            )
            for each in shown
        ],
    )


async def _to_confirm(tx: Transaction, scene: Scene) -> tuple[list[Line], list[Button]]:
    """Areas the actor was asked about in this round and has not confirmed."""
    agreed, person = scene.agreement.ownership, scene.seated()
    lines: list[Line] = []
    buttons: list[Button] = []
    if agreed is None:
        return lines, buttons
    for party in scene.agreement.party:
        round_ = current_round(scene, party, agreed.confirmed_every)
        key = question_key(scene.collaboration.id, round_, person.id, 1)
        asked = await tx.outbox.find(key)
        areas = await to_confirm(tx, scene, person, party) if asked else ()
        open_ = await not_fresh(tx, scene, areas, round_)
        if asked is not None and open_:
            lines.append(
                (words.to_confirm(len(open_), places=any(each.is_place for each in open_)),)
            )
            value = asked.card.buttons[-1].value
            buttons.append(Button(words.CONFIRM, ownership_cards.SHOW, value))
    return lines, buttons


async def _to_settle(tx: Transaction, scene: Scene) -> tuple[list[Line], list[Button]]:
    """Areas that the actor is asked to settle, by what they come from."""
    groups: dict[str, list[date]] = {}
    for gap in await tx.ownership.open_gaps(scene.collaboration.id):
        if gap.lead == scene.seated().id:
            groups.setdefault(gap.about, []).append(local(gap.due, scene.zone).date())
    said = {about: words.to_settle(len(days), days[0]) for about, days in groups.items()}
    here = {"collaboration": scene.collaboration.id}
    return (
        [(line,) for line in said.values()],
        [Button(t, ownership_cards.SHOW, {**here, "about": a}) for a, t in said.items()],
    )


def _wrong(scene: Scene, *, beside: bool) -> Button:
    """The form about one's own areas; without any, the way to propose something."""
    label = words.wrong_in(scene.agreement.study.short) if beside else words.WRONG
    here = {"collaboration": scene.collaboration.id}
    if owned_by(scene, scene.seated()):
        return Button(label, ownership_cards.CHANGED, here, opens_form=True)
    return Button(label, ASK_IN, {**here, "text": "propose"})
