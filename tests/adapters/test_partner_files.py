"""Taking files into a partner directory and out of it by browser."""

import io
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import FormData, web
from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet

from adapters.partner_files import LARGEST, PartnerFilesPage
from adapters.partner_links import PartnerLinks
from adapters.sealed_links import LASTS
from bot.cards.words import partner_files as words
from bot.domain.address import Address
from bot.domain.errors import Refused
from bot.engine.partner_directory import PartnerDirectory, directory_at
from bot.export.partners_file import read_partners_file
from schedules.clock import StandingClock
from storage.memory import MemoryStorage
from tests.builders import at

PUBLIC, KEY = "https://accord.example", Fernet.generate_key().decode()
OURS, WHO = Address("slack", "T0SPONSOR"), Address("slack", "T0SPONSOR", "U0PM")
FILE = b"Name,Categories,Regions\nFjord,3,EU\nHeath,Cheese,UK\nMoor,6,UK\nMOOR Ltd,6,UK\n"

Client = TestClient[web.Request, web.Application]


class World:
    """A page, who reads it, and what is in the directory."""

    def __init__(self) -> None:
        self.clock = StandingClock(at("2026-12-04T11:25"))
        self.links = PartnerLinks(PUBLIC, (KEY,), self.clock)
        self.storage = MemoryStorage()
        self.gone: set[Address] = set()
        self.client: Client

    async def still_belongs(self, person: Address) -> None:
        if person in self.gone:
            raise Refused("You belong here no more.")

    def path(self, link: str | None) -> str:
        assert link is not None
        return link.removeprefix(PUBLIC)

    def take_in(self, organisation: Address = OURS) -> str:
        return self.path(self.links.taking_in(organisation, WHO, "Ann"))

    async def sends(self, path: str, status: int = 200, **parts: bytes | str) -> str:
        form = FormData(default_to_multipart=True)
        for name, content in parts.items():
            if isinstance(content, bytes):
                form.add_field(name, io.BytesIO(content), filename="partners.csv")
            else:
                form.add_field(name, io.BytesIO(content.encode()))
        async with self.client.post(path, data=form) as answer:
            assert answer.status == status, await answer.text()
            return await answer.text()

    async def downloads(self, path: str) -> bytes:
        async with self.client.get(path) as answer:
            assert answer.status == 200
            assert answer.headers["Cache-Control"] == "no-store"
            assert "attachment" in answer.headers["Content-Disposition"]
            return await answer.read()

    async def directory(self, organisation: Address = OURS) -> PartnerDirectory:
        async with self.storage.reading() as tx:
            return await directory_at(tx, organisation)

    async def names(self) -> list[str]:
        return [each.name for each in (await self.directory()).partners]


def packed_in(page: str) -> str:
    found = re.search(r'name="looked_at" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world, app = World(), web.Application()
    page = PartnerFilesPage(world.links, world.storage, world.clock, world.still_belongs)
    page.add_routes(app)
    async with TestClient(TestServer(app)) as client:
        world.client = client
        yield world


async def test_a_file_is_looked_at_and_then_taken_in_once(world: World) -> None:
    path = world.take_in()
    async with world.client.get(path) as answer:
        assert words.CHOOSE in await answer.text()
        assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
    page = await world.sends(path, file=FILE)
    assert "2 new, 2 with mistakes." in page
    assert "Line 3, Categories: “Cheese” is none of the categories." in page
    assert "Line 5, Name: This name is in line 4 already." in page
    assert page.index(words.TAKE_IN + "</button>") < page.index("Line 3,"), "found on a phone"
    assert await world.names() == [], "looking changes nothing"
    done = await world.sends(path, do="take_in", looked_at=packed_in(page))
    assert words.DONE_TITLE in done
    assert await world.names() == ["Fjord", "Moor"]
    directory = await world.directory()
    assert directory.partners[0].added_by.name == "Ann"
    again = await world.sends(path, 400, do="take_in", looked_at=packed_in(page))
    assert words.LINK_GONE in again


async def test_lines_with_mistakes_come_back_as_a_file_that_can_be_corrected(
    world: World,
) -> None:
    path = world.take_in()
    packed = packed_in(await world.sends(path, file=FILE))
    async with world.client.post(path, data={"do": "wrong", "looked_at": packed}) as answer:
        assert answer.status == 400, "only a form with parts is read"
    parts = FormData(default_to_multipart=True)
    parts.add_field("do", "wrong")
    parts.add_field("looked_at", packed)
    async with world.client.post(path, data=parts) as answer:
        file = read_partners_file(await answer.read())
    assert [row.cells["name"] for row in file.rows] == ["Heath", "MOOR Ltd"]
    assert file.unread == ()
    assert await world.names() == []


async def test_what_was_taken_out_and_in_again_changes_nothing(world: World) -> None:
    path = world.take_in()
    packed = packed_in(await world.sends(path, file=FILE))
    await world.sends(path, do="take_in", looked_at=packed)
    for kind in ("csv", "xlsx"):
        content = await world.downloads(world.path(world.links.file(WHO, kind)))
        assert "2 as they are." in await world.sends(world.take_in(), file=content)
    template = await world.downloads(world.path(world.links.file(WHO, "template")))
    assert words.NOTHING_TO_TAKE_IN in await world.sends(world.take_in(), file=template)


async def test_a_change_a_return_and_a_column_left_out(world: World) -> None:
    path = world.take_in()
    await world.sends(path, do="take_in", looked_at=packed_in(await world.sends(path, file=FILE)))
    async with world.storage.transaction() as tx:
        fjord, moor = await tx.partners.all(OURS)
        await tx.partners.save(OURS, moor.removed(world.clock.now()))
    path = world.take_in()
    page = await world.sends(path, file=b"Name,Regions\nfjord aps,\nMoor,Ireland\n")
    assert "1 changed, 1 brought back." in page
    await world.sends(path, do="take_in", looked_at=packed_in(page))
    directory = await world.directory()
    assert [(each.name, each.regions) for each in directory.partners] == [
        ("fjord aps", ()),
        ("Moor", ("Ireland",)),
    ]
    assert directory.partners[0].categories == ("biologics",)
    async with world.storage.reading() as tx:
        history = await tx.partners.history(OURS, moor.id)
        assert {each.what for each in history} == {"added", "brought_back", "changed"}
        assert (await tx.partners.get(OURS, fjord.id)) == directory.partners[0]


async def test_a_link_ends_and_leads_nowhere_else(world: World) -> None:
    path = world.take_in()
    packed = packed_in(await world.sends(path, file=FILE))
    another = world.take_in(Address("slack", "T0OTHER"))
    assert words.NOT_FROM_HERE in await world.sends(another, 400, do="take_in", looked_at=packed)
    async with world.client.get(another.replace("import", "file")) as answer:
        assert answer.status == 404
    for wrong in (path[:-10], "/partners/import/junk", "/partners/file/junk"):
        async with world.client.get(wrong) as answer:
            assert answer.status == 404
            assert words.LINK_GONE in await answer.text()
    world.clock.advance(LASTS + timedelta(seconds=1))
    assert words.LINK_GONE in await world.sends(path, 404, do="take_in", looked_at=packed)
    assert await world.names() == []


async def test_who_left_takes_nothing_in(world: World) -> None:
    path = world.take_in()
    packed = packed_in(await world.sends(path, file=FILE))
    world.gone.add(WHO)
    assert "no more" in await world.sends(path, 400, do="take_in", looked_at=packed)
    assert await world.names() == []


async def test_who_left_downloads_nothing(world: World) -> None:
    path = world.path(world.links.file(WHO, "csv"))
    assert await world.downloads(path)
    world.gone.add(WHO)
    async with world.client.get(path) as answer:
        assert answer.status == 400
        assert "no more" in await answer.text()


async def test_another_page_cannot_send_a_file(world: World) -> None:
    path = world.take_in()
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200)):
        parts = FormData(default_to_multipart=True)
        parts.add_field("file", FILE, filename="partners.csv", content_type="text/csv")
        headers = {"Sec-Fetch-Site": site}
        async with world.client.post(path, data=parts, headers=headers) as answer:
            assert answer.status == status


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", words.CHOOSE_ONE),
        (b"x" * (LARGEST + 1), words.TOO_LARGE),
        (b"\xd0\xcf\x11\xe0", words.NOT_READ),
    ],
)
async def test_what_cannot_be_read_says_what_to_do(world: World, content: bytes, said: str) -> None:
    page = await world.sends(world.take_in(), 400, file=content)
    assert said in page
    assert words.CHOOSE in page


async def test_a_file_of_two_megabytes_goes_through_both_steps(world: World) -> None:
    lines = [f"Lab {number},{'word ' * 200}" for number in range(2000)]
    content = "\n".join(["Name,Services", *lines]).encode()
    assert LARGEST - 100_000 < len(content) < LARGEST
    path = world.take_in()
    page = await world.sends(path, file=content)
    assert "2000 new." in page
    await world.sends(path, do="take_in", looked_at=packed_in(page))
    assert len(await world.names()) == 2000


async def test_fifty_mistakes_are_listed_and_the_others_counted(world: World) -> None:
    lines = "\n".join(f"Lab {number},none" for number in range(60))
    page = await world.sends(world.take_in(), file=f"Name,Categories\n{lines}".encode())
    assert page.count("Line ") == 50
    assert words.further_mistakes(10) in page
    assert words.TAKE_IN + "</button>" not in page


async def test_what_a_file_says_is_no_markup(world: World) -> None:
    page = await world.sends(
        world.take_in(), file=b"Name,Categories,<b>x</b>\nFjord,<script>alert(1)</script>\n"
    )
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<b>x" not in page


def test_without_address_or_key_there_is_no_link() -> None:
    clock = StandingClock(at("2026-12-04T11:25"))
    assert PartnerLinks(None, (KEY,), clock).taking_in(OURS, WHO, "Ann") is None
    without_key = PartnerLinks(PUBLIC, (), clock)
    assert without_key.file(WHO, "csv") is None
    assert without_key.opened_file("junk") is None


def _part(heads: bytes, content: bytes = FILE) -> bytes:
    return b"--XX\r\nContent-Disposition: form-data; " + heads + b"\r\n\r\n" + content + b"\r\n"


@pytest.mark.parametrize(
    "body",
    [
        _part(b'name="file"\r\n\0:::'),
        _part(b'name="file"\r\n' + b"\r\n".join(b"X-%d: 1" % n for n in range(500))),
        _part(b'name="file"; filename="' + b"a" * 50_000 + b'"'),
        _part(b'name="file"\r\nContent-Type: multipart/mixed; boundary=YY', b"--YY--"),
        b"".join(_part(b'name="more%d"' % n) for n in range(50)),
        _part(b'name="file"') * 2,
    ],
    ids=["no head", "many heads", "long head", "nested", "other inputs", "twice"],
)
async def test_a_body_that_no_browser_sends_is_refused_and_not_held(
    world: World, body: bytes
) -> None:
    heads = {"Content-Type": "multipart/form-data; boundary=XX"}
    sent = world.client.post(world.take_in(), data=body + b"--XX--\r\n", headers=heads)
    async with sent as answer:
        assert answer.status == 400
        assert words.CHOOSE_ONE in await answer.text()
