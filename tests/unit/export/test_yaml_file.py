"""The exported file: a head for people, and the agreement under it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.agreement_file import dump_yaml, read_agreement
from bot.cards.versions import AcceptedBy
from bot.domain.visibility import EVERYTHING, seated
from bot.export.extract import extract
from bot.export.yaml_file import exported_yaml
from tests.builders import at
from tests.unit.export.readers import EXAMPLES, PHASE_1, RAT, everybody, example, shown_hidden
from tests.unit.export.versions import AGREED, BOTH

NOW = at("2026-12-04T11:25")


def head(text: str) -> str:
    lines = text.splitlines()
    comments = lines[1 : lines.index("")]
    return " ".join(line.removeprefix("# ") for line in comments)


def test_the_head_says_what_it_is_since_when_and_who_accepted_it() -> None:
    agreement = example(RAT)
    text = exported_yaml(agreement, EVERYTHING, versions=(AGREED,), now=NOW)
    assert text.startswith("# yaml-language-server: $schema=agreement.schema.json\n# Working")
    for said in (
        agreement.study.title,
        "Version: 2",
        "In force from: Fri 20 Nov 2026",
        "Accepted by: Sponsor lead, Program manager (Larkspur), Fri 20 Nov 2026, 10:04 Los Angeles",
        "Accepted by: CRO lead (Deccan), Fri 20 Nov 2026, 12:01 Kolkata time",
        "It is no safety database, TMF, EDC or signature system.",
        "Exported on Fri 4 Dec 2026, 11:25 UTC.",
    ):
        assert said in head(text)
    assert "extract" not in head(text)
    assert all(len(line) <= 100 for line in text.splitlines()[: text.splitlines().index("")])


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_reads_as_what_was_agreed(name: str) -> None:
    agreement = example(name)
    text = exported_yaml(agreement, EVERYTHING, versions=(), now=NOW)
    assert read_agreement(text) == agreement


def test_an_extract_says_so_and_shows_nothing_hidden() -> None:
    agreement = example(PHASE_1)
    for reader in everybody(agreement):
        text = exported_yaml(agreement, reader, versions=(), now=NOW)
        left_out = extract(agreement, reader) is not agreement
        assert ("This is an extract" in head(text)) == left_out
        assert shown_hidden(text, agreement, reader) == []


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(), max_size=40))
def test_no_name_breaks_out_of_the_head(name: str) -> None:
    agreement = example(RAT)
    by = AcceptedBy(party="cro", person_name=name, at=BOTH[0].at)
    line = replace(AGREED, accepted=(by,))
    text = exported_yaml(agreement, seated("cro_pm"), versions=(line,), now=NOW)
    schema, rest = dump_yaml(agreement).split("\n", maxsplit=1)
    assert text.endswith("\n\n" + rest)
    begin = text.removesuffix(rest)
    assert begin.startswith(schema)
    assert all(each.startswith("# ") and each.isprintable() for each in begin.split("\n")[:-2])
