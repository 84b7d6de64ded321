"""Answers are short, name the right seats, and leave out what the reader may not know."""

from dataclasses import replace
from datetime import time

import pytest

from bot.cards.card import Card, Facts, Mention
from bot.cards.compose import answers
from bot.cards.compose.answers import Holder, Telling
from bot.cards.plain import card_text, parts_text
from bot.domain.address import Address
from bot.domain.agreement.areas import (
    Access,
    AccessLevel,
    AreaKind,
    Filing,
    PartyAccess,
    Transferred,
)
from bot.domain.agreement.cadences import Every, Rule
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import DaysOffCover, Side
from bot.domain.agreement.seats import Contact, Unavailable
from bot.domain.agreement.study import Study, Versions
from bot.domain.duration import Duration
from bot.domain.instant import parse_instant
from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, view
from tests.builders import (
    AREAS,
    LOCATIONS,
    SEATS,
    a_cadence,
    a_cro,
    a_location,
    a_seat,
    a_sponsor,
    a_trigger,
    an_agreement,
    an_area,
)

FRIDAY_NOON_IN_HYDERABAD = parse_instant("2026-12-04T06:30:00+00:00")
SUNDAY_NOON_IN_HYDERABAD = parse_instant("2026-12-06T06:30:00+00:00")
DIRECTOR = Holder("Director", Address("teams", "t", "u"))


def telling(
    agreement: Agreement | None = None,
    *,
    reader: Reader = EVERYTHING,
    holders: dict[str, Holder] | None = None,
    sunday: bool = False,
) -> Telling:
    now = SUNDAY_NOON_IN_HYDERABAD if sunday else FRIDAY_NOON_IN_HYDERABAD
    return Telling(view=view(agreement or an_agreement(), reader), holders=holders or {}, now=now)


def rows(card: Card) -> dict[str, str]:
    items = [item for block in card.blocks if isinstance(block, Facts) for item in block.items]
    return {item.label: parts_text(item.value) for item in items}


def a_blinded_trial(**overrides: object) -> Agreement:
    secret = a_location("codes", restricted=True, access=Access(seats=("pharmacist",)))
    pharmacist = a_seat("pharmacist", blinded=False)
    default = an_agreement(
        study=Study(id="trial", title="A trial", blinded=True),
        seats=(*SEATS, pharmacist, a_seat("nurse", deputy="pharmacist")),
        locations=(*LOCATIONS, secret),
    )
    return replace(default, **overrides)  # type: ignore[arg-type]


def test_an_area_names_owner_doer_counterpart_reach_place_and_due() -> None:
    shown = telling()
    card = answers.area(shown, shown.agreement.area["histopathology"])
    found = rows(card)
    assert found["Answers for it"] == "Study director (Deccan)"
    assert found["Does it"] == "Study pathologist (Deccan)"
    assert found["Ask at Larkspur"] == "Study monitor (Larkspur)"
    assert found["How to reach"].startswith(
        "Now Fri 12:00 in Hyderabad, in office hours until 18:00: Shared channel."
    )
    assert found["Output lives in"].startswith("Deccan client portal")
    assert found["Due"] == "Mon 5 Apr 2027"
    assert "Agreement version 2" in card_text(card)
    assert card.summary.endswith("Study director answers for it.")


def test_a_holder_with_an_address_is_mentioned_and_one_without_is_named() -> None:
    shown = telling(holders={"study_director": DIRECTOR, "study_monitor": Holder("Monitor")})
    card = answers.area(shown, shown.agreement.area["inlife"])
    assert isinstance(card.blocks[0], Facts)
    assert Mention(Address("teams", "t", "u"), "Director") in card.blocks[0].items[0].value
    assert rows(card)["Ask at Larkspur"].endswith(", Monitor")
    assert rows(card)["Does it"].endswith("nobody named yet")


def test_an_empty_seat_is_reached_through_its_deputy() -> None:
    shown = telling(holders={"site_head": Holder("Head")})
    found = rows(answers.area(shown, shown.agreement.area["histopathology"]))
    assert found["How to reach"] == (
        "Nobody is named for this seat yet. Ask the deputy: Site head (Deccan), Head:"
        " Shared channel."
    )
    alone = an_agreement(seats=(*SEATS, a_seat("alone")))
    shown = telling(alone, holders={"site_head": Holder("Head")})
    assert "nobody named yet" in rows(answers.seat(shown, alone.seat["alone"]))["How to reach"]


@pytest.mark.parametrize(
    ("moved", "kind", "sentence"),
    [
        (Transferred.NO, AreaKind.ACTIVITY, "Not transferred to the CRO: it stays with Larkspur."),
        (Transferred.YES, AreaKind.OBLIGATION, "Transferred to the CRO in writing."),
    ],
)
def test_whether_a_duty_was_transferred_is_said_where_it_matters(
    moved: Transferred, kind: AreaKind, sentence: str
) -> None:
    area = an_area("x", transferred=moved, kind=kind, location=None, accountable="study_director")
    assert sentence in card_text(answers.area(telling(), area))
    parties = (a_sponsor(side=Side.OTHER), a_cro())
    assert "ransferred to the CRO" in card_text(
        answers.area(telling(an_agreement(parties=parties)), area)
    )
    activity = replace(area, kind=AreaKind.ACTIVITY, transferred=Transferred.YES)
    assert "ransferred" not in card_text(answers.area(telling(), activity))


def test_hidden_seats_and_places_are_left_out_of_an_area_without_a_hint() -> None:
    area = an_area(
        "codes_list",
        responsible="pharmacist",
        accountable="pharmacist",
        counterpart="pharmacist",
        location="codes",
        title="List",
    )
    agreement = a_blinded_trial(areas=(*AREAS, area))
    hidden = card_text(answers.area(telling(agreement, reader=A_ROOM), area))
    assert "harmacist" not in hidden
    assert "odes" not in hidden
    assert "Ask at Deccan: Client project manager (Deccan)" in hidden
    assert "Pharmacist" in card_text(answers.area(telling(agreement), area))


def test_a_seat_shows_party_deputy_reply_and_what_it_answers_for() -> None:
    agreement = an_agreement(
        seats=(
            *SEATS,
            a_seat("vet", contact=Contact(preferred="phone", urgent="phone", quirks="q")),
        )
    )
    shown = telling(agreement, holders={"study_director": DIRECTOR})
    found = rows(answers.seat(shown, agreement.seat["study_director"]))
    assert found["Party"] == "Deccan Preclinical Labs Pvt. Ltd."
    assert found["Held by"] == "Director"
    assert found["Deputy"].startswith("Site head (Deccan)")
    assert found["Replies"] == "within 1 business day; when it cannot wait within 4 hours"
    assert "Histology slides" in found["Answers for"]
    assert rows(answers.seat(telling(agreement), agreement.seat["vet"]))["Good to know"] == "q"


def test_a_hidden_deputy_is_left_out() -> None:
    agreement = a_blinded_trial()
    shown = telling(agreement, reader=A_ROOM, holders={"site_head": Holder("Head")})
    assert "harmacist" not in card_text(answers.seat(shown, agreement.seat["nurse"]))


def test_absence_and_cover_name_the_seat_that_stands_in() -> None:
    absence = Unavailable(
        from_=time(11), to=time(13), instead="inlife_supervisor", why="in the rooms"
    )
    away = a_seat("away", unavailable=(absence,))
    found = rows(answers.seat(telling(an_agreement(seats=(*SEATS, away))), away))
    assert found["How to reach"] == (
        "Now Fri 12:00 in Hyderabad, in the rooms until 13:00. Ask instead: Inlife supervisor"
        " (Deccan): Phone +91 40 0000 0199."
    )
    cover = DaysOffCover(phases=("planning",), seat="inlife_supervisor", method="email", note="n")
    agreement = an_agreement(parties=(a_sponsor(), a_cro(days_off_cover=cover)))
    seat = agreement.seat["cro_pm"]
    assert rows(answers.seat(telling(agreement, sunday=True), seat))["How to reach"] == (
        "Now Sun 12:00 in Hyderabad, a day off (n), back Mon 7 Dec 2026 09:00. Covered by Inlife"
        " supervisor (Deccan): Email."
    )


def test_the_agreed_words_about_a_hidden_stand_in_are_left_out_too() -> None:
    absence = Unavailable(
        from_=time(11), to=time(13), instead="pharmacist", why="pharmacist has the phone"
    )
    away = a_seat("away", unavailable=(absence,))
    agreement = a_blinded_trial(seats=(*SEATS, a_seat("pharmacist", blinded=False), away))
    found = rows(answers.seat(telling(agreement, reader=A_ROOM), away))
    assert found["How to reach"] == "Now Fri 12:00 in Hyderabad, not reachable until 13:00."


def test_a_location_says_where_what_and_how_to_get_in() -> None:
    access = Access(
        granted_by="cro_pm",
        within=Duration.parse("1bd"),
        needs="training",
        parties=(PartyAccess(party="cro", level=AccessLevel.READ, path="/to-deccan"),),
        note="ask early",
    )
    place = a_location("box", holds=("slides", "data"), access=access, formal=True)
    card = answers.location(telling(), place)
    assert rows(card) == {
        "Where": "box.larkspur.example/box (Box)",
        "Holds": "slides, data",
        "Looks after it": "Program manager (Larkspur)",
        "Access": "from Client project manager, within 1 business day, needs training;"
        " Deccan may read in /to-deccan; ask early",
    }
    assert "counts as delivered" in card_text(card)
    closed = replace(place, access=Access(seats=("cro_pm", "site_head")), formal=False)
    assert rows(answers.location(telling(), closed))["Access"] == (
        "only Client project manager and Site head"
    )
    assert "does not count as delivered" in card_text(answers.location(telling(), closed))
    nothing = replace(place, access=Access(), filed=Filing(location="box", every=Every.MONTH))
    agreement = an_agreement(locations=(place, nothing))
    assert rows(answers.location(telling(agreement), nothing))["Access"] == "ask Program manager"
    assert rows(answers.location(telling(agreement), nothing))["A copy is filed in"] == (
        "Box, every month"
    )
    everyone = replace(
        place,
        access=Access(everyone=True, parties=(PartyAccess(party="cro", level=AccessLevel.EDIT),)),
    )
    assert rows(answers.location(telling(), everyone))["Access"] == (
        "everyone in the shared rooms; Deccan may edit"
    )


def test_a_trigger_says_who_tells_whom_how_soon_and_what_happens_meanwhile() -> None:
    found = rows(answers.trigger(telling(), a_trigger()))
    assert found["First notice"] == "within 4 hours"
    assert found["From"] == "Study director (Deccan)"
    assert found["To"] == "Study monitor (Larkspur)"
    assert found["By"] == "Phone +91 40 0000 0199"
    assert found["Until decided"] == "dosing of other animals goes on"


def test_a_trigger_of_a_hidden_seat_names_neither_it_nor_its_method() -> None:
    agreement = a_blinded_trial()
    notice = replace(a_trigger().first_notice, from_="pharmacist")
    shown = telling(agreement, reader=A_ROOM)
    found = rows(answers.trigger(shown, a_trigger(first_notice=notice)))
    assert "From" not in found
    assert "By" not in found
    notice = replace(a_trigger().first_notice, to="pharmacist", within=Duration.parse("0h"))
    found = rows(answers.trigger(shown, a_trigger(first_notice=notice)))
    assert found["First notice"] == "at once"
    assert not {"To", "By", "How to reach"}.intersection(found)


def test_a_cadence_says_when_it_comes_and_when_next() -> None:
    found = rows(answers.cadence(telling(), a_cadence()))
    assert found["When"] == "every week on Friday at 17:00 Kolkata time"
    assert found["Next"] == "Fri 4 Dec 2026, 17:00 Kolkata time"
    assert found["To"] == "Program manager and Study monitor"


def test_a_milestone_cadence_has_no_next_date() -> None:
    rule = Rule(
        every=Every.MILESTONE,
        areas=("histopathology", "necropsy"),
        within=Duration.parse("2bd"),
    )
    found = rows(answers.cadence(telling(), a_cadence(rule=rule)))
    assert found["When"].startswith("within 2 business days after completion of Histology slides")
    assert "Next" not in found


def test_an_answer_of_a_first_version_without_history_has_no_date() -> None:
    agreement = an_agreement(agreement=Versions(version=1))
    card = answers.location(telling(agreement), a_location())
    assert "Agreement version 1." in card_text(card)


def test_no_answer_says_what_it_means_and_names_both_leads() -> None:
    text = card_text(answers.none(telling(), about_owner=True))
    assert (
        "Not in the agreement: so it was not transferred and stays with the sponsor (what is not"
        " listed stays with the sponsor)." in text
    )
    assert "Ask Program manager (Larkspur) and Client project manager (Deccan)." in text
    other = card_text(answers.none(telling(an_agreement(seats=())), about_owner=False))
    assert "transferred" not in other
    assert "Ask " not in other


def test_a_choice_is_told_apart_by_its_seat_where_it_has_one() -> None:
    shown = telling()
    assert parts_text(answers.choice(shown, "Slides", "cro_pm")) == (
        "Slides: Client project manager (Deccan)"
    )
    assert parts_text(answers.choice(shown, "Site head", "site_head")) == "Site head (Deccan)"
    assert parts_text(answers.choice(shown, "A death")) == "A death"


def test_absence_that_lets_urgent_matters_through_says_so() -> None:
    absence = Unavailable(from_=time(11), to=time(13), urgent_gets_through=True, why="on the ward")
    away = a_seat("away", unavailable=(absence,))
    found = rows(answers.seat(telling(an_agreement(seats=(*SEATS, away))), away))
    assert found["How to reach"] == (
        "Now Fri 12:00 in Hyderabad, on the ward until 13:00. Urgent: Phone +91 40 0000 0199,"
        " answered within 4 hours."
    )
