from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.agreement_file import dump_yaml, from_document, read_agreement, to_document
from bot.agreement_file.source import read_source
from tests.unit.agreement_file.texts import ANTIBODY, PHASE_1, RAT_TOX, SMALL, changed, example


def old_reader(text: str) -> Any:
    """The file as a YAML 1.1 reader sees it, where NO is false and 17:00 is 1020."""
    yaml = YAML(typ="safe", pure=True)
    yaml.version = (1, 1)
    return plain(yaml.load(text))


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize("text", [SMALL, example(RAT_TOX), example(ANTIBODY), example(PHASE_1)])
def test_older_readers_read_the_same(text: str) -> None:
    agreement = read_agreement(text)
    assert old_reader(dump_yaml(agreement)) == to_document(agreement)


@pytest.mark.parametrize("name", [RAT_TOX, ANTIBODY, PHASE_1])
def test_the_shipped_examples_are_safe_for_older_readers(name: str) -> None:
    assert old_reader(example(name)) == to_document(read_agreement(example(name)))


@pytest.mark.parametrize(
    "word",
    ["NO", "yes", "Off", "null", "~", "17:00", "1e3", "012", "2026-01-01", "a: b", "a #b", "#a",
     "@a", "`a", "%a", "- a", "? a", "{a}", "[a]", "a,b", "*a", "&a", "!a", "|", ">", "'a'", '"a"',
     "a\nb", "a\tb", "\\", " a", "a ", "a  b", "é", "\u2028", "\ufeffx", "a\xa0", "😀", "=", "<<",
     "true", ".inf", "0x1F", "1_000", "+1 619 555 0110", "-1", "a:", ":a", "a'b", "a & b"],
)  # fmt: skip
def test_any_text_comes_back_as_it_was(word: str) -> None:
    agreement = read_agreement(SMALL)
    study = to_document(agreement)["study"]
    assert isinstance(study, dict)
    other = from_document(
        to_document(agreement) | {"study": study | {"title": word}, "ground_rules": [word, word]}
    )
    source = read_source(dump_yaml(other))
    assert source.mistakes == []
    assert source.data == to_document(other)


def test_the_file_starts_with_the_line_for_the_editor() -> None:
    text = dump_yaml(read_agreement(SMALL))
    assert text.startswith("# yaml-language-server: $schema=agreement.schema.json\n")
    assert "$schema=../x.json\n" in dump_yaml(read_agreement(SMALL), schema="../x.json")


def test_the_file_reads_well() -> None:
    text = dump_yaml(read_agreement(SMALL))
    assert "\n# The promised updates.\ncadences:\n  - key: weekly\n" in text
    assert '    rule: {every: week, days: [fri], at: "17:00", zone: Asia/Kolkata}\n' in text
    assert (
        "      - {step: 1, after: 0h, seats: {sponsor: monitor, cro: vet}, if: [start]}\n" in text
    )
    assert '    hours: "08:30-17:00"\n' in text


def test_empty_lists_are_left_out() -> None:
    text = changed(SMALL, "    aliases: [sick animals]\n", "    aliases: []\n")
    assert "aliases: []" not in dump_yaml(read_agreement(text))


def test_a_mapping_with_nothing_in_it_is_written_as_one() -> None:
    text = changed(SMALL, "access: {granted_by: cro_pm, within: 1bd}", "access: {}")
    agreement = read_agreement(text)
    assert "    access: {}\n" in dump_yaml(agreement)
    assert read_agreement(dump_yaml(agreement)) == agreement
