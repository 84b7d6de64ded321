"""Why a message came that is about no update: by what its key says it is about."""

import re

from bot.cards.words import why as words
from bot.engine.outgoing import Message
from bot.engine.scene import Setting

#: What the key of a message looks like, and the sentence for it. The first that fits is taken.
_KINDS = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"^answer/", words.IT_ANSWERS),
        (r"^bundle/", words.IT_IS_A_BUNDLE),
        (r"^undeliverable/|^place_lost/|^room_moved/", words.IT_SAYS_WHAT_FAILED),
        (r"^gap/", words.IT_SAYS_A_SEAT_IS_EMPTY),
        (r"^[^/]+/[^/]+/[^/]+/agenda/", words.IT_IS_AN_AGENDA),
        (r"^[^/]+/done/", words.IT_SAYS_WHAT_IS_DONE),
        (r"^[^/]+/seat/", words.IT_GIVES_A_SEAT),
        (r"^[^/]+/(?:joined|moved|set_up)\b", words.IT_SAYS_WHAT_BECAME),
        (r"^[^/]+/(?:active|paused|closed|archived)/", words.IT_SAYS_WHAT_BECAME),
        (r"/in_force$", words.IT_IS_IN_FORCE),
        (r"^[0-9a-f]{16}/.*/reminder$", words.IT_REMINDS_OF_A_PROPOSAL),
        (r"^[0-9a-f]{16}/.*/\d+(?:/|$)", words.IT_IS_A_PROPOSAL),
        (r"", words.IT_IS_FOR_A_LEAD),
    )
)


def why_message(setting: Setting, message: Message) -> str:
    """Why it came."""
    said = next(said for pattern, said in _KINDS if pattern.search(message.key))
    if said is words.IT_IS_A_BUNDLE:
        person = setting.directory.person_at(message.to)
        budget = setting.directory.preferences(person).budget if person else 0
        return said.format(budget=budget)
    if said in {words.IT_IS_A_PROPOSAL, words.IT_REMINDS_OF_A_PROPOSAL}:
        agreed = setting.agreement.amendments
        return said.format(
            remind=agreed.remind_after.in_words(), lapse=agreed.lapse_after.in_words()
        )
    return said
