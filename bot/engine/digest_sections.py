"""What stands in the digest and in `status`: the sections all may read, those of one party."""

from collections.abc import Iterable

from bot.cards.card import Strong
from bot.cards.compose.digest import Section
from bot.cards.words import actions as action_words
from bot.cards.words import decisions as decision_words
from bot.cards.words import digest as words
from bot.cards.words import status as status_words
from bot.cards.words import suggestions as suggestion_words
from bot.cards.words import thanks as thanks_words
from bot.cards.words.cut import shortened
from bot.domain.digest_week import A_WEEK
from bot.domain.visibility import A_ROOM, Reader, view
from bot.engine.agreements import AgreementCache
from bot.engine.audience import Audience
from bot.engine.coming import Line, coming, is_running
from bot.engine.needs_attention import empty_seats
from bot.engine.scene import Setting
from bot.engine.standing import (
    Standing,
    drafts,
    late_line,
    open_line,
    proposals_for,
    waiting,
)
from bot.engine.storage_ports import Transaction

#: Lines of a section; of what comes the whole list is behind `due`.
_FEW, _MANY = 5, 10
#: Characters of a gap, which names all empty seats of a party; and of one among the five lines.
_LONGEST_GAP, _LONGEST_SHORT = 220, 60
#: Characters of an escalation: what happens to the work until decided is read whole.
_LONGEST_ESCALATION = 400


def sections_of(found: Standing, *, kept: str = status_words.KEPT) -> tuple[Section, ...]:
    """What there is to say: first what waits for somebody, then what comes, then how it went.

    Short enough for every platform: a card that one of them cuts is not the same on both.
    """
    gaps = [shortened(each, _LONGEST_GAP) for each in found.gaps]
    escalated = [shortened(each, _LONGEST_ESCALATION) for each in found.escalated]
    return (
        Section.of_texts(status_words.ESCALATED, escalated, at_most=_FEW),
        Section(title=status_words.LATE, lines=found.late, at_most=_FEW),
        Section(title=status_words.OPEN, lines=found.still_open, at_most=_FEW),
        Section(title=status_words.UNANSWERED, lines=found.questions, at_most=_FEW),
        Section(title=suggestion_words.WAITING, lines=found.suggestions, at_most=_FEW),
        Section(title=status_words.PROPOSALS, lines=found.proposals, at_most=_FEW),
        Section(title=decision_words.TO_CONFIRM, lines=found.to_confirm, at_most=_FEW),
        Section.of_texts(status_words.GAPS, gaps, at_most=_FEW),
        Section(title=action_words.OPEN_TITLE, lines=found.actions, at_most=_FEW),
        Section(title=status_words.AWAY, lines=found.away, at_most=_FEW),
        Section(title=status_words.COMING, lines=found.coming, at_most=_MANY),
        Section(title=kept, lines=found.kept, at_most=_MANY),
        Section(title=status_words.SPOKEN, lines=found.spoken, at_most=_FEW),
        Section(title=thanks_words.TITLE, lines=found.thanked, at_most=_FEW),
        Section(title=status_words.REACHED, lines=found.reached, at_most=_FEW),
        Section(title=status_words.OWN_CHANGES, lines=found.own_changes, at_most=_FEW),
    )


def five_lines(found: Standing) -> tuple[str, ...]:
    """The executive version."""
    gaps = [_shortest(each) for each in found.gaps]
    return (
        words.short_kept(found.total),
        words.short_line(status_words.LATE, [*_titles(found.late), *found.late_actions]),
        words.short_line(status_words.OPEN, _titles(found.still_open)),
        words.short_line(status_words.PROPOSALS, _titles(found.proposals), named=1),
        words.short_line(status_words.GAPS, gaps, named=1),
    )


def _shortest(gap: str) -> str:
    """What is missing, without what to do; where that is long, without what it is of."""
    said = gap.partition(". ")[0]
    if len(said) > _LONGEST_SHORT:
        said = said.partition(": ")[0]
    return shortened(said, _LONGEST_SHORT)


def _titles(lines: Iterable[Line]) -> list[str]:
    """What is stressed in each line: its title."""
    return [part.text for line in lines for part in line if isinstance(part, Strong)]


async def private_sections(
    tx: Transaction, setting: Setting, party: str, reader: Reader, agreements: AgreementCache
) -> tuple[Section, ...]:
    """What is for one party alone, without what the shared part says already."""
    audience = Audience(reader=reader, sides=frozenset({party}), zone=setting.zone_of(party))
    visible, in_room = view(setting.agreement, reader), view(setting.agreement, A_ROOM)
    seats = frozenset(seat.key for seat in visible.seats if seat.party == party)
    late, still_open = await waiting(tx, setting, audience, agreements)
    late_for_all, _ = await waiting(tx, setting, Audience(reader=A_ROOM), agreements)
    known = {each.checkin.id for each in late_for_all}
    untold = [
        each for each in late if each.cadence.writer in seats and each.checkin.id not in known
    ]
    restricted = [
        each
        for each in still_open
        if each.cadence.writer in seats and in_room.seat(each.cadence.writer) is None
    ]
    owed = await coming(tx, setting, audience, seats=seats, ahead=A_WEEK, with_actions=True)
    answers = await proposals_for(tx, setting, audience, party)
    empty = empty_seats(setting, visible, party)
    hidden = [line for key, line in empty.items() if in_room.seat(key) is None]
    return (
        Section(
            title=words.UNTOLD,
            lines=[late_line(each, audience) for each in untold],
            at_most=_FEW,
        ),
        Section(
            title=words.RESTRICTED,
            lines=[open_line(each, audience) for each in restricted],
            at_most=_FEW,
        ),
        Section(title=words.ANSWERS, lines=answers, at_most=_FEW),
        Section.of_texts(words.DRAFTS, await drafts(tx, setting, party), at_most=_FEW),
        Section(title=words.OWED, lines=owed if is_running(setting) else (), at_most=_MANY),
        Section.of_texts(words.SEATS, hidden, at_most=_FEW),
    )
