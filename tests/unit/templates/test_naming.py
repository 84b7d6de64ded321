"""The key of a collaboration comes from its title."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agreement_file.parts import KEY_PATTERN
from bot.templates import study_id_for

LONGEST = 32


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("28-day oral toxicity of AB-117 in rats", "study_28_day_oral_toxicity_ab"),
        ("CHO line for the antibody", "cho_line_antibody"),
        ("Étude clinique, phase 1", "etude_clinique_phase_1"),
        ("The", "study_04082b06"),
        ("Straße", "strasse"),
    ],
)
def test_a_key_is_made_of_the_first_words_that_say_something(title: str, key: str) -> None:
    assert study_id_for(title) == key


def test_titles_without_a_latin_letter_have_keys_of_their_own() -> None:
    assert study_id_for("大鼠毒性试验") != study_id_for("细胞系开发")


@given(st.text())
def test_every_title_gives_a_key_that_an_agreement_accepts(title: str) -> None:
    key = study_id_for(title)
    assert re.fullmatch(KEY_PATTERN, key)
    assert len(key) <= LONGEST
    assert key == study_id_for(title)
