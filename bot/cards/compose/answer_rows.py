"""Rows of an answer that say more about what is named in it."""

from collections.abc import Iterable, Sequence

from bot.cards.card import Block, Button, Fact, fact, subtle
from bot.cards.compose.answer_parts import Telling, line
from bot.cards.words import answer_rows as words
from bot.cards.words.answers import counterpart_at
from bot.domain.agreement.conduct import Method
from bot.domain.agreement.seats import Seat
from bot.domain.office_hours import next_hours, place_of


def office_hours(telling: Telling, seat: Seat) -> Iterable[Fact]:
    """Their next hours on both clocks, for who reads by another clock than they do."""
    zone, party = telling.around.zone, telling.agreement.party.get(telling.around.party or "")
    held = telling.holders.get(seat.key)
    if zone is None or (held is not None and held.away_until is not None):
        return ()
    theirs = next_hours(telling.agreement, seat.key, telling.now)
    if theirs is None:
        return ()
    read = theirs.read_in(zone, place_of(zone, party))
    if read.start.replace(tzinfo=None) == theirs.start.replace(tzinfo=None):
        return ()
    today = telling.now.date()
    return (fact(words.OFFICE_HOURS, words.office_hours(theirs, read, today)),)


def in_writing(telling: Telling, method: Method | None) -> Iterable[Fact]:
    """What must follow a message by a method, where its words alone do not count."""
    if method is None or method.follow_up is None:
        return ()
    by = telling.agreement.method.get(method.follow_up.method or "")
    kept_from_reader = by is not None and by.senders and not telling.view.seats_of(by.senders)
    title = by.title if by is not None and not kept_from_reader else None
    said = words.afterwards(method.follow_up.what, method.follow_up.within, title)
    return (fact(words.AFTERWARDS, said),)


def own_side(telling: Telling, named: Sequence[str]) -> Iterable[Fact]:
    """Whom to ask on the asker's own side, where none of the seats named sits on it."""
    own = telling.agreement.party.get(telling.around.party or "")
    agreement = telling.agreement
    if own is None or any(agreement.seat[key].party == own.key for key in named):
        return ()
    lead = telling.view.lead(own)
    return line(counterpart_at(own.short), telling.seat(lead.key) if lead else ())


def by_the_same_name(also: Sequence[Button]) -> tuple[Block, ...]:
    """A line about the things of other kinds that go by the name, each of which has a button."""
    return (subtle(words.by_the_same_name([each.label for each in also])),) if also else ()
