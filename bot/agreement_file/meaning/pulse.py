"""The pulse: whether its answers can ever be shown."""

from collections.abc import Iterator

from bot.agreement_file.meaning.lookup import Lookup
from bot.agreement_file.mistakes import Fault
from bot.domain.agreement.cadences import Every
from bot.domain.pulse_tally import FEWEST


def pulse_faults(lookup: Lookup) -> Iterator[Fault]:
    """A rhythm that never comes round or too often, fewer people asked than answers needed."""
    pulse = lookup.document.part("pulse")
    if pulse is None:
        return
    every = pulse.word("every", Every)
    if every in {Every.MILESTONE, Every.ONCE, Every.DAY}:
        sentence = f'"{every.value}" is no rhythm for the pulse; write week, 2w, month or quarter'
        yield pulse.fault("every", sentence)
    asked = [lookup.side_of(seat) for _, seat in pulse.texts("asked_of")]
    least = pulse.number("minimum_answers")
    if least is not None and least < FEWEST:
        sentence = (
            "the average of one answer is that answer, so it could be traced; write 3 or more"
        )
        yield pulse.fault("minimum_answers", sentence)
    if least is None or None in asked or len(asked) != pulse.length("asked_of"):
        return
    for side in sorted(lookup.sides):
        seats = asked.count(side)
        if 0 < seats < least:
            sentence = f"{seats} seats of the side {side} are asked, and {least} answers are needed"
            remedy = "nothing would ever be shown; ask more seats or lower the number"
            yield pulse.fault("minimum_answers", f"{sentence} before anything is shown: {remedy}")
