"""The shipped examples, read once for all tests of the look-up."""

from functools import lru_cache
from pathlib import Path

from bot.agreement_file.check import read_agreement
from bot.domain.agreement.document import Agreement

RAT = "01_rat_tox_in_vivo"
PHASE_1 = "03_phase1_abroad"

_FOLDER = Path(__file__).parents[3] / "examples"


@lru_cache
def example(name: str) -> Agreement:
    return read_agreement((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), name=name)
