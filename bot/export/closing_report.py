"""The closing report: how a collaboration went, for the study file of each side."""

from collections.abc import Sequence

from bot.cards.closing import Told
from bot.cards.versions import VersionLine
from bot.cards.words import closing as words
from bot.cards.words import export as export_words
from bot.cards.words.answers import join
from bot.cards.words.dates import day, moment_in_words
from bot.domain.agreement.document import Agreement
from bot.domain.instant import Instant
from bot.domain.visibility import Reader
from bot.export.document import Document
from bot.export.extract import extract
from bot.export.history import whole_history
from bot.export.layout import Facts, Note, Section, facts
from bot.export.names import Names
from bot.export.page import running_foot
from bot.export.sections import answering, closing, handing_over
from bot.export.sections.actions import decisions
from bot.export.sections.retrospectives import retrospectives
from bot.export.sections.suggestions import suggestions
from bot.export.sections.versions import history


def closing_report(
    agreement: Agreement,
    reader: Reader,
    versions: Sequence[VersionLine],
    told: Told,
    now: Instant,
) -> Document:
    """What happened, as one reader may know it; what every reader may know is equal in all copies.

    Args:
        agreement: The version in force at the end.
        reader: Who will read it.
        versions: How the versions came about.
        told: What happened, as far as it exists for the reader.
        now: When the report is made.

    Raises:
        Refused: no seat at all exists for the reader.
    """
    known = extract(agreement, reader)
    names, zone = Names(known), agreement.parties[0].zone
    lines = whole_history(agreement, versions, reader)
    kind = words.DOCUMENT if told.closed_at else words.SO_FAR
    return Document(
        kind=kind,
        title=known.study.title,
        between=join([party.name for party in known.parties]),
        head=_head(names, lines, told, zone),
        extract=export_words.EXTRACT if known is not agreement else "",
        made=now,
        sections=(
            *(() if told.closed_at else (Section("so_far", kind, (Note(words.SO_FAR_HOW),)),)),
            closing.kept(names, told.outcomes),
            answering.answering(names, told.months),
            closing.escalations(names, told.raised, zone),
            retrospectives(told.retrospectives),
            suggestions(told.suggestions, zone),
            answering.thanks(told.thanks),
            handing_over.open_actions(told.tasks, told.takes_over),
            handing_over.access(names),
            decisions(told.rulings),
            history(names, lines),
        ),
        running=running_foot(known, kind),
    )


def _head(names: Names, lines: Sequence[VersionLine], told: Told, zone: str) -> Facts:
    study, phases = names.agreement.study, names.agreement.phases
    closed = moment_in_words(told.closed_at, zone) if told.closed_at else words.RUNNING
    return facts(
        (words.STATE, closed),
        ("In force from", day(lines[0].effective) if lines else None),
        (words.VERSIONS, str(names.agreement.agreement.version)),
        ("Study number", study.study_number),
        (words.PHASES, [f"{each.title}: {day(each.start)} to {day(each.end)}" for each in phases]),
    )
