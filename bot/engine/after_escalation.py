"""From a closed escalation to a change of what is agreed: what its form begins with."""

from collections.abc import Iterator, Mapping

from bot.cards.compose.look_back_parts import last_told
from bot.cards.compose.proposals import REASON_LIMIT
from bot.cards.words import escalations as escalation_words
from bot.cards.words import looking_back as words
from bot.cards.words.cut import one_line, shortened
from bot.domain.agreement.triggers import TriggerType
from bot.domain.escalation import Outcome
from bot.domain.ladder import Case
from bot.domain.looking_back import Judged
from bot.domain.visibility import visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.answering import answers_for
from bot.engine.cases import sees
from bot.engine.escalating import case_of
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: How the context of a form says after what it was opened.
AFTER = "after"
#: As much of what was said as a form begins with: that of a new trigger is long already.
_TITLE, _EVENT = 80, 300


def reason_after(case: Case) -> str:
    """Why it is to change, in the words of the sides; of a restricted one nothing.

    A proposal is read by everybody, and so is its reason.
    """
    if case.escalation.restricted:
        return ""
    told = last_told(case)
    said = told.told if told else ()
    party = case.agreement.party
    changes = [(party[each.by.party].short, each.change) for each in said if each.change]
    alarms = [party[e.by.party].short for e in said if e.judged is Judged.FALSE_ALARM]
    label = escalation_words.in_line(case.escalation.label, one_line(case.title, _TITLE))
    return shortened(words.reason(label, changes, alarms), REASON_LIMIT)


def prefilled(scene: Scene, case: Case) -> Mapping[str, str]:
    """What the form of a new trigger begins with, by the key of its input.

    That is what it is about, and the seats of who raised it and who got it.
    """
    escalation = case.escalation
    said = escalation.said[0].text if escalation.said else escalation.words
    seats = {party: seat for party in scene.agreement.party for seat in _seats(scene, case, party)}
    giving = escalation.raised_by.party if escalation.raised_by else None
    others = [seat for party, seat in seats.items() if party != giving]
    return {
        "title": one_line(case.title, _TITLE),
        "trigger.type": TriggerType.EVENT.value,
        "trigger.text": shortened(said, _EVENT),
        **({"first_notice.from": seats[giving]} if giving in seats else {}),
        **({"first_notice.to": others[0]} if others else {}),
        **{f"ladder.0.seats.{party}": seat for party, seat in seats.items()},
    }


def _seats(scene: Scene, case: Case, party: str) -> Iterator[str]:
    """The seat of a side that looked after it, else of who was told, if there is one."""
    for seat in _who_got_it(scene, case, party):
        known = scene.agreement.seat.get(seat or "")
        if known and known.party == party and visible_seat(scene.agreement, known.key, scene.alone):
            yield known.key
            return


def _who_got_it(scene: Scene, case: Case, party: str) -> Iterator[str | None]:
    escalation, directory = case.escalation, scene.directory
    if escalation.raised_by and escalation.raised_by.party == party:
        yield escalation.raised_by.seat
    yield from (each.by.seat for each in escalation.acknowledgements if each.by.party == party)
    for told in escalation.told:
        if told.party == party and told.outcome is Outcome.TOLD and told.person:
            person = directory.person(told.person)
            yield told.seat
            yield from directory.seats_of(escalation.collaboration, person, scene.now)


async def came_from(
    scene: Scene, tx: Transaction, context: Mapping[str, str], agreements: AgreementCache
) -> str:
    """Id of what a form was opened after; empty without one, or for a guess.

    That is an escalation, a retrospective that everybody may read, or a suggestion that the actor
    may answer.
    """
    retrospective = await tx.retrospectives.get(context.get(AFTER, ""))
    if retrospective is not None:
        shown = retrospective.collaboration == scene.collaboration.id and not retrospective.open
        return retrospective.id if shown else ""
    suggestion = await tx.suggestions.get(context.get(AFTER, ""))
    if suggestion is not None:
        here = suggestion.collaboration == scene.collaboration.id and suggestion.adopted
        return suggestion.id if here and answers_for(scene, suggestion.turn.seat) else ""
    escalation = await tx.escalations.get(context.get(AFTER, ""))
    if escalation is None or escalation.collaboration != scene.collaboration.id:
        return ""
    return escalation.id if sees(scene, await case_of(tx, escalation, agreements)) else ""
