"""A sponsor looks for a CRO before there is any collaboration: its own directory, in both chats."""

import io
import re
from pathlib import Path

from aiohttp import FormData

from bot.cards.words import partner_files as file_words
from bot.cards.words import partners as words
from bot.export.partners_file import partners_workbook, read_partners_file
from tests.journeys.founding import CHANNEL, PUBLIC_URL, Founding, InSlack, InTeams, text_of

ENTRIES = Path(__file__).parents[1] / "unit" / "engine" / "partners" / "entries.csv"
FJORD = {"name": "Fjord Cell Lines", "services": "CHO cell lines in small batches"}


def a_link(said: object, what: str) -> str:
    """The newest address of a kind in what was shown."""
    found: list[str] = re.findall(rf"{PUBLIC_URL}/partners/{what}/[\w=-]+", text_of(said))
    return found[-1]


async def five_hundred(founding: Founding, link: str) -> str:
    """Take the labelled entries in as a workbook, in a browser; gives what came of it."""
    table = read_partners_file(ENTRIES.read_bytes())
    heads = [file_words.COLUMNS[name] for name in table.columns]
    rows = [[row.cells.get(name, "") for name in table.columns] for row in table.rows]
    page = await posted(founding, link, file=partners_workbook([heads, *rows]))
    assert "500 new." in page
    packed = re.search(r'name="looked_at" value="([^"]+)"', page)
    assert packed is not None
    return await posted(founding, link, do=b"take_in", looked_at=packed[1].encode())


async def posted(founding: Founding, link: str, **parts: bytes) -> str:
    form = FormData(default_to_multipart=True)
    for name, content in parts.items():
        form.add_field(name, io.BytesIO(content), filename="partners.xlsx")
    async with founding.session.post(link.replace(PUBLIC_URL, founding.url), data=form) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.text()


async def downloaded(founding: Founding, link: str) -> bytes:
    async with founding.session.get(link.replace(PUBLIC_URL, founding.url)) as answer:
        assert answer.status == 200
        return await answer.read()


async def test_in_slack(founding: Founding) -> None:
    slack = founding.slack
    slack.add_person("U0PM", name="Ann")
    slack.add_person("U0CMC", name="Bea")
    slack.add_person("U0GUEST", name="Gus", guest=True)
    slack.add_person("U0CRO", name="Cyra", team="T0CRO")
    slack.add_channel(CHANNEL, "U0PM", "U0CMC", "U0GUEST", "U0CRO")
    ann, bea = InSlack(world=founding, user="U0PM"), InSlack(world=founding, user="U0CMC")

    await ann.commands("partners add")
    await ann.sends(**FJORD)
    await bea.writes("partners recommend fjord cell lines: on time three times")
    assert "Your recommendation of Fjord Cell Lines is saved" in text_of(bea.chat[-1])
    before = len(founding.channel)
    said = await ann.asks("partners show Fjord Cell Lines")
    assert "on time three times" in said
    assert "(Bea, " in said
    assert "CHO cell lines in small batches" in text_of(ann.for_me[-1])
    assert len(founding.channel) == before, "nobody else in the channel reads it"

    await ann.commands("partners import")
    done = await five_hundred(founding, a_link(ann.answers[-1], "import"))
    assert file_words.DONE_TITLE in done
    await bea.writes("partners")
    assert "501 entries, 1 recommended" in text_of(bea.chat[-1])
    await bea.writes("partners export")
    read = read_partners_file(await downloaded(founding, a_link(bea.chat[-1], "file")))
    assert len(read.rows) == 501

    slack.add_person("U0NEW", name="Nia")
    slack.fail("users.info", status=429, retry_after=1)
    nia = InSlack(world=founding, user="U0NEW")
    await nia.commands("partners")
    assert words.NOT_TOLD_NOW in text_of(nia.answers[-1])
    await nia.commands("partners")
    assert "501 entries" in text_of(nia.answers[-1])

    guest = InSlack(world=founding, user="U0GUEST")
    stranger = InSlack(world=founding, user="U0CRO", team="T0CRO")
    for text in ("partners", "partners show Fjord Cell Lines", "partners import"):
        await guest.commands(text)
        assert words.NOT_A_MEMBER in text_of(guest.answers[-1])
        assert words.NOT_A_MEMBER in await guest.asks(text)
        assert words.ELSEWHERE in await stranger.asks(text)
        await stranger.writes(text)
        assert words.NOT_A_MEMBER in text_of(stranger.chat[-1])
    assert len(founding.channel) == before


async def test_in_teams(founding: Founding) -> None:
    teams = founding.teams
    ann, bea = teams.person("Ann"), teams.person("Bea")
    guest = teams.person("Gus", role="guest")
    cyra = teams.person("Cyra", tenant="7777777a-0000-4000-8000-000000000002")
    room = teams.room("study", ann, bea, guest, cyra, shared=True)
    people = {each.name: InTeams(world=founding, person=each, room=room) for each in (ann, bea)}
    for each in (ann, bea, guest):
        await founding.from_teams.install(teams.chat_with(each), each)
    me, colleague = people["Ann"], people["Bea"]

    await me.writes("partners")
    await me.presses("Add a partner")
    await me.sends(**FJORD)
    await colleague.writes("partners recommend fjord cell lines: on time three times")
    assert "Your recommendation of Fjord Cell Lines is saved" in text_of(colleague.chat[-1].card)
    await me.writes("partners show Fjord Cell Lines")
    assert "on time three times" in text_of(me.chat[-1].card)
    assert "(Bea, " in text_of(me.chat[-1].card)

    await me.writes("partners import")
    done = await five_hundred(founding, a_link(me.chat[-1].card, "import"))
    assert file_words.DONE_TITLE in done
    await colleague.writes("partners")
    assert "501 entries, 1 recommended" in text_of(colleague.chat[-1].card)

    await me.mentions("partners show Fjord Cell Lines")
    in_room = teams.activities(room)[-1].card
    assert words.OWN_CHAT in text_of(in_room)
    assert "CHO" not in text_of(in_room)
    visitor = InTeams(world=founding, person=guest, room=room)
    for text in ("partners", "partners show Fjord Cell Lines", "partners import"):
        await visitor.writes(text)
        assert words.NOT_A_MEMBER in text_of(visitor.chat[-1].card)
    stranger = InTeams(world=founding, person=cyra, room=room)
    await stranger.mentions("partners show Fjord Cell Lines")
    assert words.OWN_CHAT in text_of(teams.activities(room)[-1].card)
    async with founding.accord.storage.reading() as tx:
        kept = await founding.accord.directory.current(tx)
        assert not kept.collaborations, "none was needed"
