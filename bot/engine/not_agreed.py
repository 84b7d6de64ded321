"""What can be done about a question that the agreement does not answer: propose it, or note it."""

from bot.cards.card import Button
from bot.cards.compose import actions as action_cards
from bot.cards.compose.parts import EDIT_PART
from bot.cards.words import answers as words
from bot.engine import parts as editor
from bot.engine.lookup.asks import Asks
from bot.engine.lookup.question import read_question, subject
from bot.engine.scene import Scene

#: Where something missing would stand, by what was asked. Who holds a seat is named by its side.
_MISSING_FROM = {
    Asks.WHO_DOES: "areas",
    Asks.ANYTHING: "areas",
    Asks.WHERE: "locations",
    Asks.WHAT_IF: "triggers",
    Asks.HAPPENED: "triggers",
    Asks.WHEN: "cadences",
    Asks.HOW_OFTEN: "cadences",
}
_LONGEST_TITLE = 60


def gap_buttons(scene: Scene, question: str) -> tuple[Button, ...]:
    """For whoever has a seat: the form of what is missing, and the form of an action about it."""
    about = subject(question)[:_LONGEST_TITLE].strip()
    if not about or not (scene.actor.person and (scene.actor.seats or scene.leading)):
        return ()
    here = {"collaboration": scene.collaboration.id}
    note = {**here, action_cards.WHAT: words.agree_on(about)}
    buttons = [Button(words.NOTE_THE_GAP, action_cards.ADD, note, opens_form=True)]
    section = _MISSING_FROM.get(read_question(question).asks)
    if section:
        value = {**here, "path": editor.pack((section,)), "title": about}
        buttons.insert(0, Button(words.PROPOSE_IT, EDIT_PART, value, opens_form=True))
    return tuple(buttons)
