"""What partners do, in categories.

The first twelve follow the service lists of public market pages and contract recitals; no published
list of twelve was found, so this is Accord's own grouping and is labelled as such wherever it is
shown. The thirteenth is for sponsors of devices. An organisation adds its own by using them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

#: Said wherever the categories are listed.
OURS = "Accord's own grouping, not a published list"


@dataclass(frozen=True, kw_only=True)
class Category:
    """A kind of service."""

    number: int
    """As people count them; they may write the number for the name."""
    key: str
    """What an entry holds."""
    name: str
    """What people read."""


CATEGORIES = tuple(
    Category(number=number, key=key, name=name)
    for number, (key, name) in enumerate(
        (
            ("discovery_chemistry", "Discovery chemistry"),
            ("discovery_biology", "Discovery biology and assays"),
            ("biologics", "Protein, cell line and biologics development"),
            ("dmpk", "DMPK and bioanalysis"),
            ("in_vivo", "In-vivo pharmacology and animal models"),
            ("toxicology", "Toxicology and safety (GLP)"),
            ("pathology", "Pathology and histology"),
            ("cmc", "CMC, formulation, analytical and manufacturing"),
            ("genomics", "Genomics, biomarkers and bioinformatics"),
            ("clinical", "Clinical operations"),
            ("data", "Data management, statistics and medical writing"),
            ("regulatory", "Regulatory, quality, safety and consulting"),
            ("device_testing", "Medical device testing"),
        ),
        1,
    )
)

BY_KEY = {category.key: category for category in CATEGORIES}


def category_name(category: str) -> str:
    """What people read for a category of an entry: an organisation's own stands for itself."""
    known = BY_KEY.get(category)
    return known.name if known else category


def known_category(said: str, own: Iterable[str] = ()) -> str | None:
    """The category that somebody wrote by number, key or name, in any case.

    Args:
        said: what they wrote.
        own: categories that the organisation uses besides.
    """
    folded = _folded(said)
    for category in CATEGORIES:
        if folded in (str(category.number), _folded(category.key), _folded(category.name)):
            return category.key
    return next((each for each in own if _folded(each) == folded), None)


def _folded(name: str) -> str:
    """A name without case, marks, what stands in brackets, and “and”; it may be all it has."""
    bare = re.sub(r"\(.*?\)|[\W_]+|\band\b", " ", name.casefold())
    return " ".join(bare.split()) or " ".join(name.casefold().split())
