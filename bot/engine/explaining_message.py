"""Why a message came that is about no update: by what its key says it is about."""

import re

from bot.cards.words import why as words
from bot.cards.words import why_messages as happened
from bot.engine.outgoing import RESTRICTED_KEY, UNNAMED_KEY, Message
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

#: The same for what happens between the sides, behind the id of the collaboration; looked at first.
_HAPPENED = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"^access/", happened.ACCESS),
        (r"^on-call/.*/handover.*/lead$", happened.HANDOVER_LEAD),
        (r"^on-call/.*/handover", happened.HANDOVER),
        (r"^on-call/.*/test/gap", happened.TEST_CALL_GAP),
        (r"^on-call/.*/test(?:/|$)", happened.TEST_CALL),
        (r"^on-call/.*/lead$", happened.ON_CALL_LEAD),
        (r"^on-call/", happened.ON_CALL),
        (r"^deliverable/", happened.DELIVERABLE),
        (r"^escalation/[^/]+/raised/", happened.RAISED_BY_YOU),
        (r"^escalation/[^/]+/room/", happened.ESCALATION_IN_ROOM),
        (r"^escalation/[^/]+/\d+/joined/", happened.REPORTED_AGAIN),
        (r"^escalation/.*/look_back/.*/told$", happened.LOOKED_BACK),
        (r"^escalation/.*/look_back/", happened.LOOK_BACK),
        (r"^escalation/.*/again/\d+$", happened.STILL_WAITS),
        (r"^escalation/[^/]+/notice/", happened.NOTICE),
        (r"^escalation/", happened.ESCALATION),
        (r"^retrospective/\d+/room/", happened.RETROSPECTIVE_IN_ROOM),
        (r"^retrospective/", happened.RETROSPECTIVE),
        (r"^heads-up/\d+/to$", happened.HEADS_UP_TO),
        (r"^heads-up/\d+/room$", happened.HEADS_UP_IN_ROOM),
        (r"^heads-up/\d+/writer$", happened.HEADS_UP_WRITER),
        (r"^question/\d+/reminder/", happened.QUESTION_REMINDER),
        (r"^question/\d+/deputy/", happened.QUESTION_DEPUTY),
        (r"^question/\d+/to/", happened.QUESTION_TO),
        (r"^question/\d+/(?:asked|back)/", happened.QUESTION_ASKER),
        (r"^question/\d+/room", happened.QUESTION_IN_ROOM),
        (r"^suggestion/R?\d+/(?:half_way|due)/", happened.SUGGESTION_REMINDER),
        (r"^suggestion/R?\d+/to/", happened.SUGGESTION_TO),
        (r"^suggestion/R?\d+/room", happened.SUGGESTION_IN_ROOM),
        (r"^suggestion/", happened.SUGGESTION_MAKER),
        (r"^action/[^/]+/given/", happened.ACTION_GIVEN),
        (r"^action/[^/]+/told/", happened.ACTION_TOLD),
        (r"^action/", happened.ACTION_DUE),
        (r"^actions/", happened.ACTIONS_HANDED_ON),
        (r"^area-owners/settle/", happened.AREAS_TO_SETTLE),
        (r"^area-owners/", happened.AREAS_TO_CONFIRM),
        (r"^link/", happened.LINK_POSTED),
        (r"^pulse-round/[^/]+/results/", happened.PULSE_RESULTS),
        (r"^pulse-round/[^/]+/remind/", happened.PULSE_REMINDER),
        (r"^pulse-round/", happened.PULSE),
        (r"^decision/[^/]+/confirm/", happened.DECISION_CONFIRM),
        (r"^decision/[^/]+/writer$", happened.DECISION_WRITER),
        (r"^decision/", happened.DECISION_IN_ROOM),
    )
)


def why_message(setting: Setting, message: Message) -> str:
    """Why it came."""
    key = message.key.removeprefix(RESTRICTED_KEY).removeprefix(UNNAMED_KEY)
    about = key.partition("/")[2]
    for pattern, sentence in _HAPPENED:
        if pattern.search(about):
            return sentence
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
