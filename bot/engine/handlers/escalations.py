"""`raise <text>` and `escalations`: from a few words to the agreed form, and what runs."""

from collections.abc import Mapping
from dataclasses import replace

from bot.cards.card import Card
from bot.cards.compose import escalation_lists as lists
from bot.cards.compose.answer_parts import Telling
from bot.cards.compose.answers import Holder
from bot.cards.compose.escalation_forms import (
    LIMIT,
    NO_REASON,
    REASON_KEY,
    TEXT_KEY,
    items_of,
    reason_form,
    said_key,
    words_form,
)
from bot.cards.words import escalations as words
from bot.cards.words import heads_ups as heads_up_words
from bot.cards.words import saying as saying_words
from bot.domain.agreement.triggers import Trigger
from bot.domain.care import hints, without
from bot.domain.errors import Refused
from bot.domain.escalation import STORM, By, Statement
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader, is_restricted, view, visible_escalation
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import hinted, in_form
from bot.engine.cases import sees, whole_card
from bot.engine.escalating import Report, case_of, open_escalation, running_cases
from bot.engine.escalation_messages import shown_in, shown_to
from bot.engine.heads_ups import became_for_actor, becomes, to_escalate
from bot.engine.once import name_of_form
from bot.engine.raising import chosen, form_for, is_own, meant, moments_of, short, told_apart
from bot.engine.saying import UNSENT, Saying, What
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)
#: With fewer points a trigger is not even offered.
_FAR = 30
#: As much of what was typed as a button carries.
_CARRIED = 400
_LISTED, _LOOKED_THROUGH = 5, 50


async def raise_(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`raise <text>`: what was agreed for it, with the button that opens the form."""
    _may_raise(scene)
    text = rest.strip()[:_CARRIED]
    saying = Saying(what=What.RAISE, text=text) if text else None
    looked_at = await hinted(scene, tx, saying) if saying else None
    return looked_at or await raise_from(scene, tx, text, reader)


async def raise_from(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, *, heads_up: str = ""
) -> Answer:
    """The same for words said before, for example in a heads-up, whose id is kept with it."""
    _may_raise(scene)
    text = rest.strip()[:_CARRIED]
    value = {"collaboration": scene.collaboration.id, "words": text}
    if heads_up:
        value["heads_up"] = heads_up
    if not text:
        every = scene.agreement.triggers
        card = lists.choose_card(every, value, title=words.CHOOSE_TITLE, how=words.WHAT_HAPPENED)
        return Answer(card=card)
    found = meant(scene, text, reader)
    if len(found) == 1:
        return Answer(card=await _agreed(scene, tx, found[0], value, reader))
    if found:
        card = lists.choose_card(found, value, title=words.CHOOSE_TITLE, how=words.CHOOSE)
        return Answer(card=card)
    far = meant(scene, text, reader, least=_FAR)
    return Answer(
        card=lists.choose_card(far, value, title=words.NONE_TITLE, how=words.NONE), private=True
    )


async def worded(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """What was typed is put another way after a hint."""
    _may_raise(scene)
    form = words_form(
        {"collaboration": scene.collaboration.id, UNSENT: context.get(UNSENT, "")}, ""
    )
    looked_at = in_form(scene.agreement, form, values, context, [TEXT_KEY])
    if isinstance(looked_at, Answer):
        return looked_at
    await tx.unsent.drop(context.get(UNSENT, ""))
    text = looked_at.get(TEXT_KEY, "").strip()[:_CARRIED]
    # Not what was agreed as a card: that would stand in the room the form was opened in.
    return _form_of(scene, text) if text else Answer(form=form, private=True)


def raise_words(scene: Scene, said: str) -> Answer:
    """The form for words that stand somewhere else already, looked at with care first.

    Where they name several agreed reasons, or only nearly one, that is chosen first.
    """
    _may_raise(scene)
    text = said.strip()[:_CARRIED]
    here = {"collaboration": scene.collaboration.id}
    if not text:
        return Answer(form=words_form(here, ""), private=True)
    form = words_form(here, "")
    looked_at = in_form(scene.agreement, form, {TEXT_KEY: text}, {}, [TEXT_KEY])
    return looked_at if isinstance(looked_at, Answer) else _form_of(scene, text)


def _form_of(scene: Scene, text: str) -> Answer:
    found = meant(scene, text, scene.alone)
    near = found or meant(scene, text, scene.alone, least=_FAR)
    here = {"collaboration": scene.collaboration.id, "words": text}
    if len(found) == 1 or not near:
        trigger = found[0] if found else None
        form = form_for(scene, trigger, here, token=name_of_form(scene))
    else:
        form = reason_form(here, near, agreed=bool(found))
    return Answer(form=form, private=True)


async def reason_chosen(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The agreed reason was chosen, or that none is it."""
    _may_raise(scene)
    key = values.get(REASON_KEY, "")
    trigger = chosen(scene, {"trigger": "" if key == NO_REASON else key})
    return Answer(form=form_for(scene, trigger, context, token=name_of_form(scene)), private=True)


async def press_heads_up(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Make it an escalation*: the form, where the words of the heads-up name one agreed reason.

    Where they name several, or only nearly one, that is chosen first.
    """
    _may_raise(scene)
    heads_up = await to_escalate(scene, tx, value)
    known = await became_for_actor(scene, tx, heads_up)
    if known is not None:
        case = await case_of(tx, known, agreements)
        return Answer(card=await whole_card(scene, tx, case), private=True)
    # It was private until now: what is kept out of chat does not get into the rooms with it.
    kept_out = hints(heads_up.text, scene.agreement)
    text = without(heads_up.text, kept_out, saying_words.LEFT_OUT)[:_CARRIED]
    carried = {"words": text, "heads_up": heads_up.id}
    found = meant(scene, text, scene.alone)
    near = found or meant(scene, text, scene.alone, least=_FAR)
    if len(found) == 1 or not near:
        trigger = found[0] if found else None
        return Answer(
            form=form_for(scene, trigger, carried, token=name_of_form(scene)), private=True
        )
    answer = await raise_from(scene, tx, text, scene.alone, heads_up=heads_up.id)
    return replace(answer, private=True)


async def press_raise(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Raise it* opens the form; a choice shows first what was agreed for it."""
    _may_raise(scene)
    trigger = chosen(scene, value)
    if trigger is not None and value.get("first"):
        kept = {key: value[key] for key in ("words", "heads_up") if key in value}
        carried = {"collaboration": scene.collaboration.id, **kept}
        return Answer(card=await _agreed(scene, tx, trigger, carried, scene.alone), private=True)
    return Answer(form=form_for(scene, trigger, value, token=name_of_form(scene)), private=True)


async def raised(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent: the first step is told, the clock runs."""
    _may_raise(scene)
    trigger = chosen(scene, context)
    items = items_of(trigger)
    moments, wrong = moments_of(scene, values)
    for index in range(len(items)):
        given = values.get(said_key(index), "").strip()
        if not given:
            wrong[said_key(index)] = words.SAY_SOMETHING
        elif len(given) > LIMIT:
            wrong[said_key(index)] = words.too_long(LIMIT)
    form = form_for(scene, trigger, context, token=context.get("token", ""))
    if wrong:
        return Answer(errors=wrong, form=form, private=True)
    keys = [said_key(index) for index in range(len(items))]
    looked_at = in_form(scene.agreement, form, values, context, keys)
    if isinstance(looked_at, Answer):
        return looked_at
    heads_up = await to_escalate(scene, tx, context) if context.get("heads_up") else None
    before = await became_for_actor(scene, tx, heads_up) if heads_up else None
    if before is not None and not is_own(before, scene, context):
        raise Refused(heads_up_words.became_meanwhile(before.label))
    happened, known = moments
    said = tuple(
        Statement(item=item, text=looked_at[said_key(index)].strip())
        for index, item in enumerate(items)
    )
    typed = context.get("words", "").strip()
    report = Report(
        token=told_apart(scene, context.get("token", "")),
        trigger=trigger.key if trigger else None,
        words=typed or ("" if trigger else short(said[0].text)),
        said=said,
        happened_at=happened,
        known_at=known,
        by=raiser(scene, trigger),
        heads_up=heads_up.id if heads_up else None,
    )
    opened = await open_escalation(tx, scene, report, agreements)
    if heads_up is not None:
        await becomes(scene, tx, heads_up, opened.case.escalation)
    if not sees(scene, opened.case):
        return Answer(card=lists.with_others(), private=True)
    place, person = scene.origin.conversation, scene.seated().id
    # Sent once more, nothing comes of it: then this is all there is to read.
    shown = not opened.known and await shown_in(tx, opened.case, place, person)
    card = await whole_card(scene, tx, opened.case)
    return Answer(card=card, private=True, already_shown=shown)


async def escalations(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`escalations`: what runs, with the hold, and what was closed lately."""
    person = scene.actor.person.id if scene.private and scene.actor.person else None
    cases = await running_cases(tx, scene, reader, person, agreements)
    running = [shown_to(scene, case, reader, scene.zone) for case in cases]
    latest = await tx.escalations.latest(scene.collaboration.id, _LOOKED_THROUGH)
    ended = [await case_of(tx, each, agreements) for each in latest if not each.open]
    over = [
        shown_to(scene, case, reader, scene.zone)
        for case in ended
        if visible_escalation(case.agreement, case.escalation, reader, person)
    ]
    return Answer(card=lists.list_card(running, over[:_LISTED]))


def raiser(scene: Scene, trigger: Trigger | None) -> By:
    """Who raises it: in the seat that gives the first notice, if it is theirs, else their own."""
    person = scene.seated()
    held = scene.actor.seats
    first = trigger.first_notice.from_ if trigger else None
    on_ladder = (seat for step in trigger.ladder for seat in step.seats.values()) if trigger else ()
    seat = next((each for each in (first, *on_ladder, *held) if each in held), None)
    party = scene.agreement.seat[seat].party if seat else scene.leading or scene.actor.party or ""
    return By(person=person.id, party=party, seat=seat)


def _may_raise(scene: Scene) -> None:
    scene.seated()
    if scene.collaboration.state in _OVER:
        raise Refused(words.CLOSED_COLLABORATION)


async def _agreed(
    scene: Scene, tx: Transaction, trigger: Trigger, value: Mapping[str, str], reader: Reader
) -> Card:
    held = scene.directory.holders(scene.collaboration.id, scene.now)
    telling = Telling(
        view=view(scene.agreement, reader),
        holders={seat: Holder(person.name) for seat, person in held.items()},
        now=scene.now,
    )
    running = await tx.escalations.running(scene.collaboration.id, trigger.key)
    joins = ""
    if running is not None and not is_restricted(scene.agreement, trigger):
        joins = running.label if scene.now - running.last_report <= STORM else ""
    return lists.agreed_card(telling, trigger, {**value, "trigger": trigger.key}, joins=joins)
