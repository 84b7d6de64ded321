"""Charts: what is drawn, and what is said where nothing can be drawn."""

from dataclasses import replace

import pytest

from bot.cards.capabilities import ChartLimits
from bot.cards.card import Card, Chart, Series, paragraph, subtle
from bot.cards.charts import drawable, without_charts
from bot.cards.plain import card_text

LIMITS = ChartLimits(number=1, title=20, label=8, series=2, points=3)
TREND = Chart(
    "On time by month",
    ("Oct 2026", "Nov 2026", "Dec 2026"),
    (Series("Deccan", (80, 75, 100)),),
    "%",
    "Oct 2026: 80 %, Nov 2026: 75 %, Dec 2026: 100 %.",
)


def test_a_chart_within_its_limits_is_left_alone() -> None:
    assert drawable((TREND,), LIMITS) == [TREND]


def test_of_too_many_points_the_newest_stay() -> None:
    longer = replace(
        TREND, labels=("Sep 2026", *TREND.labels), series=(Series("Deccan", (10, 80, 75, 100)),)
    )
    assert drawable((longer,), LIMITS) == [TREND]


def test_what_is_over_the_number_is_said_in_words() -> None:
    other = replace(TREND, text="Larkspur: 100 %.")
    assert drawable((TREND, other), LIMITS) == [TREND, subtle("Larkspur: 100 %.")]
    assert drawable((TREND,), replace(LIMITS, number=0)) == [subtle(TREND.text)]


@pytest.mark.parametrize(
    "chart",
    [
        replace(TREND, labels=(), series=()),
        replace(TREND, series=()),
        replace(TREND, series=tuple(Series(f"s{n}", (1, 2, 3)) for n in range(3))),
        replace(TREND, series=(Series("Deccan", (80, 75)),)),
        replace(TREND, series=(Series("", (1, 2, 3)),)),
        replace(TREND, title=""),
        # Cut to the limit, these are two bars of one name.
        replace(TREND, labels=("Histology A", "Histology B", "C")),
        replace(TREND, series=(Series("Histology A", (1, 2, 3)), Series("Histology B", (1, 2, 3)))),
    ],
)
def test_what_cannot_be_drawn_is_said_in_words(chart: Chart) -> None:
    assert drawable((chart,), LIMITS) == [subtle(TREND.text)]


def test_a_card_without_charts_says_the_same() -> None:
    card = Card("Kept promises", (paragraph("Deccan"), TREND), summary="s")
    assert card_text(without_charts(card)) == card_text(card)
    assert TREND.text in card_text(card)
    assert without_charts(Card("t", (paragraph("x"),))) == Card("t", (paragraph("x"),))
