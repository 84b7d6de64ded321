"""Cards about the versions of an agreement."""

from collections.abc import Sequence

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Facts,
    Part,
    Strong,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.general import ASK
from bot.cards.versions import VersionLine
from bot.cards.words import history as words
from bot.cards.words import proposals
from bot.cards.words.changes import Said
from bot.cards.words.dates import day

#: Versions and changes on one card.
PAGE = 12


def history_card(lines: Sequence[VersionLine], names: dict[str, str], *, page: int = 0) -> Card:
    """Every version, newest first; `names` says what people call the parties."""
    newest_first = list(reversed(lines))
    shown = newest_first[page * PAGE : (page + 1) * PAGE]
    more = len(newest_first) > (page + 1) * PAGE
    return Card(
        title=words.HISTORY_TITLE,
        summary=words.HISTORY_TITLE,
        blocks=(Bullets(tuple(_line(line, names) for line in shown)), subtle(words.NEXT)),
        buttons=(
            *(
                (Button(words.MORE, ASK, {"text": f"agreement history {page + 2}"}),)
                if more
                else ()
            ),
            Button("The agreement", ASK, {"text": "agreement"}),
            Button("Take a copy", ASK, {"text": "export"}),
        ),
    )


def _line(line: VersionLine, names: dict[str, str]) -> tuple[Part, ...]:
    how = {"own": words.OWN, "imported": words.IMPORTED}.get(line.kind, "")
    accepted = ", ".join(
        f"{each.person_name or each.seat_title} ({names.get(each.party, each.party)})"
        for each in line.accepted
    )
    by = f"; {words.ACCEPTED} {accepted}" if accepted else ""
    why = f": {line.reason}" if line.reason else ""
    about = f" ({how})" if how else ""
    return (Strong(words.version(line.version, day(line.effective))), f"{about}{why}{by}")


def diff_card(older: int, newer: int, changes: Sequence[Said], *, page: int = 0) -> Card:
    """What changed between two versions."""
    shown = changes[page * PAGE : (page + 1) * PAGE]
    blocks: list[Block] = []
    for said in shown:
        blocks.append(paragraph(Strong(said.title)))
        blocks.append(
            Facts((fact(proposals.BEFORE, said.before), fact(proposals.AFTER, said.after)))
        )
    more = len(changes) > (page + 1) * PAGE
    following = f"agreement diff {older} {newer} {page + 2}"
    return Card(
        title=words.diff_title(older, newer),
        summary=words.diff_title(older, newer),
        blocks=tuple(blocks) or (paragraph(words.SAME),),
        buttons=(
            *((Button(words.MORE, ASK, {"text": following}),) if more else ()),
            Button(proposals.HISTORY, ASK, {"text": "agreement history"}),
        ),
    )
