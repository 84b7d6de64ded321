"""Where partners are: what a need names, and whether an entry lies in it."""

import pytest

from bot.domain.partner_regions import Located, located, met_by, place, wanted_and_avoided

YES, MAYBE, NO = Located.YES, Located.MAYBE, Located.NO


@pytest.mark.parametrize(
    ("need", "wanted", "avoided"),
    [
        ("cell line development, small batch, EU", ["eu"], []),
        ("bioanalysis, lab in Norway or the UK", ["norway", "uk"], []),
        ("hERG, not in China or India", [], ["china", "india"]),
        ("EU but not Germany", ["eu"], ["germany"]),
        ("tox in the US", ["usa"], []),
        ("tox, us", ["usa"], []),
        ("histology for us, can they help us with slides", [], []),
        ("somebody on the West Coast", ["west coast"], []),
        ("USA or Europe", ["usa", "europe"], []),
    ],
)
def test_places_are_told_from_other_words(need: str, wanted: list[str], avoided: list[str]) -> None:
    found = wanted_and_avoided(need)
    assert (list(found[0]), list(found[1])) == (wanted, avoided)


@pytest.mark.parametrize(
    ("regions", "wanted", "expected"),
    [
        (["Denmark"], "EU", YES),
        (["UK"], "EU", NO),
        (["Switzerland"], "Europe", YES),
        (["EU"], "Germany", MAYBE),
        (["US"], "West Coast", MAYBE),
        (["California"], "US", YES),
        (["China", "Italy"], "EU", YES),
        (["South Korea"], "APAC", YES),
        ([], "EU", MAYBE),
        (["wherever we like"], "EU", MAYBE),
    ],
)
def test_a_place_lies_in_another(regions: list[str], wanted: str, expected: Located) -> None:
    named = place(wanted)
    assert named is not None
    assert located(regions, [named], []) is expected


def test_what_is_ruled_out_is_not_taken_for_one_of_several() -> None:
    china = place("China")
    assert china is not None
    assert located(["China"], [], [china]) is NO
    assert located(["China", "US"], [], [china]) is YES
    assert located(["Asia"], [], [china]) is YES


def test_the_regions_that_count_are_said_as_they_are_written() -> None:
    eu = place("EU")
    assert eu is not None
    assert met_by(["Danmark/Denmark", "US"], [eu]) == ("Danmark/Denmark",)
