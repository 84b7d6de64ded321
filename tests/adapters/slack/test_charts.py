"""Charts in Slack: drawn by Slack itself, said in words beside it, and left out where refused."""

from dataclasses import replace

import pytest

from adapters.slack.capabilities import SLACK
from adapters.slack.render import CHART, render
from bot.cards.card import Card, Chart, Series, paragraph
from bot.cards.fit import fit
from bot.cards.form import Form, TextInput
from bot.domain.address import Address
from bot.engine.outgoing import Rejected
from bot.engine.platform import Outgoing
from bot.engine.response import Response
from tests.adapters.slack.world import SlackSide
from tests.judges.slack import judge_slack_response
from tests.unit.cards.test_charts import TREND

ROOM = Address.parse("slack:T0SPONSOR/C0STUDY")
CARD = Card("Kept promises", (paragraph("Deccan"), TREND), summary="Kept promises, Deccan")


def outgoing(card: Card = CARD, **changes: object) -> Outgoing:
    return Outgoing(**{"id": "outbox-1", "to": ROOM, "card": card, **changes})  # type: ignore[arg-type]


def kinds(message: object) -> list[str]:
    assert isinstance(message, dict)
    return [block["type"] for block in message["blocks"]]


def test_it_is_drawn_natively_with_its_words_below() -> None:
    message = render(CARD, lambda _: False)
    assert judge_slack_response(message) == []
    assert message["blocks"][2:] == [
        {
            "type": "data_visualization",
            "title": "On time by month",
            "chart": {
                "type": "bar",
                "series": [
                    {
                        "name": "Deccan",
                        "data": [
                            {"label": "Oct 2026", "value": 80},
                            {"label": "Nov 2026", "value": 75},
                            {"label": "Dec 2026", "value": 100},
                        ],
                    }
                ],
                "axis_config": {
                    "categories": ["Oct 2026", "Nov 2026", "Dec 2026"],
                    "y_label": "%",
                },
            },
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": TREND.text}]},
    ]


@pytest.mark.parametrize(
    "unit", ["", "%", "working hours of the sender, counted from the time agreed"]
)
def test_the_largest_chart_is_accepted_by_the_judges(unit: str) -> None:
    labels = tuple(f"{number} & so on <for> ever and ever" for number in range(30))
    series = tuple(Series(f"{n}: {'R&D' * 20}", (1.5,) * 30) for n in range(6))
    chart = Chart("Title " * 20, labels, series, unit, "In words. " * 400)
    card = fit(Card("Kept", (chart, replace(chart, text="b"), replace(chart, text="c"))), SLACK)
    message = render(card, lambda _: False)
    assert judge_slack_response(message) == []
    assert kinds(message).count(CHART) == 2


@pytest.mark.parametrize("code", ["invalid_blocks", "invalid_blocks_format"])
async def test_where_slack_refuses_it_the_message_comes_once_without_it(
    side: SlackSide, code: str
) -> None:
    side.slack.fail("chat.postMessage", error=code)
    ref = await side.adapter.platform.post(outgoing(thread="1.5"))
    (message,) = side.slack.messages("C0STUDY")
    assert kinds(message) == ["header", "section", "context"]
    assert message["thread_ts"] == "1.5"
    assert TREND.text in str(message)
    side.slack.fail("chat.update", error=code)
    await side.adapter.platform.update(ref, outgoing(replace(CARD, title="Now")))
    (message,) = side.slack.messages("C0STUDY")
    assert kinds(message) == ["header", "section", "context"]
    side.slack.fail("chat.postEphemeral", error=code)
    person = Address.parse("slack:T0SPONSOR/U0PM")
    await side.adapter.platform.post(outgoing(only_for=person))
    assert CHART not in str(side.slack.called("chat.postEphemeral")[-1])


async def test_a_refusal_of_anything_else_is_a_refusal(side: SlackSide) -> None:
    side.slack.fail("chat.postMessage", error="invalid_blocks")
    with pytest.raises(Rejected, match="invalid_blocks"):
        await side.adapter.platform.post(outgoing(Card("t", (paragraph("x"),))))
    side.slack.fail("chat.postMessage", error="msg_too_long")
    with pytest.raises(Rejected, match="msg_too_long"):
        await side.adapter.platform.post(outgoing())
    side.slack.fail("chat.postMessage", error="invalid_blocks", times=2)
    with pytest.raises(Rejected, match="invalid_blocks"):
        await side.adapter.platform.post(outgoing())
    assert side.slack.messages("C0STUDY") == []


async def test_where_a_refusal_would_be_lost_the_words_are_enough(side: SlackSide) -> None:
    side.dispatch.always(Response(card=CARD))
    answer = await side.send.slash_command("kept")
    assert CHART not in str(answer.json)
    assert TREND.text in str(answer.json)
    asking = Form(action="a", title="t", inputs=(TextInput(key="k", label="L"),))
    side.dispatch.always(Response(form=asking))
    await side.send.slash_command("update")
    side.dispatch.always(Response(card=CARD))
    closing = await side.send.view_submission(side.slack.views[-1], {"k": "x"})
    assert CHART not in str(closing.json)
    assert judge_slack_response(closing.json) == []
