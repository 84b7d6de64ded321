"""Shapes of codes: what they find, what they leave alone, which of them cannot be used."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.agreement.conduct import NeverInChatPattern
from bot.domain.care import Concern, hints, without
from bot.domain.never_in_chat import Content
from bot.domain.shapes import LONGEST_SHAPE, Unfit, example_of, places, unfit
from tests.builders import an_agreement

KIT = an_agreement(
    never_in_chat=(),
    never_in_chat_patterns=(
        NeverInChatPattern(key="kit", title="Kit number", shape="KIT-####"),
        NeverInChatPattern(key="subject", title="Subject number", shape="@@@-###-####"),
    ),
)


def found(shape: str, text: str) -> list[str]:
    return [text[start:end] for start, end in places(shape, text)]


@pytest.mark.parametrize(
    ("shape", "text", "code"),
    [
        ("KIT-####", "please check KIT-0417, it leaks", "KIT-0417"),
        ("KIT-####", "kit 0417 leaks", "kit 0417"),
        ("KIT-####", "(kit0417)", "kit0417"),
        ("KIT-####", "KIT\u20110417_photo.jpg", "KIT\u20110417"),
        ("##-###", "volunteer 03-114 called", "03-114"),
        ("R####", "is r1234 there?", "r1234"),
        ("@@@-##?@", "abc-12xy", "abc-12xy"),
        ("project bluebird", "Project-Bluebird is on", "Project-Bluebird"),
    ],
)
def test_a_code_is_found_as_people_type_it(shape: str, text: str, code: str) -> None:
    assert found(shape, text) == [code]


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ("KIT-####", "KIT-04171 and KIT-041 and toolKIT-0417"),
        ("##-###", "12345 and 2026-03-114 and 1,03-114 and 03-114-2"),
        ("##-###", "03-114.5"),
        ("####-##", "on 2026-11-26"),
        ("KIT-####", "the kit is complete, 1200 tablets"),
    ],
)
def test_what_is_longer_or_shorter_is_another_thing(shape: str, text: str) -> None:
    assert found(shape, text) == []


@pytest.mark.parametrize(
    ("shape", "why", "what"),
    [
        ("####", Unfit.ORDINARY, "2026"),
        ("##.##.####", Unfit.ORDINARY, "26.11.2026"),
        ("@@@@@", Unfit.ORDINARY, "study"),
        ("??????", Unfit.ORDINARY, "animal"),
        ("@-##", Unfit.ORDINARY, "D28"),
        ("GLP", Unfit.ORDINARY, "GLP"),
        ("#-", Unfit.SHORT, "#-"),
        (" - ", Unfit.SHORT, "-"),
        (r"KIT-\d+", Unfit.SIGN, "\\"),
        ("KIT-[0-9]", Unfit.SIGN, "["),
        ("#" * (LONGEST_SHAPE + 1), Unfit.LONG, "#" * (LONGEST_SHAPE + 1)),
    ],
)
def test_a_shape_that_cannot_be_used_is_told_with_what_is_wrong(
    shape: str, why: Unfit, what: str
) -> None:
    assert unfit(shape) == (why, what)
    # What was agreed once is found, whatever counts as ordinary later.
    assert bool(found(shape, f"it is {what}")) == (why is Unfit.ORDINARY)


SIGNS = st.text(alphabet="#@?aK7-_ ./", min_size=1, max_size=LONGEST_SHAPE)


@given(SIGNS)
@settings(max_examples=60, deadline=None)
def test_every_shape_that_can_be_used_finds_its_own_example(shape: str) -> None:
    if unfit(shape) is None:
        assert any(found(shape, f"it is {example_of(shape)}, see there"))


@pytest.mark.parametrize("shape", ["#" * LONGEST_SHAPE, "?-" * 29 + "?", "@#" * 30, "a1" * 30])
def test_no_shape_takes_long_on_any_text(shape: str) -> None:
    begun = time.process_time()
    for piece in ("1", "a", "a1", "1-", "a-1 ", "?"):
        found(shape, (piece * 6000)[:6000])
    assert time.process_time() - begun < 1


def test_the_hint_names_what_was_agreed_and_the_code_can_be_left_out() -> None:
    said = "once again kit 0417 was late, as ABC-001-0042 was"
    kit, subject = hints(said, KIT)
    assert (kit.concern, kit.content, kit.rule) == (
        Concern.NEVER_IN_CHAT,
        Content.AGREED,
        "Kit number",
    )
    assert subject.rule == "Subject number"
    left = without(said, (kit, subject), "[left out]")
    assert left == "once again [left out] was late, as [left out] was"


def test_of_two_that_overlap_no_piece_stays() -> None:
    agreed = an_agreement(
        never_in_chat=("initials of participants",),
        never_in_chat_patterns=(NeverInChatPattern(key="x", title="Site code", shape="AB-##-@@"),),
    )
    said = "initials: AB-07-XY"
    assert without(said, hints(said, agreed), "[left out]") == "[left out]"
