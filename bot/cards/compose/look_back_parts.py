"""What the card of an escalation says of looking back on it, and of what it led to."""

from collections.abc import Iterator, Mapping

from bot.cards.card import Block, Button, Fact, Facts, Look, Text, Tone, fact
from bot.cards.words import looking_back as words
from bot.domain.ladder import Case
from bot.domain.looking_back import Judged, Lesson, LookBack

LOOK_BACK = "escalation.look_back"
CHANGE = "escalation.change"

_JUDGED = {Judged.FALSE_ALARM: words.FALSE_ALARM, Judged.RIGHT: words.RIGHT}


def last_told(case: Case) -> LookBack | None:
    """The newest look back that everybody may read."""
    found = [each for each in case.escalation.look_backs if each.told]
    return found[-1] if found else None


def lesson_facts(lesson: Lesson) -> Iterator[Fact]:
    """What one side said, without the name of who said it."""
    if lesson.helped:
        yield fact(words.HELPED.rstrip("?"), lesson.helped)
    if lesson.change:
        yield fact(words.CHANGE_LABEL.rstrip("?"), lesson.change)
    if lesson.judged is not None:
        yield fact(words.JUDGED_SHORT, _JUDGED[lesson.judged])


def lessons(case: Case, look_back: LookBack) -> Iterator[Block]:
    """What each side said, in the order of the sides; the same for every reader."""
    for lesson in look_back.told:
        party = case.agreement.party[lesson.by.party].short
        yield Text((words.said_by(party),), Tone.HEADING)
        yield Facts(tuple(lesson_facts(lesson)))


def learnt(case: Case) -> Iterator[Block]:
    """What was said after the newest run that everybody looked back on."""
    told = last_told(case)
    if told is not None:
        yield from lessons(case, told)


def led_facts(case: Case) -> Iterator[Fact]:
    """The proposals that came of it, and what became of them."""
    for led in case.escalation.led_to:
        yield fact(words.LED_TO, words.proposal(led.number, led.version, ended=led.ended))


def led_in_line(case: Case) -> str:
    """The newest of them that is not over without a change, for a list; empty without one."""
    found = [led for led in case.escalation.led_to if not led.ended]
    return words.led_in_line(found[-1].number, found[-1].version) if found else ""


def change_button(case: Case, value: Mapping[str, str]) -> Button:
    """*Change what is agreed*, before all others when somebody said what to change."""
    told = last_told(case)
    wanted = told is not None and any(lesson.wants_change for lesson in told.told)
    label = words.CHANGE if case.trigger else words.NEXT_TIME
    return Button(label, CHANGE, value, Look.PRIMARY if wanted else Look.NORMAL, opens_form=True)


def look_back_buttons(case: Case, value: Mapping[str, str], *, asked: bool) -> Iterator[Button]:
    """*Look back*, while it can be done, and *Change what is agreed*.

    Args:
        case: a closed one.
        value: what each button carries.
        asked: whether the reader may look back on it.
    """
    look_back = case.escalation.look_back
    if look_back is not None and look_back.open and asked:
        yield Button(words.LOOK_BACK, LOOK_BACK, value, opens_form=True)
    yield change_button(case, value)
