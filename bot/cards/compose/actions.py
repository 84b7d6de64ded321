"""Cards and forms of actions, and the buttons that other cards offer to leave one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.cards.card import (
    Button,
    Card,
    Fact,
    Facts,
    Look,
    Moment,
    Part,
    Strong,
    fact,
    paragraph,
)
from bot.cards.words import actions as words
from bot.cards.words import decisions as decision_words
from bot.cards.words.cut import one_line
from bot.cards.words.dates import day
from bot.domain.actions import Action, ActionState, Edit
from bot.domain.agreement.document import Agreement
from bot.domain.deed import AboutKind, Deed
from bot.domain.instant import Instant
from bot.domain.workdays import seat_zone

ADD, ADD_FORM = "action.add", "action.added"
RECORD = "decision.write"
SHOW, LIST = "action.show", "action.list"
DONE, MOVE, DROP, EDIT, REOPEN = (
    "action.done",
    "action.move",
    "action.drop",
    "action.edit",
    "action.reopen",
)
MOVE_FORM, DROP_FORM, EDIT_FORM = "action.moved", "action.dropped", "action.edited"
#: Button: what was typed, with the one seat of several that is meant.
ADD_FOR = "action.add_for"

WHAT, OWNER, BY, REASON = "what", "owner", "by", "reason"
#: What stands for an action in a button: its label.
NUMBER = "action"
#: Longest text of what is to be done, and of a reason.
WHAT_LIMIT, REASON_LIMIT = 500, 300
#: Actions on one page of a list.
PAGE = 10
_IN_A_LINE, _IN_A_TITLE, _ON_A_BUTTON = 140, 90, 30
_SHOWN_EDITS = 5
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Task:
    """An action as somebody reads it now."""

    agreement: Agreement
    """The one in force, or the last one that had its owner's seat."""
    action: Action
    now: Instant
    holder: str | None = None
    """Name of who holds the owner's seat."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What people are called, by id."""
    seats: frozenset[str] = frozenset()
    """Keys of the seats that exist for the reader."""
    about: str = ""
    """What it came from, as the reader may know it."""

    @property
    def owner(self) -> str:
        """Title of the seat that does it."""
        return self.agreement.seat[self.action.owner].title

    @property
    def due(self) -> Moment:
        """When it is due."""
        return Moment(self.action.times.due, self.zone)

    @property
    def zone(self) -> str:
        """Where its owner is."""
        return seat_zone(self.agreement, self.action.owner)

    @property
    def late(self) -> bool:
        """Whether both sides see it as late."""
        return self.action.late(self.now)

    def who(self, deed: Deed) -> str:
        """Who did something, with the seat if the reader may know it."""
        name = self.names.get(deed.person, "")
        seat = self.agreement.seat.get(deed.seat or "")
        if seat is None or seat.key not in self.seats or seat.title == name:
            return name
        return f"{name}, {seat.title}"

    def value(self, **more: str) -> dict[str, str]:
        """What a button of it carries."""
        return {
            "collaboration": self.action.collaboration,
            NUMBER: self.action.label,
            "round": str(self.action.round),
            **more,
        }


def about_buttons(kind: AboutKind, id_: str) -> tuple[Button, ...]:
    """*Add an action* and *Record a decision*, for the card of what they come from.

    Args:
        kind: what the card is about.
        id_: its id, which begins with the id of its collaboration and a slash.
    """
    return leaving_buttons({"collaboration": id_.partition("/")[0], "about": kind.value, "of": id_})


def leaving_buttons(value: Mapping[str, str]) -> tuple[Button, ...]:
    """*Add an action* and *Record a decision*, which carry what they come from."""
    return (
        Button(words.ADD, ADD, value, opens_form=True),
        Button(decision_words.RECORD, RECORD, value, opens_form=True),
    )


def action_card(task: Task, *, title: str = "", note: str = "") -> Card:
    """One action, with all that happened to it."""
    action = task.action
    shown = title or _state_title(task)
    return Card(
        title=shown,
        summary=f"{shown}: {one_line(action.what, _IN_A_LINE)}" if action.label in shown else shown,
        blocks=(
            *(() if " ".join(action.what.split()) in shown else (paragraph(action.what),)),
            Facts(tuple(_facts(task))),
            *((paragraph(note),) if note else ()),
        ),
        buttons=_buttons(task),
    )


def titled(task: Task) -> str:
    """Its number and what it is, in one line."""
    return words.added(task.action.label, one_line(task.action.what, _IN_A_TITLE))


def _state_title(task: Task) -> str:
    match task.action.state:
        case ActionState.DONE:
            return words.is_done(task.action.label)
        case ActionState.DROPPED:
            return words.dropped(task.action.label)
        case ActionState.OPEN:
            return words.late(task.action.label) if task.late else titled(task)


def _facts(task: Task) -> Iterator[Fact]:
    action = task.action
    holder = task.holder or words.NOBODY
    yield fact(words.OWNER, task.owner if holder == task.owner else f"{task.owner}, {holder}")
    yield fact(words.DUE, task.due)
    if task.late:
        yield fact(words.LATE_SINCE, words.late_by(days_late(task)))
    if task.about:
        yield fact(words.ABOUT, task.about)
    yield fact(words.ASKED_BY, f"{task.who(action.raised)}, ", Moment(action.raised.at, task.zone))
    for edit in action.edits[-_SHOWN_EDITS:]:
        yield _edit_fact(task, edit)
    if action.ending is not None:
        by = action.ending.by
        label = words.DONE_BY if action.state is ActionState.DONE else words.ENDED_BY
        yield fact(label, f"{task.who(by)}, ", Moment(by.at, task.zone))
        if action.ending.reason:
            yield fact(words.REASON, action.ending.reason)


def _edit_fact(task: Task, edit: Edit) -> Fact:
    """What stood there before a change, and why it changed."""
    seat = task.agreement.seat.get(edit.owner)
    before = [f"by {day(edit.day)}"]
    if edit.owner != task.action.owner and seat is not None and seat.key in task.seats:
        before.append(f"for the {seat.title}")
    if edit.what != task.action.what:
        before.append(f"“{one_line(edit.what, _IN_A_LINE)}”")
    reason = f"{edit.reason}{words.was(', '.join(before))}, {task.who(edit.by)}"
    return fact(words.CHANGED, reason)


def _buttons(task: Task) -> tuple[Button, ...]:
    value = task.value()
    match task.action.state:
        case ActionState.DONE:
            return (Button(words.REOPEN, REOPEN, value),)
        case ActionState.DROPPED:
            return (Button(words.NEEDED_AFTER_ALL, REOPEN, value),)
        case ActionState.OPEN:
            return (
                Button(words.DONE, DONE, value, Look.PRIMARY),
                Button(words.MOVE, MOVE, value, opens_form=True),
                Button(words.DROP, DROP, value, opens_form=True),
                Button(words.EDIT, EDIT, value, opens_form=True),
            )


def for_owner(task: Task, *, asked: bool) -> Card:
    """What its owner reads, in whatever state it is: at first, on its day, after it, at its end.

    Args:
        task: the action.
        asked: whether its day has come, so that they are asked for it.
    """
    action, label = task.action, task.action.label
    if not action.open:
        return action_card(task)
    if task.late:
        return action_card(task, note=words.LATE_HOW)
    if task.now > action.times.due:
        card = action_card(task, title=words.still_open(label))
        until = paragraph(words.REMIND_HOW, Moment(action.times.late_at, task.zone), ".")
        return Card(card.title, (*card.blocks, until), card.buttons, card.summary)
    if asked:
        return action_card(task, title=words.due(label), note=words.ASKED_HOW)
    title = words.given(one_line(action.what, _IN_A_TITLE))
    return action_card(task, title=title, note=words.GIVEN_HOW)


def no_longer_yours(task: Task) -> Card:
    """What a message to somebody becomes whose action went to another seat."""
    title = words.moved(task.action.label)
    return Card(title=title, summary=title, blocks=(paragraph(words.NOT_YOURS_NOW),))


def told(task: Task) -> Card:
    """For the one who asked for it, or the owner: what somebody else did with it."""
    action = task.action
    if not action.open:
        return action_card(task)
    again = bool(action.taken_back) and not action.edits
    title = words.opened_again(action.label) if again else words.moved(action.label)
    return action_card(task, title=title)


def opens(task: Task) -> Button:
    """Opens one of a list."""
    label = f"{task.action.label}: {one_line(task.action.what, _ON_A_BUTTON)}"
    return Button(label, SHOW, task.value())


def line(task: Task) -> tuple[Part, ...]:
    """One action in a list: its number, what, who, by when, how late and how old."""
    action = task.action
    holder = task.holder or words.NOBODY
    who = task.owner if holder == task.owner else f"{task.owner} ({holder})"
    called = f"{action.label} {one_line(action.what, _IN_A_LINE)}"
    start: tuple[Part, ...] = (Strong(called), f": {who}")
    match action.state:
        case ActionState.OPEN:
            late = f", {words.late_by(days_late(task))}" if task.late else ""
            return (*start, ", by ", task.due, f"{late}, {words.age(_days(task))}")
        case ActionState.DONE:
            return (*start, ", done ", *_ended(task))
        case ActionState.DROPPED:
            return (*start, ", not needed any more ", *_ended(task))


def _ended(task: Task) -> tuple[Part, ...]:
    ending = task.action.ending
    return () if ending is None else (Moment(ending.by.at, task.zone),)


def days_late(task: Task) -> int:
    """Days from the end of its day until now."""
    return (task.now - task.action.times.due) // _A_DAY


def _days(task: Task) -> int:
    return (task.now - task.action.raised.at) // _A_DAY
