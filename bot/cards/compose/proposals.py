"""Cards and forms of a proposal, in every state it can be in."""

from collections.abc import Iterator
from dataclasses import dataclass

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
from bot.cards.compose.changes import before_and_after, page_of
from bot.cards.compose.general import ASK
from bot.cards.compose.parts import CHOOSE_PART
from bot.cards.form import Form, TextInput
from bot.cards.words import proposals as words
from bot.cards.words.changes import Said
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.instant import Instant

ACCEPT = "proposal.accept"
DECLINE = "proposal.decline"
SHOW = "proposal.show"
SEND = "proposal.send"
WITHDRAW = "proposal.withdraw"
#: In the value of a button: choose among everything that can be changed.
CHANGE = "change"
SEND_FORM = "proposal.sent"
DECLINE_FORM = "proposal.declined"

REASON_LIMIT = 500


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A proposal as one reader may see it."""

    amendment: Amendment
    names: dict[str, str]
    """What people call the parties."""
    people: dict[str, str]
    """Names of the approvers by id."""
    changes: tuple[Said, ...]
    """In words; for a first version only what was reworded since the other side sent it."""
    contents: tuple[Fact, ...] = ()
    """For a first version: what is in it."""
    hidden: int = 0
    """Changes the reader may not see."""
    warnings: tuple[str, ...] = ()
    lapses_at: Instant | None = None
    zone: str = "UTC"

    @property
    def first(self) -> bool:
        """Whether it is the first version."""
        return self.amendment.base == 0

    @property
    def party(self) -> str:
        """Whose wording it is."""
        return self.names.get(self.amendment.party, self.amendment.party)

    def value(self, **more: str) -> dict[str, str]:
        """What a button of it carries."""
        return {
            "collaboration": self.amendment.collaboration,
            "amendment": self.amendment.id,
            **more,
        }


def proposal_card(shown: Shown, *, own: bool, page: int = 0, reminder: bool = False) -> Card:
    """A proposal; `own` says whether the reader is on the side whose wording it is.

    While that side is writing, everybody else reads only that it is.
    """
    title = _title(shown, own=own)
    if reminder:
        title = words.reminder(title)
    if shown.amendment.state is AmendmentState.DRAFT and not own:
        return _being_written(title)
    listed, page, count = page_of(shown.changes, page)
    blocks: list[Block] = [
        *_opening(shown, own=own),
        *([Text((words.CHANGED_WORDS,), Tone.HEADING)] if shown.first and listed else []),
        *before_and_after(listed),
        *([subtle(words.page(page + 1, count))] if count > 1 else []),
        *([subtle(words.restricted(shown.hidden))] if shown.hidden else []),
        *_contents(shown),
        *(subtle(warning) for warning in shown.warnings),
        *_standing(shown),
    ]
    return Card(
        title=title,
        summary=title,
        blocks=tuple(blocks),
        buttons=(*_buttons(shown, own=own), *_paging(shown, page, count)),
    )


def _contents(shown: Shown) -> Iterator[Block]:
    """What a first version holds; behind what was reworded in it, which is the news."""
    if shown.contents and shown.changes:
        yield Text((words.WHOLE,), Tone.HEADING)
    if shown.contents:
        yield Facts(shown.contents)


def _being_written(title: str) -> Card:
    """For everybody but the side that writes: its words are its own until they are sent."""
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(words.STILL_WRITTEN),),
        buttons=(Button(words.STATUS, ASK, {"text": "status"}),),
    )


def _title(shown: Shown, *, own: bool) -> str:
    amendment, number = shown.amendment, shown.amendment.number
    match amendment.state:
        case AmendmentState.DRAFT:
            return _draft_title(shown, own=own)
        case AmendmentState.PROPOSED:
            count = len(shown.changes) + shown.hidden
            return words.proposed_title(number, shown.party, count, first=shown.first)
        case AmendmentState.IN_FORCE:
            return words.in_force_title(number, amendment.version or 0)
        case ended:
            return words.ended_title(number, words.ENDED[ended.value], _ended_by(shown))


def _draft_title(shown: Shown, *, own: bool) -> str:
    number, overtaken = shown.amendment.number, shown.amendment.overtaken_by
    if not own:
        return words.reworded_title(number, shown.party, first=shown.first)
    if overtaken is not None:
        return words.overtaken_title(number, overtaken)
    return words.draft_title(number, first=shown.first)


def _ended_by(shown: Shown) -> str:
    return shown.people.get(shown.amendment.ended_by or "", "")


def _opening(shown: Shown, *, own: bool) -> Iterator[Block]:
    """Where it stands and what the reader can do, why it was proposed, why it ended."""
    amendment = shown.amendment
    if amendment.state is AmendmentState.DRAFT and amendment.overtaken_by is not None:
        yield paragraph(words.overtaken_how(amendment.overtaken_by))
    elif amendment.state is AmendmentState.DRAFT:
        yield paragraph(words.DRAFT_HOW)
    elif amendment.state is AmendmentState.PROPOSED:
        yield paragraph(_asking(shown, own=own))
    elif amendment.state is AmendmentState.LAPSED:
        yield paragraph(words.LAPSED_HOW)
    elif amendment.state in (AmendmentState.DECLINED, AmendmentState.WITHDRAWN):
        yield paragraph(words.NOTHING_CHANGES)
    told = amendment.reason and not (shown.first and amendment.reason == words.FIRST_REASON)
    facts = [
        *([fact(words.REASON, amendment.reason)] if told else []),
        *([fact(words.WHY_NOT, amendment.ended_because)] if amendment.ended_because else []),
    ]
    if facts:
        yield Facts(tuple(facts))


def _asking(shown: Shown, *, own: bool) -> str:
    """What a proposal that waits asks of the reader."""
    if own and shown.amendment.party not in shown.amendment.missing:
        return words.SENT_HOW
    return words.FIRST_HOW if shown.first else words.ACCEPT_HOW


def _standing(shown: Shown) -> Iterator[Block]:
    """Who accepted, who is waited for, until when."""
    amendment = shown.amendment
    rows = [
        fact(
            words.ACCEPTED,
            f"{shown.names.get(c.party, c.party)}: {shown.people.get(c.person, '')}, ",
            Moment(c.at, shown.zone),
        )
        for c in amendment.consents
    ]
    if amendment.state is AmendmentState.PROPOSED:
        waits = ", ".join(shown.names.get(key, key) for key in amendment.missing)
        rows.append(fact(words.WAITS, waits))
        if shown.lapses_at is not None:
            rows.append(fact(words.OPEN_UNTIL, Moment(shown.lapses_at, shown.zone)))
    if rows:
        yield Facts(tuple(rows))


def _buttons(shown: Shown, *, own: bool) -> Iterator[Button]:
    amendment = shown.amendment
    match amendment.state:
        case AmendmentState.DRAFT:
            yield Button(words.SEND, SEND, shown.value(), Look.PRIMARY, opens_form=True)
            yield from _reading(shown)
            yield Button(words.EDIT, CHOOSE_PART, shown.value(**{CHANGE: "yes"}), opens_form=True)
            if not shown.first:
                yield Button(words.DISCARD, WITHDRAW, shown.value(), Look.DANGER)
        case AmendmentState.PROPOSED:
            text = amendment.text
            asked = not own or amendment.party in amendment.missing
            if asked:
                yield Button(words.ACCEPT, ACCEPT, shown.value(text=text), Look.PRIMARY)
            yield from _reading(shown)
            if asked:
                yield Button(words.DECLINE, DECLINE, shown.value(), opens_form=True)
            label = words.EDIT if own else words.REWORD
            yield Button(label, CHOOSE_PART, shown.value(**{CHANGE: "yes"}), opens_form=True)
            if own and not shown.first:
                yield Button(words.WITHDRAW, WITHDRAW, shown.value(), Look.DANGER)
        case AmendmentState.IN_FORCE:
            yield Button(words.READ_AGREEMENT, ASK, {"text": "agreement"})
            yield Button(words.HISTORY, ASK, {"text": "agreement history"})
        case AmendmentState.DECLINED | AmendmentState.WITHDRAWN | AmendmentState.LAPSED:
            yield Button(words.PROPOSE_ANEW, ASK, {"text": "propose"})


def _reading(shown: Shown) -> Iterator[Button]:
    if shown.first:
        yield Button(words.READ, SHOW, shown.value(parts="yes"))


def _paging(shown: Shown, page: int, count: int) -> Iterator[Button]:
    if page + 1 < count:
        yield Button(words.MORE, SHOW, shown.value(page=str(page + 1)))
    elif page > 0:
        yield Button(words.FROM_START, SHOW, shown.value(page="0"))


def superseded_card(shown: Shown) -> Card:
    """In place of an earlier wording."""
    title = words.superseded_title(shown.amendment.number, first=shown.first)
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(words.SUPERSEDED),),
        buttons=(Button(words.SHOW_NEWEST, SHOW, shown.value(), Look.PRIMARY),),
    )


def send_form(shown: Shown) -> Form:
    """Asks why, and sends."""
    suggestion = words.FIRST_REASON if shown.first else ""
    return Form(
        action=SEND_FORM,
        title=words.SEND_FIRST_FORM if shown.first else words.SEND_FORM,
        inputs=(
            TextInput(
                key="reason",
                label=words.FIRST_REASON_LABEL if shown.first else words.REASON_LABEL,
                hint=words.REASON_HINT,
                value=shown.amendment.reason or suggestion,
                max_length=REASON_LIMIT,
                multiline=True,
            ),
        ),
        context=shown.value(text=shown.amendment.text),
    )


def decline_form(shown: Shown) -> Form:
    """Asks why not."""
    return Form(
        action=DECLINE_FORM,
        title=words.DECLINE_FORM,
        inputs=(
            TextInput(
                key="because",
                label=words.DECLINE_LABEL,
                hint=words.DECLINE_HINT,
                max_length=REASON_LIMIT,
                multiline=True,
            ),
        ),
        submit=words.DECLINE,
        context=shown.value(text=shown.amendment.text),
    )


def version_card(shown: Shown) -> Card:
    """Told in the rooms when a version comes into force."""
    version = shown.amendment.version or 0
    listed, page, count = page_of(shown.changes, 0)
    return Card(
        title=words.version_title(version),
        summary=words.version_title(version),
        blocks=(
            *([paragraph(words.FIRST_IN_FORCE)] if shown.first else []),
            *_opening(shown, own=False),
            *before_and_after(listed),
            *([subtle(words.page(page + 1, count))] if count > 1 else []),
            *_standing(shown),
        ),
        buttons=(
            Button(words.READ_AGREEMENT, ASK, {"text": "agreement"}, Look.PRIMARY),
            Button(words.HISTORY, ASK, {"text": "agreement history"}),
            Button(words.WHAT_IS_DUE, ASK, {"text": "due"}),
            *_paging(shown, page, count),
        ),
    )
