"""Lists of actions: who does what by when, and what goes on to a new holder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import Block, Bullets, Button, Card, Part, paragraph, subtle
from bot.cards.compose.actions import ADD, LIST, PAGE, Task, line, opens
from bot.cards.compose.general import ASK_IN
from bot.cards.words import actions as words


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A page of a list of actions."""

    title: str
    empty: str
    """What is said when there are none."""
    view: str
    """What was asked for: empty, `mine`, `late` or `done`."""
    tasks: Sequence[Task]
    """Those of this page."""
    mine: frozenset[str]
    """Keys of the reader's own seats."""
    page: int
    """0 for the first."""
    count: int
    """How many there are in all."""
    collaboration: str


def list_card(listed: Listed) -> Card:
    """Who does what by when; the reader's own can be opened with a press."""
    pages = -(-listed.count // PAGE) or 1
    lines: Block = (
        Bullets(tuple(line(task) for task in listed.tasks))
        if listed.tasks
        else paragraph(listed.empty)
    )
    place = (subtle(words.page(listed.page + 1, pages, listed.count)),) if pages > 1 else ()
    in_ = {"collaboration": listed.collaboration}
    own = [task for task in listed.tasks if task.action.owner in listed.mine]
    return Card(
        title=listed.title,
        summary=f"{listed.title}: {listed.count}",
        blocks=(lines, *place, subtle(words.NEXT_STEP)),
        buttons=(
            *map(opens, own),
            *_leafing(listed, pages, in_),
            Button(words.ADD, ADD, in_, opens_form=True),
            *(
                Button(label, ASK_IN, {**in_, "text": text})
                for label, text in ((words.MINE, "actions mine"), (words.LATE, "actions late"))
                if text != f"actions {listed.view}"
            ),
            *((Button(words.ALL, ASK_IN, {**in_, "text": "actions"}),) if listed.view else ()),
        ),
    )


def _leafing(listed: Listed, pages: int, in_: Mapping[str, str]) -> tuple[Button, ...]:
    if pages == 1:
        return ()
    following = (listed.page + 1) % pages
    value = {**in_, "view": listed.view, "page": str(following)}
    return (Button(words.MORE, LIST, value),)


def handed_on(seat: str, tasks: Sequence[Task], collaboration: str) -> Card:
    """For whoever takes over a seat: what is open for it."""
    title = words.handed_on(seat)
    shown = [line(task) for task in tasks[:PAGE]]
    rest: tuple[tuple[Part, ...], ...] = (
        ((words.more(len(tasks) - PAGE),),) if len(tasks) > PAGE else ()
    )
    return Card(
        title=title,
        summary=f"{title}: {len(tasks)}",
        blocks=(Bullets((*shown, *rest)),),
        buttons=(
            Button(words.MINE, ASK_IN, {"collaboration": collaboration, "text": "actions mine"}),
        ),
    )
