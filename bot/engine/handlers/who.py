"""`who <topic>`: the look-up, in the words of the people who hold the seats."""

from dataclasses import replace

from bot.cards.card import Button, Card
from bot.cards.compose.answers import ask_button
from bot.cards.compose.escalations import RAISE
from bot.cards.compose.meant import Asked as AskedShown
from bot.cards.compose.meant import chosen_button, feedback, find_it
from bot.cards.compose.questions import OPEN
from bot.cards.words import questions as words
from bot.cards.words.answers import SHOW_ESCALATION
from bot.cards.words.escalations import RAISE as RAISE_LABEL
from bot.domain.deliverables import counted
from bot.domain.visibility import Reader, is_restricted
from bot.engine.answer import Answer
from bot.engine.around import around, telling_in
from bot.engine.ask import INDEXES, Asked, ask, tell
from bot.engine.holders import Holders
from bot.engine.lookup import Candidate, Kind
from bot.engine.lookup.decide import SURE
from bot.engine.next_best import next_best
from bot.engine.not_agreed import gap_buttons
from bot.engine.scene import Scene


def who(scene: Scene, question: str, reader: Reader) -> Answer:
    """Answer a question about the agreement in force."""
    asked = _asked(scene, question, reader)
    if asked.kind is Kind.NONE:
        near = next_best(INDEXES.of(scene.agreement, reader).index, question)
        find = find_it(_about(scene, question, asked), near=bool(near))
        return Answer(card=_with(asked.card, (*gap_buttons(scene, question), find)), missed=True)
    return _answer(scene, question, asked)


def told(scene: Scene, text: str) -> Answer | None:
    """What a text is about that is neither a command nor put as a question; none for anything else.

    “The tank display says 8 cm” gets what was agreed for it, “reach the head of virology” the seat.
    """
    if scene.collaboration.version == 0:
        return None
    asked = _asked(scene, text, scene.reader)
    return None if asked.kind is Kind.NONE else _answer(scene, text, asked)


def with_next_steps(scene: Scene, kind: Kind, key: str, card: Card, quoted: str = "") -> Card:
    """An answer about one thing, with what can be done about it."""
    first = _next_step(scene, kind, key, quoted)
    return _with(card, (*((first,) if first else ()), *_when_late(scene, kind, key)))


def about(scene: Scene, candidate: Candidate, quoted: str = "") -> Answer:
    """The answer about one thing that is known; a question to its owner begins with `quoted`."""
    card = tell(telling_in(scene, scene.reader), candidate).card
    return Answer(card=with_next_steps(scene, candidate.kind, candidate.key, card, quoted))


def _asked(scene: Scene, text: str, reader: Reader) -> Asked:
    return ask(
        scene.agreement,
        text,
        reader=reader,
        now=scene.now,
        holders=Holders(scene),
        around=around(scene, reader),
    )


def _answer(scene: Scene, question: str, asked: Asked) -> Answer:
    feedback = _feedback(scene, question, asked)
    if asked.kind is Kind.AMBIGUOUS:
        return Answer(card=_to_choose(scene, question, asked, feedback))
    card = with_next_steps(scene, asked.kind, asked.key or "", asked.card)
    return Answer(card=replace(card, buttons=(*card.buttons, *feedback)))


def _to_choose(scene: Scene, question: str, asked: Asked, feedback: tuple[Button, ...]) -> Card:
    """The things by the name, what is chosen of which is counted; others by such a name after."""
    several = len(asked.candidates)
    named, others = asked.card.buttons[:several], asked.card.buttons[several:]
    about = _about(scene, question, asked)
    chosen = (
        chosen_button(about, button, each.kind, each.key)
        for each, button in zip(asked.candidates, named, strict=True)
    )
    return replace(asked.card, buttons=(*chosen, *others, *feedback))


def _feedback(scene: Scene, question: str, asked: Asked) -> tuple[Button, ...]:
    """That it is right, or that it is not: last, for most answers need neither."""
    sure = bool(asked.candidates) and asked.candidates[0].score >= SURE
    return feedback(_about(scene, question, asked), sure=sure)


def _about(scene: Scene, question: str, asked: Asked) -> AskedShown:
    return AskedShown(
        collaboration=scene.collaboration.id,
        question=question.strip(),
        kind=asked.kind.value,
        key=asked.key or "",
        shown=tuple((each.kind.value, each.key) for each in asked.candidates),
    )


def _with(card: Card, ways: tuple[Button, ...]) -> Card:
    return replace(card, buttons=(*ways, *card.buttons))


def _next_step(scene: Scene, kind: Kind, key: str, quoted: str) -> Button | None:
    """To raise what was asked about, or to ask its owner."""
    here = {"collaboration": scene.collaboration.id}
    if kind is Kind.TRIGGER:
        value = {**here, "trigger": key, "words": ""}
        return Button(RAISE_LABEL, RAISE, value, opens_form=True)
    topic = _asked_about(scene, kind, key)
    if topic is None:
        return None
    text = {"text": quoted} if quoted else {}
    return Button(words.ASK, OPEN, {**here, "topic": topic, **text}, opens_form=True)


def _when_late(scene: Scene, kind: Kind, key: str) -> tuple[Button, ...]:
    """What was agreed for the day on which something with a date is late."""
    if kind is not Kind.AREA:
        return ()
    agreement = scene.agreement
    if not agreement.area[key].due:
        return ()
    titles = {
        limit.trigger.title
        for limit, deliverable in counted(agreement)
        if deliverable.area.key == key and not is_restricted(agreement, limit.trigger)
    }
    return tuple(ask_button(SHOW_ESCALATION, f"what if {title}") for title in sorted(titles)[:1])


def _asked_about(scene: Scene, kind: Kind, key: str) -> str | None:
    """What a question to the owner would be about, where there is one to ask."""
    match kind:
        case Kind.AREA:
            return scene.agreement.area[key].title
        case Kind.SEAT:
            return scene.agreement.seat[key].title
        case _:
            return None
