"""Answers a question asked in one's own words: who, how, where, what if, when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.cards.card import Button, Card, Part
from bot.cards.compose import answers
from bot.cards.compose.answers import Holder, Telling
from bot.cards.compose.around import THE_TEXT_ALONE, Around
from bot.cards.plain import card_text
from bot.cards.words import answers as words
from bot.domain.agreement.document import Agreement
from bot.domain.asked_hour import asked_hour, without_hour
from bot.domain.instant import Instant
from bot.domain.visibility import Reader, View
from bot.engine.lookup import Candidate, Found, Indexes, Kind, look_up
from bot.engine.lookup.asks import Asks
from bot.engine.lookup.people import named_seat
from bot.engine.lookup.question import read_question

# A pure memory of what was built from immutable agreements, so it may be shared by everybody.
INDEXES = Indexes()

#: How a button asks for one thing of a kind by its title.
_ASKS_FOR = {
    Kind.AREA: "who owns",
    Kind.SEAT: "reach",
    Kind.LOCATION: "where is",
    Kind.TRIGGER: "what if",
    Kind.CADENCE: "when is",
}
#: What a thing of a kind is called beside its title.
LABELS = {
    Kind.AREA: "Owner",
    Kind.SEAT: "Role",
    Kind.LOCATION: "Place",
    Kind.TRIGGER: "What if",
    Kind.CADENCE: "Update",
}
_OWNER_QUESTIONS = frozenset({Asks.WHO_DOES, Asks.WHO_IS, Asks.ANYTHING})


@dataclass(frozen=True)
class Asked:
    """What was found and the card that says it."""

    kind: Kind
    key: str | None
    candidates: tuple[Candidate, ...]
    card: Card


def ask(
    agreement: Agreement,
    question: str,
    *,
    reader: Reader,
    now: Instant,
    holders: Mapping[str, Holder],
    around: Around = THE_TEXT_ALONE,
    indexes: Indexes = INDEXES,
) -> Asked:
    """Answer a question for one sort of reader; what they may not know plays no part in it.

    `holders` says who sits where, by seat key; leave it empty where people are not known. `around`
    is what else is known beside the text.
    """
    seen, found = find(agreement, question, reader=reader, holders=holders, indexes=indexes)
    hour = asked_hour(question)
    telling = Telling(view=seen, holders=holders, now=now, around=around, hour=hour)
    card = _card(telling, found, question)
    return Asked(found.kind, found.key, found.candidates, card)


def tell(telling: Telling, candidate: Candidate) -> Asked:
    """The answer about one thing that is known already."""
    found = Found(candidate.kind, candidate.key, (candidate,))
    return Asked(candidate.kind, candidate.key, (candidate,), _answer(telling, found))


def question_about(agreement: Agreement, candidate: Candidate) -> str:
    """How one would ask for it by its title."""
    title, _ = title_and_seat(agreement, candidate)
    return f"{_ASKS_FOR[candidate.kind]} {title}"


def find(
    agreement: Agreement,
    question: str,
    *,
    reader: Reader,
    holders: Mapping[str, Holder],
    indexes: Indexes = INDEXES,
) -> tuple[View, Found]:
    """What words are about, and the agreement as the reader knows it."""
    prepared = indexes.of(agreement, reader)
    found = look_up(prepared.index, question)
    if found.kind is Kind.NONE and asked_hour(question) is not None:
        found = look_up(prepared.index, without_hour(question))
    if found.kind is Kind.NONE:
        found = _by_name_of_a_person(prepared.view, holders, question)
    return prepared.view, found


def as_json(question: str, asked: Asked) -> dict[str, Any]:
    """The answer as the object that other programs rely on."""
    return {
        "question": question,
        "kind": str(asked.kind),
        "key": asked.key,
        "candidates": [
            {"kind": str(each.kind), "key": each.key, "score": each.score}
            for each in asked.candidates
        ],
        "text": card_text(asked.card),
    }


def _by_name_of_a_person(view: View, holders: Mapping[str, Holder], question: str) -> Found:
    visible = {key: holder.name for key, holder in holders.items() if view.seat(key)}
    seats = named_seat(visible, question)
    candidates = tuple(Candidate(Kind.SEAT, key, 100) for key in seats)
    if len(candidates) == 1:
        return Found(Kind.SEAT, candidates[0].key, candidates)
    return Found(Kind.AMBIGUOUS if candidates else Kind.NONE, None, candidates)


def _card(telling: Telling, found: Found, question: str) -> Card:
    if found.kind is Kind.NONE:
        about_owner = read_question(question).asks in _OWNER_QUESTIONS
        return answers.none(telling, about_owner=about_owner)
    if found.kind is Kind.AMBIGUOUS:
        choices = [(_choice(telling, c), _button(telling, c)) for c in found.candidates]
        return answers.ambiguous(telling, choices, _also(telling, found))
    return _answer(telling, found)


def _answer(telling: Telling, found: Found) -> Card:
    also = _also(telling, found)
    agreement, key = telling.agreement, found.key or ""
    match found.kind:
        case Kind.AREA:
            return answers.area(telling, agreement.area[key], also)
        case Kind.SEAT:
            return answers.seat(telling, agreement.seat[key], also)
        case Kind.LOCATION:
            return answers.location(telling, agreement.location[key], also)
        case Kind.TRIGGER:
            return answers.trigger(telling, agreement.trigger[key], also)
        case _:
            return answers.cadence(telling, agreement.cadence[key], also)


def _also(telling: Telling, found: Found) -> list[Button]:
    return [_button(telling, each, labelled=True) for each in found.also]


def _choice(telling: Telling, candidate: Candidate) -> tuple[Part, ...]:
    title, seat = title_and_seat(telling.agreement, candidate)
    return answers.choice(telling, title, seat)


def _button(telling: Telling, candidate: Candidate, *, labelled: bool = False) -> Button:
    title, _ = title_and_seat(telling.agreement, candidate)
    label = words.also(LABELS[candidate.kind], title) if labelled else title
    return answers.ask_button(label, question_about(telling.agreement, candidate))


def title_and_seat(agreement: Agreement, candidate: Candidate) -> tuple[str, str | None]:
    """What a candidate is called, and the seat that tells it apart from others."""
    match candidate.kind:
        case Kind.AREA:
            area = agreement.area[candidate.key]
            return area.title, area.accountable
        case Kind.SEAT:
            return agreement.seat[candidate.key].title, candidate.key
        case Kind.LOCATION:
            location = agreement.location[candidate.key]
            return location.title, location.owner
        case Kind.TRIGGER:
            return agreement.trigger[candidate.key].title, None
        case _:
            cadence = agreement.cadence[candidate.key]
            return cadence.title, cadence.from_
