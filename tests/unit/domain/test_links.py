"""Links in what people write, and whether they lead to an agreed location."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.links import is_registered, links_in
from tests.builders import a_location


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("see https://Box.example/study/raw/2026/day1.csv.", ["box.example/study/raw"]),
        ("(https://www.box.example/study/day1.csv)", ["box.example/study"]),
        ("[the plan (https://box.example/plan?x=1#top)]", ["box.example/plan"]),
        ("https://box.example", ["box.example"]),
        (
            "https://a.example/x and http://a.example/x/ and https://b.example:8080/y",
            ["a.example/x", "b.example/y"],
        ),
        ("box.example/study, ann@box.example, ftp://box.example/x, https://localhost/x", []),
        ("https://[box and https://", []),
    ],
)
def test_the_places_links_lead_to_are_read(text: str, places: list[str]) -> None:
    assert [link.place for link in links_in(text)] == places


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("box.example/study", True),
        ("https://www.box.example/study/", True),
        ("box.example", True),
        ("mail@box.example, then box.example/study", True),
        ("box.example/study/raw/2026", False),
        ("box.example/other", False),
        ("notbox.example/study", False),
        ("mail@box.example", False),
        ("#channel pinned", False),
    ],
)
def test_a_link_into_a_location_is_registered(path: str, known: bool) -> None:
    (link,) = links_in("https://box.example/study/raw/day1.csv")
    assert is_registered(link, [a_location(path=path)]) == known


@pytest.mark.parametrize(
    ("host", "below"),
    [("chat.example", True), ("acme.chat.example", True), ("mychat.example", False)],
)
def test_a_host_belongs_to_the_one_it_is_below(host: str, below: bool) -> None:
    (link,) = links_in(f"https://{host}/archives/1")
    assert link.is_below(["chat.example", "other.example"]) == below


@given(st.text(max_size=80), st.text(max_size=30))
def test_whatever_is_written_is_read_without_an_error(text: str, path: str) -> None:
    for link in links_in(f"https://{text}"):
        assert "." in link.host
        is_registered(link, [a_location(path=path)])
