"""`/partners/import/{token}` and `/partners/file/{token}`: a partner directory by browser.

Only the link says who somebody is: there are no cookies, so another page cannot send anything in
their name without knowing it. A file is looked at first; it is taken in when somebody says so, once
for each link. Between the two it is kept by the page alone, encrypted.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from importlib.resources import files

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError
from jinja2 import Environment, StrictUndefined, Template

from adapters.partner_links import PartnerLinks, TakeIn
from adapters.private_answers import XLSX, private_file, private_headers
from bot.cards.words import partner_files as words
from bot.domain.address import Address
from bot.domain.errors import AccordError, InvalidInput, Refused
from bot.domain.partner_fields import WRITTEN
from bot.engine.again import until_settled
from bot.engine.clock import Clock
from bot.engine.partner_directory import directory_at
from bot.engine.partner_import import Plan, plan_of, take_in
from bot.engine.storage_ports import Storage
from bot.export.partners_file import (
    PartnersFile,
    partners_csv,
    partners_workbook,
    read_partners_file,
    table_of,
    table_of_rows,
    template_table,
)

#: Bytes of a file that is taken in, and of one that its page sends back, which is encrypted.
LARGEST = 2 * 1024 * 1024
_LARGEST = {"file": LARGEST, "looked_at": 2 * LARGEST, "do": 100}
_SHOWN_MISTAKES = 50
_CHUNK = 64 * 1024

#: Asks whether somebody still belongs to the organisation; raises `Refused` when they do not.
StillBelongs = Callable[[Address], Awaitable[object]]


class PartnerFilesPage:
    """Serves both."""

    def __init__(
        self, links: PartnerLinks, storage: Storage, clock: Clock, still_belongs: StillBelongs
    ) -> None:
        self._links = links
        self._storage = storage
        self._clock = clock
        self._still_belongs = still_belongs

    def add_routes(self, app: web.Application) -> None:
        """Add the routes."""
        app.router.add_get("/partners/import/{token}", self._choose)
        app.router.add_post("/partners/import/{token}", self._sent)
        app.router.add_get("/partners/file/{token}", self._file)

    async def _choose(self, request: web.Request) -> web.Response:
        link = self._links.opened_take_in(request.match_info["token"])
        if link is None:
            return _page(words.TITLE, words.LINK_GONE, status=404)
        return _page(words.TITLE, words.FIRST_LOOK, words.EMPTY_CELLS, choose=words.CHOOSE)

    async def _sent(self, request: web.Request) -> web.Response:
        link = self._links.opened_take_in(request.match_info["token"])
        if link is None:
            return _page(words.TITLE, words.LINK_GONE, status=404)
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return _page(words.TITLE, words.NOT_FROM_HERE, status=403)
        try:
            await self._still_belongs(link.by.address)
            sent = await _parts(request)
            do = sent.get("do", b"look").decode("utf-8", "replace")
            content = self._content(link, sent)
            file = await asyncio.to_thread(read_partners_file, content)
            if do == "take_in":
                return await until_settled(lambda: self._take_in(link, file, content))
            plan = await self._plan(link, file)
            return (
                _wrong_lines(plan, file) if do == "wrong" else self._looked_at(link, plan, content)
            )
        except AccordError as refused:
            return _page(words.TITLE, str(refused), status=400, choose=words.CHOOSE)

    def _content(self, link: TakeIn, sent: dict[str, bytes]) -> bytes:
        if packed := sent.get("looked_at"):
            content = self._links.unpacked(link, packed.decode("utf-8", "replace"))
            if content is None:
                raise InvalidInput(words.NOT_FROM_HERE)
            return content
        if not sent.get("file"):
            raise InvalidInput(words.CHOOSE_ONE)
        return sent["file"]

    async def _plan(self, link: TakeIn, file: PartnersFile) -> Plan:
        async with self._storage.reading() as tx:
            directory = await directory_at(tx, link.organisation)
        return await asyncio.to_thread(plan_of, file, directory)

    def _looked_at(self, link: TakeIn, plan: Plan, content: bytes) -> web.Response:
        buttons = [*([("take_in", words.TAKE_IN)] if not plan.empty else [])]
        buttons += [("wrong", words.GET_WRONG)] if plan.mistaken else []
        lines = [plan.sentence]
        lines += [words.NOTHING_TO_TAKE_IN] if plan.empty and plan.sentence not in lines else []
        lines += [words.unread_columns(plan.unread)] if plan.unread else []
        lines += [words.WRONG_STAY] if plan.mistaken else []
        return _page(
            words.TITLE,
            *lines,
            mistakes=plan.sentences,
            buttons=buttons,
            packed=self._links.packed(link, content),
            choose=words.CHOOSE,
        )

    async def _take_in(self, link: TakeIn, file: PartnersFile, content: bytes) -> web.Response:
        now = self._clock.now()
        async with self._storage.transaction() as tx:
            await tx.partners.one_by_one(link.organisation)
            if not await tx.inbox.first_time(f"partners/{link.id}", now):
                raise Refused(words.LINK_GONE)
            directory = await directory_at(tx, link.organisation)
            plan = await asyncio.to_thread(plan_of, file, directory)
            await take_in(
                tx, plan, organisation=link.organisation, by=link.by, now=now, name=link.id
            )
        wrong = [("wrong", words.GET_WRONG)] if plan.mistaken else []
        return _page(
            words.DONE_TITLE,
            plan.sentence,
            words.BACK_TO_CHAT,
            mistakes=plan.sentences,
            buttons=wrong,
            packed=self._links.packed(link, content) if wrong else "",
        )

    async def _file(self, request: web.Request) -> web.Response:
        link = self._links.opened_file(request.match_info["token"])
        if link is None:
            return _page(words.TITLE, words.LINK_GONE, status=404)
        try:
            await self._still_belongs(link.by)
        except AccordError as refused:
            return _page(words.TITLE, str(refused), status=400)
        if link.kind == "template":
            return private_file(partners_workbook(template_table()), XLSX, "partners-template.xlsx")
        async with self._storage.reading() as tx:
            directory = await directory_at(tx, link.organisation)
        table = table_of(directory.partners, directory.names_of_who_recommends)
        if link.kind == "csv":
            return private_file(partners_csv(table), "text/csv", "partners.csv")
        content = await asyncio.to_thread(partners_workbook, table)
        return private_file(content, XLSX, "partners.xlsx")


async def _parts(request: web.Request) -> dict[str, bytes]:
    """What a form sent, by the name of the input; more than it may hold is not read."""
    if request.content_type != "multipart/form-data":
        raise InvalidInput(words.CHOOSE_ONE)
    found: dict[str, bytes] = {}
    try:
        async for part in await request.multipart():
            # Each input of ours once, so that what is held has an end.
            name = part.name if isinstance(part, BodyPartReader) else None
            if not isinstance(part, BodyPartReader) or name not in _LARGEST or name in found:
                raise InvalidInput(words.CHOOSE_ONE)
            found[name] = await _read(part, _LARGEST[name])
    except (ValueError, HttpProcessingError) as error:  # of aiohttp, for a body that is no form
        raise InvalidInput(words.CHOOSE_ONE) from error
    return found


async def _read(part: BodyPartReader, most: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        content.extend(chunk)
        if len(content) > most:
            raise InvalidInput(words.TOO_LARGE)
    return bytes(content)


def _wrong_lines(plan: Plan, file: PartnersFile) -> web.Response:
    lines = [(each.row, each.todo) for each in plan.mistaken]
    table = table_of_rows(lines, [name for name in WRITTEN if name in file.columns])
    return private_file(partners_workbook(table), XLSX, "partners-to-correct.xlsx")


def _page(
    title: str,
    *lines: str,
    status: int = 200,
    mistakes: list[str] | None = None,
    buttons: list[tuple[str, str]] | None = None,
    packed: str = "",
    choose: str = "",
) -> web.Response:
    listed = (mistakes or [])[:_SHOWN_MISTAKES]
    if more := len(mistakes or ()) - len(listed):
        listed.append(words.further_mistakes(more))
    html = _template().render(
        title=title,
        lines=lines,
        mistakes=listed,
        buttons=[{"do": do, "label": label} for do, label in buttons or ()],
        packed=packed,
        choose=choose,
        look=words.LOOK,
    )
    return web.Response(
        body=html.encode("utf-8", "replace"),
        content_type="text/html",
        charset="utf-8",
        status=status,
        headers=private_headers(forms="'self'"),
    )


@cache
def _template() -> Template:
    text = files("adapters").joinpath("partner_files.html.jinja").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(text)
