"""Charts as lines of text."""

from dataclasses import replace

from adapters.console.bars import with_bars
from bot.cards.card import Card, Chart, Series, paragraph
from bot.cards.plain import card_text
from tests.unit.cards.test_charts import TREND


def drawn(chart: Chart) -> list[str]:
    return card_text(with_bars(Card("t", (chart,)))).splitlines()[1:]


def test_a_percentage_is_drawn_as_a_part_of_the_whole() -> None:
    assert drawn(TREND) == [
        "",
        "On time by month",
        "- Oct 2026 ████████████████████████······ 80 %",
        "- Nov 2026 ██████████████████████········ 75 %",
        "- Dec 2026 ██████████████████████████████ 100 %",
        TREND.text,
    ]


def test_anything_else_is_drawn_beside_the_largest_and_series_are_named() -> None:
    two = (Series("asked", (0, 1, 2)), Series("sent", (0, 0, 1)))
    lines = drawn(replace(TREND, unit="", series=two))
    assert lines[4] == "- Dec 2026 asked " + "█" * 30 + " 2"
    assert lines[7] == "- Dec 2026 sent " + "█" * 15 + "·" * 15 + " 1"


def test_nothing_at_all_is_drawn_as_nothing() -> None:
    lines = drawn(replace(TREND, unit="", series=(Series("sent", (0, 0, 0)),)))
    assert lines[2] == "- Oct 2026 " + "·" * 30 + " 0"


def test_everything_else_stays_as_it_is() -> None:
    card = Card("t", (paragraph("x"),))
    assert with_bars(card) == card
