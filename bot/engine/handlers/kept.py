"""`kept [update] [month]`: the kept-promise record, and `kept csv`: the same as a file."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from rapidfuzz import fuzz, process

from bot.cards.compose import kept as cards
from bot.cards.words import kept as words
from bot.cards.words import life
from bot.domain.agreement.cadences import Cadence
from bot.domain.errors import Refused
from bot.domain.instant import local
from bot.domain.kept import months_until
from bot.domain.visibility import Reader, view
from bot.domain.wall_time import resolve_wall
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.kept import outcomes
from bot.engine.months_said import month_said
from bot.engine.platform import MakesLinks
from bot.engine.scene import Scene
from bot.engine.spoken import spoken
from bot.engine.storage_ports import Transaction

_FILE = frozenset({"csv", "file", "as csv", "as a file", "export"})
_TABLE, _TREND = 3, 12
_NEAR = 75


async def kept(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """How promises were kept: three months of every update, or a year of one."""
    # The same month for both sides, whatever the clock of whoever asks.
    today = local(scene.now, scene.agreement.parties[0].zone).date()
    cadence, month = _asked(scene, reader, rest.strip().rstrip("?."), today)
    trend = months_until(month or today, _TREND)
    found = await outcomes(
        tx,
        scene.agreement,
        agreements,
        collaboration=scene.collaboration.id,
        reader=reader,
        now=scene.now,
        since=trend[0],
    )
    upto = [each for each in found if each.month <= trend[-1]]
    shown = cards.Shown(
        title=cadence.title if cadence else scene.collaboration.title,
        one=cadence is not None,
        months=(month,) if month else trend if cadence else trend[-_TABLE:],
        trend=trend,
    )
    about = [each for each in upto if cadence is None or each.cadence == cadence.key]
    said = {} if shown.one else await _said_in(scene, tx, reader, agreements, shown.months)
    return Answer(card=cards.kept_card(about, scene.agreement.parties, shown, said))


async def _said_in(
    scene: Scene,
    tx: Transaction,
    reader: Reader,
    agreements: AgreementCache,
    months: Sequence[date],
) -> Mapping[str, cards.Spoken]:
    """What was said across in some months, on the clock on which the record has its months."""
    zone = scene.agreement.parties[0].zone
    after = (months[-1] + timedelta(days=31)).replace(day=1)
    begin, end = (resolve_wall(datetime.combine(day, time.min), zone) for day in (months[0], after))
    return await spoken(tx, scene, agreements, reader, since=begin, until=end)


def wants_file(rest: str) -> bool:
    """Whether the record is asked for as a file."""
    return rest.strip().lower() in _FILE


def kept_file(scene: Scene, reader: Reader, links: MakesLinks) -> Answer:
    """A link to the whole record as CSV, as this reader may know it."""
    if not (scene.actor.seats or scene.leading):
        raise Refused(life.EXPORT_MEMBERS.format(leads=scene.leads_in_words()))
    url = links.link(scene.collaboration.id, scene.collaboration.version, reader, "kept")
    if url is None:
        raise Refused(words.NO_LINK)
    return Answer(card=cards.file_card(url, minutes=links.minutes), private=True)


def _asked(
    scene: Scene, reader: Reader, text: str, today: date
) -> tuple[Cadence | None, date | None]:
    """The update and the month somebody named; an update may have the name of a month in it."""
    visible = view(scene.agreement, reader)
    cadences = [c for c in scene.agreement.cadences if visible.seat(c.from_)]
    names = {name: c for c in cadences for name in (c.title.lower(), c.key.replace("_", " "))}
    if text.lower() in names:
        return names[text.lower()], None
    before, month = month_said(text, today)
    return (_named(before, names) if before else None), month


def _named(text: str, names: Mapping[str, Cadence]) -> Cadence:
    found = process.extractOne(
        text.lower().replace("_", " "), list(names), scorer=fuzz.WRatio, score_cutoff=_NEAR
    )
    if found is None:
        known = ", ".join(dict.fromkeys(c.title for c in names.values()))
        raise Refused(words.UNKNOWN.format(text=text[:60], names=known))
    return names[found[0]]
