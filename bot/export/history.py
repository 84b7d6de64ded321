"""The history of an agreement as one reader may know it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.cards.versions import AcceptedBy, VersionLine
from bot.domain.agreement.document import Agreement
from bot.domain.visibility import Reader, View, view


def whole_history(
    agreement: Agreement, versions: Sequence[VersionLine], reader: Reader
) -> tuple[VersionLine, ...]:
    """Every version up to this one, oldest first, as the reader may know it.

    Versions that were in force before Accord kept them stand in the history of the agreement only.
    A change whose words name something that is hidden from the reader is left out.
    """
    upto = agreement.agreement.version
    lines = {line.version: line for line in (*_from_file(agreement), *versions)}
    known = view(agreement, reader)
    return tuple(_known(lines[number], known) for number in sorted(lines) if number <= upto)


def _from_file(agreement: Agreement) -> Iterable[VersionLine]:
    for entry in agreement.agreement.history:
        seats = [agreement.seat[key] for key in entry.agreed_by]
        yield VersionLine(
            version=entry.version,
            effective=entry.effective,
            kind="imported",
            accepted=tuple(AcceptedBy(party=x.party, seat_title=x.title) for x in seats),
            reason=entry.reason,
        )


def _known(line: VersionLine, known: View) -> VersionLine:
    hidden = _hidden_words(known)

    def names_hidden(*texts: str) -> bool:
        return any(word in text.casefold() for word in hidden for text in texts)

    return replace(
        line,
        accepted=tuple(
            replace(each, seat_title="") if names_hidden(each.seat_title) else each
            for each in line.accepted
            if each.person_name or not names_hidden(each.seat_title)
        ),
        reason="" if names_hidden(line.reason) else line.reason,
        changes=tuple(x for x in line.changes if not names_hidden(x.title, x.before, x.after)),
    )


def _hidden_words(known: View) -> tuple[str, ...]:
    agreement = known.agreement
    seats = [agreement.seat[key] for key in known.hidden_seats]
    places = [agreement.location[key] for key in known.hidden_locations]
    words = [*(word for each in seats for word in (each.key, each.title))]
    words += [word for each in places for word in (each.key, each.title, each.path)]
    return tuple(word.casefold() for word in words)
