"""Whether somebody asks others to decide: in the words people use for it in a hurry.

What is asked about a decision (“who decides?”, “have you decided?”) is none of it. The list grows
by what people write; `tests/unit/domain/test_asks_to_decide.py` holds what it has to find and to
leave.
"""

import re

_CHOOSE = r"(?:decide|choose|pick|select|settle)"
_DECIDED = r"(?:approve|sign (?:it |this |that |them )?off|make (?:the|a) (?:call|decision|choice))"
_DO = r"(?:go (?:ahead|with|for|on)|proceed|use|take|switch|change|move|start|skip|drop|keep)"
_WANT = r"(?:prefer|want|like|pick|choose|take|use|do|go with)"
_YOUR = r"(?:call|choice|decision|approval|go[- ]ahead|sign[- ]off|ok|okay)"
_FINE = r"(?:ok|okay|happy|fine|good)"
_ASKS = (
    # “please decide”, “could you just pick one”, “you should make the call”
    rf"\b(?:please|pls|kindly)\b[^.?!]{{0,40}}?\b(?:{_CHOOSE}|{_DECIDED})\b",
    rf"\b(?:can|could|would|will) you (?:\w+ ){{0,2}}?(?:agree|{_CHOOSE}|{_DECIDED})\b",
    rf"\byou (?:can|could|should|need to|have to) (?:\w+ ){{0,2}}?(?:{_CHOOSE}|{_DECIDED})\b",
    # “Decide whether …”, “…, you decide”
    rf"(?:^|[.,;:!?]\s*|\bso )(?:you )?{_CHOOSE}\b(?! (?:when|who)\b)",
    rf"\b(?:your|yr|ur) {_YOUR}\b",
    r"\bup to you\b",
    r"\bleave (?:it|this|that) (?:up )?(?:to|with) you\b",
    rf"\bfor you to (?:say|{_CHOOSE}|{_DECIDED})\b",
    rf"\byours to {_CHOOSE}\b",
    # “can we go with 30 mg/kg?”, “shall we skip the second one”
    rf"\b(?:can|may|shall|should|could) we (?:\w+ ){{0,1}}?{_DO}\b",
    rf"\bdo you (?:\w+ ){{0,1}}?(?:agree|{_DECIDED})\b",
    rf"\bare you {_FINE} with\b",
    rf"\bis (?:it|this|that) {_FINE} (?:with|for) you\b",
    # “which of the two do you prefer?”, “what should we use?”
    rf"\b(?:which|what)\b[^.?!]{{0,40}} (?:do|would|should|shall) (?:you|we) {_WANT}\b",
    r"\blet (?:us|me) know (?:which|what)\b",
    r"\btell us (?:which|what) to\b",
)
_FOUND = re.compile("|".join(f"(?:{each})" for each in _ASKS), re.IGNORECASE)
#: Whoever asks whether, when or by whom something is decided asks for no decision.
_ABOUT_IT = re.compile(
    r"\b(?:who|when|has|have|had|did|whether)\b[^.?!]{0,30}"
    r"\b(?:decid\w*|choos\w*|chose\w*|approv\w*|sign\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.?!\n]+[.?!]*")


def asks_to_decide(text: str) -> bool:
    """Whether any sentence of a text asks its reader to decide."""
    sentences = (" ".join(each.split()) for each in _SENTENCE.findall(text))
    return any(_FOUND.search(each) and not _ABOUT_IT.search(each) for each in sentences)
