"""What a decision can be about, and who may decide it, as both sides agreed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from bot.cards.compose.decisions import who_decides
from bot.cards.form import Option
from bot.cards.words import decisions as words
from bot.domain.agreement.conduct import InputWanted
from bot.domain.agreement.document import Agreement
from bot.domain.deciding import Decider, decider_on_area, decider_on_topic
from bot.domain.visibility import Reader, View, view
from bot.engine.ask import find
from bot.engine.lookup import Kind
from bot.engine.lookup.glossary import FILLER
from bot.engine.lookup.text import stem
from bot.engine.lookup.text import words as words_of

#: Share of the telling words of an agreed topic that must be said for it to be meant.
_ENOUGH = 0.6


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Something a decision can be about."""

    key: str
    """The same for the same topic in every version; short enough for an option of a form."""
    title: str
    decider: Decider
    wanted: InputWanted | None = None
    """What was agreed about it, in levels; none where nothing was."""

    def option(self, agreement: Agreement) -> Option:
        """Its place in a form."""
        return Option(self.key, words.with_level(self.title, who_decides(agreement, self.decider)))


def topics(agreement: Agreement, reader: Reader) -> tuple[Topic, ...]:
    """The agreed topics, the areas, and each side's own matters, as the reader knows them."""
    return tuple(_topics(view(agreement, reader)))


def topic_of(agreement: Agreement, reader: Reader, key: str) -> Topic | None:
    """The topic with a key; none when it is gone, or does not exist for the reader."""
    return next((each for each in topics(agreement, reader) if each.key == key), None)


def topic_in(agreement: Agreement, reader: Reader, text: str) -> Topic | None:
    """The one topic that words are about; none when it is not clear."""
    known = topics(agreement, reader)
    named = _agreed_topic(agreement, text)
    if named is not None:
        return next((each for each in known if each.key == named), None)
    _, found = find(agreement, text, reader=reader, holders={})
    if found.kind is not Kind.AREA:
        return None
    return next((each for each in known if each.key == f"area/{found.key}"), None)


def _topics(seen: View) -> Iterator[Topic]:
    agreement = seen.agreement
    areas = {each.key for each in agreement.areas if seen.seat(each.accountable) is not None}
    for wanted in agreement.input_wanted:
        decider = decider_on_topic(agreement, wanted)
        hidden = decider.seat is not None and seen.seat(decider.seat) is None
        if not hidden and (wanted.area is None or wanted.area in areas):
            yield Topic(key=_key(wanted.topic), title=wanted.topic, decider=decider, wanted=wanted)
    for area in agreement.areas:
        if area.key in areas:
            decider = decider_on_area(agreement, area.key)
            if decider.seat is None or seen.seat(decider.seat) is not None:
                title = words.area(area.title)
                about = next((e for e in agreement.input_wanted if e.area == area.key), None)
                key = f"area/{area.key}"
                yield Topic(key=key, title=title, decider=decider, wanted=about)
    for party in agreement.parties:
        title = words.topic_of_side(party.short)
        yield Topic(key=f"side/{party.key}", title=title, decider=Decider(party=party.key))


def _agreed_topic(agreement: Agreement, text: str) -> str | None:
    """Key of the agreed topic most of whose words are said; none when it is none, or several."""
    said = {stem(word) for word in words_of(text)}
    best: dict[str, float] = {}
    for wanted in agreement.input_wanted:
        telling = {stem(word) for word in words_of(wanted.topic) if word not in FILLER}
        share = len(telling & said) / len(telling) if telling else 0
        if share >= _ENOUGH:
            best[_key(wanted.topic)] = share * len(telling)
    ranked = sorted(best, key=lambda key: -best[key])
    tied = len(ranked) > 1 and best[ranked[0]] == best[ranked[1]]
    return ranked[0] if ranked and not tied else None


def _key(topic: str) -> str:
    return f"topic/{hashlib.sha256(topic.encode()).hexdigest()[:12]}"
