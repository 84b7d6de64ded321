"""Whatever is asked, and however it is mangled, is answered within the limits and calls nobody.

Five thousand questions, made of the labelled ones and of what people have tried on bots, mangled by
a seeded hand; each goes through the engine and through the renderers of both platforms.
"""

import random
import re
from collections.abc import Iterator, Mapping

from adapters.slack.capabilities import SLACK
from adapters.slack.render import render
from adapters.teams.capabilities import TEAMS
from adapters.teams.render import render_card
from bot.cards.card import Card
from bot.cards.fit import fit
from bot.engine.inbound import Typed
from tests.judges.card_lint import lint_card
from tests.judges.slack_lint import lint_message
from tests.unit.engine.labelled_questions import TUNING
from tests.unit.engine.stage import SPONSOR_PM, SPONSOR_ROOM, a_stage

NUMBER = 5000
#: So many go the long way through the database as well, without a word that says it is a question.
THE_LONG_WAY = 150
SEED = 6
HOSTILE = (
    "<!channel>",
    "<!here|here>",
    "<@U0PM>",
    "<#C1|general>",
    "<at>Everyone</at>",
    "<https://evil.example|the portal>",
    "[the portal](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "*bold* _it_ ~no~ `code`",
    "```\nblock\n```",
    "# Heading\n> quote\n- list\n1. list",
    "&amp;lt;script&amp;gt;",
    "<script>alert(1)</script>",
    "{{DATE(2026-01-01)}} {{user}} ${1+1} %s %n",
    "'; DROP TABLE record; --",
    "\u202egnp.exe\u202c",
    "\u200b\u200d\ufeff\u2060",
    "\u0627\u0644\u0633\u0644\u0627\u0645 \u05e9\u05dc\u05d5\u05dd",
    "a\u0301\u0301\u0301\u0301\u0301\u0301" * 20,
    "\x00\x07\x1b[31m",
    "\U0001f600\U0001f9ea\U0001f468\u200d\U0001f52c",
    "\ud7ff\ue000\uffff",
    "9" * 300,
    "a" * 400,
    "who " * 200,
    "\n" * 60,
    "x" * 40_000,
    "histo slides " * 3100,
)
#: What Slack would take for a call or a link: only people, moments and our own links may be there.
SLACK_CALLS = re.compile(r"<(?!@[UW]\w+>|!date\^\d+\^)[^>]*>")
TEAMS_TAG = re.compile(r"<(?=[A-Za-z/!?])|(?<!\\)\]\(")


def mangled(hand: random.Random) -> str:
    """A question with something done to it, sometimes twice."""
    text = hand.choice(TUNING).text
    for _ in range(hand.randint(1, 2)):
        at = hand.randrange(len(text) + 1)
        match hand.randrange(7):
            case 0:
                text = text[:at] + hand.choice(HOSTILE) + text[at:]
            case 1:
                text = f"{text} {hand.choice(HOSTILE)}"
            case 2:
                text = text[:at] + text[at + 1 :]
            case 3:
                text = text[:at] + chr(hand.choice((0x200B, 0x202E, 0x301, 0x26, 0x3C))) + text[at:]
            case 4:
                text = text.upper() if hand.random() < 0.5 else text[::-1]
            case 5:
                text = "".join(hand.sample(text, len(text)))
            case _:
                text = hand.choice(HOSTILE)
    return text


def wrong_with(card: Card) -> Iterator[str]:
    """Complaints about an answer as both platforms show it."""
    slack = render(fit(card, SLACK), lambda _: True)
    yield from lint_message(slack)
    yield from SLACK_CALLS.findall(_read_by_people(slack, but="value"))
    teams = render_card(fit(card, TEAMS))
    yield from lint_card(teams, "$")
    yield from TEAMS_TAG.findall(_read_by_people(teams["body"], but="data"))


def _read_by_people(message: object, *, but: str) -> str:
    """A message without what its buttons carry back, under one key, which nobody is shown."""
    match message:
        case Mapping():
            parts = [value for key, value in message.items() if key != but]
        case list() | tuple():
            parts = [*message]
        case _:
            return str(message)
    return "\n".join(_read_by_people(part, but=but) for part in parts)


async def test_five_thousand_mangled_questions_are_answered_within_the_limits() -> None:
    hand = random.Random(SEED)
    stage = await a_stage()
    answers: dict[str, tuple[str, Card]] = {}
    for _ in range(NUMBER):
        text = f"who {mangled(hand)}"
        answer = await stage.accord.dispatch(
            Typed(origin=stage.origin(SPONSOR_PM, immediate=True), text=text)
        )
        assert answer.card is not None, text
        answers.setdefault(repr(answer.card), (text, answer.card))
    assert len(answers) > 50
    for text, card in answers.values():
        assert list(wrong_with(card)) == [], text


async def test_mangled_words_that_are_no_question_are_answered_as_well() -> None:
    hand = random.Random(SEED + 1)
    stage = await a_stage()
    for _ in range(THE_LONG_WAY):
        text = mangled(hand)
        where = SPONSOR_ROOM if hand.random() < 0.3 else None
        response = await stage.say(SPONSOR_PM, text, where)
        shown = response.card or stage.received(where or SPONSOR_PM)[-1].card
        assert list(wrong_with(shown)) == [], text
