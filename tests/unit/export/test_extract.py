"""An extract holds together by itself and shows nothing its reader may not know."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.agreement_file import dump_yaml, read_agreement
from bot.domain.agreement.areas import Access
from bot.domain.agreement.conduct import Method
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import DaysOffCover, Side
from bot.domain.agreement.seats import NumberTest, OnCall, Unavailable
from bot.domain.duration import Duration
from bot.domain.errors import Refused
from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, seated, view
from bot.export.extract import extract
from tests.builders import SEATS, a_cadence, a_party, a_seat, a_trigger, an_agreement, an_area
from tests.unit.export.readers import (
    EXAMPLES,
    PHASE_1,
    everybody,
    example,
    hidden_words,
    shown_hidden,
)

PLAIN = seated("clinical_ops_lead")


@pytest.mark.parametrize("name", EXAMPLES)
def test_for_every_reader_it_is_a_valid_file_without_a_word_of_what_is_hidden(name: str) -> None:
    agreement = example(name)
    read: set[str] = set()
    for reader in everybody(agreement):
        found = extract(agreement, reader)
        text = dump_yaml(found)
        if text not in read:
            assert read_agreement(text) == found
            read.add(text)
        assert shown_hidden(text, agreement, reader) == []
        assert extract(found, reader) == found


def test_something_is_hidden_in_the_blinded_example_or_the_rest_proves_nothing() -> None:
    words = hidden_words(example(PHASE_1), PLAIN)
    assert {"unblinded_pharmacist", "Unblinded folder", "not shown to blinded roles"} <= set(words)


def test_where_nothing_is_hidden_it_is_the_agreement_itself() -> None:
    agreement = example(PHASE_1)
    assert extract(agreement, EVERYTHING) is agreement
    assert extract(agreement, seated("unblinded_pharmacist")) is agreement


def test_areas_keep_their_title_and_point_to_whom_an_answer_names() -> None:
    found = extract(example(PHASE_1), PLAIN)
    assert found.area["imp_supply"].counterpart == "cro_pm"  # the lead of that party
    dispensing = found.area["dispensing"]
    assert dispensing.title == "Pharmacy storage and dispensing"
    # Nobody is said to do it who does not: as in `who`, only who answers for it is named.
    assert dispensing.responsible == dispensing.accountable == "principal_investigator"
    assert dispensing.location is None


def test_a_trigger_points_to_the_lead_and_to_a_method_that_is_open_to_them() -> None:
    found = extract(example(PHASE_1), PLAIN)
    trigger = found.trigger["drug_temperature"]
    assert (trigger.first_notice.from_, trigger.first_notice.method) == ("cro_pm", "phone")
    assert trigger.ladder[0].seats == {"sponsor": "clinical_supplies", "cro": "cro_pm"}
    assert "unblinded_email" not in found.method


def blinded(agreement: Agreement, *unblinded: str) -> Agreement:
    return replace(
        agreement,
        study=replace(agreement.study, blinded=True),
        seats=tuple(
            replace(each, blinded=False) if each.key in unblinded else each
            for each in agreement.seats
        ),
    )


def test_what_comes_from_a_hidden_seat_or_stays_among_hidden_seats_is_left_out() -> None:
    agreement = blinded(an_agreement(), "site_head", "cro_pm", "inlife_supervisor")
    among = a_trigger("among_them")
    among = replace(
        among, first_notice=replace(among.first_notice, from_="site_head", to="inlife_supervisor")
    )
    to_hidden = a_cadence("to_hidden", from_="study_director", to=("site_head", "vp_rd"))
    found = extract(
        replace(
            agreement,
            cadences=(*agreement.cadences, to_hidden),
            triggers=(*agreement.triggers, among),
        ),
        seated("vp_rd"),
    )
    assert set(found.cadence) == {"biweekly_call", "to_hidden"}
    assert found.cadence["to_hidden"].to == ("vp_rd",)
    assert "among_them" not in found.trigger
    assert found.seat["study_director"].deputy is None
    assert "cro_pm" not in {key for each in found.agreement.history for key in each.agreed_by}


def test_words_about_a_hidden_seat_go_with_it() -> None:
    agreement = blinded(an_agreement(), "site_head")
    absence = Unavailable(
        from_=agreement.parties[0].hours.start,
        to=agreement.parties[0].hours.end,
        instead="site_head",
        why="ask the site head",
    )
    cro = next(each for each in agreement.parties if each.key == "cro")
    agreement = replace(
        agreement,
        seats=tuple(
            replace(each, unavailable=(absence,)) if each.key == "study_director" else each
            for each in agreement.seats
        ),
        parties=tuple(
            replace(each, days_off_cover=DaysOffCover(phases=("dosing",), seat="site_head"))
            if each is cro
            else each
            for each in agreement.parties
        ),
        methods=(
            *agreement.methods,
            Method(key="sealed", title="Sealed", use_for="x", formal=False, senders=("site_head",)),
        ),
    )
    found = extract(agreement, A_ROOM)
    assert found.seat["study_director"].unavailable == (replace(absence, instead=None, why=None),)
    assert found.party["cro"].days_off_cover is None
    assert "sealed" not in found.method
    assert extract(agreement, seated("site_head")) is agreement


def test_a_test_call_by_a_hidden_seat_is_not_there() -> None:
    agreement = blinded(an_agreement(), "site_head")
    called = OnCall(
        phases=("dosing",), test_call=NumberTest(by="site_head", before=Duration.parse("3bd"))
    )
    seats = (
        replace(each, on_call=called) if each.key == "study_director" else each
        for each in agreement.seats
    )
    agreement = replace(agreement, seats=tuple(seats))
    shown = extract(agreement, A_ROOM).seat["study_director"].on_call
    assert shown == replace(called, test_call=None)


def test_a_party_that_is_wholly_hidden_is_not_there() -> None:
    agreement = an_agreement()
    pharmacy = a_party("pharmacy", side=Side.OTHER, short="Depot", name="Depot Ltd")
    alone = a_seat("pharmacist", "pharmacy", blinded=False)
    areas = (
        *agreement.areas,
        an_area(
            "blinding",
            responsible="pharmacist",
            accountable="pharmacist",
            counterpart="program_manager",
        ),
    )
    trigger = a_trigger()
    step = replace(trigger.ladder[0], seats={**trigger.ladder[0].seats, "pharmacy": "pharmacist"})
    agreement = replace(
        blinded(agreement),
        agreement=replace(agreement.agreement, version=1),
        parties=(*agreement.parties, pharmacy),
        seats=(*SEATS, alone),
        areas=areas,
        triggers=(
            replace(
                trigger,
                ladder=(step, *trigger.ladder[1:]),
                clock=replace(trigger.clock, calendar="pharmacy", aware=None, business_days=None),
            ),
        ),
    )
    assert read_agreement(dump_yaml(agreement)) == agreement
    found = extract(agreement, seated("vp_rd"))
    assert read_agreement(dump_yaml(found)) == found
    assert "pharma" not in dump_yaml(found)
    assert found.area["blinding"].title == agreement.area["blinding"].title


def test_where_no_seat_at_all_may_be_known_there_is_nothing_to_give() -> None:
    agreement = an_agreement()
    with pytest.raises(Refused, match="Ask the lead of your side"):
        extract(blinded(agreement, *agreement.seat), A_ROOM)


@st.composite
def secretive(draw: st.DrawFn) -> tuple[Agreement, Reader]:
    """An example in which any seats are unblinded and any locations restricted, and a reader."""
    agreement = example(draw(st.sampled_from(EXAMPLES)))
    seats = st.sampled_from(sorted(agreement.seat))
    agreement = blinded(agreement, *draw(st.sets(seats, max_size=15)))
    restricted = draw(st.sets(st.sampled_from(sorted(agreement.location)), max_size=4))
    closed = Access(seats=tuple(draw(st.lists(seats, min_size=1, max_size=3, unique=True))))
    locations = tuple(
        replace(each, restricted=True, access=closed) if each.key in restricted else each
        for each in agreement.locations
    )
    return replace(agreement, locations=locations), Reader(draw(st.frozensets(seats, max_size=2)))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(secretive())
def test_whatever_is_hidden_from_whomever_it_holds_together(
    given: tuple[Agreement, Reader],
) -> None:
    agreement, reader = given
    known = view(agreement, reader)
    assume({seat.party for seat in known.seats} == set(agreement.party))
    found = extract(agreement, reader)
    # Reading it again refuses any key that is referred to and not there.
    assert read_agreement(dump_yaml(found)) == found
    assert set(found.seat) == set(agreement.seat) - known.hidden_seats
    assert set(found.location) == set(agreement.location) - known.hidden_locations
    assert set(found.area) == set(agreement.area)
    assert extract(found, reader) == found
