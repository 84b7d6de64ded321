"""To whom words for the other side go, and sending them there."""

from collections.abc import Mapping, Sequence

from bot.cards.compose import saying as cards
from bot.cards.compose.saying import Choice
from bot.cards.words import proposals as proposal_words
from bot.cards.words import saying as words
from bot.domain.agreement.contact_rules import ContactFor
from bot.domain.errors import Refused
from bot.domain.visibility import Reader, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.contacts import route
from bot.engine.counterparts import (
    Contact,
    contacts,
    contacts_in,
    lead_contacts,
    other_parties,
    own_party,
    usual_counterparts,
)
from bot.engine.handlers import heads_ups, question_answers, questions, suggestions
from bot.engine.once import carried_on, only_once
from bot.engine.saying import UNSENT, Saying, What, keep, kept
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_SEAT, _TOPIC_OF, _AREA = "seat", "of", "area"


def find_contacts(scene: Scene, saying: Saying, reader: Reader) -> tuple[Sequence[Contact], bool]:
    """Who can get it, and whether the agreement names them for it.

    Raises:
        Refused: there is nobody of another side, or it is for the own side.
    """
    if not other_parties(scene) or own_party(scene) is None:
        raise Refused(words.NO_OTHER_SIDE)
    if saying.what is What.HEADS_UP:
        named = contacts_in(scene, saying.text, reader).found
        return named or usual_counterparts(scene, reader), True
    if saying.what is What.SUGGEST:
        return _for_an_idea(scene, saying, reader), True
    need = ContactFor.URGENT if saying.urgent else ContactFor.NORMAL
    by_topic = contacts(scene, saying.topic or saying.text, reader, need)
    if by_topic.own_side is not None:
        raise Refused(words.own_side(by_topic.own_side.title))
    named = by_topic.found
    if not named and not saying.topic:
        named = contacts_in(scene, saying.text, reader, need).found
    return (named, True) if named else (lead_contacts(scene, reader), False)


def _for_an_idea(scene: Scene, saying: Saying, reader: Reader) -> Sequence[Contact]:
    """Whose topic it is; where the agreement names nobody for it, the lead of each other side.

    Raises:
        Refused: the topic is a seat of the own side.
    """
    if saying.topic:
        by_topic = contacts(scene, saying.topic, reader)
        if by_topic.own_side is not None:
            raise Refused(words.own_side(by_topic.own_side.title))
        if by_topic.found:
            return by_topic.found
    return contacts_in(scene, saying.text, reader).found or lead_contacts(scene, reader)


async def address(
    scene: Scene,
    tx: Transaction,
    saying: Saying,
    reader: Reader,
    agreements: AgreementCache,
    *,
    form: Mapping[str, str] | None = None,
) -> Answer:
    """Send it when it is clear to whom; else let the writer choose first.

    Args:
        scene: who says it and where.
        tx: the open transaction.
        saying: what is to be sent.
        reader: who reads the answer.
        agreements: of all collaborations.
        form: the context of the form it was written in, if it was.
    """
    found, agreed = find_contacts(scene, saying, reader)
    if not found:
        raise Refused(words.NO_OTHER_SIDE)
    if agreed and len(found) == 1:
        await only_once(scene, tx, form or {})
        return await _send(scene, tx, saying, found[0], agreements)
    unsent = await keep(scene, tx, saying)
    choices = [
        Choice(
            label=scene.agreement.seat[each.seat].title,
            line=_line(scene, each, agreed=agreed),
            value=to_value(scene, unsent.id, each),
        )
        for each in found
    ]
    if form is not None:
        context = {**here(scene), **carried_on(form), UNSENT: unsent.id}
        return Answer(form=cards.choose_form(choices, context, agreed=agreed), private=True)
    return Answer(card=cards.choose_card(choices, agreed=agreed), private=True)


async def send_to(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """Send the actor's draft to whom they chose.

    Raises:
        Refused: it is not theirs or gone, nobody is there, or nothing is said here any more.
    """
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
    must_be_open(scene)
    await tx.unsent.drop(unsent.id)
    return await _send(scene, tx, Saying.of(unsent), contact, agreements)


async def _send(
    scene: Scene, tx: Transaction, saying: Saying, contact: Contact, agreements: AgreementCache
) -> Answer:
    if route(scene, contact.seat) is None:
        raise Refused(words.nobody_in_chat(scene.agreement.seat[contact.seat].title))
    if saying.what is What.HEADS_UP:
        return await heads_ups.give(scene, tx, saying, contact)
    if saying.what is What.SUGGEST:
        return await suggestions.put(scene, tx, saying, contact, agreements)
    return await questions.put(scene, tx, saying, contact, agreements)


def _line(scene: Scene, contact: Contact, *, agreed: bool) -> str:
    seat = scene.agreement.seat[contact.seat]
    party = scene.agreement.party[seat.party].short
    if not agreed:
        return words.lead_of(seat.title, party)
    if contact.topic == seat.title:
        return words.goes_to(seat.title, party)
    return words.for_topic(contact.topic, seat.title, party)


def to_value(scene: Scene, unsent: str, contact: Contact) -> dict[str, str]:
    """What a button carries that sends a draft to somebody."""
    about = {_AREA: contact.area} if contact.area else {}
    return {
        **here(scene),
        UNSENT: unsent,
        _SEAT: contact.seat,
        _TOPIC_OF: contact.topic,
        **about,
    }


def here(scene: Scene) -> dict[str, str]:
    """What every button and form carries."""
    return {"collaboration": scene.collaboration.id}


def must_be_open(scene: Scene) -> None:
    """Let nothing new be said where nothing is agreed yet, or all is over.

    Raises:
        Refused: so it is, or the actor has no seat here.
    """
    scene.seated()
    if scene.collaboration.version == 0:
        raise Refused(proposal_words.FIRST_WAITS)
    if question_answers.is_closed(scene):
        raise Refused(words.CLOSED)
