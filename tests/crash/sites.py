"""Invented collaborations with many agreed reasons to consult: reporters in Slack, who reacts in
Teams."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from adapters.slack.ids import address as slack_address
from bot.agreement_file.check import read_agreement
from bot.domain.agreement.document import Agreement
from tests.crash.labs import WORKSPACE, a_seat
from tests.fakes.slack_server import FakeSlack
from tests.fakes.teams_people import TeamsPerson, TeamsRoom
from tests.fakes.teams_server import FakeTeams

REPORTERS = 4
_WEEK = "[mon, tue, wed, thu, fri, sat, sun]"
#: What the reasons are called: no two of them are near each other.
_SUBJECTS = (
    *("freezer", "pump", "balance", "centrifuge", "incubator", "label", "courier", "syringe"),
    *("cage", "reagent", "autoclave", "pipette", "badge", "generator", "sensor", "vial"),
    *("notebook", "chiller", "window", "solvent", "printer", "gasket", "compass", "ladder", "tank"),
)
REASONS = len(_SUBJECTS)


class Kind(StrEnum):
    """What is special about the ladder of a reason."""

    PLAIN = "plain"
    REPEATS = "repeats"
    EXPIRES = "expires"
    RESTRICTED = "restricted"


def kind_of(trigger: str) -> Kind:
    """Which ladder a trigger has; they take turns."""
    kinds = tuple(Kind)
    return kinds[_SUBJECTS.index(trigger.removesuffix("_trouble")) % len(kinds)]


@dataclass(frozen=True, kw_only=True)
class Place:
    """One collaboration and where its people and rooms are."""

    number: int
    reporters: tuple[str, ...]
    """Slack users, one for each reporting seat of the CRO."""
    lead: str
    """The Slack user who leads the CRO's side."""
    channel: str
    room: TeamsRoom
    monitor: TeamsPerson
    """Who receives the first notice."""
    manager: TeamsPerson
    """Who is told when nobody has it."""
    start: date

    @property
    def key(self) -> str:
        """The key of the collaboration."""
        return f"site_{self.number}"

    @property
    def in_teams(self) -> tuple[TeamsPerson, ...]:
        """Who has a personal chat in Teams."""
        return (self.monitor, self.manager)

    @property
    def triggers(self) -> tuple[str, ...]:
        """Keys of the agreed reasons."""
        return tuple(f"{subject}_trouble" for subject in _SUBJECTS)

    def title_of(self, trigger: str) -> str:
        """What a reason is called."""
        return trigger.replace("_", " ").capitalize()

    def reporter_of(self, trigger: str) -> int:
        """Whose reason it is: the number of the seat that gives the first notice and decides."""
        return self.triggers.index(trigger) % REPORTERS

    @property
    def agreement_text(self) -> str:
        """The agreement file."""
        end = self.start + timedelta(days=60)
        reporting = "\n".join(
            a_seat(f"reporter_{n}", f"Reporter {n}", "cro") for n in range(REPORTERS)
        )
        triggers = "\n".join(self._trigger(each) for each in self.triggers)
        return f"""\
schema_version: 1
study: {{id: {self.key}, title: Site {self.number}, kind: preclinical_in_vivo, regime: GLP}}
agreement:
  version: 1
  history:
    - {{version: 1, effective: {self.start}, agreed_by: [manager, lead], reason: kick-off}}
phases:
  - {{key: whole, title: The whole time, start: {self.start}, end: {end}}}
parties:
  - {{key: sponsor, side: sponsor, name: Sponsor {self.number}, short: Sponsor, zone: Etc/UTC,
      working_week: {_WEEK}, hours: "00:00-23:59"}}
  - {{key: cro, side: cro, name: Site {self.number}, short: Site, zone: Etc/UTC,
      working_week: {_WEEK}, hours: "00:00-23:59"}}
methods:
  - {{key: channel, title: Shared channel, use_for: daily notes, formal: false}}
seats:
{a_seat("monitor", "Monitor", "sponsor")}
{a_seat("manager", "Program manager", "sponsor")}
{a_seat("lead", "Site lead", "cro")}
{reporting}
triggers:
{triggers}
"""

    def _trigger(self, key: str) -> str:
        seat = f"reporter_{self.reporter_of(key)}"
        more = {
            Kind.PLAIN: ("", ""),
            Kind.REPEATS: (", repeat_every: 20m, repeat_at_most: 2", ""),
            Kind.EXPIRES: ("", "\n    acknowledged_for: 40m"),
            Kind.RESTRICTED: ("", "\n    restricted: true"),
        }
        repeat, rule = more[kind_of(key)]
        return f"""\
  - key: {key}
    title: {self.title_of(key)}
    trigger: {{type: event, text: {self.title_of(key)}}}
    severity: high
    clock: {{starts: awareness, text: when it is known, calendar: clock_hours}}
    first_notice: {{within: 1h, from: {seat}, to: monitor, method: channel}}
    say: [what happened]
    until_decided: nothing is moved
    decided_by: {seat}
    ladder:
      - {{step: 1, after: 0h, seats: {{sponsor: monitor, cro: {seat}}}, if: [start]}}
      - {{step: 2, after: 30m, seats: {{sponsor: manager}}, if: [not_acknowledged]{repeat}}}
      - {{step: 3, after: 60m, seats: {{cro: lead}}, if: [not_resolved]}}
    closes_when: what happened is explained
    basis: example_value{rule}"""

    @property
    def agreement(self) -> Agreement:
        """The same, read."""
        return read_agreement(self.agreement_text)

    @property
    def bindings_text(self) -> str:
        """The bindings file."""
        people = "\n".join(
            f'  - {{name: "{user}", addresses: ["{slack_address(WORKSPACE, user)}"],'
            f" seats: [reporter_{n}]}}"
            for n, user in enumerate(self.reporters)
        )
        return f"""\
tenants:
  - {{party: sponsor, address: "teams:{self.monitor.tenant}"}}
  - {{party: cro, address: "slack:{WORKSPACE}"}}
rooms:
  - {{party: cro, address: "{slack_address(WORKSPACE, self.channel)}"}}
  - {{party: sponsor, address: "{self.room.address}"}}
people:
  - {{name: "{self.monitor.name}", addresses: ["{self.monitor.address}"], seats: [monitor]}}
  - {{name: "{self.manager.name}", addresses: ["{self.manager.address}"],
      seats: [manager], lead: true}}
  - {{name: "Lead {self.number}", addresses: ["{slack_address(WORKSPACE, self.lead)}"],
      seats: [lead], lead: true}}
{people}
"""


def a_place(number: int, start: date, slack: FakeSlack, teams: FakeTeams) -> Place:
    """A collaboration whose people and rooms are known to the fake services."""
    reporters = tuple(f"U0SITE{number}REPORTER{n}" for n in range(REPORTERS))
    lead, channel = f"U0SITE{number}LEAD", f"C0SITE{number}"
    for user in (*reporters, lead):
        slack.add_person(user)
    slack.add_channel(channel, *reporters, lead)
    monitor, manager = teams.person(f"Monitor {number}"), teams.person(f"Manager {number}")
    return Place(
        number=number,
        reporters=reporters,
        lead=lead,
        channel=channel,
        room=teams.room(f"site{number}", monitor, manager),
        monitor=monitor,
        manager=manager,
        start=start,
    )
