"""Finding the entries of a directory that fit a need: words, senses, categories, then wishes.

What is rare in the directory says more than what everybody does, so each word and saying of the
need is weighed by how few entries have it. An entry's share is the weight of what it has of all
that is asked. Everything is computed from the texts alone: the same directory answers the same.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.domain.partner_categories import BY_KEY
from bot.domain.partner_fit import Fit, held, order
from bot.domain.partner_regions import located, met_by
from bot.domain.partners import Partner, Recommendation
from bot.engine.partner_search.services import (
    MODALITY,
    PACE,
    SCALE,
    SPECIES,
    Meaning,
    Service,
    found_in,
    pieces,
)
from bot.engine.partner_search.spelling import Spelling
from bot.engine.partner_search.understanding import Need, Wanted, understood

#: How much of a need an entry has to do to be named, beside the best one, and to be near at all.
_ENOUGH, _BESIDE_BEST, _NEAR_AT_ALL = 0.42, 0.6, 0.3
#: How much where no word of the need is one of the field.
_ENOUGH_OF_WORDS = 0.7
#: How much each kind of thing weighs; a whole category says less than something in it.
_KINDS = {SPECIES: 0.9, MODALITY: 0.8, SCALE: 0.5, PACE: 0.4}
_WHOLE = 0.5
#: How well an entry has something: in these very words, in others, by its category alone.
_SAME, _NEAR, _CATEGORY, _WHOLE_CATEGORY = 1.0, 0.55, 0.2, 0.8
#: What colleagues say counts less than what the entry says it does.
_HEARSAY = 0.6
_WORD, _NOBODYS_WORD = 0.8, 0.7
#: Texts that need not be read again: more than the entries of several directories.
_READ_BEFORE = 20_000
_CLAUSE = re.compile(r"(?<=[,;.])\s+")


@dataclass(frozen=True, kw_only=True)
class Search:
    """What was found for a need."""

    need: Need
    found: tuple[Fit, ...]
    """The best first; they do it, and nothing that must hold is known not to."""
    nearest: tuple[Fit, ...]
    """They lack something that must hold, or do only part; where nothing was found."""
    done: bool
    """Whether anybody does it, wherever and however."""


@dataclass(frozen=True)
class _Text:
    """A text, ready to be compared."""

    stems: frozenset[str]
    senses: frozenset[Meaning]
    services: frozenset[Service]

    @classmethod
    @lru_cache(maxsize=_READ_BEFORE)
    def of(cls, *texts: str) -> "_Text":
        """Read texts; what was read before, in whatever directory, reads the same."""
        several = [pieces(each) for each in texts]
        senses = {m for said in several for each in found_in(said) for m in each.meanings}
        return cls(
            frozenset(stem for said in several for stem in said),
            frozenset(senses),
            frozenset(each.service for each in senses),
        )

    def has(self, wanted: Wanted) -> float:
        """How well it has what is wanted, 0 to 1."""
        if not wanted.meanings:
            return _SAME if wanted.pieces[0] in self.stems else 0.0
        if self.senses & set(wanted.meanings):
            return _SAME
        if any(meaning.service in self.services for meaning in wanted.meanings):
            return _NEAR
        literally = len(wanted.pieces) > 1 and self.stems.issuperset(wanted.pieces)
        return _NEAR if literally else 0.0


@dataclass(frozen=True)
class _Entry:
    partner: Partner
    recommendations: tuple[Recommendation, ...]
    does: _Text
    heard: _Text

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written in it."""
        said = (each.text for each in self.recommendations)
        return (self.partner.services, self.partner.notes, *self.partner.categories, *said)

    def has(self, wanted: Wanted) -> float:
        """How well it has what is wanted, by what it says, its categories and its colleagues."""
        heard = self.heard.has(wanted)
        by_category = max((self._category(m.service) for m in wanted.meanings), default=0.0)
        details = any(meaning.service.kind == PACE for meaning in wanted.meanings)
        return max(self.does.has(wanted), by_category, heard if details else heard * _HEARSAY)

    def _category(self, service: Service) -> float:
        if service.category not in self.partner.categories:
            return 0.0
        return _WHOLE_CATEGORY if service.whole else _CATEGORY


class Directory:
    """The entries of one organisation, ready to be searched."""

    def __init__(
        self,
        partners: Sequence[Partner],
        recommendations: Sequence[Recommendation] = (),
        on_time: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        """Prepare a directory; what was removed or taken back is not in it.

        Args:
            partners: all entries.
            recommendations: all of them.
            on_time: by id of an entry, updates of past work on time, and of how many.
        """
        self._on_time = on_time or {}
        said: dict[str, list[Recommendation]] = defaultdict(list)
        for each in recommendations:
            if each.counts:
                said[each.partner].append(each)
        self._entries = [_entry(p, tuple(said[p.id])) for p in partners if p.listed]
        self._stems = Counter(s for each in self._entries for s in each.does.stems)
        self._services = Counter(s for each in self._entries for s in each.does.services)
        self._spelling = Spelling(t for e in self._entries for t in e.texts)
        self._accreditations = sorted(
            {held.kind for each in self._entries for held in each.partner.accreditations}
        )

    def search(self, need: str, today: date, *, category: str = "") -> Search:
        """Who fits, best first.

        Args:
            need: what somebody looks for, in plain words.
            today: the day on which accreditations have to hold.
            category: key of the only category that is looked at; empty for all.
        """
        among = [e for e in self._entries if not category or category in e.partner.categories]
        asked = understood(self._spelling(need), self._accreditations)
        weights = [self._weight(each) for each in asked.wanted]
        shares = [_share(each, asked, weights) for each in among]
        enough = _ENOUGH if any(each.meanings for each in asked.wanted) else _ENOUGH_OF_WORDS
        best = max(shares, default=0.0)
        done = best >= enough
        least = max(enough if done else _NEAR_AT_ALL, best * _BESIDE_BEST)
        able = sorted(
            (
                self._fit(entry, share, asked, today)
                for entry, share in zip(among, shares, strict=True)
                if share >= least
            ),
            key=order,
        )
        found = tuple(each for each in able if each.meets) if done else ()
        return Search(need=asked, found=found, nearest=() if found else tuple(able), done=done)

    def _fit(self, entry: _Entry, share: float, need: Need, today: date) -> Fit:
        partner, wishes = entry.partner, need.wishes
        places = tuple(wishes.places.values())
        return Fit(
            partner=partner,
            share=share,
            categories=tuple(each for each in need.categories if each in partner.categories),
            says=_says(partner, need),
            located=located(partner.regions, places, tuple(wishes.avoided.values())),
            regions=met_by(partner.regions, places) if places else (),
            held=tuple(held(partner, kind, today) for kind in wishes.accreditations),
            recommendations=entry.recommendations,
            on_time=self._on_time.get(partner.id),
        )

    def _weight(self, wanted: Wanted) -> float:
        if not wanted.meanings:
            had = self._stems[wanted.pieces[0]]
            return self._rarity(had) * (_WORD if had else _NOBODYS_WORD)
        return max(self._rarity(self._services[m.service]) * _of_kind(m) for m in wanted.meanings)

    def _rarity(self, had: int) -> float:
        return 1.0 + math.log((len(self._entries) + 1) / (had + 1))


def _share(entry: _Entry, need: Need, weights: Sequence[float]) -> float:
    """How much of a need an entry does; a need of wishes alone is met by doing anything."""
    whole = sum(weights)
    has = sum(w * entry.has(each) for w, each in zip(weights, need.wanted, strict=True))
    return has / whole if whole else 1.0


def _entry(partner: Partner, own: tuple[Recommendation, ...]) -> _Entry:
    named = (each for each in partner.categories if each not in BY_KEY)
    does = _Text.of(*_clauses(partner.services), *_clauses(partner.notes), *named)
    return _Entry(partner, own, does, _Text.of(*(each.text for each in own)))


def _of_kind(meaning: Meaning) -> float:
    return _WHOLE if meaning.service.whole else _KINDS.get(meaning.service.kind, 1.0)


def _says(partner: Partner, need: Need) -> tuple[str, ...]:
    """The parts of what an entry says that have something of the need."""
    return tuple(
        clause.strip(" ,;.")
        for clause in _clauses(partner.services)
        if any(_Text.of(clause).has(each) for each in need.wanted)
    )


def _clauses(text: str) -> list[str]:
    return [each for each in _CLAUSE.split(text) if each.strip()]
