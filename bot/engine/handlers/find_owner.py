"""*Find the owner*: of what a message is about, or of what somebody looks up by typing.

The answer is that of `who`. What is asked in a message's place is looked up in the collaboration of
the room, else in all of the person's own, each of them named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.cards.card import Card
from bot.cards.carrying import carried
from bot.cards.compose import about_messages as message_cards
from bot.cards.compose import found as cards
from bot.cards.compose.answers import Telling, choice
from bot.cards.words import found as words
from bot.cards.words import proposals as proposal_words
from bot.domain.errors import Refused
from bot.domain.visibility import Reader, view
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.ask import title_and_seat
from bot.engine.findable import Findable, thing_with
from bot.engine.handlers.who import about, who
from bot.engine.holders import Holders
from bot.engine.lookup.question import subject
from bot.engine.message_words import MOST_THINGS, things_in
from bot.engine.naming import with_names
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction

#: What people call a message that they only point at.
_POINTING = frozenset({"message", "post", "thread", "above", "one"})
_LONGEST_SUBJECT = 60
_LONGEST_LINK = 500


async def from_message(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Find the owner* in the menu of a message."""
    return from_message_in([scene], value)


def from_message_in(scenes: Sequence[Scene], value: Mapping[str, str]) -> Answer:
    """The same in all collaborations of a person."""
    said = with_names(scenes[0].directory, value.get(message_cards.WORDS, "")).strip()
    link = value.get(message_cards.LINK, "").strip()
    return _owner(scenes, said, _quoted(said, link))


async def press_about(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """One of several things that a message may be about; the answer is for who presses alone."""
    scene = replace(scene, origin=replace(scene.origin, immediate=True))
    thing = thing_with(value.get(cards.THING, ""), [scene])
    if thing is None:
        return Answer(card=cards.nothing_found(words.NOTHING_FOUND), private=True)
    answer = about(scene, thing.candidate, value.get(cards.QUOTED, ""))
    if scene.origin.personal and answer.card is not None:
        answer = Answer(card=cards.in_collaboration(answer.card, scene.collaboration))
    return replace(answer, private=True)


def searched(scenes: Sequence[Scene], values: Mapping[str, str]) -> Answer:
    """The form was sent, with what was chosen in it or with words."""
    topic = values.get(cards.TOPIC, "").strip()
    thing = thing_with(topic, scenes)
    answer = _told(scenes, thing, "") if thing else _owner(scenes, topic, "")
    return replace(answer, private=True)


async def typed(
    scene: Scene, tx: Transaction, text: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`who <topic>`; alone below a message, or with one that came along, it is about that."""
    if not points_at_a_message(text):
        return who(scene, text, reader)
    said = with_names(scene.directory, scene.origin.quoted) or await _above(scene, tx)
    if said:
        return replace(_owner([scene], said, _quoted(said, "")), private=False)
    if scene.origin.about is not None:
        return Answer(card=cards.cannot_read())
    return of_what(scene)


def of_what(scene: Scene) -> Answer:
    """What a question is answered with that names nothing and is below no message."""
    return Answer(card=cards.of_what(scene.collaboration.id))


def points_at_a_message(text: str) -> bool:
    """Whether a question names nothing itself: “who?”, “who owns this?”, “whose message is it?”."""
    return _POINTING.issuperset(subject(text).lower().split())


async def _above(scene: Scene, tx: Transaction) -> str:
    """The words of Accord's own message that this is a reply to; no others can be read."""
    if scene.origin.about is None:
        return ""
    message = await tx.outbox.shown_as(scene.origin.about)
    if message is None or message.to != scene.origin.conversation:
        return ""
    return f"{message.card.title}\n{message.card.summary}"


def _owner(scenes: Sequence[Scene], said: str, quoted: str) -> Answer:
    in_force = [scene for scene in scenes if scene.collaboration.version > 0]
    if not in_force:
        raise Refused(proposal_words.FIRST_WAITS)
    things = [thing for scene in in_force for thing in things_in(scene, said)]
    things = sorted(things, key=lambda each: -each.candidate.score)[:MOST_THINGS]
    if len(things) == 1:
        return _told(in_force, things[0], quoted)
    if things:
        return Answer(card=_several(in_force, things, quoted), private=True)
    if len(in_force) == 1:
        # A message is no question, so what is not agreed of it is not counted.
        return replace(who(in_force[0], said, in_force[0].reader), private=True, missed=False)
    asked = f"who owns {subject(said)[:_LONGEST_SUBJECT].strip() or 'this'}"
    return Answer(card=cards.nowhere(asked, [s.collaboration for s in in_force]), private=True)


def _told(scenes: Sequence[Scene], thing: Findable, quoted: str) -> Answer:
    answer = about(thing.scene, thing.candidate, quoted)
    if len(scenes) > 1 and answer.card is not None:
        answer = Answer(card=cards.in_collaboration(answer.card, thing.scene.collaboration))
    return replace(answer, private=True)


def _several(scenes: Sequence[Scene], things: Sequence[Findable], quoted: str) -> Card:
    choices = []
    for thing in things:
        scene = thing.scene
        title, seat = title_and_seat(scene.agreement, thing.candidate)
        seen = view(scene.agreement, scene.reader)
        telling = Telling(view=seen, holders=Holders(scene), now=scene.now)
        study = scene.agreement.study.short
        label = words.in_study(title, study) if len(scenes) > 1 else title
        button = cards.about_button(label, scene.collaboration.id, thing.id, quoted)
        choices.append((choice(telling, title, seat), button))
    return cards.several(choices)


def _quoted(said: str, link: str) -> str:
    """The words of the message as a question to its owner begins, with where they stand."""
    if not link or len(link) > _LONGEST_LINK:
        return carried(said)
    room = len(carried(f"{said}\n{link}")) - len(link) - 1
    return carried(f"{said[: max(0, room)]}\n{link}")
