"""Words for every part of the agreement: titles, labels, hints, choices, and what is not possible.

Tables are keyed by the class and the field they speak of, as the agreement file spells them:
`Seat.deputy`. A field that stands in several places is keyed by the longer way as well:
`IfLate.remind.seat`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time

from bot.cards.words.answers import join
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import ContentItem, ContentType
from bot.domain.agreement.parties import ExtraWorkingDay, Holiday, OfficeHours
from bot.domain.agreement.seats import Unavailable
from bot.domain.agreement.triggers import LadderStep, Limit, StepIf
from bot.domain.duration import Duration

#: Key of the section: title, what one item is called, what it is for. In the order people read it.
SECTIONS: dict[str, tuple[str, str, str]] = {
    "study": ("Study", "study", "What the collaboration is about."),
    "parties": ("Parties", "party", "The organisations, their working days and days off."),
    "phases": ("Phases", "phase", "Named ranges of days."),
    "seats": ("Seats", "seat", "The roles on each side, how to reach them, who stands in."),
    "areas": ("Areas", "area", "What somebody owns: exactly one seat answers for each."),
    "cadences": ("Cadences", "cadence", "Promised updates: from whom, to whom, when."),
    "triggers": ("Triggers", "trigger", "Reasons to consult, and the steps that follow."),
    "methods": ("Methods", "method", "The agreed ways to communicate."),
    "locations": ("Locations", "location", "Where shared things live and who gets in."),
    "input_wanted": ("Input wanted", "topic", "How much input is wanted, topic by topic."),
    "ground_rules": ("Ground rules", "ground rules", "How both sides act when something is wrong."),
    "never_in_chat": ("Never in chat", "never in chat", "What must never be posted in chat."),
    "pulse": ("Pulse", "pulse", "Short questions to both sides about the collaboration."),
    "agreement": ("Next review", "next review", "When both sides look at the agreement again."),
    "amendments": ("Amendments", "amendments", "How long a proposed change waits."),
}

#: The lists inside an item: their heading, and what one entry is called.
ENTRIES: dict[str, tuple[str, str]] = {
    "Holiday": ("Own days off", "day off"),
    "ExtraWorkingDay": ("Extra working days", "extra working day"),
    "ContactHours": ("At certain hours", "contact hours"),
    "Unavailable": ("Not reachable", "absence"),
    "Due": ("Due", "due date"),
    "PartyAccess": ("What whole parties may do", "party access"),
    "ContentItem": ("What it says", "content item"),
    "LateStep": ("Told when it is late", "seat told"),
    "Limit": ("Further limits", "limit"),
    "LadderStep": ("Steps of the ladder", "ladder step"),
    "PulseQuestion": ("Questions", "question"),
}

LABELS: dict[str, str] = {
    "Study.title": "Title",
    "Study.study_number": "Study number",
    "Study.kind": "Kind of work",
    "Study.regime": "Quality regime",
    "Study.blinded": "Blinded study",
    "Study.product": "What is studied",
    "Study.channel": "Name of the shared channel",
    "Contract.msa": "Master services agreement",
    "Contract.sow": "Statement of work",
    "Contract.value": "Contract value",
    "Contract.signed": "Statement of work signed on",
    "Versions.next_review": "Next review",
    "Amending.remind_after": "Reminder after",
    "Amending.lapse_after": "Lapses after",
    "Phase.title": "Title",
    "Phase.start": "First day",
    "Phase.end": "Last day",
    "Party.side": "Side",
    "Party.name": "Legal name",
    "Party.short": "Short name",
    "Party.city": "City",
    "Party.zone": "Time zone",
    "Party.working_week": "Working days",
    "Party.hours": "Office hours",
    "HolidayCalendar.country": "Public holidays: country",
    "HolidayCalendar.subdivision": "Public holidays: state or province",
    "HolidayCalendar.except": "Public holidays that are worked",
    "DaysOffCover.phases": "Cover on days off: phases",
    "DaysOffCover.seat": "Cover on days off: seat",
    "DaysOffCover.method": "Cover on days off: method",
    "DaysOffCover.note": "Cover on days off: how it works",
    "Holiday.name": "Name",
    "Holiday.date": "Day",
    "Holiday.from": "First day, when it is several",
    "Holiday.to": "Last day, when it is several",
    "Holiday.works_until": "Half day: works until",
    "Holiday.provisional": "Still to be confirmed",
    "Holiday.note": "Note",
    "ExtraWorkingDay.date": "Day",
    "ExtraWorkingDay.name": "Why it is worked",
    "ExtraWorkingDay.provisional": "Still to be confirmed",
    "Method.title": "Title",
    "Method.use_for": "What it is for",
    "Method.formal": "Formal notice",
    "FollowUp.what": "What must follow",
    "FollowUp.within": "It follows within",
    "FollowUp.method": "It follows by",
    "Method.senders": "Only these seats may send",
    "InputWanted.topic": "Topic",
    "InputWanted.level": "Input level",
    "InputWanted.decided_by": "Seat that decides",
    "InputWanted.body": "Body that decides",
    "InputWanted.tell_within": "Decision told within",
    "InputWanted.area": "Area",
    "InputWanted.note": "Note",
    "Seat.party": "Party",
    "Seat.title": "Title of the role",
    "Seat.aliases": "Also called",
    "Seat.zone": "Time zone",
    "Seat.working_week": "Working days",
    "Contact.preferred": "Normally reached by",
    "Contact.urgent": "When it cannot wait, by",
    "Contact.handle": "Chat name",
    "Contact.email": "Email",
    "Contact.phone": "Phone",
    "Contact.in_chat": "Reachable in chat",
    "Contact.in_room": "Takes part in the shared rooms",
    "Contact.quirks": "Good to know before calling",
    "ContactHours.from": "From",
    "ContactHours.to": "Until",
    "ContactHours.method": "Only by",
    "ContactHours.why": "Why",
    "Unavailable.from": "From",
    "Unavailable.to": "Until",
    "Unavailable.phases": "In these phases",
    "Unavailable.on_days_of": "Only on the days of",
    "Unavailable.urgent_gets_through": "Reachable when it cannot wait",
    "Unavailable.instead": "Ask instead",
    "Unavailable.why": "Why",
    "ReplyWithin.normal": "Replies within",
    "ReplyWithin.urgent": "When it cannot wait, within",
    "Seat.deputy": "Deputy",
    "OnCall.phases": "On call in",
    "OnCall.hours": "On-call hours",
    "Seat.blinded": "Blinded",
    "Seat.team": "A team, not one person",
    "Area.title": "Title",
    "Area.kind": "Kind",
    "Area.aliases": "Also called",
    "Area.responsible": "Does it",
    "Area.accountable": "Answers for it",
    "Area.counterpart": "Whom to ask on the other side",
    "Area.consulted": "Asked before",
    "Area.informed": "Told after",
    "Area.transferred": "Transferred to the CRO in writing",
    "Area.location": "Output lives in",
    "Area.days": "Days known so far",
    "Retention.years": "Kept for (years)",
    "Retention.then": "Then",
    "Due.what": "What is due",
    "Due.date": "Day",
    "Due.phase": "In the phase",
    "Due.days": "Days of the phase",
    "Due.every": "Every",
    "Due.before": "Before",
    "Due.after": "After",
    "Due.within": "How long before or after",
    "Due.text": "In the agreed words",
    "Location.title": "Title",
    "Location.aliases": "Also called",
    "Location.system": "System",
    "Location.path": "Address",
    "Location.holds": "Holds",
    "Location.owner": "Looks after it",
    "Access.granted_by": "Access granted by",
    "Access.within": "Access within",
    "Access.needs": "Needed first",
    "Access.seats": "Only these seats get in",
    "Access.everyone": "Everyone in the shared rooms gets in",
    "Access.note": "Note on access",
    "Location.formal": "Counts as delivered",
    "Filing.location": "A copy is filed in",
    "Filing.every": "Filed how often",
    "Location.restricted": "Restricted",
    "PartyAccess.party": "Party",
    "PartyAccess.level": "What it may do",
    "PartyAccess.path": "Only in",
    "Cadence.title": "Title",
    "Cadence.from": "From",
    "Cadence.to": "To",
    "Cadence.method": "Sent by",
    "Cadence.rule": "When",
    "Rule.areas": "When",
    "Rule.on_days_of": "When",
    "Rule.start": "First day",
    "Rule.end": "Last day",
    "Cadence.phases": "In these phases",
    "Cadence.contents": "What it says, one item a line",
    "Cadence.grace": "Grace",
    "Cadence.if_day_off": "On a day off",
    "IfLate.remind.seat": "Reminded when late",
    "IfLate.remind.after": "Reminded after",
    "IfLate.meanwhile": "Until it comes",
    "LateStep.seat": "Seat",
    "LateStep.after": "Told after",
    "Minutes.by": "Minutes written by",
    "Minutes.within": "Minutes within",
    "Minutes.filed_in": "Minutes filed in",
    "Minutes.approved": "Minutes approved",
    "Cadence.basis": "How firm the numbers are",
    "ContentItem.title": "What is asked",
    "ContentItem.type": "Kind of answer",
    "ContentItem.unit": "Unit",
    "ContentItem.choices": "Choices",
    "Trigger.title": "Title",
    "Trigger.aliases": "Also called",
    "Occurrence.type": "How it is noticed",
    "Occurrence.text": "What happened",
    "Occurrence.measure": "What is measured",
    "Occurrence.op": "Compared",
    "Occurrence.value": "Limit",
    "Occurrence.unit": "Unit",
    "Occurrence.for": "Holds for",
    "Limit.measure": "What is measured",
    "Limit.op": "Compared",
    "Limit.value": "Limit",
    "Limit.unit": "Unit",
    "Limit.for": "Holds for",
    "Trigger.severity": "Severity",
    "TriggerClock.starts": "Clock starts with",
    "TriggerClock.aware": "Whose awareness counts",
    "TriggerClock.text": "Clock starts, in the agreed words",
    "TriggerClock.calendar": "Time is counted in",
    "TriggerClock.business_days": "Steps in business days count on",
    "FirstNotice.within": "First notice within",
    "FirstNotice.from": "First notice from",
    "FirstNotice.to": "First notice to",
    "FirstNotice.method": "First notice by",
    "Trigger.say": "Say at least",
    "Trigger.until_decided": "Until decided",
    "Trigger.closes_when": "Closes when",
    "Trigger.basis": "How firm the numbers are",
    "LadderStep.after": "After",
    "LadderStep.seats": "A step of the ladder",
    "LadderStep.if": "Reached when",
    "LadderStep.or_reported": "Or once this is reported",
    "LadderStep.unless_reported": "Unless this was reported",
    "LadderStep.note": "Note",
    "Pulse.every": "How often",
    "Pulse.asked_of": "Seats that are asked",
    "Pulse.not_asked": "Left out on purpose",
    "Pulse.show": "What both sides see",
    "Pulse.comments": "Comments",
    "Pulse.minimum_answers": "Answers needed per side",
    "Pulse.questions": "Questions, one a line",
    "PulseActs.average_under": "On the agenda when an average is under",
    "PulseActs.gap_over": "On the agenda when the gap is over",
    "PulseActs.agenda_of": "Agenda of",
    "PulseQuestion.text": "Question",
    "PulseQuestion.scale": "Answered",
}

_LENGTH = "For example 4 hours, 2 business days or 1 week."
_CLOCK = "For example 17:00 or 5 pm."
_ONE_A_LINE = "One a line."
_NAMES = "What people really type, one name a line."
_PLACE = "A city, for example San Diego or Basel."

#: What stands under a label; a field that is not here says the first sentence of its description.
HINTS: dict[str, str] = {
    "Study.title": "",
    "Study.study_number": "",
    "Study.kind": "For example clinical trial.",
    "Study.regime": "GLP, GCP, GMP or non_gxp.",
    "Study.blinded": "Some people may then not see some seats and locations.",
    "Study.product": "",
    "Study.channel": "For people to see.",
    "Contract.msa": "Its number.",
    "Contract.sow": "Its number.",
    "Contract.value": "With its currency.",
    "Contract.signed": "",
    "Phase.title": "",
    "Phase.start": "",
    "Phase.end": "Included.",
    "Amending.remind_after": f"Who is asked is reminded once. {_LENGTH}",
    "Amending.lapse_after": f"A proposal nobody answered ends. {_LENGTH}",
    "Party.side": "",
    "Party.name": "",
    "Party.short": "",
    "Party.city": "",
    "Party.zone": _PLACE,
    "Party.working_week": "",
    "Party.hours": "For example 8:30 to 17:00.",
    "HolidayCalendar.country": "Two letters, for example IN or US.",
    "HolidayCalendar.subdivision": "Its code, for example TS.",
    "HolidayCalendar.except": "One day a line, for example 5 Jan 2027.",
    "Holiday.name": "",
    "Holiday.date": "When it is one day.",
    "Holiday.from": "",
    "Holiday.to": "",
    "Holiday.works_until": _CLOCK,
    "Holiday.provisional": "",
    "Holiday.note": "",
    "ExtraWorkingDay.date": "",
    "ExtraWorkingDay.name": "",
    "ExtraWorkingDay.provisional": "",
    "DaysOffCover.phases": "",
    "DaysOffCover.seat": "",
    "DaysOffCover.note": "",
    "DaysOffCover.method": "The only method on those days.",
    "Method.title": "",
    "Method.use_for": "",
    "Method.formal": "Whether it counts as notice under the contract. Chat never does.",
    "FollowUp.what": "For example a confirmation by email.",
    "FollowUp.within": _LENGTH,
    "FollowUp.method": "",
    "Method.senders": "With none chosen, everyone may.",
    "InputWanted.topic": "",
    "InputWanted.level": "",
    "InputWanted.body": "For example a committee, when no seat decides.",
    "InputWanted.tell_within": f"How soon the other side hears it. {_LENGTH}",
    "InputWanted.note": "",
    "Seat.party": "",
    "Seat.title": "",
    "Seat.aliases": _NAMES,
    "Seat.zone": f"When not that of the party. {_PLACE}",
    "Seat.working_week": "When not those of the party.",
    "Contact.preferred": "",
    "Contact.urgent": "",
    "Contact.handle": "For people to see.",
    "Contact.email": "",
    "Contact.phone": "",
    "Contact.in_chat": "",
    "Contact.in_room": "No keeps it to private messages.",
    "Contact.quirks": "",
    "ContactHours.from": _CLOCK,
    "ContactHours.to": "Empty means until office hours begin.",
    "ContactHours.method": "",
    "ContactHours.why": "",
    "Unavailable.from": _CLOCK,
    "Unavailable.to": _CLOCK,
    "Unavailable.phases": "With none chosen, always.",
    "Unavailable.on_days_of": "",
    "Unavailable.urgent_gets_through": "",
    "Unavailable.instead": "",
    "ReplyWithin.normal": _LENGTH,
    "ReplyWithin.urgent": _LENGTH,
    "Seat.deputy": "",
    "OnCall.phases": "Outside office hours, in these phases.",
    "OnCall.hours": "For example 6:00 to 22:00. Empty means around the clock.",
    "Seat.blinded": "No makes this an unblinded seat, which blinded people never see.",
    "Seat.team": "",
    "Area.title": "",
    "Area.kind": "",
    "Area.aliases": _NAMES,
    "Area.responsible": "",
    "Area.accountable": "Exactly one seat.",
    "Area.counterpart": "",
    "Area.consulted": "",
    "Area.informed": "",
    "Area.transferred": "What is not transferred stays with the sponsor.",
    "Area.location": "",
    "Area.days": "For something tied to certain days. One day a line, for example 5 Jan 2027.",
    "Retention.years": "",
    "Retention.then": "For example ask the sponsor.",
    "Due.what": "When it is not the area itself.",
    "Due.date": "",
    "Due.phase": "For days of a phase, or for something repeated in it.",
    "Due.days": "Numbers with commas between them, counting from 1.",
    "Due.every": "Day, or another event that repeats.",
    "Due.before": "An event, for example each new dose.",
    "Due.after": "An event, for example the final report.",
    "Due.within": _LENGTH,
    "Due.text": "",
    "Location.title": "",
    "Location.aliases": _NAMES,
    "Location.system": "For example SharePoint.",
    "Location.path": "Link or path.",
    "Location.holds": _ONE_A_LINE,
    "Location.owner": "",
    "Access.granted_by": "",
    "Access.within": _LENGTH,
    "Access.needs": "For example a training certificate.",
    "Access.seats": "A closed list: nobody else gets in.",
    "Access.everyone": "",
    "Access.note": "",
    "Location.formal": "Whether what is put there counts as delivered under the contract.",
    "Filing.location": "",
    "Filing.every": "",
    "Location.restricted": "Yes hides it from everybody but the seats with access.",
    "PartyAccess.party": "",
    "PartyAccess.level": "",
    "PartyAccess.path": "A part of the location.",
    "Cadence.title": "",
    "Cadence.from": "",
    "Cadence.to": "",
    "Cadence.method": "",
    "Cadence.rule": "For example every Friday at 17:00 Basel time.",
    "Rule.start": "When not from the start.",
    "Rule.end": "When it ends early.",
    "Cadence.phases": "With none chosen, always.",
    "Cadence.contents": "",
    "Cadence.grace": f"Lateness that does not count. {_LENGTH}",
    "Cadence.if_day_off": "",
    "IfLate.remind.seat": "In private. Without it: the sender, half-way through the grace.",
    "IfLate.remind.after": f"From the promised time. {_LENGTH}",
    "IfLate.meanwhile": "What happens to the work.",
    "LateStep.seat": "",
    "LateStep.after": f"From the promised time. {_LENGTH}",
    "Minutes.by": "For a meeting.",
    "Minutes.within": f"From the start of the meeting. {_LENGTH}",
    "Minutes.filed_in": "",
    "Minutes.approved": "For example at the next meeting.",
    "Cadence.basis": "",
    "Trigger.basis": "",
    "ContentItem.title": "",
    "ContentItem.type": "",
    "ContentItem.unit": "For a number.",
    "ContentItem.choices": "For a choice. One a line.",
    "Trigger.title": "",
    "Trigger.aliases": _NAMES,
    "Occurrence.type": "",
    "Occurrence.text": "In the agreed words.",
    "Occurrence.measure": "For a limit that can be counted.",
    "Occurrence.op": "",
    "Occurrence.value": "",
    "Occurrence.unit": "For example percent.",
    "Occurrence.for": f"How long the limit must be passed. {_LENGTH}",
    "Limit.measure": "",
    "Limit.op": "",
    "Limit.value": "",
    "Limit.unit": "For example percent.",
    "Limit.for": f"How long the limit must be passed. {_LENGTH}",
    "Trigger.severity": "",
    "TriggerClock.starts": "",
    "TriggerClock.aware": "Without one, anybody's.",
    "TriggerClock.text": "",
    "TriggerClock.calendar": "",
    "TriggerClock.business_days": "Needed when time is counted in clock hours and a step is not.",
    "FirstNotice.within": _LENGTH,
    "FirstNotice.from": "",
    "FirstNotice.to": "",
    "FirstNotice.method": "",
    "Trigger.say": _ONE_A_LINE,
    "Trigger.until_decided": "",
    "Trigger.closes_when": "",
    "LadderStep.after": f"From the start of the clock. {_LENGTH}",
    "LadderStep.if": "Any of these leads to this step.",
    "LadderStep.or_reported": _ONE_A_LINE,
    "LadderStep.unless_reported": "",
    "LadderStep.note": "",
    "Pulse.every": "",
    "Pulse.asked_of": "",
    "Pulse.not_asked": "In words.",
    "Pulse.show": "Single answers are never shown.",
    "Pulse.comments": "",
    "Pulse.minimum_answers": "Nothing is shown before.",
    "Pulse.questions": "Answered from 1 to 5.",
    "PulseActs.average_under": "Of one side, from 1 to 5.",
    "PulseActs.gap_over": "Between the sides.",
    "PulseActs.agenda_of": "A meeting.",
    "PulseQuestion.text": "",
    "PulseQuestion.scale": "",
}

#: Words of the file that are chosen from a list, by class.
CHOICES: dict[str, dict[str, str]] = {
    "Side": {"sponsor": "Sponsor", "cro": "CRO", "other": "Other"},
    "Weekday": {
        "mon": "Monday",
        "tue": "Tuesday",
        "wed": "Wednesday",
        "thu": "Thursday",
        "fri": "Friday",
        "sat": "Saturday",
        "sun": "Sunday",
    },
    "InputLevel": {
        "decide": "Decide: the CRO decides and tells",
        "recommend": "Recommend: the CRO proposes, the sponsor decides",
        "consult": "Consult: ask first",
        "follow": "Follow: do exactly what the document says",
    },
    "AreaKind": {
        "deliverable": "Deliverable",
        "activity": "Activity",
        "obligation": "Obligation",
        "commercial": "Commercial",
    },
    "Transferred": {"true": "Yes", "false": "No", "not_applicable": "Does not apply"},
    "AccessLevel": {"read": "May read", "guest": "Gets in as a guest", "edit": "May edit"},
    "Every": {
        "day": "Every day",
        "week": "Every week",
        "2w": "Every two weeks",
        "month": "Every month",
        "quarter": "Every quarter",
    },
    "IfDayOff": {
        "send_anyway": "It is sent all the same",
        "previous_working_day": "Moves to the working day before",
        "next_working_day": "Moves to the next working day",
        "next_shared_working_day": "Moves to the next day all sides work",
    },
    "ContentType": {
        "text": "Text",
        "number": "Number",
        "choice": "Choice",
        "date": "Date",
        "yes_no": "Yes or no",
    },
    "Basis": {
        "regulation": "From a regulation",
        "published_practice": "Published practice",
        "example_value": "An example value",
    },
    "TriggerType": {
        "event": "It happens",
        "threshold": "A limit is passed",
        "overdue": "It is overdue",
        "missed_update": "An update is missed",
    },
    "Operator": {
        ">": "More than",
        ">=": "At least",
        "<": "Less than",
        "<=": "At most",
        "==": "Exactly",
    },
    "Severity": {"critical": "Critical", "high": "High", "medium": "Medium", "low": "Low"},
    "ClockStart": {
        "awareness": "Somebody becoming aware",
        "occurrence": "The occurrence itself",
        "result_available": "The result being available",
        "limit_passed": "The limit being passed",
    },
    "StepIf": {
        "start": "At the start",
        "not_acknowledged": "Not acknowledged",
        "not_resolved": "Not resolved",
        "always": "Always",
    },
    "Scale": {"1-5": "From 1 to 5", "text": "In words"},
    "Shown": {"side_averages_and_gap": "The average of each side and the gap"},
    "Comments": {"without_name": "Shown without a name", "never": "Never shown"},
}

#: Words that may stand where a key is expected, by field.
ALSO: dict[str, str] = {
    "all": "Every phase",
    "clock_hours": "Clock hours, through nights and weekends",
    "both": "Days on which all sides work",
}

#: What to look at before filling in a form, by class.
INTROS: dict[str, str] = {
    "Due": "Give one of: a day, days of a phase, what it repeats with, or what it comes before or"
    " after.",
    "Holiday": "Give one day, or a first and a last day.",
    "LadderStep": "Both sides climb together: choose a seat on each.",
    "Party": "Its days off are added afterwards, one by one.",
    "Seat": "This is about the role, not about the person in it.",
}

#: What holds for a field, said when an answer does not meet it; by class and field.
RULES: dict[str, str] = {
    "Agreement.parties": "An agreement needs parties on at least two sides. Choose another side.",
    "Phase.end": "The last day comes before the first. Exchange or correct the days.",
    "Amending.remind_after": "A reminder comes before the lapse. Choose a shorter time here, or a"
    " longer one for the lapse.",
    "Amending.lapse_after": "The lapse comes after the reminder. Choose a longer time here.",
    "InputWanted.topic": "This topic is in the list already. Change the other one, or write a new"
    " topic.",
    "InputWanted.body": "Either a seat or a body decides. Keep one of the two.",
    "Party.hours": "Office hours end after they start. Write the earlier time first.",
    "Party.key": "A party needs at least one seat. Add a seat for it under Seats.",
    "DaysOffCover.seat": "The cover is a seat of this party. Choose one of its seats.",
    "Holiday": "Give one day, or a first and a last day.",
    "Holiday.date": "Give one day, or a first and a last day, not both.",
    "Holiday.to": "The last day comes before the first. Exchange or correct the days.",
    "Holiday.works_until": "Work ends after the office opens. For a whole day off leave this"
    " empty.",
    "HolidayCalendar.country": "No public holidays are known for this. Write two letters, for"
    " example IN or US.",
    "HolidayCalendar.subdivision": "No holidays of its own are known for this. Leave it empty, or"
    " write its code, for example TS.",
    "Method.title": "Another method has this title. Choose a different one.",
    "Seat.deputy": "The deputy is another seat of the same party. Choose one of those.",
    "Seat.title": "Another seat has this name. Choose a different one.",
    "Seat.aliases": "A name here leads to another seat already. Take it out here or there.",
    "OnCall.phases": "Every phase holds the others already. Keep it alone, or leave it out.",
    "OnCall.hours": "These hours have no length. For around the clock leave this empty.",
    "Unavailable.to": "The end is the same as the start. Write when it ends.",
    "Unavailable.instead": "A seat cannot stand in for itself. Choose another one.",
    "Area.title": "Another area has this name. Choose a different one.",
    "Area.aliases": "A name here leads to another area already. Take it out here or there.",
    "Area.counterpart": "The seat that answers for it is on this side. Choose a seat on the other"
    " side.",
    "Due": "It does not say when yet. Give a day, days of a phase, what it repeats with, or what it"
    " comes before or after.",
    "Due.date": "One of these is enough: day, days of a phase, every, before, after. Put another"
    " into an entry of its own.",
    "Due.days": "Days are counted in a phase and stay inside it. Choose the phase, or correct the"
    " days.",
    "Due.every": "One of these is enough: day, days of a phase, every, before, after. Put another"
    " into an entry of its own.",
    "Due.before": "One of these is enough: day, days of a phase, every, before, after. Put another"
    " into an entry of its own.",
    "Due.after": "One of these is enough: day, days of a phase, every, before, after. Put another"
    " into an entry of its own.",
    "Due.phase": "A phase goes with days of it or with every. Leave it out here.",
    "Due.within": "This goes with every, before or after. Leave it out here.",
    "Location.title": "Another location has this name. Choose a different one.",
    "Location.aliases": "A name here leads to another location already. Take it out here or there.",
    "Location.access": "A restricted location names the seats that may know of it. Choose them.",
    "Access.within": "Access within a time needs somebody who grants it. Choose the seat.",
    "Access.everyone": "Everyone, or only some seats: keep one of the two.",
    "Filing.location": "A location is filed in another one. Choose a different one.",
    "Cadence.to": "The sender is among the receivers. Take it out here.",
    "Cadence.method": "Only some seats may send by this method. Choose another method.",
    "Cadence.contents": "An update says at least one thing, and each only once.",
    "Rule.end": "The last day comes before the first. Exchange or correct the days.",
    "Rule.anchor": "The day it counts from is another weekday. Write a day on which it happens.",
    "Rule.start": "The day it happens is needed here.",
    "ContentItem": "A choice needs something to choose from. Write the choices, one a line.",
    "ContentItem.title": "This is asked already. Once is enough.",
    "ContentItem.choices": "Only a choice has choices. Change the kind of answer, or leave this"
    " empty.",
    "ContentItem.unit": "Only a number has a unit. Change the kind of answer, or leave this empty.",
    "Trigger.title": "Another trigger has this name. Choose a different one.",
    "Trigger.aliases": "A name here leads to another trigger already. Take it out here or there.",
    "Occurrence": "A limit needs three things: what is measured, how it is compared, and the"
    " limit.",
    "Occurrence.unit": "A unit goes with a limit. Add the limit, or leave this empty.",
    "Occurrence.for": "A length goes with a limit. Add the limit, or leave this empty.",
    "TriggerClock.aware": "This goes with a clock that starts when somebody becomes aware. Choose"
    " that, or leave this empty.",
    "TriggerClock.calendar": "Some times here are in business days. Choose whose business days"
    " count.",
    "TriggerClock.business_days": "Time is counted in business days already. Leave this empty.",
    "FirstNotice.to": "The first notice goes to another seat. Choose who is told.",
    "FirstNotice.method": "Only some seats may send by this method. Choose another method.",
    "Trigger": "A ladder climbs on both sides. Choose a seat on each.",
    "Trigger.ladder": "A ladder climbs on both sides. Choose a seat on each.",
    "LadderStep": "It does not say what leads to this step yet. Choose when, or write what is"
    " reported.",
    "LadderStep.after": "Each step comes later than the one before it. Write another time.",
    "LadderStep.if": "Only the first step is at the start. Choose another one here.",
    "LadderStep.seats": "Choose a seat of this party, on at least one side.",
    "Pulse.minimum_answers": "Fewer seats of a side are asked than answers are needed, so nothing"
    " would ever be shown. Ask more seats or write a lower number.",
    "Pulse.questions": "A pulse has at least one question.",
}

YES, NO, NONE = "Yes", "No", "None"
OPEN_A_PART = "Open a part"
OPEN_ONE, OPEN_OR_CHANGE = "Open one", "Open or change one"
EDIT, REMOVE, BACK, OVERVIEW = "Edit", "Remove", "Back", "All parts"
ENTRY = "entry"
CHANGE_ENTRY = "Change an entry"
SET_UP = "Set it up"
OVERVIEW_TITLE = "The agreement, part by part"
OVERVIEW_HOW = "Open a part to read it; each part has a button to change it."
OVERVIEW_HOW_READER = "Open a part to read it."
NOTHING_HERE = "Nothing is agreed here yet."
ENTRIES_HOW = "Choose Change an entry to change or remove one line of a list."
WHICH_PART, WHICH_ONE, WHAT_TO_DO = "Which part", "Which one", "What to do"
DO = {"open": "Read it", "change": "Change it", "remove": "Remove it"}
CHOOSE = "Choose"
SAVE = "Continue"
FIRST_SEAT = "Title of its leading role"
FIRST_SEAT_HINT = "It becomes the first seat of the party. Its details can be changed under Seats."
LINES_LABEL = "One a line"

#: Sentences about what was typed.
FILL_IN = "This is needed. Please fill it in."
CHOOSE_ONE = "This is not on the list. Please choose again."
NOT_A_LENGTH = "Write a number and a unit: 30 minutes, 4 hours, 2 business days, 3 days or 1 week."
NOT_A_TIME = "Write a time of day, for example 17:00 or 5 pm."
NOT_HOURS = "Write two times of day, for example 8:30 to 17:00."
NOT_A_DAY = "Write a day, for example 5 Jan 2027."
NOT_DAYS = "Write whole numbers of 1 or more with commas between them, for example 1, 28."
NOT_WHOLE = "Write a whole number of 1 or more."
NOT_A_NUMBER = "Write a number, for example 1.5."
NOT_A_PLACE = "No time zone is known for this. Write a large city in the same zone."
NOT_WHEN = (
    "This cannot be read as a rhythm. Write it like one of these: every Friday at 17:00 Basel time;"
    " every other Tuesday at 9:30 San Diego time from 17 Nov 2026; first working day of the month"
    " at 10:00."
)
WHEN_NEEDS_TIME = "The time of day is missing. Add it, for example at 17:00."
WHEN_NEEDS_START = (
    "Every other week needs one day on which it happens. Add it, for example from 17 Nov 2026."
)
WHEN_NEEDS_DAY = "The day is missing. Write it like: every Friday at 17:00."
WHEN_NEEDS_MONTH_DAY = (
    "This comes several times a month. Write which, for example the first or the last Friday of the"
    " month."
)
WHEN_NEEDS_PLACE = "Whose clock counts is not clear. Add a city, for example at 17:00 Basel time."
NOT_OF_A_QUARTER = (
    "A quarter is counted in its first month. Write for example the last day of January, April,"
    " July and October."
)
DOES_NOT_FIT = "This does not fit together with another part of the agreement. Choose differently."
GONE = (
    "This part is no longer in the agreement as it was. Open the part again to see what it says"
    " now."
)
CHANGED_MEANWHILE = (
    "This part changed while the form was open. Nothing was written over; open the form again to"
    " see the newer text."
)
FIRST_STEP_STAYS = "The first step begins with the clock and stays. Change whom it asks instead."


def too_long(limit: int) -> str:
    """At an input: more than an input of any platform takes."""
    return f"That is too long. Please keep it under {limit} characters, and put the rest in a file."


NOT_REMOVABLE = "This part always stays in the agreement. Choose Edit to change it."
ACCEPTED_A_VERSION = (
    "This seat accepted a version of the agreement, so it stays in it. Change its title, or leave"
    " it without a holder."
)
ONE_MUST_STAY = "At least one entry stays here. Add another one first, or change this one."
CHANGE_THOSE_FIRST = "Change that first, then remove this."
ANOTHER_PART = "Another part of the agreement"

_MOST_NAMED = 5


def form_title(noun: str, *, new: bool) -> str:
    """The title of a form; at most 24 characters."""
    return f"{'Add' if new else 'Change'} {noun}"


def add(noun: str) -> str:
    """A button that adds."""
    return f"Add {noun}"


def label(owner: str, name: str, way: str = "") -> str:
    """The label of a field; `way` is the longer name when the field stands in several places."""
    known = LABELS.get(f"{way}.{name}") or LABELS.get(f"{owner}.{name}")
    return known or name.replace("_", " ").capitalize()


def hint(owner: str, name: str, doc: str, way: str = "") -> str:
    """What stands under a label: from the table, or the first sentence of the description."""
    for key in (f"{way}.{name}", f"{owner}.{name}"):
        if key in HINTS:
            return HINTS[key]
    return _without_jargon(doc)


def _without_jargon(doc: str) -> str:
    first = re.split(r"(?<=\.)\s", doc, maxsplit=1)[0].replace("`", "")
    plain = re.sub(r"^Keys? of (?=the|an?\b)", "", first)
    return plain[:1].upper() + plain[1:]


def choice(kind: str, value: str) -> str:
    """A word of the file as people read it."""
    return CHOICES.get(kind, {}).get(value) or value.replace("_", " ").capitalize()


def of_party(party: str, title: str) -> str:
    """A seat in a list that mixes parties; the party stands first because long lines are cut."""
    return f"{party}: {title}"


def on_days_of_party(party: str) -> str:
    """A calendar to count on."""
    return f"Working days of {party}"


def seat_at(party: str) -> str:
    """Label of a ladder step's seat."""
    return f"Seat at {party}"


def first_step_at(party: str) -> str:
    """Label of the first ladder step's seat, when a trigger is new."""
    return f"First step of the ladder at {party}"


def still_named(names: Sequence[str]) -> str:
    """Why something cannot be removed: what refers to it."""
    shown = [f"{name} still names it." for name in names[:_MOST_NAMED]]
    rest = len(names) - len(shown)
    more = f" And {rest} more." if rest > 0 else ""
    return f"{' '.join(shown)}{more} {CHANGE_THOSE_FIRST}"


def named_by(noun: str, title: str, field: str) -> str:
    """What refers to something: `The area Histology (answers for it)`."""
    return f"The {noun} “{title}” ({field[:1].lower()}{field[1:]})"


def elsewhere(title: str, sentence: str) -> str:
    """A mistake that shows in another part."""
    return f"{title}: {sentence}"


def not_an_area(name: str) -> str:
    """A rhythm names something that is no area."""
    return f"No area is called “{name}”. Write its title as it stands under Areas."


def which_place(zones: Sequence[str]) -> str:
    """Several zones fit a place."""
    return f"Several time zones fit: {', '.join(zones[:4])}. Write one of these."


def other_names(names: Sequence[str], most: int = 2) -> str:
    """`12: one; two and 10 more`."""
    shown = "; ".join(names[:most]).rstrip(".")
    rest = len(names) - most
    return f"{len(names)}: {shown}" + (f" and {rest} more" if rest > 0 else "")


def counted(count: int, what: str) -> str:
    """`2 questions`."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def span(first: date, last: date) -> str:
    """From one day to another."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def entry(noun: str, line: str) -> str:
    """An entry in a list that mixes several kinds."""
    return f"{noun[:1].upper()}{noun[1:]}: {line}"


def choose(noun: str) -> str:
    """The title of a form to choose something; at most 24 characters."""
    return f"Choose: {noun}"


def sentence_of(*said: str) -> str:
    """What is said, with commas between; what is empty is left out."""
    return ", ".join(each for each in said if each)


def deputy(title: str) -> str:
    """Who stands in for a seat."""
    return f"deputy: {title}"


def no_deputy() -> str:
    """A seat nobody stands in for."""
    return "no deputy"


def trigger(severity: str, within: str) -> str:
    """A trigger in a few words."""
    return f"{severity.lower()}, first notice within {within}"


def seats_each(counts: Mapping[str, int]) -> str:
    """`10 at Larkspur, 9 at Deccan`."""
    return ", ".join(f"{count} at {short}" for short, count in counts.items())


def by_severity(severities: Sequence[str]) -> str:
    """`10: 1 critical, 5 high, 4 medium`."""
    counts = [(severities.count(each), each.lower()) for each in CHOICES["Severity"].values()]
    return f"{len(severities)}: " + ", ".join(f"{count} {name}" for count, name in counts if count)


def amending(remind_after: Duration, lapse_after: Duration) -> str:
    """How long a proposal waits."""
    return (
        f"a reminder after {remind_after.in_words()}, without an answer it lapses after"
        f" {lapse_after.in_words()}"
    )


def day_off(found: Holiday) -> str:
    """A day off or a run of them."""
    first = found.date or found.from_
    last = found.date or found.to
    when = span(first, last) if first and last else ""
    until = f"works until {found.works_until:%H:%M}" if found.works_until else ""
    uncertain = "to be confirmed" if found.provisional else ""
    return sentence_of(f"{when}: {found.name}", until, uncertain, found.note or "")


def extra_day(found: ExtraWorkingDay) -> str:
    """A day worked although it is normally off."""
    name = f": {found.name}" if found.name else ""
    return sentence_of(f"{day(found.date)}{name}", "to be confirmed" if found.provisional else "")


def contact_hours(start: time, end: time | None, method: str, why: str | None) -> str:
    """Hours in which one method only is right."""
    until = f"to {end:%H:%M}" if end else "until office hours begin"
    return sentence_of(f"{start:%H:%M} {until}: {method} only", why or "")


def absence(found: Unavailable, only: Sequence[str], instead: str | None) -> str:
    """Hours in which a seat cannot be reached."""
    return sentence_of(
        f"{found.from_:%H:%M} to {found.to:%H:%M}",
        f"only in {join(list(only))}" if only else "",
        found.why or "",
        "reachable when it cannot wait" if found.urgent_gets_through else "",
        f"ask the {instead} instead" if instead else "",
    )


def content_item(found: ContentItem) -> str:
    """What an update must say."""
    if found.type is ContentType.TEXT:
        return found.title
    more = found.unit or ", ".join(found.choices)
    kind = choice("ContentType", found.type).lower()
    return f"{found.title} ({kind}{f': {more}' if more else ''})"


def late_step(seat: str | None, after: Duration) -> str:
    """Who is told that an update is late."""
    return sentence_of(seat or "", f"{after.in_words()} after the promised time")


def limit(found: Limit) -> str:
    """A further limit of a trigger."""
    measured = found.measure.replace("_", " ")
    compared = choice("Operator", found.op).lower()
    unit = f" {found.unit}" if found.unit else ""
    held = f" for {found.for_.in_words()}" if found.for_ else ""
    return f"{measured}: {compared} {found.value:g}{unit}{held}"


def ladder_step(found: LadderStep, seats: Sequence[str]) -> str:
    """A rung: when, who on each side, and what leads there."""
    when = f"after {found.after.in_words()}" if found.after.amount else "at the start"
    leads = [choice("StepIf", each).lower() for each in found.if_ if each is not StepIf.START]
    leads += [f"reported: {each}" for each in found.or_reported]
    because = f" if {' or '.join(leads)}" if leads else ""
    unless = f" unless reported: {found.unless_reported}" if found.unless_reported else ""
    note = f" ({found.note})" if found.note else ""
    return f"{when}{because}{unless}: {join(list(seats))}{note}"


def nothing_to_choose(label: str) -> str:
    """A form that needs something which is not in the agreement yet."""
    return f"Nothing can be chosen for “{label}” yet. Add it to its own part first, then come back."


def hours(found: OfficeHours) -> str:
    """`08:30 to 17:00`; a hyphen between times makes an emoji of them in some chats."""
    return f"{found.start:%H:%M} to {found.end:%H:%M}"


CHANGE_WHAT = "What should change?"
NEXT = "Next"
SOMETHING_NEW = "add something new"
SEND_NOW = "Send it now? Then say why"
SEND_NOW_HINT = "One sentence for the other side. Leave it empty to change more first."


def of_part(part: str, title: str) -> str:
    """An item in a list of everything."""
    return f"{part}: {title}"
