"""Numbers and codes never in chat: a shape that cannot be used, an example it does not find."""

from collections.abc import Iterator

from bot.agreement_file.mistakes import Fault, quoted
from bot.agreement_file.parts import Part
from bot.domain.shapes import FEWEST_SIGNS, LONGEST_SHAPE, Unfit, example_of, places, unfit

_LIKE_THIS = "write # for a digit, @ for a letter, ? for either, as in KIT-####"


def pattern_faults(document: Part) -> Iterator[Fault]:
    """Shapes that cannot be used, or that do not find their own example."""
    for pattern in document.parts("never_in_chat_patterns"):
        shape, example = pattern.text("shape"), pattern.text("matches")
        if shape is None:
            continue
        found = unfit(shape)
        if found is not None:
            yield pattern.fault("shape", _why(shape, *found))
        elif example is not None and not any(places(shape, example)):
            finds = quoted(example_of(shape))
            sentence = f"the shape {quoted(shape)} does not find this; it matches: {finds}"
            yield pattern.fault("matches", f"{sentence}; correct the shape or the example")


def _why(shape: str, why: Unfit, what: str) -> str:
    match why:
        case Unfit.LONG:
            return f"a shape has up to {LONGEST_SHAPE} characters; write the code alone"
        case Unfit.SHORT:
            return (
                f"{quoted(shape)} is too short to tell a code by; write at least {FEWEST_SIGNS}"
                " letters or digits"
            )
        case Unfit.SIGN:
            return f"{quoted(what)} has no meaning in a shape; {_LIKE_THIS}"
        case Unfit.ORDINARY:
            return (
                f"this also matches: {quoted(what)}, which is in ordinary messages; add what stands"
                " before or after it in the code, as in KIT-####"
            )
