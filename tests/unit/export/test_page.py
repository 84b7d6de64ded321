"""The printable page: whole, by itself, readable by everybody it is for."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.cards.versions import Held, VersionLine
from bot.domain.agreement.conduct import InputLevel, InputWanted
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.ownership import Ownership, Rhythm
from bot.domain.agreement.parties import ExtraWorkingDay, HolidayCalendar
from bot.domain.agreement.suggesting import Suggesting
from bot.domain.duration import Duration, Unit
from bot.domain.visibility import EVERYTHING, Reader
from bot.export.extract import extract
from bot.export.page import printable_page
from tests.builders import at
from tests.unit.export.readers import EXAMPLES, PHASE_1, RAT, everybody, example, shown_hidden
from tests.unit.export.reading import Page, read_page
from tests.unit.export.versions import AGREED, OWN

NOW = at("2026-12-04T11:25")


def html(agreement: Agreement, reader: Reader = EVERYTHING, *lines: VersionLine) -> str:
    return printable_page(agreement, reader, lines, NOW)


def page(agreement: Agreement, reader: Reader = EVERYTHING, *lines: VersionLine) -> Page:
    return read_page(html(agreement, reader, *lines))


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_needs_nothing_from_anywhere_and_runs_nothing(name: str) -> None:
    written = html(example(name))
    found = read_page(written)
    kinds = {each.tag for each in found.elements}
    assert kinds.isdisjoint({"script", "link", "img", "iframe", "object", "form", "base", "svg"})
    for element in found.elements:
        assert not {"src", "srcset", "style"} & set(element.attributes) or element.tag == "col"
        assert not any(attribute.startswith("on") for attribute in element.attributes)
    assert "url(" not in written
    assert "@import" not in written


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_screen_reader_finds_its_way(name: str) -> None:
    found = page(example(name))
    assert found.all("html")[0].attributes["lang"] == "en"
    assert len(found.all("h1")) == 1
    assert len(found.all("main")) == 1
    levels = [int(each.tag[1]) for each in found.elements if re.fullmatch("h[1-6]", each.tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {each.attributes.get("scope") for each in found.all("th")} == {"col", "row"}
    assert len(found.all("caption")) == len(found.all("table"))
    # The roles hold where the style of a narrow screen takes the table's own ones away.
    for tag in ("table", "thead", "tbody", "tr", "th", "td"):
        assert all(each.attributes.get("role") for each in found.all(tag))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_link_leads_to_a_part_of_the_page(name: str) -> None:
    found = page(example(name))
    ids = [each.attributes["id"] for each in found.elements if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    links = [each.attributes["href"] or "" for each in found.all("a")]
    assert [link.removeprefix("#") for link in links] == ids


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_that_was_agreed_is_on_it(name: str) -> None:
    agreement = example(name)
    text = page(agreement).text
    lists = (
        agreement.phases, agreement.seats, agreement.areas, agreement.locations,
        agreement.cadences, agreement.triggers, agreement.methods,
    )  # fmt: skip
    for items in lists:
        for item in items:
            assert item.title in text
    assert not [each.name for each in agreement.parties if each.name not in text]
    assert not [each for each in agreement.ground_rules if each not in text]
    assert not [each for each in agreement.never_in_chat if each[1:] not in text]
    assert not [each for each in agreement.never_in_chat_patterns if each.shape not in text]
    assert not [each.topic for each in agreement.input_wanted if each.topic not in text]
    assert agreement.pulse is not None
    assert not [each.text for each in agreement.pulse.questions if each.text not in text]
    for trigger in agreement.triggers:
        assert trigger.until_decided[1:] in text
        assert trigger.closes_when[1:] in text
    for seat in agreement.seats:
        for said in (seat.contact.email, seat.contact.phone, seat.contact.handle):
            assert said is None or said in text


def test_the_title_block_says_which_version_since_when_and_who_accepted_it() -> None:
    text = page(example(RAT), EVERYTHING, AGREED).text
    assert "Version 2 In force from Fri 20 Nov 2026 Accepted by Sponsor lead, Program" in text
    assert "CRO lead (Deccan), Fri 20 Nov 2026, 12:01 Kolkata time" in text
    assert "It is no safety database, TMF, EDC or signature system." in text
    assert "What Before After Weekly status: late after Before 2 hours After 4 hours" in text
    assert "Dosing note Before Nothing After To: Monitor By: Channel" in text
    assert "extract" not in text


def test_after_a_change_of_ones_own_it_still_says_who_accepted_what_both_promised() -> None:
    agreement = example(RAT)
    agreement = replace(agreement, agreement=replace(agreement.agreement, version=3))
    text = page(agreement, EVERYTHING, AGREED, OWN).text
    assert "Version 3 In force from Tue 1 Dec 2026 Version 2 accepted by Sponsor lead" in text
    assert "One side changed what is its own" in text


def test_without_a_history_it_says_that_nothing_is_recorded() -> None:
    agreement = example(RAT)
    text = page(replace(agreement, agreement=replace(agreement.agreement, history=()))).text
    assert "In force from Not recorded Accepted by Not recorded" in text


def test_promises_are_in_words_with_whose_clock_and_calendar() -> None:
    text = page(example(RAT)).text
    assert (
        "When Every week on Friday at 17:00 Kolkata time On the clock of Deccan Says Done this"
        " week; next week; slips against schedule; open questions; budget used Late 4 hours after"
        " the agreed time The Client project manager is reminded 2 hours after the agreed time"
    ) in text
    assert "Samples lost percent: more than 5 percent Terminal samples lost: at least 1" in text
    assert "runs through nights and weekends; business days are those of Deccan" in text
    abroad = page(example(PHASE_1)).text
    assert "Unless it is reported by then: assessed" in abroad
    assert "It comes on the next day on which Carmel and Yarra work" in abroad
    assert "Half day, works until 12:00" in abroad


def test_contact_rules_are_on_it_in_the_order_in_which_they_count() -> None:
    text = page(example(RAT)).text
    first = "What cannot wait, 08:00 to 11:00 Whom and how In-life (vivarium) supervisor (Deccan),"
    second = "What cannot wait, while on call Whom and how Attending veterinarian (Deccan), by"
    assert 0 < text.index("Whom to contact") < text.index(first) < text.index(second)
    assert "Whom to contact" not in page(example(PHASE_1)).text


def test_holders_are_named_with_dates_and_only_where_people_are_known() -> None:
    agreement = example(RAT)
    held = (
        Held(seat="cro_pm", person_name="Second", since=at("2026-12-01T00:00")),
        Held(
            seat="cro_pm",
            person_name="First",
            since=at("2026-11-12T00:00"),
            until=at("2026-12-01T00:00"),
        ),
    )
    text = read_page(printable_page(agreement, EVERYTHING, (), NOW, held=held)).text
    assert "First, Thu 12 Nov 2026 to Tue 1 Dec 2026 Second, since Tue 1 Dec 2026" in text
    assert "Nobody named yet" in text
    assert "Held by" not in page(agreement).text


def test_an_extract_says_so_and_names_nothing_hidden() -> None:
    agreement = example(PHASE_1)
    people = tuple(
        Held(seat=key, person_name=f"Holder of {key}", since=NOW) for key in agreement.seat
    )
    for reader in everybody(agreement):
        written = printable_page(agreement, reader, (), NOW, held=people)
        left_out = extract(agreement, reader) is not agreement
        assert ("This is an extract" in written) == left_out
        assert shown_hidden(written, agreement, reader) == []


def test_what_people_wrote_is_text_and_nothing_else() -> None:
    agreement = example(RAT)
    evil = '</title></style><script>alert("1")</script>&amp;'
    study = replace(agreement.study, title=evil, study_number='";} body{display:none} /*')
    agreement = replace(agreement, study=study, ground_rules=(evil,), phases=())
    agreement = replace(
        agreement,
        seats=tuple(replace(x, on_call=None) for x in agreement.seats),
        cadences=(),
        pulse=None,
        parties=tuple(replace(each, days_off_cover=None) for each in agreement.parties),
        areas=tuple(replace(each, due=()) for each in agreement.areas),
    )
    written = html(agreement)
    found = read_page(written)
    assert found.all("script") == []
    assert found.text.count(evil) == 3
    style = written[written.index("<style>") : written.index("</style>")]
    assert r'content: "\22 \3b \7d  body\7b display\3a none\7d  \2f \2a , working' in style
    assert 'href="#pulse"' not in written  # a part with nothing in it is not there


def test_how_owners_confirm_is_on_the_page_where_it_is_agreed() -> None:
    agreement = replace(example(RAT), ownership=Ownership(confirmed_every=Rhythm.QUARTER))
    text = page(agreement).text
    assert "At the start of each quarter every owner is asked" in text
    assert "not confirmed within 5 business days" in text


def test_how_soon_suggestions_are_answered_is_on_the_page_where_it_is_agreed() -> None:
    agreement = example(RAT)
    within = Duration(3, Unit.BUSINESS_DAYS)
    agreed = replace(agreement, suggestions=Suggesting(answer_within=within))
    assert "A suggestion to another side is answered within 3 business days" in page(agreed).text
    assert "A suggestion" not in page(agreement).text


def test_what_only_some_agreements_say_is_said_too() -> None:
    agreement = example(RAT)
    cro = replace(
        agreement.party["cro"],
        holiday_calendar=HolidayCalendar(
            country="IN", subdivision="TS", except_=(at("2027-01-26T00:00").date(),)
        ),
        extra_working_days=(
            ExtraWorkingDay(date=at("2027-01-17T00:00").date(), name="make-up", provisional=True),
        ),
        past_work_shown_to=("sponsor",),
    )
    wanted = InputWanted(topic="Stopping", level=InputLevel.FOLLOW, body="board")
    agreement = replace(
        agreement, parties=(agreement.party["sponsor"], cro), input_wanted=(wanted,)
    )
    text = page(agreement).text
    assert "The public holidays of IN (TS), except Tue 26 Jan 2027" in text
    assert "Sun 17 Jan 2027 Why make-up Note To be confirmed" in text
    assert f"Its numbers may be kept by {agreement.party['sponsor'].short}" in text
    assert "Follow: exactly as the document says Decided by Board" in text
