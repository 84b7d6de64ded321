"""Cards and forms of retrospectives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Fact,
    Facts,
    Look,
    Moment,
    Part,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.came_of import CameOf, action_lines, came_of_blocks
from bot.cards.compose.general import ASK_IN
from bot.cards.form import ChoiceInput, Form, Option, TextInput
from bot.cards.words import looking_back as look_back_words
from bot.cards.words import retrospectives as words
from bot.cards.words.cut import one_line
from bot.domain.instant import Instant
from bot.domain.looking_back import Led
from bot.domain.retrospective import LIMIT, POINT_LIMIT, Answered, Retrospective

ANSWER, SHOW = "retrospective.answer", "retrospective.show"
ACTION, CHANGE, TALK = "retrospective.action", "retrospective.change", "retrospective.talk"
ANSWER_FORM, PICK_FORM = "retrospective.answered", "retrospective.picked"
TALK_FORM = "retrospective.talked"
WORKED_KEY, CHANGE_KEY, NAMED_KEY, WHICH_KEY = "worked", "change", "named", "which"
TEXT_KEY = "text"
#: What a button or form carries: the id, and for a choice what it leads to.
OF, TO = "retrospective", "to"
_YES, _NO = "yes", "no"
_TALKS, _IN_A_LINE, _OPTION = 6, 200, 75


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A retrospective as one reader may know it."""

    retrospective: Retrospective
    title: str
    """What people call it."""
    parties: Mapping[str, str]
    """Short name of each side, by key, in the order of the agreement."""
    zone: str
    """IANA zone of the reader."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of those who wish to be named, by id."""
    came_of: CameOf = field(default_factory=CameOf)
    """Actions that came of it and exist for the reader."""
    earlier: CameOf = field(default_factory=CameOf)
    """Actions that came of earlier ones and are still open."""
    earlier_led: tuple[Led, ...] = ()
    """Proposals that came of earlier ones and still wait."""
    running: bool = True
    """Whether something can still come of it."""

    def moment(self, at: Instant) -> Moment:
        """A moment on the reader's clock."""
        return Moment(at, self.zone)

    def value(self, **more: str) -> dict[str, str]:
        """What a button of it carries."""
        found = self.retrospective
        return {"collaboration": found.collaboration, OF: found.id, **more}

    def party(self, key: str) -> str:
        """What a side is called."""
        return self.parties.get(key, key)


def asked_card(shown: Shown) -> Card:
    """The one message that asks somebody."""
    answer = Button(words.ANSWER, ANSWER, shown.value(), Look.PRIMARY, opens_form=True)
    blocks = (paragraph(words.ASK), _until(shown), *_earlier(shown), subtle(words.FORM_HOW))
    return _card(words.asked_title(shown.title), blocks, answer)


def reminder_card(shown: Shown) -> Card:
    """The only reminder."""
    answer = Button(words.ANSWER, ANSWER, shown.value(), Look.PRIMARY, opens_form=True)
    return _card(
        words.reminder_title(shown.title), (paragraph(words.REMINDER), _until(shown)), answer
    )


def answered_card(shown: Shown, said: Answered) -> Card:
    """For who answered, while others can."""
    own = Facts((*_own_words(said), fact(words.SHOWN_ON, shown.moment(_ends(shown)))))
    again = Button(words.ANSWER_AGAIN, ANSWER, shown.value(), opens_form=True)
    return _card(words.answered_title(shown.title), (paragraph(words.ANSWERED_HOW), own), again)


def running_card(shown: Shown) -> Card:
    """While it is gathered, for who is not asked."""
    blocks = (paragraph(words.RUNNING_HOW), _until(shown), subtle(words.OTHERS_ASKED))
    return _card(words.running_title(shown.title), blocks)


def told_card(shown: Shown) -> Card:
    """What was said, in the same words for all, with what came of it."""
    found = shown.retrospective
    if not found.told:
        blocks: tuple[Block, ...] = (paragraph(words.NOBODY_SAID), *_what_came(shown))
        return _card(shown.title, blocks, *_buttons(shown))
    how = words.TOLD_HOW if shown.running else words.TOLD_CLOSED
    return _card(shown.title, (*said(shown), *_what_came(shown), subtle(how)), *_buttons(shown))


def said(shown: Shown) -> Iterator[Block]:
    """What the people of each side wrote, by the alphabet, so that nothing tells who wrote what."""
    for party, name in shown.parties.items():
        answers = [each for each in shown.retrospective.told if each.party == party]
        worked = [_named(shown, each, each.worked) for each in answers if each.worked]
        change = [_named(shown, each, each.change) for each in answers if each.change]
        for what, texts in ((words.SAID_WORKED, worked), (words.SAID_CHANGE, change)):
            if texts:
                yield Text((words.said_by(name, what),), Tone.HEADING)
                yield Bullets(tuple((text,) for text in sorted(texts, key=str.casefold)))


def none_card(collaboration: str, *, may_start: bool) -> Card:
    """Before the first one."""
    card = _card(words.NONE_TITLE, (paragraph(words.NONE_HOW),))
    return with_start(card, collaboration) if may_start else card


def with_start(card: Card, collaboration: str) -> Card:
    """With the button by which a lead begins another one."""
    value = {"collaboration": collaboration, "text": "retrospective start"}
    return replace(card, buttons=(*card.buttons, Button(words.START, ASK_IN, value)))


def talked_card(shown: Shown) -> Card:
    """For who added a point."""
    show = Button(words.SHOW, SHOW, shown.value())
    return _card(words.TALK_ADDED, (paragraph(words.TALK_ADDED_HOW),), show)


def show_button(shown: Shown) -> Button:
    """What opens it from a list that takes its place."""
    return Button(words.SHOW, SHOW, shown.value())


def answer_form(shown: Shown, said_before: Answered | None) -> Form:
    """Two questions, of which one answer is enough, and whether to be named."""
    options = (Option(_NO, words.NAMED_NO), Option(_YES, words.NAMED_YES))
    before_worked = said_before.worked if said_before else ""
    before_change = said_before.change if said_before else ""
    return Form(
        action=ANSWER_FORM,
        title=words.FORM_TITLE,
        intro=(Facts((fact(words.ABOUT, shown.title),)), paragraph(words.FORM_HOW)),
        inputs=(
            _text(WORKED_KEY, words.WORKED, words.WORKED_HINT, before_worked),
            _text(CHANGE_KEY, words.CHANGE_LABEL, words.CHANGE_HINT, before_change),
            ChoiceInput(
                key=NAMED_KEY,
                label=words.NAMED,
                options=options,
                value=_YES if said_before and said_before.named else _NO,
            ),
        ),
        submit=words.SEND,
        context=shown.value(),
    )


def wants_name(values: Mapping[str, str]) -> bool:
    """Whether the writer wishes to be named."""
    return values.get(NAMED_KEY) == _YES


def pick_form(shown: Shown, to: str) -> Form:
    """Which of the things that were said it is about; `to` is `ACTION` or `CHANGE`."""
    options = [
        Option(str(number), words.option(shown.party(party), text, _OPTION))
        for number, (party, text) in enumerate(shown.retrospective.changes)
    ]
    which = ChoiceInput(
        key=WHICH_KEY,
        label=words.WHICH,
        options=(*options, Option(_NO, words.SOMETHING_ELSE)),
        value=options[0].value if options else _NO,
    )
    return Form(
        action=PICK_FORM,
        title=words.PICK_TITLE,
        inputs=(which,),
        submit=words.NEXT,
        context=shown.value(**{TO: to}),
    )


def talk_form(shown: Shown, more: Mapping[str, str]) -> Form:
    """A point of the discussion."""
    return Form(
        action=TALK_FORM,
        title=words.TALK_TITLE,
        intro=(Facts((fact(words.ABOUT, shown.title),)),),
        inputs=(
            TextInput(
                key=TEXT_KEY,
                label=words.TALK_LABEL,
                hint=words.TALK_HINT,
                multiline=True,
                max_length=POINT_LIMIT,
            ),
        ),
        submit=words.ADD,
        context={**shown.value(), **more},
    )


def _what_came(shown: Shown) -> Iterator[Block]:
    talks = shown.retrospective.talks
    if talks:
        yield Text((words.DISCUSSED,), Tone.HEADING)
        left = len(talks) - _TALKS
        lines: list[tuple[Part, ...]] = [(words.earlier_talks(left),)] if left > 0 else []
        lines += [
            (words.talk(shown.party(each.party), one_line(each.text, _IN_A_LINE)),)
            for each in talks[-_TALKS:]
        ]
        yield Bullets(tuple(lines))
    yield from came_of_blocks(shown.came_of, shown.moment)
    led = shown.retrospective.led_to
    if led:
        yield Facts(tuple(_led(each) for each in led))
    yield from _earlier(shown)


def _earlier(shown: Shown) -> Iterator[Block]:
    """What earlier ones led to and is still open."""
    lines = [
        *action_lines(shown.earlier, shown.moment),
        *((look_back_words.proposal(e.number, None, ended=False),) for e in shown.earlier_led),
    ]
    if lines:
        yield Text((words.EARLIER,), Tone.HEADING)
        yield Bullets(tuple(lines))
        yield subtle(words.EARLIER_HOW)


def _led(led: Led) -> Fact:
    return fact(words.LED_TO, look_back_words.proposal(led.number, led.version, ended=led.ended))


def _buttons(shown: Shown) -> Iterator[Button]:
    if shown.running and shown.retrospective.told:
        first = Look.PRIMARY if shown.retrospective.changes else Look.NORMAL
        yield Button(words.ACTION, ACTION, shown.value(), first, opens_form=True)
        yield Button(words.CHANGE, CHANGE, shown.value(), opens_form=True)
    yield Button(words.TALK, TALK, shown.value(), opens_form=True)


def _until(shown: Shown) -> Facts:
    return Facts((fact(words.UNTIL, shown.moment(_ends(shown))),))


def _ends(shown: Shown) -> Instant:
    return shown.retrospective.ends_at


def _named(shown: Shown, answer: Answered, text: str) -> str:
    name = shown.names.get(answer.person) if answer.named else None
    return words.by_name(text, name) if name else text


def _own_words(answer: Answered) -> Iterator[Fact]:
    if answer.worked:
        yield fact(words.WORKED.rstrip("?"), answer.worked)
    if answer.change:
        yield fact(words.CHANGE_LABEL.rstrip("?"), answer.change)


def _text(key: str, label: str, hint: str, value: str) -> TextInput:
    return TextInput(
        key=key,
        label=label,
        hint=hint,
        value=value,
        required=False,
        multiline=True,
        max_length=LIMIT,
    )


def _card(title: str, blocks: Sequence[Block], *buttons: Button) -> Card:
    return Card(title=title, summary=title, blocks=tuple(blocks), buttons=buttons)
