"""`status` and `due`: what is open and what comes."""

from collections.abc import Sequence

from bot.cards.card import Block, Button, Card, Text, paragraph, subtle
from bot.cards.compose.digest import Section, listed, section_blocks
from bot.cards.compose.general import ASK
from bot.cards.words import life
from bot.cards.words import status as words
from bot.domain.digest_week import A_WEEK
from bot.domain.instant import instant
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.audience import audience_of
from bot.engine.coming import Line, coming, is_running
from bot.engine.early import early_buttons
from bot.engine.kept_week import Week
from bot.engine.scene import Scene
from bot.engine.sending import owed
from bot.engine.standing import standing
from bot.engine.storage_ports import Transaction
from bot.engine.weekly import sections_of


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
                )
                if wanted
            ),
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


def is_mine(rest: str) -> bool:
    """Whether `due` is asked about the asker alone."""
    return rest.strip().lower().rstrip("?!.") in ("me", "mine", "for me")


async def due(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """What falls due in the next two weeks; with `me`, what the asker owes."""
    mine = is_mine(rest)
    seats = frozenset(scene.actor.seats) if mine else None
    found = await coming(tx, scene, audience_of(scene, reader), seats=seats)
    nothing = words.NOTHING_DUE_ME if mine else words.NOTHING_DUE
    title = words.DUE_ME_TITLE if mine else words.DUE_TITLE
    return Answer(
        card=Card(
            title=title,
            summary=f"{title}: {len(found)}",
            blocks=(
                *_state(scene),
                listed(found) if found else Text((nothing,)),
                subtle(words.NEXT_STEP_DUE),
            ),
            buttons=early_buttons(scene, owed(scene, by_name=False)) if mine else (),
        ),
        private=mine,
    )


async def due_everywhere(tx: Transaction, scenes: Sequence[Scene]) -> Answer:
    """`due me` in a personal chat: what the asker owes, by collaboration.

    Each is read as the asker may read it alone, and only the asker sees them side by side.
    """
    running = [scene for scene in scenes if is_running(scene)]
    sections = [
        Section(title=scene.collaboration.title, lines=await _owed(tx, scene)) for scene in running
    ]
    count = sum(len(each.lines) for each in sections)
    blocks = section_blocks(sections) or [paragraph(words.NOTHING_DUE_ME)]
    return Answer(
        card=Card(
            title=words.DUE_ME_TITLE,
            summary=f"{words.DUE_ME_TITLE}: {count}",
            blocks=(*blocks, subtle(words.NEXT_STEP_DUE)),
        ),
        private=True,
    )


async def _owed(tx: Transaction, scene: Scene) -> Sequence[Line]:
    return await coming(
        tx, scene, audience_of(scene, scene.alone), seats=frozenset(scene.actor.seats)
    )
