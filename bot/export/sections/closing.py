"""How it was kept, and what happened and was learnt, from the first version to the close."""

from collections.abc import Iterator, Sequence

from bot.cards.closing import Raised
from bot.cards.compose.look_back_parts import last_told
from bot.cards.words import closing as words
from bot.cards.words import looking_back as look_back_words
from bot.cards.words.dates import moment_in_words
from bot.domain.kept import Outcome, tally
from bot.export.layout import Note, Section, lines, table
from bot.export.names import Names
from bot.export.sections import came_of


def kept(names: Names, outcomes: Sequence[Outcome]) -> Section:
    """Numbers for each side, and for each promised update; nobody is named in them."""
    if not outcomes:
        return Section("kept", words.KEPT_TITLE, (Note(words.NOTHING_PROMISED),))
    parties = [party.key for party in names.agreement.parties]
    owed = sorted({each.party for each in outcomes}, key=lambda key: _place(parties, key))
    rows = [
        _numbers(words.ALL_UPDATES, names.party(party), [e for e in outcomes if e.party == party])
        for party in owed
    ]
    for cadence in dict.fromkeys(each.cadence for each in outcomes):
        of_it = [each for each in outcomes if each.cadence == cadence]
        rows.append(_numbers(of_it[-1].title, names.party(of_it[-1].party), of_it))
    shown = table(words.KEPT_TITLE, words.KEPT_COLUMNS, rows, (30, 14, 10, 9, 8, 9, 10, 10))
    return Section("kept", words.KEPT_TITLE, (Note(words.KEPT_HOW), shown))


def _place(parties: Sequence[str], key: str) -> int:
    return parties.index(key) if key in parties else len(parties)


def _numbers(title: str, party: str, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    counted = tally(outcomes)
    percent = counted.on_time_percent
    numbers = (counted.promised, counted.on_time, counted.late, counted.missed, counted.excused)
    shown = "" if percent is None else str(percent)
    return (title, party, *(str(number) for number in numbers), shown)


def escalations(names: Names, raised: Sequence[Raised], zone: str) -> Section:
    """What happened, and what each side said about it afterwards."""
    rows = [
        (
            lines(_title(each)),
            moment_in_words(each.case.escalation.raised_at, zone),
            _closed(each, zone),
            tuple(_learnt(names, each)),
        )
        for each in raised
    ]
    if not rows:
        return Section("escalations", words.ESCALATIONS_TITLE, (Note(words.NONE_RAISED),))
    shown = table(words.ESCALATIONS_TITLE, words.ESCALATION_COLUMNS, rows, (30, 18, 20, 32))
    return Section("escalations", words.ESCALATIONS_TITLE, (shown,))


def _title(raised: Raised) -> str:
    """What it is about; between others only in the words all agreed on."""
    case = raised.case
    typed_by_others = raised.between_others and case.trigger is None
    return words.title(
        case.escalation.label, words.BETWEEN_OTHERS if typed_by_others else case.title
    )


def _closed(raised: Raised, zone: str) -> tuple[str, ...]:
    escalation = raised.case.escalation
    closing = None if escalation.open else escalation.closing
    if closing is None:
        return (words.STILL_OPEN,)
    said = words.BETWEEN_OTHERS if raised.between_others else closing.facts
    return lines(moment_in_words(closing.at, zone), said)


def _learnt(names: Names, raised: Raised) -> Iterator[str]:
    told = last_told(raised.case) if raised.learnt else None
    for lesson in told.told if told else ():
        party = names.party(lesson.by.party)
        if lesson.helped:
            yield words.said_by(party, words.helped(lesson.helped))
        if lesson.change:
            yield words.said_by(party, words.change(lesson.change))
        if lesson.judged:
            yield words.said_by(party, words.JUDGED[lesson.judged])
    led_to = raised.case.escalation.led_to if raised.learnt else ()
    for proposal in came_of.proposals(led_to):
        yield f"{look_back_words.LED_TO}: {proposal}"
