"""How each version came about: who accepted it, when, why, and what it changed."""

from bot.cards.versions import AcceptedBy, VersionLine
from bot.cards.words.changes import Said, change_lines
from bot.domain.amendment import Amendment
from bot.domain.changes import changes_between
from bot.engine.directory import Directory
from bot.engine.storage_ports import Transaction
from bot.engine.texts import Document, document_of


async def version_lines(
    tx: Transaction, directory: Directory, collaboration: str, up_to: int
) -> tuple[VersionLine, ...]:
    """A line for each version that came about here, oldest first.

    Versions that were imported are told by the history in the agreement itself.
    """
    made = [
        amendment
        for amendment in await tx.amendments.all(collaboration)
        if amendment.version is not None and amendment.version <= up_to
    ]
    made.sort(key=lambda amendment: amendment.version or 0)
    return tuple([await _line(tx, directory, amendment) for amendment in made])


async def differences(
    tx: Transaction, collaboration: str, older: int, newer: int
) -> tuple[Said, ...]:
    """What makes one version of another, in words.

    Raises:
        LookupError: there is no such version.
    """
    before = document_of(await tx.agreements.get(collaboration, older))
    after = document_of(await tx.agreements.get(collaboration, newer))
    return _in_words(before, after)


def _in_words(before: Document, after: Document) -> tuple[Said, ...]:
    return tuple(change_lines(change, before, after) for change in changes_between(before, after))


async def _line(tx: Transaction, directory: Directory, amendment: Amendment) -> VersionLine:
    version = amendment.version or 0
    agreement = await tx.agreements.get(amendment.collaboration, version)
    entry = next(e for e in reversed(agreement.agreement.history) if e.version == version)
    said: tuple[Said, ...] = ()
    if amendment.base > 0:
        said = await differences(tx, amendment.collaboration, version - 1, version)
    return VersionLine(
        version=version,
        effective=entry.effective,
        kind="agreed" if len(amendment.parties) > 1 else "own",
        accepted=tuple(
            AcceptedBy(
                party=consent.party,
                person_name=directory.person(consent.person).name,
                seat_title=agreement.seat[consent.seat].title if consent.seat else "",
                at=consent.at,
            )
            for consent in amendment.consents
        ),
        reason=amendment.reason,
        changes=said,
    )
