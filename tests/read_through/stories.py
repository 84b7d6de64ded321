"""The stories: one for each side of what can happen, from the first word to the end."""

import re
from dataclasses import replace
from functools import partial
from zoneinfo import ZoneInfo

from bot.domain.address import Address
from bot.domain.agreement.document import Agreement
from bot.domain.duration import Duration
from tests.read_through.telling import Scene, Story, a_story
from tests.unit.engine.examples import ANTIBODY, PHASE_1, RAT, example
from tests.unit.engine.founding import form_of
from tests.unit.engine.stage import CRO_ROOM, EXAMPLES, SPONSOR_ROOM

HYDERABAD, MELBOURNE = ZoneInfo("Asia/Kolkata"), ZoneInfo("Australia/Melbourne")
SEOUL = ZoneInfo("Asia/Seoul")
DIRECTOR, MONITOR, PM = "study_director", "study_monitor", "cro_pm"
SPONSOR_PM, SUPERVISOR, VP = "program_manager", "inlife_supervisor", "vp_rd"
DEATH = "E-1 Animal found dead"
_NAMED = re.compile(r'name: "[^"]+"(?P<rest>.*seats: \[(?P<seat>\w+)\].*)')


def bindings_of(agreement: Agreement, file: str, *, without: tuple[str, ...] = ()) -> str:
    """The example's bindings, with people called by their seats, and some seats nobody holds."""
    text = (EXAMPLES / file).read_text(encoding="utf-8").replace("slack:", "console:")
    text = text.replace("teams:", "console:")
    lines = [line for line in text.splitlines() if not any(f"[{seat}]" in line for seat in without)]
    return "\n".join(_NAMED.sub(partial(_as_seat, agreement), line) for line in lines)


def _as_seat(agreement: Agreement, named: re.Match[str]) -> str:
    return f'name: "{agreement.seat[named["seat"]].title}"{named["rest"]}'


def _with_more_rules(agreement: Agreement) -> Agreement:
    """Rules that example 1 does not have: *I have it* ends to count, a step is told again."""
    first, *others = agreement.triggers
    start, second, *further = first.ladder
    again = replace(second, repeat_every=Duration.parse("3h"), repeat_at_most=2)
    changed = replace(first, acknowledged_for=Duration.parse("4h"), ladder=(start, again, *further))
    return replace(agreement, triggers=(changed, *others))


async def animals_found_dead() -> Story:
    scene = Scene(
        agreement=_with_more_rules(replace(example(RAT), cadences=())),
        bindings=bindings_of(
            example(RAT),
            "01_demo_bindings.yaml",
            without=("deputy_study_director", "tox_consultant"),
        ),
        title="Animals found dead: Larkspur in San Diego, Deccan in Hyderabad",
        rooms={"The channel of Larkspur": SPONSOR_ROOM, "The channel of Deccan": CRO_ROOM},
        readers=(PM, DIRECTOR, SUPERVISOR, "site_head", MONITOR, SPONSOR_PM, VP),
    )
    story = await a_story(scene, "2027-01-14T12:00", HYDERABAD)
    await _an_early_word(story)
    await _it_happens(story)
    await _nobody_has_it(story)
    await _its_end(story)
    await _once_more(story)
    await _looked_back_on(story)
    return story


async def _an_early_word(story: Story) -> None:
    """At night in San Diego; another one is taken back."""
    await story.says(DIRECTOR, "heads-up rat 31 is a moribund animal, it may be found dead")
    await story.presses(DIRECTOR, "Heads-up 1", "Edit")
    await story.says(SUPERVISOR, "heads-up the cage washer is loud today")
    await story.until("2027-01-14T12:10")
    await story.presses(SUPERVISOR, "Heads-up 2", "Take it back")
    await story.until("2027-01-14T22:40")
    await story.presses(MONITOR, "Heads-up 1", "Seen")
    await story.presses(DIRECTOR, "Heads-up 1", "Take it back")


async def _it_happens(story: Story) -> None:
    """Looked up, worded with care, raised from the early word, and reported once more."""
    await story.says(PM, "raise animal died or moribund")
    await story.says(PM, "raise the sky is green")
    await story.says(DIRECTOR, "raise the technician was careless and a rat was found dead")
    form = form_of(await story.presses(DIRECTOR, "Heads-up 1", "Make it an escalation"))
    await story.raises(DIRECTOR, form, say_0=" ", happened="tomorrow")
    said = {
        "say_0": "rat 31, group 3",
        "say_1": "day 4",
        "say_2": "08:10",
        "say_3": "weak since yesterday",
        "say_4": "planned for today",
        "say_5": "liver and kidney",
        "say_6": "watch twice a day",
    }
    await story.sends(DIRECTOR, form, **said, happened="22:10", known="22:30")
    await story.presses(DIRECTOR, DEATH, "I have it")
    await story.says(SUPERVISOR, "raise found dead")
    form = form_of(await story.presses(SUPERVISOR, "What was agreed", "Raise it"))
    await story.raises(SUPERVISOR, form)


async def _nobody_has_it(story: Story) -> None:
    """The next step, with empty seats, and again; then somebody has it, until that runs out."""
    await story.until("2027-01-15T07:00")
    await story.presses(PM, DEATH, "Decide")
    await story.presses(MONITOR, DEATH, "I have it")
    await story.presses(SPONSOR_PM, DEATH, "I have it")
    await story.presses(MONITOR, DEATH, "Done by Phone")
    await story.fills(DIRECTOR, DEATH, "Done by Phone", done="now")
    await story.says(PM, "status")
    await story.fills(MONITOR, DEATH, "Decide", text="Group 3 pauses until Monday")
    await story.says(SPONSOR_PM, "escalations")
    await story.until("2027-01-15T12:00")
    two = await story.presses(DIRECTOR, DEATH, "Report a fact")
    await story.sends(DIRECTOR, form_of(two), fact="0", text="rats 31 and 32")


async def _its_end(story: Story) -> None:
    """What it leaves to do and to decide, and how it is closed."""
    left = {"what": "Watch group 3 twice a day", "owner": DIRECTOR, "by": "2027-01-18"}
    await story.fills(SPONSOR_PM, DEATH, "Add an action", **left)
    ended = {"text": "cause undetermined, group 3 pauses, DEV-3 filed"}
    await story.fills(DIRECTOR, DEATH, "Resolve", met="no", **ended)
    await story.fills(DIRECTOR, DEATH, "Resolve", met="yes", **ended)
    await story.says(DIRECTOR, "action 1 done")
    decided = {"outcome": "Two more animals a group next time", "topic": "side/sponsor"}
    await story.fills(DIRECTOR, DEATH, "Record a decision", **decided)
    await story.until("2027-01-15T22:45")
    await story.presses(SPONSOR_PM, "Decision 2", "Yes, decided")


async def _once_more(story: Story) -> None:
    """It is not over after all."""
    await story.fills(MONITOR, DEATH, "Reopen", text="the cause is known now: a feed problem")
    await story.fills(SPONSOR_PM, DEATH, "Climb now", text="the feed order is due today")
    await story.presses(PM, DEATH, "I have it")
    await story.presses(SPONSOR_PM, DEATH, "I have it")
    ended = {"text": "feed changed, DEV-3 amended"}
    await story.fills(MONITOR, DEATH, "Resolve", met="yes", **ended)
    await story.says(PM, "escalations")


async def _looked_back_on(story: Story) -> None:
    """Both sides say what helped and what should change, and read it then."""
    await story.until("2027-01-19T23:00")
    asked = "Looking back on E-1"
    theirs = {"helped": "", "change": "Tell the supervisor as well", "judged": ""}
    await story.fills(MONITOR, asked, "Look back", helped="", change="", judged="")
    await story.fills(MONITOR, asked, "Look back", **theirs)
    ours = {"helped": "The early word", "change": "", "judged": "right"}
    await story.fills(PM, asked, "Look back", **ours)
    await story.until("2027-01-21T12:00")


SAMPLES = "E-1 PK samples"


async def samples_thawed() -> Story:
    lab, ops, medical = "lab_coordinator", "clinical_ops_lead", "sponsor_medical_lead"
    scene = Scene(
        agreement=replace(example(PHASE_1), cadences=()),  # no updates between
        bindings=bindings_of(example(PHASE_1), "03_bindings.yaml"),
        title="Samples thawed: Carmel in Haifa, Yarra in Melbourne, one shared channel",
        rooms={"The shared channel": Address("console", "T0CARMEL", "C0PH1")},
        readers=(lab, PM, ops, medical, "ceo"),
    )
    story = await a_story(scene, "2027-02-12T16:40", MELBOURNE)  # Friday: both are off until Sunday
    await story.says(lab, "heads-up the courier is late and the dry ice may run out")
    await story.until("2027-02-12T18:00")
    await story.says(lab, "raise samples thawed")
    form = form_of(await story.presses(lab, "What was agreed", "Raise it"))
    await story.raises(lab, form)
    await story.until("2027-02-15T09:30")
    await story.presses(ops, SAMPLES, "Resolve")
    await story.says(ops, "ask samples: is the back-up set complete?")
    await story.until("2027-02-15T19:00")
    await story.says(lab, "answer 1: yes, both aliquots of all time points")
    await story.until("2027-02-18T12:00")
    await story.presses(PM, SAMPLES, "Decide")
    await story.fills(medical, SAMPLES, "Decide", text="Ship the back-up set")
    ended = {"text": "the back-up set is usable and on its way"}
    await story.fills(ops, SAMPLES, "Resolve", met="yes", **ended)
    await story.until("2027-02-22T12:00")
    return story


WARM = "R-1 Study drug"


async def drug_too_warm() -> Story:
    """One that blinded people do not know of; with a notice outside of chat."""
    pharmacist, supplies = "unblinded_pharmacist", "clinical_supplies"
    scene = Scene(
        agreement=replace(example(PHASE_1), cadences=()),  # no updates between
        bindings=bindings_of(example(PHASE_1), "03_bindings.yaml"),
        title="Study drug too warm: known to unblinded seats and whoever is told",
        rooms={"The shared channel": Address("console", "T0CARMEL", "C0PH1")},
        readers=(pharmacist, supplies, PM, "clinical_ops_lead", "principal_investigator"),
    )
    story = await a_story(scene, "2027-02-15T23:00", MELBOURNE)
    await story.says(pharmacist, "raise pharmacy fridge")
    form = form_of(await story.presses(pharmacist, "What was agreed", "Raise it"))
    await story.raises(pharmacist, form)
    await story.says("principal_investigator", "escalations")
    await story.says("principal_investigator", "raise pharmacy fridge")
    await story.presses(supplies, WARM, "I have it")
    await story.until("2027-02-16T10:00")
    await story.fills(pharmacist, WARM, "Done by Unblinded mailbox", done="now")
    await story.until("2027-02-17T10:00")
    await story.fills(supplies, WARM, "Decide", text="Batch 7 is released")
    await story.fills(supplies, WARM, "Resolve", met="yes", text="released in writing")
    await story.presses(pharmacist, WARM, "Reopen")
    await story.until("2027-02-18T12:00")
    return story


STOP = "E-1 Stopping rule"


async def dosing_stops() -> Story:
    """A call outside of chat, and what must follow it by no method in particular."""
    investigator, medical = "principal_investigator", "sponsor_medical_lead"
    scene = Scene(
        agreement=replace(example(PHASE_1), cadences=()),  # no updates between
        bindings=bindings_of(example(PHASE_1), "03_bindings.yaml"),
        title="Dosing stops: a call within the hour, a written record within a day of it",
        rooms={"The shared channel": Address("console", "T0CARMEL", "C0PH1")},
        readers=(investigator, PM, medical),
    )
    story = await a_story(scene, "2027-02-15T10:00", MELBOURNE)
    await story.says(investigator, "raise stopping criteria")
    form = form_of(await story.presses(investigator, "What was agreed", "Raise it"))
    await story.raises(investigator, form)
    await story.until("2027-02-15T10:20")
    await story.fills(investigator, STOP, "Done by Phone", done="10:10")
    await story.presses(medical, STOP, "I have it")
    await story.until("2027-02-16T23:00")
    await story.fills(investigator, STOP, "Done: written record", done="16 Feb 2027, 09:00")
    await story.fills(medical, STOP, "Decide", text="Dosing goes on at the lower dose")
    await story.fills(medical, STOP, "Resolve", met="yes", text="agreed by the committee")
    await story.until("2027-02-17T12:00")
    return story


ALARM = "E-1 Nitrogen alarm"


async def nitrogen_alarm() -> Story:
    """Between three parties; a number begins it at night, and a step is told again as agreed."""
    desk, bank, director, lab = (
        "cryostore_desk",
        "bank_manager",
        "cmc_director",
        "lab_study_manager",
    )
    scene = Scene(
        agreement=replace(example(ANTIBODY), cadences=()),
        bindings=bindings_of(example(ANTIBODY), "02_bindings.yaml"),
        title="Nitrogen alarm: Ardoise in Lyon, Hansori in Songdo, Brandywine as a laboratory",
        rooms={
            "The channel of Ardoise and Brandywine": Address("console", "T0ARDOISE", "C0ARD204"),
            "The channel of Hansori": Address(
                "console", "5b1c0f3e-0000-4000-8000-000000000002", "19:ard204@thread.tacv2"
            ),
        },
        readers=(desk, bank, "project_manager_kr", director, "alliance_lead", "cso", lab),
    )
    story = await a_story(scene, "2027-05-12T02:00", SEOUL)
    await story.says(desk, "report minutes warmer than limit 5")
    await story.until("2027-05-12T02:10")
    await story.says(desk, "report minutes warmer than limit 25")
    await story.until("2027-05-12T06:30")
    await story.presses("alliance_lead", ALARM, "I have it")
    await story.presses(lab, ALARM, "Decide")
    await story.fills(bank, ALARM, "Done by Phone", done="now")
    await story.fills(bank, ALARM, "Report a fact", fact="0", text="Daejeon is warm as well")
    await story.until("2027-05-12T17:00")
    await story.fills(director, ALARM, "Decide", text="Two vials are thawed to test them")
    ended = {"text": "both alive, inventory corrected, a valve was stuck"}
    await story.fills(bank, ALARM, "Resolve", met="yes", **ended)
    await story.until("2027-05-13T12:00")
    return story
