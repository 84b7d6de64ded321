"""The card of the kept-promise record."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.cards.card import Card, Chart
from bot.cards.compose.kept import Shown, kept_card
from bot.cards.plain import card_text
from bot.domain.kept import Outcome, Result, months_until
from tests.builders import an_agreement, at

PARTIES = an_agreement().parties
YEAR = months_until(date(2027, 2, 1), 12)


def an_outcome(month: date, result: Result = Result.ON_TIME, **changes: object) -> Outcome:
    values = {
        "cadence": "weekly",
        "title": "Weekly status",
        "party": "cro",
        "month": month,
        "due": at(f"{month:%Y-%m}-05T17:00"),
        "result": result,
        **changes,
    }
    return Outcome(**values)  # type: ignore[arg-type]  # a builder names only what matters


def a_card(outcomes: Sequence[Outcome]) -> Card:
    return kept_card(
        outcomes, PARTIES, Shown(title="Rats", one=False, months=YEAR[-3:], trend=YEAR), {}
    )


def charts(card: Card) -> list[Chart]:
    return [block for block in card.blocks if isinstance(block, Chart)]


def test_months_without_a_promise_are_left_out_of_the_trend() -> None:
    found = [an_outcome(YEAR[8]), an_outcome(YEAR[9], Result.EXCUSED), an_outcome(YEAR[10])]
    (chart,) = charts(a_card([*found, an_outcome(YEAR[11], Result.LATE)]))
    assert chart.labels == ("Nov 2026", "Jan 2027", "Feb")
    assert chart.series[0].values == (100, 100, 0)
    assert chart.text == (
        "Deccan, on time by month: Nov 2026 100 % (1 of 1), Jan 2027 100 % (1 of 1),"
        " Feb 2027 0 % (0 of 1)."
    )


def test_one_month_is_no_trend() -> None:
    assert charts(a_card([an_outcome(YEAR[11])])) == []


def test_everything_that_can_come_of_a_promise_is_said_in_words() -> None:
    late = [
        an_outcome(YEAR[11], Result.LATE, lateness=timedelta(hours=hours)) for hours in (1, 2, 5)
    ]
    once = an_outcome(YEAR[10], Result.LATE, lateness=timedelta(minutes=150))
    awaited = an_outcome(YEAR[9], Result.LATE)
    rest = [an_outcome(YEAR[11], each) for each in Result if each is not Result.LATE]
    text = card_text(a_card([*late, once, awaited, *rest]))
    assert "Feb 2027: 1 of 5 on time, 3 late (median 2 h), 1 missed, 1 excused, 1 not asked" in text
    assert "Jan 2027: 0 of 1 on time, 1 late (by 2 h 30 min)" in text
    assert "Dec 2026: 0 of 1 on time, 1 late\n" in text


def test_a_streak_is_named_from_two_on() -> None:
    month = YEAR[11]
    one = an_outcome(month)
    assert "in a row" not in card_text(a_card([one]))
    assert "Weekly status: 2 in a row on time" in card_text(
        a_card([one, an_outcome(month, due=at("2027-02-12T17:00"))])
    )


def test_more_updates_than_fit_are_counted() -> None:
    many = [
        an_outcome(YEAR[11], cadence=f"c{number}", title=f"Update {number}") for number in range(12)
    ]
    card = a_card(many)
    text = card_text(card)
    assert "Update 6" in text
    assert "5 more updates are in the file" in text
    assert [button.value["text"] for button in card.buttons][-1] == "kept csv"
    assert len(card.buttons) == 11


def test_the_newest_name_of_an_update_counts() -> None:
    renamed = an_outcome(YEAR[11], title="Friday letter")
    text = card_text(a_card([an_outcome(YEAR[10]), renamed]))
    assert "Friday letter" in text
    assert "Jan 2027: 1 of 1" in text
