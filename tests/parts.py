"""The single items of an agreement for tests; import them from `tests.builders`."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from bot.domain.agreement.areas import Access, Area, AreaKind, Location, Transferred
from bot.domain.agreement.cadences import (
    Cadence,
    ContentItem,
    Every,
    IfDayOff,
    IfLate,
    LateStep,
    Rule,
)
from bot.domain.agreement.conduct import Method
from bot.domain.agreement.parties import Holiday, OfficeHours, Party, Side, Weekday
from bot.domain.agreement.pulse import Comments, Pulse, PulseActs, PulseQuestion, Scale, Shown
from bot.domain.agreement.seats import Contact, ReplyWithin, Seat
from bot.domain.agreement.study import Phase
from bot.domain.agreement.triggers import (
    CLOCK_HOURS,
    ClockStart,
    FirstNotice,
    LadderStep,
    Occurrence,
    Severity,
    StepIf,
    Trigger,
    TriggerClock,
    TriggerType,
)
from bot.domain.duration import Duration

SAN_DIEGO = "America/Los_Angeles"
HYDERABAD = "Asia/Kolkata"

WEEKDAYS = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)
SIX_DAYS = (*WEEKDAYS, Weekday.SAT)
SUNDAY_TO_THURSDAY = (Weekday.SUN, Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU)


def a_holiday(day: date, name: str = "Holiday", **overrides: Any) -> Holiday:
    """One day off."""
    return replace(Holiday(date=day, name=name), **overrides)


def a_sponsor(**overrides: Any) -> Party:
    """Larkspur, key `sponsor`: San Diego, Monday to Friday, its American holidays of 2026/27."""
    default = Party(
        key="sponsor",
        side=Side.SPONSOR,
        name="Larkspur Bio, Inc.",
        short="Larkspur",
        city="San Diego, US",
        zone=SAN_DIEGO,
        working_week=WEEKDAYS,
        hours=OfficeHours(time(8, 30), time(17)),
        holidays=(
            a_holiday(date(2026, 11, 26), "Thanksgiving"),
            a_holiday(date(2026, 11, 27), "Day after Thanksgiving"),
            a_holiday(date(2026, 12, 25), "Christmas"),
            a_holiday(date(2027, 1, 1), "New Year"),
            a_holiday(date(2027, 1, 18), "Martin Luther King Jr. Day"),
            a_holiday(date(2027, 2, 15), "Presidents' Day"),
            a_holiday(date(2027, 5, 31), "Memorial Day"),
        ),
    )
    return replace(default, **overrides)


def a_cro(**overrides: Any) -> Party:
    """Deccan, key `cro`: Hyderabad, Monday to Saturday, its Indian holidays of 2026/27."""
    default = Party(
        key="cro",
        side=Side.CRO,
        name="Deccan Preclinical Labs Pvt. Ltd.",
        short="Deccan",
        city="Hyderabad, India",
        zone=HYDERABAD,
        working_week=SIX_DAYS,
        hours=OfficeHours(time(9), time(18)),
        holidays=(
            a_holiday(date(2026, 12, 25), "Christmas"),
            a_holiday(date(2027, 1, 15), "Sankranti (company holiday)"),
            a_holiday(date(2027, 1, 26), "Republic Day"),
            a_holiday(date(2027, 3, 10), "Eid al-Fitr", provisional=True),
            a_holiday(date(2027, 3, 22), "Holi"),
            a_holiday(date(2027, 4, 14), "Ambedkar Jayanti"),
        ),
    )
    return replace(default, **overrides)


def a_party(key: str = "lab", **overrides: Any) -> Party:
    """A further party without holidays: a central laboratory in London, Monday to Friday."""
    default = Party(
        key=key,
        side=Side.OTHER,
        name="Thames Central Laboratory Ltd",
        short="Thames",
        zone="Europe/London",
        working_week=WEEKDAYS,
        hours=OfficeHours(time(9), time(17, 30)),
    )
    return replace(default, **overrides)


def a_seat(key: str = "qa_lead", party: str = "cro", **overrides: Any) -> Seat:
    """A seat; the title is made of its key, it answers in a business day, in the channel."""
    default = Seat(
        key=key,
        party=party,
        title=key.replace("_", " ").capitalize(),
        contact=Contact(preferred="channel", urgent="phone", phone="+91 40 0000 0199"),
        reply_within=ReplyWithin(normal=Duration.parse("1bd"), urgent=Duration.parse("4h")),
    )
    return replace(default, **overrides)


def a_phase(key: str, start: date, end: date, **overrides: Any) -> Phase:
    """A named range of days, the last included."""
    return replace(Phase(key=key, title=key.capitalize(), start=start, end=end), **overrides)


def an_area(key: str = "samples", **overrides: Any) -> Area:
    """Something the study director owns, with the study monitor as counterpart."""
    default = Area(
        key=key,
        title=key.replace("_", " ").capitalize(),
        kind=AreaKind.ACTIVITY,
        responsible="study_director",
        accountable="study_director",
        counterpart="study_monitor",
        transferred=Transferred.YES,
    )
    return replace(default, **overrides)


def a_location(key: str = "shared_folder", **overrides: Any) -> Location:
    """A shared folder that the program manager looks after."""
    default = Location(
        key=key,
        title=key.replace("_", " ").capitalize(),
        system="Box",
        path=f"box.larkspur.example/{key}",
        owner="program_manager",
        access=Access(granted_by="program_manager", within=Duration.parse("1bd")),
    )
    return replace(default, **overrides)


def a_method(key: str, **overrides: Any) -> Method:
    """A way to communicate that is no formal notice."""
    title = key.replace("_", " ").capitalize()
    return replace(
        Method(key=key, title=title, use_for="everyday questions", formal=False), **overrides
    )


def a_rule(**overrides: Any) -> Rule:
    """Every Friday at 17:00 in Hyderabad."""
    default = Rule(every=Every.WEEK, days=("fri",), at=time(17), zone=HYDERABAD)
    return replace(default, **overrides)


def a_cadence(key: str = "weekly_status", **overrides: Any) -> Cadence:
    """The weekly written status of Deccan's project manager; earlier when Friday is a day off."""
    default = Cadence(
        key=key,
        title=key.replace("_", " ").capitalize(),
        from_="cro_pm",
        to=("program_manager", "study_monitor"),
        method="channel",
        rule=a_rule(),
        contents=(
            ContentItem(title="Done this week"),
            ContentItem(title="Next week"),
            ContentItem(title="Slips against schedule"),
        ),
        grace=Duration.parse("4h"),
        if_day_off=IfDayOff.PREVIOUS_WORKING_DAY,
        if_late=IfLate(
            remind=LateStep(seat="cro_pm", after=Duration.parse("2h")),
            tell=(LateStep(seat="program_manager", after=Duration.parse("1bd")),),
        ),
    )
    return replace(default, **overrides)


def a_trigger(key: str = "unexpected_death", **overrides: Any) -> Trigger:
    """An event with a clock in hours and a ladder of two steps on both sides."""
    default = Trigger(
        key=key,
        title="Animal found dead or moribund",
        aliases=("animal died", "mortality"),
        trigger=Occurrence(type=TriggerType.EVENT, text="any unscheduled death"),
        severity=Severity.CRITICAL,
        clock=TriggerClock(
            starts=ClockStart.AWARENESS,
            aware="cro",
            text="when the CRO becomes aware",
            calendar=CLOCK_HOURS,
        ),
        first_notice=FirstNotice(
            within=Duration.parse("4h"), from_="study_director", to="study_monitor", method="phone"
        ),
        say=("animal and group", "study day"),
        until_decided="dosing of other animals goes on",
        ladder=(
            LadderStep(
                step=1,
                after=Duration.parse("0h"),
                seats={"cro": "study_director", "sponsor": "study_monitor"},
                if_=(StepIf.START,),
            ),
            LadderStep(
                step=2,
                after=Duration.parse("12h"),
                seats={"cro": "site_head", "sponsor": "vp_rd"},
                if_=(StepIf.NOT_RESOLVED,),
            ),
        ),
        closes_when="cause recorded or marked undetermined",
    )
    return replace(default, **overrides)


def a_pulse(**overrides: Any) -> Pulse:
    """Two monthly questions to both sides; they act on the fortnightly call."""
    default = Pulse(
        every=Every.MONTH,
        asked_of=("program_manager", "study_monitor", "study_director", "cro_pm"),
        show=Shown.SIDE_AVERAGES_AND_GAP,
        comments=Comments.WITHOUT_NAME,
        minimum_answers=2,
        questions=(
            PulseQuestion(
                key="answers", text="I get a usable answer in time.", scale=Scale.ONE_TO_FIVE
            ),
            PulseQuestion(key="one_change", text="One thing to change:", scale=Scale.TEXT),
        ),
        acts=PulseActs(average_under=3, gap_over=1.5, agenda_of="biweekly_call"),
    )
    return replace(default, **overrides)
