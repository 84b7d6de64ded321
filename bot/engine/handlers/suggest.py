"""`suggest` and `suggestions`: an idea for the other side, and what became of all of them."""

import re
from collections.abc import Iterable, Mapping

from bot.cards.compose import suggestion_forms as forms
from bot.cards.compose import suggestion_lists as lists
from bot.cards.compose import suggestions as cards
from bot.cards.compose.said_input import TEXT_KEY
from bot.cards.compose.suggestions import Suggested
from bot.cards.form import Form
from bot.cards.words import suggestions as words
from bot.domain.errors import Refused
from bot.domain.suggestion import Suggestion, id_of
from bot.domain.suggestion_times import agreed_time
from bot.domain.visibility import A_ROOM, Reader, view
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.answering import answers_for
from bot.engine.audience import audience_of
from bot.engine.caring import hinted, in_form
from bot.engine.counterparts import contacts, own_party
from bot.engine.handlers.addressing import address, here, must_be_open
from bot.engine.once import carried_on, opened
from bot.engine.saying import UNSENT, Saying, What, kept, must_be_said, typed_in
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.suggestion_lines import waiting_line
from bot.engine.suggestions import exists_in, for_actor, is_maker, loaded, may_read
from bot.engine.tasks import parse_label

#: `suggest anonymously …`, `suggest without my name: …`.
_ANONYMOUS = re.compile(
    r"^(?:anon(?:ymous(?:ly)?)?|without (?:my |a )?name)\b[\s:,]*", re.IGNORECASE
)
#: `suggest histo slides: one shipment`; a colon inside a time or an address splits nothing.
_TOPIC = re.compile(r"^(?P<topic>[^:?\n]{1,80}?)\s*:(?!\d|//)\s*(?P<text>\S.*)$", re.DOTALL)
_NUMBER = re.compile(r"^(?:#|no\.?\s*|number\s+)?(?P<label>r?\d{1,9})[?!.]*$", re.IGNORECASE)
_MINE = frozenset({"mine", "my", "me", "from me", "of mine", "for me"})
#: With fewer people on a side it may be guessed who wrote without a name.
_FEW = 3


async def suggest(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`suggest [anonymously] [topic:] <idea>`; alone the form, with a number one that was made."""
    text = rest.strip(" :,-\n")
    if number := _NUMBER.match(text):
        return await _numbered(scene, tx, number["label"], agreements)
    must_be_open(scene)
    unnamed = _ANONYMOUS.match(text)
    text = text[unnamed.end() :] if unnamed else text
    if not text:
        if scene.origin.can_open_form:
            return Answer(
                form=_form(scene, _opened(scene), _name(anonymous=bool(unnamed))), private=True
            )
        return Answer(card=lists.how_to(here(scene), words.SUGGEST, words.HOW_TO), private=True)
    if unnamed and not scene.private:
        card = lists.how_to(here(scene), words.WITHOUT_NAME, words.STANDS_IN_THE_ROOM)
        return Answer(card=card, private=True)
    saying = _saying(scene, text, reader, anonymous=bool(unnamed))
    looked_at = await hinted(scene, tx, saying)
    return looked_at or await address(scene, tx, saying, reader, agreements)


def _saying(scene: Scene, text: str, reader: Reader, *, anonymous: bool) -> Saying:
    """What was typed; what stands before a colon is a topic only where the agreement has it."""
    room, thread = typed_in(scene)
    said = _TOPIC.match(text)
    topic = said["topic"].strip() if said else ""
    known = contacts(scene, topic, reader) if topic else None
    named = known is not None and bool(known.found or known.own_side)
    return Saying(
        what=What.SUGGEST,
        text=(said["text"] if said and named else text).strip(),
        topic=topic if named else "",
        room=room,
        thread=thread,
        anonymous=anonymous,
    )


async def press_open(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The *Make a suggestion* button."""
    must_be_open(scene)
    return Answer(form=_form(scene, _opened(scene), value), private=True)


async def made(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form with a suggestion was sent."""
    must_be_open(scene)
    draft = {UNSENT: context[UNSENT]} if context.get(UNSENT) else {}
    form = _form(scene, {**here(scene), **carried_on(context), **draft}, values)
    looked_at = in_form(scene.agreement, form, values, context, [TEXT_KEY])
    if isinstance(looked_at, Answer):
        return looked_at
    saying = Saying(
        what=What.SUGGEST,
        text=must_be_said(looked_at.get(TEXT_KEY, "")),
        topic=looked_at.get(forms.TOPIC_KEY, "").strip(),
        anonymous=looked_at.get(forms.NAME_KEY) == forms.WITHOUT_NAME,
        posted=looked_at.get(forms.READERS_KEY) == forms.IN_ROOMS,
    )
    if draft:
        await tx.unsent.drop((await kept(scene, tx, context)).id)
    return await address(scene, tx, saying, scene.alone, agreements, form=context)


def draft_form(scene: Scene, saying: Saying, context: Mapping[str, str]) -> Form:
    """The form with what was typed, to be changed before it is sent."""
    values = {
        TEXT_KEY: saying.text,
        forms.TOPIC_KEY: saying.topic,
        forms.READERS_KEY: forms.IN_ROOMS if saying.posted or saying.room else forms.IN_PRIVATE,
        **_name(anonymous=saying.anonymous),
    }
    return _form(scene, context, values)


async def suggestions(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`suggestions [mine]`: those that wait, the oldest first, and what was said to the others."""
    said = rest.strip().casefold().rstrip("?!.")
    if number := _NUMBER.match(said):
        return await _numbered(scene, tx, number["label"], agreements)
    mine = said in _MINE
    reading = _Reading(scene, tx, agreements, scene.alone if mine else reader)
    known = await tx.suggestions.all(scene.collaboration.id)
    found = await reading.listed(known, mine=mine)
    private = mine or bool(found.for_you or found.yours)
    return Answer(card=lists.list_card(found, here(scene), mine=mine), private=private)


class _Reading:
    """Somebody reads the list: a person alone, or a room."""

    def __init__(
        self, scene: Scene, tx: Transaction, agreements: AgreementCache, reader: Reader
    ) -> None:
        self._scene, self._tx, self._agreements = scene, tx, agreements
        self._reader = reader
        self._alone = reader == scene.alone and scene.actor.person is not None

    async def listed(self, known: Iterable[Suggestion], *, mine: bool) -> lists.Listed:
        """Those that exist for the reader; a room is not shown whose they are."""
        seen = view(self._scene.agreement, self._reader)
        there = [each for each in known if exists_in(seen, each)]
        yours = [each for each in there if self._alone and is_maker(self._scene, each)]
        if mine:
            return lists.Listed(
                yours=[await self._line(each, alone=True) for each in reversed(yours)]
            )
        waiting = sorted((e for e in there if e.waiting), key=lambda each: each.made_at)
        for_you = [each for each in waiting if self._alone and self._answers(each)]
        others = [each for each in waiting if each not in for_you]
        over = [each for each in there if not each.waiting]
        return lists.Listed(
            for_you=[await self._line(each, alone=True) for each in for_you],
            waiting=[await self._line(each) for each in others],
            answered=[await self._line(each) for each in reversed(over)],
        )

    def _answers(self, suggestion: Suggestion) -> bool:
        return answers_for(self._scene, suggestion.turn.seat) is not None

    async def _line(
        self, suggestion: Suggestion, *, alone: bool = False
    ) -> tuple[Suggested, lists.Line]:
        scene = self._scene
        suggested = await for_actor(scene, self._tx, suggestion, self._agreements)
        if suggestion.waiting:
            audience = audience_of(scene, self._reader)
            line: lists.Line = waiting_line(scene, suggestion, audience, suggested.agreement)
        else:
            line = lists.answered_line(suggested)
        return suggested, lists.with_idea(line, suggestion) if alone else line


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """One of a list, for who pressed."""
    suggestion = await loaded(scene, tx, value)
    return await _shown(scene, tx, suggestion, agreements)


async def _numbered(
    scene: Scene, tx: Transaction, label: str, agreements: AgreementCache
) -> Answer:
    number, restricted = parse_label(label)
    id_ = id_of(scene.collaboration.id, number, restricted=restricted)
    suggestion = await tx.suggestions.get(id_)
    if suggestion is None:
        raise Refused(words.no_such(label.upper()))
    return await _shown(scene, tx, suggestion, agreements)


async def _shown(
    scene: Scene,
    tx: Transaction,
    suggestion: Suggestion,
    agreements: AgreementCache,
) -> Answer:
    """One, for the actor alone, with what they can do.

    Raises:
        Refused: its words are not for them to read.
    """
    if not may_read(scene, suggestion):
        raise Refused(words.no_such(suggestion.label))
    suggested = await for_actor(scene, tx, suggestion, agreements)
    if answers_for(scene, suggestion.turn.seat) is not None:
        card = cards.for_receiver(suggested, seat=suggestion.turn.seat)
    elif is_maker(scene, suggestion):
        card = cards.for_maker(suggested)
    else:
        card = cards.to_read(suggested)
    return Answer(card=card, private=True)


def _form(scene: Scene, context: Mapping[str, str], values: Mapping[str, str]) -> Form:
    """The form, with how soon an answer comes and whether a name may be guessed."""
    party, agreement = own_party(scene) or "", scene.agreement
    agreed = agreement.suggestions is not None
    within = words.answered_within(agreed_time(agreement), agreed=agreed)
    count = _people(scene, party)
    notes = (within, words.few_people(count)) if count < _FEW else (within,)
    side = words.side(agreement, party)
    return forms.suggest_form(context, values, side=side, notes=notes)


def _people(scene: Scene, party: str) -> int:
    """How many people of a side hold a seat that everybody knows, or lead it."""
    id_, seen = scene.collaboration.id, view(scene.agreement, A_ROOM)
    held = scene.directory.holders(id_, scene.now)
    people = {
        person.id
        for key, person in held.items()
        if (seat := seen.seat(key)) is not None and seat.party == party
    }
    return len(people | {lead.id for lead in scene.directory.leads(id_, party)})


def _name(*, anonymous: bool) -> dict[str, str]:
    return {forms.NAME_KEY: forms.WITHOUT_NAME} if anonymous else {}


def _opened(scene: Scene) -> dict[str, str]:
    return {**here(scene), **opened(scene)}
