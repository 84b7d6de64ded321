"""What each side changed of its own, for the others to know; nothing of it has to be accepted."""

from collections.abc import Iterator

from bot.cards.card import Strong
from bot.cards.words import digest as digest_words
from bot.cards.words import status as words
from bot.domain.instant import Instant
from bot.domain.people import Person
from bot.domain.visibility import view
from bot.engine.amendment_view import shown_to
from bot.engine.audience import Audience
from bot.engine.calendar_news import moved_by
from bot.engine.coming import Line
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def own_changes(
    tx: Transaction, setting: Setting, audience: Audience, since: Instant
) -> list[Line]:
    """What each side changed of its own after a moment: its part of the agreement, its seats."""
    lines: list[Line] = []
    names = {party.key: party.short for party in setting.agreement.parties}
    zone = audience.zone or setting.zone_of(None)
    for amendment in await tx.amendments.all(setting.collaboration.id):
        own = len(amendment.parties) == 1 and amendment.version is not None
        if own and amendment.ended_at is not None and amendment.ended_at > since:
            shown = await shown_to(tx, setting, amendment, audience.reader, zone=zone)
            owner = Strong(names.get(amendment.party, amendment.party))
            moved = await moved_by(tx, setting, amendment, audience.reader, audience.zone)
            lines += [(owner, digest_words.own_change(*said)) for said in (*shown.changes, *moved)]
    return [*lines, *_new_holders(setting, audience, since)]


def _new_holders(setting: Setting, audience: Audience, since: Instant) -> Iterator[Line]:
    """Seats that changed hands; that everybody sat down when it all began is no news."""
    id_, directory = setting.collaboration.id, setting.directory
    seen = view(setting.agreement, audience.reader)
    held = directory.holders(id_, setting.now)
    before = {**_first_holders(setting), **directory.holders(id_, since)}
    for seat in seen.seats:
        was, is_ = before.get(seat.key), held.get(seat.key)
        if is_ is not None and was != is_:  # that nobody sits there now is among the gaps
            owner = Strong(setting.agreement.party[seat.party].short)
            previous = was.name if was else words.NOBODY
            yield owner, digest_words.new_holder(seat.title, is_.name, previous)


def _first_holders(setting: Setting) -> dict[str, Person]:
    """Who sat in each seat from the moment on at which the first people were seated."""
    holdings = setting.directory.holdings(setting.collaboration.id)
    begun = min((each.since for each in holdings), default=None)
    first = [each for each in holdings if each.since == begun]
    # Whoever was replaced in that very moment sat there before.
    first.sort(key=lambda each: each.until is not None)
    return {each.seat: setting.directory.person(each.person) for each in first}
