"""The agreed level of input, where others are asked to decide what one's own side decides."""

from bot.cards.words.input_wanted import agreed_line
from bot.domain.agreement.document import Agreement
from bot.domain.asks_to_decide import asks_to_decide
from bot.domain.visibility import Reader
from bot.engine.topics import topic_in


def agreed_otherwise(
    agreement: Agreement, reader: Reader, *, topic: str, text: str, party: str | None
) -> str:
    """What was agreed on a topic, in a line, where it is asked for otherwise; else nothing.

    A hint, which stops nothing: the CRO may want the sponsor's word on what it decides itself, and
    the sponsor may want the CRO's view.

    Args:
        agreement: the version that counts.
        reader: who reads the line.
        topic: what the question is about, as it was typed or found.
        text: the question.
        party: key of the side that asks.
    """
    if not asks_to_decide(text):
        return ""
    found = topic_in(agreement, reader, f"{topic} {text}" if topic else text)
    if found is None and topic:
        found = topic_in(agreement, reader, topic)
    if found is None or found.wanted is None or found.decider.party != party:
        return ""
    return agreed_line(agreement, found.wanted)
