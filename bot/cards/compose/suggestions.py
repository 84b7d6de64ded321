"""Cards of a suggestion, for whoever gets it, whoever made it, and the rooms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.cards.card import (
    Block,
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
from bot.cards.compose.came_of import CameOf, action_lines
from bot.cards.compose.named import Named
from bot.cards.words import suggestions as words
from bot.cards.words.cut import shortened
from bot.cards.words.dates import day
from bot.domain.deed import AboutKind
from bot.domain.suggestion import Answered, Reminder, Suggestion, Turn, Verdict
from bot.domain.workdays import seat_zone

OPEN, SHOW = "suggestion.open", "suggestion.show"
ADOPT, NOT_NOW, NO = "suggestion.adopt", "suggestion.not_now", "suggestion.no"
HAND_OVER = "suggestion.pass_on"
EDIT, WITHDRAW = "suggestion.edit", "suggestion.withdraw"
CHANGE_AGREED = "suggestion.change_agreed"
_GLANCE = 100


@dataclass(frozen=True, kw_only=True)
class Suggested(Named):
    """A suggestion with the agreement it runs by, and what came of it."""

    suggestion: Suggestion
    left: CameOf = field(default_factory=CameOf)
    """The actions that came of it and exist for the reader."""

    @property
    def zone(self) -> str:
        """The zone of whoever is asked."""
        return seat_zone(self.agreement, self.suggestion.turn.seat)

    @property
    def side(self) -> str:
        """The side it comes from, in a word."""
        return words.side(self.agreement, self.suggestion.from_party)

    @property
    def maker(self) -> str:
        """Who made it; of one without a name the side alone."""
        if self.suggestion.anonymous:
            return words.by_side(self.side)
        return self.who(self.suggestion.wordings[-1]) or self.party(self.suggestion.from_party)

    def value(self, **more: str) -> dict[str, str]:
        """What its buttons carry."""
        suggestion = self.suggestion
        here = {"suggestion": suggestion.id, "collaboration": suggestion.collaboration}
        return {**here, **more}


def for_receiver(suggested: Suggested, *, seat: str) -> Card:
    """For the seat it came to, in whatever state it is by now.

    Args:
        suggested: the suggestion.
        seat: whose message it is; the suggestion may be with another seat by now.
    """
    suggestion = suggested.suggestion
    title = words.title(suggestion.label, suggestion.topic)
    if suggestion.withdrawn_at is not None:
        return _withdrawn(suggested)
    if suggestion.turn.seat != seat:
        return _card(suggested, words.passed(suggestion.label), words.PASSED_HOW, ())
    if len(suggestion.turns) > 1 and suggestion.turns[-2].seat == seat and suggestion.waiting:
        title = words.came_back(suggestion.label, suggestion.topic)
    return _card(suggested, title, _how(suggested), _to_answer(suggested))


def reminder(suggested: Suggested, *, seat: str, which: Reminder) -> Card:
    """A reminder; later it says how it stands."""
    suggestion = suggested.suggestion
    if not suggestion.waiting or suggestion.turn.seat != seat:
        return for_receiver(suggested, seat=seat)
    title = words.reminder(suggestion.label, suggestion.topic, which)
    how = words.HALF_WAY_HOW if which is Reminder.HALF_WAY else words.DUE_HOW
    return _card(suggested, title, how, _to_answer(suggested))


def for_maker(suggested: Suggested, *notes: str) -> Card:
    """For whoever made it: on its way, answered, or taken back.

    Args:
        suggested: the suggestion.
        notes: what else they are told while it is on its way.
    """
    suggestion = suggested.suggestion
    if suggestion.withdrawn_at is not None:
        return _withdrawn(suggested)
    said = (*notes, words.NOBODY_READS_WHO) if suggestion.anonymous else notes
    if suggestion.waiting:
        title, how = words.made(suggestion.label), (words.MADE_HOW, *said)
        return _card(suggested, title, " ".join(how), changing(suggested))
    return answer_for_maker(suggested)


def answer_for_maker(suggested: Suggested) -> Card:
    """The answer, for whoever made it."""
    answer = suggested.suggestion.answer
    if answer is None:
        return _answer(suggested, words.MADE_HOW)
    how = {
        Verdict.ADOPTED: words.WHAT_COMES_HOW,
        Verdict.NOT_NOW: words.COMES_BACK_HOW if answer.again else words.THANKS_FOR_IT,
        Verdict.NO: words.THANKS_FOR_IT,
    }[answer.verdict]
    return _answer(suggested, how)


def answer_in_room(suggested: Suggested) -> Card:
    """The answer, for everybody in a room."""
    return _answer(suggested, words.IN_ROOM_NEXT)


def _answer(suggested: Suggested, how: str) -> Card:
    """The answer that counts; where it waits once more, the suggestion."""
    suggestion = suggested.suggestion
    title = words.title(suggestion.label, suggestion.topic)
    if suggestion.answer is not None:
        verdict = suggestion.answer.verdict
        title = words.answered(suggestion.label, suggestion.topic, verdict)
    return _card(suggested, title, how, ())


def in_room(suggested: Suggested, *, answering: bool) -> Card:
    """In a room, for everybody there.

    Args:
        suggested: the suggestion.
        answering: whether people of the side that is asked read it there.
    """
    suggestion = suggested.suggestion
    if suggestion.withdrawn_at is not None:
        return _withdrawn(suggested)
    title = words.title(suggestion.label, suggestion.topic)
    if not suggestion.waiting:
        return _card(suggested, title, words.IN_ROOM_NEXT, ())
    own = () if suggestion.anonymous else changing(suggested)
    if answering:
        return _card(suggested, title, words.IN_ROOM_HOW, (*_to_answer(suggested), *own))
    return _card(suggested, title, words.IN_ROOM_NEXT, own)


def to_read(suggested: Suggested) -> Card:
    """For somebody who may read it and has nothing to do with it."""
    suggestion = suggested.suggestion
    if suggestion.withdrawn_at is not None:
        return _withdrawn(suggested)
    title = words.title(suggestion.label, suggestion.topic)
    return _card(suggested, title, words.IN_ROOM_NEXT, ())


def became(suggested: Suggested, title: str, how: str) -> Card:
    """News of what came of an adopted one, for whoever made it."""
    return _card(suggested, title, how, ())


def sent(title: str, how: str, suggested: Suggested, buttons: Sequence[Button] = ()) -> Card:
    """For whoever just answered it or passed it on."""
    about = words.title(suggested.suggestion.label, suggested.suggestion.topic)
    blocks = (subtle(about), paragraph(how))
    return Card(title=title, summary=title, blocks=blocks, buttons=tuple(buttons))


def show_button(suggested: Suggested) -> Button:
    """Shows one of a list."""
    label = words.short(suggested.suggestion.label)
    return Button(label, SHOW, suggested.value())


def changing(suggested: Suggested) -> tuple[Button, ...]:
    """What whoever made it can do before it is answered."""
    value = suggested.value()
    edit = Button(words.EDIT, EDIT, value, opens_form=True)
    return (edit, Button(words.WITHDRAW, WITHDRAW, value))


def from_it(suggested: Suggested) -> tuple[Button, ...]:
    """What can come of an adopted one: a change of what is agreed, an action, a decision."""
    change = Button(words.CHANGE_AGREED, CHANGE_AGREED, suggested.value(), opens_form=True)
    return (change, *about_buttons(AboutKind.SUGGESTION, suggested.suggestion.id))


def _how(suggested: Suggested) -> str:
    if suggested.suggestion.waiting:
        return words.HOW_TO_ANSWER
    return words.ADOPTED_HOW if suggested.suggestion.adopted else words.ANSWERED_HOW


def _to_answer(suggested: Suggested) -> tuple[Button, ...]:
    value = suggested.value()
    if suggested.suggestion.adopted:
        return from_it(suggested)
    look = Look.PRIMARY if suggested.suggestion.waiting else Look.NORMAL
    adopt = Button(words.ADOPT, ADOPT, value, look, opens_form=True)
    if not suggested.suggestion.waiting:
        return (adopt,)
    return (
        adopt,
        Button(words.NOT_NOW, NOT_NOW, value, opens_form=True),
        Button(words.NO, NO, value, opens_form=True),
        Button(words.HAND_OVER, HAND_OVER, value, opens_form=True),
    )


def _withdrawn(suggested: Suggested) -> Card:
    title = words.withdrawn(suggested.suggestion.label)
    facts = Facts((fact(words.ABOUT, suggested.suggestion.topic),))
    return Card(title=title, summary=title, blocks=(facts, paragraph(words.WITHDRAWN_HOW)))


def _card(suggested: Suggested, title: str, how: str, buttons: Sequence[Button]) -> Card:
    answer = suggested.suggestion.answer
    glance = answer.reason.text if answer else suggested.suggestion.text
    return Card(
        title=title,
        summary=f"{title}: {shortened(glance, _GLANCE)}",
        blocks=(
            Facts(tuple(_facts(suggested))),
            *conversation(suggested),
            subtle(how),
        ),
        buttons=tuple(buttons),
    )


def _facts(suggested: Suggested) -> Iterator[Fact]:
    suggestion = suggested.suggestion
    if suggestion.anonymous:
        yield fact(words.BY, words.by_side(suggested.side))
    else:
        yield fact(words.BY, suggested.seat_of(suggestion.from_seat, suggestion.from_party))
    yield fact(words.TO, suggested.seat_of(suggestion.turn.seat, suggestion.to_party))
    if suggestion.waiting:
        yield fact(words.ANSWER_BY, Moment(suggestion.turn.due, suggested.zone))
        yield fact(words.READ_BY, words.IN_BOTH_ROOMS if suggestion.posted else words.IN_PRIVATE)
    if suggestion.comes_back is not None:
        yield fact(words.COMES_BACK, day(suggestion.comes_back))
    for led in suggestion.led_to:
        yield fact(words.CAME_OF, words.proposal(led.number, led.version, ended=led.ended))
    for line in action_lines(suggested.left, lambda at: Moment(at, suggested.zone)):
        yield fact(words.CAME_OF, *line)


def conversation(suggested: Suggested) -> Iterator[Block]:
    """Everything that was said, in order."""
    suggestion = suggested.suggestion
    count = len(suggestion.wordings)
    yield Text((words.suggests(suggested.maker) + words.edited(count),), Tone.HEADING)
    yield paragraph(suggestion.text)
    for turn, following in zip(suggestion.turns, (*suggestion.turns[1:], None), strict=True):
        for answer in turn.answers:
            yield from _answered(suggested, answer)
        yield from _passed_on(suggested, turn, following)


def _answered(suggested: Suggested, answer: Answered) -> Iterator[Block]:
    yield Text((words.says(suggested.who(answer.reason), answer.verdict),), Tone.HEADING)
    yield paragraph(answer.reason.text)


def _passed_on(suggested: Suggested, turn: Turn, following: Turn | None) -> Iterator[Block]:
    if turn.passed_on is None:
        return
    to = suggested.seat(following.seat) if following else ""
    yield Text((words.passes_on(suggested.who(turn.passed_on), to),), Tone.HEADING)
    if turn.passed_on.text:
        yield paragraph(turn.passed_on.text)
