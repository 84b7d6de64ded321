"""Taking a file into a partner directory: what it would change, and changing it.

A line is taken in whole or not at all. What cannot be read is given back with what to do.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.cards.words import partner_files as words
from bot.domain.address import Address
from bot.domain.instant import Instant
from bot.domain.partner_categories import BY_KEY
from bot.domain.partner_fields import (
    changed_fields,
    entered_in,
    read_entered,
    written,
)
from bot.domain.partners import Colleague, Entered, Partner, PartnerChange, name_key
from bot.engine.partner_directory import PartnerDirectory
from bot.engine.storage_ports import Transaction
from bot.export.partners_file import PartnersFile, Row
from bot.export.workbook_reading import FORMULA


@dataclass(frozen=True, kw_only=True)
class Mistaken:
    """A line that cannot be read."""

    row: Row
    mistakes: Mapping[str, str]
    """What to do instead, by the name of the field."""

    @property
    def sentences(self) -> list[str]:
        """With line and column, for a person."""
        return [
            words.mistake(self.row.number, words.COLUMNS[name], text)
            for name, text in self.mistakes.items()
        ]

    @property
    def todo(self) -> str:
        """All in one, for the line itself."""
        return " ".join(f"{words.COLUMNS[name]}: {text}" for name, text in self.mistakes.items())


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a file would do to a directory."""

    new: tuple[Entered, ...]
    changed: tuple[tuple[Partner, Entered], ...]
    """What stands there, and what would."""
    back: tuple[tuple[Partner, Entered], ...]
    """Likewise, of entries that were removed."""
    same: int
    mistaken: tuple[Mistaken, ...]
    unread: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take in."""
        return not (self.new or self.changed or self.back)

    @property
    def sentence(self) -> str:
        """Such as: 412 new, 80 changed, 8 with mistakes."""
        return words.planned(
            len(self.new), len(self.changed), len(self.back), self.same, len(self.mistaken)
        )

    @property
    def sentences(self) -> list[str]:
        """Every mistake, with line and column."""
        return [sentence for each in self.mistaken for sentence in each.sentences]


def plan_of(file: PartnersFile, directory: PartnerDirectory) -> Plan:
    """What a file would do to a directory as it is now."""
    known = {each.key: each for each in directory.everything}
    own = dict.fromkeys(directory.own_categories)  # and those that a line above has added
    lines: dict[str, int] = {}
    new: list[Entered] = []
    changed: list[tuple[Partner, Entered]] = []
    back: list[tuple[Partner, Entered]] = []
    mistaken: list[Mistaken] = []
    same = 0
    for row in file.rows:
        there = known.get(name_key(row.cells["name"])) if row.cells.get("name") else None
        entered, mistakes = _read(row, file.columns, there, own)
        if entered is not None:
            own |= dict.fromkeys(each for each in entered.categories if each not in BY_KEY)
            line = lines.setdefault(name_key(entered.name), row.number)
            if line != row.number:
                mistakes = {"name": words.named_twice(line)}
        if entered is None or mistakes:
            mistaken.append(Mistaken(row=row, mistakes=mistakes))
        elif there is None:
            new.append(entered)
        elif not there.listed:
            back.append((there, entered))
        elif changed_fields(entered_in(there), entered):
            changed.append((there, entered))
        else:
            same += 1
    return Plan(
        new=tuple(new),
        changed=tuple(changed),
        back=tuple(back),
        same=same,
        mistaken=tuple(mistaken),
        unread=file.unread,
    )


def _read(
    row: Row, columns: Sequence[str], there: Partner | None, own: Collection[str]
) -> tuple[Entered | None, Mapping[str, str]]:
    formulas = {name: words.FORMULA for name in columns if row.cells.get(name) == FORMULA}
    if formulas:
        return None, formulas
    before = written(entered_in(there)) if there else {}
    # What an entry holds of its own categories is known by then, also where nobody else has them.
    return read_entered({**before, **row.cells}, own)


async def take_in(
    tx: Transaction, plan: Plan, *, organisation: Address, by: Colleague, now: Instant, name: str
) -> None:
    """Save what a plan says; the transaction has the directory for itself (`one_by_one`).

    Args:
        tx: a writing transaction.
        plan: made in the same transaction.
        organisation: whose directory it is.
        by: who answers for it.
        now: the moment.
        name: of this very file, so that the same taken in again has the same ids.
    """
    saved: list[tuple[Partner, str, tuple[str, ...]]] = [
        (_new(entered, organisation, by, now, name), "added", ()) for entered in plan.new
    ]
    for there, entered in (*plan.changed, *plan.back):
        after = replace(there, **vars(entered), updated_at=now, removed_at=None)
        if not there.listed:
            saved.append((after, "brought_back", ()))
        if fields := changed_fields(entered_in(there), entered):
            saved.append((after, "changed", fields))
    await tx.partners.save(organisation, *dict.fromkeys(partner for partner, _, _ in saved))
    await tx.partners.note(
        organisation,
        *(
            PartnerChange(
                id=_id(organisation, name, partner.id, what),
                organisation=organisation,
                partner=partner.id,
                what=what,
                fields=fields,
                by=by,
                at=now,
            )
            for partner, what, fields in saved
        ),
    )


def _new(
    entered: Entered, organisation: Address, by: Colleague, now: Instant, name: str
) -> Partner:
    return Partner(
        id=_id(organisation, name, name_key(entered.name)),
        organisation=organisation,
        added_by=by,
        added_at=now,
        updated_at=now,
        **vars(entered),
    )


def _id(organisation: Address, *about: str) -> str:
    text = "/".join((str(organisation), *about))
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:20]
