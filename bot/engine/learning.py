"""Keeping what people mean by words that the agreement does not know, as far as that may be kept.

Kept are a few words, what was meant and how often, for one collaboration. Not kept is who asked,
and nothing of what is kept out of chat: subject codes, names, numbers of people. What somebody asks
who may know of restricted things is not kept either, nor what names such a thing: a suggestion is
read by people who may not know of it.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from bot.domain.care import Concern, hints
from bot.domain.instant import Instant
from bot.domain.learning import How, Meant, SuggestedName, Worth, worth_suggesting
from bot.domain.visibility import A_ROOM, EVERYTHING, view
from bot.engine.agenda import AgendaKind, AgendaRow
from bot.engine.ask import INDEXES
from bot.engine.holders import Holders
from bot.engine.lookup.question import read_question
from bot.engine.lookup.text import stem, words
from bot.engine.next_best import next_best
from bot.engine.scene import Scene, Setting
from bot.engine.storage_ports import Transaction
from bot.engine.things import KIND_OF, Thing, party_of, thing

#: A name is a few words of a short question; what is longer is a story.
MOST_WORDS, LONGEST_NAME, LONGEST_QUESTION = 6, 60, 14
#: Sections whose items have names beside their title.
NAMED_SECTIONS = frozenset({"areas", "seats", "locations", "triggers"})
#: Addresses of people, and numbers that may be those of a person, an animal, a phone or a sample.
_OF_A_PERSON = re.compile(r"@|\d{3,}|\d[-/.]\d")
_AROUND = "?!.,;:()[]\"'\u2019\u201c\u201d"
#: How much of a mark tells two people of a collaboration apart.
_MARK = 16


@dataclass(frozen=True)
class Words:
    """The words of a question that may name something."""

    compared: str
    """The same for `the path read` and `path reads`."""
    said: str
    """As they were typed."""
    subject: str
    """Without the verb of “who maintains the glass library?”, where something else is left."""


def words_of(question: str) -> Words | None:
    """What may become a name; none when there is nothing, or too much of it."""
    asked = read_question(question)
    topic = asked.topic
    typed = [each.strip(_AROUND) for each in question.split()]
    kept = [each for each in typed if set(topic).intersection(words(each))]
    said = " ".join(kept)
    if not said or len(said) > LONGEST_NAME or len(topic) > MOST_WORDS:
        return None
    if len(asked.whole) > LONGEST_QUESTION:
        return None
    left = " ".join(each for each in kept if asked.verb not in words(each))
    return Words(" ".join(sorted({stem(word) for word in topic})), said, left or said)


async def note_meant(
    scene: Scene, tx: Transaction, question: str, how: How, found: Thing | None
) -> bool:
    """Keep what the actor meant, if it may be kept, and see whether a lead is to be asked.

    Args:
        scene: who asked, and where.
        tx: a writing transaction.
        question: what was asked, as typed.
        how: how it came out what was meant.
        found: what was meant; none when it is not in the agreement.

    Returns:
        Whether it is kept, as far as the actor may be told: that the words name something hidden,
        and so are dropped, is not said.
    """
    said = may_be_kept(scene, question)
    if said is None or scene.actor.party is None:
        return False
    if found is not None and found.section not in NAMED_SECTIONS:
        return False
    if names_a_hidden_thing(scene, question):
        return True
    # Two who mean the same at the same moment are counted one after the other.
    await tx.escalations.one_by_one(scene.collaboration.id)
    await tx.learning.keep(
        Meant(
            collaboration=scene.collaboration.id,
            words=said.compared,
            said=said.said if found else said.subject,
            section=found.section if found else "",
            item=found.key if found else "",
            how=how,
            asker=_mark(scene),
            party=scene.actor.party,
            day=scene.now.date().isoformat(),
            at=scene.now,
        )
    )
    await _suggest(scene, tx, said.compared)
    return True


async def worth_now(tx: Transaction, setting: Setting, compared: str) -> Worth | None:
    """What a lead may be asked about some words now, if anything."""
    meant = await tx.learning.meant_by(setting.collaboration.id, compared)
    return worth_suggesting(meant, setting.now)


def known_to_all(setting: Setting, section: str, key: str) -> Thing | None:
    """A thing that everybody may know of; none when it is not there, or not for everybody."""
    return thing(view(setting.agreement, A_ROOM), KIND_OF.get(section, ""), key)


def is_a_name(setting: Setting, said: str) -> bool:
    """Whether something goes by these words already; a name leads to one thing only."""
    return " ".join(words(said)) in INDEXES.of(setting.agreement, A_ROOM).index.names


async def _suggest(scene: Scene, tx: Transaction, compared: str) -> None:
    worth = await worth_now(tx, scene, compared)
    if worth is None or is_a_name(scene, worth.latest.said):
        return
    found = known_to_all(scene, worth.section, worth.item)
    named = f"{compared}\n{worth.section}\n{worth.item}"
    id_ = f"{scene.collaboration.id}/name/{_digest(named)}"
    if await tx.learning.get(id_) is not None:
        return  # a lead has it, or had it
    suggested = SuggestedName(
        id=id_,
        collaboration=scene.collaboration.id,
        words=compared,
        said=worth.latest.said,
        section=worth.section,
        item=worth.item,
        party=party_of(scene.agreement, found) if found else worth.latest.party,
        times=worth.times,
        people=worth.people,
        since=scene.now,
    )
    await tx.learning.save(suggested)
    await tx.agenda.put(asking_row(suggested, scene.now))


def asking_row(suggested: SuggestedName, due: Instant) -> AgendaRow:
    """The row that asks a lead about it, when it is its turn."""
    return AgendaRow(
        key=f"{suggested.id}/ask",
        collaboration=suggested.collaboration,
        kind=AgendaKind.SUGGEST_NAME,
        due=due,
        subject={"name": suggested.id},
    )


def may_be_kept(scene: Scene, question: str) -> Words | None:
    """The words of a question as they may be kept; none when they may not be."""
    if scene.actor.party is None:
        return None  # a stranger reads the answers of a room, and changes nothing
    said = words_of(question)
    if said is None or _OF_A_PERSON.search(question) or _names_somebody(scene, question):
        return None
    if any(each.concern is Concern.NEVER_IN_CHAT for each in hints(question, scene.agreement)):
        return None
    seen, of_all = view(scene.agreement, scene.alone), view(scene.agreement, A_ROOM)
    knows_more = (seen.hidden_seats, seen.hidden_locations) != (
        of_all.hidden_seats,
        of_all.hidden_locations,
    )
    return None if knows_more else said


def _names_somebody(scene: Scene, question: str) -> bool:
    """Whether a person is called by a whole name that is not only what a seat is called."""
    asked = f" {' '.join(words(question))} "
    seats = {" ".join(words(seat.title)) for seat in scene.agreement.seats}
    holders = Holders(scene)
    names = {" ".join(words(holders[key].name)) for key in holders if key in scene.agreement.seat}
    return any(name and f" {name} " in asked for name in names - seats)


def names_a_hidden_thing(setting: Setting, question: str) -> bool:
    """Whether something that not everybody may know of is near to the words."""
    near = next_best(INDEXES.of(setting.agreement, EVERYTHING).index, question)
    of_all = view(setting.agreement, A_ROOM)
    return any(thing(of_all, each.kind, each.key) is None for each in near)


def _mark(scene: Scene) -> str:
    """What tells the actor from others of this collaboration, and says nothing else about them."""
    person = scene.actor.person
    who = person.id if person else str(scene.origin.actor)
    return _digest(f"{scene.collaboration.id}\n{who}")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
