"""Learns how the look-up weighs its evidence, and what people ask: `make learn`.

Two things come of the labelled questions. All that may be looked at become questions of the bank
(`said/asked_before.txt` from the tuned ones, `said/asked_since.txt` from the others). And those of
`learning`, compared with the bank as it is without them, give the weights (`weights.json`): so they
say how far evidence can be trusted for a question that nobody has seen.

Prints how well five parts of `learning` are told apart, each by the weights of the other four.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

import bot.engine.lookup
from bot.domain.visibility import EVERYTHING, view
from bot.engine.lookup import build_index
from bot.engine.lookup.chance import features
from bot.engine.lookup.decide import weigh
from bot.engine.lookup.nearness import Bank
from bot.engine.lookup.question import read_question
from bot.engine.lookup.said_as import concepts
from tests.unit.engine.asked import ASKED_SINCE, write_asked
from tests.unit.engine.examples import EXAMPLES, example
from tests.unit.engine.labelled_questions import LEARNING

#: Inverse strength of holding the weights near zero; from 0.03 to 0.5 the rates hardly differ.
_C = 0.1
_PARTS = 5
_WEIGHTS = Path(bot.engine.lookup.__file__).with_name("weights.json")
_DIGITS = 4


@dataclass(frozen=True)
class Lesson:
    """One thing that a question may have been about."""

    question: int
    evidence: list[float]
    right: bool


def lessons() -> Iterable[Lesson]:
    """Every question of `learning` with every thing worth a look."""
    bank = Bank.of(each for each in concepts() if each.file != ASKED_SINCE)
    indexes = {name: build_index(view(example(name), EVERYTHING), bank) for name in EXAMPLES}
    for number, each in enumerate(LEARNING):
        index, question = indexes[each.example], read_question(each.text)
        for item, evidence in weigh(index, question, each.text).items():
            thing = index.items[item]
            yield Lesson(
                number,
                features(question.asks, len(question.topic), evidence),
                each.is_about(thing.kind, thing.key),
            )


def _model() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=_C, max_iter=5000))


def _weights(model: Pipeline) -> tuple[float, NDArray[np.float64]]:
    """The weights of the evidence as it is, without scaling it first."""
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    return float(regression.intercept_[0] - weights @ scaler.mean_), weights


def main() -> None:
    """Write the bank's questions and the weights."""
    write_asked()
    learnt = list(lessons())
    evidence = np.array([each.evidence for each in learnt])
    right = np.array([each.right for each in learnt])
    asked = np.array([each.question for each in learnt])
    chances = cross_val_predict(
        _model(), evidence, right, groups=asked, cv=GroupKFold(_PARTS), method="predict_proba"
    )[:, 1]
    print(f"{len(LEARNING)} questions, {len(learnt)} things worth a look")
    print(f"average precision over unseen fifths {average_precision_score(right, chances):.3f}")
    bias, weights = _weights(_model().fit(evidence, right))
    kept = {"bias": round(bias, _DIGITS), "weights": [round(float(w), _DIGITS) for w in weights]}
    _WEIGHTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
