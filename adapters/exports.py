"""`/export/{token}`: an agreement version as a file or a page, for whoever was given the link.

A link preview may fetch it: nothing is used up.
"""

import re
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from adapters.export_links import Export, ExportLinks, Kind
from bot.cards.closing import Told
from bot.cards.versions import Held, VersionLine
from bot.domain.agreement.document import Agreement
from bot.domain.errors import Refused
from bot.domain.instant import Instant
from bot.domain.visibility import Reader, knows_everything
from bot.engine.agreements import AgreementCache
from bot.engine.clock import Clock
from bot.engine.closing import gather
from bot.engine.directory import Directory, DirectoryCache
from bot.engine.kept import outcomes
from bot.engine.record import exported
from bot.engine.record_shown import of_others, shown_so_far
from bot.engine.responsiveness import every_month
from bot.engine.rulings import all_rulings
from bot.engine.scene import Setting
from bot.engine.spoken import spoken_by_month
from bot.engine.storage_ports import Storage, Transaction
from bot.engine.tasks import open_tasks
from bot.export.closing_report import closing_report
from bot.export.document import file_of, page_of
from bot.export.kept_csv import kept_csv
from bot.export.page import printable_page
from bot.export.responsiveness_file import responsiveness_csv, responsiveness_xlsx
from bot.export.yaml_file import exported_yaml

NOT_HERE = (
    "There is nothing to see at this address. A link to an agreement works for a short while; type"
    " export in chat to get a new one."
)
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: How every version of a collaboration up to a number came about.
VersionLines = Callable[
    [Transaction, Directory, str, int, Reader], Awaitable[Sequence[VersionLine]]
]


class ExportPage:
    """Serves the exports."""

    def __init__(
        self,
        links: ExportLinks,
        storage: Storage,
        *,
        clock: Clock,
        directory: DirectoryCache,
        agreements: AgreementCache,
        version_lines: VersionLines,
    ) -> None:
        self._links = links
        self._storage = storage
        self._clock = clock
        self._directory = directory
        self._agreements = agreements
        self._version_lines = version_lines

    def add_routes(self, app: web.Application) -> None:
        """Add the route."""
        app.router.add_get("/export/{token}", self._show)

    async def _show(self, request: web.Request) -> web.Response:
        export = self._links.opened(request.match_info["token"])
        if export is None:
            return _not_here()
        try:
            return await self._answer(export)
        except (LookupError, Refused):
            # One answer for whatever is wrong, so that nothing can be found out by asking.
            return _not_here()

    async def _answer(self, export: Export) -> web.Response:
        async with self._storage.reading() as tx:
            directory = await self._directory.current(tx)
            collaboration = directory.collaborations[export.collaboration].id
            agreement = await self._agreements.get(tx, collaboration, export.version)
            setting = Setting(
                now=self._clock.now(),
                directory=directory,
                collaboration=directory.collaborations[collaboration],
                agreement=agreement,
            )
            if export.kind == "record":
                return await self._record(tx, agreement, export)
            if export.kind == "kept":
                return await self._kept(tx, setting, export)
            if export.kind in ("responsiveness.csv", "responsiveness.xlsx"):
                return await self._responsiveness(tx, setting, export.kind)
            lines = await self._version_lines(
                tx, directory, collaboration, export.version, export.reader
            )
            if export.kind in ("report", "report_file"):
                told = await gather(tx, setting, export.reader, self._agreements)
                return _report(agreement, export, lines, told, self._clock.now())
            tasks = await open_tasks(tx, setting, export.reader, self._agreements)
            rulings = await all_rulings(tx, setting, export.reader, self._agreements)
        now = self._clock.now()
        if export.kind == "yaml":
            text = exported_yaml(agreement, export.reader, versions=lines, now=now)
            return _file(text, "application/yaml", "attachment", _name(agreement, "yaml"))
        held = named_holdings(directory, collaboration)
        page = printable_page(
            agreement, export.reader, lines, now, held=held, tasks=tasks, rulings=rulings
        )
        return _file(page, "text/html", "inline", _name(agreement, "html"))

    async def _record(self, tx: Transaction, agreement: Agreement, export: Export) -> web.Response:
        """The whole record, for readers from whom nothing of the agreement is kept.

        It tells of everything, so for anybody else it is not there. It ends before a miss of
        another side that is not to be told yet, and before a restricted escalation of an earlier
        version that is not theirs to know. Of what is between two other parties it has the hashes.
        """
        if not knows_everything(agreement, export.reader):
            return _not_here()
        seats = (agreement.seat.get(key) for key in export.reader.seats)
        sides = {seat.party for seat in seats if seat is not None}
        entries = await shown_so_far(
            tx,
            self._agreements,
            collaboration=export.collaboration,
            reader=export.reader,
            sides=sides,
            now=self._clock.now(),
        )
        without = await of_others(tx, self._agreements, entries, sides=sides)
        text = exported(entries, without=without)
        return _file(text, "application/jsonl", "attachment", _name(agreement, "record.jsonl"))

    async def _kept(self, tx: Transaction, setting: Setting, export: Export) -> web.Response:
        """How promised updates were kept, of those the reader may know of."""
        agreement, reader = setting.agreement, export.reader
        found = await outcomes(
            tx,
            agreement,
            self._agreements,
            collaboration=export.collaboration,
            reader=reader,
            now=setting.now,
        )
        spoken = await spoken_by_month(tx, setting, self._agreements, reader)
        names = {party.key: party.short for party in agreement.parties}
        # The mark tells spreadsheets that it is UTF-8.
        text = f"\ufeff{kept_csv(found, names, spoken)}"
        return _file(text, "text/csv", "attachment", _name(agreement, "kept.csv"))

    async def _responsiveness(self, tx: Transaction, setting: Setting, kind: Kind) -> web.Response:
        """How all sides answer: the same numbers for every reader."""
        agreement = setting.agreement
        months = await every_month(tx, setting, self._agreements)
        names = {party.key: party.short for party in agreement.parties}
        zone = agreement.parties[0].zone
        if kind == "responsiveness.xlsx":
            book = responsiveness_xlsx(months, names, zone)
            return _file(book, _XLSX, "attachment", _name(agreement, kind))
        text = f"\ufeff{responsiveness_csv(months, names, zone)}"
        return _file(text, "text/csv", "attachment", _name(agreement, kind))


def _report(
    agreement: Agreement,
    export: Export,
    lines: Sequence[VersionLine],
    told: Told,
    now: Instant,
) -> web.Response:
    """The closing report, as a page or as a file."""
    report = closing_report(agreement, export.reader, lines, told, now)
    if export.kind == "report":
        return _file(page_of(report), "text/html", "inline", _name(agreement, "report.html"))
    name = _name(agreement, "report.json")
    return _file(file_of(report), "application/json", "attachment", name)


def named_holdings(directory: Directory, collaboration: str) -> tuple[Held, ...]:
    """Who holds and held which seat, by name."""
    return tuple(
        Held(
            seat=each.seat,
            person_name=directory.person(each.person).name,
            since=each.since,
            until=each.until,
        )
        for each in directory.holdings(collaboration)
    )


def _name(agreement: Agreement, ending: str) -> str:
    key = re.sub(r"[^A-Za-z0-9_-]", "_", agreement.study.id)
    return f"{key}-version-{agreement.agreement.version}.{ending}"


def _file(content: str | bytes, content_type: str, shown: str, name: str) -> web.Response:
    return web.Response(
        # Half a surrogate pair somebody once typed must not keep the rest from being read.
        body=content.encode("utf-8", "replace") if isinstance(content, str) else content,
        content_type=content_type,
        charset="utf-8" if isinstance(content, str) else None,
        headers={**_HEADERS, "Content-Disposition": f'{shown}; filename="{name}"'},
    )


def _not_here() -> web.Response:
    return web.Response(status=404, text=NOT_HERE, headers=_HEADERS)
