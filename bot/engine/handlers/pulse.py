"""`pulse`: the latest results and what is open; and answering, of which nothing else is kept.

What is pressed and sent here leaves no trace (`bot.engine.unnoted`): no event, no message, no entry
in the record. So who has answered is told apart by nothing but the box of the round.
"""

from collections.abc import Mapping

from bot.cards.card import Block, Moment, paragraph
from bot.cards.compose import pulse as cards
from bot.cards.compose.pulse import RoundShown, input_key
from bot.cards.words import pulse as words
from bot.domain.errors import Refused
from bot.domain.people import CollaborationState
from bot.domain.pulse_round import PulseRound
from bot.domain.pulse_tally import HIGHEST, LOWEST, PulseAnswer, PulseBox, one_line
from bot.domain.pulse_times import next_opening
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import in_form
from bot.engine.pulse_asked import asked_parties, known_pulse, people_to_ask, rules_of
from bot.engine.pulse_messages import results_shown, shown
from bot.engine.pulse_timed import TREND
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_NUMBERS = {str(each): each for each in range(LOWEST, HIGHEST + 1)}


async def pulse(
    scene: Scene, tx: Transaction, _rest: str, _reader: Reader, agreements: AgreementCache
) -> Answer:
    """`pulse`: the same for everybody, with a button for who is asked and reads it alone.

    The button is there until the round ends, answered or not: a message is kept.
    """
    running = await tx.pulse.running(scene.collaboration.id)
    over = await tx.pulse.over(scene.collaboration.id, TREND + 1)
    about = None
    if running is not None:
        party = scene.actor.party or scene.agreement.parties[0].key
        about = shown(scene, running, await rules_of(tx, running, agreements), party)
    person = scene.actor.person
    asked = running is not None and person is not None and running.place_of(person.id) is not None
    return Answer(
        card=cards.overview_card(
            results_shown(scene, over) if over else None,
            about,
            _lines(scene, tx, about, asked=asked and scene.private, any_over=bool(over)),
            ask=asked and scene.private,
        )
    )


def _lines(
    scene: Scene, tx: Transaction, about: RoundShown | None, *, asked: bool, any_over: bool
) -> list[Block]:
    """What is open, or when the next round is."""
    lines: list[Block] = []
    agreed = known_pulse(scene.agreement)
    if about is not None:
        lines.append(paragraph(f"{words.open_now(about.name)} ", about.ends, "."))
        if not asked:
            lines.append(paragraph(words.FIND_IT))
    elif agreed is None:
        lines.append(paragraph(words.NOT_AGREED))
    elif not tx.pulse.can_lock:
        lines.append(paragraph(words.NO_KEY))
    elif not people_to_ask(scene, agreed):
        lines.append(paragraph(words.TOO_FEW_PEOPLE))
    elif scene.collaboration.state is CollaborationState.ACTIVE:
        parties = asked_parties(scene.agreement, agreed)
        start, moment = next_opening(parties, agreed.every, scene.now)
        name = words.round_name(agreed.every, start)
        lines.append(paragraph(f"{words.next_round(name)} ", Moment(moment, scene.zone), "."))
        lines.append(paragraph(words.FIND_IT))
    if not any_over:
        lines.append(paragraph(words.NONE_YET))
    return lines


async def press_answer(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Answer* opens the form; for who has answered, one that says so."""
    round_, place = await _asked(scene, tx, value)
    about = shown(scene, round_, await rules_of(tx, round_, agreements), round_.asked[place].party)
    box = await _box(tx, round_)
    answered_ = place in box.answered
    form = cards.already_form(about) if answered_ else cards.answer_form(about)
    return Answer(form=form, private=True)


async def answered(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent: it is added to the sums of that side. Sent again, it changes nothing."""
    round_, place = await _asked(scene, tx, context)
    party = round_.asked[place].party
    rules = await rules_of(tx, round_, agreements)
    box = await _box(tx, round_)
    if place in box.answered:
        return Answer(card=cards.already_card(), private=True)
    form = cards.answer_form(shown(scene, round_, rules, party))
    texts = [input_key(each) for each in rules.texts]
    looked_at = in_form(scene.agreement, form, values, context, texts)
    if isinstance(looked_at, Answer):
        return looked_at
    wrong = {
        input_key(each): words.CHOOSE
        for each in rules.scales
        if looked_at.get(input_key(each), "") not in _NUMBERS
    }
    if wrong:
        return Answer(errors=wrong, form=form, private=True)
    answer = PulseAnswer(
        scale={each.key: _NUMBERS[looked_at[input_key(each)]] for each in rules.scales},
        comments={each.key: one_line(looked_at.get(input_key(each), "")) for each in rules.texts},
    )
    await tx.pulse.lock(round_, box.with_answer(place, party, answer))
    return Answer(card=cards.counted_card(), private=True)


async def _asked(scene: Scene, tx: Transaction, value: Mapping[str, str]) -> tuple[PulseRound, int]:
    """The running round that a button or form is about, and the place of the actor in it.

    Raises:
        Refused: it is over, the actor is not asked, or the collaboration stands still.
    """
    person = scene.seated()
    round_ = await tx.pulse.running(scene.collaboration.id)
    if round_ is None or round_.start.isoformat() != value.get("pulse"):
        raise Refused(words.NOT_RUNNING)
    place = round_.place_of(person.id)
    if place is None:
        raise Refused(words.NOT_ASKED)
    if scene.collaboration.state is not CollaborationState.ACTIVE:
        raise Refused(words.STANDS_STILL)
    return round_, place


async def _box(tx: Transaction, round_: PulseRound) -> PulseBox:
    """What is locked away for a round.

    Raises:
        Refused: no key opens it.
    """
    box = await tx.pulse.box(round_)
    if box is None:
        raise Refused(words.CANNOT_LOCK)
    return box
