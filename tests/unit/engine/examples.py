"""The shipped examples, read once for all tests: they are frozen, so tests can share them."""

from functools import lru_cache
from pathlib import Path

from bot.agreement_file.bindings import Bindings
from bot.agreement_file.check import read_agreement, read_bindings
from bot.domain.agreement.document import Agreement

RAT = "01_rat_tox_in_vivo"
ANTIBODY = "02_antibody_cell_line"
PHASE_1 = "03_phase1_abroad"
EXAMPLES = (RAT, ANTIBODY, PHASE_1)

_FOLDER = Path(__file__).parents[3] / "examples"


@lru_cache
def example(name: str) -> Agreement:
    return read_agreement((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), name=name)


@lru_cache
def bindings_to(name: str, text: str) -> Bindings:
    """Who and where for an example, from the text of a bindings file."""
    return read_bindings(text, example(name))
