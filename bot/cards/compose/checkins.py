"""Cards and the form of the check-in cycle."""

from dataclasses import dataclass

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
from bot.cards.form import ChoiceInput, DateInput, Form, Input, NumberInput, Option, TextInput
from bot.cards.words import checkins as words
from bot.cards.words import manners
from bot.cards.words.answers import join
from bot.cards.words.dates import day
from bot.domain.agreement.cadences import Cadence, ContentItem, ContentType
from bot.domain.agreement.document import Agreement
from bot.domain.checkin import Answer, CheckIn, CheckInState, Health

UPDATE = "checkin.update"
NO_CHANGE = "checkin.no_change"
SEND = "checkin.send"
SNOOZE = "manners.snooze"
SETTINGS = "manners.settings"

HEALTH_KEY = "health"
HELP_KEY = "help"
#: Longest text of one field: seven of them and the help asked for fit one message everywhere.
FIELD_LIMIT = 1000
#: As much of a field as the sender's own confirmation shows.
_GLANCE = 120


def item_key(index: int) -> str:
    """Key of the input of a content item."""
    return f"item_{index}"


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
    def title(self) -> str:
        """What people call it."""
        return self.cadence.title

    @property
    def study(self) -> str:
        """The number both parties use for the study, or else its key."""
        return self.agreement.study.study_number or self.agreement.study.id

    @property
    def zone(self) -> str:
        """The zone of the promise."""
        return self.cadence.rule.zone or self.agreement.party_of(self.cadence.from_).zone

    @property
    def due(self) -> Moment:
        """When it was promised."""
        return Moment(self.checkin.due, self.zone)

    @property
    def receivers(self) -> str:
        """Titles of the seats it is promised to."""
        return ", ".join(self.agreement.seat[seat].title for seat in self.cadence.to)

    @property
    def sender(self) -> str:
        """Title of the seat that owes it."""
        return self.agreement.seat[self.cadence.from_].title

    @property
    def parties(self) -> str:
        """What the parties that accepted it are called."""
        return join([party.short for party in self.agreement.parties])

    def value(self) -> dict[str, str]:
        """What a button of it carries."""
        return {"checkin": self.checkin.id}


def nudge(promise: Promise, *, can_repeat: bool, sent_by: str | None = None) -> Card:
    """What the sender sees, in whatever state the check-in is."""
    match promise.checkin.state:
        case CheckInState.OPEN:
            title = words.due_now(promise.title)
            how = words.NUDGE_HOW if can_repeat else words.NUDGE_HOW_FIRST
        case CheckInState.LATE:
            title, how = words.late_for_sender(promise.title), words.LATE_HOW
        case CheckInState.MISSED:
            title, how = words.closed(promise.title), words.CLOSED_HOW
        case CheckInState.ANSWERED | CheckInState.EXCUSED:
            title, how = words.sent(promise.title), words.SENT_HOW
    return Card(
        title=title,
        summary=f"{title} ({promise.study})",
        blocks=(
            Facts(_nudge_facts(promise, sent_by)),
            paragraph(how),
            subtle(_agreed(promise)),
        ),
        buttons=_nudge_buttons(promise, can_repeat=can_repeat),
    )


def _agreed(promise: Promise) -> str:
    """Which promise of which collaboration it is, who made it, how to change or stop it."""
    version = promise.checkin.version
    return manners.agreed(promise.study, promise.title, version, promise.parties)


def _nudge_facts(promise: Promise, sent_by: str | None) -> tuple[Fact, ...]:
    facts = [
        fact("Study", promise.study),
        fact("Due", promise.due),
        fact("Goes to", promise.receivers),
    ]
    if promise.checkin.answer is None:
        facts.append(fact("It says", ", ".join(item.title for item in promise.cadence.contents)))
    else:
        answer = promise.checkin.answer
        facts.append(fact("Health", words.HEALTH[answer.health]))
        facts += [fact(_capital(item.title), _short(item.text, _GLANCE)) for item in answer.items]
        verb = "Edited" if len(promise.checkin.answers) > 1 else "Sent"
        by = f"by {sent_by}, " if sent_by else ""
        facts.append(fact(verb, by, Moment(answer.at, promise.zone)))
    return tuple(facts)


def _nudge_buttons(promise: Promise, *, can_repeat: bool) -> tuple[Button, ...]:
    answered = promise.checkin.answer is not None
    label = words.EDIT if answered else words.UPDATE
    look = Look.NORMAL if answered else Look.PRIMARY
    update = Button(label, UPDATE, promise.value(), look, opens_form=True)
    if answered:
        return (update,)
    same = (Button(words.NO_CHANGE, NO_CHANGE, promise.value()),) if can_repeat else ()
    if not promise.checkin.waiting:
        return (update, *same)
    return (
        update,
        *same,
        Button(manners.SNOOZE, SNOOZE, promise.value(), opens_form=True),
        Button(manners.SETTINGS, SETTINGS, promise.value(), opens_form=True),
    )


def reminder(promise: Promise, *, can_repeat: bool) -> Card:
    """The one reminder, inside the grace; later it says how it stands, as the nudge does."""
    if promise.checkin.state is not CheckInState.OPEN:
        return nudge(promise, can_repeat=can_repeat)
    title = words.reminder(promise.title)
    return Card(
        title=title,
        summary=title,
        blocks=(
            Facts((fact("Study", promise.study), fact("Due", promise.due))),
            paragraph(words.REMINDER_HOW),
            subtle(_agreed(promise)),
        ),
        buttons=_nudge_buttons(promise, can_repeat=can_repeat),
    )


def posted(promise: Promise, answer: Answer, *, by: str) -> Card:
    """The update as the other side reads it."""
    health = words.HEALTH[answer.health]
    when = day(promise.checkin.wall.date())
    edited = len(promise.checkin.answers) > 1
    blocks: list[Text | Facts] = [
        Facts(
            (
                fact("Health", health),
                fact("From", by if by == promise.sender else f"{by}, {promise.sender}"),
                fact("To", promise.receivers),
                fact("Due", promise.due),
                *_late_fact(promise),
                *((fact("Change", words.NO_CHANGE_SINCE_LAST),) if answer.no_change else ()),
            )
        )
    ]
    blocks += [
        block
        for item in answer.items
        for block in (Text((_capital(item.title),), Tone.HEADING), paragraph(item.text))
    ]
    if answer.help_needed:
        blocks += [Text((words.HELP_LABEL,), Tone.HEADING), paragraph(answer.help_needed)]
    if edited:
        blocks.append(subtle("Edited ", Moment(answer.at, promise.zone)))
    return Card(
        title=f"{promise.title}, {when}: {health.lower()}",
        summary=f"{promise.title}, {when}: {health.lower()}, from {by}",
        blocks=tuple(blocks),
    )


def _late_fact(promise: Promise) -> tuple[Fact, ...]:
    if not promise.checkin.answered_late:
        return ()
    return (fact("Sent", "late, ", Moment(promise.checkin.answers[0].at, promise.zone)),)


def told(promise: Promise) -> Card:
    """What the agreed person is told after the agreed time, and what that becomes later."""
    came = promise.checkin.answer
    title = words.not_come(promise.title) if came is None else words.come(promise.title)
    facts = [
        fact("Study", promise.study),
        fact("Due", promise.due),
        fact("From", promise.sender),
    ]
    if came is not None:
        facts.append(fact("Sent", Moment(promise.checkin.answers[0].at, promise.zone)))
    late = promise.cadence.if_late
    meanwhile = (fact("Meanwhile", late.meanwhile),) if late and late.meanwhile else ()
    return Card(
        title=title,
        summary=title,
        blocks=(
            Facts((*facts, *meanwhile)),
            *(() if came else (paragraph(words.TOLD_HOW),)),
            subtle(words.promised_in(promise.checkin.version, promise.title)),
        ),
    )


def update_form(promise: Promise, *, shown: Answer | None, note: str | None = None) -> Form:
    """The form of an update, filled in with what it said when it is edited."""
    inputs: list[Input] = [_health_input(shown)]
    inputs += [
        _content_input(item_key(index), item, _said(shown, item))
        for index, item in enumerate(promise.cadence.contents)
    ]
    inputs.append(
        TextInput(
            key=HELP_KEY,
            label=words.HELP_LABEL,
            hint=words.HELP_HINT,
            value=shown.help_needed if shown else "",
            required=False,
            multiline=True,
            max_length=FIELD_LIMIT,
        )
    )
    intro: list[Block] = [Facts((fact("Due", promise.due), fact("Goes to", promise.receivers)))]
    if note:
        intro.insert(0, paragraph(note))
    return Form(
        action=SEND,
        title=_short(promise.title),
        inputs=tuple(inputs),
        submit=words.SEND,
        intro=tuple(intro),
        context=promise.value(),
    )


def _short(title: str, limit: int = 24) -> str:
    return title if len(title) <= limit else title[: limit - 1].rstrip() + "…"


def _health_input(shown: Answer | None) -> Input:
    return ChoiceInput(
        key=HEALTH_KEY,
        label=words.HEALTH_LABEL,
        options=tuple(Option(health.value, words.HEALTH[health]) for health in Health),
        value=shown.health.value if shown else "",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _said(shown: Answer | None, item: ContentItem) -> str:
    if shown is None:
        return ""
    return next((said.text for said in shown.items if said.title == item.title), "")


def _content_input(key: str, item: ContentItem, value: str) -> Input:
    label = _capital(item.title)
    match item.type:
        case ContentType.TEXT:
            return TextInput(
                key=key,
                label=label,
                hint=words.CONTENT_HINT,
                value=value,
                multiline=True,
                max_length=FIELD_LIMIT,
            )
        case ContentType.NUMBER:
            unit = f" ({item.unit})" if item.unit else ""
            return NumberInput(key=key, label=label + unit, value=value)
        case ContentType.DATE:
            return DateInput(key=key, label=label, value=value)
        case ContentType.CHOICE:
            options = tuple(Option(choice, choice) for choice in item.choices)
            return ChoiceInput(key=key, label=label, options=options, value=value)
        case ContentType.YES_NO:
            options = (Option("yes", "Yes"), Option("no", "No"))
            return ChoiceInput(key=key, label=label, options=options, value=value)
