"""The record: the append-only, hash-chained trail of everything that happened.

The chain is one per collaboration. It is not asked for by 21 CFR 11.10(e) or EU Annex 11; it is a
cheap proof that nothing was changed or taken out afterwards.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from bot.domain.instant import Instant

#: The hash before the first entry.
GENESIS = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that happened, as the engine reports it."""

    collaboration: str
    kind: str
    """What happened, past tense, for example `checkin.answered`."""
    at: Instant
    version: int
    """The agreement version in force for it."""
    subject: str
    """What it happened to, for example the id of a check-in."""
    person: str | None = None
    """Id of the person who did it; none when Accord did."""
    seat: str | None = None
    """The seat the person acted for."""
    party: str | None = None
    source: str | None = None
    """The platform event it came from."""
    data: Mapping[str, object] = field(default_factory=dict)
    """Old and new values, reasons: JSON-able."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """An entry in its place in the chain."""

    seq: int
    """1 for the first of its collaboration; no gaps."""
    entry: Entry
    previous: str
    hash: str


def entry_body(seq: int, entry: Entry) -> dict[str, object]:
    """An entry as plain data, the way it is hashed and exported."""
    return {
        "seq": seq,
        "collaboration": entry.collaboration,
        "kind": entry.kind,
        "at": entry.at.isoformat(),
        "version": entry.version,
        "subject": entry.subject,
        "person": entry.person,
        "seat": entry.seat,
        "party": entry.party,
        "source": entry.source,
        "data": dict(entry.data),
    }


def exported(entries: Sequence[Recorded], *, without: AbstractSet[int] = frozenset()) -> str:
    """The record as text, one JSON object a line, with the hashes that prove the chain.

    Of the places in `without` only these hashes are in it.
    """
    lines = [
        ({"seq": each.seq} if each.seq in without else entry_body(each.seq, each.entry))
        | {"previous": each.previous, "hash": each.hash}
        for each in entries
    ]
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)


def entry_hash(previous: str, seq: int, entry: Entry) -> str:
    """SHA-256 over the previous hash and the entry as canonical JSON."""
    text = json.dumps(
        entry_body(seq, entry), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def chained(previous: str, seq: int, entry: Entry) -> Recorded:
    """Put an entry behind the one whose hash is given."""
    return Recorded(seq=seq, entry=entry, previous=previous, hash=entry_hash(previous, seq, entry))


def broken_links(entries: Sequence[Recorded]) -> Iterator[str]:
    """One sentence for each place where the chain does not hold; nothing when it is whole."""
    previous, expected = GENESIS, 1
    for recorded in entries:
        if recorded.seq != expected:
            yield f"Entry {expected} is missing: the next one there is {recorded.seq}."
        if recorded.previous != previous:
            yield f"Entry {recorded.seq} does not follow the one before it."
        if recorded.hash != entry_hash(recorded.previous, recorded.seq, recorded.entry):
            yield f"Entry {recorded.seq} ({recorded.entry.kind}) was changed after it was written."
        previous, expected = recorded.hash, recorded.seq + 1
