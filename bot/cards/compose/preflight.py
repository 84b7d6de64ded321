"""The card of a check: what to put right, grouped by who puts it right."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bot.cards.card import (
    Block,
    Bullets,
    Button,
    Card,
    Look,
    Moment,
    Part,
    Strong,
    Text,
    Tone,
    paragraph,
    subtle,
)
from bot.cards.compose.general import ASK
from bot.cards.words import preflight as words
from bot.cards.words.preflight import Remedy
from bot.domain.finding import Finding, FindingKind
from bot.domain.instant import Instant

#: What is typed to check again.
AGAIN = "connect"


def finding(kind: FindingKind, subject: str, party: str | None, remedy: Remedy) -> Finding:
    """A finding in the words of its remedy; it is no party's when whoever runs Accord acts."""
    return Finding(
        kind=kind,
        subject=subject,
        party=None if remedy.who == words.OPERATOR else party,
        wrong=remedy.wrong,
        who=remedy.who,
        what=remedy.what,
    )


def findings_card(findings: Sequence[Finding], now: Instant, zone: str) -> Card:
    """What a check found; one line when all is well.

    Args:
        findings: in the order they were found; those of the same kind and remedy share a line.
        now: when it was checked.
        zone: IANA zone for platforms that cannot show a moment in the reader's own.
    """
    checked = subtle(words.CHECKED, Moment(now, zone))
    blocks: tuple[Block, ...] = (*_grouped(findings),) or (paragraph(words.HEALTHY),)
    return Card(
        title=words.TITLE,
        summary=words.summary(len(findings)),
        blocks=(*blocks, checked),
        buttons=(_check_again(),),
    )


def checking_card() -> Card:
    """Said at once; the result takes its place or follows."""
    return Card(
        title=words.CHECKING_TITLE,
        summary=words.CHECKING_TITLE,
        blocks=(paragraph(words.CHECKING),),
    )


def interrupted_card() -> Card:
    """When a check was begun and never came to its end."""
    return Card(
        title=words.INTERRUPTED_TITLE,
        summary=words.INTERRUPTED_TITLE,
        blocks=(paragraph(words.INTERRUPTED),),
        buttons=(_check_again(),),
    )


def _check_again() -> Button:
    return Button(words.CHECK_AGAIN, ASK, {"text": AGAIN}, Look.PRIMARY)


def _grouped(findings: Sequence[Finding]) -> Iterator[Block]:
    by_actor: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_actor[finding.who].append(finding)
    for who, theirs in by_actor.items():
        yield Text((f"{who[:1].upper()}{who[1:]}",), Tone.HEADING)
        yield Bullets(
            tuple(
                _line(subjects, wrong, what) for (wrong, what), subjects in _alike(theirs).items()
            )
        )


def _alike(findings: Sequence[Finding]) -> Mapping[tuple[str, str], list[str]]:
    """Subjects by what is wrong with them and what to do: ten empty seats are one line."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for finding in findings:
        found[finding.wrong, finding.what].append(finding.subject)
    return found


def _line(subjects: Sequence[str], wrong: str, what: str) -> tuple[Part, ...]:
    return (Strong(", ".join(subjects)), f": {wrong} {what}")
