"""The closing report: what it gathers for whom, as a page and as a file."""

import json

from bot.cards.compose.escalation_forms import TEXT_KEY
from bot.cards.compose.escalations import ACKNOWLEDGE, DECIDE, RESOLVE
from bot.cards.compose.look_back_parts import LOOK_BACK
from bot.cards.words.responsiveness_definitions import COLUMNS
from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, seated
from bot.engine.agreements import AgreementCache
from bot.engine.closing import gather
from bot.engine.directory import DirectoryCache
from bot.engine.scene import Setting
from bot.export.closing_report import closing_report
from bot.export.document import Document, file_of, page_of
from tests.unit.engine.escalating import press_on, rat_stage
from tests.unit.engine.founding import ANN, form_of
from tests.unit.engine.hinting import hiding
from tests.unit.engine.stage import CRO_ROOM, Stage
from tests.unit.engine.test_escalations import (
    CLOSES,
    DIRECTOR,
    MONITOR,
    SPONSOR_PM,
    a_death,
    fill,
    newest,
)
from tests.unit.engine.test_retrospectives import CRO_PM, say
from tests.unit.engine.test_what_is_between_others import SECRETS, of_two_of_three
from tests.unit.export.reading import read_page

LEARNT = {"helped": "the call within the hour", "change": "tell the vet as well", "judged": ""}


async def report(stage: Stage, reader: Reader = A_ROOM) -> Document:
    agreements = AgreementCache()
    async with stage.accord.storage.reading() as tx:
        directory = await DirectoryCache().current(tx)
        found = directory.collaborations[stage.collaboration.id]
        agreement = await agreements.get(tx, found.id, found.version)
        setting = Setting(
            now=stage.clock.now(), directory=directory, collaboration=found, agreement=agreement
        )
        told = await gather(tx, setting, reader, agreements)
    return closing_report(agreement, reader, (), told, setting.now)


async def closed() -> Stage:
    """A death escalated, looked back on; an action open; closed, and looked back on as a whole."""
    stage = await rat_stage("2027-01-13T23:00")
    escalation = await a_death(stage)
    await press_on(stage, MONITOR, escalation, ACKNOWLEDGE)
    await fill(stage, SPONSOR_PM, escalation, DECIDE, **{TEXT_KEY: "dosing goes on"})
    await fill(stage, DIRECTOR, escalation, RESOLVE, **CLOSES)
    await stage.until("2027-01-14T23:00")
    await fill(stage, DIRECTOR, await newest(stage), LOOK_BACK, **LEARNT)
    theirs = {"helped": "", "change": "", "judged": "false_alarm"}
    await fill(stage, SPONSOR_PM, await newest(stage), LOOK_BACK, **theirs)
    await stage.say(CRO_PM, "action file the dose notes for study monitor by 2027-03-01")
    await stage.say(CRO_PM, "decision dose levels as in the protocol")
    await stage.say(CRO_PM, "ask study monitor: do the vials come?")
    await stage.say(MONITOR, "answer 1: on Friday")
    await stage.say(CRO_PM, "thanks study monitor for the quick call", CRO_ROOM)
    await stage.say(CRO_PM, "close")
    await stage.until("2027-01-20T10:00")
    await say(stage, CRO_PM, worked="the photos", change="one call a week", name="yes")
    await stage.until("2027-01-29T23:00")
    return stage


async def test_it_tells_what_was_agreed_kept_learnt_and_is_left_over() -> None:
    stage = await closed()
    page = page_of(await report(stage))
    for told in (
        "Closing report",
        "All updates",
        "Deccan: helped: the call within the hour",
        "Deccan: would change: tell the vet as well",
        "Larkspur: calls it a false alarm",
        "file the dose notes",
        "Taken over by",
        "End the access, or agree on its last day",
        "Deccan: the photos (Client project manager)",
        "Deccan: one call a week",
        "for the quick call (from Deccan)",
        "How each side answered",
        "History of this agreement",
    ):
        assert told in page
    assert page.count("<h1") == 1
    assert "<script" not in page
    levels = [int(e.tag[1]) for e in read_page(page).elements if e.tag in ("h1", "h2", "h3", "h4")]
    assert max(levels) == 3


async def test_the_file_holds_what_the_page_says() -> None:
    document = await report(await closed())
    page, file = page_of(document), json.loads(file_of(document))
    keys = [each["key"] for each in file["sections"]]
    assert keys == [each.attributes["id"] for each in read_page(page).all("h2")]
    (actions,) = [each for each in file["sections"] if each["key"] == "actions"]
    row = actions["content"][1]["rows"][0]
    assert row["What"] == ["file the dose notes"]
    assert row["Taken over by"] == ["Sponsor's study monitor"]


async def test_it_holds_the_numbers_that_responsiveness_shows() -> None:
    document = await report(await closed())
    (answering,) = [e for e in json.loads(file_of(document))["sections"] if e["key"] == "answering"]
    rows = {row["Side"][0]: row for row in answering["content"][1]["rows"]}
    assert rows["Larkspur"]["Questions due"] == ["1"]
    assert rows["Larkspur"]["In time"] == ["1 of 1"]
    meant = answering["content"][2]["content"][0]
    assert meant["Median, hours"] == [COLUMNS["answer_median_working_hours"]]
    assert meant.keys() == rows["Larkspur"].keys() - {"Month", "Side"}


async def test_both_sides_read_the_same_where_nothing_is_restricted() -> None:
    stage = await closed()
    sponsor, cro = await report(stage, EVERYTHING), await report(stage)
    assert sponsor == cro


async def test_before_the_close_it_says_that_it_is_so_far() -> None:
    document = await report(await rat_stage("2027-01-13T23:00"))
    assert document.kind == "Report so far"
    assert "Nothing was escalated." in page_of(document)


async def test_what_is_restricted_is_in_nobody_elses_copy() -> None:
    stage = await hiding()
    everything, others = await report(stage, EVERYTHING), await report(stage)
    hidden = _rows(everything, "escalations") - _rows(others, "escalations")
    assert hidden
    assert not any("R-" in each for each in _rows(others, "escalations"))
    secret = [each for each in _rows(everything, "actions") if "Action R" in each]
    assert secret
    assert not any("Action R" in each for each in _rows(others, "actions"))
    assert "restricted" not in file_of(others).casefold()


async def test_a_third_party_reads_that_something_was_between_others_and_no_words_of_it() -> None:
    stage = await of_two_of_three()
    form = form_of(await press_on(stage, ANN, await newest(stage), RESOLVE))
    values = {each.key: "E-SECRET" for each in form.inputs} | {"met": "yes"}
    await stage.send(ANN, form, **values)
    seats = {seat.party: seat.key for seat in stage.agreement.seats}
    third = await report(stage, seated(seats["facilitator"]))
    (row,) = _rows(third, "escalations")
    assert "E-1: The work needs a decision" in row
    assert "SECRET" not in row
    assert [each for each in SECRETS if each in file_of(third)] == []
    assert "E-SECRET" in str(_rows(await report(stage, seated(seats["sponsor"])), "escalations"))


def _rows(document: Document, section: str) -> set[str]:
    found = json.loads(file_of(document))["sections"]
    (content,) = [each["content"] for each in found if each["key"] == section]
    return {json.dumps(row) for each in content if isinstance(each, dict) for row in each["rows"]}
