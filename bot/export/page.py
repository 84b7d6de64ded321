"""The agreement as one page to read, print and put into a study file."""

from collections.abc import Sequence

from bot.cards.compose.actions import Task
from bot.cards.compose.decisions import Ruling
from bot.cards.versions import Held, VersionLine
from bot.cards.words import export as words
from bot.cards.words.answers import join
from bot.cards.words.dates import day
from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant
from bot.domain.visibility import Reader
from bot.export.document import Document, page_of
from bot.export.extract import extract
from bot.export.history import whole_history
from bot.export.layout import Facts, Section, facts
from bot.export.names import Names
from bot.export.sections import areas, cadences, conduct, parties, seats, triggers
from bot.export.sections.actions import decisions, open_actions
from bot.export.sections.versions import history, standing


def printable_page(
    agreement: Agreement,
    reader: Reader,
    versions: Sequence[VersionLine],
    now: Instant,
    *,
    held: Sequence[Held] = (),
    tasks: Sequence[Task] = (),
    rulings: Sequence[Ruling] = (),
) -> str:
    """One HTML file that needs nothing else: no script, no picture, nothing loaded from anywhere.

    Args:
        agreement: The version to show, whole; the page shows what the reader may know of it.
        reader: Who will read it.
        versions: How they came about; those it lacks are taken from the agreement's history.
        now: When the page is made.
        held: Who holds and held the seats; empty where nothing is known about people.
        tasks: Open actions that the reader may know of.
        rulings: Decisions that the reader may know of, the newest first.

    Raises:
        Refused: no seat at all exists for the reader.
    """
    known = extract(agreement, reader)
    names = Names(known)
    lines = whole_history(agreement, versions, reader)
    document = Document(
        kind=words.DOCUMENT,
        title=known.study.title,
        between=join([party.name for party in known.parties]),
        head=_head(names, lines),
        extract=words.EXTRACT if known is not agreement else "",
        made=now,
        sections=(
            *_sections(known, held),
            open_actions(tasks),
            decisions(rulings),
            history(names, lines),
        ),
        running=running_foot(known, words.DOCUMENT),
    )
    return page_of(document)


def _head(names: Names, lines: Sequence[VersionLine]) -> Facts:
    study, review = names.agreement.study, names.agreement.agreement.next_review
    contract = study.contract
    papers = (
        ("Master services agreement", contract.msa),
        ("Statement of work", contract.sow),
        ("Signed", day(contract.signed) if contract.signed else None),
        ("Contract value", contract.value),
    ) if contract else ()  # fmt: skip
    return facts(
        *standing(names, lines),
        ("Next review", day(review) if review else None),
        ("Study number", study.study_number),
        ("Quality regime", words.regime(study.regime, blinded=study.blinded)),
        ("Product", study.product),
        *papers,
        ("Shared channel", study.channel),
    )


def _sections(known: Agreement, held: Sequence[Held]) -> tuple[Section, ...]:
    return (
        parties.parties(known),
        parties.phases(known),
        seats.seats(known, held),
        areas.areas(known),
        areas.locations(known),
        cadences.cadences(known),
        triggers.triggers(known),
        conduct.methods(known),
        conduct.ground_rules(known),
        conduct.never_in_chat(known),
        conduct.input_wanted(known),
        conduct.pulse(known),
        conduct.ownership(known),
        conduct.suggestions(known),
        conduct.amending(known),
    )


def running_foot(known: Agreement, document: str) -> str:
    """The foot of every printed page of a document about an agreement."""
    text = f"{known.study.study_number or known.study.id}, {document.lower()}"
    return f"{text}, {words.version(known.agreement.version).lower()}"
