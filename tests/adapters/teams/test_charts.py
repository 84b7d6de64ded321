"""Charts in Teams: drawn where the client can, said in words in any case."""

from dataclasses import replace

from adapters.teams.capabilities import TEAMS
from adapters.teams.render import render_card
from bot.cards.card import Card, Chart, Series, paragraph
from bot.cards.fit import fit
from tests.judges.node import need_node
from tests.judges.teams import judge_card, render_cards
from tests.unit.cards.test_charts import TREND

CARD = Card("Kept promises", (paragraph("Deccan"), TREND), summary="Kept promises, Deccan")


def test_it_is_drawn_natively_with_its_words_below() -> None:
    card = render_card(CARD)
    assert judge_card(card) == []
    chart, words = card["body"][2:]
    assert chart == {
        "type": "Chart.VerticalBar.Grouped",
        "title": "On time by month",
        "showTitle": True,
        "showBarValues": True,
        "yMin": 0,
        "yAxisTitle": "%",
        "data": [
            {
                "legend": "Deccan",
                "values": [
                    {"x": "Oct 2026", "y": 80},
                    {"x": "Nov 2026", "y": 75},
                    {"x": "Dec 2026", "y": 100},
                ],
            }
        ],
        "fallback": "drop",
    }
    assert words["text"] == TREND.text


def test_a_client_without_charts_shows_the_words() -> None:
    need_node()
    (shown,) = render_cards([render_card(CARD)])
    assert shown["errors"] == []
    assert TREND.text in shown["text"]


def test_the_largest_chart_is_accepted_by_the_judges() -> None:
    labels = tuple(f"{number} & so on **for** ever \ud800" for number in range(30))
    series = tuple(Series(f"{n}: {'R&D' * 20}", (1.5,) * 30) for n in range(6))
    chart = Chart("Title " * 20, labels, series, "", "In words. " * 400)
    card = fit(Card("Kept", (chart, replace(chart, text="b"), replace(chart, text="c"))), TEAMS)
    assert judge_card(render_card(card)) == []
