"""Suggestions that wait, in `status`, the digest and `due me`."""

from bot.cards.card import Strong
from bot.cards.compose.suggestions import Suggested
from bot.cards.words import suggestions as words
from bot.cards.words.cut import shortened
from bot.domain.agreement.document import Agreement
from bot.domain.suggestion import Suggestion
from bot.domain.suggestion_times import days_waited
from bot.domain.visibility import view
from bot.engine.agreements import AgreementCache
from bot.engine.audience import Audience
from bot.engine.coming import Line
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction
from bot.engine.suggestions import exists_in, for_actor

_GLANCE = 120


async def suggestion_lines(
    tx: Transaction, setting: Setting, audience: Audience, agreements: AgreementCache
) -> tuple[Line, ...]:
    """Those that wait, the oldest first, with the business days of who is asked since they came.

    That the agreed time is over reads the side that is asked at once, everybody else a business
    day later. Nobody is named: neither who made it, nor who has it.
    """
    seen = view(setting.agreement, audience.reader)
    lines: list[Line] = []
    found = await tx.suggestions.unfinished(setting.collaboration.id)
    for each in sorted(found, key=lambda suggestion: suggestion.made_at):
        if each.waiting and exists_in(seen, each):
            agreement = await agreements.get(tx, each.collaboration, each.version)
            lines.append(waiting_line(setting, each, audience, agreement))
    return tuple(lines)


def waiting_line(
    setting: Setting, suggestion: Suggestion, audience: Audience, agreement: Agreement
) -> Line:
    """One that waits; a seat that is no longer agreed is called as it was when it was asked."""
    turn, now = suggestion.turn, setting.now
    seat = (setting.agreement.seat.get(turn.seat) or agreement.seat[turn.seat]).title
    side = words.side(setting.agreement, suggestion.from_party)
    days = days_waited(agreement, turn.seat, suggestion.made_at, now)
    own = suggestion.to_party in audience.sides and turn.due <= now
    over = ""
    if own or turn.shown_at is not None:
        over = words.is_over_for(days_waited(agreement, turn.seat, turn.due, now))
    named = words.named(suggestion.label, suggestion.topic)
    return Strong(named), words.waiting_line(side, seat, days), over


async def suggested_to(
    tx: Transaction, scene: Scene, agreements: AgreementCache, seats: frozenset[str]
) -> list[Suggested]:
    """Those that wait for one of some seats, the oldest first, as the actor may know them."""
    found = await tx.suggestions.unfinished(scene.collaboration.id)
    return [
        await for_actor(scene, tx, each, agreements)
        for each in sorted(found, key=lambda suggestion: suggestion.made_at)
        if each.waiting and each.turn.seat in seats
    ]


def owed_line(suggested: Suggested) -> Line:
    """One in what somebody owes."""
    suggestion = suggested.suggestion
    said = words.suggested_by(suggested.maker, shortened(suggestion.text, _GLANCE))
    return Strong(suggestion.topic), said
