"""Remembers how each conversation and person is reached.

Saved under the written address, and only when something changed:

* a room: `service_url`, `conversation_id`, `bot_id`, `tenant` (the hosting one); of a channel also
  `team_id`, and `own_members` if these are not the team's; `lost` once it was deleted or archived;
* a person: the same, with `account` (the id this bot knows them by); without `conversation_id` as
  long as there was no personal chat with them;
* `teams-tenant:<tenant>`: `service_url` and `bot_id`, for people and rooms of a tenant from which
  nothing was heard yet;
* `teams-team:<team id>`: `rooms`, the channels of a team from which something was heard: what
  happens to a team is told once.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from adapters.teams.activity import Place
from adapters.teams.ids import is_person, person_address, room_address
from adapters.teams.roster import Person
from adapters.teams.settings import TeamsSettings
from bot.domain.address import Address
from bot.engine.inbound import LostBecause
from bot.engine.platform import PlatformFacts

_REMEMBERED = 10_000


@dataclass(frozen=True, kw_only=True)
class Reference:
    """How to reach an address."""

    service_url: str
    conversation_id: str | None
    personal: bool
    bot_id: str
    tenant: str
    account: str
    team_id: str | None
    lost: LostBecause | None
    """Set while the room is deleted or archived."""
    heard: bool
    """Whether anything was ever heard from there."""


class References:
    """The conversation references, kept in the platform facts."""

    def __init__(self, settings: TeamsSettings, facts: PlatformFacts) -> None:
        self._settings = settings
        self._facts = facts
        self._saved: OrderedDict[str, dict[str, object]] = OrderedDict()

    async def remember(self, place: Place, person: Person) -> None:
        """Keep what an activity tells about its place and its sender."""
        seen: dict[str, object] = {
            "service_url": place.service_url,
            "bot_id": place.bot_id,
            "tenant": (place.tenant or "").lower(),
        }
        there: dict[str, object] = {"conversation_id": place.conversation_id}
        if place.tenant:
            url_and_bot = {key: seen[key] for key in ("service_url", "bot_id")}
            await self._save(f"teams-tenant:{place.tenant.lower()}", url_and_bot)
        if place.personal:
            await self._save(str(person.address), {**seen, **there, "account": person.account})
            return
        room = room_address(place.tenant, place.conversation_id)
        await self._save(str(room), {**seen, **there, **await self._in_team(place, room)})
        await self._met(person, seen)

    async def met(self, person: Person, where: Reference) -> None:
        """Keep what is needed to write to somebody who is listed in a room."""
        seen = {"service_url": where.service_url, "bot_id": where.bot_id, "tenant": where.tenant}
        await self._met(person, seen)

    async def rooms_of(self, team_id: str) -> list[Address]:
        """The channels of a team from which something was heard."""
        record = await self._facts.load(_team(team_id))
        return [Address.parse(room) for room in _rooms(record)]

    async def has_own_members(self, room: Address) -> bool:
        """Whether a channel is known not to have the members of its team."""
        record = await self._facts.load(str(room)) or {}
        return record.get("own_members") is True

    async def lost(self, room: Address, because: LostBecause) -> None:
        """Keep that a room from which something was heard is deleted or archived."""
        record = await self._facts.load(str(room))
        if record is not None:
            await self._save(str(room), {**record, "lost": because.value})

    async def found(self, room: Address) -> None:
        """Keep that a room is open again."""
        record = await self._facts.load(str(room))
        if record is not None:
            await self._save(str(room), {k: v for k, v in record.items() if k != "lost"})

    async def find(self, address: Address) -> Reference:
        """How to reach an address, by the best that is known."""
        record = await self._facts.load(str(address)) or {}
        home = await self._facts.load(f"teams-tenant:{address.tenant}") or {} if not record else {}
        # What was seen is surer than the looks of an id.
        person = "account" in record if record else is_person(address)
        local = address.local or ""
        conversation = record.get("conversation_id") or (None if person else local)
        bot_id = record.get("bot_id") or home.get("bot_id") or f"28:{self._settings.app_id}"
        url = record.get("service_url") or home.get("service_url") or self._settings.service_url
        return Reference(
            service_url=str(url),
            conversation_id=str(conversation) if conversation else None,
            bot_id=str(bot_id),
            personal=person,
            tenant=str(record.get("tenant") or address.tenant),
            account=str(record.get("account") or local),
            team_id=str(record["team_id"]) if record.get("team_id") else None,
            lost=LostBecause(str(record["lost"])) if record.get("lost") else None,
            heard=bool(record),
        )

    async def account(self, address: Address) -> str | None:
        """The id this bot knows a person by, if it has met them."""
        record = await self._facts.load(str(address))
        account = record.get("account") if record else None
        return str(account) if account else None

    async def opened(self, address: Address, reference: Reference, conversation_id: str) -> None:
        """Keep the personal chat that was just opened with a person."""
        await self._save(
            str(address),
            {
                "service_url": reference.service_url,
                "bot_id": reference.bot_id,
                "tenant": reference.tenant,
                "conversation_id": conversation_id,
                "account": reference.account,
            },
        )

    async def came_in(self, place: Place) -> int:
        """Keep that Accord is in a conversation; how often it was removed from there before.

        The number tells a new start from a repeat.
        """
        count, out = await self._removals(place)
        if out:
            await self._facts.save(_removals(place), {"count": count, "out": False})
        return count

    async def went_out(self, place: Place) -> int:
        """Keep that Accord was removed; how often that has happened now.

        Teams tells of a removal more than once; that is one removal.
        """
        count, out = await self._removals(place)
        if not out:
            count += 1
            await self._facts.save(_removals(place), {"count": count, "out": True})
        return count

    async def _removals(self, place: Place) -> tuple[int, bool]:
        record = await self._facts.load(_removals(place)) or {}
        count = record.get("count")
        return count if isinstance(count, int) else 0, record.get("out") is True

    async def _in_team(self, place: Place, room: Address) -> dict[str, object]:
        if place.team_id is None:
            return {}
        if str(room) not in _rooms(await self._known(_team(place.team_id))):
            # Another process may have added one meanwhile.
            rooms = _rooms(await self._facts.load(_team(place.team_id)))
            await self._save(_team(place.team_id), {"rooms": sorted({*rooms, str(room)})})
        known = await self._known(str(room)) or {}
        # Not each kind of activity says what kind of channel it is from.
        own = place.own_members or known.get("own_members") is True
        return {"team_id": place.team_id, **({"own_members": True} if own else {})}

    async def _met(self, person: Person, seen: Mapping[str, object]) -> None:
        known = await self._known(str(person.address))
        # What was learned in the personal chat with somebody is the better knowledge.
        if known is None or "conversation_id" not in known:
            await self._save(str(person.address), {**seen, "account": person.account})

    async def _known(self, key: str) -> Mapping[str, object] | None:
        return self._saved.get(key) or await self._facts.load(key)

    async def _save(self, key: str, data: dict[str, object]) -> None:
        if await self._known(key) != data:
            await self._facts.save(key, data)
        self._saved[key] = data
        self._saved.move_to_end(key)
        if len(self._saved) > _REMEMBERED:
            self._saved.popitem(last=False)


def conversation_address(place: Place, person: Person) -> Address:
    """The address of the conversation: of a personal chat it is the person's own."""
    if place.personal:
        return person.address
    return room_address(place.tenant, place.conversation_id)


def same_tenant(address: Address, reference: Reference) -> bool:
    """Whether a person is at home where the bot met them."""
    return person_address(reference.tenant, address.local or "").tenant == address.tenant


def _removals(place: Place) -> str:
    return f"teams-removals:{place.conversation_id}"


def _team(team_id: str) -> str:
    return f"teams-team:{team_id}"


def _rooms(record: Mapping[str, object] | None) -> list[str]:
    rooms = record.get("rooms") if record else None
    return [str(room) for room in rooms] if isinstance(rooms, list) else []
