"""Links to exports: what they show, to whom, for how long, and nothing to those who guess."""

import csv
import io
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet
from openpyxl import load_workbook

from adapters.export_links import ExportLinks
from adapters.exports import NOT_HERE, ExportPage
from adapters.sealed_links import LASTS
from bot.agreement_file import read_agreement, read_bindings
from bot.cards.versions import VersionLine
from bot.domain.action_times import times_on
from bot.domain.actions import Action
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision
from bot.domain.deed import Deed
from bot.domain.instant import instant
from bot.domain.people import Person
from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, seated
from bot.engine.agreements import AgreementCache
from bot.engine.directory import Directory, DirectoryCache
from bot.engine.importing import import_agreement
from bot.engine.platform import MakesLinks
from bot.engine.storage_ports import Transaction
from bot.export.extract import extract
from bot.export.kept_csv import COLUMNS
from schedules.clock import StandingClock
from storage.memory import MemoryStorage
from tests.builders import at
from tests.unit.agreement_file.texts import PHASE_1, example
from tests.unit.export.versions import AGREED

PUBLIC = "https://accord.example"
KEY = Fernet.generate_key().decode()
BEGIN = at("2026-12-04T11:25")
PLAIN = seated("clinical_ops_lead")

Client = TestClient[web.Request, web.Application]


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock(BEGIN)


@pytest.fixture
def links(clock: StandingClock) -> ExportLinks:
    return ExportLinks(PUBLIC, (KEY,), clock)


@pytest.fixture
async def storage() -> MemoryStorage:
    return MemoryStorage()


@pytest.fixture
async def collaboration(storage: MemoryStorage) -> str:
    agreement = read_agreement(example(PHASE_1))
    bindings = read_bindings(example("03_bindings"), agreement)
    async with storage.transaction() as tx:
        imported = await import_agreement(tx, agreement, bindings, BEGIN)
    return imported.collaboration.id


async def agreed(
    _: Transaction, directory: Directory, collaboration: str, upto: int, reader: Reader
) -> Sequence[VersionLine]:
    assert collaboration in directory.collaborations
    assert not reader.everything
    return (AGREED,) if upto > AGREED.version else ()


@pytest.fixture
async def client(
    links: ExportLinks, storage: MemoryStorage, clock: StandingClock
) -> AsyncIterator[Client]:
    page = ExportPage(
        links,
        storage,
        clock=clock,
        directory=DirectoryCache(),
        agreements=AgreementCache(),
        version_lines=agreed,
    )
    app = web.Application()
    page.add_routes(app)
    async with TestClient(TestServer(app)) as client:
        yield client


def path(link: str | None) -> str:
    assert link is not None
    assert link.startswith(f"{PUBLIC}/export/")
    return link.removeprefix(PUBLIC)


async def test_the_file_is_what_the_reader_may_know(
    client: Client, links: MakesLinks, collaboration: str
) -> None:
    answer = await client.get(path(links.link(collaboration, 4, PLAIN, "yaml")))
    assert answer.status == 200
    assert answer.content_type == "application/yaml"
    disposition = answer.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="ph1_abroad-version-4.yaml"'
    text = await answer.text()
    assert read_agreement(text) == extract(read_agreement(example(PHASE_1)), PLAIN)
    assert "This is an extract" in text


async def test_the_page_holds_actions_and_decisions_that_the_reader_may_know(
    client: Client, links: MakesLinks, collaboration: str, storage: MemoryStorage
) -> None:
    agreement = read_agreement(example(PHASE_1))
    person = "p1"
    by = Deed(person=person, party="cro", seat="cro_pm", at=BEGIN)
    action = Action(
        collaboration=collaboration,
        number=1,
        what="Order <labels>",
        owner="clinical_ops_lead",
        party="sponsor",
        times=times_on(agreement, "clinical_ops_lead", date(2026, 12, 8)),
        version=4,
        raised=by,
        since=BEGIN,
        source="s1",
    )
    decision = Decision(
        collaboration=collaboration,
        number=1,
        topic="Recruitment",
        outcome="Two cohorts a week",
        decider=Decider(party="cro", seat="cro_pm"),
        version=4,
        written=by,
        source="s1",
    )
    hidden = {"owner": "unblinded_pharmacist", "restricted": True, "what": "Repack it"}
    async with storage.transaction() as tx:
        await tx.directory.save_person(Person(id=person, name="Pia", addresses=()))
        await tx.actions.add(action)
        await tx.actions.add(replace(action, source="s2", **hidden))  # type: ignore[arg-type]
        await tx.decisions.add(decision.recorded(by))
        await tx.decisions.add(replace(decision, number=2, source="s2", outcome="Not said yet"))
    answer = await client.get(path(links.link(collaboration, 4, PLAIN, "html")))
    text = await answer.text()
    assert "Order &lt;labels&gt;" in text
    assert "Two cohorts a week" in text
    assert "Not said yet" not in text
    assert "Repack it" not in text
    unblinded = seated("unblinded_pharmacist")
    answer = await client.get(path(links.link(collaboration, 4, unblinded, "html")))
    assert "Repack it" in await answer.text()


async def test_the_page_names_holders_and_how_versions_came_about(
    client: Client, links: MakesLinks, collaboration: str
) -> None:
    unblinded = seated("unblinded_pharmacist")
    shown = await client.get(path(links.link(collaboration, 4, unblinded, "html")))
    assert (shown.status, shown.content_type) == (200, "text/html")
    assert shown.headers["Content-Disposition"].startswith("inline;")
    text = await shown.text()
    assert "Unblinded folder" in text
    assert "Clinical operations lead, since Fri 4 Dec 2026" in text
    assert "weekly status: late after".casefold() in text.casefold()
    room = await (await client.get(path(links.link(collaboration, 4, A_ROOM, "html")))).text()
    assert "Unblinded" not in room.replace("Emergency unblinding", "")


async def test_a_link_never_shows_everything(
    client: Client, links: MakesLinks, collaboration: str
) -> None:
    answer = await client.get(path(links.link(collaboration, 4, EVERYTHING, "yaml")))
    assert "unblinded_pharmacist" not in await answer.text()


async def test_nobody_keeps_frames_or_indexes_it(
    client: Client, links: MakesLinks, collaboration: str
) -> None:
    for found in (path(links.link(collaboration, 4, PLAIN, "html")), "/export/nothing"):
        headers = (await client.get(found)).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")


async def test_a_preview_uses_nothing_up(
    client: Client, links: MakesLinks, collaboration: str
) -> None:
    found = path(links.link(collaboration, 4, PLAIN, "html"))
    preview = await client.head(found)
    assert (preview.status, await preview.read()) == (200, b"")
    assert (await client.get(found)).status == 200
    assert (await client.get(found)).status == 200


async def test_it_works_as_long_as_it_says_and_no_longer(
    client: Client, links: MakesLinks, collaboration: str, clock: StandingClock
) -> None:
    assert timedelta(minutes=links.minutes) == LASTS
    found = path(links.link(collaboration, 4, PLAIN, "html"))
    clock.set(instant(BEGIN + LASTS))
    assert (await client.get(found)).status == 200
    clock.set(instant(BEGIN + LASTS + timedelta(seconds=1)))
    answer = await client.get(found)
    assert (answer.status, await answer.text()) == (404, NOT_HERE)


async def test_whatever_is_wrong_gets_one_and_the_same_answer(
    client: Client, links: MakesLinks, collaboration: str, clock: StandingClock
) -> None:
    good = path(links.link(collaboration, 4, PLAIN, "yaml"))
    other_key = ExportLinks(PUBLIC, (Fernet.generate_key().decode(),), clock)
    seconds = int(BEGIN.timestamp())
    ours = [b"no json", b"[]", b"{}", json.dumps({"token": "a platform's secret"}).encode()]
    whole = {"for": "export", "collaboration": collaboration, "version": 4, "seats": []}
    ours.append(json.dumps({**whole, "kind": "pdf"}).encode())
    ours.append(json.dumps({**whole, "kind": "yaml", "for": "something else"}).encode())
    wrong = [
        good[:-6] + ("AAAAA=" if good[-6:] != "AAAAA=" else "BBBBB="),
        good[: len(good) // 2],
        "/export/x",
        "/export/%C3%BC%FF",
        path(other_key.link(collaboration, 4, PLAIN, "yaml")),
        path(links.link(collaboration, 5, PLAIN, "yaml")),
        path(links.link("another", 4, PLAIN, "yaml")),
        *(f"/export/{Fernet(KEY).encrypt_at_time(x, seconds).decode()}" for x in ours),
    ]
    answers = [await client.get(each) for each in wrong]
    assert {(each.status, await each.text()) for each in answers} == {(404, NOT_HERE)}
    assert len({tuple(sorted(set(each.headers) - {"Date"})) for each in answers}) == 1
    assert (await client.get(good)).status == 200


async def test_how_updates_were_kept_is_a_file_for_a_spreadsheet(
    client: Client,
    links: MakesLinks,
    storage: MemoryStorage,
    collaboration: str,
    clock: StandingClock,
) -> None:
    due = at("2026-11-27T11:30")
    late_at = instant(due + timedelta(hours=4))
    async with storage.transaction() as tx:
        agreement = await tx.agreements.get(collaboration, 4)
        cadence = agreement.cadences[0]
        missed = CheckIn(
            id="missed",
            collaboration=collaboration,
            cadence=cadence.key,
            version=4,
            wall=due.replace(tzinfo=None),
            due=due,
            late_at=late_at,
            opened_at=due,
            state=CheckInState.MISSED,
        )
        await tx.checkins.save(missed)
        await tx.checkins.save(replace(missed, id="excused", state=CheckInState.EXCUSED))
        await tx.checkins.save(replace(missed, id="other", collaboration="another"))
    answer = await client.get(path(links.link(collaboration, 4, PLAIN, "kept")))
    assert (answer.status, answer.content_type) == (200, "text/csv")
    disposition = answer.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="ph1_abroad-version-4.kept.csv"'
    (row,) = csv.DictReader((await answer.text()).removeprefix("\ufeff").splitlines())
    assert row == {
        "month": "2026-11",
        "side": agreement.party_of(cadence.from_).short,
        "update": cadence.title,
        "promised": "2",
        "on_time": "0",
        "late": "0",
        "missed": "1",
        "excused": "1",
        "not_asked": "0",
        "on_time_percent": "0",
        "median_late_working_hours": "",
        **dict.fromkeys(COLUMNS[-8:], ""),
    }


async def test_a_link_can_be_opened_with_any_of_the_keys(
    links: ExportLinks, clock: StandingClock
) -> None:
    found = links.link("c", 1, PLAIN, "html") or ""
    newer = ExportLinks(PUBLIC, (Fernet.generate_key().decode(), KEY), clock)
    opened = newer.opened(found.rsplit("/", 1)[1])
    assert opened is not None
    assert (opened.collaboration, opened.version, opened.reader) == ("c", 1, PLAIN)
    assert "clinical_ops_lead" not in found


def test_without_a_public_address_or_a_key_there_is_no_link(clock: StandingClock) -> None:
    assert ExportLinks(None, (KEY,), clock).link("c", 1, PLAIN, "html") is None
    keyless = ExportLinks(PUBLIC, (), clock)
    assert keyless.link("c", 1, PLAIN, "html") is None
    assert keyless.opened("x") is None


async def test_how_all_sides_answer_is_a_file_and_a_workbook_equal_for_every_reader(
    client: Client, links: ExportLinks, collaboration: str
) -> None:
    texts, books = set(), []
    for reader in (PLAIN, seated("unblinded_pharmacist"), A_ROOM):
        answer = await client.get(path(links.link(collaboration, 4, reader, "responsiveness.csv")))
        assert (answer.status, answer.content_type) == (200, "text/csv")
        texts.add(await answer.text())
        answer = await client.get(path(links.link(collaboration, 4, reader, "responsiveness.xlsx")))
        disposition = answer.headers["Content-Disposition"]
        assert disposition == 'attachment; filename="ph1_abroad-version-4.responsiveness.xlsx"'
        book = load_workbook(io.BytesIO(await answer.read()))
        books.append([list(sheet.values) for sheet in book.worksheets])
    (text,) = texts
    assert text.startswith("\ufeffmonth,so_far,side,")
    assert books[0] == books[1] == books[2]
    assert len(books[0][0]) == 3  # the heading, and both sides of the one month


async def test_a_link_to_a_kind_that_there_is_not_leads_nowhere(
    client: Client, links: ExportLinks, collaboration: str
) -> None:
    answer = await client.get(path(links.link(collaboration, 4, PLAIN, "responsiveness.exe")))
    assert answer.status == 404
