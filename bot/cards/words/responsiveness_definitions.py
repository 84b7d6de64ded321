"""What each column of the responsiveness file means, in the words that stand beside the numbers."""

COLUMNS: dict[str, str] = {
    "month": (
        "The calendar month, on the clock of the first party ({zone}). An update counts in the"
        " month it was promised for, on its own clock; a question in the month it came; an"
        " escalation in the month it was raised."
    ),
    "so_far": "yes for the month that runs: its numbers can still change.",
    "side": "The party. Sides are counted, never seats or people.",
    "questions_came": (
        "Questions that came to a seat of this side and were replied to or wait still. One that was"
        " passed on counts for the seat it came to, one that comes back counts again, and one that"
        " was taken back counts for nothing."
    ),
    "questions_due": (
        "Those replied to, and those that wait still although the agreed time is over."
    ),
    "questions_answered_in_time": (
        "Replied to (answered or asked back) within the reply time agreed for the seat."
    ),
    "questions_answered_in_time_percent": "Answered in time, of those due.",
    "questions_open": (
        "Questions that waited for this side at the end of the month, whenever they came; in the"
        " month that runs, now."
    ),
    "answer_median_working_hours": (
        "From when a question came to a seat until it was replied to, in the office hours of that"
        " seat on its working days: half took no longer. Of an even number it is half-way between"
        " the two in the middle."
    ),
    "answer_90th_percentile_working_hours": (
        "The same: nine in ten took no longer. By nearest rank: of the times in order, the one in"
        " place nine tenths of their number, rounded up."
    ),
    "suggestions_came": (
        "Suggestions that came to a seat of this side and were answered or wait still, counted as"
        " questions are. One that comes back on a day counts again."
    ),
    "suggestions_due": (
        "Those answered, and those that wait still although the agreed time is over."
    ),
    "suggestions_answered_in_time": (
        "Answered within the time agreed for suggestions, whatever the answer was. The first one"
        " counts."
    ),
    "suggestions_open": (
        "Suggestions that waited for this side at the end of the month (now, in the month that"
        " runs)."
    ),
    "suggestion_answer_median_working_hours": "As for questions, until the first answer.",
    "updates_promised": (
        "Updates this side promised and was asked for, as in kept. One that still waits counts from"
        " the agreed time to tell the others."
    ),
    "updates_on_time": "They came before the end of the agreed grace.",
    "updates_late": (
        "They came after the grace, or have not come and the next one is not due yet."
    ),
    "updates_missed": "They have not come, and the next one is due.",
    "updates_excused": "The receiver said that they need not come; left out of the share.",
    "updates_on_time_percent": "On time, of those promised and not excused.",
    "escalations_raised": (
        "Escalations that people of this side raised; those that begin by themselves, and further"
        " reports of one that runs, are left out."
    ),
    "happened_to_known_median_hours": (
        "Of these the median from when it happened until it was known, as whoever raised it said,"
        " by the clock on the wall. Pauses count here."
    ),
    "known_to_notified_median_hours": (
        "Of these the median from when it was known until another side was notified here, by the"
        " clock on the wall. Pauses count here."
    ),
    "escalations_to_acknowledge": (
        "Escalations raised in the month that this side had to acknowledge, and did, or that"
        " climbed because nobody had. A reopened one counts by its first run."
    ),
    "escalations_acknowledged_in_time": (
        "Acknowledged before they climbed because nobody had. What was due already when it was"
        " raised does not count against the side that heard of it then."
    ),
    "actions_open_under_7_days": (
        "Open actions of this side at the end of the month (now, in the month that runs), by the"
        " days since they were asked for."
    ),
    "actions_open_7_to_29_days": "The same.",
    "actions_open_30_to_89_days": "The same.",
    "actions_open_90_days_and_more": "The same.",
    "decisions_open_under_7_days": (
        "Decisions written down that waited then for the word of this side, by the days since they"
        " were written."
    ),
    "decisions_open_7_to_29_days": "The same.",
    "decisions_open_30_to_89_days": "The same.",
    "decisions_open_90_days_and_more": "The same.",
    "seats_changed_hands": (
        "How often somebody took a seat of this side that somebody else had held before."
    ),
    "days_without_holder": (
        "How long seats of this side were empty in the month, all together, in days of 24 hours:"
        " nobody held them, or their holder was gone. A seat counts from when it was agreed."
    ),
    "gaps_opened": (
        "A holder of a seat of this side was found to be gone, or an area of such a seat to have no"
        " sure owner."
    ),
    "gaps_closed": "That was settled.",
}
OF_ALL = (
    "Time in which the collaboration was paused or closed does not count, except where it is said."
    " Counted is only what everybody here may know, and seats of the agreement in force. Everybody"
    " on all sides reads the same numbers."
)
COLUMN, MEANING = "column", "meaning"
SHEET, DEFINITIONS_SHEET = "Responsiveness", "Definitions"
YES, NO = "yes", "no"
