"""An amendment as one reader may see it, in words."""

from collections.abc import Iterable

from bot.agreement_file.references import naming_fields
from bot.cards.card import Fact, fact
from bot.cards.compose.proposals import Shown
from bot.cards.words import proposals as words
from bot.cards.words.changes import change_lines, part_title
from bot.cards.words.dates import clock_of
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.changes import Change, Overtaken, Part, applied, changes_between
from bot.domain.visibility import Reader, View, view
from bot.engine.amendment_times import lapses_at
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction
from bot.engine.texts import Document, agreement_as, base_text, document_of, wording

#: The fields of the file in which what can be hidden is named by its key.
_NAMING = naming_fields("seat", "location")


async def shown_to(
    tx: Transaction, setting: Setting, amendment: Amendment, reader: Reader, *, zone: str
) -> Shown:
    """The amendment for a reader in a zone; what they may not see is only counted."""
    before, after = await _texts(tx, setting, amendment)
    changes = amendment.changes
    if amendment.base == 0:
        # Everything is new in a first version; what tells is what was reworded since it was sent.
        before = applied({}, amendment.answers)
        changes = changes_between(before, after) if amendment.answers else ()
    visible = _visible(setting, changes, reader)
    return Shown(
        amendment=amendment,
        names=_called(before) | _called(document_of(setting.agreement)),
        people={consent.person: _name(setting, consent.person) for consent in amendment.consents}
        | ({amendment.ended_by: _name(setting, amendment.ended_by)} if amendment.ended_by else {}),
        changes=tuple(change_lines(change, before, after) for change in visible),
        contents=_contents(setting, amendment, reader) if amendment.base == 0 else (),
        hidden=len(changes) - len(visible),
        warnings=await _warnings(tx, setting, amendment, visible),
        lapses_at=lapses_at(setting.agreement, amendment),
        zone=zone,
    )


def all_visible(setting: Setting, amendment: Amendment, reader: Reader) -> bool:
    """Whether a reader may see every change of it."""
    return len(_visible(setting, amendment.changes, reader)) == len(amendment.changes)


async def _texts(
    tx: Transaction, setting: Setting, amendment: Amendment
) -> tuple[Document, Document]:
    """The text it changes, and the text as it would be or was afterwards."""
    if amendment.state is AmendmentState.IN_FORCE and amendment.version:
        after = document_of(await tx.agreements.get(amendment.collaboration, amendment.version))
        if amendment.base == 0:
            return {}, after
        return document_of(await tx.agreements.get(amendment.collaboration, amendment.base)), after
    before = base_text(setting.collaboration, setting.agreement)
    try:
        return before, wording(setting, amendment)
    except Overtaken:
        # It ended before the text changed, so its own words are all there is to show.
        return before, before


def _called(text: Document) -> dict[str, str]:
    """What people call the parties of a text, by key; of one that it takes out as well."""
    return {party["key"]: party["short"] for party in text.get("parties", ())}


def _name(setting: Setting, person: str) -> str:
    return setting.directory.person(person).name


def _visible(setting: Setting, changes: tuple[Change, ...], reader: Reader) -> tuple[Change, ...]:
    """The changes that name nothing which does not exist for the reader."""
    if reader.everything:
        return changes
    seen = view(setting.agreement, reader)
    # An update of a hidden seat tells that there is one.
    updates = {c.key for c in setting.agreement.cadences if c.from_ in seen.hidden_seats}
    hidden = seen.hidden_seats | seen.hidden_locations | updates
    shown = tuple(change for change in changes if not _names(change, hidden))
    if not reader.outside:
        return shown
    return tuple(each for each in shown if each.section != "seats" or "contact" not in each.field)


def _names(change: Change, hidden: frozenset[str]) -> bool:
    """Whether a change is about something hidden, or says its key anywhere."""
    if change.section in ("seats", "locations", "cadences") and change.item in hidden:
        return True
    restricted = change.section == "locations" and "restricted" in change.field
    names = not _NAMING.isdisjoint(change.field)
    told = (_says(each, hidden, names=names) for each in (change.before, change.after))
    return restricted or any(told)


def _says(value: object, hidden: frozenset[str], *, names: bool) -> bool:
    """Whether a value names something hidden by its key, or makes something hidden.

    The words people write do not count: the key of something hidden may be a word like any other,
    and that it is one must not be told by what becomes of it.
    """
    match value:
        case str():
            return names and value in hidden
        case dict():
            new = value.get("restricted") is True or value.get("blinded") is False
            return new or any(
                _says(each, hidden, names=names or name in _NAMING) for name, each in value.items()
            )
        case list() | tuple():
            return any(_says(each, hidden, names=names) for each in value)
        case _:
            return False


def _contents(setting: Setting, amendment: Amendment, reader: Reader) -> tuple[Fact, ...]:
    """What a first version holds, in a few lines."""
    agreement = agreement_as(setting, amendment) if amendment.open else setting.agreement
    seen: View = view(agreement, reader)
    rows = {
        "Title": agreement.study.title,
        "Parties": "; ".join(
            f"{party.name} ({party.city or clock_of(party.zone)})" for party in agreement.parties
        ),
        "Seats": words.some([seat.title for seat in seen.seats]),
        "Areas": words.some([area.title for area in agreement.areas]),
        "Cadences": words.some([c.title for c in agreement.cadences if seen.seat(c.from_)]),
        "Triggers": words.some([t.title for t in agreement.triggers]),
        "Locations": words.some([place.title for place in seen.locations]),
        "Never in chat": words.some(
            [*agreement.never_in_chat, *(each.title for each in agreement.never_in_chat_patterns)]
        ),
    }
    return tuple(fact(label, value) for label, value in rows.items() if value)


async def on_the_same_part(
    tx: Transaction, amendment: Amendment, changes: Iterable[Change]
) -> list[tuple[Amendment, Part]]:
    """Other sent proposals that change a part these changes are about, with the first such part."""
    parts = {change.part for change in changes}
    found = []
    for other in await tx.amendments.open(amendment.collaboration):
        if other.id == amendment.id or other.state is not AmendmentState.PROPOSED:
            continue
        same = [change.part for change in other.changes if change.part in parts]
        if same:
            found.append((other, min(same, key=str)))
    return found


async def _warnings(
    tx: Transaction, setting: Setting, amendment: Amendment, visible: tuple[Change, ...]
) -> tuple[str, ...]:
    """Other proposals on a part the reader may see, as long as this one is open."""
    if not amendment.open or amendment.base == 0:
        return ()
    text = document_of(setting.agreement)
    names = {party.key: party.short for party in setting.agreement.parties}
    return tuple(
        # A party that was taken out since is known by its key alone.
        words.same_part(
            other.number, names.get(other.party, other.party), part_title(section, item, text)
        )
        for other, (section, item) in await on_the_same_part(tx, amendment, visible)
    )
