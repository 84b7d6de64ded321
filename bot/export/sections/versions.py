"""Which version this is, who accepted it, and how every version came about."""

from collections.abc import Sequence

from bot.cards.versions import AcceptedBy, VersionLine
from bot.cards.words import export as words
from bot.cards.words.dates import day, moment_in_words
from bot.export.layout import Facts, Item, Section, facts, table
from bot.export.names import Names


def history(names: Names, lines: Sequence[VersionLine]) -> Section:
    """Every version, the newest first."""
    return Section(
        "history",
        "History of this agreement",
        tuple(_version(names, each) for each in reversed(lines)),
    )


def standing(names: Names, lines: Sequence[VersionLine]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Version, since when, and who accepted what both sides promised."""
    version = names.agreement.agreement.version
    this = next((each for each in lines if each.version == version), None)
    agreed = next((each for each in reversed(lines) if each.kind != "own"), None)
    by = accepted(names, agreed) if agreed else ()
    own_since = this is not None and agreed is not None and agreed is not this
    label = words.accepted_in(agreed.version) if own_since and agreed else words.ACCEPTED_BY
    return (
        ("Version", (str(version),)),
        ("In force from", (day(this.effective) if this else words.NOT_RECORDED,)),
        (label, by or (words.NOT_RECORDED,)),
    )


def accepted(names: Names, line: VersionLine) -> tuple[str, ...]:
    """Who said yes, one in each line."""
    return tuple(_accepted(names, each) for each in line.accepted)


def _accepted(names: Names, by: AcceptedBy) -> str:
    party = names.agreement.party.get(by.party)
    when = moment_in_words(by.at, party.zone if party else "UTC") if by.at else ""
    return words.accepted(by.person_name, by.seat_title, names.party(by.party), when)


def _version(names: Names, line: VersionLine) -> Item:
    told: Facts = facts(
        ("How", words.KIND[line.kind]),
        ("Reason", words.sentence(line.reason)),
        (words.ACCEPTED_BY, accepted(names, line)),
    )
    rows = [(each.title, _text(each.before), _text(each.after)) for each in line.changes]
    changes = table(words.changed_in(line.version), ("What", "Before", "After"), rows)
    blocks = (told, changes) if rows else (told,)
    return Item(words.in_force_from(line.version, line.effective), blocks)


def _text(said: str) -> tuple[str, ...]:
    """One line for each that was said."""
    return tuple((said or words.NOTHING).splitlines())
