"""Invented collaborations with many promises: senders in Slack, receivers in Teams and Slack."""

from dataclasses import dataclass
from datetime import date, timedelta

from adapters.slack.ids import address as slack_address
from bot.agreement_file.check import read_agreement
from bot.domain.agreement.document import Agreement
from tests.fakes.slack_server import FakeSlack
from tests.fakes.teams_people import TeamsPerson, TeamsRoom
from tests.fakes.teams_server import FakeTeams

WORKSPACE = "T0SPONSOR"
#: Wall times, in UTC, at which every sender owes a note each day.
TIMES = ("08:00", "16:00")
_WEEK = "[mon, tue, wed, thu, fri, sat, sun]"


@dataclass(frozen=True, kw_only=True)
class Lab:
    """One collaboration and where its people and rooms are."""

    number: int
    senders: tuple[str, ...]
    """Slack users, one for each sending seat."""
    channel: str
    """The Slack channel in which the receiving side reads the answers."""
    room: TeamsRoom
    """The Teams channel in which it reads them, too."""
    manager: TeamsPerson
    """Who is told when something has not come."""
    start: date

    @property
    def key(self) -> str:
        """The key of the collaboration."""
        return f"lab_{self.number}"

    @property
    def in_teams(self) -> tuple[TeamsPerson, ...]:
        """Who has a personal chat in Teams."""
        return (self.manager,)

    @property
    def agreement_text(self) -> str:
        """The agreement file."""
        seats = range(len(self.senders))
        senders = "\n".join(a_seat(f"sender_{n}", f"Sender {n}", "cro") for n in seats)
        cadences = "\n".join(_cadence(n, at) for n in seats for at in TIMES)
        end = self.start + timedelta(days=60)
        return f"""\
schema_version: 1
study: {{id: {self.key}, title: Laboratory {self.number}, kind: preclinical_in_vivo, regime: GLP}}
agreement:
  version: 1
  history:
    - {{version: 1, effective: {self.start}, agreed_by: [manager, lead], reason: kick-off}}
phases:
  - {{key: whole, title: The whole time, start: {self.start}, end: {end}}}
parties:
  - {{key: sponsor, side: sponsor, name: Sponsor {self.number}, short: Sponsor, zone: Etc/UTC,
      working_week: {_WEEK}, hours: "00:00-23:59"}}
  - {{key: cro, side: cro, name: Laboratory {self.number}, short: Lab, zone: Etc/UTC,
      working_week: {_WEEK}, hours: "00:00-23:59"}}
methods:
  - {{key: channel, title: Shared channel, use_for: daily notes, formal: false}}
seats:
{a_seat("manager", "Program manager", "sponsor")}
{a_seat("lead", "Laboratory lead", "cro")}
{senders}
cadences:
{cadences}
"""

    @property
    def agreement(self) -> Agreement:
        """The same, read."""
        return read_agreement(self.agreement_text)

    @property
    def bindings_text(self) -> str:
        """The bindings file."""
        people = "\n".join(
            f'  - {{name: "{user}", addresses: ["{slack_address(WORKSPACE, user)}"],'
            f" seats: [sender_{n}]}}"
            for n, user in enumerate(self.senders)
        )
        lead = slack_address(WORKSPACE, f"U0LEAD{self.number}")
        return f"""\
tenants:
  - {{party: sponsor, address: "teams:{self.manager.tenant}"}}
  - {{party: cro, address: "slack:{WORKSPACE}"}}
rooms:
  - {{party: sponsor, address: "{slack_address(WORKSPACE, self.channel)}"}}
  - {{party: sponsor, address: "{self.room.address}"}}
people:
  - {{name: "Program manager {self.number}", addresses: ["{self.manager.address}"],
      seats: [manager], lead: true}}
  - {{name: "Lead {self.number}", addresses: ["{lead}"], seats: [lead], lead: true}}
{people}
"""


def a_lab(number: int, senders: int, start: date, slack: FakeSlack, teams: FakeTeams) -> Lab:
    """A collaboration whose people and rooms are known to the fake services."""
    users = tuple(f"U0LAB{number}SENDER{n}" for n in range(senders))
    for user in (*users, f"U0LEAD{number}"):
        slack.add_person(user)
    slack.add_channel(f"C0LAB{number}", *users)
    manager = teams.person(f"Program manager {number}")
    return Lab(
        number=number,
        senders=users,
        channel=f"C0LAB{number}",
        room=teams.room(f"lab{number}", manager),
        manager=manager,
        start=start,
    )


def a_seat(key: str, title: str, party: str) -> str:
    """A seat of an agreement file."""
    return f"""\
  - key: {key}
    title: {title}
    party: {party}
    contact: {{preferred: channel, urgent: channel}}
    reply_within: {{normal: 1bd, urgent: 4h}}"""


def _cadence(sender: int, at: str) -> str:
    key = f"note_{sender}_{at[:2]}"
    return f"""\
  - key: {key}
    title: Note {sender} of {at[:2]} h
    from: sender_{sender}
    to: [manager]
    method: channel
    rule: {{every: day, at: "{at}", zone: Etc/UTC}}
    contents: [what was done, what comes next]
    grace: 1h
    if_day_off: send_anyway
    if_late:
      remind: {{seat: sender_{sender}, after: 30m}}
      tell: [{{seat: manager, after: 2h}}]"""
