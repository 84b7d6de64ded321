"""What people say of working well together, and of looking for a partner, is understood."""

import pytest

from bot.engine.grammar import Parsed, parse
from tests.unit.engine.stage import PM, SPONSOR_PM, a_stage

SAID = {
    "thanks": (
        "great job, everyone!",
        "Well done Deccan",
        "who thanked us?",
    ),
    "thanks Maria for the slides": (
        "thank you Maria for the slides",
        "Great job Maria on the slides",
        "say thanks to Maria for the slides",
        "I want to thank Maria for the slides",
    ),
    "thanks for the slides": ("great job on the slides", "Good work with the slides."),
    "suggest we ship once a month": (
        "I suggest we ship once a month",
        "I'd suggest that we ship once a month",
        "my idea: we ship once a month",
        "idea: we ship once a month",
    ),
    "suggest": (
        "could we instead ship the slides once a month?",
        "can we ship once a month instead of weekly?",
        "How about shipping once a month?",
        "it would be better to ship monthly",
        "I have an idea",
    ),
    "suggestions mine": ("my ideas", "what did I suggest?"),
    "suggestions 2": ("adopt suggestion 2", "suggestion 2"),
    "responsiveness": (
        "how fast do they answer?",
        "how quickly do we get answers",
        "are they slow?",
        "why are they so slow to answer?",
    ),
    "responsiveness last month": ("response times last month",),
    "responsiveness file": ("responsiveness as csv", "answer times as a file"),
    "pulse": ("pulse results", "survey", "survey results", "how happy are they with us?", "mood"),
    "retrospective": ("retro", "lessons learned", "lessons learnt?", "post-mortem"),
    "propose": ("I propose to ship once a month",),
    "partners find CHO": ("who do we know for CHO?",),
    "partners find tox CRO in Europe": (
        "find me a tox CRO in Europe",
        "please find a tox CRO in Europe",
    ),
    "partners find CRO for bioanalysis": (
        "do we know a CRO for bioanalysis?",
        "can you recommend a CRO for bioanalysis",
        "we need a CRO for bioanalysis",
    ),
    "partners": ("vendors", "our CROs", "partner directory"),
    "partners add": ("add a partner", "new vendor"),
    "partners import": ("import our vendors",),
}


@pytest.mark.parametrize(("line", "said"), [(line, said) for line in SAID for said in SAID[line]])
def test_it_means_the_command(line: str, said: str) -> None:
    meant = parse(said)
    assert isinstance(meant, Parsed)
    assert f"{meant.word} {meant.rest}".strip() == line


@pytest.mark.parametrize(
    "said",
    [
        "which vendor has the samples?",
        "which CRO does the histology?",
        "who can do the histology?",
        "do we need a vendor for shipping?",
        "what about the histo slides?",
        "can we better understand the tox?",
        "what went wrong with the freezer?",
        "how long does the CRO have to answer?",
    ],
)
def test_a_question_about_the_agreement_stays_one(said: str) -> None:
    assert parse(said) == Parsed("who", said)


@pytest.mark.parametrize("said", ["partners confirmed the dates", "we need a vendor signature"])
def test_an_update_stays_none(said: str) -> None:
    assert not isinstance(parse(said), Parsed)


async def test_a_need_in_plain_words_is_answered_by_the_directory_of_whoever_asks() -> None:
    stage = await a_stage()
    await stage.say(SPONSOR_PM, "please find me a tox CRO in Europe")
    assert "Partners for: tox CRO in Europe" in stage.last_text(SPONSOR_PM)


async def test_what_only_sounds_like_an_idea_sends_nothing() -> None:
    stage = await a_stage()
    before = len(stage.received(SPONSOR_PM))
    response = await stage.say(PM, "could we instead ship the slides once a month?")
    assert response.form is not None
    assert len(stage.received(SPONSOR_PM)) == before
