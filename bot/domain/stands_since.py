"""Since which version a thing of an agreement stands as it does, as far as a reader may know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.changes import Change, Part
from bot.domain.visibility import Reader, sees_unblinded, view


@dataclass(frozen=True, kw_only=True)
class StandsSince:
    """What every version that came about here changed, by the item it changed."""

    first: int | None = None
    """The version in force when this began, in which stands what nobody changed since. None where
    an earlier one was agreed elsewhere, so that nobody here knows."""
    changed: Mapping[Part, tuple[tuple[int, Sequence[Change]], ...]] = field(default_factory=dict)
    """Versions with their changes, newest first."""
    once_hidden: frozenset[str] = frozenset()
    """Keys of seats and locations that were kept from some, as far as a change tells of it."""

    def of(self, part: Part, agreement: Agreement, reader: Reader) -> int | None:
        """The version that last changed an item; none where that is not known.

        A change of nothing that the reader may know of is none for them.
        """
        changed = self.changed.get(part)
        if changed is None:
            return self.first
        hidden = _hidden_from(agreement, reader, self.once_hidden)
        for version, changes in changed:
            if any(_is_seen(each, agreement, hidden) for each in changes):
                return version
        return self.first


#: Where only the text is there, and nothing of how it came about.
NOTHING_KNOWN = StandsSince()


def stands_since(amendments: Iterable[Amendment], version: int) -> StandsSince:
    """What the amendments up to a version tell about the items in it."""
    # The first version is an amendment too, in which everything is new.
    made = sorted(
        (
            (each.version, each)
            for each in amendments
            if each.version is not None and each.base > 0 and each.version <= version
        ),
        key=lambda numbered: numbered[0],
    )
    changed: dict[Part, list[tuple[int, Sequence[Change]]]] = {}
    for number, amendment in reversed(made):
        for part in amendment.parts:
            of_it = tuple(each for each in amendment.changes if each.part == part)
            changed.setdefault(part, []).append((number, of_it))
    begin = made[0][0] - 1 if made else version
    return StandsSince(
        first=begin if begin == 1 else None,
        changed={part: tuple(versions) for part, versions in changed.items()},
        once_hidden=frozenset(
            each.item
            for _, amendment in made
            for each in amendment.changes
            if each.item and _was_hidden(each)
        ),
    )


def _was_hidden(change: Change) -> bool:
    """Whether what is changed or taken out was a seat or location that not everybody knew of."""
    match change:
        case Change(section="seats", before={"blinded": False}):
            return True
        case Change(section="seats", field=("blinded",), before=False):
            return True
        case Change(section="locations", before={"restricted": True}):
            return True
        case Change(section="locations", field=("restricted",), before=True):
            return True
        case _:
            return False


def _hidden_from(agreement: Agreement, reader: Reader, once: frozenset[str]) -> frozenset[str]:
    if reader.everything:
        return frozenset()
    seen = view(agreement, reader)
    now = seen.hidden_seats | seen.hidden_locations
    return now if sees_unblinded(agreement, reader) else now | once


def _is_seen(change: Change, agreement: Agreement, hidden: frozenset[str]) -> bool:
    """Whether a change of an item that exists for a reader is there for them too."""
    if not change.field:
        return True
    if change.section == "triggers" and change.field == ("first_notice", "method"):
        # A method used by a hidden seat may tell that there is one, so it goes with the seat.
        notice = agreement.trigger[change.item or ""].first_notice
        if hidden.intersection((notice.from_, notice.to)):
            return False
    return _as_seen(change.before, hidden) != _as_seen(change.after, hidden)


def _as_seen(value: object, hidden: frozenset[str]) -> object:
    """A value without what names something hidden."""
    match value:
        case str():
            return None if value in hidden else value
        case Mapping():
            if any(isinstance(each, str) and each in hidden for each in value.values()):
                return None
            return {name: _as_seen(each, hidden) for name, each in value.items()}
        case list() | tuple():
            seen = (_as_seen(each, hidden) for each in value)
            return [each for each in seen if each is not None]
        case _:
            return value
