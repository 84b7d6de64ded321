"""Content that an agreement keeps out of chat, told by its shape.

What is looked for is read from the agreement's own lines: one that speaks of initials or birth
looks for what identifies a participant, one that speaks of a sequence for nucleotides and peptides.
Codes of their own the parties agree on as shapes. What has no shape (another client's name, a
photograph) cannot be found here. All patterns are bounded, so that no text takes long.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from bot.domain.agreement.document import Agreement
from bot.domain.shapes import places


class Content(StrEnum):
    """What a place in a text looks like."""

    INITIALS = "initials"
    NAME = "name"
    BIRTH = "birth"
    MAIL = "mail"
    PHONE = "phone"
    TREATMENT = "treatment"
    STRUCTURE = "structure"
    SEQUENCE = "sequence"
    OPEN_LINK = "open_link"
    AGREED = "agreed"
    """A number or code of a shape that the parties agreed on."""
    PASSWORD = "password"  # noqa: S105 - a kind of content, no secret


@dataclass(frozen=True)
class Place:
    """Where something is, what it looks like, and which agreed line speaks of it."""

    start: int
    end: int
    content: Content
    line: str


#: Finds shapes in a text; of each the place.
_Find = Callable[[str, Agreement], Iterator[tuple[int, int, Content]]]

_PERSON = r"(?:participant|subject|volunteer|patient|donor)"
_NUMBERED = (
    rf"(?:{_PERSON}|kit|randomi[sz]ation)s?\s{{0,2}}(?:no\.?|number|code|\#)?\s{{0,2}}"
    r"[A-Z]{0,4}-?\d{2,6}"
)
_ARM = r"(?:placebo|verum|active\ (?:arm|drug|treatment)|(?:arm|treatment|group)\ [A-Z0-9])"


def _pattern(text: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(text, flags | re.VERBOSE)


_INITIALS = (
    _pattern(
        r"\b(?i:initials)(?:\ (?i:of)[^.\n]{1,25}?\ (?i:are|is)|\W{0,3}(?i:are|is)?)\W{0,3}"
        r"(?:[A-Z](?:\.\ ?|-)?){2,3}(?!\w)",
        re.NOFLAG,
    ),
    _pattern(rf"\b(?i:{_PERSON})\ (?:[A-Z]\.\ ?){{2,3}}(?!\w)", re.NOFLAG),
)
_NAMES = (
    _pattern(rf"\b(?i:{_PERSON})\b[^.\n]{{0,20}}\b(?:Mr|Mrs|Ms)\.?\ [A-Z]\w{{1,30}}", re.NOFLAG),
    _pattern(rf"\b(?:Mr|Mrs|Ms)\.?\ [A-Z]\w{{1,30}}\b[^.\n]{{0,20}}\b(?i:{_PERSON})", re.NOFLAG),
)
_BIRTH = (
    _pattern(
        r"\b(?:d\.?o\.?b\.?|dates?\ of\ birth|birth\ ?dates?|born(?:\ on)?|birthday)(?!\w)"
        r"\W{0,4}(?:is|was)?\W{0,3}"
        r"\d{1,4}(?:st|nd|rd|th)?[\ ./-]{1,2}\w{1,9}[\ ./-]{1,2}\d{2,4}(?!\w)"
    ),
    _pattern(r"\bborn\ (?:in\ )?(?:19|20)\d\d(?!\w)"),
)
_MAIL = _pattern(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}(?!\w)")
_PHONE = _pattern(r"(?<![\w+./-])(?:\+|00?)[1-9](?:[\ ()/-]{0,2}\d){7,13}(?!\w)")
_TREATMENT = (
    _pattern(rf"\b{_NUMBERED}\b[^.\n]{{0,50}}?\b{_ARM}\b"),
    _pattern(rf"\b{_ARM}\b[^.\n]{{0,30}}?\b{_NUMBERED}\b"),
    _pattern(
        rf"\b(?:he|she|(?:this|that|the)\ {_PERSON})\b[^.\n]{{0,30}}?"
        r"\b(?:is\ on|was\ on|got|received|(?:is|was)\ (?:randomi[sz]ed|allocated|assigned)\ to)"
        rf"\ (?:the\ )?{_ARM}\b"
    ),
    _pattern(
        r"\b[A-Z]{0,4}-?\d{3,6}\ (?:is\ on|was\ on|got|gets|had|has|received)\ (?:the\ )?"
        r"(?:placebo|verum|active)\b"
    ),
    _pattern(r"(?:\b\d{2,6}\ ?[:=;,]?\ ?(?:placebo|verum|active|[AB])\b(?:\W{1,4}|$)){3,200}"),
)
_INCHI = (
    _pattern(r"\bInChI=1S?/[\w.()+/,;?-]{4,2000}"),
    _pattern(r"\b[A-Z]{14}-[A-Z]{10}-[A-Z]\b", re.NOFLAG),
)
_SMILES = re.compile(
    r"(?:Cl|Br|[BCNOPSFI]|[bcnops]|\[[A-Za-z0-9@+-]{1,12}\]|[=#+/\\.:@()-]|%\d\d|\d){8,2000}"
)
_RING = re.compile(r"[A-Za-z\]](\d)(?:.{0,200}?)[A-Za-z\])]\1")
_FEWEST_ATOMS = 5
_SEQUENCES = (
    _pattern(r"(?<![A-Za-z])[ACGTU]{15,6000}(?![A-Za-z])"),
    _pattern(r"(?<![A-Za-z])(?:[ACGTU]{3,10}[\ -]){4,600}[ACGTU]{3,10}(?![A-Za-z])", re.NOFLAG),
    _pattern(
        r"\b(?:(?:Ala|Arg|Asn|Asp|Cys|Gln|Glu|Gly|His|Ile|Leu|Lys|Met|Phe|Pro|Ser|Thr|Trp|Tyr|Val)"
        r"[\ -]){4,600}(?:Ala|Arg|Asn|Asp|Cys|Gln|Glu|Gly|His|Ile|Leu|Lys|Met|Phe|Pro|Ser|Thr|Trp"
        r"|Tyr|Val)\b"
    ),
)
_PEPTIDE = re.compile(r"(?<![A-Za-z])(?:[ACDEFGHIKLMNPQRSTVWY]{10,6000}\ ?){1,600}(?![A-Za-z])")
#: No word in capitals is as long; two blocks of ten letters are.
_SHORTEST_PEPTIDE, _FEWEST_KINDS = 20, 8
_LINKS = (
    _pattern(
        r"\bhttps?://[^\s?\#]{1,500}[?\#&][^\s]{0,500}?(?:token|sig|signature|key|secret|auth|password|pwd"
        r"|sas|invite|access_code)=[^\s&]{6,2000}"
    ),
    _pattern(r"\bhttps?://[^\s/@:]{1,100}:[^\s/@]{1,100}@[^\s]{3,500}"),
    _pattern(
        r"\b(?:xox[abprs]-[\w-]{8,200}|ghp_\w{16,80}|AKIA[0-9A-Z]{12,20}"
        r"|eyJ[\w-]{10,2000}\.[\w-]{10,2000})",
        re.NOFLAG,
    ),
)
_PASSWORDS = (
    _pattern(
        r"\b(?:password|passwd|passcode|passphrase|pwd|pw)\b\s?(?:(?:is|was)\b|[:=])\s{0,2}"
        r"(?=\S{0,60}[\d!@\#$%^&*_])\S{4,80}"
    ),
    _pattern(r"\bpassword\ (?=[^\s\d]{0,60}[a-z])(?=\S{0,60}\d)(?=\S{0,60}[!@\#$%^&*_])\S{6,80}"),
)


def found_in(text: str, agreement: Agreement) -> Iterator[Place]:
    """Every place that one of the agreement's lines or shapes of what is never in chat is about."""
    for pattern in agreement.never_in_chat_patterns:
        for start, end in places(pattern.shape, text):
            yield Place(start, end, Content.AGREED, pattern.title)
    for line in agreement.never_in_chat:
        for about, finds in _LOOKED_FOR:
            if about.search(line):
                found = chain.from_iterable(find(text, agreement) for find in finds)
                yield from (Place(start, end, content, line) for start, end, content in found)


def _all(patterns: tuple[re.Pattern[str], ...], content: Content) -> _Find:
    def find(text: str, agreement: Agreement) -> Iterator[tuple[int, int, Content]]:
        del agreement  # the shape says all
        for pattern in patterns:
            yield from ((*match.span(), content) for match in pattern.finditer(text))

    return find


def _contacts(text: str, agreement: Agreement) -> Iterator[tuple[int, int, Content]]:
    """Addresses and numbers in a text about participants that are none of the parties' own."""
    if re.search(rf"\b{_PERSON}", text, re.IGNORECASE) is None:
        return
    own = [seat.contact for seat in agreement.seats]
    domains = {contact.email.rpartition("@")[2].lower() for contact in own if contact.email}
    numbers = {_digits(contact.phone) for contact in own if contact.phone}
    for match in _MAIL.finditer(text):
        if match[0].rpartition("@")[2].lower() not in domains:
            yield *match.span(), Content.MAIL
    for match in _PHONE.finditer(text):
        if _digits(match[0]) not in numbers:
            yield *match.span(), Content.PHONE


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _smiles(text: str, agreement: Agreement) -> Iterator[tuple[int, int, Content]]:
    """A structure in SMILES: atoms in a row with a ring or a double bond, which no word has."""
    del agreement  # the shape says all
    for word in re.finditer(r"\S{8,2000}", text):
        bare = word[0].strip(".,;:!?\"'")
        start = word.start() + word[0].find(bare)
        atoms = re.findall(r"Cl|Br|[BCNOPSFIbcnops]", bare)
        enough = len(atoms) >= _FEWEST_ATOMS and "c" in bare.lower()
        bonded = "=" in bare or "#" in bare or _RING.search(bare) is not None
        if enough and bonded and _SMILES.fullmatch(bare):
            yield start, start + len(bare), Content.STRUCTURE


def _peptides(text: str, agreement: Agreement) -> Iterator[tuple[int, int, Content]]:
    del agreement  # the shape says all
    for match in _PEPTIDE.finditer(text):
        letters = match[0].replace(" ", "")
        if len(letters) >= _SHORTEST_PEPTIDE and len(set(letters)) >= _FEWEST_KINDS:
            yield match.start(), match.start() + len(match[0].rstrip()), Content.SEQUENCE


def _about(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})", re.IGNORECASE)


#: What a line has to speak of, and what is looked for then.
_LOOKED_FOR: tuple[tuple[re.Pattern[str], tuple[_Find, ...]], ...] = (
    (
        _about(r"initials|dates? of birth|birth|personal data|contact details|names?\b"),
        (
            _all(_INITIALS, Content.INITIALS),
            _all(_NAMES, Content.NAME),
            _all(_BIRTH, Content.BIRTH),
            _contacts,
        ),
    ),
    (_about(r"treatment|randomi[sz]|allocation"), (_all(_TREATMENT, Content.TREATMENT),)),
    (
        _about(r"(?:chemical )?structures?|smiles|inchi"),
        (_all(_INCHI, Content.STRUCTURE), _smiles),
    ),
    (
        _about(r"sequences?|vectors?|plasmids?"),
        (_all(_SEQUENCES, Content.SEQUENCE), _peptides),
    ),
    (
        _about(r"passwords?|tokens?|links? that let|credentials|log-?ins?"),
        (_all(_LINKS, Content.OPEN_LINK), _all(_PASSWORDS, Content.PASSWORD)),
    ),
)
