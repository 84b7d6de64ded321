"""Days away, as people say them on Wednesday 2 December 2026."""

from datetime import date

import pytest

from bot.domain.errors import InvalidInput
from bot.engine.days_away import read_days_away, split_cover

TODAY = date(2026, 12, 2)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("today", "2026-12-02", "2026-12-02"),
        ("tomorrow", "2026-12-03", "2026-12-03"),
        ("on Friday", "2026-12-04", "2026-12-04"),
        ("Wednesday", "2026-12-09", "2026-12-09"),
        ("24-31 Dec", "2026-12-24", "2026-12-31"),
        ("24\u201331 December", "2026-12-24", "2026-12-31"),
        ("24 - 31 Dec 2026", "2026-12-24", "2026-12-31"),
        ("Dec 24-31", "2026-12-24", "2026-12-31"),
        ("from 24 Dec to 3 Jan", "2026-12-24", "2027-01-03"),
        ("24 Dec - 3 Jan", "2026-12-24", "2027-01-03"),
        ("3 Mar to 7 Mar", "2027-03-03", "2027-03-07"),
        ("3 to 7 Mar", "2027-03-03", "2027-03-07"),
        ("3 March 2027 until 7 March 2027", "2027-03-03", "2027-03-07"),
        ("2026-12-24 to 2026-12-31", "2026-12-24", "2026-12-31"),
        ("2026-12-24 - 2026-12-31", "2026-12-24", "2026-12-31"),
        ("until Monday", "2026-12-02", "2026-12-06"),
        ("till 4 Jan", "2026-12-02", "2027-01-03"),
        ("until tomorrow", "2026-12-02", "2026-12-02"),
        ("Thursday to Friday", "2026-12-03", "2026-12-04"),
        ("Friday to Tuesday", "2026-12-04", "2026-12-08"),
        ("tomorrow until Friday", "2026-12-03", "2026-12-04"),
        ("next week", "2026-12-07", "2026-12-13"),
        ("the 5th Jan 2027", "2027-01-05", "2027-01-05"),
        ("5 Jan", "2027-01-05", "2027-01-05"),
        ("1 Dec to 4 Dec", "2026-12-02", "2026-12-04"),
    ],
)
def test_days_are_read(said: str, first: str, last: str) -> None:
    found = read_days_away(said, TODAY)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ("soon", "do not understand"),
        ("32 Dec", "do not understand"),
        ("24-40 Dec", "do not understand"),
        ("1 Nov 2026 to 5 Nov 2026", "over already"),
        ("7 Mar 2027 to 3 Mar 2027", "before the first"),
        ("3 Dec 2026 to 3 Mar 2028", "more than a year"),
        ("", "do not understand"),
    ],
)
def test_what_is_no_days_is_refused_with_what_to_say_instead(said: str, because: str) -> None:
    with pytest.raises(InvalidInput, match=because):
        read_days_away(said, TODAY)


def test_the_cover_is_told_from_the_days() -> None:
    assert split_cover("3 Mar to 7 Mar cover @Bob") == ("3 Mar to 7 Mar", "@Bob")
    assert split_cover("tomorrow, covered by Ann Lee.") == ("tomorrow,", "Ann Lee")
    assert split_cover("until Monday") == ("until Monday", None)
