"""What both sides agreed about who decides a topic, said where somebody asks for it otherwise."""

from bot.cards.words.status import SIDE
from bot.domain.agreement.conduct import InputLevel, InputWanted
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.parties import Side
from bot.domain.deciding import decider_on_topic

AGREED = "Agreed on"
GO_ON = "You can send it all the same, or change it, for example to ask for their view."


def agreed_line(agreement: Agreement, wanted: InputWanted) -> str:
    """For example: Agreed on dose levels: consult. The CRO asks first; the sponsor decides."""
    topic = wanted.topic if wanted.topic[1:2].isupper() else _small(wanted.topic)
    return f"Agreed on {topic}: {wanted.level.value}. {_so(agreement, wanted)}"


def _so(agreement: Agreement, wanted: InputWanted) -> str:
    decides, cro = _decides(agreement, wanted), _side(agreement, Side.CRO)
    match wanted.level:
        case InputLevel.DECIDE:
            told = wanted.tell_within
            within = f" within {told.in_words()}" if told else ""
            return f"{_large(decides)} decides and tells{within}."
        case InputLevel.RECOMMEND:
            return f"{_large(cro)} proposes; {decides} decides."
        case InputLevel.CONSULT:
            return f"{_large(cro)} asks first; {decides} decides."
        case InputLevel.FOLLOW:
            return f"{_large(cro)} does what the document says; {decides} decides on a change."


def _decides(agreement: Agreement, wanted: InputWanted) -> str:
    if wanted.body is not None:
        return wanted.body
    if wanted.decided_by is not None:
        return f"the {agreement.seat[wanted.decided_by].title}"
    party = agreement.party[decider_on_topic(agreement, wanted).party]
    return _side(agreement, party.side) if party.side is not Side.OTHER else party.short


def _side(agreement: Agreement, side: Side) -> str:
    """`the CRO`; where there are several of a side, or none, the names of those there are."""
    names = [party.short for party in agreement.parties if party.side is side]
    return " or ".join(names) if len(names) > 1 else f"the {SIDE[side]}"


def _small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _large(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
