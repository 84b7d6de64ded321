"""Every part of the agreement as cards to read: items and entries in a line, facts, buttons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Fact,
    Facts,
    Part,
    Strong,
    Text,
    Tone,
    paragraph,
    subtle,
)
from bot.cards.words import answers, contact_rules, part_entries, part_labels
from bot.cards.words import parts as words
from bot.cards.words.dates import clock_of, day
from bot.domain.agreement.amending import Amending
from bot.domain.agreement.areas import AccessGrant, Area, Due, Location, PartyAccess
from bot.domain.agreement.cadences import Cadence, ContentItem, LateStep
from bot.domain.agreement.conduct import InputWanted, Method, NeverInChatPattern
from bot.domain.agreement.contact_rules import ContactRule
from bot.domain.agreement.ownership import Ownership
from bot.domain.agreement.parties import ExtraWorkingDay, Holiday, Party
from bot.domain.agreement.pulse import Pulse, PulseQuestion
from bot.domain.agreement.seats import ContactHours, Seat, Unavailable
from bot.domain.agreement.study import Phase, Study, Versions
from bot.domain.agreement.suggesting import Suggesting
from bot.domain.agreement.triggers import LadderStep, Limit, Trigger
from bot.domain.shapes import example_of
from bot.domain.visibility import View

#: Button, value `section` and, for one item, `item`: show it. Without `section`: all parts.
SHOW_PART = "part_show"
#: Button that opens the form to choose a part, an item or an entry; value `section` and `item`,
#: either may be missing.
CHOOSE_PART = "part_choose"
#: Button that opens the form of a part; value `path`. The path of a list adds to it.
EDIT_PART = "part_edit"
#: Button, value `path` and `seen`: take it out.
REMOVE_PART = "part_remove"
#: The form to choose was sent.
PART_CHOSEN = "part_chosen"
#: The form of a part was sent; context `path` and `seen`.
SEND_PART = "part_send"

#: With more items than this only their titles are listed.
MOST_IN_WORDS = 20

Line = tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class EntryList:
    """A list inside an item, as its card shows it."""

    heading: str
    lines: tuple[str, ...]


def overview(view: View, lines: Iterable[Line], buttons: Sequence[Button], *, how: str) -> Card:
    """Every part in a line, with a button each."""
    study = view.agreement.study
    return Card(
        title=words.OVERVIEW_TITLE,
        summary=f"{words.OVERVIEW_TITLE}: {study.title}",
        blocks=(Bullets(tuple(lines)), subtle(how)),
        buttons=tuple(buttons),
    )


def listing(
    title: str, description: str, blocks: Sequence[Block], buttons: Sequence[Button]
) -> Card:
    """A part that lists items."""
    return Card(
        title=title,
        summary=f"{title}: {description}",
        blocks=(subtle(description), *(blocks or [paragraph(words.NOTHING_HERE)])),
        buttons=tuple(buttons),
    )


def item(
    title: str,
    facts: Sequence[Fact],
    lists: Sequence[EntryList],
    buttons: Sequence[Button],
    how: str,
) -> Card:
    """One item to read, with the entries of its lists."""
    blocks: list[Block] = [Facts(tuple(facts))] if facts else []
    for each in lists:
        if each.lines:
            blocks.append(Text((each.heading,), Tone.HEADING))
            blocks.append(Bullets(tuple((line,) for line in each.lines)))
    return Card(
        title=title,
        summary=title,
        blocks=(*(blocks or [paragraph(words.NOTHING_HERE)]), *([subtle(how)] if how else [])),
        buttons=tuple(buttons),
    )


def items_in_words(view: View, items: Sequence[Any]) -> list[Block]:
    """The items of a part, one a line; seats under their party, only titles when there are many."""
    if not items:
        return []
    if not isinstance(items[0], Seat):
        return [Bullets(tuple(_item(view, each, short=_many(items)) for each in items))]
    blocks: list[Block] = []
    for party in view.agreement.parties:
        seats = [each for each in items if each.party == party.key]
        if seats:
            blocks.append(Text((party.name,), Tone.HEADING))
            blocks.append(Bullets(tuple(_item(view, each, short=_many(items)) for each in seats)))
    return blocks


def _many(items: Sequence[Any]) -> bool:
    return len(items) > MOST_IN_WORDS


def _item(view: View, found: Any, *, short: bool) -> Line:
    if isinstance(found, str):
        return (found,)
    title = title_of(found)
    said = "" if short else item_line(view, found)
    return (Strong(title), f": {said}") if said else (Strong(title),)


def title_of(found: Any) -> str:
    """What an item is called."""
    match found:
        case Party():
            return found.short
        case InputWanted():
            return found.topic
        case _:
            return str(found.title)


def item_line(view: View, found: Any) -> str:  # noqa: C901, PLR0911 - one line for each kind of item
    """The most telling words about an item, without its title."""
    match found:
        case Party():
            place = found.city or clock_of(found.zone)
            return words.sentence_of(found.name, place, words.hours(found.hours))
        case Phase():
            span = words.span(found.start, found.end)
            return span if found.retrospective else f"{span}, {words.NOT_LOOKED_BACK_ON}"
        case Seat():
            deputy = view.seat(found.deputy)
            return words.deputy(deputy.title) if deputy else words.no_deputy()
        case Area():
            owner = view.seat(found.accountable)
            due = "; ".join(entry_line(view, each) for each in found.due)
            return words.sentence_of(owner.title if owner else "", due)
        case Cadence():
            sender = view.seat(found.from_)
            return words.sentence_of(sender.title if sender else "", rule_in_words(view, found))
        case Trigger():
            return words.trigger(
                part_labels.choice("Severity", found.severity), found.first_notice.within.in_words()
            )
        case Method():
            return found.use_for
        case Location():
            return words.sentence_of(found.path, found.system)
        case NeverInChatPattern():
            return words.found_like(found.shape, example_of(found.shape))
        case InputWanted():
            return part_labels.choice("InputLevel", found.level)
        case _:
            return ""


def entry_line(view: View, found: Any) -> str:  # noqa: C901, PLR0911 - a line for each kind
    """An entry of a list inside an item, in words."""
    match found:
        case Holiday():
            return part_entries.day_off(found)
        case ExtraWorkingDay():
            return part_entries.extra_day(found)
        case ContactHours():
            method = view.agreement.method[found.method].title
            return part_entries.contact_hours(found.from_, found.to, method, found.why)
        case Unavailable():
            instead = view.seat(found.instead)
            area = view.agreement.area.get(found.on_days_of or "")
            phases = [view.agreement.phase[each].title for each in found.phases]
            only = [*phases, *([area.title] if area else [])]
            return part_entries.absence(found, only, instead.title if instead else None)
        case Due():
            phase = view.agreement.phase.get(found.phase or "")
            return answers.due(found, phase.title if phase else None)
        case AccessGrant() | PartyAccess():
            return _access(view, found)
        case ContentItem():
            return part_entries.content_item(found)
        case LateStep() | ContactRule():
            return _to_a_seat(view, found)
        case Limit():
            return part_entries.limit(found)
        case LadderStep():
            seats = [seat.title for seat in view.seats_of(found.seats.values())]
            return part_entries.ladder_step(found, seats)
        case PulseQuestion():
            return words.sentence_of(found.text, part_labels.choice("Scale", found.scale))
        case _:
            return ""


def _to_a_seat(view: View, found: LateStep | ContactRule) -> str:
    seat = view.seat(found.seat)
    title = seat.title if seat else None
    if isinstance(found, LateStep):
        return part_entries.late_step(title, found.after)
    return contact_rules.entry(found, title or "", view.agreement.method[found.method].title)


def _access(view: View, found: AccessGrant | PartyAccess) -> str:
    if isinstance(found, PartyAccess):
        short = view.agreement.party[found.party].short
        return answers.party_access(short, found.level, found.path)
    seat = view.seat(found.seat)
    return answers.grant(seat.title if seat else None, found.until)


def rule_in_words(view: View, found: Cadence) -> str:
    """When a cadence comes round."""
    agreement = view.agreement
    areas = [agreement.area[key].title for key in found.rule.areas]
    days_of = agreement.area.get(found.rule.on_days_of or "")
    return answers.rule(found.rule, areas, days_of.title if days_of else None)


def part_line(view: View, key: str, found: Any) -> str:  # noqa: C901, PLR0911 - a line for each part
    """The most telling words about a whole part; `found` is what stands in it."""
    match found:
        case Study():
            return found.title
        case Versions():
            return day(found.next_review) if found.next_review else words.NOTHING_HERE
        case Amending():
            return words.amending(found.remind_after, found.lapse_after)
        case Pulse():
            rhythm = part_labels.choice("Every", found.every)
            return words.sentence_of(rhythm, words.counted(len(found.questions), "question"))
        case Ownership():
            return words.ownership(
                part_labels.choice("Rhythm", found.confirmed_every), found.answer_within
            )
        case Suggesting():
            return words.suggesting(found.answer_within)
        case _ if not found:
            return words.NOTHING_HERE
        case _:
            pass
    if key == "seats":
        shorts = {each.key: each.short for each in view.agreement.parties}
        counts = dict.fromkeys(shorts.values(), 0)
        for seat in found:
            counts[shorts[seat.party]] += 1
        return words.seats_each(counts)
    if key == "triggers":
        return words.by_severity([part_labels.choice("Severity", each.severity) for each in found])
    if isinstance(found[0], str):
        return words.other_names(found, most=1)
    return words.other_names([title_of(each) for each in found])
