"""What somebody wants with an action, as people type it: `7 done`, `move 7 to Friday because …`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_WORDS: Mapping[str, tuple[str, ...]] = {
    "done": ("done", "finished", "finish", "complete", "completed", "close", "closed"),
    "drop": ("drop", "dropped", "cancel", "cancelled", "obsolete", "withdraw", "remove", "delete"),
    "move": ("move", "moved", "postpone", "reschedule", "delay", "shift"),
    "reopen": ("reopen", "open", "undo"),
    "edit": ("edit", "change", "reassign"),
    "show": ("show",),
}
_VERBS: Mapping[str, str] = {said: verb for verb, many in _WORDS.items() for said in many}
#: What may stand before the verb: “7 is done”, “7: not needed any more”.
_FILLERS = frozenset({"is", "was", "has", "been", "now", "please", "not", "no"})
_ORDER = re.compile(
    r"^(?:(?P<before>[a-z]+)\s+)?(?:action\s+)?(?:#|no\.?\s*|number\s+)?(?P<label>r?\d{1,9})\b"
    r"[\s:,.]*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_OF_AN_ACTION = re.compile(
    r"^(?:please\s+|pls\s+)?(?P<verb>[a-z]+)\s+(?:the\s+)?action\s+(?P<rest>#?r?\d{1,9}\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NOT_NEEDED = re.compile(
    r"^(?:is\s+)?(?:not|no longer)\s+(?:needed|necessary|required)\b(?:\s+any\s*more)?"
)
_NOT_DONE = re.compile(r"^(?:is\s+)?not\s+(?:done|finished|completed?)\b")
_BECAUSE = re.compile(
    r"(?:^|[\s,;:.]+)(?:because|as|since|reason:?)\s+|\s*[:;]\s+|\s+[-\u2013\u2014]\s+",
    re.IGNORECASE,
)
_EDGES = " ,;:."


@dataclass(frozen=True, kw_only=True)
class Order:
    """An action by its label, and what to do with it."""

    label: str
    verb: str
    """`show`, `done`, `drop`, `move`, `reopen`, `edit`; empty when it is none of these."""
    rest: str
    """What follows the verb: the reason, or of a move the day and the reason."""


def speaks_of_an_action(text: str) -> str | None:
    """What `action` is told by “move action 7 to Friday”; none when no action is spoken of."""
    found = _OF_AN_ACTION.match(text.strip())
    if found is None or found["verb"].casefold() not in {*_VERBS, "mark"}:
        return None
    verb, rest = found["verb"].casefold(), found["rest"]
    if verb != "mark":
        return f"{verb} {rest}"
    return re.sub(r"^(#?r?\d+)\s+as\s+", r"\1 ", rest, flags=re.IGNORECASE)


def read_order(text: str) -> Order | None:
    """What to do with which action; none when the text is about something else.

    “3 animals need water” and “send 2 tubes” are what is to be done, not an order.
    """
    found = _ORDER.match(text.strip())
    if found is None:
        return None
    before, rest = (found["before"] or "").casefold(), found["rest"].strip()
    if before and (before not in _VERBS or rest.casefold().startswith("for ")):
        return None
    first = rest.split(maxsplit=1)[0].casefold().strip(_EDGES + "!?") if rest else ""
    if not before and first and first not in _VERBS and first not in _FILLERS:
        return None
    verb, more = _read(f"{before} {rest}".strip())
    return Order(label=found["label"], verb=verb, rest=more)


def _read(said: str) -> tuple[str, str]:
    """The verb and what follows it."""
    plain = said.strip().rstrip(".!?").strip()
    if _NOT_DONE.match(plain.casefold()):
        return "reopen", ""
    if match := _NOT_NEEDED.match(plain.casefold()):
        return "drop", _reason(plain[match.end() :])
    parts = plain.split()
    while parts and parts[0].casefold().strip(_EDGES) in _FILLERS:
        parts = parts[1:]
    if not parts:
        return "show", ""
    verb, rest = _VERBS.get(parts[0].casefold().strip(_EDGES), ""), " ".join(parts[1:])
    return verb, rest if verb == "move" else _reason(rest)


def day_and_reason(text: str) -> tuple[str, str]:
    """Of what follows `move`: the day, and why; each empty when it is not said."""
    said = re.sub(r"^(?:to|until|on|by|is)\s+", "", text.strip(), flags=re.IGNORECASE)
    found = _BECAUSE.search(said)
    if found is None:
        return said, ""
    return said[: found.start()].strip(), said[found.end() :].strip()


def _reason(text: str) -> str:
    said = text.strip(f"{_EDGES}-\u2013\u2014")
    found = _BECAUSE.match(said)
    return said[found.end() :] if found else said
