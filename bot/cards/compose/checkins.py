"""Cards of the check-in cycle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.cards.card import (
    Block,
    Button,
    Card,
    Fact,
    Facts,
    Look,
    Moment,
    Text,
    Tone,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.actions import about_buttons
from bot.cards.compose.heads_ups import give_button
from bot.cards.compose.thanks import say_button
from bot.cards.words import checkins as words
from bot.cards.words import manners
from bot.cards.words import meetings as meeting_words
from bot.cards.words import reception as reception_words
from bot.cards.words.answers import join
from bot.cards.words.capital import capital
from bot.cards.words.cut import shortened
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import Cadence, ContentType
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import Answer, CheckIn, CheckInState, Item
from bot.domain.deed import AboutKind
from bot.domain.instant import Instant, local
from bot.domain.lateness import lateness, promised_at
from bot.domain.meetings import is_meeting, seats_at
from bot.domain.occurrences import zone_of
from bot.domain.question import Ending, Question, Said
from bot.domain.workdays import seat_zone

UPDATE = "checkin.update"
NO_CHANGE = "checkin.no_change"
SEND = "checkin.send"
SHOW_CHANGES = "checkin.show_changes"
EXCUSE = "checkin.excuse"
STILL_EXPECTED = "checkin.still_expected"
USEFUL = "checkin.useful"
ASK_BACK = "checkin.ask_back"
SNOOZE = "manners.snooze"
SETTINGS = "manners.settings"
#: *Why?* on a message about a check-in.
WHY = "checkin.why"

#: As much of a field as the sender's own confirmation shows.
_GLANCE = 120


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A check-in with the agreement it runs by."""

    agreement: Agreement
    checkin: CheckIn

    @property
    def cadence(self) -> Cadence:
        """The promised update."""
        return self.agreement.cadence[self.checkin.cadence]

    @property
    def minutes(self) -> bool:
        """Whether the minutes of a meeting are what is due; it reads in the plural."""
        return is_meeting(self.cadence)

    @property
    def title(self) -> str:
        """What people call it."""
        title = self.cadence.title
        return meeting_words.minutes_of(title) if self.minutes else title

    @property
    def called_off(self) -> bool:
        """Whether it is of a meeting that was called off before it began."""
        excuse = self.checkin.excuse
        return self.minutes and excuse is not None and excuse.at < self.checkin.due

    @property
    def study(self) -> str:
        """The number both parties use for the study, or else its title."""
        return self.agreement.study.short

    @property
    def zone(self) -> str:
        """The zone of the promise."""
        return zone_of(self.agreement, self.cadence)

    @property
    def clock(self) -> str:
        """The zone its messages are read in: that of the promise; of minutes that of who writes."""
        return seat_zone(self.agreement, self.cadence.writer) if self.minutes else self.zone

    @property
    def day(self) -> str:
        """The day it is known by: that of its rule; of a meeting the one on which it is held."""
        held = local(self.checkin.due, self.zone) if self.minutes else self.checkin.wall
        return day(held.date())

    def awaits_meeting(self, now: Instant) -> bool:
        """Whether it is of a meeting that has not begun."""
        return self.minutes and now < self.checkin.due

    @property
    def due(self) -> Moment:
        """When it is promised; minutes some time after the meeting, on the clock of who writes."""
        return Moment(promised_at(self.agreement, self.cadence, self.checkin.due), self.clock)

    @property
    def starts(self) -> Moment:
        """When the meeting begins whose minutes they are."""
        return Moment(self.checkin.due, self.clock)

    @property
    def receivers(self) -> str:
        """Titles of the seats it is promised to."""
        cadence = self.cadence
        seats = seats_at(cadence) if self.minutes else cadence.to
        return ", ".join(self.seat(seat) for seat in seats if seat != cadence.writer)

    @property
    def sender(self) -> str:
        """Title of the seat that owes it."""
        return self.agreement.seat[self.cadence.writer].title

    @property
    def parties(self) -> str:
        """What the parties that accepted it are called."""
        return join([party.short for party in self.agreement.parties])

    def seat(self, key: str) -> str:
        """Title of a seat."""
        return self.agreement.seat[key].title

    def value(self, **more: str) -> dict[str, str]:
        """What a button of it carries."""
        return {"checkin": self.checkin.id, **more}


def nudge(promise: Promise, *, can_repeat: bool, sent_by: str | None = None) -> Card:
    """What the sender sees, in whatever state the check-in is."""
    match promise.checkin.state:
        case CheckInState.OPEN:
            title = words.due_now(promise.title, plural=promise.minutes)
            how = words.NUDGE_HOW if can_repeat else words.NUDGE_HOW_FIRST
        case CheckInState.LATE:
            title, how = (
                words.late_for_sender(promise.title, plural=promise.minutes),
                words.LATE_HOW,
            )
        case CheckInState.MISSED:
            title, how = words.closed(promise.title), words.CLOSED_HOW
        case CheckInState.EXCUSED:
            title, how = excused_title(promise), reception_words.EXCUSED_HOW
        case CheckInState.ANSWERED:
            title, how = words.sent(promise.title, plural=promise.minutes), words.SENT_HOW
    return Card(
        title=title,
        summary=f"{title} ({promise.study})",
        blocks=(
            Facts(_nudge_facts(promise, sent_by)),
            paragraph(how),
            subtle(_asked_and_agreed(promise)),
        ),
        buttons=_nudge_buttons(promise, can_repeat=can_repeat),
    )


def agreed(promise: Promise) -> str:
    """Who made the promise, and how to change or stop it."""
    return words.agreed(promise.checkin.version, promise.parties)


def _asked_and_agreed(promise: Promise) -> str:
    """The same under what somebody is asked for, with what they can do about it themselves."""
    waits = promise.checkin.waiting
    return f"{agreed(promise)} {manners.YOURSELF}" if waits else agreed(promise)


def _nudge_facts(promise: Promise, sent_by: str | None) -> tuple[Fact, ...]:
    facts = [
        fact("Study", promise.study),
        *meeting_fact(promise),
        fact("Due", promise.due),
        fact("Goes to", promise.receivers),
    ]
    if promise.checkin.excuse is not None:
        facts += excuse_facts(promise)
    elif promise.checkin.answer is None:
        facts.append(fact("It says", ", ".join(item.title for item in promise.cadence.contents)))
    else:
        answer = promise.checkin.answer
        facts.append(fact("Health", words.HEALTH[answer.health]))
        facts += [fact(capital(item.title), shortened(item.said, _GLANCE)) for item in answer.items]
        verb = "Edited" if len(promise.checkin.answers) > 1 else "Sent"
        by = f"by {sent_by}, " if sent_by else ""
        facts.append(fact(verb, by, Moment(answer.at, promise.clock)))
        facts += _useful_fact(promise)
    return tuple(facts)


def excused_title(promise: Promise) -> str:
    """The first line when nothing is owed any more."""
    if promise.called_off:
        return meeting_words.called_off(promise.cadence.title)
    return reception_words.excused(promise.title, plural=promise.minutes)


def meeting_fact(promise: Promise) -> tuple[Fact, ...]:
    """When the meeting is whose minutes they are."""
    return (fact(meeting_words.MEETING, promise.starts),) if promise.minutes else ()


def excuse_facts(promise: Promise) -> tuple[Fact, ...]:
    """Why it is not needed, in the words of the receiving side, and who said so."""
    excuse = promise.checkin.excuse
    if excuse is None:
        return ()
    by = promise.seat(excuse.seat)
    return (fact("Reason", excuse.reason), fact("By", f"{by}, ", Moment(excuse.at, promise.clock)))


def _useful_fact(promise: Promise) -> tuple[Fact, ...]:
    """How many found it useful: seats and a number, never a rank."""
    marks = promise.checkin.useful
    if not marks:
        return ()
    seats = ", ".join(dict.fromkeys(promise.seat(mark.seat) for mark in marks))
    return (fact(reception_words.USEFUL, reception_words.useful_to(seats, len(marks))),)


def _nudge_buttons(promise: Promise, *, can_repeat: bool) -> tuple[Button, ...]:
    if promise.checkin.state is CheckInState.EXCUSED:
        return ()
    answered = promise.checkin.answer is not None
    label = words.EDIT if answered else words.UPDATE
    look = Look.NORMAL if answered else Look.PRIMARY
    update = Button(label, UPDATE, promise.value(), look, opens_form=True)
    why = Button(words.WHY, WHY, promise.value())
    if answered:
        return (update, why)
    same = (Button(words.NO_CHANGE, NO_CHANGE, promise.value()),) if can_repeat else ()
    if not promise.checkin.waiting:
        return (update, *same, why)
    return (
        update,
        *same,
        Button(manners.SNOOZE, SNOOZE, promise.value(), opens_form=True),
        Button(manners.SETTINGS, SETTINGS, promise.value(), opens_form=True),
        why,
    )


def reminder(promise: Promise, *, can_repeat: bool) -> Card:
    """The one reminder, inside the grace; later it says how it stands, as the nudge does."""
    if promise.checkin.state is not CheckInState.OPEN:
        return nudge(promise, can_repeat=can_repeat)
    title = words.reminder(promise.title, plural=promise.minutes)
    return Card(
        title=title,
        summary=title,
        blocks=(
            Facts((fact("Study", promise.study), *meeting_fact(promise), fact("Due", promise.due))),
            paragraph(words.REMINDER_HOW),
            subtle(_asked_and_agreed(promise)),
        ),
        buttons=_nudge_buttons(promise, can_repeat=can_repeat),
    )


def posted(
    promise: Promise,
    answer: Answer,
    *,
    by: str,
    before: Answer | None = None,
    about: "Agreed | None" = None,
    questions: Sequence[Question] = (),
) -> Card:
    """The update as the other side reads it, with the numbers of the one before beside its own.

    Args:
        promise: what was promised.
        answer: what was sent.
        by: name of who sent it.
        before: what was sent the time before.
        questions: what was asked about it.
        about: for minutes, what stood on the agenda and what is agreed to follow.
    """
    about = about or Agreed()
    health = words.HEALTH[answer.health]
    when = promise.day
    edited = len(promise.checkin.answers) > 1
    blocks: list[Block] = [
        Facts(
            (
                fact("From", by if by == promise.sender else f"{by}, {promise.sender}"),
                fact("To", promise.receivers),
                *meeting_fact(promise),
                fact("Due", promise.due),
                *_late_fact(promise),
                *((fact("Change", words.NO_CHANGE_SINCE_LAST),) if answer.no_change else ()),
            )
        )
    ]
    blocks += [
        block
        for item in answer.items
        for block in (
            Text((capital(item.title),), Tone.HEADING),
            paragraph(_beside_before(promise, item, before)),
            *about.beside.get(item.title, ()),
        )
    ]
    if answer.help_needed:
        blocks += [Text((words.HELP_LABEL,), Tone.HEADING), paragraph(answer.help_needed)]
    if edited:
        blocks.append(subtle("Edited ", Moment(answer.at, promise.clock)))
    return Card(
        title=f"{promise.title}, {when}: {health.lower()}",
        summary=f"{promise.title}, {when}: {health.lower()}, from {by}",
        blocks=(*blocks, *about.behind, *_replied(promise, questions)),
        buttons=_posted_buttons(promise, edited=edited),
    )


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What is shown with minutes and was not written in them."""

    beside: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    """Under an item, by its title."""
    behind: tuple[Block, ...] = ()
    """After all items."""


def _beside_before(promise: Promise, item: Item, before: Answer | None) -> str:
    """What an item says; for a number with the one it was."""
    asked = next((c for c in promise.cadence.contents if c.title == item.title), None)
    if before is None or asked is None or asked.type is not ContentType.NUMBER:
        return item.said
    earlier = next((each for each in before.items if each.title == item.title), None)
    return item.said if earlier is None else reception_words.with_before(item.said, earlier.said)


def _replied(promise: Promise, questions: Sequence[Question]) -> Iterator[Block]:
    """What was answered; a question that waits is between two people."""
    for question in questions:
        for turn in question.turns:
            if turn.ending is Ending.ANSWERED and turn.reply is not None:
                asked, answered = turn.question, turn.reply
                for heading, said in (
                    (reception_words.question_from(_seat_of(promise, asked)), asked),
                    (reception_words.answer_from(_seat_of(promise, answered)), answered),
                ):
                    yield Text((heading,), Tone.HEADING)
                    yield paragraph(said.text)


def _seat_of(promise: Promise, said: Said) -> str:
    """Title of the seat somebody spoke for; a seat that came later has none here."""
    seat = promise.agreement.seat.get(said.seat or "")
    return seat.title if seat else reception_words.SOMEBODY


def _posted_buttons(promise: Promise, *, edited: bool) -> tuple[Button, ...]:
    value = promise.value()
    changes = Button(reception_words.SHOW_CHANGES, SHOW_CHANGES, value)
    return (
        Button(reception_words.USEFUL, USEFUL, value),
        Button(reception_words.ASK_BACK, ASK_BACK, value, opens_form=True),
        say_button(value),
        *((changes,) if edited else ()),
        *(about_buttons(AboutKind.CHECKIN, promise.checkin.id) if promise.minutes else ()),
        give_button({"collaboration": promise.checkin.collaboration}),
    )


def _late_fact(promise: Promise) -> tuple[Fact, ...]:
    late = lateness(promise.agreement, promise.checkin)
    if late is None:
        return ()
    sent = Moment(promise.checkin.answers[0].at, promise.clock)
    return (fact("Sent", reception_words.late_by(late), sent),)


def told(promise: Promise, *, may_excuse: bool) -> Card:
    """What the agreed person is told after the agreed time, and what that becomes later.

    Args:
        promise: what has not come.
        may_excuse: whether it is for the reader to say that it is not needed.
    """
    came, excuse = promise.checkin.answer, promise.checkin.excuse
    facts = [
        fact("Study", promise.study),
        *meeting_fact(promise),
        fact("Due", promise.due),
        fact("From", promise.sender),
    ]
    if excuse is not None:
        title, how = excused_title(promise), ""
        facts += excuse_facts(promise)
    elif came is not None:
        title, how = words.come(promise.title, plural=promise.minutes), words.COME_HOW
        facts.append(fact("Sent", Moment(promise.checkin.answers[0].at, promise.clock)))
    else:
        title, how = words.not_come(promise.title, plural=promise.minutes), words.TOLD_HOW
    late = promise.cadence.if_late
    meanwhile = (fact("Meanwhile", late.meanwhile),) if late and late.meanwhile else ()
    return Card(
        title=title,
        summary=title,
        blocks=(
            Facts((*facts, *meanwhile)),
            *((paragraph(how),) if how else ()),
            subtle(agreed(promise)),
        ),
        buttons=excuse_buttons(promise) if may_excuse else (),
    )


def excuse_buttons(promise: Promise) -> tuple[Button, ...]:
    """For a receiver: it is not needed, or it is after all; nothing once it has come."""
    value = promise.value()
    if promise.checkin.excuse is not None:
        return (Button(reception_words.STILL_EXPECTED, STILL_EXPECTED, value),)
    if promise.checkin.answer is not None:
        return ()
    return (Button(reception_words.EXCUSE, EXCUSE, value, opens_form=True),)
