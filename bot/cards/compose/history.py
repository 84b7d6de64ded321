"""Cards about the versions of an agreement."""

from collections.abc import Sequence

from bot.cards.card import Bullets, Button, Card, Part, Strong, paragraph, subtle
from bot.cards.compose.changes import before_and_after, page_of
from bot.cards.compose.general import ASK
from bot.cards.versions import VersionLine
from bot.cards.words import history as words
from bot.cards.words import proposals
from bot.cards.words.changes import Said
from bot.cards.words.dates import day

#: Versions on one card; with reasons as long as a form takes, ten fill a message of Teams.
PAGE = 10


def history_card(lines: Sequence[VersionLine], names: dict[str, str], *, page: int = 0) -> Card:
    """Every version, newest first; `names` says what people call the parties."""
    newest_first = list(reversed(lines))
    shown = newest_first[page * PAGE : (page + 1) * PAGE]
    older = Button(words.OLDER, ASK, {"text": f"agreement history {page + 2}"})
    return Card(
        title=words.HISTORY_TITLE,
        summary=words.HISTORY_TITLE,
        blocks=(
            Bullets(tuple(_line(line, names) for line in shown)),
            *([subtle(words.NEXT)] if len(lines) > 1 else []),
        ),
        buttons=(
            *(_what_changed_last(newest_first) if page == 0 else ()),
            *((older,) if len(newest_first) > (page + 1) * PAGE else ()),
            Button(proposals.READ_AGREEMENT, ASK, {"text": "agreement"}),
            Button(words.COPY, ASK, {"text": "export"}),
        ),
    )


def _what_changed_last(newest_first: Sequence[VersionLine]) -> tuple[Button, ...]:
    if len(newest_first) == 1 or not newest_first:
        return ()
    newest, before = newest_first[0].version, newest_first[1].version
    return (Button(words.CHANGED_LAST, ASK, {"text": f"agreement diff {before} {newest}"}),)


def _line(line: VersionLine, names: dict[str, str]) -> tuple[Part, ...]:
    who = [
        f"{each.person_name or each.seat_title} ({names.get(each.party, each.party)})"
        for each in line.accepted
    ]
    how = words.how(line.kind, ", ".join(who))
    # A side gives no reason for what is its own.
    why = f": {line.reason.rstrip('. ')}" if line.reason and line.kind != "own" else ""
    said = f"{why}; {how}" if how else why
    return (Strong(words.version(line.version, day(line.effective))), said)


def diff_card(older: int, newer: int, changes: Sequence[Said], *, page: int = 0) -> Card:
    """What changed between two versions."""
    listed, page, count = page_of(changes, page)
    more = Button(proposals.MORE, ASK, {"text": f"agreement diff {older} {newer} {page + 2}"})
    return Card(
        title=words.diff_title(older, newer),
        summary=words.diff_title(older, newer),
        blocks=(
            *(before_and_after(listed) if listed else [paragraph(words.SAME)]),
            *([subtle(proposals.page(page + 1, count))] if count > 1 else []),
        ),
        buttons=(
            *((more,) if page + 1 < count else ()),
            Button(proposals.HISTORY, ASK, {"text": "agreement history"}),
        ),
    )
