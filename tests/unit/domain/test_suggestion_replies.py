"""How suggestions were answered: the first answer counts, whatever it was."""

from dataclasses import replace
from datetime import date

from bot.domain.question import Said
from bot.domain.suggestion import Answered, Suggestion, Turn, Verdict
from bot.domain.suggestion_replies import suggestion_replies
from bot.domain.suggestion_times import due_of
from bot.domain.waiting_times import ReplyTimes
from tests.builders import HYDERABAD, an_agreement, at


def said(wall: str) -> Said:
    return Said(text="so", person="p", seat="cro_pm", at=at(wall, HYDERABAD))


def answered(verdict: Verdict, wall: str, again: date | None = None) -> Answered:
    return Answered(verdict=verdict, reason=said(wall), again=again)


def a_suggestion() -> Suggestion:
    """Made on Friday 4 December at 10:00 in Hyderabad."""
    made = said("2026-12-04T10:00")
    due = due_of(an_agreement(), "cro_pm", made.at)
    return Suggestion(
        id="c/suggestion/1",
        collaboration="c",
        number=1,
        version=2,
        topic="Slides",
        person="p",
        from_seat=None,
        from_party="sponsor",
        to_party="cro",
        wordings=(made,),
        turns=(Turn(seat="cro_pm", since=made.at, due=due),),
    )


def counted(*suggestions: Suggestion, party: str = "cro") -> ReplyTimes:
    return suggestion_replies(
        suggestions,
        {2: an_agreement()},
        party=party,
        seats=frozenset(an_agreement().seat),
        now=at("2026-12-31T12:00", HYDERABAD),
        since=at("2026-12-01T00:00"),
        until=at("2027-01-01T00:00"),
        still=(),
    )


def test_the_first_answer_counts_and_a_yes_that_comes_later_changes_nothing() -> None:
    no = a_suggestion().answered(answered(Verdict.NO, "2026-12-04T15:00"))
    yes = no.answered(answered(Verdict.ADOPTED, "2026-12-28T15:00"))
    found = counted(yes)
    assert found == counted(no)
    assert found.median is not None
    assert (found.replied, found.on_time, found.median.total_seconds()) == (1, 1, 5 * 3600)


def test_one_that_comes_back_counts_again() -> None:
    later = answered(Verdict.NOT_NOW, "2026-12-04T15:00", date(2026, 12, 14))
    back = (
        a_suggestion()
        .answered(later)
        .came_back(at("2026-12-14T09:00", HYDERABAD), at("2026-12-17T09:00", HYDERABAD))
    )
    found = counted(back)
    assert (found.came, found.replied, found.overdue, found.waiting) == (2, 1, 1, 1)


def test_what_was_passed_on_or_taken_back_counts_for_nothing() -> None:
    due = at("2026-12-30T09:00", HYDERABAD)
    passed = a_suggestion().passed_on("study_director", said("2026-12-29T15:00"), due)
    assert counted(passed).came == 1
    taken_back = replace(a_suggestion(), withdrawn_at=at("2026-12-29T15:00"))
    assert counted(taken_back) == ReplyTimes(replied=0, on_time=0, overdue=0, median=None)
    assert counted(a_suggestion(), party="sponsor").came == 0
