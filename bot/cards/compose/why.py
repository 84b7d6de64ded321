"""Cards that explain a message, or that there was none."""

from collections.abc import Sequence

from bot.cards.card import Block, Bullets, Button, Card, Look, Part, Text, Tone, paragraph, subtle
from bot.cards.compose.checkins import UPDATE
from bot.cards.compose.general import ASK_IN
from bot.cards.words import checkins as checkin_words
from bot.cards.words import why as words

Line = tuple[Part, ...]


def why_card(
    stories: Sequence[tuple[str, Sequence[Line]]],
    *,
    in_: str,
    topic: str,
    to_send: str | None = None,
) -> Card:
    """One explanation, or several one below the other.

    Args:
        stories: a title and its sentences each; at least one.
        in_: id of the collaboration.
        topic: what the button shows of the agreement; empty for all of it.
        to_send: id of a check-in the reader can send. The answer to a press may stand where its
            message was, and must not take the way to answer away.
    """
    (title, lines), *others = stories
    update = Button(
        checkin_words.UPDATE, UPDATE, {"checkin": to_send or ""}, Look.PRIMARY, opens_form=True
    )
    blocks: list[Block] = [_told(lines)]
    for other, its_lines in others:
        blocks += [Text((other,), Tone.HEADING), _told(its_lines)]
    return Card(
        title=title,
        summary=title,
        blocks=(*blocks, subtle(words.NEXT_STEP)),
        buttons=(
            *((update,) if to_send else ()),
            Button(
                words.SHOW_UPDATE,
                ASK_IN,
                {"text": f"agreement {topic}".strip(), "collaboration": in_},
            ),
            Button(words.SHOW_AGREED, ASK_IN, {"text": "due", "collaboration": in_}),
        ),
    )


def nothing_card() -> Card:
    """Nothing was asked for here that could be explained."""
    return Card(
        title=words.NOTHING_YET,
        summary=words.NOTHING_YET,
        blocks=(paragraph(words.NOTHING_TO_EXPLAIN),),
    )


def message_card(said: str) -> Card:
    """Why a message came that is about no update."""
    return Card(title=words.MESSAGE, summary=words.MESSAGE, blocks=(paragraph(said),))


def digest_card(party: str, day: str, time: str) -> Card:
    """Why the digest came."""
    said = words.DIGEST_WHEN.format(party=party, day=day, time=time)
    return Card(title=words.DIGEST, summary=words.DIGEST, blocks=(paragraph(said),))


def _told(lines: Sequence[Line]) -> Block:
    return Bullets(tuple(lines)) if len(lines) > 1 else Text(lines[0])
