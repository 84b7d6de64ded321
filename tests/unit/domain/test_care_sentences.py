"""Hints over sentences as people type them: which are left in peace, which are pointed out."""

from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.agreement_file.check import read_agreement
from bot.cards.compose.saying import hint_card, hinted_form
from bot.cards.form import Form, TextInput
from bot.cards.plain import card_text
from bot.domain.agreement.document import Agreement
from bot.domain.care import Concern, hints

EXAMPLES = Path(__file__).parents[3] / "examples"
SENTENCES: dict[str, list[str]] = YAML(typ="safe").load(
    Path(__file__).with_name("care_sentences.yaml").read_text(encoding="utf-8")
)
RAT = read_agreement((EXAMPLES / "01_rat_tox_in_vivo.yaml").read_bytes())


@cache
def both() -> Agreement:
    """A trial in which all that either example keeps out of chat stays out, between all parties."""
    trial = read_agreement((EXAMPLES / "03_phase1_abroad.yaml").read_bytes())
    others = (replace(party, key=f"{party.key}_rat") for party in RAT.parties)
    return replace(
        trial,
        parties=(*trial.parties, *others),
        never_in_chat=(*trial.never_in_chat, *RAT.never_in_chat),
    )


def test_there_are_enough_of_each() -> None:
    assert len(SENTENCES["neutral"]) >= 100
    assert len(SENTENCES["blame"]) >= 100
    assert len(SENTENCES["identifying"]) >= 35


@pytest.mark.parametrize("sentence", SENTENCES["neutral"])
def test_a_neutral_sentence_is_left_in_peace(sentence: str) -> None:
    assert hints(sentence, both()) == ()


@pytest.mark.parametrize("sentence", SENTENCES["blame"])
def test_blame_is_pointed_out_with_what_to_write(sentence: str) -> None:
    found = [hint for hint in hints(sentence, both()) if hint.concern is Concern.BLAME]
    assert found
    assert all(hint.instead for hint in found)


@pytest.mark.parametrize("sentence", SENTENCES["identifying"])
def test_what_identifies_somebody_is_pointed_out(sentence: str) -> None:
    assert Concern.NEVER_IN_CHAT in {hint.concern for hint in hints(sentence, both())}


@pytest.mark.parametrize("sentence", SENTENCES["missed"])
def test_what_is_known_to_be_missed_is_still_missed(sentence: str) -> None:
    """So that the list says what the patterns do not know."""
    assert hints(sentence, both()) == ()


@given(st.lists(st.sampled_from([*SENTENCES["identifying"], *SENTENCES["neutral"]]), max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_hint_repeats_what_it_found_to_be_kept_out_of_chat(said: list[str]) -> None:
    text = " and ".join(said)
    found = hints(text, both())
    form = Form(action="x", title="x", inputs=(TextInput(key="x", label="x", value=text),))
    shown = card_text(hint_card(text, found, {})) if found else ""
    shown += str(hinted_form(form, found).intro)
    for hint in found:
        if hint.concern is Concern.NEVER_IN_CHAT:
            assert hint.found not in shown


def test_most_sentences_of_the_lists_are_not_one_phrase_again_and_again() -> None:
    """A list of the same words over and over would prove one pattern many times."""
    phrases = chain.from_iterable(hints(each, both()) for each in SENTENCES["blame"])
    said = {hint.found.casefold() for hint in phrases if hint.concern is Concern.BLAME}
    assert len(said) >= len(SENTENCES["blame"]) * 0.75
