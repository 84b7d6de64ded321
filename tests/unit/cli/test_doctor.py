"""`accord doctor`, run as people run it, against a Slack that is really asked."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.agreement_file.yaml_text import dump_yaml
from bot.domain.agreement.parties import HolidayCalendar
from bot.domain.agreement.pulse import PulseActs
from tests.builders import SEATS, a_cro, a_pulse, a_sponsor, an_agreement
from tests.fakes.slack_server import FakeSlack

ROOT = Path(__file__).parents[3]
BINDINGS = """
tenants:
  - {party: sponsor, address: "slack:T0SPONSOR"}
  - {party: cro, address: "slack:T0CRO"}
rooms:
  - {party: sponsor, address: "slack:T0SPONSOR/C0STUDY"}
  - {party: cro, address: "slack:T0SPONSOR/C0STUDY"}
people:
  - {name: Manager, addresses: ["slack:T0SPONSOR/U0PM"], seats: [program_manager], lead: true}
  - {name: Monitor, addresses: ["slack:T0SPONSOR/U0MONITOR"], seats: [study_monitor]}
  - {name: Vice, addresses: ["slack:T0SPONSOR/U0VP"], seats: [vp_rd]}
  - name: Client manager
    addresses: ["slack:T0CRO/U0CRO"]
    seats: [cro_pm, inlife_supervisor, study_pathologist]
    lead: true
  - {name: Director, addresses: ["slack:T0CRO/U0SD"], seats: [study_director]}
  - {name: Head, addresses: ["slack:T0CRO/U0HEAD"], seats: [site_head]}
"""
KEY = Fernet.generate_key().decode()
PEOPLE = ("U0PM", "U0MONITOR", "U0VP", "U0CRO", "U0SD", "U0HEAD")


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int | None
    out: str
    err: str


@dataclass(kw_only=True)
class Office:
    """A folder with a database, and a Slack to look into."""

    folder: Path
    slack: FakeSlack

    async def accord(self, *arguments: str, **environment: str) -> Ran:
        """Run a command beside the fake Slack."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("ACCORD_", "SLACK_"))}
        settings = {
            "PYTHONPATH": str(ROOT),
            "SLACK_SIGNING_SECRET": "s",
            "SLACK_BOT_TOKEN": "xoxb-sponsor",
            "SLACK_API_URL": self.slack.api_url,
            "ACCORD_SECRET_KEY": KEY,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments,
            cwd=self.folder,
            env={**clean, **settings, **environment},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        out, err = await process.communicate()
        return Ran(process.returncode, out.decode(), err.decode())


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A collaboration in which nothing is missing, whatever day it is."""
    calendar = HolidayCalendar(country="GB")
    acts = PulseActs(average_under=3.0, gap_over=1.5, agenda_of="biweekly_call")
    agreed = an_agreement(
        parties=(
            a_sponsor(zone="Europe/London", holidays=(), holiday_calendar=calendar),
            a_cro(holidays=(), holiday_calendar=calendar),
        ),
        seats=tuple(
            replace(seat, deputy="site_head") if seat.key == "cro_pm" else seat for seat in SEATS
        ),
        pulse=a_pulse(acts=acts),
    )
    first = replace(agreed.agreement, version=1)
    text = dump_yaml(replace(agreed, agreement=first))
    (tmp_path / "agreement.yaml").write_text(text)
    (tmp_path / "bindings.yaml").write_text(BINDINGS)
    async with FakeSlack() as slack:
        for user in PEOPLE:
            slack.add_person(user, team="T0SPONSOR" if user in PEOPLE[:3] else "T0CRO")
        slack.add_channel("C0STUDY", *PEOPLE)
        office = Office(folder=tmp_path, slack=slack)
        imported = await office.accord(
            "agreement", "import", "agreement.yaml", "--bind", "bindings.yaml"
        )
        assert imported.code == 0, imported.err
        yield office
        assert slack.complaints() == []


async def test_a_healthy_collaboration_is_said_to_be_so(office: Office) -> None:
    done = await office.accord("doctor")
    assert (done.code, done.err) == (0, "")
    assert "rat_tox\nEverything is in place: rooms, people, seats" in done.out
    assert office.slack.world.said == {}  # nobody was shown anything


async def test_each_finding_is_printed_with_who_and_what(office: Office) -> None:
    office.slack.add_channel("C0STUDY", *PEOPLE, with_accord=False)
    office.slack.add_person("U0SD", team="T0CRO", deleted=True)
    bindings = office.folder / "bindings.yaml"
    bindings.write_text(BINDINGS.replace("[cro_pm, inlife_supervisor,", "[cro_pm,"))
    await office.accord("agreement", "import", "agreement.yaml", "--bind", "bindings.yaml")
    done = await office.accord("doctor", "--collaboration", "rat_tox", ACCORD_SECRET_KEY="")
    assert done.code == 1
    for line in (
        "A member of the Slack channel of Larkspur",
        "- Slack channel of Larkspur: Accord is not in it. Invite Accord: type /invite @Accord in the channel.",  # noqa: E501
        "The lead of Deccan",
        "- Inlife supervisor: held by nobody. Type “seats fill”.",
        "Whoever runs Accord",
        "- The pulse: agreed, and not asked, because the server has no key to lock answers with. Set ACCORD_SECRET_KEY (accord doctor --new-key prints a key) and start Accord again; the next round is asked then.",  # noqa: E501
    ):
        assert line in done.out.splitlines()
    assert "- Director (Study director): the Slack account is closed" in done.out


async def test_it_does_not_take_events_away_from_the_bot(office: Office) -> None:
    done = await office.accord("doctor", SLACK_SIGNING_SECRET="", SLACK_APP_TOKEN="xapp-1")
    assert done.code == 0, done.out
    assert office.slack.called("apps.connections.open") == []


async def test_an_unknown_collaboration_is_one_sentence_and_none_is_wrong_usage(
    office: Office,
) -> None:
    done = await office.accord("doctor", "--collaboration", "mouse_tox")
    assert done.code == 1
    assert 'There is no collaboration "mouse_tox". Known: rat_tox.' in done.err
    assert (await office.accord("doctor", "--collaboration")).code == 2


async def test_a_database_that_is_away_or_old_is_in_the_list(office: Office) -> None:
    away = await office.accord(
        "doctor", ACCORD_DATABASE_URL="postgresql://accord@127.0.0.1:9/accord"
    )
    assert away.code == 1
    assert "- The database cannot be reached: " in away.out
    assert "Traceback" not in away.err
    empty = await office.accord("doctor", ACCORD_DATABASE_URL="sqlite:///other.db")
    assert empty.code == 1
    assert "- The database is not up to date. Run: accord db upgrade" in empty.out
    assert not (office.folder / "other.db").exists()


async def test_a_platform_a_collaboration_needs_and_that_is_not_set_up_is_found(
    office: Office,
) -> None:
    done = await office.accord("doctor", SLACK_SIGNING_SECRET="", SLACK_BOT_TOKEN="")
    assert done.code == 1
    assert "- No platform is set up." in done.out
    assert "- Slack: needed here, and not set up." in done.out
