"""How each version came about: who accepted it, when, why, what it changed, and who held seats."""

from bot.cards.versions import AcceptedBy, Held, VersionLine
from bot.cards.words.changes import Said, change_lines
from bot.domain.amendment import Amendment
from bot.domain.changes import changes_between
from bot.domain.visibility import Reader, view
from bot.engine.directory import Directory
from bot.engine.storage_ports import Transaction
from bot.engine.texts import document_of
from bot.export.extract import extract


async def version_lines(
    tx: Transaction, directory: Directory, collaboration: str, up_to: int, reader: Reader
) -> tuple[VersionLine, ...]:
    """A line for each version that came about here, oldest first, as the reader may know it.

    Versions that were imported are told by the history in the agreement itself.
    """
    made = [
        amendment
        for amendment in await tx.amendments.all(collaboration)
        if amendment.version is not None and amendment.version <= up_to
    ]
    made.sort(key=lambda amendment: amendment.version or 0)
    return tuple([await _line(tx, directory, amendment, reader) for amendment in made])


async def differences(
    tx: Transaction, collaboration: str, older: int, newer: int, reader: Reader
) -> tuple[Said, ...]:
    """What makes one version of another, in words, between what the reader may know of both.

    Raises:
        LookupError: there is no such version.
    """
    before, after = [
        document_of(extract(await tx.agreements.get(collaboration, version), reader))
        for version in (older, newer)
    ]
    return tuple(change_lines(change, before, after) for change in changes_between(before, after))


def named_holdings(directory: Directory, collaboration: str) -> tuple[Held, ...]:
    """Who holds and held which seat, by name."""
    return tuple(
        Held(
            seat=each.seat,
            person_name=directory.person(each.person).name,
            since=each.since,
            until=each.until,
        )
        for each in directory.holdings(collaboration)
    )


async def _line(
    tx: Transaction, directory: Directory, amendment: Amendment, reader: Reader
) -> VersionLine:
    version = amendment.version or 0
    agreement = await tx.agreements.get(amendment.collaboration, version)
    seen = view(agreement, reader)
    entry = next(e for e in reversed(agreement.agreement.history) if e.version == version)
    changes: tuple[Said, ...] = ()
    if amendment.base > 0:
        id_ = amendment.collaboration
        changes = await differences(tx, id_, version - 1, version, reader)
    accepted = []
    for consent in amendment.consents:
        seat = seen.seat(consent.seat)
        accepted.append(
            AcceptedBy(
                party=consent.party,
                person_name=directory.person(consent.person).name,
                seat_title=seat.title if seat else "",
                at=consent.at,
            )
        )
    return VersionLine(
        version=version,
        effective=entry.effective,
        kind="agreed" if len(amendment.parties) > 1 else "own",
        accepted=tuple(accepted),
        reason=amendment.reason,
        changes=changes,
    )
