"""Each mistake alone: it is found, at its place, and nothing else is said because of it."""

import pytest

from bot.agreement_file import AgreementFileError, Mistake, read_agreement
from bot.domain.errors import BadAgreement
from tests.unit.agreement_file.texts import SMALL, changed


def mistakes(text: str) -> tuple[Mistake, ...]:
    with pytest.raises(AgreementFileError) as caught:
        read_agreement(text)
    return caught.value.mistakes


def test_the_small_agreement_is_right_and_only_then_says_nothing() -> None:
    assert read_agreement(SMALL).study.id == "small"


WEEKLY = 'rule: {every: week, days: [fri], at: "17:00", zone: Asia/Kolkata}'
MILESTONE = "rule: {every: milestone, areas: [welfare], within: 2bd}"
FORTNIGHT = (
    'rule: {every: 2w, days: [tue], anchor: 2026-11-17, at: "07:30", zone: Asia/Kolkata}'
)
CLOCKED = 'at: "17:00", zone: Asia/Kolkata}'
CHRISTMAS = "{name: Christmas, date: 2026-12-25}"

#: old text, new text, path of the mistake, part of its sentence
STRUCTURE = [
    ("schema_version: 1", "schema_version: 2", "schema_version", '"2" is not supported; write 1'),
    ("id: small", "id: Small Study", "study.id", '"Small Study" is no key; write small letters'),
    ('title: "A small study"', 'title: ""', "study.title", "the text is empty; write a text"),
    ('title: "A small study"', "title: 12", "study.title", 'put it in quotes: "12"'),
    ('title: "A small study"', "title: ~", "study.title", "nothing stands here; write a text"),
    ('title: "A small study"', "title: [a]", "study.title", "write it without brackets or dash"),
    ('title: "A small study"', "title: {a: 1}", "study.title", "one value belongs here, not a"),
    ('id: small, title: "A small study"', "id: small", "study", '"title" is missing; add it: full'),
    ("effective: 2026-11-12", "effective: 12.11.2026", "agreement.history[0].effective", "no date"),
    ("effective: 2026-11-12", "effective: 2026-02-30", "agreement.history[0].effective", "no date"),
    ("effective: 2026-11-12", "effective: 2026", "agreement.history[0].effective", "write a date"),
    ("version: 2\n", "version: two\n", "agreement.version", '"two" is a text; write a whole number'),
    ("version: 2\n", "version: 0\n", "agreement.version", "0 is out of range; write a whole number"),
    ("side: cro", "side: CRO", "parties[cro].side", '"CRO" is not known here; did you mean "cro"?'),
    ("side: cro", "side: [cro]", "parties[cro].side", "one word belongs here, not a list"),
    ("side: cro", "side: {a: b}", "parties[cro].side", "one word belongs here, not a mapping"),
    ("side: cro", "side:", "parties[cro].side", "nothing stands here; write one of: sponsor, cro"),
    ('hours: "09:00-18:00"', "hours: 9-18", "parties[cro].hours", "no span of hours"),
    ("[mon, tue, wed, thu, fri, sat]", "[]", "parties[cro].working_week", "name at least 1"),
    ("[mon, tue, wed, thu, fri, sat]", "mon", "parties[cro].working_week", "in brackets: [mon]"),
    ("[mon, tue, wed, thu, fri, sat]", "{a: 1}", "parties[cro].working_week", "in brackets"),
    ("[mon, tue, wed, thu, fri, sat]", "[Monday]", "parties[cro].working_week[0]", "mean \"mon\"?"),
    ("use_for: codes, formal: true", 'use_for: codes, formal: "true"', "methods[sealed].formal",
     "take the quotes away: true"),
    ("use_for: codes, formal: true", "use_for: codes, formal: 1", "methods[sealed].formal",
     "write true or false, without quotes"),
    ("use_for: codes, formal: true", "use_for: codes, formal: yes", "methods[sealed].formal",
     'write true or false, or put it in quotes: "yes"'),
    ("tell_within: 4h", "tell_within: 4 hours", "input_wanted[0].tell_within", "is no duration"),
    ("tell_within: 4h", "tell_within: 4", "input_wanted[0].tell_within", "2bd (business days)"),
    ("level: decide", "level: decides", "input_wanted[0].level", 'did you mean "decide"?'),
    ("transferred: true", 'transferred: "true"', "areas[welfare].transferred",
     "write true without quotes"),
    ("transferred: true", "transferred: maybe", "areas[welfare].transferred", "write one of: true"),
    ("accountable: cro_pm", "accountable: [cro_pm, vet]", "areas[welfare].accountable",
     "2 seats are listed as accountable, and exactly one must stand"),
    ("accountable: cro_pm", "accountables: cro_pm", "areas[welfare].accountables",
     'there is no key "accountables" here; did you mean "accountable"?'),
    ("    deputy: monitor", "    backup: monitor", "seats[sponsor_pm].backup", 'mean "deputy"?'),
    ("    deputy: monitor", "    xyz: monitor", "seats[sponsor_pm].xyz", "the keys are: key, party"),
    (CLOCKED, "at: 5pm, zone: Asia/Kolkata}", "cadences[weekly].rule.at", '"5pm" is no time of day'),
    ("every: week,", "every: weekly,", "cadences[weekly].rule.every", 'did you mean "week"?'),
    ("days: [fri]", "days: [friday]", "cadences[weekly].rule.days[0]", "is no day of a rule"),
    ("contents: [decisions]", "contents: []", "cadences[call].contents", "name at least 1"),
    ("contents: [decisions]", "contents: [3]", "cadences[call].contents[0]",
     "write a text, or a mapping with title and type"),
    ("contents: [decisions]", 'contents: [" "]', "cadences[call].contents[0]", "text is empty"),
    ("contents: [decisions]", "contents: [{titel: x}]", "cadences[call].contents[0].titel", "title"),
    ("value: 10", 'value: "10"', "triggers[weight].trigger.value", "without quotes"),
    ("seats: {sponsor: sponsor_pm, cro: cro_pm}", "seats: {}", "triggers[death].ladder[1].seats",
     "name at least one party"),
]

MEANING = [
    ("agreed_by: [sponsor_pm, cro_pm], reason: start", "agreed_by: [cropm], reason: start",
     "agreement.history[0].agreed_by[0]", 'no seat has the key "cropm"; did you mean "cro_pm"?'),
    ("agreed_by: [sponsor_pm, cro_pm], reason: start", "agreed_by: [vet, vet], reason: start",
     "agreement.history[0].agreed_by[1]", 'the seat "vet" stands in this list twice'),
    ("version: 2\n", "version: 3\n", "agreement.version", "the last one in the history is 2"),
    ("effective: 2026-11-20", "effective: 2026-11-01", "agreement.history[1].effective",
     "before the version above (2026-11-12)"),
    ("start: 2027-02-08, end: 2027-06-07", "start: 2027-07-08, end: 2027-06-07",
     "phases[reporting].end", "before it starts on 2027-07-08"),
    ("zone: America/Los_Angeles", "zone: Los Angeles", "parties[sponsor].zone",
     'did you mean "America/Los_Angeles"?'),
    ("zone: America/Los_Angeles", "zone: EST5EDT", "parties[sponsor].zone", "no time zone"),
    ("zone: America/Los_Angeles", "zone: Q", "parties[sponsor].zone", "write an IANA name"),
    ("zone: Europe/London", "zone: Europe/Londom", "seats[monitor].zone", "Europe/London"),
    ("[mon, tue, wed, thu, fri, sat]", "[mon, mon]", "parties[cro].working_week[1]", "twice"),
    ("side: cro", "side: sponsor", "parties", "all parties are on the side sponsor"),
    ('hours: "09:00-18:00"', 'hours: "18:00-09:00"', "parties[cro].hours", "end before they start"),
    ('country: "US"', "country: '42'", "parties[sponsor].holiday_calendar.country", "two letters"),
    ('country: "US"', "country: India", "parties[sponsor].holiday_calendar.country", 'write "IN"'),
    ('country: "US"', "country: Indea", "parties[sponsor].holiday_calendar.country", '"IN"'),
    ("subdivision: CA", "subdivision: XX", "parties[sponsor].holiday_calendar.subdivision",
     'US has no holidays of its own for "XX"'),
    (CHRISTMAS, "{name: Christmas}", "parties[cro].holidays[0]", "the day is missing"),
    (CHRISTMAS, "{name: C, from: 2026-12-25}", "parties[cro].holidays[0]", '"to" is missing'),
    (CHRISTMAS, "{name: C, to: 2026-12-25}", "parties[cro].holidays[0]", '"from" is missing'),
    (CHRISTMAS, "{name: C, date: 2026-12-25, to: 2026-12-26}", "parties[cro].holidays[0].date",
     "either date, or from and to"),
    ("from: 2026-12-30, to: 2026-12-31", "from: 2026-12-31, to: 2026-12-30",
     "parties[cro].holidays[1].to", "before they start"),
    (CHRISTMAS, '{name: C, date: 2026-12-25, works_until: "08:00"}',
     "parties[cro].holidays[0].works_until", "before the office opens"),
    ("phases: [dosing], seat: vet", "phases: [dosing], seat: monitor",
     "parties[cro].days_off_cover.seat", "name a seat of this party"),
    ("key: sealed", "key: email", "methods[email].key", 'two methods have the key "email"'),
    ("key: reporting", "key: all", "phases[all].key", "has a meaning of its own"),
    ("decided_by: vet", "decided_by: vat", "input_wanted[0].decided_by", 'did you mean "vet"?'),
    ("decided_by: vet", "decided_by: vet, body: board", "input_wanted[0].body", "a seat and a body"),
    ("aliases: [deccan pm]", "aliases: [Larkspur-PM]", "seats[cro_pm].aliases[0]",
     'belongs to the seat sponsor_pm already'),
    ("aliases: [deccan pm]", "aliases: [a, A]", "seats[cro_pm].aliases[1]", "twice"),
    ("aliases: [deccan pm]", "aliases: [veterinarian]", "seats[cro_pm].aliases[0]", "seat vet"),
    ("title: Veterinarian", "title: Study Monitor", "seats[vet].title", "two seats have the title"),
    ("deputy: monitor", "deputy: sponsor_pm", "seats[sponsor_pm].deputy", "its own deputy"),
    ("deputy: monitor", "deputy: vet", "seats[sponsor_pm].deputy", "name one of sponsor"),
    ("preferred: email, urgent", "preferred: fax, urgent", "seats[vet].contact.preferred",
     'no method has the key "fax"; write one of: channel, email, sealed'),
    ("on_call: {phases: [dosing]}", "on_call: {phases: [dosin]}", "seats[monitor].on_call.phases[0]",
     'did you mean "dosing"?'),
    ("on_call: {phases: [dosing]}", "on_call: {phases: [all, dosing]}",
     "seats[monitor].on_call.phases", "all holds every phase already"),
    ("on_call: {phases: [dosing]}", 'on_call: {phases: [all], hours: "06:00-06:00"}',
     "seats[monitor].on_call.hours", "around the clock"),
    ('to: "11:00"', 'to: "08:00"', "seats[vet].unavailable[0].to", "the same time"),
    ("instead: cro_pm", "instead: vet", "seats[vet].unavailable[0].instead", "stand in for itself"),
    ("    accountable: cro_pm\n    counterpart: monitor",
     "    accountable: cro_pm\n    counterpart: cro_pm", "areas[welfare].counterpart",
     '"cro_pm" is on the same side (cro) as the accountable "cro_pm"; name a seat of the other'),
    ("location: portal", "location: portals", "areas[welfare].location", 'did you mean "portal"?'),
    ("days: [1, 28]}", "days: [1, 29]}", "areas[welfare].due[0].days[1]", "the phase has 28 days"),
    ("{phase: dosing, days: [1, 28]}", "{days: [1]}", "areas[welfare].due[0].days", "add phase"),
    ("{phase: dosing, days: [1, 28]}", "{phase: dosing}", "areas[welfare].due[0]", "say when"),
    ("{phase: dosing, days: [1, 28]}", "{date: 2027-01-01, every: day}",
     "areas[welfare].due[0].every", "date and every stand together"),
    ("{phase: dosing, days: [1, 28]}", "{date: 2027-01-01, phase: dosing}",
     "areas[welfare].due[0].phase", "phase does not go together with date"),
    ("{phase: dosing, days: [1, 28]}", "{date: 2027-01-01, within: 1h}",
     "areas[welfare].due[0].within", "within does not go together with date"),
    ("{granted_by: cro_pm, within: 1bd}", "{within: 1bd}", "locations[portal].access.within",
     "add granted_by"),
    ("access: {seats: [vet]}", "access: {note: secret}", "locations[vault].access",
     "a restricted location must say who may know of it"),
    ("access: {seats: [vet]}", "access: {seats: [vet], everyone: true}",
     "locations[vault].access.everyone", "contradict each other"),
    ("    restricted: true", "    restricted: true\n    filed: {location: vault, every: week}",
     "locations[vault].filed.location", "filed in itself"),
    ("to: [sponsor_pm, monitor]", "to: [sponsor_pm, cro_pm]", "cadences[weekly].to[1]", "to itself"),
    ("phases: [dosing]\n    contents: [done", "phases: [dose]\n    contents: [done",
     "cadences[weekly].phases[0]", 'no phase has the key "dose"'),
    ("method: channel\n    rule: {every: week", "method: sealed\n    rule: {every: week",
     "cadences[weekly].method", '"cro_pm" may not send by sealed, only vet may'),
    (WEEKLY, f"rule: {{every: week, {CLOCKED}", "cadences[weekly].rule", 'add "days"'),
    (WEEKLY, f"rule: {{every: week, days: [], {CLOCKED}", "cadences[weekly].rule.days", "which days"),
    (WEEKLY, f"rule: {{every: week, days: [day_15], {CLOCKED}", "cadences[weekly].rule.days[0]",
     "day_15 is a day of the month"),
    (WEEKLY, f"rule: {{every: week, days: [fri, fri], {CLOCKED}", "cadences[weekly].rule.days[1]",
     "twice"),
    (WEEKLY, f"rule: {{every: month, days: [fri], {CLOCKED}", "cadences[weekly].rule.days[0]",
     "write first_fri or last_fri"),
    (WEEKLY, f"rule: {{every: day, days: [fri], {CLOCKED}", "cadences[weekly].rule.days",
     "leave it out, or write every: week"),
    (WEEKLY, f"rule: {{every: week, on_days_of: welfare, days: [fri], {CLOCKED}",
     "cadences[weekly].rule.on_days_of", "does not go together with every: week"),
    (WEEKLY, f"rule: {{every: day, on_days_of: wellfare, {CLOCKED}",
     "cadences[weekly].rule.on_days_of", 'did you mean "welfare"?'),
    (WEEKLY, f"rule: {{every: once, {CLOCKED}", "cadences[weekly].rule", 'add "start"'),
    (WEEKLY, "rule: {every: day, zone: Asia/Kolkata}", "cadences[weekly].rule", 'add "at"'),
    (WEEKLY, 'rule: {every: day, at: "17:00"}', "cadences[weekly].rule", 'add "zone"'),
    (WEEKLY, f"rule: {{every: day, start: 2027-01-02, end: 2027-01-01, {CLOCKED}",
     "cadences[weekly].rule.end", "before it starts"),
    ("anchor: 2026-11-17", "anchor: 2026-11-18", "cadences[call].rule.anchor", "is a wed"),
    (FORTNIGHT, FORTNIGHT.replace("anchor: 2026-11-17, ", ""), "cadences[call].rule", '"anchor"'),
    (MILESTONE, "rule: {every: milestone, within: 2bd}", "cadences[data].rule", 'add "areas"'),
    (MILESTONE, "rule: {every: milestone, areas: [welfare]}", "cadences[data].rule", '"within"'),
    (MILESTONE, MILESTONE.replace("within", 'at: "10:00", within'), "cadences[data].rule.at",
     "within says when it is due"),
    ("type: number, unit: rats", "type: text, unit: rats", "cadences[weekly].contents[1].unit",
     "only a number has a unit"),
    ("type: number, unit: rats", "type: choice", "cadences[weekly].contents[1]", 'add "choices"'),
    ("type: number, unit: rats", "choices: [a]", "cadences[weekly].contents[1].choices",
     "only a choice has choices"),
    ("{title: animals,", "{title: Done,", "cadences[weekly].contents[1].title", "asked twice"),
    ("minutes: {by: cro_pm", "minutes: {by: cropm", "cadences[call].minutes.by", "cro_pm"),
    ("aliases: [rat died]", "aliases: [weight loss]", "triggers[death].aliases[0]", "trigger weight"),
    ("calendar: clock_hours,\n            business_days: cro}", "calendar: clock_hours}",
     "triggers[death].clock.calendar", '1bd cannot be counted in clock hours: no calendar is named'),
    ("calendar: both", "calendar: sponsors", "triggers[weight].clock.calendar",
     'no party has the key "sponsors"; did you mean "sponsor"? Known: clock_hours, both, sponsor'),
    ("calendar: both", "calendar: both, business_days: cro", "triggers[weight].clock.business_days",
     "counted on the calendar both already"),
    ("starts: limit_passed", "starts: limit_passed, aware: cro", "triggers[weight].clock.aware",
     "write starts: awareness"),
    ('measure: loss, op: ">", value: 10', "measure: loss", "triggers[weight].trigger",
     "add op, value"),
    ('measure: loss, op: ">", value: 10', "unit: percent", "triggers[weight].trigger",
     "add measure, op, value"),
    ("text: any unscheduled death", "text: any death, unit: rats", "triggers[death].trigger.unit",
     "unit belongs to a limit"),
    ("within: 4h, from: vet, to: monitor", "within: 4h, from: vet, to: vet",
     "triggers[death].first_notice.to", "would tell itself"),
    ("to: monitor, method: email}\n    say: [animal", "to: monitor, method: mail}\n    say: [animal",
     "triggers[death].first_notice.method", 'did you mean "email"?'),
    ("{step: 2, after: 1bd", "{step: 3, after: 1bd", "triggers[death].ladder[1].step", "rung 2"),
    ("{step: 2, after: 1bd", "{step: 2, after: 0h", "triggers[death].ladder[1].after",
     "0h does not come after 0h"),
    ("if: [not_resolved]", "if: [start]", "triggers[death].ladder[1].if", "only the first rung has"),
    (", if: [not_resolved]", "", "triggers[death].ladder[1]", "what moves it here"),
    ("if: [not_resolved]", "if: [always, always]", "triggers[death].ladder[1].if[1]", "twice"),
    ("{sponsor: sponsor_pm, cro: cro_pm}", "{sponsor: sponsor_pm, crow: cro_pm}",
     "triggers[death].ladder[1].seats.crow", 'no party has the key "crow"; did you mean "cro"?'),
    ("{sponsor: sponsor_pm, cro: cro_pm}", "{sponsor: cro_pm}",
     "triggers[death].ladder[1].seats.sponsor", "name a seat of sponsor"),
    ("{sponsor: sponsor_pm, cro: cro_pm}", "{sponsor: sponsor_pn, cro: cro_pm}",
     "triggers[death].ladder[1].seats.sponsor", 'did you mean "sponsor_pm"?'),
    ("minimum_answers: 2", "minimum_answers: 3", "pulse.minimum_answers", "would ever be shown"),
    ("every: month\n  asked_of", "every: once\n  asked_of", "pulse.every", "no rhythm for the pulse"),
    ("agenda_of: call", "agenda_of: calls", "pulse.acts.agenda_of", 'did you mean "call"?'),
]


@pytest.mark.parametrize(("old", "new", "path", "part"), [*STRUCTURE, *MEANING])
def test_one_mistake_is_told_once_at_its_place(old: str, new: str, path: str, part: str) -> None:
    text = changed(SMALL, old, new)
    found = mistakes(text)
    paths = {each.path for each in found}
    assert paths == {path}, found
    assert part in found[0].sentence
    line = next(i for i, row in enumerate(SMALL.splitlines(), 1) if row != text.splitlines()[i - 1])
    assert len(found) == 1 or "minimum" in path
    assert abs(found[0].line - line) <= 6 or path in {"parties"}


def test_a_ladder_must_reach_the_sides_of_the_first_notice() -> None:
    text = SMALL.replace("seats: {sponsor: monitor, cro: vet}", "seats: {cro: vet}")
    text = text.replace("seats: {sponsor: sponsor_pm, cro: cro_pm}", "seats: {cro: cro_pm}")
    assert [each.path for each in mistakes(text)] == ["triggers[death].ladder", "triggers[weight].ladder"]
    assert "the first notice reaches the side sponsor" in mistakes(text)[0].sentence


def test_a_ladder_climbs_on_both_sides_even_when_the_notice_stays_on_one() -> None:
    text = SMALL.replace("seats: {sponsor: monitor, cro: vet}", "seats: {cro: vet}")
    text = changed(text, "seats: {sponsor: sponsor_pm, cro: cro_pm}", "seats: {cro: cro_pm}")
    text = text.replace("from: vet, to: monitor", "from: vet, to: cro_pm")
    assert "every rung is on the side cro" in mistakes(text)[0].sentence


def test_a_ladder_begins_with_the_clock() -> None:
    first = "{step: 1, after: 0h, seats: {sponsor: monitor, cro: vet}, if: [start]}\n    closes_when"
    late = changed(SMALL, first, first.replace("0h", "2h"))
    assert "the first rung starts with the clock, not 2 hours later" in mistakes(late)[0].sentence
    other = changed(SMALL, first, first.replace("start", "always"))
    assert "write if: [start]" in mistakes(other)[0].sentence
    bare = changed(SMALL, first, first.replace(", if: [start]", ""))
    assert "add if: [start]" in mistakes(bare)[0].sentence


def test_an_area_answered_for_on_one_side_and_done_on_the_other_may_have_either_counterpart() -> None:
    text = changed(
        SMALL,
        "responsible: vet\n    accountable: cro_pm\n    counterpart: monitor",
        "responsible: vet\n    accountable: monitor\n    counterpart: monitor",
    )
    assert read_agreement(text).area["welfare"].counterpart == "monitor"


def test_a_party_without_a_seat_is_told() -> None:
    lab = """\
  - key: lab
    side: other
    name: Central Lab
    short: Lab
    zone: Europe/London
    working_week: [mon]
    hours: "09:00-17:00"
methods:
"""
    found = mistakes(changed(SMALL, "methods:\n", lab))
    assert [each.sentence for each in found] == [
        'the party "lab" has no seat; give it at least one under seats'
    ]


def test_a_list_that_is_missing_or_misspelt_is_one_mistake() -> None:
    assert [each.path for each in mistakes(changed(SMALL, "\nseats:\n", "\nroles:\n"))] == ["roles"]
    assert [each.path for each in mistakes(changed(SMALL, "\nphases:\n", "\nphase:\n"))] == ["phase"]


def test_a_key_that_is_no_key_is_one_mistake_however_often_it_is_used() -> None:
    for new in ("key: CRO PM", "kay: cro_pm", "key: cro_pm2\n    key: cro_pm"):
        assert len(mistakes(changed(SMALL, "- key: cro_pm\n", f"- {new}\n"))) <= 2
    assert len(mistakes(changed(SMALL, "- key: cro_pm\n    party", "- party"))) == 1


def test_a_mistake_in_a_list_item_does_not_hide_those_beside_it() -> None:
    text = changed(SMALL, "kind: obligation", "kind: duty\n    color: red")
    text = changed(text, "responsible: vet\n", "responsible: vat\n")
    assert [each.path for each in mistakes(text)] == [
        "areas[welfare].kind",
        "areas[welfare].color",
        "areas[welfare].responsible",
    ]


def test_two_parties_that_are_neither_are_not_on_one_side() -> None:
    text = changed(SMALL, "side: sponsor", "side: other").replace("side: cro", "side: other")
    assert read_agreement(text).parties[0].side.value == "other"


def test_the_text_of_the_error_has_a_line_for_each_mistake() -> None:
    with pytest.raises(BadAgreement) as caught:
        read_agreement(changed(SMALL, "id: small", "id: S"), name="mine.yaml")
    assert str(caught.value).startswith('mine.yaml:2: study.id: "S" is no key; write small letters')
    with pytest.raises(BadAgreement) as caught:
        read_agreement("", name="mine.yaml")
    assert str(caught.value) == "mine.yaml:1: the file is empty; see the examples for a start"


def test_long_values_are_shortened_in_sentences() -> None:
    (mistake,) = mistakes(changed(SMALL, "grace: 4h", f"grace: {'x' * 500}"))
    assert len(mistake.sentence) < 200
