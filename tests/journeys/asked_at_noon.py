"""What each kind of question has to be answered, written by hand from example 1.

It is Wednesday the 13th of January 2027, noon in Hyderabad and half past ten at night the day
before in San Diego; dosing began two days ago.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

NOON = "2027-01-13T12:00"
IN_FORCE = "Agreement version 2, in force since Fri 20 Nov 2026."
#: Deccan works Monday to Saturday from 9 to 18, Larkspur Monday to Friday from half past 8 to 17;
#: in January Hyderabad is thirteen and a half hours ahead of San Diego.
AT_DECCAN = (
    "Office hours: Wed 09:00 to 18:00 in Hyderabad, which is Tue 19:30 to Wed 04:30 in San Diego."
)
AT_LARKSPUR = (
    "Office hours: Wed 08:30 to 17:00 in San Diego, which is Wed 22:00 to Thu 06:30 in Hyderabad."
)
MONITOR_AT_NIGHT = (
    "How to reach: Now Tue 22:30 in San Diego, outside office hours; on call around the clock:"
    " Phone +1 619 555 0111 (call, do not text). What can wait: Shared Slack channel"
    " @lkb-study-monitor, answered within 1 business day."
)
REACH = "How to reach: "
#: What stands behind it for who reads by another clock than the one who is reached.
BY_THEIR_CLOCK = {
    "sponsor": " By Los Angeles time it is Tue 22:30, until 04:30.",
    "cro": " By Kolkata time it is Wed 12:00.",
}
#: Numbers and handles of the people who are named below.
CONTACTS = (
    "@dpl-study-director",
    "+91 40 0000 0101",
    "+91 40 0000 0103",
    "@lkb-study-monitor",
    "+1 619 555 0111",
)
NOT_TEXT = "Good to know: call, do not text, after 22:00 Pacific"


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A question and the lines of its answer."""

    question: str
    lines: tuple[str, ...]
    buttons: tuple[str, ...] = ("This is wrong",)
    hours: Mapping[str, str] = field(default_factory=dict)
    """The line about office hours, for who is of the other party, before `hours_before`."""
    hours_before: str = ""

    def read_by(self, party: str) -> tuple[str, ...]:
        """The lines that somebody of a party reads; who is of none reads no number or address."""
        hours = self.hours.get(party)
        if hours is not None:
            at = next(n for n, line in enumerate(self.lines) if line.startswith(self.hours_before))
            here = [each + BY_THEIR_CLOCK[party] * each.startswith(REACH) for each in self.lines]
            return (*here[:at], hours, *here[at:])
        return self.lines if party in BY_THEIR_CLOCK else tuple(map(_without_contacts, self.lines))


def _without_contacts(line: str) -> str:
    for each in CONTACTS:
        line = line.replace(f" {each}", "")
    return line


OWNER = Answered(
    question="who owns the histo slides?",
    lines=(
        "Histology slides and microscopic evaluation",
        "Answers for it: Study director (Deccan)",
        "Does it: Study pathologist (Deccan)",
        "Ask at Larkspur: Peer-review pathologist (external) (Larkspur)",
        (
            "How to reach: Now Wed 12:00 in Hyderabad, in office hours until 18:00: Shared Slack"
            " channel @dpl-study-director. Urgent: Phone +91 40 0000 0101, answered within 2 hours."
        ),
        (
            "Good to know: in the animal rooms 08:00-11:00 IST, phone on silent; call the in-life"
            " supervisor then"
        ),
        (
            "Output lives in: Deccan client portal, study DPL-26-0417,"
            " portal.deccan.example/DPL-26-0417, where it counts as delivered"
        ),
        "Due: Mon 5 Apr 2027",
        IN_FORCE,
    ),
    buttons=("Ask a question", "Show the agreed escalation", "This is wrong"),
    hours={"sponsor": AT_DECCAN},
    hours_before="Good to know",
)
IN_A_SEAT = Answered(
    question="who is the study monitor?",
    lines=(
        "Sponsor's study monitor (nonclinical lead)",
        "Party: Larkspur Bio, Inc.",
        "Held by: Sponsor's study monitor (nonclinical lead)",
        "Deputy: Toxicology consultant (external) (Larkspur)",
        MONITOR_AT_NIGHT,
        NOT_TEXT,
        "Replies: within 1 business day; when it cannot wait within 2 hours",
        (
            "Answers for: Dose levels and dose volume; Toxicokinetic parameters; Pathology peer"
            " review; IND nonclinical summaries"
        ),
        IN_FORCE,
    ),
    buttons=("Ask a question", "This is wrong"),
    hours={"cro": AT_LARKSPUR},
    hours_before="Good to know",
)
TO_REACH = Answered(
    question="how do I get hold of the vet?",
    lines=(
        "Attending veterinarian",
        "Party: Deccan Preclinical Labs Pvt. Ltd.",
        "Held by: Attending veterinarian",
        "Deputy: In-life (vivarium) supervisor (Deccan)",
        (
            "How to reach: Now Wed 12:00 in Hyderabad, in office hours until 18:00:"
            " Phone +91 40 0000 0103."
        ),
        "Replies: within 1 business day; when it cannot wait within 1 hour",
        IN_FORCE,
    ),
    buttons=("Ask a question", "This is wrong"),
    hours={"sponsor": AT_DECCAN},
    hours_before="Replies",
)
WHERE = Answered(
    question="where is the client portal?",
    lines=(
        "Deccan client portal, study DPL-26-0417",
        "Where: portal.deccan.example/DPL-26-0417 (CRO web portal)",
        (
            "Holds: signed protocol, raw data exports, in-life tables, clin path tables, plasma"
            " concentrations, slide scans, draft report"
        ),
        "Looks after it: Client project manager (Deccan)",
        "Access: from Client project manager, within 1 business day, needs two-factor login",
        f"What is put there counts as delivered under the contract. {IN_FORCE}",
    ),
)
WHAT_IF = Answered(
    question="what if a rat is found dead?",
    lines=(
        "Animal found dead or moribund",
        "First notice: within 4 hours",
        "From: Study director (Deccan)",
        "To: Sponsor's study monitor (nonclinical lead) (Larkspur)",
        "By: Phone +1 619 555 0111",
        "Afterwards: Confirm by email within 24 hours.",
        MONITOR_AT_NIGHT,
        NOT_TEXT,
        "Clock starts: when the CRO becomes aware",
        (
            "Say at least: animal and group; study day; time of last dose; signs before death;"
            " necropsy planned or done; tissues saved; what is proposed for the rest of the group"
        ),
        (
            "Until decided: veterinarian may end suffering without waiting; dosing of other animals"
            " goes on unless two or more deaths in a group, then that group pauses"
        ),
        IN_FORCE,
    ),
    buttons=("Raise it", "This is wrong"),
    hours={"cro": AT_LARKSPUR},
    hours_before="Good to know",
)
HOW_OFTEN = Answered(
    question="how often is the body weight table?",
    lines=(
        "Body weight and food table",
        "From: In-life (vivarium) supervisor (Deccan)",
        "To: Sponsor's study monitor (nonclinical lead) and Toxicology consultant (external)",
        "By: Deccan client portal",
        "When: every week on Monday at 15:00 Kolkata time",
        "Next: Mon 18 Jan 2027, 15:00",
        IN_FORCE,
    ),
)
EVERY_KIND = (OWNER, IN_A_SEAT, TO_REACH, WHERE, WHAT_IF, HOW_OFTEN)
#: Which clock a date is by is written in the way of each platform, and in Slack it is the reader's.
CLOCKS = (" Kolkata time", " (Kolkata)")
