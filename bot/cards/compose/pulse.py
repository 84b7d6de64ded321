"""Cards and the form of the pulse."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import (
    Bullets,
    Button,
    Card,
    CardBlock,
    Chart,
    Facts,
    Look,
    Moment,
    Series,
    Strong,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.general import ASK_IN
from bot.cards.form import ChoiceInput, Form, Input, Option, TextInput
from bot.cards.words import pulse as words
from bot.domain.agreement.pulse import PulseQuestion, Scale
from bot.domain.pulse_results import Results
from bot.domain.pulse_round import PulseRound
from bot.domain.pulse_tally import HIGHEST, LONGEST_COMMENT, LOWEST

ANSWER = "pulse.answer"
FORM = "pulse.answered"
_EARLIER = 3
_FEWEST_ROUNDS = 2


@dataclass(frozen=True, kw_only=True)
class RoundShown:
    """A round as people read of it."""

    collaboration: str
    round: PulseRound
    questions: tuple[PulseQuestion, ...]
    ends: Moment

    @property
    def name(self) -> str:
        """`December 2026`."""
        return words.round_name(self.round.every, self.round.start)

    def value(self) -> dict[str, str]:
        """What a button or form about it carries."""
        return {"collaboration": self.collaboration, "pulse": self.round.start.isoformat()}


@dataclass(frozen=True, kw_only=True)
class ResultsShown:
    """The latest results, with those before them, as everybody reads them."""

    collaboration: str
    rounds: Sequence[PulseRound]
    """Over, newest first; at least one."""
    names: Mapping[str, str]
    """What the parties are called, by key."""
    led_to: str = ""
    """What the agenda of a meeting has of it, in words."""

    @property
    def latest(self) -> Results:
        """Those of the newest round."""
        results = self.rounds[0].results
        assert results is not None  # it is over
        return results

    def earlier(self, party: str, question: str) -> Iterator[float]:
        """Averages of a side in rounds before, newest first."""
        for each in self.rounds[1:]:
            found = each.results.averages(question) if each.results else {}
            if party in found:
                yield found[party]

    def called(self, party: str) -> str:
        """What a party is called; one that is no party any more by its key."""
        return self.names.get(party, party)


def asked_card(shown: RoundShown) -> Card:
    """The private message that asks."""
    return _asking(shown, words.ASKED_ANONYMOUS)


def reminder_card(shown: RoundShown) -> Card:
    """The one message half-way, to whoever has not answered."""
    return _asking(shown, words.REMINDED)


def over_card(shown: RoundShown) -> Card:
    """In place of both, at the same moment for everybody who was asked."""
    title = words.over_title(shown.name)
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(words.OVER),),
        buttons=(show_button(shown.collaboration),),
    )


def show_button(collaboration: str) -> Button:
    """Opens `pulse`."""
    return Button(words.SHOW, ASK_IN, {"collaboration": collaboration, "text": "pulse"})


def answer_button(shown: RoundShown) -> Button:
    """Opens the form."""
    return Button(words.ANSWER, ANSWER, shown.value(), Look.PRIMARY, opens_form=True)


def answer_form(shown: RoundShown) -> Form:
    """All questions at once."""
    return Form(
        action=FORM,
        title=words.FORM_TITLE,
        intro=(paragraph(words.FORM_HOW), Facts((fact(words.UNTIL, shown.ends),))),
        inputs=tuple(_input(each) for each in shown.questions),
        submit=words.SEND,
        context=shown.value(),
    )


def already_form(shown: RoundShown) -> Form:
    """For somebody who has answered.

    A form and no message, because a message would be kept and tell when they had answered.
    """
    return Form(
        action=FORM,
        title=words.FORM_TITLE,
        intro=(paragraph(words.ALREADY),),
        inputs=(),
        submit=words.CLOSE,
        context=shown.value(),
    )


def input_key(question: PulseQuestion) -> str:
    """What the input of a question is called."""
    return f"question_{question.key}"


def counted_card() -> Card:
    """What came of the form."""
    return Card(
        title=words.COUNTED_TITLE,
        summary=words.COUNTED_TITLE,
        blocks=(paragraph(words.COUNTED),),
    )


def already_card() -> Card:
    """What came of a form that was sent before, or again because a connection broke."""
    return Card(
        title=words.ALREADY_TITLE,
        summary=words.ALREADY_TITLE,
        blocks=(paragraph(words.ALREADY),),
    )


def results_card(shown: ResultsShown) -> Card:
    """The results of a round: the same for every room."""
    title = _title_of(shown.rounds[0])
    return Card(
        title=title,
        summary=title,
        blocks=tuple(result_blocks(shown)),
        buttons=(show_button(shown.collaboration),),
    )


def overview_card(
    shown: ResultsShown | None, running: RoundShown | None, lines: Sequence[CardBlock], *, ask: bool
) -> Card:
    """`pulse`: the latest results, what is open, and for who is asked and reads alone a button."""
    heading = (
        (Text((_title_of(shown.rounds[0]),), Tone.HEADING), *result_blocks(shown)) if shown else ()
    )
    buttons = (answer_button(running),) if ask and running else ()
    return Card(title=words.TITLE, summary=words.TITLE, blocks=(*lines, *heading), buttons=buttons)


def result_blocks(shown: ResultsShown) -> Iterator[CardBlock]:
    """The results in the order they are read."""
    results = shown.latest
    if results.unreadable or not results.sides:
        yield paragraph(words.UNREADABLE if results.unreadable else words.NO_RESULTS)
        return
    yield subtle(words.RESULTS_HOW)
    for question, text in results.questions.items():
        if numbers := numbers_of(shown, question):
            yield paragraph(Strong(text), f" {', '.join(numbers)}")
    for party in results.asked:
        if results.side(party) is None:
            yield paragraph(words.too_few(shown.called(party), results.least))
    yield from _trend(shown)
    yield from _comments(shown)
    if shown.led_to:
        yield paragraph(shown.led_to)
    yield subtle(words.SAME_FOR_ALL)


def numbers_of(shown: ResultsShown, question: str, *, earlier: bool = True) -> list[str]:
    """The averages of one question, side by side, and the gap."""
    averages, gap = shown.latest.averages(question), shown.latest.gap(question)
    said = []
    for party, value in averages.items():
        before = list(shown.earlier(party, question))[:_EARLIER] if earlier else []
        said.append(words.average(shown.called(party), value, before))
    if gap is not None:
        two = len(averages) == 2  # noqa: PLR2004 - of two there is only one gap
        low, high = shown.called(gap.low), shown.called(gap.high)
        said.append(words.gap(gap.size, low, high, of_two=two))
    return said


def _trend(shown: ResultsShown) -> Iterator[Chart]:
    """Rounds in which not all of the sides of the latest one are shown are left out."""
    sides = [each.party for each in shown.latest.sides]
    known = [
        each
        for each in reversed(shown.rounds)
        if each.results and all(each.results.side(party) for party in sides)
    ]
    if len(known) < _FEWEST_ROUNDS:
        return
    lines = [(shown.called(party), [_overall(each, party) for each in known]) for party in sides]
    labels = [words.short_name(each.every, each.start) for each in known]
    yield Chart(
        title=words.TREND_TITLE,
        labels=tuple(labels),
        series=tuple(Series(name, tuple(values)) for name, values in lines),
        unit=words.TREND_UNIT,
        text=words.trend_text(labels, lines),
    )


def _overall(round_: PulseRound, party: str) -> float:
    side = round_.results.side(party) if round_.results else None
    values = list(side.averages.values()) if side else []
    return round(sum(values) / len(values), 1) if values else 0.0


def _comments(shown: ResultsShown) -> Iterator[CardBlock]:
    said = [
        (each.party, question, texts)
        for each in shown.latest.sides
        for question, texts in each.comments.items()
    ]
    if said:
        yield Text((words.COMMENTS,), Tone.HEADING)
    for party, question, texts in said:
        yield paragraph(
            words.comments_of(shown.called(party), shown.latest.questions.get(question, question))
        )
        yield Bullets(tuple((text,) for text in texts))


def _title_of(round_: PulseRound) -> str:
    return words.title(words.round_name(round_.every, round_.start))


def _asking(shown: RoundShown, more: str) -> Card:
    title = words.title(shown.name)
    return Card(
        title=title,
        summary=title,
        blocks=(
            paragraph(words.asked(len(shown.questions))),
            Facts((fact(words.UNTIL, shown.ends),)),
            subtle(more),
        ),
        buttons=(answer_button(shown),),
    )


def _input(question: PulseQuestion) -> Input:
    if question.scale is Scale.TEXT:
        return TextInput(
            key=input_key(question),
            label=question.text,
            hint=words.COMMENT_HINT,
            required=False,
            multiline=True,
            max_length=LONGEST_COMMENT,
        )
    numbers = range(LOWEST, HIGHEST + 1)
    return ChoiceInput(
        key=input_key(question),
        label=question.text,
        options=tuple(Option(str(each), words.option(each)) for each in numbers),
    )
