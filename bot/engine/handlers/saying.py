"""Heads-ups and questions on their way: looked at with care, addressed, and sent.

What is typed may need a word from its writer first: it may read as blame, or several seats are
close. Until then it is a draft that only its writer can send.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.cards.compose import escalation_forms
from bot.cards.compose import heads_ups as heads_up_cards
from bot.cards.compose import question_forms as forms
from bot.cards.compose import saying as cards
from bot.cards.compose.saying import Choice
from bot.cards.form import Form
from bot.cards.words import proposals as proposal_words
from bot.cards.words import saying as words
from bot.domain.care import hints, without
from bot.domain.errors import Refused
from bot.domain.visibility import Reader, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import hinted, in_form, text_in
from bot.engine.contacts import route
from bot.engine.counterparts import (
    Contact,
    contacts,
    contacts_in,
    lead_contacts,
    other_parties,
    own_party,
    usual_counterpart,
)
from bot.engine.handlers import escalations, heads_ups, lines, question_answers, questions
from bot.engine.questions import for_actor, loaded, must_answer_as
from bot.engine.saying import UNSENT, Saying, What, keep, kept, must_be_said, typed_in
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_URGENT = re.compile(r"^urgent(?:ly)?\b[\s:,]*", re.IGNORECASE)
#: `ask histo slides: when do they ship?`; a colon inside a time or an address splits nothing.
_TOPIC = re.compile(r"^(?P<topic>[^:?\n]{1,80}?)\s*:(?!\d|//)\s*(?P<text>\S.*)$", re.DOTALL)
_SEAT, _TOPIC_OF, _AREA = "seat", "of", "area"


async def ask(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`ask [urgent] <topic>: <question>`; alone the form, or what waits."""
    _must_be_open(scene)
    text = rest.strip()
    urgent = _URGENT.match(text)
    text = text[urgent.end() :] if urgent else text
    if not text:
        if scene.origin.can_open_form:
            return Answer(form=forms.ask_form(_here(scene)), private=True)
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
    _must_be_open(scene)
    text = rest.strip(" :,-\n")
    if not text:
        if scene.origin.can_open_form:
            return Answer(form=heads_up_cards.form(_here(scene)), private=True)
        card = heads_up_cards.offer(_here(scene), replying=_replies_to_somebody(scene))
        return Answer(card=card, private=True)
    room, thread = typed_in(scene)
    saying = Saying(what=What.HEADS_UP, text=text, room=room, thread=thread)
    return await _say(scene, tx, saying, reader, agreements)


async def press_ask(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Ask a question* button."""
    _must_be_open(scene)
    topic, text = value.get("topic", ""), value.get("text", "")
    return Answer(form=forms.ask_form(_here(scene), topic=topic, text=text), private=True)


async def press_heads_up(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Give a heads-up* button."""
    _must_be_open(scene)
    return Answer(form=heads_up_cards.form(_here(scene), value.get("text", "")), private=True)


async def asked(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form with a question was sent."""
    _must_be_open(scene)
    form = forms.ask_form(_here(scene))
    looked_at = in_form(scene.agreement, form, values, context, [forms.TEXT_KEY])
    if isinstance(looked_at, Answer):
        return looked_at
    saying = Saying(
        what=What.ASK,
        text=must_be_said(looked_at.get(forms.TEXT_KEY, "")),
        topic=looked_at.get(forms.TOPIC_KEY, "").strip(),
        urgent=forms.is_urgent(looked_at),
    )
    await tx.unsent.drop(context.get(UNSENT, ""))
    return await _address(scene, tx, saying, scene.alone, agreements, in_a_form=True)


async def given(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form with a heads-up was sent."""
    _must_be_open(scene)
    form = heads_up_cards.form(_here(scene))
    text = text_in(scene, form, values, context, heads_up_cards.TEXT_KEY)
    if isinstance(text, Answer):
        return text
    await tx.unsent.drop(context.get(UNSENT, ""))
    saying = Saying(what=What.HEADS_UP, text=text)
    return await _address(scene, tx, saying, scene.alone, agreements, in_a_form=True)


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
    return await _send_to(scene, tx, value, agreements)


async def chosen(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """Somebody was chosen in a form."""
    saying = Saying.of(await kept(scene, tx, context))
    found, _ = _found(scene, saying, scene.alone)
    place = values.get(cards.TO_KEY, "")
    if place not in [str(each) for each in range(len(found))]:
        raise Refused(words.NO_DRAFT)
    unsent = context.get(UNSENT, "")
    return await _send_to(scene, tx, _value(scene, unsent, found[int(place)]), agreements)


async def _say(
    scene: Scene, tx: Transaction, saying: Saying, reader: Reader, agreements: AgreementCache
) -> Answer:
    looked_at = await hinted(scene, tx, saying)
    return looked_at or await _address(scene, tx, saying, reader, agreements)


async def _resume(
    scene: Scene, tx: Transaction, saying: Saying, agreements: AgreementCache
) -> Answer:
    if saying.what in (What.ANSWER, What.BACK):
        return await question_answers.give(scene, tx, saying, agreements)
    if saying.what is What.FURTHER:
        return await questions.ask_further(scene, tx, saying, agreements)
    if saying.what is What.RAISE:
        return await escalations.raise_from(scene, tx, saying.text, scene.reader)
    if saying.what is What.LINE:
        return await lines.do(scene, tx, saying, scene.reader, agreements)
    _must_be_open(scene)
    return await _address(scene, tx, saying, scene.reader, agreements)


async def _form_of(
    scene: Scene,
    tx: Transaction,
    saying: Saying,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Form:
    context = {**_here(scene), UNSENT: value.get(UNSENT, "")}
    match saying.what:
        case What.ASK:
            return forms.ask_form(
                context, topic=saying.topic, text=saying.text, urgent=saying.urgent
            )
        case What.HEADS_UP:
            return heads_up_cards.form(context, saying.text)
        case What.RAISE:
            return escalation_forms.words_form(context, saying.text)
        case What.LINE:
            return cards.line_form(context, saying.text)
        case What.FURTHER:
            question = await questions.own(scene, tx, {"question": saying.question})
            form = forms.further_form(await for_actor(scene, tx, question, agreements))
            return _with_text(form, saying.text)
        case What.ANSWER | What.BACK:
            question = await loaded(scene, tx, {"question": saying.question})
            must_answer_as(scene, question)
            about = await for_actor(scene, tx, question, agreements)
            is_answer = saying.what is What.ANSWER
            form = forms.answer_form(about) if is_answer else forms.back_form(about)
            return _with_text(form, saying.text)


def _with_text(form: Form, said: str) -> Form:
    """A form with one input, filled in."""
    (text,) = form.inputs
    return replace(form, inputs=(replace(text, value=said),))


def _found(scene: Scene, saying: Saying, reader: Reader) -> tuple[Sequence[Contact], bool]:
    """Who can get it, and whether the agreement names them for it.

    Raises:
        Refused: there is nobody of another side, or it is for the own side.
    """
    if not other_parties(scene) or own_party(scene) is None:
        raise Refused(words.NO_OTHER_SIDE)
    if saying.what is What.HEADS_UP:
        named = contacts_in(scene, saying.text, reader).found
        usual = None if named else usual_counterpart(scene, reader)
        return named or ((usual,) if usual else ()), True
    by_topic = contacts(scene, saying.topic or saying.text, reader)
    if by_topic.own_side is not None:
        raise Refused(words.own_side(by_topic.own_side.title))
    named = by_topic.found
    if not named and not saying.topic:
        named = contacts_in(scene, saying.text, reader).found
    return (named, True) if named else (lead_contacts(scene, reader), False)


async def _address(
    scene: Scene,
    tx: Transaction,
    saying: Saying,
    reader: Reader,
    agreements: AgreementCache,
    *,
    in_a_form: bool = False,
) -> Answer:
    """Send it when it is clear to whom; else let the writer choose first."""
    found, agreed = _found(scene, saying, reader)
    if not found:
        raise Refused(words.NO_OTHER_SIDE)
    if agreed and len(found) == 1:
        return await _send(scene, tx, saying, found[0], agreements)
    unsent = await keep(scene, tx, saying)
    choices = [
        Choice(
            label=scene.agreement.seat[each.seat].title,
            line=_line(scene, each, agreed=agreed),
            value=_value(scene, unsent.id, each),
        )
        for each in found
    ]
    if in_a_form:
        context = {**_here(scene), UNSENT: unsent.id}
        return Answer(form=cards.choose_form(choices, context, agreed=agreed), private=True)
    return Answer(card=cards.choose_card(choices, agreed=agreed), private=True)


async def _send_to(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    unsent = await kept(scene, tx, value)
    seat, own = value.get(_SEAT, ""), own_party(scene)
    if not visible_seat(scene.agreement, seat, scene.alone) or (
        scene.agreement.seat[seat].party == own
    ):
        raise Refused(words.NO_DRAFT)
    area = value.get(_AREA)
    contact = Contact(
        seat=seat,
        topic=value.get(_TOPIC_OF) or scene.agreement.seat[seat].title,
        area=area if area in scene.agreement.area else None,
    )
    _must_be_open(scene)
    await tx.unsent.drop(unsent.id)
    return await _send(scene, tx, Saying.of(unsent), contact, agreements)


async def _send(
    scene: Scene, tx: Transaction, saying: Saying, contact: Contact, agreements: AgreementCache
) -> Answer:
    if route(scene, contact.seat) is None:
        raise Refused(words.nobody_in_chat(scene.agreement.seat[contact.seat].title))
    if saying.what is What.HEADS_UP:
        return await heads_ups.give(scene, tx, saying, contact)
    return await questions.put(scene, tx, saying, contact, agreements)


def _line(scene: Scene, contact: Contact, *, agreed: bool) -> str:
    seat = scene.agreement.seat[contact.seat]
    party = scene.agreement.party[seat.party].short
    if not agreed:
        return words.lead_of(seat.title, party)
    if contact.topic == seat.title:
        return words.goes_to(seat.title, party)
    return words.for_topic(contact.topic, seat.title, party)


def _value(scene: Scene, unsent: str, contact: Contact) -> dict[str, str]:
    about = {_AREA: contact.area} if contact.area else {}
    return {
        **_here(scene),
        UNSENT: unsent,
        _SEAT: contact.seat,
        _TOPIC_OF: contact.topic,
        **about,
    }


def _here(scene: Scene) -> dict[str, str]:
    return {"collaboration": scene.collaboration.id}


def _replies_to_somebody(scene: Scene) -> bool:
    """Whether it is said below a message in a room, which Accord cannot read."""
    return scene.origin.about is not None and not scene.private


def _must_be_open(scene: Scene) -> None:
    scene.seated()
    if scene.collaboration.version == 0:
        raise Refused(proposal_words.FIRST_WAITS)
    if question_answers.is_closed(scene):
        raise Refused(words.CLOSED)
