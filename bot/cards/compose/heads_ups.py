"""Cards and the form of heads-ups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.cards.card import Button, Card, Fact, Facts, Look, Moment, Part, fact, paragraph, subtle
from bot.cards.compose.escalations import SHOW
from bot.cards.compose.thanks import say_button
from bot.cards.form import Form, TextInput
from bot.cards.words import heads_ups as words
from bot.cards.words.cut import shortened
from bot.domain.agreement.document import Agreement
from bot.domain.escalation import Escalation
from bot.domain.heads_up import HeadsUp
from bot.domain.visibility import A_ROOM, Reader, visible_seat

SEEN = "heads_up.seen"
EDIT = "heads_up.edit"
WITHDRAW = "heads_up.withdraw"
ESCALATE = "heads_up.escalate"
OPEN = "heads_up.open"
FORM = "heads_up.form"
EDIT_FORM = "heads_up.edited"
TEXT_KEY = "text"
#: Longest text; it fits a message and a form everywhere.
TEXT_LIMIT = 1500
_GLANCE = 100


@dataclass(frozen=True, kw_only=True)
class Given:
    """A heads-up with what is needed to show it."""

    heads_up: HeadsUp
    agreement: Agreement
    """The version in force."""
    by: str
    """Name of whoever gave it."""
    seen_by: str = ""
    """Name of whoever saw it."""
    became: Escalation | None = None
    """The escalation it became, if that exists for the reader."""
    reader: Reader = A_ROOM
    """Who reads it: seats that do not exist for them are not named."""

    @property
    def sender(self) -> str:
        """Name, seat and side of whoever gave it."""
        return self._who(self.by, self.heads_up.from_seat, self.heads_up.from_party)

    @property
    def receiver(self) -> str:
        """Seat and side it goes to."""
        return self._who("", self.heads_up.to_seat, self.heads_up.to_party)

    def _who(self, name: str, seat: str | None, party: str) -> str:
        visible = seat is not None and visible_seat(self.agreement, seat, self.reader)
        title = self.agreement.seat[seat].title if seat and visible else ""
        side = self.agreement.party[party].short if party in self.agreement.party else party
        # Whoever is known by the name of their seat is not named twice.
        said = ", ".join(dict.fromkeys(part for part in (name, title) if part))
        return f"{said} ({side})" if said else side

    def value(self) -> dict[str, str]:
        """What its buttons carry."""
        return {"heads_up": self.heads_up.id, "collaboration": self.heads_up.collaboration}


def for_receiver(given: Given, *, zone: str) -> Card:
    """For the seat it goes to, in whatever state it is; also in the room it was written in."""
    heads_up = given.heads_up
    if not heads_up.counts:
        return _taken_back(given)
    seen = Button(words.SEEN, SEEN, given.value(), Look.PRIMARY)
    title = words.title(heads_up.label)
    return Card(
        title=title,
        summary=f"{title}, {given.sender}: {shortened(heads_up.text, _GLANCE)}",
        blocks=(
            Facts(tuple(_facts(given, zone, to=False))),
            paragraph(heads_up.text),
            subtle(words.NOTHING_OWED),
        ),
        buttons=(
            *(() if heads_up.seen else (seen,)),
            say_button(given.value()),
            _escalation(given),
        ),
    )


def in_room(given: Given, *, zone: str) -> Card:
    """In the room it was written in: thanked, with *Seen* for the other side."""
    heads_up = given.heads_up
    if not heads_up.counts:
        return _taken_back(given)
    seen = () if heads_up.seen else (Button(words.SEEN, SEEN, given.value(), Look.PRIMARY),)
    title = words.title(heads_up.label)
    return Card(
        title=title,
        summary=f"{title}, {given.sender}: {shortened(heads_up.text, _GLANCE)}",
        blocks=(
            paragraph(words.THANKS),
            Facts(tuple(_facts(given, zone, to=True))),
            paragraph(heads_up.text),
            subtle(
                words.NOTHING_OWED if given.became else f"{words.NOTHING_OWED} {words.CHANGEABLE}"
            ),
        ),
        buttons=(*seen, say_button(given.value()), _escalation(given), *_changing(given)),
    )


def for_writer(given: Given, *, zone: str) -> Card:
    """For whoever gave it: thanked, who has it, and whether it was seen."""
    heads_up = given.heads_up
    if not heads_up.counts:
        return _taken_back(given)
    title = words.given(heads_up.label)
    return Card(
        title=title,
        summary=f"{words.THANKS} {title}.",
        blocks=(
            paragraph(words.THANKS),
            Facts(tuple(_facts(given, zone, by=False, to=True))),
            paragraph(heads_up.text),
            subtle(words.COUNTED if given.became else f"{words.COUNTED} {words.CHANGEABLE}"),
        ),
        buttons=(_escalation(given), *_changing(given)),
    )


def _escalation(given: Given) -> Button:
    """Makes it one, or shows the one it became."""
    if given.became is None:
        return Button(words.ESCALATE, ESCALATE, given.value(), opens_form=True)
    value = {"collaboration": given.became.collaboration, "escalation": given.became.id}
    return Button(words.SHOW, SHOW, value)


def _changing(given: Given) -> tuple[Button, ...]:
    value = given.value()
    edit = Button(words.EDIT, EDIT, value, opens_form=True)
    # What became an escalation is not taken back; whoever does not know of that is told by a press.
    return (edit,) if given.became else (edit, Button(words.WITHDRAW, WITHDRAW, value))


def _taken_back(given: Given) -> Card:
    title = words.withdrawn(given.heads_up.label)
    return Card(
        title=title,
        summary=title,
        blocks=(Facts((fact(words.FROM, given.sender),)), paragraph(words.WITHDRAWN)),
    )


def _facts(given: Given, zone: str, *, by: bool = True, to: bool) -> Iterator[Fact]:
    heads_up, agreement = given.heads_up, given.agreement
    if by:
        yield fact(words.FROM, given.sender)
    if to:
        yield fact(words.TO, given.receiver)
    area = agreement.area.get(heads_up.area or "")
    if area is not None:
        yield fact(words.ABOUT, area.title)
    yield fact(words.GIVEN, Moment(heads_up.given_at, zone))
    if len(heads_up.wordings) > 1:
        yield fact(words.EDITED, Moment(heads_up.wordings[-1].at, zone))
    if given.became is not None:
        yield fact(words.BECAME, *_became(given.became, zone))
    if heads_up.seen:
        yield fact(words.SEEN_LABEL, f"by {given.seen_by}, ", Moment(heads_up.seen.at, zone))
    elif to:
        yield fact(words.SEEN_LABEL, words.NOT_SEEN_YET)


def _became(escalation: Escalation, zone: str) -> tuple[Part, ...]:
    """Which escalation, and how far that is."""
    label, closing, decision = escalation.label, escalation.closing, escalation.decision
    if closing is not None:
        return words.escalation(label), ", closed ", Moment(closing.at, zone)
    if decision is not None:
        return (words.escalation_decided(label, shortened(decision.what, _GLANCE)),)
    return (words.escalation_open(label),)


def noticed(given: Given, *, before: bool) -> Card:
    """For whoever pressed *Seen*."""
    title = words.seen(given.heads_up.label)
    how = words.SEEN_BEFORE.format(name=given.seen_by) if before else words.SEEN_HOW
    return Card(title=title, summary=title, blocks=(paragraph(how),))


def form(context: Mapping[str, str], text: str = "") -> Form:
    """To write one."""
    return _form(FORM, context, text)


def edit_form(given: Given, text: str) -> Form:
    """To put it another way."""
    return replace(_form(EDIT_FORM, given.value(), text), submit=words.SAVE)


def _form(action: str, context: Mapping[str, str], text: str) -> Form:
    return Form(
        action=action,
        title=words.FORM_TITLE,
        inputs=(
            TextInput(
                key=TEXT_KEY,
                label=words.FORM_LABEL,
                hint=words.FORM_HINT,
                value=text,
                multiline=True,
                max_length=TEXT_LIMIT,
            ),
        ),
        submit=words.SEND,
        intro=(subtle(words.NOTHING_OWED),),
        context=context,
    )


def offer(context: Mapping[str, str], *, replying: bool = False) -> Card:
    """Where no form can be opened; whoever replies to a message may expect it to come along."""
    how = words.OFFER_REPLYING if replying else words.OFFER_HOW
    return Card(
        title=words.GIVE,
        summary=words.GIVE,
        blocks=(paragraph(how), subtle(words.COUNTED)),
        buttons=(give_button(context, Look.PRIMARY),),
    )


def give_button(context: Mapping[str, str], look: Look = Look.NORMAL) -> Button:
    """Opens the form."""
    return Button(words.GIVE, OPEN, context, look, opens_form=True)
