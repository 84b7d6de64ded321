"""Making a card fit what a platform can show. The only reader of `Capabilities`."""

from dataclasses import replace

from bot.cards.capabilities import Capabilities
from bot.cards.card import (
    Bullets,
    Card,
    CardBlock,
    Chart,
    Fact,
    Facts,
    Mention,
    Moment,
    Part,
    Strong,
    Text,
)
from bot.cards.charts import drawable

_A_DAY = len("Wed 31 Dec 2026")
_CUT = "…"
#: A moment takes about this many characters wherever it is shown.
_MOMENT = 60


def fit(card: Card, limits: Capabilities) -> Card:
    """Shorten what is too long and split what is too many, losing as little as possible.

    Long paragraphs are split into several, long tables into several, and only what is over the
    limit of the whole card is cut, visibly. Nothing is lost by it: what was accepted is in the
    record whole.
    """
    drawn = drawable(card.blocks, limits.charts)
    blocks = [piece for block in drawn for piece in _pieces(block, limits)]
    return replace(
        card,
        title=_cut(card.title, limits.title),
        summary=_cut(card.summary or card.title, limits.text),
        blocks=_within(blocks, limits),
        buttons=tuple(
            replace(button, label=_cut_label(button.label, limits.label))
            for button in card.buttons[: limits.buttons]
        ),
    )


def _cut_label(label: str, limit: int) -> str:
    """A label that ends with a day keeps it: two buttons may differ in nothing else."""
    head, comma, day = label.rpartition(", ")
    if len(label) <= limit or not comma or len(day) > _A_DAY:
        return _cut(label, limit)
    return f"{_cut(head, limit - len(comma) - len(day))}{comma}{day}"


def _pieces(block: CardBlock, limits: Capabilities) -> list[CardBlock]:
    match block:
        case Text(parts, tone):
            return [Text(run, tone) for run in _split(parts, limits.text)]
        case Facts(items):
            cut = [_fit_fact(item, limits) for item in items]
            return [
                Facts(tuple(cut[start : start + limits.facts]))
                for start in range(0, len(cut), limits.facts)
            ]
        case Bullets(items):
            return _fit_bullets(items, limits.text)
        case Chart():
            return [replace(block, text=_cut(block.text, limits.text))]


def _fit_fact(item: Fact, limits: Capabilities) -> Fact:
    room = limits.text - len(item.label) - 8
    first = next(iter(_split(item.value, room)), ())
    if _length(item.value) > room:
        first = (*_split(item.value, room - 1)[0], _CUT)
    return Fact(item.label, first)


def _fit_bullets(items: tuple[tuple[Part, ...], ...], limit: int) -> list[CardBlock]:
    """Lists whose text, with a mark and a line end for each item, stays under the limit."""
    runs: list[list[tuple[Part, ...]]] = [[]]
    used = 0
    for item in items:
        for piece in _split(item, limit - 4):
            size = _length(piece) + 4
            if used + size > limit and runs[-1]:
                runs.append([])
                used = 0
            runs[-1].append(piece)
            used += size
    return [Bullets(tuple(run)) for run in runs if run]


def _split(parts: tuple[Part, ...], limit: int) -> list[tuple[Part, ...]]:
    """Cut a run of parts into runs of at most `limit` characters, at spaces where there are any."""
    if _length(parts) <= limit:
        return [parts] if parts else []
    runs: list[list[Part]] = [[]]
    left = limit
    for part in parts:
        rest: Part | None = part
        while rest is not None:
            head, rest = _take(rest, left)
            if head is None or rest is not None:
                if head is not None:
                    runs[-1].append(head)
                runs.append([])
                left = limit
            else:
                runs[-1].append(head)
                left -= _part_length(head)
    return [tuple(run) for run in runs if run]


def _take(part: Part, room: int) -> tuple[Part | None, Part | None]:
    """As much of a part as there is room for, and the rest of it."""
    if _part_length(part) <= room:
        return part, None
    if not isinstance(part, str | Strong):
        return None, part
    text = part if isinstance(part, str) else part.text
    cut = text.rfind(" ", 0, room) + 1 or room
    if cut <= 0:
        return None, part
    make = (lambda piece: piece) if isinstance(part, str) else Strong
    return make(text[:cut]), make(text[cut:])


def _within(blocks: list[CardBlock], limits: Capabilities) -> tuple[CardBlock, ...]:
    """As many blocks as the whole card may hold, with a visible mark where it was cut."""
    if len(blocks) <= limits.blocks and sum(map(_block_length, blocks)) <= limits.total_text:
        return tuple(blocks)
    mark = Text((f"{_CUT} The rest did not fit into this message.",))
    kept: list[CardBlock] = []
    room = limits.total_text - _block_length(mark)
    for block in blocks[: limits.blocks - 1]:
        room -= _block_length(block)
        if room < 0:
            break
        kept.append(block)
    return (*kept, mark)


def _block_length(block: CardBlock) -> int:
    match block:
        case Text(parts):
            return _length(parts)
        case Facts(items):
            return sum(len(item.label) + _length(item.value) for item in items)
        case Bullets(items):
            return sum(_length(item) + 4 for item in items)
        case Chart():
            shown = (block.title, block.text, *block.labels * len(block.series))
            return sum(map(len, shown))


def _length(parts: tuple[Part, ...]) -> int:
    return sum(_part_length(part) for part in parts)


def _part_length(part: Part) -> int:
    match part:
        case str():
            return len(part)
        case Strong(text):
            return len(text)
        case Mention(_, name):
            return len(name) + 1
        case Moment():
            return _MOMENT


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + _CUT
