"""Cards and forms of decisions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Fact,
    Facts,
    Look,
    Moment,
    Part,
    Strong,
    fact,
    paragraph,
    subtle,
)
from bot.cards.compose.actions import ADD, RECORD
from bot.cards.compose.escalations import SHOW as SHOW_ESCALATION
from bot.cards.words import actions as action_words
from bot.cards.words import decisions as words
from bot.cards.words.cut import one_line
from bot.domain.agreement.document import Agreement
from bot.domain.deciding import Decider
from bot.domain.decisions import Decision, DecisionState
from bot.domain.deed import Deed, label_of

#: Button: what was typed, checked by who typed it, is written down.
RECORD_IT = "decision.record_it"
WRITE_FORM = "decision.written"
CONFIRM, NOT_SO, NOT_SO_FORM = "decision.confirm", "decision.not_so", "decision.declined"
ANEW, SHOW, LIST = "decision.anew", "decision.show", "decision.list"

OUTCOME, QUESTION, OPTIONS, TOPIC, NOTE = "outcome", "question", "options", "topic", "note"
BECAUSE = "because"
#: What stands for a decision in a button: its label.
NUMBER = "decision"
OUTCOME_LIMIT, TEXT_LIMIT, WHY_LIMIT = 500, 500, 300
PAGE = 10
IN_A_LINE, _IN_A_TITLE = 160, 90


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A decision as somebody reads it now."""

    agreement: Agreement
    """The one in force, or the last one that had the seat that decides."""
    decision: Decision
    zone: str
    """IANA zone in which it is read."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What people are called, by id."""
    seats: frozenset[str] = frozenset()
    """Keys of the seats that exist for the reader."""
    about: str = ""
    """What it came from, as the reader may know it."""

    @property
    def decides(self) -> str:
        """Who may decide it."""
        return who_decides(self.agreement, self.decision.decider)

    def who(self, deed: Deed) -> str:
        """Who did something, with the seat if the reader may know it."""
        name = self.names.get(deed.person, "")
        seat = self.agreement.seat.get(deed.seat or "")
        if seat is None or seat.key not in self.seats or seat.title == name:
            return name
        return f"{name}, {seat.title}"

    def value(self) -> dict[str, str]:
        """What a button of it carries."""
        return {"collaboration": self.decision.collaboration, NUMBER: self.decision.label}


def who_decides(agreement: Agreement, decider: Decider) -> str:
    """`the Study director`, or `a lead of Larkspur`."""
    seat = agreement.seat.get(decider.seat or "")
    if seat is not None:
        return f"the {seat.title}"
    return words.a_lead_of(agreement.party[decider.party].short)


def decision_card(ruling: Ruling, *, note: str = "") -> Card:
    """One decision, in whatever state it is."""
    decision = ruling.decision
    title = _title(decision)
    return Card(
        title=title,
        summary=title
        if decision.outcome in title
        else f"{title}: {one_line(decision.outcome, IN_A_LINE)}",
        blocks=(
            *(() if " ".join(decision.outcome.split()) in title else (_whole(decision),)),
            Facts(tuple(_facts(ruling))),
            *((paragraph(note),) if note else ()),
        ),
        buttons=_buttons(ruling),
    )


def _whole(decision: Decision) -> Block:
    return paragraph(decision.outcome)


def _title(decision: Decision) -> str:
    outcome = one_line(decision.outcome, _IN_A_TITLE)
    match decision.state:
        case DecisionState.PROPOSED:
            return words.proposed(decision.label, outcome)
        case DecisionState.DECLINED:
            return words.not_so(decision.label)
        case DecisionState.RECORDED:
            if decision.replaced_by is not None:
                return words.replaced(decision.label, decision.replaced_label)
            return words.decided(decision.label, outcome)


def _facts(ruling: Ruling) -> Iterator[Fact]:
    decision = ruling.decision
    if decision.question:
        yield fact(words.QUESTION, decision.question)
    if decision.options:
        yield fact(words.OPTIONS, "; ".join(decision.options))
    yield fact(words.TOPIC, decision.topic)
    if ruling.about:
        yield fact(words.FROM, ruling.about)
    if decision.replaces is not None:
        before = label_of(decision.replaces, restricted=decision.restricted)
        yield fact(words.REPLACES, words.named(before))
    settled = decision.settled
    if settled is None:
        yield fact(words.DECIDES, ruling.decides)
    else:
        declined = decision.state is DecisionState.DECLINED
        label = words.NOT_SO_BY if declined else words.DECIDED_BY
        yield fact(label, f"{ruling.who(settled)}, ", Moment(settled.at, ruling.zone))
    if decision.because:
        yield fact(words.BECAUSE, decision.because)
    written = decision.written
    if settled is None or settled.person != written.person:
        yield fact(words.WRITTEN_BY, f"{ruling.who(written)}, ", Moment(written.at, ruling.zone))
    if decision.note:
        yield fact(words.NOTE, decision.note)


def _buttons(ruling: Ruling) -> tuple[Button, ...]:
    value = ruling.value()
    decision = ruling.decision
    match decision.state:
        case DecisionState.PROPOSED:
            return (
                Button(words.CONFIRM, CONFIRM, value, Look.PRIMARY),
                Button(words.NOT_SO, NOT_SO, value, opens_form=True),
            )
        case DecisionState.RECORDED if decision.on_escalation and decision.replaced_by is None:
            if decision.about is None or not ruling.about:
                return ()
            where = {"collaboration": decision.collaboration, "escalation": decision.about.id}
            return (Button(words.OPEN_ESCALATION, SHOW_ESCALATION, where),)
        case DecisionState.RECORDED if decision.replaced_by is None:
            action = {"collaboration": decision.collaboration}
            return (
                Button(words.DECIDE_ANEW, ANEW, value, opens_form=True),
                Button(action_words.ADD, ADD, action, opens_form=True),
            )
        case DecisionState.RECORDED:
            after = {"collaboration": decision.collaboration, NUMBER: decision.replaced_label}
            return (Button(words.open_it(decision.replaced_label), SHOW, after),)
        case _:
            return ()


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A page of the decisions, newest first."""

    rulings: Sequence[Ruling]
    word: str
    """What they all hold; empty for all."""
    page: int
    """0 for the first."""
    count: int
    """How many there are in all."""
    collaboration: str


def list_card(listed: Listed) -> Card:
    """What was decided, each to be opened with a press."""
    title = words.titled(listed.word) if listed.word else words.TITLE
    empty = words.none_about(listed.word) if listed.word else words.NONE
    pages = -(-listed.count // PAGE) or 1
    lines: Block = (
        Bullets(tuple(line(each) for each in listed.rulings))
        if listed.rulings
        else paragraph(empty)
    )
    place = (subtle(words.page(listed.page + 1, pages, listed.count)),) if pages > 1 else ()
    in_ = {"collaboration": listed.collaboration}
    following = {**in_, "word": listed.word, "page": str((listed.page + 1) % pages)}
    return Card(
        title=title,
        summary=f"{title}: {listed.count}",
        blocks=(lines, *place, subtle(words.NEXT_STEP)),
        buttons=(
            *(Button(words.open_it(r.decision.label), SHOW, r.value()) for r in listed.rulings),
            *((Button(words.MORE, LIST, following),) if pages > 1 else ()),
            Button(words.RECORD, RECORD, in_, opens_form=True),
        ),
    )


def line(ruling: Ruling) -> tuple[Part, ...]:
    """One decision in a list: its number, what, by whom and when."""
    decision = ruling.decision
    start: tuple[Part, ...] = (
        Strong(f"{decision.label} {one_line(decision.outcome, IN_A_LINE)}"),
        f" ({one_line(decision.topic, _IN_A_TITLE)})",
    )
    if decision.settled is None:
        return (*start, words.waits_for(ruling.decides))
    by: tuple[Part, ...] = (
        f", {ruling.who(decision.settled)}, ",
        Moment(decision.settled.at, ruling.zone),
    )
    if decision.state is DecisionState.DECLINED:
        return (*start, words.NOT_TAKEN, *by)
    after = words.was_replaced(decision.replaced_label) if decision.replaced_by else ""
    return (*start, *by, after) if after else (*start, *by)
