"""What links to exports answer with: an agreement version and all that is told of it, as files."""

import re
from collections.abc import Sequence

from aiohttp import web

from adapters.export_links import Export
from adapters.private_answers import XLSX, private_file
from bot.cards.versions import VersionLine
from bot.domain.agreement.document import Agreement
from bot.domain.visibility import knows_everything
from bot.engine.agreements import AgreementCache
from bot.engine.closing import gather
from bot.engine.history import named_holdings
from bot.engine.kept import outcomes
from bot.engine.record import exported
from bot.engine.record_shown import of_others, shown_so_far
from bot.engine.responsiveness import every_month
from bot.engine.rulings import all_rulings
from bot.engine.scene import Setting
from bot.engine.spoken import spoken_by_month
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import open_tasks
from bot.export.closing_report import closing_report
from bot.export.document import file_of, page_of
from bot.export.kept_csv import kept_csv
from bot.export.page import printable_page
from bot.export.responsiveness_file import responsiveness_csv, responsiveness_xlsx
from bot.export.yaml_file import exported_yaml

#: Tells spreadsheets that a text is UTF-8.
_MARK = "\ufeff"


def agreement_file(setting: Setting, export: Export, lines: Sequence[VersionLine]) -> web.Response:
    """The agreement, to be read by programs."""
    agreement = setting.agreement
    text = exported_yaml(agreement, export.reader, versions=lines, now=setting.now)
    return private_file(text, "application/yaml", _name(agreement, "yaml"))


async def agreement_page(
    tx: Transaction,
    setting: Setting,
    export: Export,
    lines: Sequence[VersionLine],
    agreements: AgreementCache,
) -> web.Response:
    """The agreement, to be read by people."""
    page = printable_page(
        setting.agreement,
        export.reader,
        lines,
        setting.now,
        held=named_holdings(setting.directory, export.collaboration),
        tasks=await open_tasks(tx, setting, export.reader, agreements),
        rulings=await all_rulings(tx, setting, export.reader, agreements),
    )
    return private_file(page, "text/html", _name(setting.agreement, "html"), shown="inline")


async def record_file(
    tx: Transaction, setting: Setting, export: Export, agreements: AgreementCache
) -> web.Response:
    """The whole record, for readers from whom nothing of the agreement is kept.

    It tells of everything, so for anybody else it is not there. It ends before a miss of
    another side that is not to be told yet, and before a restricted escalation of an earlier
    version that is not theirs to know. Of what is between two other parties it has the hashes.

    Raises:
        LookupError: something of the agreement is kept from the reader.
    """
    agreement, reader = setting.agreement, export.reader
    if not knows_everything(agreement, reader):
        raise LookupError("there is no record for this reader")
    seats = (agreement.seat.get(key) for key in reader.seats)
    sides = {seat.party for seat in seats if seat is not None}
    entries = await shown_so_far(
        tx,
        agreements,
        collaboration=export.collaboration,
        reader=reader,
        sides=sides,
        now=setting.now,
    )
    without = await of_others(tx, agreements, entries, sides=sides)
    text = exported(entries, without=without)
    return private_file(text, "application/jsonl", _name(agreement, "record.jsonl"))


async def kept_file(
    tx: Transaction, setting: Setting, export: Export, agreements: AgreementCache
) -> web.Response:
    """How promised updates were kept, of those the reader may know of."""
    agreement, reader = setting.agreement, export.reader
    found = await outcomes(
        tx,
        agreement,
        agreements,
        collaboration=export.collaboration,
        reader=reader,
        now=setting.now,
    )
    spoken = await spoken_by_month(tx, setting, agreements, reader)
    text = f"{_MARK}{kept_csv(found, _sides(agreement), spoken)}"
    return private_file(text, "text/csv", _name(agreement, "kept.csv"))


async def responsiveness_file(
    tx: Transaction, setting: Setting, export: Export, agreements: AgreementCache
) -> web.Response:
    """How all sides answer: the same numbers for every reader."""
    agreement = setting.agreement
    months = await every_month(tx, setting, agreements)
    names, zone = _sides(agreement), agreement.parties[0].zone
    name = _name(agreement, export.kind)
    if export.kind == "responsiveness.xlsx":
        return private_file(responsiveness_xlsx(months, names, zone), XLSX, name)
    text = f"{_MARK}{responsiveness_csv(months, names, zone)}"
    return private_file(text, "text/csv", name)


async def report_file(
    tx: Transaction,
    setting: Setting,
    export: Export,
    lines: Sequence[VersionLine],
    agreements: AgreementCache,
) -> web.Response:
    """The closing report, as a page or as a file."""
    agreement, reader = setting.agreement, export.reader
    told = await gather(tx, setting, reader, agreements)
    report = closing_report(agreement, reader, lines, told, setting.now)
    if export.kind == "report":
        name = _name(agreement, "report.html")
        return private_file(page_of(report), "text/html", name, shown="inline")
    return private_file(file_of(report), "application/json", _name(agreement, "report.json"))


def _sides(agreement: Agreement) -> dict[str, str]:
    return {party.key: party.short for party in agreement.parties}


def _name(agreement: Agreement, ending: str) -> str:
    key = re.sub(r"[^A-Za-z0-9_-]", "_", agreement.study.id)
    return f"{key}-version-{agreement.agreement.version}.{ending}"
