"""Cards of a question, for whoever is asked, whoever asked, and the room it was asked in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Fact,
    Facts,
    Look,
    Moment,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.actions import about_buttons
from bot.cards.compose.named import Named
from bot.cards.compose.thanks import say_button
from bot.cards.words import input_wanted as level_words
from bot.cards.words import questions as words
from bot.cards.words.cut import shortened
from bot.domain.deed import AboutKind
from bot.domain.question import Ending, Question, Said, Turn
from bot.domain.workdays import seat_zone

ANSWER = "question.answer"
BACK = "question.back"
HAND_OVER = "question.pass_on"
EDIT = "question.edit"
WITHDRAW = "question.withdraw"
FURTHER = "question.further"
OPEN = "question.open"
_GLANCE = 100


@dataclass(frozen=True, kw_only=True)
class Asked(Named):
    """A question with the agreement it runs by."""

    question: Question
    agreed: str = ""
    """What was agreed on who decides it, where it asks for it otherwise."""

    @property
    def zone(self) -> str:
        """The zone of whoever is asked."""
        return seat_zone(self.agreement, self.question.turn.seat)

    def value(self, **more: str) -> dict[str, str]:
        """What its buttons carry."""
        return {"question": self.question.id, "collaboration": self.question.collaboration, **more}


def for_answerer(asked: Asked, *, seat: str) -> Card:
    """For the seat it came to, in whatever state it is by now.

    Args:
        asked: the question.
        seat: whose message it is; the question may be with another seat by now.
    """
    question = asked.question
    title = words.title(question.label, question.topic)
    if question.turn.ending is Ending.WITHDRAWN:
        return _withdrawn(asked)
    if question.waiting and question.turn.seat != seat:
        title, how = words.passed(question.label), words.PASSED_HOW
        return _card(asked, title, how, ())
    if question.turn.ending is Ending.ANSWERED:
        edit = Button(words.EDIT, ANSWER, asked.value(), opens_form=True)
        return _card(asked, title, words.ANSWERED_HOW, (edit,))
    if question.asked_back:
        return _card(asked, title, words.BACK_HOW, ())
    return _card(asked, title, words.HOW_TO_ANSWER, _answering(asked))


def reminder(asked: Asked, *, seat: str) -> Card:
    """The one reminder; later it says how it stands."""
    question = asked.question
    if not question.waiting or question.turn.seat != seat:
        return for_answerer(asked, seat=seat)
    title = words.reminder(question.label, question.topic)
    return _card(asked, title, words.NUDGE_HOW, _answering(asked))


def for_deputy(asked: Asked, *, seat: str) -> Card:
    """When it is offered to the deputy; later it says how it stands."""
    question = asked.question
    if not question.waiting or question.turn.seat != seat:
        return for_answerer(asked, seat=seat)
    title = words.offered(question.label, question.topic)
    return _card(asked, title, words.OFFERED_HOW, _answering(asked))


def for_asker(asked: Asked) -> Card:
    """For whoever asked: on its way, asked back, answered, or taken back."""
    question = asked.question
    match question.turn.ending:
        case Ending.WITHDRAWN:
            return _withdrawn(asked)
        case Ending.ANSWERED:
            title = words.answered(question.label, question.topic)
            return _card(asked, title, words.ANSWERED_HOW, _after(asked))
        case Ending.ASKED_BACK:
            title = words.asked_back(question.label, question.topic)
            buttons = (_more(asked), _withdraw(asked))
            return _card(asked, title, words.BACK_FOR_ASKER, buttons)
        case _:
            title = words.asked(question.label)
            return _card(asked, title, words.ASKED_HOW, _changing(asked))


def in_room(asked: Asked) -> Card:
    """In the room it was asked in, for everybody there."""
    question = asked.question
    if question.turn.ending is Ending.WITHDRAWN:
        return _withdrawn(asked)
    title = words.title(question.label, question.topic)
    if question.waiting:
        answer = Button(words.ANSWER, ANSWER, asked.value(), Look.PRIMARY, opens_form=True)
        return _card(asked, title, words.IN_ROOM_HOW, (answer, *_changing(asked)))
    if question.asked_back:
        return _card(asked, title, words.BACK_HOW, (_more(asked), _withdraw(asked)))
    return _card(asked, title, words.ANSWERED_HOW, _after(asked))


def _answering(asked: Asked) -> tuple[Button, ...]:
    value = asked.value()
    return (
        Button(words.ANSWER, ANSWER, value, Look.PRIMARY, opens_form=True),
        Button(words.BACK, BACK, value, opens_form=True),
        Button(words.HAND_OVER, HAND_OVER, value, opens_form=True),
    )


def _changing(asked: Asked) -> tuple[Button, ...]:
    edit = Button(words.EDIT, EDIT, asked.value(), opens_form=True)
    return (edit, _withdraw(asked))


def _withdraw(asked: Asked) -> Button:
    return Button(words.WITHDRAW, WITHDRAW, asked.value())


def _further(asked: Asked) -> Button:
    return Button(words.FURTHER, FURTHER, asked.value(), opens_form=True)


def _after(asked: Asked) -> tuple[Button, ...]:
    """Once it is answered: to ask further, to thank, or to leave an action or a decision."""
    further, thank = _further(asked), say_button(asked.value())
    return (further, thank, *about_buttons(AboutKind.QUESTION, asked.question.id))


def _more(asked: Asked) -> Button:
    return Button(words.MORE, FURTHER, asked.value(), Look.PRIMARY, opens_form=True)


def _withdrawn(asked: Asked) -> Card:
    title = words.withdrawn(asked.question.label)
    facts = Facts((fact(words.ABOUT, asked.question.topic),))
    return Card(title=title, summary=title, blocks=(facts, paragraph(words.WITHDRAWN_HOW)))


def _card(asked: Asked, title: str, how: str, buttons: Sequence[Button]) -> Card:
    question = asked.question
    said = question.turn.reply if question.turn.reply and question.over else question.turn.question
    return Card(
        title=title,
        summary=f"{title}: {shortened(said.text, _GLANCE)}",
        blocks=(
            Facts(tuple(_facts(asked))),
            *conversation(asked),
            subtle(how),
        ),
        buttons=tuple(buttons),
    )


def _facts(asked: Asked) -> Iterator[Fact]:
    question, turn = asked.question, asked.question.turn
    if question.checkin is not None:
        yield fact(words.UPDATE, question.topic)
    yield fact(words.FROM, asked.seat_of(question.from_seat, question.from_party))
    yield fact(words.TO, asked.seat_of(turn.seat, question.to_party))
    if turn.open:
        yield fact(words.ANSWER_BY, Moment(turn.due, asked.zone))
        if asked.agreed:
            yield fact(level_words.AGREED, asked.agreed.removeprefix(f"{level_words.AGREED} "))
        if question.urgent:
            yield fact(words.URGENT, words.CANNOT_WAIT)
        if turn.offered_to:
            yield fact(words.OFFERED_TO, asked.seat(turn.offered_to))


def conversation(asked: Asked) -> Iterator[Block]:
    """Everything that was said, in order."""
    before: tuple[Said, ...] = ()
    for turn in asked.question.turns:
        if turn.asked != before:
            yield from _spoken(words.asks(asked.who(turn.question)), turn.asked)
        before = turn.asked
        if turn.reply is not None:
            yield from _spoken(_heading(asked, turn), turn.replies)


def _heading(asked: Asked, turn: Turn) -> str:
    assert turn.reply is not None  # the caller has looked
    who = asked.who(turn.reply)
    match turn.ending:
        case Ending.ASKED_BACK:
            return words.asks_back(who)
        case Ending.PASSED_ON:
            turns = asked.question.turns
            following = turns[turns.index(turn) + 1]
            return words.passes_on(who, asked.seat(following.seat))
        case _:
            return words.answers(who)


def _spoken(heading: str, said: Sequence[Said]) -> Iterator[Block]:
    yield Text((heading + words.edited(len(said)),), Tone.HEADING)
    if said[-1].text:
        yield paragraph(said[-1].text)


def sent(title: str, how: str, asked: Asked) -> Card:
    """For whoever just answered, asked back or passed it on."""
    about = words.title(asked.question.label, asked.question.topic)
    return Card(title=title, summary=title, blocks=(subtle(about), paragraph(how)))


def shall_i_send(asked: Asked, text: str, button: Button) -> Card:
    """Offer to use what somebody typed as the answer."""
    title = words.shall_i_send(asked.question.label, asked.question.topic)
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(text), subtle(words.SHALL_I_HOW)),
        buttons=(button,),
    )


def answer_button(asked: Asked) -> Button:
    """Answers it, from a list."""
    label = words.answer_number(asked.question.label)
    return Button(label, ANSWER, asked.value(), opens_form=True)


def listed(mine: Sequence[Asked], own: Sequence[Asked], context: Mapping[str, str]) -> Card:
    """What waits for somebody, and what they asked and wait for."""
    blocks: list[Block] = []
    for heading, found in ((words.WAITING_MINE, mine), (words.WAITING_ASKED, own)):
        if found:
            lines = tuple((_line(each),) for each in found[:_LISTED])
            blocks += [Text((heading,), Tone.HEADING), Bullets(lines)]
    if not mine:
        blocks.insert(0, paragraph(words.NOTHING_WAITS))
    title = words.WHICH if mine else words.NOTHING_WAITS
    return Card(
        title=words.WHICH if mine else words.ASK,
        summary=title,
        blocks=(*blocks, subtle(words.NOTHING_HOW)),
        buttons=(
            *map(answer_button, mine[:_LISTED]),
            Button(words.ASK, OPEN, context, opens_form=True),
        ),
    )


_LISTED = 10


def _line(asked: Asked) -> str:
    question = asked.question
    return words.list_line(
        question.label, question.topic, shortened(question.turn.question.text, _GLANCE)
    )
