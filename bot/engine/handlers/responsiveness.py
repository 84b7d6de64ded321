"""`responsiveness [month|side]`: how both sides answer, the same numbers for all; and as files."""

from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz, process

from bot.cards.compose import responsiveness as cards
from bot.cards.words import life
from bot.cards.words import responsiveness as words
from bot.domain.agreement.parties import Party
from bot.domain.errors import Refused
from bot.domain.instant import local
from bot.domain.kept import months_until
from bot.domain.responsiveness import Month
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.months_said import month_said
from bot.engine.platform import MakesLinks
from bot.engine.responsiveness import responsiveness as numbers
from bot.engine.responsiveness import this_month
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

_FILE = frozenset({"csv", "xlsx", "excel", "file", "files", "as a file", "as files", "export"})
_OWN = frozenset({"we", "us", "our", "ours", "our side", "own", "own side"})
_TREND, _OF_ONE_SIDE = 6, 3
_NEAR = 75


async def responsiveness(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """One month of all sides, or three of one: the last whole month, unless one is named."""
    today = local(scene.now, scene.agreement.parties[0].zone).date()
    before, month = month_said(rest.strip().rstrip("?."), today)
    party = _side(scene, before) if before else None
    trend = months_until(month or this_month(scene), _TREND)
    found = await numbers(tx, scene, agreements, trend)
    shown = cards.Shown(
        title=scene.collaboration.title,
        side=party.key if party else None,
        months=_shown(found, month, one=party is not None),
        trend=found,
    )
    return Answer(card=cards.responsiveness_card(scene.agreement.parties, shown))


def _shown(found: Sequence[Month], month: date | None, *, one: bool) -> Sequence[Month]:
    """Of one side several months; of all sides the one that is named, or the last whole one."""
    if one:
        return found[-_OF_ONE_SIDE:]
    if month is not None:
        return [each for each in found if each.first == month]
    whole = [each for each in found if not each.so_far]
    return (whole or found)[-1:]


def wants_file(rest: str) -> bool:
    """Whether the numbers are asked for as files."""
    return rest.strip().lower() in _FILE


def files(scene: Scene, reader: Reader, links: MakesLinks) -> Answer:
    """Links to all months as a workbook and as CSV."""
    if not (scene.actor.seats or scene.leading):
        raise Refused(life.EXPORT_MEMBERS.format(leads=scene.leads_in_words()))
    xlsx, csv = (
        links.link(scene.collaboration.id, scene.collaboration.version, reader, kind)
        for kind in ("responsiveness.xlsx", "responsiveness.csv")
    )
    if xlsx is None or csv is None:
        raise Refused(words.NO_LINK)
    return Answer(card=cards.files_card(xlsx, csv, minutes=links.minutes), private=True)


def _side(scene: Scene, text: str) -> Party:
    """The side somebody named, by its name, its key, its role, or as their own."""
    asked, parties = text.lower(), scene.agreement.parties
    own = scene.agreement.party.get(scene.leading or scene.actor.party or "")
    if asked in _OWN and own is not None:
        return own
    names = {
        name.lower(): party
        for party in reversed(parties)
        for name in (party.side.value, party.key, party.name, party.short)
    }
    found = process.extractOne(asked, list(names), scorer=fuzz.WRatio, score_cutoff=_NEAR)
    if found is None:
        known = ", ".join(party.short for party in parties)
        raise Refused(words.UNKNOWN.format(text=text[:60], names=known))
    return names[found[0]]
