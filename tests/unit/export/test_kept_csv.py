"""The kept-promise record as a file."""

import csv
from datetime import date, timedelta

from bot.domain.kept import Outcome, Result
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
    return list(csv.DictReader(kept_csv(outcomes, {"cro": "Deccan"}).splitlines()))


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
    assert kept_csv((), {}).splitlines() == [",".join(COLUMNS)]


def test_no_title_is_taken_for_a_formula() -> None:
    (row,) = rows(an_outcome(title='=HYPERLINK("https://evil.example")'))
    assert row["update"].startswith("'=")
