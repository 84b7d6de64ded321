"""Heads-ups and questions on their way: looked at with care, addressed, and sent.

What is typed may need a word from its writer first: it may read as blame, or several seats are
close. Until then it is a draft that only its writer can send.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.cards.compose import escalation_forms
from bot.cards.compose import heads_ups as heads_up_cards
from bot.cards.compose import question_forms as forms
from bot.cards.compose import saying as cards
from bot.cards.compose.said_input import TEXT_KEY
from bot.cards.form import Form
from bot.cards.words import saying as words
from bot.domain.care import hints, without
from bot.domain.errors import Refused
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import hinted, in_form, text_in
from bot.engine.counterparts import own_party
from bot.engine.handlers import (
    escalations,
    lines,
    question_answers,
    questions,
    suggest,
    thanks,
)
from bot.engine.handlers.addressing import (
    address,
    find_contacts,
    here,
    must_be_open,
    send_to,
    to_value,
)
from bot.engine.input_levels import agreed_otherwise
from bot.engine.once import carried_on, only_once, opened
from bot.engine.questions import for_actor, loaded, must_answer_as
from bot.engine.saying import UNSENT, Saying, What, kept, must_be_said, typed_in
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_URGENT = re.compile(r"^urgent(?:ly)?\b[\s:,]*", re.IGNORECASE)
#: `ask histo slides: when do they ship?`; a colon inside a time or an address splits nothing.
_TOPIC = re.compile(r"^(?P<topic>[^:?\n]{1,80}?)\s*:(?!\d|//)\s*(?P<text>\S.*)$", re.DOTALL)


async def ask(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`ask [urgent] <topic>: <question>`; alone the form, or what waits."""
    must_be_open(scene)
    text = rest.strip()
    urgent = _URGENT.match(text)
    text = text[urgent.end() :] if urgent else text
    if not text:
        if scene.origin.can_open_form:
            return Answer(form=forms.ask_form(_opened(scene)), private=True)
        return await question_answers.listed(scene, tx, agreements)
    said = _TOPIC.match(text)
    room, thread = typed_in(scene)
    saying = Saying(
        what=What.ASK,
        text=(said["text"] if said else text).strip(),
        topic=said["topic"].strip() if said else "",
        urgent=urgent is not None,
        room=room,
        thread=thread,
    )
    return await _say(scene, tx, saying, reader, agreements)


async def heads_up(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`heads-up <text>`; alone the form."""
    must_be_open(scene)
    text = rest.strip(" :,-\n")
    if not text:
        if scene.origin.can_open_form:
            return Answer(form=heads_up_cards.form(_opened(scene)), private=True)
        card = heads_up_cards.offer(here(scene), replying=_replies_to_somebody(scene))
        return Answer(card=card, private=True)
    room, thread = typed_in(scene)
    saying = Saying(what=What.HEADS_UP, text=text, room=room, thread=thread)
    return await _say(scene, tx, saying, reader, agreements)


async def press_ask(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Ask a question* button."""
    must_be_open(scene)
    topic, text = value.get("topic", ""), value.get("text", "")
    return Answer(form=forms.ask_form(_opened(scene), topic=topic, text=text), private=True)


async def press_heads_up(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Give a heads-up* button."""
    must_be_open(scene)
    return Answer(form=heads_up_cards.form(_opened(scene), value.get("text", "")), private=True)


async def asked(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form with a question was sent."""
    must_be_open(scene)
    form = forms.ask_form(_again(scene, context))
    agreed = agreed_otherwise(
        scene.agreement,
        scene.alone,
        topic=values.get(forms.TOPIC_KEY, ""),
        text=values.get(TEXT_KEY, ""),
        party=own_party(scene),
    )
    keys = [TEXT_KEY]
    looked_at = in_form(scene.agreement, form, values, context, keys, agreed=agreed)
    if isinstance(looked_at, Answer):
        return looked_at
    saying = Saying(
        what=What.ASK,
        text=must_be_said(looked_at.get(TEXT_KEY, "")),
        topic=looked_at.get(forms.TOPIC_KEY, "").strip(),
        urgent=forms.is_urgent(looked_at),
    )
    await _take(scene, tx, context)
    return await address(scene, tx, saying, scene.alone, agreements, form=context)


async def given(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form with a heads-up was sent."""
    must_be_open(scene)
    form = heads_up_cards.form(_again(scene, context))
    text = text_in(scene, form, values, context, heads_up_cards.TEXT_KEY)
    if isinstance(text, Answer):
        return text
    await _take(scene, tx, context)
    saying = Saying(what=What.HEADS_UP, text=text)
    return await address(scene, tx, saying, scene.alone, agreements, form=context)


async def press_anyway(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Send anyway* button."""
    unsent = await kept(scene, tx, value)
    await tx.unsent.drop(unsent.id)
    return await _resume(scene, tx, Saying.of(unsent), agreements)


async def press_without(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Send without it* button: what is kept out of chat is left out."""
    unsent = await kept(scene, tx, value)
    await tx.unsent.drop(unsent.id)
    left = without(unsent.text, hints(unsent.text, scene.agreement), words.LEFT_OUT)
    return await _resume(scene, tx, replace(Saying.of(unsent), text=left), agreements)


async def press_change(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Change it* button: the form with what was typed."""
    saying = Saying.of(await kept(scene, tx, value))
    return Answer(form=await _form_of(scene, tx, saying, value, agreements), private=True)


async def press_to(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """Somebody was chosen to get it."""
    return await send_to(scene, tx, value, agreements)


async def chosen(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """Somebody was chosen in a form."""
    saying = Saying.of(await kept(scene, tx, context))
    found, _ = find_contacts(scene, saying, scene.alone)
    place = values.get(cards.TO_KEY, "")
    if place not in [str(each) for each in range(len(found))]:
        raise Refused(words.NO_DRAFT)
    unsent = context.get(UNSENT, "")
    await only_once(scene, tx, context)
    return await send_to(scene, tx, to_value(scene, unsent, found[int(place)]), agreements)


async def _say(
    scene: Scene, tx: Transaction, saying: Saying, reader: Reader, agreements: AgreementCache
) -> Answer:
    looked_at = await hinted(scene, tx, saying)
    return looked_at or await address(scene, tx, saying, reader, agreements)


async def _resume(
    scene: Scene, tx: Transaction, saying: Saying, agreements: AgreementCache
) -> Answer:
    if saying.what in (What.ANSWER, What.BACK):
        return await question_answers.give(scene, tx, saying, agreements)
    if saying.what is What.FURTHER:
        return await questions.ask_further(scene, tx, saying, agreements)
    if saying.what is What.RAISE:
        return await escalations.raise_from(scene, tx, saying.text, scene.reader)
    if saying.what is What.THANKS:
        return await thanks.offer(scene, tx, saying)
    if saying.what is What.LINE:
        return await lines.do(scene, tx, saying, scene.reader, agreements)
    must_be_open(scene)
    return await address(scene, tx, saying, scene.reader, agreements)


async def _form_of(  # noqa: PLR0911 - a form for each
    scene: Scene,
    tx: Transaction,
    saying: Saying,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Form:
    context = {**_opened(scene), UNSENT: value.get(UNSENT, "")}
    match saying.what:
        case What.ASK:
            return forms.ask_form(
                context, topic=saying.topic, text=saying.text, urgent=saying.urgent
            )
        case What.HEADS_UP:
            return heads_up_cards.form(context, saying.text)
        case What.RAISE:
            return escalation_forms.words_form(context, saying.text)
        case What.THANKS:
            return thanks.form_for(scene, saying, context)
        case What.LINE:
            return cards.line_form(context, saying.text)
        case What.SUGGEST:
            return suggest.draft_form(scene, saying, context)
        case What.FURTHER | What.ANSWER | What.BACK:
            form = await _form_on_question(scene, tx, saying, agreements)
            return _with_text(form, saying.text)


async def _form_on_question(
    scene: Scene, tx: Transaction, saying: Saying, agreements: AgreementCache
) -> Form:
    value = {"question": saying.question}
    if saying.what is What.FURTHER:
        own = await questions.own(scene, tx, value)
        return forms.further_form(await for_actor(scene, tx, own, agreements))
    question = await loaded(scene, tx, value)
    must_answer_as(scene, question)
    about = await for_actor(scene, tx, question, agreements)
    is_answer = saying.what is What.ANSWER
    return forms.answer_form(about) if is_answer else forms.back_form(about)


def _with_text(form: Form, said: str) -> Form:
    """A form with one input, filled in."""
    (text,) = form.inputs
    return replace(form, inputs=(replace(text, value=said),))


def _replies_to_somebody(scene: Scene) -> bool:
    """Whether it is said below a message in a room, which Accord cannot read."""
    return scene.origin.about is not None and not scene.private


def _opened(scene: Scene) -> dict[str, str]:
    return {**here(scene), **opened(scene)}


def _again(scene: Scene, context: Mapping[str, str]) -> dict[str, str]:
    """What a form that was sent carries when it is open once more, with hints."""
    draft = {UNSENT: context[UNSENT]} if context.get(UNSENT) else {}
    return {**here(scene), **carried_on(context), **draft}


async def _take(scene: Scene, tx: Transaction, context: Mapping[str, str]) -> None:
    """Drop the draft that was changed in a form; one that is gone was sent as it was.

    Raises:
        Refused: it was sent already, is too old, or somebody else's.
    """
    if context.get(UNSENT):
        await tx.unsent.drop((await kept(scene, tx, context)).id)
