"""What would fail silently later is found beforehand, each with who must do what about it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.platform import ConsolePlatform
from bot.cards.compose.preflight import findings_card
from bot.cards.plain import card_text
from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import HolidayCalendar, OfficeHours
from bot.domain.finding import Finding, FindingKind
from bot.domain.instant import Instant
from bot.domain.joining import Gap, GoneBecause
from bot.domain.people import Collaboration, Holding, Lead, Person, Room, Tenant
from bot.domain.visibility import A_ROOM, EVERYTHING, Reader, seated, visible_seat
from bot.engine import preflight_places
from bot.engine.directory import Directory
from bot.engine.outgoing import TryLater
from bot.engine.platform import ChatPlatform, Fault, FaultKind, Member
from bot.engine.preflight import inspect
from bot.engine.scene import Setting
from bot.engine.storage_ports import DirectoryData
from tests.builders import SEATS, a_cro, a_holiday, a_party, a_seat, a_sponsor, an_agreement, at
from tests.unit.engine.examples import PHASE_1, example

NOW = at("2026-12-01T09:00", "Europe/London")
CHANNEL = Address("slack", "T0SPONSOR", "C0STUDY")
TEAM = Address("teams", "deccan", "19:study@thread.tacv2")
HOMES = {"sponsor": ("slack", "T0SPONSOR"), "cro": ("teams", "deccan")}
IN_LONDON = a_sponsor(zone="Europe/London")
WELL = an_agreement(
    parties=(IN_LONDON, a_cro()),
    seats=tuple(
        replace(seat, deputy="site_head") if seat.key == "cro_pm" else seat for seat in SEATS
    ),
)


@dataclass(kw_only=True)
class Whole:
    """A collaboration in which everything is in place; each test takes something away."""

    agreement: Agreement = WELL
    rooms: tuple[tuple[str, Address], ...] = (("sponsor", CHANNEL), ("cro", TEAM))
    leads: tuple[tuple[str, str], ...] = (("sponsor", "program_manager"), ("cro", "cro_pm"))
    vacant: tuple[str, ...] = ()
    sits: Mapping[str, str] | None = None
    """Seats held by the holder of another seat."""
    without_address: tuple[str, ...] = ()
    now: Instant = NOW

    @property
    def setting(self) -> Setting:
        """As the engine sees it."""
        collaboration = Collaboration(id="c1", key="rat_tox", title="Rats", version=2)
        sits = self.sits or {}
        return Setting(
            now=self.now,
            collaboration=collaboration,
            agreement=self.agreement,
            directory=Directory(
                DirectoryData(
                    revision=1,
                    collaborations=(collaboration,),
                    people=tuple(self._person(seat.key) for seat in self.agreement.seats),
                    rooms=tuple(
                        Room(collaboration="c1", party=party, address=room)
                        for party, room in self.rooms
                    ),
                    tenants=tuple(
                        Tenant(collaboration="c1", party=party, address=Address(*home))
                        for party, home in HOMES.items()
                    ),
                    holdings=tuple(
                        Holding(
                            collaboration="c1",
                            seat=seat.key,
                            person=sits.get(seat.key, seat.key),
                            since=at("2026-01-01T09:00"),
                        )
                        for seat in self.agreement.seats
                        if seat.key not in self.vacant
                    ),
                    leads=tuple(
                        Lead(collaboration="c1", party=party, person=seat)
                        for party, seat in self.leads
                    ),
                )
            ),
        )

    def _person(self, seat: str) -> Person:
        party = self.agreement.seat[seat].party
        home = HOMES.get(party, HOMES["cro"])
        addresses = () if seat in self.without_address else (Address(*home, f"U-{seat}"),)
        return Person(id=seat, name=f"Holder of {seat}", addresses=addresses)


def everywhere(
    faults: Mapping[Address, Sequence[Fault]] | None = None,
    members: Mapping[Address, Sequence[Member]] | None = None,
) -> dict[str, ChatPlatform]:
    both: ChatPlatform = ConsolePlatform(faults=faults, members=members)
    return {"slack": both, "teams": both}


async def found(
    whole: Whole,
    platforms: Mapping[str, ChatPlatform] | None = None,
    *,
    reader: Reader = EVERYTHING,
    gaps: Sequence[Gap] = (),
    can_lock: bool = True,
) -> tuple[Finding, ...]:
    known = everywhere() if platforms is None else platforms
    return await inspect(whole.setting, known, reader=reader, can_lock=can_lock, gaps=gaps)


def person(seat: str) -> Address:
    return Address(*HOMES[WELL.seat[seat].party], f"U-{seat}")


async def test_a_healthy_pair_reports_nothing_and_says_so_in_one_line() -> None:
    assert await found(Whole()) == ()
    card = findings_card((), NOW, "Europe/London")
    assert card_text(card).splitlines()[1] == (
        "Everything is in place: rooms, people, seats, office hours and days off."
    )
    assert [(b.action, dict(b.value)) for b in card.buttons] == [("ask", {"text": "connect"})]


ROOM_FAULTS = [
    (CHANNEL, "not_installed", "a Slack administrator of Larkspur", "Install Accord in the works"),
    (TEAM, "not_installed", "a Teams administrator of Deccan", "Teams admin center"),
    (CHANNEL, "not_in_room", "a member of the Slack channel of Larkspur", "type /invite @Accord"),
    (TEAM, "app_not_added", "an owner of the Teams team of Deccan", "Add the Accord app"),
    (CHANNEL, "room_gone", "the lead of Larkspur", "“connect here”"),
    (TEAM, "room_gone", "the lead of Deccan", "“connect here”"),
    (CHANNEL, "missing_scope", "a Slack administrator of Larkspur", "Install Accord again"),
    (CHANNEL, "post_only", "a Slack administrator of Larkspur", "“post, invite, and more”"),
    (TEAM, "cannot_check", "whoever runs Accord", "whether Teams can be reached"),
]


@pytest.mark.parametrize(("room", "kind", "who", "what"), ROOM_FAULTS)
async def test_what_a_platform_tells_of_a_room_names_who_acts_and_how(
    room: Address, kind: str, who: str, what: str
) -> None:
    fault = Fault(kind=FaultKind(kind), detail="chat:write")
    (finding,) = await found(Whole(), everywhere({room: [fault]}))
    assert (finding.kind, finding.who) == (kind, who)
    assert what in finding.what
    assert ("chat:write" in finding.wrong) is (kind in ("missing_scope", "cannot_check"))


PERSON_FAULTS = [
    ("study_monitor", "person_gone", "the lead of Larkspur", "“seats fill”"),
    ("study_monitor", "no_direct_messages", "a Slack administrator of Larkspur", "Slack Connect"),
    ("study_director", "no_direct_messages", "a Teams administrator of Deccan", "say hello"),
    ("study_director", "not_in_any_room", "the lead of Deccan", "Invite this person"),
    ("study_director", "not_installed", "a Teams administrator of Deccan", "Allow the Accord app"),
    ("study_monitor", "missing_scope", "a Slack administrator of Larkspur", "grant"),
    ("study_monitor", "cannot_check", "whoever runs Accord", "Slack can be reached"),
]


@pytest.mark.parametrize(("seat", "kind", "who", "what"), PERSON_FAULTS)
async def test_what_a_platform_tells_of_a_person_names_who_acts_and_how(
    seat: str, kind: str, who: str, what: str
) -> None:
    fault = Fault(kind=FaultKind(kind))
    (finding,) = await found(Whole(), everywhere({person(seat): [fault]}))
    assert (finding.kind, finding.who) == (kind, who)
    assert what in finding.what
    assert finding.subject == f"Holder of {seat} ({WELL.seat[seat].title})"


async def test_every_fault_a_platform_can_tell_has_a_finding_of_the_same_name() -> None:
    assert {kind.value for kind in FaultKind} <= {kind.value for kind in FindingKind}


async def test_who_is_reached_at_one_address_need_not_be_in_a_room_of_the_other() -> None:
    whole = Whole(rooms=(("sponsor", CHANNEL), ("cro", TEAM)))
    second = Address("slack", "T0CRO", "U-second")
    people = whole.setting.directory
    director = people.person("study_director")
    both = replace(director, addresses=(*director.addresses, second))
    data = DirectoryData(
        revision=2,
        collaborations=tuple(people.collaborations.values()),
        people=(*(people.person(s.key) for s in WELL.seats if s.key != both.id), both),
        rooms=people.bound("c1").rooms,
        tenants=people.bound("c1").tenants,
        holdings=people.bound("c1").holdings,
        leads=people.bound("c1").leads,
    )
    setting = replace(whole.setting, directory=Directory(data))
    absent = [Fault(kind=FaultKind.NOT_IN_ANY_ROOM)]
    there = await inspect(setting, everywhere({second: absent}), reader=EVERYTHING, can_lock=True)
    assert there == ()
    nowhere = everywhere({second: absent, person("study_director"): absent})
    (finding,) = await inspect(setting, nowhere, reader=EVERYTHING, can_lock=True)
    assert finding.kind is FindingKind.NOT_IN_ANY_ROOM


async def test_a_seat_kept_to_private_messages_is_not_missed_in_the_rooms() -> None:
    director = WELL.seat["study_director"]
    private = replace(director, contact=replace(director.contact, in_room=False))
    seats = tuple(private if seat.key == director.key else seat for seat in WELL.seats)
    absent = everywhere({person("study_director"): [Fault(kind=FaultKind.NOT_IN_ANY_ROOM)]})
    assert await found(Whole(agreement=replace(WELL, seats=seats)), absent) == ()


async def test_people_of_no_party_are_counted_and_never_named() -> None:
    strangers = [
        Member(address=Address("slack", "T0ELSE", f"U{n}"), name="Prying Eyes") for n in range(2)
    ]
    insider = Member(address=Address("slack", "T0SPONSOR", "U9"), name="Somebody")
    (finding,) = await found(Whole(), everywhere(members={CHANNEL: [*strangers, insider]}))
    assert finding.kind is FindingKind.UNKNOWN_TENANT
    assert finding.wrong.startswith("2 people from a Slack workspace that belongs to no party are")
    assert finding.who == "the lead of Larkspur"
    assert "Prying" not in str(finding)


async def test_a_guest_who_holds_a_seat_is_no_stranger() -> None:
    guest = Address("teams", "unknown", "U-guest")
    whole = Whole()
    data = whole.setting.directory.bound("c1")
    known = Person(id="guest", name="Guest", addresses=(guest,))
    everybody = (*(whole.setting.directory.person(seat.key) for seat in WELL.seats), known)
    sits = Holding(
        collaboration="c1", seat="site_head", person="guest", since=at("2026-01-01T09:00")
    )
    setting = replace(
        whole.setting,
        directory=Directory(
            replace(
                data,
                people=everybody,
                holdings=(*data.holdings, sits),
                collaborations=(whole.setting.collaboration,),
            )
        ),
    )
    there = everywhere(members={TEAM: [Member(address=guest, name="Guest")]})
    assert await inspect(setting, there, reader=EVERYTHING, can_lock=True) == ()


async def test_a_platform_that_is_not_set_up_is_one_finding() -> None:
    slack_only = {"slack": everywhere()["slack"]}
    (finding,) = await found(Whole(), slack_only)
    assert finding.kind is FindingKind.NO_PLATFORM
    assert (finding.subject, finding.who, finding.party) == ("Teams", "whoever runs Accord", None)


async def test_a_party_without_a_room_or_lead_is_found() -> None:
    (no_room,) = await found(Whole(rooms=(("sponsor", CHANNEL),)))
    assert (no_room.kind, no_room.who) == (FindingKind.NO_ROOM, "the lead of Deccan")
    assert "connect here" in no_room.what
    (no_lead,) = await found(Whole(leads=(("sponsor", "program_manager"),)))
    assert (no_lead.kind, no_lead.who) == (FindingKind.NO_LEAD, "the lead of Larkspur")
    assert "connect code" in no_lead.what
    nobody = await found(Whole(leads=()))
    assert {(f.kind, f.who) for f in nobody} == {(FindingKind.NO_LEAD, "whoever runs Accord")}


async def test_an_empty_seat_is_found_and_many_share_one_line() -> None:
    findings = await found(Whole(vacant=("study_pathologist", "inlife_supervisor")))
    assert [f.kind for f in findings] == [FindingKind.NO_HOLDER] * 2
    text = card_text(findings_card(findings, NOW, "Europe/London"))
    assert "The lead of Deccan" in text
    assert "- Inlife supervisor, Study pathologist: held by nobody. Type “seats fill”." in text


async def test_a_seat_without_deputy_is_found_unless_it_is_a_desk() -> None:
    desk = a_seat("safety_desk", team=True)
    alone = a_seat("qa_lead")
    agreement = replace(WELL, seats=(*WELL.seats, desk, alone))
    (finding,) = await found(Whole(agreement=agreement))
    assert (finding.kind, finding.subject) == (FindingKind.NO_DEPUTY, "Qa lead")
    assert finding.who == "the lead of Deccan"


async def test_one_person_in_a_seat_and_its_deputy_seat_is_found() -> None:
    findings = await found(Whole(sits={"site_head": "cro_pm"}))
    assert {f.kind for f in findings} == {FindingKind.DEPUTY_IS_HOLDER}
    assert [f.subject for f in findings] == ["Client project manager", "Site head"]


async def test_somebody_without_an_address_is_found_unless_that_is_agreed() -> None:
    (finding,) = await found(Whole(without_address=("study_monitor",)))
    assert (finding.kind, finding.who) == (FindingKind.NOT_IN_CHAT, "the lead of Larkspur")
    monitor = WELL.seat["study_monitor"]
    agreed = replace(monitor, contact=replace(monitor.contact, in_chat=False))
    seats = tuple(agreed if seat.key == monitor.key else seat for seat in WELL.seats)
    whole = Whole(agreement=replace(WELL, seats=seats), without_address=("study_monitor",))
    assert await found(whole) == ()


async def test_an_open_gap_is_found_once_and_dated() -> None:
    gap = Gap(
        collaboration="c1",
        seat="study_director",
        person="study_director",
        because=GoneBecause.LEFT,
        since=at("2026-11-28T10:00"),
    )
    gone = everywhere({person("study_director"): [Fault(kind=FaultKind.NOT_IN_ANY_ROOM)]})
    (finding,) = await found(Whole(), gone, gaps=[gap])
    assert finding.kind is FindingKind.HOLDER_GONE
    assert "Sat 28 Nov 2026" in finding.wrong
    stale = replace(gap, person="somebody before")
    assert await found(Whole(), gaps=[stale]) == ()


async def test_office_hours_that_never_meet_are_told_on_both_clocks() -> None:
    (finding,) = await found(Whole(agreement=replace(WELL, parties=(a_sponsor(), a_cro()))))
    assert finding.kind is FindingKind.NO_SHARED_HOURS
    assert finding.who == "the leads of Larkspur and Deccan"
    assert "Larkspur works 08:30-17:00, which is 22:00-06:30 Kolkata time" in finding.wrong
    assert "Deccan works 09:00-18:00, which is 19:30-04:30 Los Angeles time" in finding.wrong


async def test_office_hours_of_parties_that_owe_each_other_nothing_do_not_matter() -> None:
    lab = a_party(
        zone="America/Los_Angeles",
        hours=OfficeHours.parse("09:00-17:00"),
        holidays=(a_holiday(date(2026, 12, 25)), a_holiday(date(2027, 1, 1))),
    )
    parties = (*WELL.parties, lab)
    findings = await found(Whole(agreement=replace(WELL, parties=parties)))
    assert {f.kind for f in findings} == {FindingKind.NO_ROOM, FindingKind.NO_LEAD}


async def test_days_off_of_the_coming_year_must_be_known_half_a_year_ahead() -> None:
    this_year = replace(IN_LONDON, holidays=(a_holiday(date(2026, 12, 25)),))
    agreement = replace(WELL, parties=(this_year, a_cro()))
    (finding,) = await found(Whole(agreement=agreement))
    assert (finding.kind, finding.who) == (FindingKind.HOLIDAYS_MISSING, "the lead of Larkspur")
    assert "2027" in finding.wrong
    early = Whole(agreement=agreement, now=at("2026-06-15T09:00"))
    assert await found(early) == ()


async def test_days_off_from_the_library_are_known_and_no_year_after_the_work_is_asked_for() -> (
    None
):
    library = replace(IN_LONDON, holidays=(), holiday_calendar=HolidayCalendar(country="GB"))
    assert await found(Whole(agreement=replace(WELL, parties=(library, a_cro())))) == ()
    listed = replace(IN_LONDON, holidays=(a_holiday(date(2027, 5, 3)),))
    last_month = Whole(
        agreement=replace(WELL, parties=(listed, a_cro())), now=at("2027-05-20T09:00")
    )
    assert await found(last_month) == ()


async def test_a_provisional_day_is_told_when_it_is_near() -> None:
    """Eid al-Fitr on 10 March 2027 waits for the moon."""
    assert await found(Whole(now=at("2027-01-08T12:00"))) == ()
    (finding,) = await found(Whole(now=at("2027-01-09T12:00")))
    assert (finding.kind, finding.who) == (FindingKind.UNCONFIRMED_DAY, "the lead of Deccan")
    assert finding.wrong.startswith("Eid al-Fitr (Wed 10 Mar 2027) stands as a day off")


class Unwell(ConsolePlatform):
    """A platform that is away, or broken, or never answers; and counts who asks at a time."""

    def __init__(self, trouble: str) -> None:
        super().__init__()
        self.trouble = trouble
        self.now = self.most = 0

    async def check_room(self, room: Address) -> Sequence[Fault]:  # noqa: ARG002 - all are alike
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(0)
            if self.trouble == "away":
                raise TryLater("conversations.info: ratelimited")
            if self.trouble == "broken":
                raise KeyError("channel")
            if self.trouble == "silent":
                await asyncio.Event().wait()
        finally:
            self.now -= 1
        return ()

    async def check_person(
        self,
        person: Address,
        rooms: Sequence[Address],  # noqa: ARG002 - all are alike
    ) -> Sequence[Fault]:
        return await self.check_room(person)


@pytest.mark.parametrize(
    ("trouble", "said"),
    [("away", "ratelimited"), ("broken", "KeyError"), ("silent", "no answer in time")],
)
async def test_a_place_that_does_not_answer_is_a_finding_and_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, trouble: str, said: str
) -> None:
    monkeypatch.setattr(preflight_places, "TIME_LIMIT", 0.01)
    platforms = {**everywhere(), "teams": Unwell(trouble)}
    findings = await found(Whole(vacant=("study_monitor",)), platforms)
    unchecked = [f for f in findings if f.kind is FindingKind.CANNOT_CHECK]
    assert len(unchecked) == 1 + len([s for s in WELL.seats if s.party == "cro"])
    assert all(said in f.wrong and f.who == "whoever runs Accord" for f in unchecked)
    assert FindingKind.NO_HOLDER in {f.kind for f in findings}


async def test_only_a_few_places_are_asked_at_a_time() -> None:
    many = tuple(a_seat(f"seat_{n}", deputy="site_head") for n in range(40))
    platform = Unwell("")
    agreement = replace(WELL, seats=(*WELL.seats, *many))
    assert await found(Whole(agreement=agreement), {"slack": platform, "teams": platform}) == ()
    assert 1 < platform.most <= 8


BLINDED = example(PHASE_1)
BLINDED_SEATS = [seat.key for seat in BLINDED.seats]


@given(
    vacant=st.sets(st.sampled_from(BLINDED_SEATS)),
    held=st.sets(st.sampled_from(BLINDED_SEATS), max_size=2),
    gone=st.sets(st.sampled_from(BLINDED_SEATS), max_size=3),
)
def test_seats_that_do_not_exist_for_a_reader_are_never_spoken_of(
    vacant: set[str], held: set[str], gone: set[str]
) -> None:
    bare = replace(BLINDED, seats=tuple(replace(seat, deputy=None) for seat in BLINDED.seats))
    whole = Whole(
        agreement=bare,
        vacant=tuple(vacant),
        leads=(("sponsor", BLINDED_SEATS[0]),),
        without_address=tuple(sorted(vacant)),
    )
    reader = seated(*held) if held else A_ROOM
    gaps = [
        Gap(collaboration="c1", seat=seat, person=seat, because=GoneBecause.LEFT, since=NOW)
        for seat in gone
    ]
    everyone = [Address(*HOMES[seat.party], f"U-{seat.key}") for seat in BLINDED.seats]
    faults = {each: [Fault(kind=FaultKind.PERSON_GONE)] for each in everyone}
    findings = asyncio.run(found(whole, everywhere(faults), reader=reader, gaps=gaps))
    said = " ".join(f"{f.subject} {f.wrong} {f.what}" for f in findings)
    hidden = [seat for seat in BLINDED.seats if not visible_seat(BLINDED, seat.key, reader)]
    assert [seat.key for seat in hidden if seat.title in said or seat.key in said] == []
    shown = [seat for seat in BLINDED.seats if seat not in hidden and not seat.team]
    assert {s.title for s in shown} <= {
        f.subject for f in findings if f.kind is FindingKind.NO_DEPUTY
    }
