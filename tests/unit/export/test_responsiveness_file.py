"""How both sides answer as CSV and as a workbook: the same values, with every definition beside."""

import csv
import io
from collections import Counter
from datetime import date, datetime, timedelta

from openpyxl import load_workbook

from bot.cards.words.responsiveness_definitions import COLUMNS
from bot.domain.acknowledged_times import Acknowledged
from bot.domain.ages import Band
from bot.domain.kept import tally
from bot.domain.raised_times import RaisedTimes
from bot.domain.responsiveness import Gaps, Month, Numbers
from bot.domain.seat_times import SeatTimes
from bot.domain.waiting_times import ReplyTimes
from bot.export.responsiveness_file import responsiveness_csv, responsiveness_xlsx
from tests.unit.export.test_kept_csv import an_outcome

HOUR = timedelta(hours=1)
ZONE = "America/Los_Angeles"
NAMES = {"cro": "=Deccan", "sponsor": "Larkspur"}


def numbers(**changes: object) -> Numbers:
    values = {
        "replies": ReplyTimes(
            replied=4, on_time=3, overdue=1, median=2 * HOUR, ninetieth=5 * HOUR, came=6, waiting=2
        ),
        "suggestions": ReplyTimes(
            replied=1, on_time=1, overdue=1, median=12 * HOUR, came=3, waiting=1
        ),
        "updates": tally([an_outcome()]),
        "raised": RaisedTimes(raised=1, to_known=HOUR / 4, to_told=HOUR),
        "acknowledged": Acknowledged(counted=2, in_time=1),
        "actions": Counter({Band.WEEK: 1, Band.OLDER: 2}),
        "decisions": Counter({Band.MONTH: 3}),
        "seats": SeatTimes(changed=1, empty=84 * HOUR),
        "gaps": Gaps(opened=2, closed=1),
        **changes,
    }
    return Numbers(**values)  # type: ignore[arg-type]  # a builder names only what matters


NONE = numbers(
    replies=ReplyTimes(replied=0, on_time=0, overdue=0, median=None),
    suggestions=ReplyTimes(replied=0, on_time=0, overdue=0, median=None),
    updates=tally(()),
    raised=RaisedTimes(raised=0),
    acknowledged=Acknowledged(counted=0, in_time=0),
    actions=Counter(),
    decisions=Counter(),
    seats=SeatTimes(changed=0, empty=timedelta()),
    gaps=Gaps(opened=0, closed=0),
)
MONTHS = (
    Month(first=date(2027, 1, 1), so_far=False, sides={"sponsor": NONE, "cro": numbers()}),
    Month(first=date(2027, 2, 1), so_far=True, sides={"sponsor": numbers(), "cro": NONE}),
)


def test_the_csv_has_a_line_for_each_month_and_side_and_the_definitions_behind() -> None:
    text = responsiveness_csv(MONTHS, NAMES, ZONE)
    lines, _, definitions = text.partition("\r\n\r\n")
    rows = list(csv.DictReader(lines.splitlines()))
    assert [(r["month"], r["so_far"], r["side"]) for r in rows] == [
        ("2027-01", "no", "Larkspur"),
        ("2027-01", "no", "'=Deccan"),
        ("2027-02", "yes", "Larkspur"),
        ("2027-02", "yes", "'=Deccan"),
    ]
    assert rows[1] == {
        "month": "2027-01",
        "so_far": "no",
        "side": "'=Deccan",
        "questions_came": "6",
        "questions_due": "5",
        "questions_answered_in_time": "3",
        "questions_answered_in_time_percent": "60",
        "questions_open": "2",
        "answer_median_working_hours": "2.0",
        "answer_90th_percentile_working_hours": "5.0",
        "suggestions_came": "3",
        "suggestions_due": "2",
        "suggestions_answered_in_time": "1",
        "suggestions_open": "1",
        "suggestion_answer_median_working_hours": "12.0",
        "updates_promised": "1",
        "updates_on_time": "1",
        "updates_late": "0",
        "updates_missed": "0",
        "updates_excused": "0",
        "updates_on_time_percent": "100",
        "escalations_raised": "1",
        "happened_to_known_median_hours": "0.25",
        "known_to_notified_median_hours": "1.0",
        "escalations_to_acknowledge": "2",
        "escalations_acknowledged_in_time": "1",
        "actions_open_under_7_days": "1",
        "actions_open_7_to_29_days": "0",
        "actions_open_30_to_89_days": "0",
        "actions_open_90_days_and_more": "2",
        "decisions_open_under_7_days": "0",
        "decisions_open_7_to_29_days": "3",
        "decisions_open_30_to_89_days": "0",
        "decisions_open_90_days_and_more": "0",
        "seats_changed_hands": "1",
        "days_without_holder": "3.5",
        "gaps_opened": "2",
        "gaps_closed": "1",
    }
    defined = {row["column"]: row["meaning"] for row in csv.DictReader(definitions.splitlines())}
    assert defined.keys() == {"", *COLUMNS}
    assert ZONE in defined["month"]


def test_the_workbook_has_the_same_values_with_their_types() -> None:
    book = load_workbook(io.BytesIO(responsiveness_xlsx(MONTHS, NAMES, ZONE)))
    assert book.sheetnames == ["Responsiveness", "Definitions"]
    heading, *rows = [list(row) for row in book["Responsiveness"].values]
    assert heading == list(COLUMNS)
    assert rows[1][:5] == [datetime(2027, 1, 1), "no", "=Deccan", 6, 5]  # noqa: DTZ001 - a day has no zone
    assert rows[0][heading.index("answer_median_working_hours")] is None
    lines = responsiveness_csv(MONTHS, NAMES, ZONE).partition("\r\n\r\n")[0].splitlines()
    for row, line in zip(rows, csv.reader(lines[1:]), strict=True):
        assert row[3:] == [float(value) if value else None for value in line[3:]]
    _, *definitions = book["Definitions"].values
    assert [row[0] or "" for row in definitions] == ["", *COLUMNS]
