"""The options of a question: words of the file, and the items a field can name by key."""

from collections.abc import Callable, Iterable
from enum import Enum

from bot.agreement_file.references import referred
from bot.cards.form import Option
from bot.cards.words import part_labels
from bot.cards.words import parts as words
from bot.domain.agreement.seats import Seat
from bot.domain.agreement.triggers import TriggerClock
from bot.domain.visibility import View
from bot.engine.parts.kinds import OneOf

YES_NO = OneOf(
    options=(Option("yes", words.YES), Option("no", words.NO)),
    meant={"yes": True, "no": False},
)


def of_words(cls: type[Enum]) -> OneOf:
    """The words of an enum; only those of the table where it leaves some out on purpose."""
    known = part_labels.CHOICES.get(cls.__name__, {})
    written = {_written(member): member.value for member in cls}
    shown = [each for each in written if not known or each in known]
    return OneOf(
        options=tuple(Option(each, part_labels.choice(cls.__name__, each)) for each in shown),
        meant={text: value for text, value in written.items() if not isinstance(value, str)},
    )


def _written(member: Enum) -> str:
    return str(member.value).lower()


def of_items(
    view: View, cls: type, attribute: str, *, party: str | None, apart_from: str | None
) -> tuple[Option, ...] | None:
    """What a field can name, as far as it exists for the reader; none when it names nothing.

    With a party only seats of that party are offered, and never the item itself.
    """
    names = referred(cls, attribute)
    if names is None:
        return None
    kind, also = names
    extra = tuple(Option(each, part_labels.ALSO[each]) for each in also)
    if kind == "party":
        found = _parties(view, calendar=cls is TriggerClock and attribute != "aware")
        return extra + tuple(each for each in found if each.value != apart_from)
    if kind == "seat":
        seats = [each for each in view.seats if party in (None, each.party)]
        name = _title if party else _with_party(view)
        return tuple(Option(each.key, name(each)) for each in seats if each.key != apart_from)
    return extra + tuple(
        Option(key, title) for key, title in _titles(view, kind) if key != apart_from
    )


def _parties(view: View, *, calendar: bool) -> tuple[Option, ...]:
    said = words.on_days_of_party if calendar else str
    return tuple(Option(each.key, said(each.short)) for each in view.agreement.parties)


def _title(seat: Seat) -> str:
    return seat.title


def _with_party(view: View) -> Callable[[Seat], str]:
    def named(seat: Seat) -> str:
        return words.of_party(view.agreement.party[seat.party].short, seat.title)

    return named


def _titles(view: View, kind: str) -> Iterable[tuple[str, str]]:
    agreement = view.agreement
    match kind:
        case "location":
            return [(each.key, each.title) for each in view.locations]
        case "phase":
            return [(each.key, each.title) for each in agreement.phases]
        case "method":
            return [(each.key, each.title) for each in agreement.methods]
        case "area":
            return [(each.key, each.title) for each in agreement.areas]
        case _:
            return [(each.key, each.title) for each in agreement.cadences]
