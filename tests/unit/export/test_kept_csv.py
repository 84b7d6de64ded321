"""The kept-promise record as a file."""

import csv
from datetime import date, timedelta

from bot.cards.compose.kept import Spoken
from bot.domain.kept import Outcome, Result
from bot.domain.raised_times import RaisedTimes
from bot.domain.waiting_times import ReplyTimes
from bot.export.kept_csv import COLUMNS, kept_csv
from tests.builders import at


def an_outcome(month: int = 12, **changes: object) -> Outcome:
    values = {
        "cadence": "weekly",
        "title": "Weekly status",
        "party": "cro",
        "month": date(2026, month, 1),
        "due": at(f"2026-{month:02}-04T17:00"),
        "result": Result.ON_TIME,
        **changes,
    }
    return Outcome(**values)  # type: ignore[arg-type]  # a builder names only what matters


def rows(*outcomes: Outcome) -> list[dict[str, str]]:
    return list(csv.DictReader(kept_csv(outcomes, {"cro": "Deccan"}, {}).splitlines()))


def test_a_line_for_each_month_side_and_update_the_oldest_first() -> None:
    late = an_outcome(result=Result.LATE, lateness=timedelta(hours=1, minutes=30))
    found = rows(an_outcome(), late, an_outcome(11), an_outcome(party="sponsor", cadence="call"))
    assert [(r["month"], r["side"], r["promised"], r["on_time_percent"]) for r in found] == [
        ("2026-11", "Deccan", "1", "100"),
        ("2026-12", "Deccan", "2", "50"),
        ("2026-12", "sponsor", "1", "100"),
    ]
    assert found[1]["median_late_working_hours"] == "1.50"


def test_without_anything_there_is_only_the_heading() -> None:
    assert kept_csv((), {}, {}).splitlines() == [",".join(COLUMNS)]


def test_no_title_is_taken_for_a_formula() -> None:
    (row,) = rows(an_outcome(title='=HYPERLINK("https://evil.example")'))
    assert row["update"].startswith("'=")


def test_what_a_side_said_across_has_a_line_of_its_own_behind_its_updates() -> None:
    said = Spoken(
        heads_ups=3,
        seen=2,
        raised=RaisedTimes(raised=1, to_known=timedelta(minutes=15), to_told=timedelta(minutes=45)),
        replies=ReplyTimes(replied=4, on_time=3, overdue=1, median=timedelta(hours=2)),
    )
    spoken = {(date(2026, 12, 1), "cro"): said, (date(2026, 11, 1), "cro"): said}
    written = kept_csv([an_outcome()], {"cro": "Deccan"}, spoken)
    first, update, line = csv.DictReader(written.splitlines())
    assert (first["month"], update["month"], line["month"]) == ("2026-11", "2026-12", "2026-12")
    assert update["update"] == "Weekly status"
    assert update["heads_ups_given"] == ""
    assert line == {
        **dict.fromkeys(COLUMNS, ""),
        "month": "2026-12",
        "side": "Deccan",
        "update": "Heads-ups, escalations and answers",
        "heads_ups_given": "3",
        "heads_ups_seen": "2",
        "escalations_raised": "1",
        "median_hours_happened_to_known": "0.25",
        "median_hours_known_to_told": "0.75",
        "questions_counted": "5",
        "questions_answered_on_time": "3",
        "median_answer_working_hours": "2.00",
    }
