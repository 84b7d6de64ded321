"""Suggestions in the closing report: what everybody reads, and what stays with who was told."""

import json

from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, seated
from bot.export.document import file_of, page_of
from tests.unit.engine.escalating import antibody, antibody_stage
from tests.unit.engine.founding import filled, form_of
from tests.unit.engine.hinting import hiding
from tests.unit.engine.stage import PM, SPONSOR_PM, SPONSOR_ROOM, Stage
from tests.unit.engine.suggesting import answer, suggested, without_name
from tests.unit.engine.test_closing_report import report
from tests.unit.engine.test_suggestions_hidden import IDEA as SECRET
from tests.unit.engine.test_suggestions_hidden import IN_THE_KNOW
from tests.unit.engine.test_suggestions_that_lead_on import proposed, yes

Row = dict[str, list[str]]


async def rows(stage: Stage, reader: Reader = A_ROOM) -> list[Row]:
    """The table of suggestions in somebody's copy."""
    sections = json.loads(file_of(await report(stage, reader)))["sections"]
    found = [each["content"][1]["rows"] for each in sections if each["key"] == "suggestions"]
    return found[0] if found else []


async def test_one_that_rooms_read_is_told_with_its_words_and_what_became_of_it() -> None:
    stage = await suggested(room=SPONSOR_ROOM)
    await answer(stage, "Not now", "After the audit", again="2026-12-04")
    await stage.until("2026-12-04T14:00")
    await yes(stage, await proposed(stage))
    (row,) = await rows(stage)
    assert row["Suggested"] == ["Necropsy and organ weights", "one photo of each lesion"]
    assert row["By"][0] == "Program manager (Larkspur)"
    assert row["To"] == ["Deccan"]
    first, why, then, because = row["Answer"]
    assert first.startswith("Not now, comes back on Fri 4 Dec 2026 (")
    assert then.startswith("Adopted (")
    assert (why, because) == ("After the audit", "It saves a week")
    assert row["What came of it"] == ["proposal 1, in force as version 3"]
    assert await report(stage) == await report(stage, EVERYTHING)


async def test_one_without_a_name_is_its_side_s_in_every_copy() -> None:
    stage = await suggested("status")
    await without_name(stage, SPONSOR_PM, text="weigh twice", topic="necropsy", readers="rooms")
    await answer(stage, "No")
    for reader in (A_ROOM, EVERYTHING, seated("program_manager"), seated("study_director")):
        (row,) = await rows(stage, reader)
        assert row["By"][0] == "Larkspur"
        assert "weigh twice" in row["Suggested"]
        assert "rogram manager" not in json.dumps(row)


async def test_the_words_of_one_in_private_or_taken_back_are_in_nobodys_copy() -> None:
    stage = await suggested()
    await answer(stage, "Adopt", comes="action")
    await stage.say(SPONSOR_PM, "suggest necropsy: weigh twice", SPONSOR_ROOM)
    posted = stage.received(SPONSOR_ROOM)[-1]
    await stage.press(SPONSOR_PM, posted, "Take it back", SPONSOR_ROOM)
    await stage.say(PM, "suggest study monitor: call on Mondays")
    for reader in (A_ROOM, EVERYTHING, seated("program_manager"), seated("study_director")):
        told = await rows(stage, reader)
        assert [each["Answer"][-1].partition(" (")[0] for each in told] == [
            "Adopted",
            "Taken back",
            "Not answered yet",
        ]
        assert {each["By"][0] for each in told} == {"Larkspur", "Deccan"}
        page = page_of(await report(stage, reader))
        for words in ("photo of each", "saves a week", "weigh twice", "on Mondays"):
            assert words not in page


async def test_of_three_parties_the_third_has_none_of_the_words() -> None:
    stage = await antibody_stage()
    lab = antibody(stage, "lab_study_manager")
    form = form_of(await stage.say(lab, "suggest"))
    other = next(each for each in stage.agreement.seats if each.party == "sponsor")
    values = {"text": "breathe slowly", "topic": other.title, "readers": "rooms"}
    await stage.send(lab, form, **filled(form, values))
    by_side = {seat.party: seat.key for seat in stage.agreement.seats}
    for party, seat in by_side.items():
        (row,) = await rows(stage, seated(seat))
        between = party in ("sponsor", stage.agreement.party_of("lab_study_manager").key)
        assert ("breathe slowly" in row["Suggested"]) is between
    (row,) = await rows(stage)
    assert "breathe slowly" not in row["Suggested"]


async def test_one_to_a_hidden_seat_is_told_to_those_alone_who_may_know_of_it() -> None:
    stage = await hiding()
    await stage.say(IN_THE_KNOW, f"suggest zaffre dispenser: {SECRET}")
    topics = {tuple(row["No."]): row["Suggested"] for row in await rows(stage, EVERYTHING)}
    others = await rows(stage)
    hidden = topics.keys() - {tuple(row["No."]) for row in others}
    assert ["Zaffre dispenser"] in [topics[label] for label in hidden]
    assert not any(label[0].startswith("R") for label in topics.keys() - hidden)
    assert "affre" not in json.dumps(others)
