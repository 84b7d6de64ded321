"""An update is not needed this time, or a meeting is called off: `excuse`, and taking it back."""

from collections.abc import Mapping, Sequence

from bot.cards.card import Card
from bot.cards.compose import meetings as meeting_cards
from bot.cards.compose import reception as cards
from bot.cards.compose.checkins import Promise
from bot.cards.words import reception as words
from bot.domain.agreement.cadences import Cadence
from bot.domain.checkin import CheckInState
from bot.domain.errors import Refused
from bot.domain.meetings import is_meeting
from bot.domain.reception import Excuse
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache, promised
from bot.engine.answer import Answer
from bot.engine.caring import RequiredText
from bot.engine.checkin_messages import bring_up_to_date, to_seat
from bot.engine.early import coming
from bot.engine.meeting_messages import after_minutes, tell_meeting
from bot.engine.naming import nearest_cadence
from bot.engine.receiving import concerns, may_excuse, noted, to_excuse
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction


async def excuse_by_word(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`excuse <update>`: the form where one can be opened, else a card with its button.

    Where nothing waits, what is excused is shown, with the way to take it back.
    """
    scene.seated()
    theirs = [c for c in scene.agreement.cadences if concerns(scene, c)]
    if rest and theirs:
        theirs = [_awaited(theirs, rest)]
    keys = {cadence.key for cadence in theirs}
    waiting = [
        promise
        for checkin in await tx.checkins.waiting(scene.collaboration.id)
        if checkin.cadence in keys
        and may_excuse(scene, promise := await promised(tx, checkin, agreements))
    ]
    if rest:
        waiting += await _not_begun(scene, tx, theirs)
    if not waiting:
        return await _excused_last(scene, tx, theirs, agreements)
    if len(waiting) == 1 and scene.origin.can_open_form:
        return Answer(form=cards.excuse_form(waiting[0]), private=True)
    return Answer(card=cards.which_to_excuse(waiting, scene.now), private=True)


def _awaited(theirs: Sequence[Cadence], text: str) -> Cadence:
    found = nearest_cadence(theirs, text)
    if found is None:
        raise Refused(words.not_awaited(text[:60], ", ".join(c.title for c in theirs)))
    return found


async def _not_begun(scene: Scene, tx: Transaction, theirs: Sequence[Cadence]) -> list[Promise]:
    """The next meeting of each cadence, unless something is known of its minutes already."""
    found = [coming(scene, cadence) for cadence in theirs if is_meeting(cadence)]
    return [each for each in found if each and await tx.checkins.get(each.checkin.id) is None]


async def _excused_last(
    scene: Scene, tx: Transaction, theirs: Sequence[Cadence], agreements: AgreementCache
) -> Answer:
    """The first update whose newest one is excused.

    Raises:
        Refused: there is none.
    """
    for cadence in theirs:
        newest = await tx.checkins.latest(scene.collaboration.id, cadence.key, 1)
        if newest and newest[0].state is CheckInState.EXCUSED:
            promise = await promised(tx, newest[0], agreements)
            return Answer(card=_for_receiver(scene, promise), private=True)
    raise Refused(words.NOTHING_TO_EXCUSE)


async def press_excuse(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Not needed this time* button: asks for the reason."""
    promise, _, _ = await to_excuse(scene, tx, value, agreements)
    return Answer(form=cards.excuse_form(promise), private=True)


async def excuse(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The reason was given: nothing is owed, and nobody is reminded any more."""
    promise, person, seat = await to_excuse(scene, tx, context, agreements)
    form = cards.excuse_form(promise)
    asked = RequiredText(cards.TEXT_KEY, cards.TEXT_LIMIT, words.WRITE_SOMETHING)
    reason = asked.written(scene, form, values, context)
    if isinstance(reason, Answer):
        return reason
    known = await tx.checkins.get(promise.checkin.id) is not None
    excused = promise.checkin.excused(
        Excuse(reason=reason, person=person.id, seat=seat, at=scene.now)
    )
    return await _keep(
        scene,
        tx,
        Promise(agreement=promise.agreement, checkin=excused),
        "checkin.excused",
        seat=seat,
        data={"reason": reason, "was": promise.checkin.state.value if known else "not begun"},
    )


async def press_still_expected(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Still expected* button: takes the excuse back, as long as nothing else happened."""
    promise, _, seat = await to_excuse(scene, tx, value, agreements)
    checkin = promise.checkin
    newest = await tx.checkins.latest(checkin.collaboration, checkin.cadence, 1)
    if checkin.state is CheckInState.EXCUSED and newest[0].id != checkin.id:
        raise Refused(words.NEXT_CAME_ROUND)
    again = Promise(agreement=promise.agreement, checkin=checkin.expected_again(scene.now))
    return await _keep(scene, tx, again, "checkin.expected_again", seat=seat, data={})


async def _keep(
    scene: Scene,
    tx: Transaction,
    promise: Promise,
    kind: str,
    *,
    seat: str,
    data: Mapping[str, object],
) -> Answer:
    """Save how it stands now, tell the sender, and bring every message about it up to date."""
    checkin = promise.checkin
    known = await tx.checkins.get(checkin.id) is not None
    await (tx.checkins.save(checkin) if known else tx.checkins.add(checkin))
    await bring_up_to_date(tx, scene, promise)
    await tx.record.append(noted(scene, promise, kind, seat, data))
    if promise.awaits_meeting(scene.now):
        await tell_meeting(tx, scene, promise)
    else:
        key = f"{checkin.id}/excused"
        card = cards.excused_for_sender(promise)
        await to_seat(tx, scene, promise.cadence.writer, key, card=card)
    await after_minutes(tx, scene, promise)
    return Answer(card=_for_receiver(scene, promise), private=True)


def _for_receiver(scene: Scene, promise: Promise) -> Card:
    """For whoever excused it or took that back, or called a meeting off."""
    if promise.awaits_meeting(scene.now):
        return meeting_cards.called_off(promise)
    return cards.for_receiver(promise)
