"""The labelled directory of `entries.csv`, and the needs that are asked of it."""

import csv
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.domain.address import Address
from bot.domain.instant import instant
from bot.domain.partner_fields import read_entered
from bot.domain.partners import Colleague, Entered, Partner, Recommendation
from bot.engine.partner_search import Directory

HERE = Path(__file__).parent
#: The day the labels were given.
TODAY = date(2026, 11, 26)
NOW = instant(datetime(2026, 11, 26, 9, tzinfo=UTC))
ORGANISATION = Address.parse("slack:T0SPONSOR")
COLLEAGUE = Colleague(address=Address.parse("slack:T0SPONSOR/U0PM"), name="Program manager")


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A need, and whom an expert would name for it."""

    need: str
    best: tuple[str, ...]
    """Names of one to three entries; none where nobody in the directory does it."""


def needs(file: str) -> tuple[Labelled, ...]:
    """The labelled needs of a file."""
    loaded: list[Any] = YAML(typ="safe").load((HERE / file).read_text(encoding="utf-8"))
    return tuple(Labelled(need=each["need"], best=tuple(each["best"])) for each in loaded)


@cache
def entries() -> tuple[tuple[Partner, ...], tuple[Recommendation, ...]]:
    """All entries, and what colleagues say of them."""
    partners: list[Partner] = []
    said: list[Recommendation] = []
    with (HERE / "entries.csv").open(newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            partners.append(a_partner(str(number), _read(row)))
            said += [
                a_recommendation(f"{number}.{place}", str(number), text, place)
                for place, text in enumerate(filter(None, row["recommendations"].split("|")))
            ]
    return tuple(partners), tuple(said)


@cache
def whole() -> Directory:
    """The whole directory, ready to be searched."""
    return Directory(*entries())


def a_partner(id_: str, entered: Entered, **changes: Any) -> Partner:
    """An entry."""
    said = {each.name: getattr(entered, each.name) for each in fields(entered)}
    who: dict[str, Any] = {"added_by": COLLEAGUE, "added_at": NOW, "updated_at": NOW}
    return Partner(id=id_, organisation=ORGANISATION, **(said | who | changes))


def a_recommendation(id_: str, partner: str, text: str, colleague: int = 0) -> Recommendation:
    """What one of several colleagues says of an entry."""
    address = Address.parse(f"slack:T0SPONSOR/U{colleague}")
    return Recommendation(
        id=id_,
        organisation=ORGANISATION,
        partner=partner,
        by=Colleague(address=address, name=f"Colleague {colleague}"),
        text=text,
        at=NOW,
    )


def _read(row: dict[str, str]) -> Entered:
    columns = ("name", "categories", "services", "regions", "accreditations")
    entered, mistakes = read_entered({name: row[name] for name in columns})
    if entered is None:
        raise ValueError(f"{row['name']}: {mistakes}")
    return entered
