"""Areas: what somebody owns. Locations: where shared things live."""

from collections.abc import Iterable

from bot.cards.words import answers, contact_rules
from bot.cards.words import export as words
from bot.domain.agreement.areas import Access, Area, Location
from bot.domain.agreement.document import Agreement
from bot.export.layout import Lines, Note, Section, Table, lines, table
from bot.export.names import Names

_AREAS = (
    "Area",
    "Answers for it (A)",
    "Does it (R)",
    "Counterpart to ask",
    "Consulted, informed",
    "Due and where",
)
_AREA_WIDTHS = (20, 16, 16, 16, 16, 16)
_CONTACT_WIDTHS = (22, 28, 28, 22)
_LOCATIONS = ("Location", "Where", "Holds", "Looked after by", "Access")
_LOCATION_WIDTHS = (20, 18, 20, 16, 26)


def areas(agreement: Agreement) -> Section:
    """Who owns what."""
    names = Names(agreement)
    rows = [
        (
            lines(area.title, words.area_kind(area.kind, area.transferred)),
            names.seat(area.accountable),
            names.seat(area.responsible),
            names.seat(area.counterpart),
            lines(
                words.consulted(names.titles(area.consulted)),
                words.informed(names.titles(area.informed)),
            ),
            tuple(_due(names, area)),
        )
        for area in agreement.areas
    ]
    shown = (
        (Note(words.ONE_ANSWERS), table("Who owns what", _AREAS, rows, _AREA_WIDTHS))
        if rows
        else ()
    )
    return Section("areas", "Who owns what", (*shown, *_whom_to_contact(names)))


def _whom_to_contact(names: Names) -> tuple[Note | Table, ...]:
    """The contact rules of all areas that have some, in the order in which they count."""
    rows = [
        (
            area.title,
            words.sentence(contact_rules.applies(rule)),
            contact_rules.whom(names.seat(rule.seat), names.method(rule.method)),
            words.sentence(rule.note or ""),
        )
        for area in names.agreement.areas
        for rule in area.contact_rules
    ]
    if not rows:
        return ()
    title = contact_rules.CONTACT_TITLE
    return (
        Note(contact_rules.FIRST_COUNTS),
        table(title, contact_rules.COLUMNS, rows, _CONTACT_WIDTHS),
    )


def locations(agreement: Agreement) -> Section:
    """Where shared things live."""
    names = Names(agreement)
    rows = [
        (
            lines(each.title, words.sentence(each.system)),
            each.path,
            words.sentence(", ".join(each.holds)),
            names.seat(each.owner),
            tuple(_access(names, each)),
        )
        for each in agreement.locations
    ]
    shown = (table("Where shared things live", _LOCATIONS, rows, _LOCATION_WIDTHS),) if rows else ()
    return Section("locations", "Where shared things live", shown)


def _due(names: Names, area: Area) -> Iterable[str]:
    for due in area.due:
        phase = names.phases((due.phase,)) if due.phase else None
        yield words.sentence(answers.due(due, phase))
    if area.days:
        yield words.days(area.days)
    if area.location:
        yield words.lives_in(names.location(area.location) or "")
    if area.retention:
        yield words.kept(area.retention.years, area.retention.then)


def _access(names: Names, location: Location) -> Iterable[str]:
    yield from (words.sentence(each) for each in who_gets_in(names, location.access))
    if location.filed:
        yield words.filed(names.location(location.filed.location) or "", location.filed.every)
    if location.formal:
        yield words.DELIVERED
    if location.restricted:
        yield words.RESTRICTED


def who_gets_in(names: Names, access: Access) -> Lines:
    """Who has access to a place, by whose word, and until when."""
    by = names.title(access.granted_by) if access.granted_by else None
    return lines(
        answers.EVERYONE_HAS_ACCESS if access.everyone else None,
        answers.granted(by, access.within, access.needs),
        answers.only([names.title(each) for each in access.seats]) if access.seats else None,
        *(answers.party_access(names.party(x.party), x.level, x.path) for x in access.parties),
        *(answers.grant(names.title(each.seat), each.until) for each in access.grants),
        access.note,
    )
