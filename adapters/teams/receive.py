"""Makes the core's events of what was heard: adds who the person is and which room it is."""

from dataclasses import replace

from adapters.teams.activity import Sender
from adapters.teams.ids import mention_token, pack_reference
from adapters.teams.inbound import Added, Answers, Heard, Message, Press
from adapters.teams.mentions import Named, plain
from adapters.teams.references import References, conversation_address
from adapters.teams.roster import Person, Roster, RosterUnavailableError, stranger
from adapters.teams.searching import Query
from bot.engine.inbound import BotAdded, Origin, Pressed, Searched, Submitted, Typed

# A message that names more people than this is not a question to Accord.
_MENTIONS_LOOKED_UP = 10


class Receiver:
    """Turns `Heard` into the core's events and remembers the conversation."""

    def __init__(self, roster: Roster, references: References) -> None:
        self._roster = roster
        self._references = references

    async def event(self, heard: Heard) -> Typed | Pressed | Submitted | Searched | BotAdded:
        """The core's event.

        Raises:
            RosterUnavailableError: somebody pressed a button and nobody knows who they are. What is
                typed is passed on all the same, as by a person of unknown tenant: the core answers
                what such a person may know, and says why it does no more.
        """
        person = await self._person(heard)
        if not heard.dialog and not isinstance(heard.what, Query):
            # A menu and the box people write in are also in chats Accord is not part of and cannot
            # write to.
            await self._references.remember(heard.place, person)
        origin = await self._origin(heard, person)
        match heard.what:
            case Message():
                return Typed(origin=origin, text=await self._text(heard, heard.what))
            case Press(action, value):
                return Pressed(origin=origin, action=action, value=value)
            case Answers(sheet, values):
                return Submitted(
                    origin=origin, action=sheet.action, values=values, context=sheet.context
                )
            case Query(text, skip, count):
                # What is chosen is put where it was typed. Two people's chat with each other can be
                # called personal, too; only the one with Accord is read by nobody else.
                alone = heard.place.personal and not heard.place.conversation_id.startswith("19:")
                return Searched(
                    origin=replace(origin, personal=alone),
                    text=text,
                    skip=skip,
                    count=count,
                    to_post=True,
                )
            case Added():
                return BotAdded(origin=origin)

    async def _person(self, heard: Heard) -> Person:
        try:
            return await self._roster.person(heard.place, heard.sender)
        except RosterUnavailableError:
            if isinstance(heard.what, (Press, Answers, Query)):
                raise
            return stranger(heard.sender)

    async def _origin(self, heard: Heard, person: Person) -> Origin:
        event_id = heard.event_id
        if isinstance(heard.what, Added):
            event_id += f"/{await self._references.came_in(heard.place)}"
        return Origin(
            event_id=event_id,
            actor=person.address,
            actor_name=person.name,
            conversation=conversation_address(heard.place, person),
            personal=heard.place.personal,
            thread=heard.place.thread,
            about=(
                pack_reference(heard.place.conversation_id, heard.replies_to)
                if heard.replies_to
                else None
            ),
            quoted=heard.quoted,
            # A form in a dialog stands beside the messages and takes the place of none.
            form_over=(
                pack_reference(heard.place.conversation_id, heard.pressed_on)
                if heard.pressed_on and not heard.dialog
                else None
            ),
            # A dialog is gone when it was sent, so what came of it has to stand somewhere else.
            immediate=heard.immediate and not (heard.dialog and isinstance(heard.what, Answers)),
            can_open_form=heard.immediate,
        )

    async def _text(self, heard: Heard, message: Message) -> str:
        tokens: dict[str, str] = {}
        for piece in message.pieces:
            # Teams and channels can be mentioned as well; they are called by name.
            if not isinstance(piece, Named) or piece.id.startswith("19:"):
                continue
            if piece.id not in tokens and len(tokens) < _MENTIONS_LOOKED_UP:
                tokens[piece.id] = await self._token(heard, piece)
        return plain(message.pieces, tokens)

    async def _token(self, heard: Heard, piece: Named) -> str:
        try:
            person = await self._roster.person(heard.place, Sender(piece.id, None, piece.name))
        except RosterUnavailableError:
            return f"@{piece.name}"
        return mention_token(person.address)
