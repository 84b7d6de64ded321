"""`status` and `due`: what is open and what comes."""

from collections.abc import Sequence

from bot.cards.card import Block, Card, Text, paragraph, subtle
from bot.cards.compose.digest import Line, Section, listed, section_blocks
from bot.cards.words import life
from bot.cards.words import status as words
from bot.domain.digest_week import A_WEEK
from bot.domain.instant import instant
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader, view
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.scene import Scene
from bot.engine.standing import Audience, coming, standing
from bot.engine.storage_ports import Transaction
from bot.engine.weekly import sections_of


async def status(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """What is open, late, missing or undelivered right now, and how the last week went."""
    audience = audience_of(scene, reader)
    week = instant(scene.now - A_WEEK)
    found = await standing(tx, scene, audience, agreements, since=week)
    sections = sections_of(found, kept=words.KEPT_WEEK)
    blocks = [*_state(scene), *section_blocks(sections)]
    summary = f"{len(found.late)} late, {len(found.still_open)} open"
    return Answer(
        card=Card(
            title=f"{words.STATUS_TITLE}: {scene.collaboration.title}",
            summary=f"{words.STATUS_TITLE}: {summary}",
            blocks=(*(blocks or [Text((words.ALL_WELL,))]), subtle(words.NEXT_STEP_STATUS)),
        )
    )


def audience_of(scene: Scene, reader: Reader) -> Audience:
    """Who reads an answer: a room, or one person and with them their own side."""
    own = {scene.leading, scene.actor.party} if scene.private else set()
    sides = frozenset(party for party in own if party is not None)
    return Audience(reader=reader, sides=sides, zone=scene.zone)


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


def due(scene: Scene, rest: str, reader: Reader) -> Answer:
    """What falls due in the next two weeks; with `me`, what the asker owes."""
    mine = is_mine(rest)
    lines = _owed(scene, reader) if mine else _all(scene, reader)
    nothing = words.NOTHING_DUE_ME if mine else words.NOTHING_DUE
    title = words.DUE_ME_TITLE if mine else words.DUE_TITLE
    return Answer(
        card=Card(
            title=title,
            summary=f"{title}: {len(lines)}",
            blocks=(
                listed(lines) if lines else Text((nothing,)),
                subtle(words.NEXT_STEP_DUE),
            ),
        ),
        private=mine,
    )


def due_everywhere(scenes: Sequence[Scene]) -> Answer:
    """`due me` in a personal chat: what the asker owes, by collaboration.

    Each is read as the asker may read it alone, and only the asker sees them side by side.
    """
    sections = [
        Section(title=scene.collaboration.title, lines=_owed(scene, scene.alone))
        for scene in scenes
        if _asks(scene)
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


def _asks(scene: Scene) -> bool:
    """Whether the collaboration asks for updates now: something is in force, and it is running."""
    running = scene.collaboration.state is CollaborationState.ACTIVE
    return running and scene.collaboration.version > 0


def _all(scene: Scene, reader: Reader) -> list[Line]:
    return [line for _, line in coming(scene, view(scene.agreement, reader))]


def _owed(scene: Scene, reader: Reader) -> list[Line]:
    seats = frozenset(scene.actor.seats)
    return [line for _, line in coming(scene, view(scene.agreement, reader), seats)]
