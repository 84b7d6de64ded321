"""Who is away, and who stands in: what everybody reads of it."""

from dataclasses import replace
from datetime import timedelta

from bot.cards.card import Strong
from bot.cards.words import manners as words
from bot.domain.instant import instant, local
from bot.domain.visibility import View
from bot.engine.coming import Line
from bot.engine.contacts import route
from bot.engine.scene import Setting


def away_lines(setting: Setting, visible: View, ahead: timedelta) -> tuple[Line, ...]:
    """The seats whose holders are away now or in the next days, the first to go first."""
    id_, directory = setting.collaboration.id, setting.directory
    held = directory.holders(id_, setting.now)
    found = [
        (absence, seat, held[seat.key])
        for seat in visible.seats
        if seat.key in held
        for absence in directory.absences(id_, held[seat.key])
        if absence.overlaps(setting.now, instant(setting.now + ahead))
        and absence.until > absence.since
    ]
    lines: list[Line] = []
    for absence, seat, holder in sorted(found, key=lambda each: each[0].since):
        then = replace(setting, now=max(absence.since, setting.now))
        where = route(then, seat.key)
        instead = where.person if where and where.person != holder else None
        first = local(absence.since, absence.zone).date()
        lines.append(
            (
                Strong(seat.title),
                words.away_between(
                    setting.agreement.party[seat.party].short,
                    first if absence.since > setting.now else None,
                    absence.back,
                    instead.name if instead else None,
                ),
            )
        )
    return tuple(lines)
