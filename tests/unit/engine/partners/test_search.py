"""Finding partners for a need: what fits, what must hold, and in which order."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.instant import instant
from bot.domain.partner_fields import read_entered
from bot.domain.partner_fit import Holds
from bot.domain.partner_regions import Located
from bot.domain.partners import Partner
from bot.engine.partner_search import Directory, Search
from tests.unit.engine.partners.directory import (
    NOW,
    TODAY,
    a_partner,
    a_recommendation,
    entries,
    needs,
    whole,
)
from tests.unit.engine.partners.evaluation import TUNING, UNSEEN, judge, rates


def an_entry(name: str, **said: str) -> Partner:
    entered, mistakes = read_entered({"name": name, **said})
    assert entered is not None, mistakes
    return a_partner(name, entered)


FJORD = an_entry(
    "Fjord",
    categories="3",
    services="CHO cell line development, small batches from 10 L. Slow in July.",
    regions="Denmark",
)
ISLE = an_entry(
    "Isle", categories="3", services="CLD in CHO, small batch and clone selection", regions="UK"
)
TOX = an_entry(
    "Tox house", categories="6", services="28-day rat tox", accreditations="GLP until 2027-06"
)
PAST = an_entry(
    "Past tox", categories="6", services="28d rats, tox", accreditations="GLP until 2026-03"
)
SMALL = (FJORD, ISLE, TOX, PAST)


def names(search: Search) -> list[str]:
    return [each.partner.name for each in search.found]


def find(need: str, *partners: Partner) -> Search:
    return Directory(partners or SMALL).search(need, TODAY)


def test_what_must_hold_decides_and_is_said_with_what_is_done() -> None:
    found = find("cell line development, small batch, EU")
    assert names(found) == ["Fjord"]
    (fjord,) = found.found
    assert fjord.regions == ("Denmark",)
    assert fjord.categories == ("biologics",)
    assert fjord.says == ("CHO cell line development", "small batches from 10 L")


def test_an_accreditation_that_is_over_does_not_count() -> None:
    assert names(find("GLP 28 day rat study")) == ["Tox house"]
    found = find("GLP 28 day rat study", PAST)
    assert (found.found, found.done) == ((), True)
    (past,) = found.nearest
    assert [each.holds for each in past.held] == [Holds.EXPIRED]
    assert names(find("non-GLP 28d rat tox", PAST)) == ["Past tox"]


def test_a_wish_that_nobody_meets_leaves_those_who_do_it_as_the_nearest() -> None:
    found = find("cell line development in Japan")
    assert (found.found, found.done) == ((), True)
    assert {each.partner.name for each in found.nearest} == {"Fjord", "Isle"}
    assert {each.located for each in found.nearest} == {Located.NO}


@pytest.mark.parametrize("need", ["coffee machine", "phase 3 trial in children", "xyzzy"])
def test_nobody_is_named_where_nobody_does_it(need: str) -> None:
    found = find(need)
    assert (found.found, found.done) == ((), False)


def test_a_misspelt_word_and_another_word_for_the_same_find_it() -> None:
    assert names(find("cell lines developmnet", FJORD)) == ["Fjord"]
    assert names(find("clone selection, EU", FJORD)) == ["Fjord"]


def test_equal_ones_come_by_recommendations_then_past_work_then_what_was_looked_at_last() -> None:
    older = an_entry("Older", services="histology slides")
    newer = replace(older, id="Newer", name="Newer", updated_at=instant(NOW + timedelta(days=3)))
    kept = an_entry("Kept", services="histology slides")
    liked = an_entry("Liked", services="histology slides")
    said = [a_recommendation(str(n), "Liked", "would use again", n) for n in range(3)]
    found = Directory([older, newer, kept, liked], said, {"Kept": (40, 50), "Older": (1, 1)})
    assert names(found.search("histology", TODAY)) == ["Liked", "Kept", "Newer", "Older"]


def test_what_was_removed_is_not_found() -> None:
    gone = FJORD.removed(NOW)
    assert find("cell line development", gone).found == ()
    assert find("cell line development", gone).nearest == ()


def test_a_wish_alone_finds_everybody_who_meets_it() -> None:
    assert names(find("GLP")) == ["Tox house"]
    assert names(find("EU", FJORD, ISLE)) == ["Fjord"]


def test_an_audit_is_about_an_accreditation_and_not_under_it() -> None:
    auditors = an_entry("Auditors", categories="12", services="GLP and GCP audits, QA for hire")
    assert names(find("somebody to audit a GLP test site", auditors)) == ["Auditors"]


def test_the_peptide_is_no_accreditation() -> None:
    maker = an_entry("Maker", categories="1", services="solid phase peptides, GLP-1 analogues")
    assert names(find("GLP-1 peptide synthesis", maker)) == ["Maker"]


def test_the_same_directory_answers_the_same_in_any_order() -> None:
    forth, back = Directory(SMALL), Directory(SMALL[::-1])
    for need in ("CHO small batch", "28d rat", "GLP", "EU or UK"):
        assert names(forth.search(need, TODAY)) == names(back.search(need, TODAY))


_WORDS = sorted({word for each in needs(TUNING) for word in each.need.split()})


@given(st.lists(st.sampled_from(_WORDS) | st.text(max_size=12), max_size=8), st.randoms())
@settings(max_examples=40, deadline=None)
def test_whatever_is_asked_who_is_named_is_as_wished_and_the_order_is_always_the_same(
    said: list[str], random: Random
) -> None:
    partners = [*entries()[0][:40]]
    need = " ".join(said)
    found = Directory(partners).search(need, TODAY)
    assert all(each.meets for each in found.found)
    assert not (found.found and found.nearest)
    random.shuffle(partners)
    again = Directory(partners).search(need, TODAY)
    assert [each.partner.name for each in again.found] == names(found)


def test_the_labelled_needs_are_met() -> None:
    tuned, unseen = rates(judge(needs(TUNING))), rates(judge(needs(UNSEEN)))
    assert (tuned.hits, tuned.silent) >= (29, 5)
    assert (unseen.hits, unseen.silent) >= (26, 5)


def test_five_hundred_entries_are_searched_while_somebody_waits() -> None:
    assert len(whole().search("toxicology", TODAY).found) > 20
