"""A question travels with the buttons below its answer, whatever it is written in."""

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.render import packed_json
from bot.cards.card import Button
from bot.cards.compose.general import ASK, INSTEAD
from bot.cards.compose.meant import Asked, chosen_button, feedback

SLACK_TAKES = 2000
ONE = Button("One", ASK, {INSTEAD: "yes"})
_SHOWN = tuple(("area", f"{'long_key_' * 8}{number}") for number in range(4))


def asked(question: str) -> Asked:
    return Asked(
        collaboration="0123456789abcdef",
        question=question,
        kind="area",
        key=_SHOWN[0][1],
        shown=_SHOWN,
    )


@settings(max_examples=60)
@given(st.text(max_size=700) | st.text(alphabet='&<>"\\\u00e9\U0001f600', min_size=200))
def test_every_button_about_a_question_fits(question: str) -> None:
    about = asked(question)
    buttons = [*feedback(about, sure=False), chosen_button(about, ONE, "area", "k" * 60)]
    assert all(len(packed_json(dict(each.value))) <= SLACK_TAKES for each in buttons)
    back = Asked.of(buttons[0].value)
    assert question.startswith(back.question)
    assert back.shown == _SHOWN


def test_an_ordinary_question_comes_back_whole() -> None:
    question = "Who looks after “the glass library” & its <keys>? " * 5
    assert Asked.of(asked(question).value()).question == question
