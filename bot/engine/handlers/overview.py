"""`status` and `due`: what is open and what comes."""

from collections.abc import Iterator, Sequence

from bot.cards.card import Block, Button, Card, Text, Tone, paragraph, subtle
from bot.cards.compose.actions import leaving_buttons
from bot.cards.compose.digest import listed, section_blocks
from bot.cards.compose.general import ASK
from bot.cards.words import actions as action_words
from bot.cards.words import decisions as decision_words
from bot.cards.words import life
from bot.cards.words import status as words
from bot.domain.digest_week import A_WEEK
from bot.domain.instant import instant
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.audience import audience_of
from bot.engine.coming import coming
from bot.engine.digest_sections import sections_of
from bot.engine.kept_week import Week
from bot.engine.owed import Owed, owed_by
from bot.engine.scene import Scene
from bot.engine.standing import standing
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import OVER

#: More would hide what is pressing; `update` lists the rest.
_MOST_BUTTONS = 8


async def status(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """What is open, late, missing or undelivered right now, and how the last week went."""
    audience = audience_of(scene, reader)
    week = Week(since=instant(scene.now - A_WEEK))
    found = await standing(tx, scene, audience, agreements, week)
    sections = sections_of(found, kept=words.KEPT_WEEK)
    blocks = [*_state(scene), *section_blocks(sections)]
    summary = f"{len(found.late)} late, {len(found.still_open)} open"
    return Answer(
        card=Card(
            title=f"{words.STATUS_TITLE}: {scene.collaboration.title}",
            summary=f"{words.STATUS_TITLE}: {summary}",
            blocks=(*(blocks or [Text((words.ALL_WELL,))]), subtle(words.NEXT_STEP_STATUS)),
            buttons=tuple(
                Button(label, ASK, {"text": text})
                for label, text, wanted in (
                    (words.ESCALATED, "escalations", found.escalated),
                    (words.PROPOSALS, "propose", found.proposals),
                    (words.ALL_SEATS, "seats", found.gaps),
                    (words.WHAT_IS_DUE, "due", found.coming),
                    (action_words.ACTIONS, "actions", found.actions),
                    (decision_words.TITLE, "decisions", found.to_confirm),
                )
                if wanted
            )
            + _leaving(scene),
        )
    )


def _state(scene: Scene) -> list[Block]:
    """Said first when the collaboration is not running as usual."""
    match scene.collaboration.state:
        case CollaborationState.PAUSED:
            return [paragraph(life.PAUSED_LINE)]
        case CollaborationState.CLOSED | CollaborationState.ARCHIVED:
            return [paragraph(life.CLOSED_LINE)]
        case CollaborationState.ACTIVE if scene.collaboration.version == 0:
            return [paragraph(words.NOT_AGREED_YET)]
        case CollaborationState.ACTIVE:
            return []


def _leaving(scene: Scene) -> tuple[Button, ...]:
    """*Add an action* and *Record a decision*, where there is something they can be part of."""
    if scene.collaboration.version == 0 or scene.collaboration.state in OVER:
        return ()
    return leaving_buttons({"collaboration": scene.collaboration.id})


def is_mine(rest: str) -> bool:
    """Whether `due` is asked about the asker alone."""
    return rest.strip().lower().rstrip("?!.") in ("me", "mine", "for me")


async def due(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """What falls due in the next two weeks; with `me`, what the asker owes."""
    if is_mine(rest):
        owed = await owed_by(tx, scene, agreements)
        return _mine([*_state(scene), *section_blocks(owed.sections)], owed.count, owed.buttons)
    found = await coming(tx, scene, audience_of(scene, reader), with_actions=True)
    return Answer(
        card=Card(
            title=words.DUE_TITLE,
            summary=f"{words.DUE_TITLE}: {len(found)}",
            blocks=(
                *_state(scene),
                listed(found) if found else Text((words.NOTHING_DUE,)),
                subtle(words.NEXT_STEP_DUE),
            ),
        )
    )


async def due_everywhere(
    tx: Transaction, scenes: Sequence[Scene], agreements: AgreementCache
) -> Answer:
    """`due me` in a personal chat: what the asker owes, by collaboration.

    Each is read as the asker may read it alone, and only the asker sees them side by side.
    """
    owed = [(scene, await owed_by(tx, scene, agreements)) for scene in scenes]
    blocks = [
        block
        for scene, each in owed
        if each.count
        for block in (Text((scene.collaboration.title,), Tone.HEADING), *_lines(each))
    ]
    buttons = [button for _, each in owed for button in each.buttons]
    return _mine(blocks, sum(each.count for _, each in owed), buttons)


def _lines(owed: Owed) -> Iterator[Block]:
    """One list below the title of its collaboration; what waits stands first."""
    for section in owed.sections:
        if section.lines:
            yield subtle(section.title)
            yield listed(section.lines)


def _mine(blocks: Sequence[Block], count: int, buttons: Sequence[Button]) -> Answer:
    return Answer(
        card=Card(
            title=words.DUE_ME_TITLE,
            summary=f"{words.DUE_ME_TITLE}: {count}",
            blocks=(
                *(blocks or [paragraph(words.NOTHING_DUE_ME)]),
                subtle(words.NEXT_STEP_DUE if buttons else words.NEXT_STEP_DUE_ME),
            ),
            buttons=tuple(buttons[:_MOST_BUTTONS]),
        ),
        private=True,
    )
