"""Cards of how a collaboration stands: `status`, the weekly digest, and its five lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
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
from bot.cards.compose.general import ASK, ASK_IN
from bot.cards.words import digest as words
from bot.cards.words import status as status_words

LONGEST_LIST = 15

Line = tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and its lines."""

    title: str
    lines: Sequence[Line]
    at_most: int = LONGEST_LIST
    """Lines shown; how many more there are is said."""

    @classmethod
    def of_texts(cls, title: str, lines: Iterable[str], at_most: int = LONGEST_LIST) -> "Section":
        """A section of plain lines."""
        return cls(title=title, lines=tuple((line,) for line in lines), at_most=at_most)


def section_blocks(sections: Iterable[Section]) -> list[Block]:
    """The sections that have something to say."""
    return [
        block
        for each in sections
        if each.lines
        for block in (Text((each.title,), Tone.HEADING), listed(each.lines, each.at_most))
    ]


def listed(lines: Sequence[Line], at_most: int = LONGEST_LIST) -> Bullets:
    """A list, cut where it is too long."""
    shown = tuple(lines[:at_most])
    if len(lines) > at_most:
        shown = (*shown, (status_words.more(len(lines) - at_most),))
    return Bullets(shown)


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when to when a digest is."""

    since: Moment
    until: Moment

    def line(self, *, shared: bool) -> Text:
        """`From ... to ...`."""
        end = words.SAME_WORDS if shared else "."
        return subtle(words.FROM, self.since, words.TO, self.until, end)


def digest_card(collaboration: str, span: Span, sections: Sequence[Section]) -> Card:
    """The shared part: to the letter the same for every party."""
    blocks = section_blocks(sections) or [paragraph(words.QUIET)]
    title = f"{words.TITLE}: {collaboration}"
    return Card(
        title=title,
        summary=title,
        blocks=(span.line(shared=True), *blocks, subtle(words.NEXT_STEP)),
        buttons=(Button(words.STATUS_NOW, ASK, {"text": "status"}, Look.PRIMARY),),
    )


def private_card(
    collaboration: str, party: str, sections: Sequence[Section], *, in_: str
) -> Card | None:
    """The part for one party; none when there is nothing to say."""
    blocks = section_blocks(sections)
    if not blocks:
        return None
    title = words.PRIVATE_TITLE.format(party=party)
    return Card(
        title=title,
        summary=f"{title} ({collaboration})",
        blocks=tuple(blocks),
        buttons=tuple(
            Button(label, ASK_IN, {"text": text, "collaboration": in_})
            for label, text, about in (
                (words.DRAFT_BUTTON, "propose", (words.ANSWERS, words.DRAFTS)),
                (words.SEATS_BUTTON, "seats", (words.SEATS,)),
                (words.DUE_BUTTON, "due", (words.OWED,)),
            )
            if any(each.lines and each.title in about for each in sections)
        ),
    )


def now_card(
    collaboration: str,
    span: Span,
    sections: Sequence[Section],
    private: Sequence[Section],
    party: str,
) -> Card:
    """Both parts as they stand now, for somebody who asked."""
    title = f"{words.NOW_TITLE}: {collaboration}"
    own = section_blocks(private)
    heading = Text((words.PRIVATE.format(party=party),), Tone.HEADING)
    return Card(
        title=title,
        summary=title,
        blocks=(
            span.line(shared=False),
            *(section_blocks(sections) or [paragraph(words.QUIET)]),
            *((heading, *own) if own else ()),
            subtle(words.NEXT_STEP),
        ),
    )


def short_card(collaboration: str, span: Span, lines: Sequence[str], *, in_: str) -> Card:
    """Five lines for somebody who has no time for more."""
    return Card(
        title=words.SHORT_TITLE,
        summary=f"{words.SHORT_TITLE}: {collaboration}. {lines[0]}",
        blocks=(
            subtle(collaboration),
            Bullets(tuple((line,) for line in lines)),
            span.line(shared=False),
        ),
        buttons=(Button(words.STOP, ASK_IN, {"text": "digest short off", "collaboration": in_}),),
    )


def wants_short_card(*, short: bool, in_: str) -> Card:
    """The answer to `digest short`, with the way back."""
    title = words.SHORT_ON if short else words.SHORT_OFF
    back, text = (words.STOP, "off") if short else (words.START, "on")
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(words.SHORT_HOW if short else words.SHORT_BACK),),
        buttons=(Button(back, ASK_IN, {"text": f"digest short {text}", "collaboration": in_}),),
    )


def time_card(party: str, next_one: Moment) -> Card:
    """The answer to `digest monday 9:00`."""
    title = words.TIME_TITLE.format(party=party)
    return Card(
        title=title,
        summary=title,
        blocks=(Facts((fact(words.NEXT, next_one),)), paragraph(words.TIME_HOW)),
    )
