"""The card of how both sides answer."""

from datetime import date

from bot.cards.card import Card, Chart
from bot.cards.compose.responsiveness import Shown, responsiveness_card
from bot.cards.plain import card_text
from bot.domain.responsiveness import Month, Numbers
from bot.domain.waiting_times import ReplyTimes
from tests.builders import a_cro, a_sponsor
from tests.unit.export.test_responsiveness_file import HOUR, NONE, numbers

PARTIES = (a_sponsor(), a_cro())


def a_month(
    month: int, sponsor: Numbers = NONE, cro: Numbers = NONE, *, so_far: bool = False
) -> Month:
    return Month(first=date(2027, month, 1), so_far=so_far, sides={"sponsor": sponsor, "cro": cro})


def a_card(*trend: Month, side: str | None = None, shown: int = 1) -> Card:
    return responsiveness_card(
        PARTIES, Shown(title="Rat study", side=side, months=trend[-shown:], trend=trend)
    )


def charts(card: Card) -> list[Chart]:
    return [block for block in card.blocks if isinstance(block, Chart)]


def quick(hours: int) -> Numbers:
    return numbers(
        replies=ReplyTimes(
            replied=1, on_time=1, overdue=0, median=hours * HOUR, ninetieth=hours * HOUR, came=1
        )
    )


def test_all_of_a_month_is_said_of_both_sides_in_the_same_rows() -> None:
    text = card_text(a_card(a_month(1, cro=numbers())))
    assert "Rat study, Jan 2027" in text
    for line in (
        "Questions: 6 came, 3 of 5 answered within the agreed time (60 %), 2 open at the end",
        "Answer time: median 2 h, 90th percentile 5 h of working time",
        (
            "Suggestions: 3 came, 1 of 2 answered within the agreed time (50 %), 1 open at the end,"
            " median 12 h of working time"
        ),
        "Updates: 1 of 1 on time",
        "Escalations raised: 1 (15 min from happened to known, 1 h from known to notified)",
        "Acknowledged in time: 1 of 2 escalations",
        "Open actions: 3 (1 under 7 days, 2 of 90 days or more)",
        "Decisions that wait: 3 from 7 to 29 days",
        "Seats: 1 changed hands, 3.5 days without a holder",
        "Gaps: 2 opened, 1 closed",
    ):
        assert line in text
        assert f"{line.partition(':')[0]}: none" in text  # of the other side
    assert "90th percentile: nine in ten took no longer" in text


def test_a_row_of_which_neither_side_has_anything_is_left_out() -> None:
    text = card_text(a_card(a_month(1, cro=quick(1), sponsor=quick(2))))
    assert "Answer time: median 2 h" in text
    nothing = card_text(a_card(a_month(1)))
    assert "There is nothing to count for this month." in nothing
    assert "Questions" not in nothing


def test_a_month_that_runs_says_so_and_has_none_after_it() -> None:
    card = a_card(a_month(1, cro=numbers(), so_far=True))
    assert card.title.endswith("Jan 2027 so far")
    assert "2 open now" in card_text(card)
    assert "The month after" not in [button.label for button in card.buttons]
    before = next(button for button in card.buttons if button.label == "The month before")
    assert before.value == {"text": "responsiveness 2026-12"}


def test_both_sides_stand_side_by_side_in_the_charts_and_every_value_in_their_words() -> None:
    card = a_card(
        a_month(1, quick(1), quick(3)),
        a_month(2, quick(4)),
        a_month(3, quick(5), quick(6), so_far=True),
    )
    times, share = charts(card)
    assert times.labels == ("Jan 2027", "Mar so far")  # nobody was asked at the CRO in February
    assert [(one.name, one.values) for one in times.series] == [
        ("Larkspur", (1, 5)),
        ("Deccan", (3, 6)),
    ]
    assert times.text == (
        "Median answer time by month, working hours. Larkspur, Jan 2027: 1 h, Feb: 4 h, Mar so far:"
        " 5 h. Deccan, Jan 2027: 3 h, Mar so far: 6 h. Drawn are the months in which each side has"
        " one."
    )
    assert share.series[0].values == (100, 100)


def test_a_side_that_was_never_asked_takes_no_place_in_a_chart_and_one_month_is_no_trend() -> None:
    times, _ = charts(a_card(a_month(1, quick(1)), a_month(2, quick(4))))
    assert [one.name for one in times.series] == ["Larkspur"]
    assert charts(a_card(a_month(1, quick(1)))) == []


def test_one_side_has_its_months_one_below_the_other() -> None:
    card = a_card(a_month(1, quick(1)), a_month(2, quick(4)), side="sponsor", shown=2)
    text = card_text(card)
    assert "Rat study, Larkspur" in text
    assert text.index("Jan 2027\n") < text.index("Feb 2027\n")
    assert "Deccan" not in text
    assert card.buttons[0].label == "All sides"
