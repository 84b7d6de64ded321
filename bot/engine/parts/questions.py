"""From a dataclass of the agreement to the questions of a form, and to the lines of a card.

The fields are those of the dataclass; a dataclass inside it is flattened into the same form, and
lists of dataclasses are left out, because their entries are edited one by one. What the reader may
not see looks as if nothing stood there, and stays as it is.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from enum import Enum
from typing import Any

from bot.agreement_file.reflection import FileField, file_fields, is_mapping, item_hint
from bot.cards.form import Input, Option
from bot.cards.words import part_labels
from bot.cards.words import parts as words
from bot.domain.agreement.areas import Location
from bot.domain.agreement.cadences import Cadence, ContentItem, Rule
from bot.domain.agreement.parties import DaysOffCover, OfficeHours, Party
from bot.domain.agreement.pulse import PulseQuestion
from bot.domain.agreement.seats import Seat
from bot.domain.agreement.study import Study, Versions
from bot.domain.agreement.triggers import LadderStep, Trigger
from bot.domain.duration import Duration
from bot.domain.visibility import View
from bot.engine.parts import spoken
from bot.engine.parts.choices import YES_NO, of_items, of_words
from bot.engine.parts.kinds import NOTHING, Asked, Day, Kind, Number, OneOf, SomeOf, Written
from bot.engine.parts.places import Path, Place, nested
from bot.engine.parts.when import read_when, when_in_words
from bot.engine.parts.zones import read_zone

#: Key of the one question of a part that is a list of plain texts.
LINES = "lines"
#: Key of the question for the first seat of a new party.
FIRST_SEAT = "first_seat"

#: What nobody is asked: keys are made by Accord, versions are bookkeeping, rungs are numbered.
_NOT_ASKED = {
    Study: frozenset({"id"}),
    Versions: frozenset({"version", "history"}),
    LadderStep: frozenset({"step"}),
}
#: The first rung begins with the clock.
_FIRST_STEP = frozenset({"after", "if"})
#: What few triggers need is asked when one is edited: the form of a new one is long already.
_LATER = frozenset({"decided_by", "acknowledged_for", "restricted"})
#: Texts that are sentences rather than names.
_LONG_TEXTS = frozenset(
    {"note", "quirks", "text", "use_for", "until_decided", "closes_when", "meanwhile", "not_asked"}
)
_ZONES = frozenset({(Party, "zone"), (Seat, "zone")})
_OF_OWN_PARTY = frozenset({(Seat, "deputy"), (DaysOffCover, "seat")})


@dataclass(frozen=True, kw_only=True)
class Question:
    """One thing a form asks, and where its answer goes."""

    key: str
    """Key of the input; the names of the fields with dots between them."""
    steps: Path
    """From the level to the value."""
    group: Path
    """From the level to the dataclass that the field belongs to."""
    kind: Kind
    label: str
    hint: str
    needed: bool
    """Whether its group cannot do without it."""
    required: bool
    """Whether the form cannot do without it: the group always exists."""
    now: Any = None
    """What stands there; none when nothing does."""
    default: Any = None
    """What counts where nothing stands."""

    @property
    def shown(self) -> str:
        """What stands in the input."""
        return self.kind.shown(self.default if self.now is None else self.now)

    @property
    def hidden(self) -> bool:
        """Whether what stands there does not exist for the reader."""
        return isinstance(self.kind, OneOf | SomeOf) and self.kind.hides(self.now)

    @property
    def hides_one(self) -> bool:
        """Whether the one thing that stands there does not exist for the reader."""
        return isinstance(self.kind, OneOf) and self.hidden

    @property
    def empty(self) -> bool:
        """Whether there is nothing to choose from yet."""
        return isinstance(self.kind, OneOf | SomeOf) and not self.kind.options

    def is_shown(self, text: str) -> bool:
        """Whether an answer is what the input showed: then nothing changes."""
        if isinstance(self.kind, SomeOf):
            return _chosen(text) == _chosen(self.shown)
        if isinstance(self.kind, OneOf) and text == NOTHING:
            return not self.shown
        return _as_typed(text) == _as_typed(self.shown)

    def value(self, text: str) -> Any:
        """What an answer puts there; none for nothing. Raises InvalidInput."""
        return self.kind.value(text, self.now)

    def in_words(self) -> str:
        """What stands there, for a card; empty when nothing does."""
        counts = self.default if self.now is None else self.now
        return "" if counts in (None, []) else self.kind.in_words(counts)

    def input(self) -> Input:
        """The input of a form."""
        asked = Asked(key=self.key, label=self.label, hint=self.hint, required=self.required)
        return self.kind.input(asked, self.shown)


def questions(
    view: View, place: Place, values: Mapping[str, str] | None = None
) -> tuple[Question, ...]:
    """Everything a form for this place asks, in the order of the fields.

    `values` are answers that other questions depend on: the sender of a new cadence says whose
    clock its rhythm is on.
    """
    return _as_known(tuple(_Asking(view, place, values or {}).all()))


def _as_known(found: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions for who may not know all that stands there.

    A missing question would tell that something does, and so would the rest of its group: both are
    asked as if nothing stood there, and what comes back empty stays as it is. What an item cannot
    do without is not asked.
    """
    groups = {each.group for each in found if each.hidden and each.needed and not each.required}
    return tuple(
        replace(each, now=None) if each.group in groups or each.hides_one else each
        for each in found
        if not (each.hidden and each.required)
    )


class _Asking:
    """One form being made."""

    def __init__(self, view: View, place: Place, values: Mapping[str, str]) -> None:
        self._view = view
        self._place = place
        self._values = values
        self._data: Any = {} if place.is_list else place.data

    def all(self) -> Iterator[Question]:
        """The questions, hidden ones included."""
        if self._place.cls is None:
            yield _plain_lines(self._place)
            return
        yield from self._level(self._place.cls, self._data, (), "", asked=True)
        if self._place.cls is Party and self._place.new:
            yield _first_seat()

    def _level(
        self, cls: type, data: Mapping[str, Any], steps: Path, way: str, *, asked: bool
    ) -> Iterator[Question]:
        for each in file_fields(cls):
            if self._skipped(cls, each):
                continue
            here = (*steps, each.name)
            items = item_hint(each.hint)
            inner = nested(items if items is not None else each.hint)
            if cls is Cadence and each.hint is Rule:
                yield from self._rule(data.get(each.name) or {}, here)
            elif is_mapping(each.hint):
                yield from self._seat_per_party(data.get(each.name) or {}, here, words.seat_at)
            elif inner is None:
                yield self._question(cls, each, data, steps, way, asked=asked)
            elif items is None:
                inside = data.get(each.name) or {}
                longer = f"{cls.__name__}.{each.name}"
                yield from self._level(
                    inner, inside, here, longer, asked=asked and _always_there(cls, each)
                )
            elif self._place.new and each.required:
                yield from self._beginning(inner, each, here)

    def _skipped(self, cls: type, each: FileField) -> bool:
        if each.name == "key" or each.name in _NOT_ASKED.get(cls, ()):
            return True
        if cls is Trigger and self._place.new and each.name in _LATER:
            return True
        if cls is LadderStep and self._place.at[-1] == 0:
            return each.name in _FIRST_STEP
        # Whether a seat is blinded means nothing in a study that is not.
        return cls is Seat and each.name == "blinded" and not self._view.agreement.study.blinded

    def _question(
        self,
        cls: type,
        each: FileField,
        data: Mapping[str, Any],
        steps: Path,
        way: str,
        *,
        asked: bool,
    ) -> Question:
        owner = cls.__name__
        needed = each.required or _default(cls, each.attribute) is not None
        # A list that may be empty stands at nothing rather than at a default.
        needed = needed and _default(cls, each.attribute) != []
        return Question(
            key=".".join(map(str, (*steps, each.name))),
            steps=(*steps, each.name),
            group=steps,
            kind=self._kind(cls, each),
            label=part_labels.label(owner, each.name, way),
            hint=part_labels.hint(owner, each.name, each.doc, way),
            needed=needed,
            required=needed and asked,
            now=data.get(each.name),
            default=_default(cls, each.attribute),
        )

    def _kind(self, cls: type, each: FileField) -> Kind:
        items = item_hint(each.hint)
        named = self._named(cls, each)
        if named is not None:
            return OneOf(options=named) if items is None else SomeOf(options=named)
        if (cls, each.name) in _ZONES:
            return Written(say=str, read=self._read_zone)
        if isinstance(items, type) and issubclass(items, Enum):
            found = of_words(items).options
            first = items.__name__ == "StepIf"  # only the first rung is at the start
            return SomeOf(options=tuple(o for o in found if not (first and o.value == "start")))
        if isinstance(each.hint, type) and issubclass(each.hint, Enum):
            return of_words(each.hint)
        return _SIMPLE.get(each.hint) or _text(each.name)

    def _named(self, cls: type, each: FileField) -> tuple[Option, ...] | None:
        party = self._own_party() if (cls, each.name) in _OF_OWN_PARTY else None
        apart = cls in (Seat, Location, Party) or each.name == "instead"
        itself = self._data.get("key") if apart else None
        return of_items(self._view, cls, each.attribute, party=party, apart_from=itself)

    def _own_party(self) -> str | None:
        """The party that a seat or a party form is about, as far as it is known."""
        found = self._data.get("key" if self._place.cls is Party else "party")
        return None if found is None else str(found)

    def _read_zone(self, text: str) -> str:
        return read_zone(text, self._view.agreement)

    def _rule(self, data: Mapping[str, Any], steps: Path) -> Iterator[Question]:
        """The rhythm in one line, and the days between which it applies."""
        agreement = self._view.agreement
        sender = agreement.seat.get(self._values.get("from") or str(self._data.get("from")))
        zone = None if sender is None else sender.zone or agreement.party[sender.party].zone
        yield Question(
            key=".".join(map(str, steps)),
            steps=steps,
            group=steps[:-1],
            kind=Written(
                say=lambda rule: when_in_words(rule, agreement),
                read=lambda text: read_when(text, agreement, data, zone),
            ),
            label=part_labels.label("Cadence", "rule"),
            hint=part_labels.hint("Cadence", "rule", ""),
            needed=True,
            required=True,
            now=data or None,
        )
        for each in file_fields(Rule):
            once = each.name == "start" and data.get("every") == "once"
            if each.name in ("start", "end") and not once:
                yield self._question(Rule, each, data, steps, "", asked=True)

    def _seat_per_party(
        self, data: Mapping[str, Any], steps: Path, label: Any
    ) -> Iterator[Question]:
        for party in self._view.agreement.parties:
            seats = [each for each in self._view.seats if each.party == party.key]
            yield Question(
                key=".".join(map(str, (*steps, party.key))),
                steps=(*steps, party.key),
                group=steps,
                kind=OneOf(options=tuple(Option(each.key, each.title) for each in seats)),
                label=label(party.short),
                hint="",
                needed=False,
                required=False,
                now=data.get(party.key),
            )

    def _beginning(self, cls: type, each: FileField, steps: Path) -> Iterator[Question]:
        """The first entries of a list that must not be empty, when its item is new."""
        if cls is LadderStep:
            yield from self._seat_per_party({}, (*steps, 0, "seats"), words.first_step_at)
            return
        owner = "Cadence" if cls is ContentItem else "Pulse"
        yield Question(
            key=".".join(map(str, steps)),
            steps=steps,
            group=steps[:-1],
            kind=Written(say=str, read=_ENTRIES[cls], multiline=True),
            label=part_labels.label(owner, each.name),
            hint=part_labels.hint(owner, each.name, ""),
            needed=True,
            required=True,
        )


def _chosen(text: str) -> set[str]:
    return {each.strip() for each in text.split(",")} - {"", NOTHING}


def _as_typed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _read_contents(text: str) -> list[dict[str, Any]]:
    return [{"title": line} for line in spoken.read_lines(text) or ()]


def _read_questions(text: str) -> list[dict[str, Any]]:
    return [{"text": line, "scale": "1-5"} for line in spoken.read_lines(text) or ()]


_ENTRIES = {ContentItem: _read_contents, PulseQuestion: _read_questions}

_LIST_OF_TEXTS = Written(say=spoken.lines_in_words, read=spoken.read_lines, multiline=True)
_SIMPLE: dict[object, Kind] = {
    tuple[str, ...]: _LIST_OF_TEXTS,
    tuple[int, ...]: Written(say=spoken.numbers_in_words, read=spoken.read_numbers),
    tuple[dt.date, ...]: Written(say=spoken.days_in_words, read=spoken.read_days, multiline=True),
    bool: YES_NO,
    int: Number(whole=True),
    float: Number(whole=False),
    dt.date: Day(),
    dt.time: Written(say=str, read=spoken.read_time),
    Duration: Written(say=spoken.length_in_words, read=spoken.read_length),
    OfficeHours: Written(say=spoken.hours_in_words, read=spoken.read_hours),
}


def _text(name: str) -> Written:
    return Written(say=str, read=str, multiline=name in _LONG_TEXTS)


def _plain_lines(place: Place) -> Question:
    return Question(
        key=LINES,
        steps=(),
        group=(),
        kind=_LIST_OF_TEXTS,
        label=words.LINES_LABEL,
        hint="",
        needed=False,
        required=False,
        now=place.data or None,
    )


def _first_seat() -> Question:
    return Question(
        key=FIRST_SEAT,
        steps=(FIRST_SEAT,),
        group=(),
        kind=_text(FIRST_SEAT),
        label=words.FIRST_SEAT,
        hint=words.FIRST_SEAT_HINT,
        needed=True,
        required=True,
    )


def _always_there(cls: type, each: FileField) -> bool:
    """Whether a dataclass inside another is never absent."""
    return each.required or _default(cls, each.attribute) is not None


def _default(cls: type, attribute: str) -> Any:
    """What a field stands at when the file leaves it out, as plain data."""
    found = next(each for each in fields(cls) if each.name == attribute)
    default = found.default
    if default is MISSING and found.default_factory is not MISSING:
        default = found.default_factory()
    return _plain(None if default is MISSING else default)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return str(value) if isinstance(value, Duration) else value
