"""Suggestions as the closing report tells them, for one reader."""

from bot.cards.closing import Idea
from bot.cards.compose.suggestions import Suggested
from bot.domain.agreement.document import Agreement
from bot.domain.between import has_third, of_suggestion
from bot.domain.suggestion import Suggestion
from bot.domain.visibility import Reader, visible_seat
from bot.engine.agreements import AgreementCache
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.suggestions import for_reader, with_agreement


async def suggestions_told(
    tx: Transaction, setting: Setting, reader: Reader, agreements: AgreementCache
) -> tuple[Idea, ...]:
    """Those that exist for the reader, the first one first.

    A report is filed and passed on, so it has the words of those alone that rooms read: what was
    said to one seat is in nobody's copy, and the copies of both sides are equal.
    """
    told = []
    for each in await tx.suggestions.all(setting.collaboration.id):
        suggested = await with_agreement(tx, setting, each, agreements)
        if all(_visible(setting, suggested, turn.seat, reader) for turn in each.turns):
            told.append(_idea(setting, for_reader(setting, suggested, reader)))
    return tuple(sorted(told, key=lambda idea: idea.suggested.suggestion.made_at))


def _idea(setting: Setting, suggested: Suggested) -> Idea:
    suggestion, reader = suggested.suggestion, suggested.reader
    read = _read_in_rooms(setting.agreement, suggestion, reader)
    seat = suggestion.from_seat if read else None
    if seat is not None and not _visible(setting, suggested, seat, reader):
        seat = None
    return Idea(suggested=suggested, by=suggested.seat_of(seat, suggestion.from_party), read=read)


def _visible(setting: Setting, suggested: Suggested, seat: str, reader: Reader) -> bool:
    """Whether a seat exists for the reader: as it is agreed now, or was when it is gone since."""
    stands = seat in setting.agreement.seat
    return visible_seat(setting.agreement if stands else suggested.agreement, seat, reader)


def _read_in_rooms(agreement: Agreement, suggestion: Suggestion, reader: Reader) -> bool:
    """Whether the rooms of the reader's side read the words; of three, the third does not."""
    if not suggestion.posted or suggestion.restricted or suggestion.withdrawn_at is not None:
        return False
    held = (agreement.seat.get(key) for key in reader.seats)
    sides = {seat.party for seat in held if seat is not None}
    return not has_third(agreement) or not sides.isdisjoint(of_suggestion(suggestion))
