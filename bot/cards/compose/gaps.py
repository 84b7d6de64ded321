"""Cards about seats whose holder is gone, and what they become when the gap is closed."""

from dataclasses import dataclass

from bot.cards.card import Button, Card, Look, Moment, paragraph, subtle
from bot.cards.compose.seats import FILL, GAP_CLOSE
from bot.cards.words import gaps as words
from bot.domain.instant import Instant
from bot.domain.joining import Gap, GoneBecause


@dataclass(frozen=True, kw_only=True)
class ShownGap:
    """A gap with the names a card needs."""

    gap: Gap
    seat: str
    """Title of the seat."""
    holder: str
    """Name of the person who is gone."""
    zone: str
    """IANA zone of the seat's party."""


def gap_card(shown: ShownGap) -> Card:
    """For a lead of the same side: what happened, and the two ways out of it."""
    gap = shown.gap
    value = {"collaboration": gap.collaboration, "seat": gap.seat}
    title = words.title(shown.seat)
    return Card(
        title=title,
        summary=title,
        blocks=(
            paragraph(words.happened(shown.holder, gap.because), Moment(gap.since, shown.zone)),
            paragraph(words.HOW_TO_CLOSE),
        ),
        buttons=(
            Button(words.FILL, FILL, value, Look.PRIMARY, opens_form=True),
            Button(words.STILL, GAP_CLOSE, {**value, "person": gap.person}),
        ),
    )


def closed_card(title: str, at: Instant, zone: str) -> Card:
    """What a message about a gap, or about a missing lead, becomes."""
    return Card(
        title=title,
        summary=title,
        blocks=(paragraph(Moment(at, zone)), subtle(words.CLOSED_HOW)),
    )


def no_lead_card(party: str, because: GoneBecause, since: Instant, zone: str) -> Card:
    """For the leads of the other sides, when the only lead of a side is gone."""
    title = words.no_lead_title(party)
    return Card(
        title=title,
        summary=title,
        blocks=(
            paragraph(words.no_lead(party, because), Moment(since, zone)),
            paragraph(words.no_lead_how(party)),
        ),
    )
