"""What the directory and the agreement tell without asking a platform: who is missing where."""

from collections.abc import Iterator, Sequence

from bot.cards.compose.preflight import finding
from bot.cards.words import preflight as words
from bot.domain.agreement.parties import Party
from bot.domain.agreement.seats import Seat
from bot.domain.finding import Finding, FindingKind
from bot.domain.joining import Gap
from bot.domain.visibility import View
from bot.engine.gaps import gap_words, standing
from bot.engine.scene import Setting


def check_seats(setting: Setting, visible: View, gaps: Sequence[Gap]) -> Iterator[Finding]:
    """Parties without a room or lead; seats without holder or deputy; people without address."""
    gone = {gap.seat: gap for gap in standing(gaps, setting)}
    for party in setting.agreement.parties:
        yield from _party(setting, party)
        for seat in visible.seats:
            if seat.party == party.key:
                yield from _seat(setting, visible, party, seat, gone.get(seat.key))


def _party(setting: Setting, party: Party) -> Iterator[Finding]:
    id_, directory = setting.collaboration.id, setting.directory
    if not directory.rooms(id_, party.key):
        yield finding(FindingKind.NO_ROOM, party.short, party.key, words.no_room(party.short))
    leads = directory.leads(id_, party.key)
    if not leads:
        yield _without_lead(setting, party)
    for lead in leads:
        # Somebody who also holds a seat is looked at with the seat.
        seated = any(
            seat in setting.agreement.seat for seat in directory.seats_of(id_, lead, setting.now)
        )
        if not lead.addresses and not seated:
            remedy = words.not_in_chat(party.short)
            yield finding(FindingKind.NOT_IN_CHAT, lead.name, party.key, remedy)


def _without_lead(setting: Setting, party: Party) -> Finding:
    led = [
        each
        for each in setting.agreement.parties
        if setting.directory.leads(setting.collaboration.id, each.key)
    ]
    remedy = words.no_lead(party.short, [each.short for each in led])
    acting = led[0].key if led else None
    return finding(FindingKind.NO_LEAD, party.short, acting, remedy)


def _seat(
    setting: Setting, visible: View, party: Party, seat: Seat, gap: Gap | None
) -> Iterator[Finding]:
    holder = setting.directory.holder(setting.collaboration.id, seat.key, setting.now)
    if holder is None:
        yield finding(FindingKind.NO_HOLDER, seat.title, party.key, words.no_holder(party.short))
    elif gap is not None:
        remedy = words.holder_gone(party.short, gap_words(setting, gap))
        yield finding(FindingKind.HOLDER_GONE, seat.title, party.key, remedy)
    elif not holder.addresses and seat.contact.in_chat:
        subject = words.person(holder.name, seat.title)
        yield finding(FindingKind.NOT_IN_CHAT, subject, party.key, words.not_in_chat(party.short))
    yield from _deputy(setting, visible, party, seat)


def _deputy(setting: Setting, visible: View, party: Party, seat: Seat) -> Iterator[Finding]:
    if seat.team:
        return  # a desk stands in for itself
    if seat.deputy is None:
        yield finding(FindingKind.NO_DEPUTY, seat.title, party.key, words.no_deputy(party.short))
        return
    deputy, id_ = visible.seat(seat.deputy), setting.collaboration.id
    if deputy is None:
        return
    holder = setting.directory.holder(id_, seat.key, setting.now)
    if holder and holder == setting.directory.holder(id_, deputy.key, setting.now):
        remedy = words.deputy_is_holder(party.short, deputy.title)
        yield finding(FindingKind.DEPUTY_IS_HOLDER, seat.title, party.key, remedy)
