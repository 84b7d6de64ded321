"""References between items: which field holds which kind of key, and whether the key exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.agreement_file.mistakes import VERY_NEAR, Fault, Path, instead, nearest
from bot.agreement_file.parts import KEY_PATTERN, Part
from bot.agreement_file.reflection import as_dataclass, file_fields, is_mapping, item_hint
from bot.domain.agreement.areas import Access, AccessGrant, Area, Due, Filing, Location, PartyAccess
from bot.domain.agreement.cadences import Cadence, LateStep, Minutes, Rule
from bot.domain.agreement.conduct import FollowUp, InputWanted, Method
from bot.domain.agreement.contact_rules import ContactRule
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import DaysOffCover, Party
from bot.domain.agreement.pulse import Pulse, PulseActs
from bot.domain.agreement.seats import (
    ALL,
    Contact,
    ContactHours,
    NumberTest,
    OnCall,
    Seat,
    Unavailable,
)
from bot.domain.agreement.study import HistoryEntry
from bot.domain.agreement.triggers import (
    BOTH,
    CLOCK_HOURS,
    FirstNotice,
    LadderStep,
    Trigger,
    TriggerClock,
)

#: The lists whose items have keys, and what one item of each is called.
KEYED_LISTS = {
    "parties": "party",
    "phases": "phase",
    "methods": "method",
    "never_in_chat_patterns": "pattern",
    "seats": "seat",
    "areas": "area",
    "locations": "location",
    "cadences": "cadence",
    "triggers": "trigger",
}

_REFERENCES: dict[type, dict[str, str]] = {
    HistoryEntry: {"agreed_by": "seat"},
    Party: {"past_work_shown_to": "party"},
    DaysOffCover: {"phases": "phase", "seat": "seat", "method": "method"},
    FollowUp: {"method": "method"},
    Method: {"senders": "seat"},
    InputWanted: {"decided_by": "seat", "area": "area"},
    Seat: {"party": "party", "deputy": "seat"},
    Contact: {"preferred": "method", "urgent": "method"},
    ContactHours: {"method": "method"},
    Unavailable: {"phases": "phase", "instead": "seat", "on_days_of": "area"},
    OnCall: {"phases": "phase"},
    NumberTest: {"by": "seat"},
    Area: {
        "responsible": "seat",
        "accountable": "seat",
        "counterpart": "seat",
        "consulted": "seat",
        "informed": "seat",
        "location": "location",
    },
    ContactRule: {"seat": "seat", "method": "method"},
    Due: {"phase": "phase"},
    Location: {"owner": "seat"},
    Access: {"granted_by": "seat", "seats": "seat"},
    AccessGrant: {"seat": "seat"},
    PartyAccess: {"party": "party"},
    Filing: {"location": "location"},
    Cadence: {"from_": "seat", "to": "seat", "method": "method", "phases": "phase"},
    Rule: {"on_days_of": "area", "areas": "area"},
    LateStep: {"seat": "seat"},
    Minutes: {"by": "seat", "filed_in": "location"},
    TriggerClock: {"aware": "party", "calendar": "party", "business_days": "party"},
    Trigger: {"decided_by": "seat"},
    FirstNotice: {"from_": "seat", "to": "seat", "method": "method"},
    LadderStep: {"seats": "seat"},
    Pulse: {"asked_of": "seat"},
    PulseActs: {"agenda_of": "cadence"},
}

#: Words that may stand where a key is expected.
_ALSO_ALLOWED = {
    (OnCall, "phases"): (ALL,),
    (TriggerClock, "calendar"): (CLOCK_HOURS, BOTH),
    (TriggerClock, "business_days"): (BOTH,),
}


def referred(cls: type, attribute: str) -> tuple[str, tuple[str, ...]] | None:
    """What kind of item a field names by key, and the words that may stand there instead."""
    kind = _REFERENCES.get(cls, {}).get(attribute)
    return None if kind is None else (kind, _ALSO_ALLOWED.get((cls, attribute), ()))


def naming_fields(*kinds: str) -> frozenset[str]:
    """The names of the fields of the file that name items of some kinds by key."""
    return frozenset(
        attribute.rstrip("_")
        for named in _REFERENCES.values()
        for attribute, kind in named.items()
        if kind in kinds
    )


@dataclass(frozen=True)
class Known:
    """The keys of one list, as far as they can be read."""

    keys: tuple[str, ...]
    """The keys that are written as keys."""
    tolerated: frozenset[str]
    """What may be meant as a key, in items that lack a proper one."""
    complete: bool
    """Whether every item has a key of its own; if not, an unknown key may be one of theirs."""

    def misses(self, word: str) -> bool:
        """Whether the list surely has no such key."""
        if word in self.keys or word in self.tolerated:
            return False
        return self.complete or nearest(word, self.keys, VERY_NEAR) is not None


def known_keys(document: Part) -> dict[str, Known]:
    """The keys of every list, by what one item is called.

    A list that is no list is left out, and one that may stand there under a misspelt name: all
    references to its items would be complained about for one mistake.
    """
    fields = file_fields(Agreement)
    misspelt = set(document.data) - {each.name for each in fields} - {"bindings"}
    required = {each.name for each in fields if each.required}
    return {
        item: _known(document, name)
        for name, item in KEYED_LISTS.items()
        if (document.has(name) or not (misspelt or name in required))
        and isinstance(document.data.get(name, []), list)
    }


def reference_faults(document: Part) -> Iterator[Fault]:
    """Every key that is referred to and does not exist, and keys that stand twice in a list."""
    known = known_keys(document)
    for path, kind, word, also in _references(Agreement, document):
        listed = known.get(kind)
        if listed is not None and word not in also and listed.misses(word):
            remedy = instead(word, (*also, *listed.keys))
            yield Fault(path, f'no {kind} has the key "{word}"; {remedy}')


def repeated_references(document: Part) -> Iterator[Fault]:
    """A list of keys that names the same one twice."""
    seen: set[tuple[Path, str]] = set()
    for path, kind, word, _ in _references(Agreement, document):
        if not isinstance(path[-1], int):
            continue
        if (path[:-1], word) in seen:
            yield Fault(path, f'the {kind} "{word}" stands in this list twice; once is enough')
        seen.add((path[:-1], word))


def _known(document: Part, name: str) -> Known:
    keys: list[str] = []
    tolerated: set[str] = set()
    for item in document.parts(name):
        key = item.text("key")
        if key is None:
            # The key may stand there under a misspelt name.
            tolerated |= {value for value in item.data.values() if isinstance(value, str)}
        elif re.fullmatch(KEY_PATTERN, key):
            keys.append(key)
        else:
            tolerated |= {key, re.sub(r"[\W_]+", "_", key.casefold())}
    complete = len(set(keys)) == document.length(name)
    return Known(tuple(dict.fromkeys(keys)), frozenset(tolerated), complete)


def _references(cls: type, part: Part) -> Iterator[tuple[Path, str, str, tuple[str, ...]]]:
    """Path, kind, word and other allowed words of each reference below a part."""
    kinds = _REFERENCES.get(cls, {})
    for each in file_fields(cls):
        kind = kinds.get(each.attribute)
        if kind is not None:
            also = _ALSO_ALLOWED.get((cls, each.attribute), ())
            for path, word in _words(part, each.name, each.hint):
                yield path, kind, word, also
            continue
        items = item_hint(each.hint)
        nested = as_dataclass(items if items is not None else each.hint)
        if nested is None:
            continue
        below = part.part(each.name)
        for inner in part.parts(each.name) if items is not None else (below,):
            if inner is not None:
                yield from _references(nested, inner)


def _words(part: Part, name: str, hint: object) -> Iterator[tuple[Path, str]]:
    if item_hint(hint) is not None:
        yield from part.texts(name)
    elif is_mapping(hint):
        inner = part.part(name)
        for key in inner.data if inner is not None else ():
            word = inner.text(key) if inner is not None else None
            if word is not None and inner is not None:
                yield (*inner.path, key), word
    else:
        word = part.text(name)
        if word is not None:
            yield (*part.path, name), word
