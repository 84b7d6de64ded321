"""Hints about blame and content kept out of chat: what is found, and what is left in peace."""

import ast
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.agreement_file.check import read_agreement
from bot.domain.agreement.document import Agreement
from bot.domain.care import Concern, hints, without
from bot.domain.never_in_chat import Content
from tests.builders import an_agreement

ROOT = Path(__file__).parents[3]
RAT = read_agreement((ROOT / "examples/01_rat_tox_in_vivo.yaml").read_bytes())
ANTIBODY = read_agreement((ROOT / "examples/02_antibody_cell_line.yaml").read_bytes())
PHASE_1 = read_agreement((ROOT / "examples/03_phase1_abroad.yaml").read_bytes())
#: Every line that any template or example has, so that everything is looked for.
ALL_LINES = an_agreement(
    seats=RAT.seats,
    areas=(),
    locations=(),
    cadences=(),
    triggers=(),
    ground_rules=RAT.ground_rules,
    never_in_chat=(
        "chemical structure or sequence of the analyte",
        "names, initials or dates of birth of participants",
        "amino acid or DNA sequences, vector maps",
        "treatment assignment or anything that reveals it",
        "passwords or links that let anybody in",
    ),
    parties=RAT.parties,
)


@pytest.mark.parametrize(
    "text",
    [
        "The slides are late and it is your fault.",
        "You forgot the report.",
        "Deccan failed to send the report.",
        "It is Deccan\u2019s mistake.",
        "Your team should have noticed.",
        "Late as usual.",
        "It will not come, and that is your fault.",
        "The report is once again late.",
        "Why didn't you tell us?",
        "How could you dose them?",
        "That was careless.",
        "This is simply unacceptable.",
    ],
)
def test_words_that_blame_are_found_with_what_to_write_and_the_agreed_rule(text: str) -> None:
    (hint,) = hints(text, RAT)
    assert hint.concern is Concern.BLAME
    assert hint.instead
    assert hint.rule == ("Describe what happened and what is known; do not name a person at fault.")
    assert text[hint.start : hint.end] == hint.found


@pytest.mark.parametrize(
    "text",
    [
        "Nobody is at fault here.",
        "It is not your fault.",
        "A deviation is described, not blamed.",
        "The pump has a fault and the alarm failed.",
        "One animal was found lying on its side; no mistakes in dosing were seen.",
        "The second run failed its acceptance criteria and was rejected as unacceptable.",
        "Why did you choose 5 mg?",
        "Your errors table in the draft reads well.",
        "Who is responsible for the slides?",
    ],
)
def test_events_and_words_of_the_field_are_left_in_peace(text: str) -> None:
    assert hints(text, RAT) == ()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("participant J.S. fainted", Content.INITIALS),
        ("fainted, initials: AB", Content.INITIALS),
        ("the volunteer, Mrs. Miller, went home", Content.NAME),
        ("DOB 12/03/1988", Content.BIRTH),
        ("born on 3 May 1990", Content.BIRTH),
        ("call the volunteer at +61 412 345 678", Content.PHONE),
        ("the patient writes from anna.b@example.net", Content.MAIL),
        ("subject 1012 got placebo", Content.TREATMENT),
        ("placebo went to kit 0017", Content.TREATMENT),
        ("she received placebo", Content.TREATMENT),
        ("101: A, 102: B, 103: A", Content.TREATMENT),
        ("it is CC(=O)Oc1ccccc1C(=O)O, to be clear", Content.STRUCTURE),
        ("InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3", Content.STRUCTURE),
        ("primer ACGTTGCAACGTTGCAAC works", Content.SEQUENCE),
        ("MKTAYIAKQR QISFVKSHFS RQLEERLGLI", Content.SEQUENCE),
        ("Ala-Gly-Ser-Thr-Tyr-Val", Content.SEQUENCE),
        ("https://portal.example/x?token=abcdef123", Content.OPEN_LINK),
        ("the password is Blue42!", Content.PASSWORD),
    ],
)
def test_content_that_stays_out_of_chat_is_told_by_its_shape(text: str, content: Content) -> None:
    (hint,) = hints(text, ALL_LINES)
    assert hint.content is content
    assert hint.rule in ALL_LINES.never_in_chat
    left = without(text, (hint,), "[left out]")
    assert "[left out]" in left
    assert hint.found not in left
    assert hints(left, ALL_LINES) == ()


def test_only_what_the_agreement_speaks_of_is_looked_for() -> None:
    assert hints("participant J.S. fainted", RAT) == ()
    assert hints("primer ACGTTGCAACGTTGCAAC works", PHASE_1) == ()


def test_the_parties_own_contacts_are_no_participants() -> None:
    for seat in PHASE_1.seats:
        own = f"ask about participant 12: {seat.contact.email} or {seat.contact.phone}"
        assert hints(own, PHASE_1) == ()


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)


def _yaml(path: Path) -> list[str]:
    return list(_strings(YAML(typ="safe").load(path.read_text())))


def _sentences(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.JoinedStr(values=values):
                yield "".join(
                    str(each.value) if isinstance(each, ast.Constant) else "x" for each in values
                )
            case ast.Constant(value=str(text)):
                yield text
            case _:
                pass


FILES = (*(ROOT / "examples").glob("0*.yaml"), *(ROOT / "bot/templates/files").glob("*.yaml"))
WORDS = tuple((ROOT / "bot/cards/words").glob("*.py"))


@cache
def _said() -> frozenset[str]:
    """Everything that the examples, the templates and our own cards say."""
    said = {text for path in FILES for text in _yaml(path)}
    return frozenset(said | {text for path in WORDS for text in _sentences(path)})


@pytest.mark.parametrize("agreement", [RAT, ANTIBODY, PHASE_1, ALL_LINES])
def test_no_sentence_of_an_agreement_or_of_our_own_cards_is_hinted(agreement: Agreement) -> None:
    assert len(_said()) > 4000
    assert [(text, found) for text in _said() if (found := hints(text, agreement))] == []


@given(st.text(max_size=400))
@settings(max_examples=40, deadline=None)
def test_any_text_is_read_and_the_places_lie_in_it_without_overlap(text: str) -> None:
    end = 0
    for hint in hints(text, ALL_LINES):
        assert end <= hint.start < hint.end <= len(text)
        end = hint.end


@pytest.mark.parametrize(
    "piece",
    [
        "A", "a@", "participant ", "C(=O)", "1", "+1 ", "https://a?", "born ", "Ala-", "ACGT ",
        "yet again ", "subject 11 ", "11: A, ", "password is ", "you ", "your a ",
        "nobody on your ",
        "as usual, ", "you always a ", "why do ", "initials of a ", "password a1", "KIT-0 ",
    ],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 6000)[:6000]
    begun = time.process_time()
    hints(text, ALL_LINES)
    assert time.process_time() - begun < 1
