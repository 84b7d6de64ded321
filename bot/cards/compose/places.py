"""Cards about rooms that moved or were lost."""

from dataclasses import dataclass

from bot.cards.card import Button, Card, Look, Moment, paragraph
from bot.cards.compose.general import ASK_IN
from bot.cards.compose.preflight import AGAIN
from bot.cards.words import places as words
from bot.domain.instant import Instant


def moved_card() -> Card:
    """Said once in the new room."""
    return Card(
        title=words.MOVED_TITLE, summary=words.MOVED_TITLE, blocks=(paragraph(words.MOVED),)
    )


@dataclass(frozen=True, kw_only=True)
class Loss:
    """What was lost, as the leads are told it."""

    collaboration: str
    happened: str
    """The event in words, before its moment."""
    at: Instant
    zone: str
    """IANA zone for platforms that cannot show a moment in the reader's own."""
    parties: str
    """Short names of the parties it served."""
    last: str
    """Short names of those that have no other room; empty when all have one."""


def lost_card(loss: Loss, *, own: bool, whole_tenant: bool) -> Card:
    """For the lead of a party that lost the room, or of another one."""
    title = words.LOST_TENANT_TITLE if whole_tenant else words.LOST_TITLE
    what = words.OWN_TENANT if whole_tenant else words.OWN_ROOM
    left = words.nothing_left(loss.last) if loss.last else words.others_left(loss.parties)
    return Card(
        title=title,
        summary=title,
        blocks=(
            paragraph(loss.happened, Moment(loss.at, loss.zone)),
            paragraph(left),
            paragraph(what if own else words.ask_the_lead(loss.parties)),
        ),
        buttons=(
            Button(
                words.CHECK,
                ASK_IN,
                {"text": AGAIN, "collaboration": loss.collaboration},
                Look.PRIMARY,
            ),
        ),
    )
