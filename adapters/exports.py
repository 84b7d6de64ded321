"""`/export/{token}`: an agreement version as a file or a page, for whoever was given the link.

A link preview may fetch it: nothing is used up.
"""

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web

from adapters import export_files as files
from adapters.export_links import Export, ExportLinks
from adapters.private_answers import private_headers
from bot.cards.versions import VersionLine
from bot.domain.errors import Refused
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.clock import Clock
from bot.engine.directory import Directory, DirectoryCache
from bot.engine.scene import Setting
from bot.engine.storage_ports import Storage, Transaction

NOT_HERE = (
    "There is nothing to see at this address. A link to an agreement works for a short while; type"
    " export in chat to get a new one."
)

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
            async with self._storage.reading() as tx:
                return await self._answer(tx, export)
        except (LookupError, Refused):
            # One answer for whatever is wrong, so that nothing can be found out by asking.
            return _not_here()

    async def _answer(self, tx: Transaction, export: Export) -> web.Response:
        setting, agreements = await self._setting(tx, export), self._agreements
        match export.kind:
            case "record":
                return await files.record_file(tx, setting, export, agreements)
            case "kept":
                return await files.kept_file(tx, setting, export, agreements)
            case "responsiveness.csv" | "responsiveness.xlsx":
                return await files.responsiveness_file(tx, setting, export, agreements)
            case "report" | "report_file":
                lines = await self._lines(tx, setting, export)
                return await files.report_file(tx, setting, export, lines, agreements)
            case "html":
                lines = await self._lines(tx, setting, export)
                return await files.agreement_page(tx, setting, export, lines, agreements)
            case "yaml":
                lines = await self._lines(tx, setting, export)
                return files.agreement_file(setting, export, lines)

    async def _lines(
        self, tx: Transaction, setting: Setting, export: Export
    ) -> Sequence[VersionLine]:
        return await self._version_lines(
            tx, setting.directory, export.collaboration, export.version, export.reader
        )

    async def _setting(self, tx: Transaction, export: Export) -> Setting:
        directory = await self._directory.current(tx)
        collaboration = directory.collaborations[export.collaboration]
        return Setting(
            now=self._clock.now(),
            directory=directory,
            collaboration=collaboration,
            agreement=await self._agreements.get(tx, collaboration.id, export.version),
        )


def _not_here() -> web.Response:
    return web.Response(status=404, text=NOT_HERE, headers=private_headers())
