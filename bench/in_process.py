"""The look-up alone, in this process, beside rapidfuzz over the same aliases.

`extract`, with its own scorer, compares the question with every alias and understands nothing: its
answer is the nearest strings. Both are asked the same questions, in turn.
"""

import random
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from rapidfuzz import process

from bench.contest import Effort
from bench.world import agreement
from bot.domain.agreement.areas import Area
from bot.domain.agreement.document import Agreement
from bot.domain.visibility import EVERYTHING, view
from bot.engine.lookup import build_index, look_up

SIZES = (100, 1_000, 10_000)
OURS, FLOOR = "Accord", "rapidfuzz extract"
#: What a look-up may take of the time of comparing with every alias.
AIM = 0.5
ALIASES = 5
QUESTIONS = 60
_SEED = 4
_SOUNDS = ("ba", "co", "di", "fu", "ge", "hi", "lo", "mu", "na", "pe", "ri", "so", "ta", "vu", "ze")


@dataclass
class Entrant:
    """What answers, over so many areas."""

    name: str
    size: int
    answer: Callable[[str], object]
    took: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Milliseconds for one question."""
        return 1000 * statistics.median(self.took)


async def run(effort: Effort) -> bool:
    """Measure and print; gives whether the aims are met."""
    print("\nThe look-up in this process, one question")
    print(f"  {'':20}{'areas':>8}{'ms':>10}{'ratio':>9}")
    met = [_measured(size, effort) for size in SIZES]
    return all(met)


def _measured(size: int, effort: Effort) -> bool:
    hand = random.Random(_SEED)
    agreed = _with_areas(size, hand)
    begin = perf_counter()
    index = build_index(view(agreed, EVERYTHING))
    built = perf_counter() - begin
    aliases = [alias.lower() for area in agreed.areas for alias in area.aliases]
    entrants = (
        Entrant(OURS, size, lambda text: look_up(index, text)),
        Entrant(FLOOR, size, lambda text: process.extract(text, aliases)),
    )
    asked = list(_questions(aliases, hand))
    for _ in range(effort.rounds):
        for entrant in entrants:
            entrant.took.append(_seconds_each(entrant.answer, asked))
    ours, floor = (each.median for each in entrants)
    ratio = ours / floor
    verdict = "met" if ratio <= AIM else "MISSED"
    print(f"  {FLOOR:20}{size:8}{floor:10.3f}")
    print(
        f"  {OURS:20}{size:8}{ours:10.3f}{ratio:9.2f} (aim: at most {AIM:.2f}) {verdict};"
        f" index built in {built:.1f} s"
    )
    return ratio <= AIM


def _seconds_each(answer: Callable[[str], object], asked: Sequence[str]) -> float:
    begin = perf_counter()
    for text in asked:
        answer(text)
    return (perf_counter() - begin) / len(asked)


def _with_areas(size: int, hand: random.Random) -> Agreement:
    """The example with so many areas: its own words, and more that sound like words."""
    known = agreement()
    words = [word for area in known.areas for alias in area.aliases for word in alias.split()]
    words += ["".join(hand.choices(_SOUNDS, k=3)) for _ in range(size)]
    areas = tuple(_area(known.areas[n % len(known.areas)], n, words, hand) for n in range(size))
    return replace(known, areas=areas)


def _area(like: Area, number: int, words: Sequence[str], hand: random.Random) -> Area:
    names = [" ".join(hand.sample(words, k=hand.randint(1, 3))) for _ in range(ALIASES + 1)]
    return replace(like, key=f"area_{number}", title=names[0], aliases=tuple(names[1:]))


def _questions(aliases: Sequence[str], hand: random.Random) -> Iterator[str]:
    """A known name in a question, every third with a slip of the keys."""
    for number in range(QUESTIONS):
        name = hand.choice(aliases)
        if number % 3 == 0:
            at = hand.randrange(len(name))
            name = name[:at] + name[at + 1 :]
        yield f"who is responsible for the {name}?"
