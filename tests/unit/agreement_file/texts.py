"""Files the tests read: the shipped examples, and a small agreement that is easy to break."""

from pathlib import Path

EXAMPLES = Path(__file__).parents[3] / "examples"
FACTS = Path(__file__).parent / "facts"
RAT_TOX = "01_rat_tox_in_vivo"
ANTIBODY = "02_antibody_cell_line"
PHASE_1 = "03_phase1_abroad"


def example(name: str) -> str:
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")


def changed(text: str, old: str, new: str) -> str:
    """The text with one place changed; the place must be there, and once."""
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    return text.replace(old, new)


SMALL = """\
schema_version: 1
study: {id: small, title: "A small study"}
agreement:
  version: 2
  history:
    - {version: 1, effective: 2026-11-12, agreed_by: [sponsor_pm, cro_pm], reason: start}
    - {version: 2, effective: 2026-11-20, agreed_by: [sponsor_pm, cro_pm], reason: ladder}
phases:
  - {key: dosing, title: Dosing, start: 2027-01-11, end: 2027-02-07}
  - {key: reporting, title: Reporting, start: 2027-02-08, end: 2027-06-07}
parties:
  - key: sponsor
    side: sponsor
    name: Larkspur Bio
    short: Larkspur
    zone: America/Los_Angeles
    working_week: [mon, tue, wed, thu, fri]
    hours: "08:30-17:00"
    holiday_calendar: {country: "US", subdivision: CA}
  - key: cro
    side: cro
    name: Deccan Labs
    short: Deccan
    zone: Asia/Kolkata
    working_week: [mon, tue, wed, thu, fri, sat]
    hours: "09:00-18:00"
    holidays:
      - {name: Christmas, date: 2026-12-25}
      - {name: Year end, from: 2026-12-30, to: 2026-12-31}
    days_off_cover: {phases: [dosing], seat: vet}
    past_work_shown_to: [sponsor]
methods:
  - {key: channel, title: Channel, use_for: questions, formal: false}
  - {key: email, title: Email, use_for: documents, formal: true}
  - {key: sealed, title: Sealed mail, use_for: codes, formal: true, senders: [vet]}
input_wanted:
  - {topic: Animal care, level: decide, decided_by: vet, tell_within: 4h}
seats:
  - key: sponsor_pm
    party: sponsor
    title: Program manager
    aliases: [larkspur pm]
    contact: {preferred: channel, urgent: email}
    reply_within: {normal: 1bd, urgent: 4h}
    deputy: monitor
  - key: monitor
    party: sponsor
    title: Study monitor
    zone: Europe/London
    contact: {preferred: channel, urgent: email}
    reply_within: {normal: 1bd, urgent: 2h}
    on_call: {phases: [dosing]}
  - key: cro_pm
    party: cro
    title: Project manager
    aliases: [deccan pm]
    contact: {preferred: channel, urgent: email}
    reply_within: {normal: 1bd, urgent: 4h}
    deputy: vet
  - key: vet
    party: cro
    title: Veterinarian
    contact: {preferred: email, urgent: email}
    reply_within: {normal: 1bd, urgent: 1h}
    unavailable:
      - {from: "08:00", to: "11:00", instead: cro_pm}
areas:
  - key: welfare
    title: Animal welfare
    kind: obligation
    aliases: [sick animals]
    responsible: vet
    accountable: cro_pm
    counterpart: monitor
    transferred: true
    location: portal
    due: [{phase: dosing, days: [1, 28]}]
  - key: money
    title: Invoices
    kind: commercial
    responsible: cro_pm
    accountable: sponsor_pm
    counterpart: monitor
    transferred: not_applicable
    due: [{what: invoice, after: each month, within: 5bd}]
locations:
  - key: portal
    title: Client portal
    aliases: [the portal]
    system: Portal
    path: portal.deccan.example
    owner: cro_pm
    access: {granted_by: cro_pm, within: 1bd}
  - key: vault
    title: Sealed folder
    system: Share
    path: "not shown"
    owner: vet
    access: {seats: [vet]}
    restricted: true
cadences:
  - key: weekly
    title: Weekly status
    from: cro_pm
    to: [sponsor_pm, monitor]
    method: channel
    rule: {every: week, days: [fri], at: "17:00", zone: Asia/Kolkata}
    phases: [dosing]
    contents: [done, {title: animals, type: number, unit: rats}]
    grace: 4h
    if_day_off: previous_working_day
    if_late: {tell: [{seat: sponsor_pm, after: 1bd}]}
  - key: call
    title: Fortnightly call
    from: sponsor_pm
    to: [cro_pm]
    method: channel
    rule: {every: 2w, days: [tue], anchor: 2026-11-17, at: "07:30", zone: Asia/Kolkata}
    contents: [decisions]
    grace: 0h
    if_day_off: next_working_day
    minutes: {by: cro_pm, within: 2bd, filed_in: portal}
  - key: data
    title: Data release
    from: vet
    to: [monitor]
    method: email
    rule: {every: milestone, areas: [welfare], within: 2bd}
    contents: [tables]
    grace: 1bd
    if_day_off: next_working_day
triggers:
  - key: death
    title: Animal found dead
    aliases: [rat died]
    trigger: {type: event, text: any unscheduled death}
    severity: critical
    clock: {starts: awareness, aware: cro, text: the CRO knows, calendar: clock_hours,
            business_days: cro}
    first_notice: {within: 4h, from: vet, to: monitor, method: email}
    say: [animal, time]
    until_decided: dosing goes on
    ladder:
      - {step: 1, after: 0h, seats: {sponsor: monitor, cro: vet}, if: [start]}
      - {step: 2, after: 1bd, seats: {sponsor: sponsor_pm, cro: cro_pm}, if: [not_resolved]}
    closes_when: cause recorded
  - key: weight
    title: Weight loss
    trigger: {type: threshold, text: over 10%, measure: loss, op: ">", value: 10}
    severity: medium
    clock: {starts: limit_passed, text: table released, calendar: both}
    first_notice: {within: 1bd, from: vet, to: monitor, method: email}
    say: [group]
    until_decided: go on
    ladder:
      - {step: 1, after: 0h, seats: {sponsor: monitor, cro: vet}, if: [start]}
    closes_when: decided
pulse:
  every: month
  asked_of: [sponsor_pm, monitor, cro_pm, vet]
  show: side_averages_and_gap
  comments: without_name
  minimum_answers: 2
  questions:
    - {key: expectations, text: "I know what is expected.", scale: "1-5"}
  acts: {average_under: 3, gap_over: 1.5, agenda_of: call}
"""

BINDINGS = """\
tenants:
  - {party: sponsor, address: "slack:T0S"}
  - {party: cro, address: "teams:deccan"}
rooms:
  - {party: sponsor, address: "slack:T0S/C0STUDY"}
  - {party: cro, address: "teams:deccan/19:study@thread.tacv2"}
people:
  - {name: Sponsor PM, addresses: ["slack:T0S/U0PM"], seats: [sponsor_pm, monitor], lead: true}
  - {name: Project manager, addresses: ["teams:deccan/p1"], seats: [cro_pm], lead: true}
  - {name: Veterinarian, seats: [vet]}
"""
