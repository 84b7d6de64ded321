"""What is restricted does not exist for a reader who may not know it."""

from bot.domain.agreement.areas import Access
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.study import Study, Versions
from bot.domain.visibility import (
    A_ROOM,
    EVERYTHING,
    seated,
    view,
    visible_location,
    visible_seat,
)
from tests.builders import LOCATIONS, SEATS, a_location, a_seat, an_agreement

SECRET = a_location("codes", restricted=True, access=Access(seats=("pharmacist",)))


def blinded_study(*, blinded: bool = True) -> Agreement:
    return an_agreement(
        study=Study(id="trial", title="A trial", blinded=blinded),
        seats=(*SEATS, a_seat("pharmacist", blinded=False), a_seat("statistician", blinded=False)),
        locations=(*LOCATIONS, SECRET),
    )


def test_an_unblinded_seat_exists_only_for_unblinded_readers() -> None:
    agreement = blinded_study()
    assert not visible_seat(agreement, "pharmacist", A_ROOM)
    assert not visible_seat(agreement, "pharmacist", seated("cro_pm", "no_such_seat"))
    assert visible_seat(agreement, "pharmacist", seated("cro_pm", "statistician"))
    assert visible_seat(agreement, "pharmacist", EVERYTHING)


def test_in_an_open_study_every_seat_exists_for_everybody() -> None:
    assert visible_seat(blinded_study(blinded=False), "pharmacist", A_ROOM)


def test_a_restricted_location_exists_only_for_the_seats_with_access() -> None:
    agreement = blinded_study()
    assert visible_location(agreement, "client_portal", A_ROOM)
    assert not visible_location(agreement, "codes", A_ROOM)
    assert not visible_location(agreement, "codes", seated("statistician"))
    assert visible_location(agreement, "codes", seated("pharmacist"))
    assert visible_location(agreement, "codes", EVERYTHING)


def test_what_is_not_in_the_agreement_is_visible_to_nobody() -> None:
    agreement = blinded_study()
    assert not visible_seat(agreement, "nobody", EVERYTHING)
    assert not visible_location(agreement, "nowhere", EVERYTHING)


def test_a_view_gives_only_what_exists_for_the_reader() -> None:
    agreement = blinded_study()
    seen = view(agreement, A_ROOM)
    assert seen.seat("pharmacist") is None
    assert seen.location("codes") is None
    assert seen.seat(None) is None
    assert seen.location(None) is None
    assert [each.key for each in seen.seats] == [each.key for each in SEATS]
    assert [each.key for each in seen.locations] == [each.key for each in LOCATIONS]
    assert [each.key for each in seen.seats_of(["cro_pm", "pharmacist"])] == ["cro_pm"]


def test_the_leads_are_the_seats_that_accepted_the_agreement_last() -> None:
    leads = view(an_agreement(), A_ROOM).leads()
    assert [each.key for each in leads] == ["program_manager", "cro_pm"]


def test_without_a_history_the_first_seat_of_a_party_leads_it() -> None:
    leads = view(an_agreement(agreement=Versions(version=1)), A_ROOM).leads()
    assert [each.key for each in leads] == ["program_manager", "study_director"]


def test_a_party_without_a_seat_has_no_lead() -> None:
    agreement = an_agreement(seats=SEATS[:3], agreement=Versions(version=1))
    assert [each.key for each in view(agreement, A_ROOM).leads()] == ["program_manager"]
