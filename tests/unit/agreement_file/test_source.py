from ruamel.yaml import YAML

from bot.agreement_file.source import UNUSABLE, read_source


def sentences(text: str | bytes) -> list[str]:
    return [f"{each.line}:{each.column} {each.sentence}" for each in read_source(text).mistakes]


def only(text: str | bytes) -> str:
    (sentence,) = sentences(text)
    return sentence


def test_values_are_read_as_yaml_1_2_reads_them() -> None:
    text = "a: 1\nb: 1.5\nc: true\nd: text\ne:\nf: ~\ng: 0o17\nh: .5\ni: -3\nj: 1e3\nk: FALSE"
    source = read_source(text)
    assert source.data == {
        "a": 1,
        "b": 1.5,
        "c": True,
        "d": "text",
        "e": None,
        "f": None,
        "g": "0o17",
        "h": 0.5,
        "i": -3,
        "j": 1000.0,
        "k": False,
    }
    assert source.mistakes == []


def test_dates_times_and_numbers_nobody_can_hold_stay_text() -> None:
    text = "a: 2026-11-24\nb: 17:00\nc: 08:30-17:00\nd: 1_000\ne: 1e999\nf: .inf\ng: " + "9" * 40
    assert read_source(text).data == {
        "a": "2026-11-24",
        "b": "17:00",
        "c": "08:30-17:00",
        "d": "1_000",
        "e": "1e999",
        "f": ".inf",
        "g": "9" * 40,
    }


def test_quotes_make_a_text_of_anything() -> None:
    assert read_source("a: 'yes'\nb: \"1\"\nc: 'null'").data == {"a": "yes", "b": "1", "c": "null"}


def test_every_word_that_other_tools_take_for_a_flag_is_reported() -> None:
    text = "\n".join(
        f"a{i}: {w}" for i, w in enumerate(["yes", "No", "ON", "off", "y", "N", "YES"])
    )
    found = sentences(text)
    assert len(found) == 7
    assert found[0] == (
        "1:5 yes without quotes is read as true by some tools and as text by others; "
        'write true or false, or put it in quotes: "yes"'
    )
    assert set(read_source(text).data.values()) == {UNUSABLE}  # type: ignore[attr-defined]


def test_such_a_word_is_reported_as_a_key_and_in_a_list_too() -> None:
    found = sentences("on: 1\nlist: [a, no]")
    assert found[0].startswith("1:1 on without quotes is read as true by some tools")
    assert found[1].startswith("2:11 no without quotes is read as false by some tools")


def test_every_duplicate_key_is_reported_with_the_line_of_the_first() -> None:
    found = read_source("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3").mistakes
    assert [(each.line, each.path) for each in found] == [(2, "b"), (3, ""), (4, "")]
    assert found[1].sentence == (
        '"a" stands here a second time (first in line 1); keep one of the two'
    )


def test_mistakes_inside_a_duplicate_are_reported_as_well() -> None:
    found = read_source("a: 1\na: {b: [{c: yes}], d: 1, d: 2}").mistakes
    assert [each.path for each in found] == ["", "a.b[0].c", "a"]


def test_anchors_aliases_tags_and_merge_keys_are_refused_each() -> None:
    found = sentences("a: &x 1\nb: *x\nc: !!str 2\nd:\n  <<: {a: 1}\n? [k]\n: v\n*x : 1\n'': 1")
    assert [each.split(" ", 1)[1][:30] for each in found] == [
        "the anchor &x is not used in a",
        "the alias *x is not used in ag",
        "the tag tag:yaml.org,2002:str ",
        "the alias *x is not used in ag",
        "the merge key << is not used i",
        "a key must be one word; write ",
        "a key must be written out; wri",
        "a key is missing before the co",
    ]


def test_a_refused_node_is_named_by_its_path() -> None:
    (mistake,) = read_source("items:\n  - {key: one, title: !!str x}").mistakes
    assert mistake.path == "items[one].title"


def test_a_billion_laughs_file_costs_no_more_than_its_text() -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 12)]
    found = sentences("\n".join(lines))
    assert len(found) == 12 + 11 * 9


def test_several_documents_are_refused() -> None:
    assert only("a: 1\n---\nb: 2").startswith("2:1 a second document starts here")


def test_directives_are_refused() -> None:
    assert only("%YAML 1.1\n---\na: 1").endswith(
        "lines that start with % are not used here; remove them"
    )


def test_an_empty_file_and_a_list_are_refused() -> None:
    assert only("").endswith("the file is empty; see the examples for a start")
    assert only("# only a comment").endswith("the file is empty; see the examples for a start")
    assert only("- a").startswith("1:1 the file must hold keys with values")
    assert only("- !!str a").startswith("1:3 the tag tag:yaml.org,2002:str is not used")
    assert only("word").startswith("1:1 the file must hold keys with values")


def test_text_that_is_not_utf_8_is_refused_with_its_place() -> None:
    assert only(b"a: 1\nb: \xff").startswith("2:4 this is not UTF-8 text")


def test_bytes_and_a_byte_order_mark_are_fine() -> None:
    assert read_source("\ufeffa: ü".encode()).data == {"a": "ü"}


def test_control_characters_are_refused_written_and_escaped() -> None:
    assert only("a: 1\nb: \x07").startswith("2:4 the control character U+0007 stands here")
    assert only("a: \ud800").startswith("1:4 the control character U+D800 stands here")
    assert only('a: "\\0"') == "1:4 the text holds a control character; remove it"
    assert only('"\\a": 1') == "1:1 a key is missing before the colon; write one"


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "at most 512 are read" in only("a" * (513 * 1024))


def test_nesting_deeper_than_anybody_needs_is_refused_without_recursion() -> None:
    assert only("a: " + "[" * 100_000).endswith(
        "the nesting is deeper than 20 levels; write it flatter"
    )


def test_syntax_errors_say_where_and_what_to_do() -> None:
    assert only("a: 1\n\tb: 1").startswith("2:1 a tab stands here; indent with spaces")
    assert only("a: b: c").startswith("1:5 a colon stands inside a text without quotes")
    assert only("a: @x").startswith("1:4 a text cannot start with this character")
    assert only("a: 'x").startswith("1:4 the quotes opened here are never closed")
    assert only("a: [1").startswith("1:6 a list in [ ] is not closed")
    assert only("a: {b: c").startswith("1:9 a { } is not closed")
    assert only("a: 1\nb").startswith("2:2 the line does not fit the ones above")
    assert "two backslashes" in only('a: "\\q"')
    assert "this is no valid YAML" in only("a: |x\n b")


def test_places_are_those_of_the_value_and_of_the_key() -> None:
    source = read_source("top:\n  - key: one\n    name:   here")
    assert source.values["top", 0, "name"].column == 13
    assert source.keys["top", 0, "name"].column == 5


def test_a_mistake_before_a_syntax_error_is_not_lost() -> None:
    assert len(sentences("a: *x\nb: @")) == 2


def test_ruamel_agrees_about_plain_files() -> None:
    text = "a: [1, two, {b: 3.5}]\nc: {d: true, e: null}\nf: 'it''s'\n"
    assert read_source(text).data == YAML(typ="safe", pure=True).load(text)
