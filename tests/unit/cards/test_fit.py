"""Cards are made to fit, and lose as little as possible."""

from hypothesis import given
from hypothesis import strategies as st

from adapters.teams.capabilities import TEAMS
from bot.cards.capabilities import Capabilities, ChartLimits
from bot.cards.card import (
    Bullets,
    Button,
    Card,
    CardBlock,
    Chart,
    Facts,
    Part,
    Series,
    Strong,
    Text,
    fact,
)
from bot.cards.fit import fit
from bot.cards.plain import card_text, parts_text

SMALL = Capabilities(
    version="test",
    text=60,
    total_text=400,
    blocks=12,
    facts=3,
    buttons=2,
    label=10,
    title=20,
    charts=ChartLimits(number=1, title=8, label=4, series=2, points=3),
    private_in_room=False,
    seconds_between_messages=1,
)
WORDS = st.text(alphabet="abc defg", max_size=120)
PARTS: st.SearchStrategy[tuple[Part, ...]] = st.lists(
    st.one_of(WORDS, WORDS.map(Strong)), min_size=1, max_size=4
).map(tuple)
CHARTS = st.tuples(
    st.lists(WORDS, max_size=6, unique=True), st.lists(WORDS, max_size=3, unique=True)
).map(
    lambda axes: Chart(
        "On time by month",
        tuple(axes[0]),
        tuple(Series(name, (80.0,) * len(axes[0])) for name in axes[1]),
        "%",
        "80 % came on time in every month.",
    )
)
BLOCKS: st.SearchStrategy[CardBlock] = st.one_of(
    CHARTS,
    PARTS.map(Text),
    st.lists(st.tuples(st.text(max_size=10), PARTS), min_size=1, max_size=8).map(
        lambda rows: Facts(tuple(fact(label, *value) for label, value in rows))
    ),
    st.lists(PARTS, min_size=1, max_size=8).map(lambda items: Bullets(tuple(items))),
)
BUTTONS = st.lists(st.builds(Button, WORDS, st.just("do")), max_size=5).map(tuple)
CARDS = st.builds(Card, WORDS, st.lists(BLOCKS, max_size=8).map(tuple), BUTTONS, WORDS)


def size(parts: tuple[Part, ...]) -> int:
    return len(parts_text(parts))


@given(CARDS)
def test_every_limit_holds(card: Card) -> None:
    fitted = fit(card, SMALL)
    assert len(fitted.title) <= SMALL.title
    assert len(fitted.summary) <= SMALL.text
    assert len(fitted.buttons) <= SMALL.buttons
    assert all(len(button.label) <= SMALL.label for button in fitted.buttons)
    assert len(fitted.blocks) <= SMALL.blocks
    for block in fitted.blocks:
        match block:
            case Text(parts):
                assert (
                    size(parts) <= SMALL.text + 5
                )  # the mark of a cut is longer than a limit of 40
            case Facts(items):
                assert len(items) <= SMALL.facts
                assert all(len(i.label) + size(i.value) <= SMALL.text for i in items)
            case Bullets(items):
                assert sum(size(item) + 4 for item in items) <= SMALL.text
            case Chart(title, labels, series):
                assert len(title) <= SMALL.charts.title
                assert len(labels) <= SMALL.charts.points
                assert len(series) <= SMALL.charts.series
                assert all(len(text) <= SMALL.charts.label for text in labels)
                assert all(len(one.values) == len(labels) for one in series)
                assert len(block.text) <= SMALL.text
    assert sum(isinstance(block, Chart) for block in fitted.blocks) <= SMALL.charts.number


@given(CARDS)
def test_a_card_that_fits_is_left_alone(card: Card) -> None:
    once = fit(card, SMALL)
    assert fit(once, SMALL) == once


@given(st.lists(PARTS, max_size=3))
def test_long_paragraphs_are_split_and_nothing_is_lost(paragraphs: list[tuple[Part, ...]]) -> None:
    roomy = Capabilities(**{**SMALL.__dict__, "total_text": 10**6, "blocks": 10**4})
    card = Card("t", tuple(Text(parts) for parts in paragraphs))
    written = "".join(card_text(card).split())
    assert "".join(card_text(fit(card, roomy)).split()) == written


def test_what_is_over_the_whole_limit_is_cut_visibly() -> None:
    card = Card("t", tuple(Text((f"paragraph {n}",)) for n in range(50)))
    assert "The rest did not fit" in card_text(fit(card, SMALL))


def test_a_label_that_is_cut_keeps_the_day_behind_it() -> None:
    labels = [f"Early: Monthly budget and forecast, {day} Dec" for day in (1, 31)]
    card = Card(title="Due", buttons=tuple(Button(label, "a", {}) for label in labels))
    shown = [button.label for button in fit(card, TEAMS).buttons]
    assert [label.rpartition(", ")[2] for label in shown] == ["1 Dec", "31 Dec"]
    assert all(len(label) == TEAMS.label for label in shown)
