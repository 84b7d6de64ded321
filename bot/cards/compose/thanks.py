"""Cards and the form of thanks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import (
    Bullets,
    Button,
    Card,
    Facts,
    Look,
    Mention,
    Part,
    Strong,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.form import ChoiceInput, Form, Input, Option, TextInput
from bot.cards.words import thanks as words
from bot.cards.words.cut import shortened
from bot.domain.agreement.document import Agreement
from bot.domain.thanks import LONGEST, Named, Thanks

OPEN = "thanks.open"
POST = "thanks.post"
ALONE = "thanks.alone"
TAKE_BACK = "thanks.take_back"
FORM = "thanks.form"
WHO_KEY, TEXT_KEY, WHERE_KEY = "who", "text", "where"
ROOMS, PRIVATE = "rooms", "private"
_GLANCE = 100
_LINE = 120


def known_as(named: Named, agreement: Agreement) -> str:
    """Somebody by name, seat and side."""
    return words.who(named.name, named.title, side(named.party, agreement))


def side(party: str, agreement: Agreement) -> str:
    """What people call a party; one that was taken out again by its key."""
    known = agreement.party.get(party)
    return known.short if known else party


def say_button(value: Mapping[str, str], look: Look = Look.NORMAL) -> Button:
    """Opens the form; its value says what it is thanked for."""
    return Button(words.SAY, OPEN, value, look, opens_form=True)


def posted(
    thanks: Thanks, agreement: Agreement, called: Mention | None, *, said_here: bool
) -> Card:
    """In a room.

    Args:
        thanks: what is said.
        agreement: for what the sides are called.
        called: the person, where the platform of the room can call them; else they are named.
        said_here: whether it was written in this room, so that its writer takes it back here.
    """
    if not thanks.stands:
        return _taken_back(words.TAKEN_BACK)
    to = known_as(thanks.to, agreement)
    back = (_take_back(thanks),) if said_here else ()
    return Card(
        title=words.TITLE,
        summary=f"{words.title_for(thanks.to.name)}: {shortened(thanks.text, _GLANCE)}",
        blocks=(
            Facts(
                (
                    fact(words.TO, *_called(called, to)),
                    fact(words.FROM, known_as(thanks.by, agreement)),
                )
            ),
            paragraph(words.what_for(thanks.text)),
        ),
        buttons=back,
    )


def _called(called: Mention | None, to: str) -> tuple[Part, ...]:
    """Called by name, with seat and side behind it."""
    if called is None:
        return (to,)
    return called, to.removeprefix(called.name)


def for_person(thanks: Thanks, agreement: Agreement) -> Card:
    """For the person thanked, in their own chat."""
    if not thanks.stands:
        return _taken_back(words.TAKEN_BACK)
    title = words.to_you(thanks.by.name)
    return Card(
        title=title,
        summary=f"{title}: {shortened(thanks.text, _GLANCE)}",
        blocks=(
            Facts((fact(words.FROM, known_as(thanks.by, agreement)),)),
            paragraph(words.what_for(thanks.text)),
            subtle(words.FOR_YOU_ALONE if thanks.private else words.ASKS_NOTHING),
        ),
    )


def for_giver(thanks: Thanks, agreement: Agreement) -> Card:
    """For whoever gave it: where it went, and the way back."""
    if not thanks.stands:
        return _taken_back(words.TAKEN_BACK_FOR_GIVER)
    title = words.GIVEN_TITLE if thanks.private else words.POSTED_TITLE
    return Card(
        title=title,
        summary=title,
        blocks=(
            Facts((fact(words.TO, known_as(thanks.to, agreement)),)),
            paragraph(words.what_for(thanks.text)),
            subtle(words.IN_THEIR_HOURS if thanks.private else words.CHANGEABLE),
        ),
        buttons=(_take_back(thanks),),
    )


def _take_back(thanks: Thanks) -> Button:
    value = {"thanks": thanks.id, "collaboration": thanks.collaboration}
    return Button(words.TAKE_BACK, TAKE_BACK, value)


def _taken_back(how: str) -> Card:
    title = words.TAKEN_BACK_TITLE
    return Card(title=title, summary=title, blocks=(paragraph(how),))


@dataclass(frozen=True, kw_only=True)
class Unposted:
    """A thanks that was typed in private, before its writer chose who reads it."""

    to: str
    """The person with seat and side."""
    text: str
    value: Mapping[str, str]
    """What its buttons carry."""
    not_in_rooms: str = ""
    """Why it can go to the person alone; empty when the rooms may read it."""


def where_card(unposted: Unposted) -> Card:
    """Who is to read it."""
    rooms = Button(words.POST, POST, unposted.value, Look.PRIMARY)
    alone = Button(words.ONLY_THEM, ALONE, unposted.value)
    return Card(
        title=words.WHERE,
        summary=f"{words.title_for(unposted.to)}: {words.WHERE}",
        blocks=(
            Facts((fact(words.TO, unposted.to),)),
            paragraph(words.what_for(unposted.text)),
            subtle(unposted.not_in_rooms or words.WHERE_HOW),
        ),
        buttons=(alone,) if unposted.not_in_rooms else (rooms, alone),
    )


def welcome(context: Mapping[str, str]) -> Card:
    """When somebody thanks Accord itself, or nobody in particular."""
    return Card(
        title=words.HOW_TITLE,
        summary=words.WELCOME,
        blocks=(paragraph(words.WELCOME),),
        buttons=(say_button(context),),
    )


def whom(text: str, context: Mapping[str, str]) -> Card:
    """When it was said what for and not to whom, where no form can be opened."""
    value = {**context, TEXT_KEY: text[:LONGEST]}
    return Card(
        title=words.WHO_TITLE,
        summary=words.WHO_TITLE,
        blocks=(paragraph(words.what_for(text)), subtle(words.WHO_HOW)),
        buttons=(say_button(value, Look.PRIMARY),),
    )


def listed(
    recent: Sequence[Thanks], agreement: Agreement, context: Mapping[str, str], *, me: str
) -> Card:
    """How to say it, and what was said lately.

    Args:
        recent: the newest first.
        agreement: for what the sides are called.
        context: what the button carries.
        me: id of the person who reads it alone; empty where several do.
    """
    lines = tuple(_line(each, agreement, me) for each in recent)
    heading = Text((words.RECENT,), Tone.HEADING)
    return Card(
        title=words.HOW_TITLE,
        summary=words.HOW_TITLE,
        blocks=(paragraph(words.HOW), *((heading, Bullets(lines)) if lines else ())),
        buttons=(say_button(context, Look.PRIMARY),),
    )


def _line(thanks: Thanks, agreement: Agreement, me: str) -> tuple[Part, ...]:
    line = named_line(thanks, agreement)
    if not thanks.private:
        return line
    mine = words.FROM_YOU_ALONE if thanks.by.person == me else words.TO_YOU_ALONE
    return (*line, f", {mine}")


def named_line(thanks: Thanks, agreement: Agreement) -> tuple[Part, ...]:
    """Who was thanked for what by which side, as in the digest."""
    said = words.in_digest(shortened(thanks.text, _LINE), side(thanks.by.party, agreement))
    return Strong(known_as(thanks.to, agreement)), said


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the form asks, and begins with."""

    context: Mapping[str, str]
    people: Sequence[tuple[str, str]] = ()
    """Whom to choose from: id, and name with seat and side; none when it is known whom."""
    to: str = ""
    """The person, where it is known whom: name with seat and side."""
    chosen: str = ""
    """Id of the one that is chosen at first."""
    text: str = ""
    where: str = ROOMS
    not_in_rooms: str = ""
    """Why it can go to the person alone; empty when the rooms may read it."""


def form(asked: Asked) -> Form:
    """To write one."""
    return Form(
        action=FORM,
        title=words.FORM_TITLE,
        inputs=tuple(_inputs(asked)),
        submit=words.SEND,
        intro=(
            *((Facts((fact(words.TO, asked.to),)),) if asked.to else ()),
            subtle(asked.not_in_rooms or words.ASKS_NOTHING),
        ),
        context=asked.context,
    )


def _inputs(asked: Asked) -> Sequence[Input]:
    people = tuple(Option(id_, label) for id_, label in asked.people)
    rooms, alone = Option(ROOMS, words.IN_ROOMS), Option(PRIVATE, words.IN_PRIVATE)
    whom = ChoiceInput(key=WHO_KEY, label=words.WHOM, options=people, value=asked.chosen)
    text = TextInput(
        key=TEXT_KEY,
        label=words.WHAT_FOR,
        hint=words.WHAT_HINT,
        value=asked.text,
        max_length=LONGEST,
    )
    where = ChoiceInput(
        key=WHERE_KEY,
        label=words.WHERE,
        options=(alone,) if asked.not_in_rooms else (rooms, alone),
        value=PRIVATE if asked.not_in_rooms else asked.where,
    )
    return (*((whom,) if people else ()), text, where)
