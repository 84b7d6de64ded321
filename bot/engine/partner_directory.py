"""Looking things up in the directory of whoever asks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.cards.compose.partners import Entry
from bot.cards.words import partners as words
from bot.domain.address import Address
from bot.domain.errors import Refused
from bot.domain.partner_categories import BY_KEY
from bot.domain.partners import Partner, Recommendation, name_key
from bot.domain.past_work import PastWork
from bot.engine.partner_linking import offers_link
from bot.engine.partner_visit import PartnerVisit
from bot.engine.past_work import past_work_of
from bot.engine.storage_ports import Transaction

#: How near a name has to be to be offered, and how many are.
_NEAR, _OFFERED = 70, 5
#: So near a name has to be that the same organisation may be meant.
_ALIKE = 88


@dataclass(frozen=True, kw_only=True)
class PartnerDirectory:
    """A directory with who recommends what in it."""

    everything: Sequence[Partner]
    """By name, removed ones too."""
    said: Sequence[Recommendation]
    """Those that stand, the newest first."""

    @property
    def partners(self) -> list[Partner]:
        """The entries that are listed, by name."""
        return [each for each in self.everything if each.listed]

    @property
    def own_categories(self) -> list[str]:
        """Categories that the organisation uses besides the known ones, by name."""
        used = {key for each in self.everything for key in each.categories}
        return sorted(used - set(BY_KEY), key=str.casefold)

    @property
    def names_of_who_recommends(self) -> dict[str, list[str]]:
        """Who recommends an entry, by its id, each once."""
        found: dict[str, list[str]] = defaultdict(list)
        for each in self.said:
            if each.by.name not in found[each.partner]:
                found[each.partner].append(each.by.name)
        return found

    def said_of(self, partner: Partner) -> list[Recommendation]:
        """Recommendations of one entry that stand, the newest first."""
        return [each for each in self.said if each.partner == partner.id]

    def named(self, name: str) -> Partner | None:
        """The entry of this name."""
        key = name_key(name)
        return next((each for each in self.everything if each.key == key), None)

    def near(self, name: str) -> list[Partner]:
        """Listed entries whose names are near, the nearest first."""
        return _near(name, self.partners, _NEAR)[:_OFFERED]

    def alike(self, partner: Partner) -> list[Partner]:
        """Other listed entries that may be the same organisation."""
        others = [each for each in self.partners if each.id != partner.id]
        return _near(partner.name, others, _ALIKE)[:_OFFERED]


def _near(name: str, among: Sequence[Partner], cutoff: int) -> list[Partner]:
    names = {number: each.name.casefold() for number, each in enumerate(among)}
    found = process.extract(
        name.casefold(), names, scorer=fuzz.WRatio, score_cutoff=cutoff, limit=None
    )
    return [among[number] for _, _, number in found]


async def directory_at(tx: Transaction, organisation: Address) -> PartnerDirectory:
    """The directory of an organisation."""
    said = await tx.partners.recommendations(organisation)
    return PartnerDirectory(
        everything=await tx.partners.all(organisation),
        said=[each for each in reversed(said) if each.counts],
    )


async def directory_of(visit: PartnerVisit) -> PartnerDirectory:
    """The directory of whoever asks."""
    return await directory_at(visit.tx, visit.organisation)


async def the_partner(visit: PartnerVisit, id_: str) -> Partner:
    """The entry that a button names.

    Raises:
        Refused: there is none in the directory of whoever pressed.
    """
    found = await visit.tx.partners.get(visit.organisation, id_)
    if found is None:
        raise Refused(words.NOT_THERE)
    return found


async def entry(visit: PartnerVisit, partner: Partner) -> Entry:
    """An entry as whoever asks reads it."""
    said = await visit.tx.partners.recommendations(visit.organisation)
    past = await past_work_of(
        visit.tx,
        visit.organisation,
        visit.directory,
        visit.agreements,
        visit.now,
        partner=partner.id,
    )
    return Entry(
        partner=partner,
        said=[each for each in reversed(said) if each.counts and each.partner == partner.id],
        reader=visit.colleague.address,
        today=visit.today,
        past=past.get(partner.id),
        within=_within(visit, past.get(partner.id)),
        links=await offers_link(visit, partner),
    )


def _within(visit: PartnerVisit, past: PastWork | None) -> tuple[str, ...]:
    """Titles of the collaborations of past work that whoever asks is in."""
    person = visit.directory.person_at(visit.colleague.address)
    own = visit.directory.collaborations_of(person) if person else ()
    counted = {each.collaboration for each in past.works} if past else set()
    return tuple(each.title for each in own if each.id in counted)
