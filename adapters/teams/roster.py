"""Finds out which organisation a person belongs to.

The activity says in which tenant a conversation is hosted, not where its sender is at home; in a
shared channel these differ (Teams documentation, "Apps in shared and private channels"). Only the
roster knows: `tenantId` and `userRole` of the member. Rules, safest first:

* A guest has an account in the hosting tenant, so the roster may show the host's tenant for them.
  A guest is therefore of unknown tenant unless the roster names another tenant than the host's.
* Who the roster does not know, or whose tenant it does not tell, is of unknown tenant.
* An unknown tenant belongs to no party: such a person can read what is shared, and change nothing.

This holds in development without an app id as well.
"""

import logging
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from adapters.teams.activity import Place, Sender, is_id
from adapters.teams.connector import Connector
from adapters.teams.ids import person_address
from bot.domain.address import Address
from bot.domain.instant import Instant, parse_instant
from bot.engine.clock import Clock
from bot.engine.outgoing import DeliveryError, MessageGone, Rejected, Unreachable
from bot.engine.platform import PlatformFacts

_log = logging.getLogger(__name__)

_KEPT = timedelta(days=1)
_REMEMBERED = 10_000
_BOT = "28:"
_NO_ACCOUNT = frozenset({"anonymous", "bot"})


@dataclass(frozen=True)
class Person:
    """Somebody, with the tenant they are at home in."""

    address: Address
    name: str | None
    account: str
    """The id by which this bot mentions or writes to them."""


class RosterUnavailableError(Exception):
    """Teams did not answer, so nobody knows at the moment who the person is."""


class Roster:
    """Asks about each person once a day."""

    def __init__(self, connector: Connector, facts: PlatformFacts, clock: Clock) -> None:
        self._connector = connector
        self._facts = facts
        self._clock = clock
        self._known: OrderedDict[str, tuple[Instant, Person]] = OrderedDict()

    async def person(self, place: Place, sender: Sender) -> Person:
        """Who somebody is.

        Raises:
            RosterUnavailableError: asking again in a moment can help.
        """
        key = _key(place.tenant, place.conversation_id, sender.id)
        now = self._clock.now()
        kept = self._known.get(key) or await self._stored(key)
        if kept is not None and now - kept[0] < _KEPT:
            self._remember(key, kept)
            return kept[1]
        try:
            member = await self._ask(place, sender)
        except DeliveryError as error:
            if kept is not None:
                return kept[1]
            _log.warning("The roster did not answer: %s", error, extra={"action": "teams_roster"})
            raise RosterUnavailableError from error
        person = _person(member, place.tenant, sender)
        if member:
            await self._keep(key, person, now)
        return person

    async def learn(
        self, tenant: str | None, conversation_id: str, member: Mapping[str, Any]
    ) -> Person | None:
        """Who one of the members is that a conversation hosted by a tenant lists.

        None for a bot, for somebody in a meeting without an account, and for what has no id.
        """
        account = member.get("id")
        role = str(member.get("userRole") or "").lower()
        if not is_id(account) or str(account).startswith(_BOT) or role in _NO_ACCOUNT:
            return None
        person = _person(member, tenant, Sender(str(account), None, None))
        key = _key(tenant, conversation_id, person.account)
        now = self._clock.now()
        kept = self._known.get(key) or await self._stored(key)
        if kept is None or kept[1] != person or now - kept[0] >= _KEPT:
            await self._keep(key, person, now)
        return person

    async def last_seen(self, place: Place, sender: Sender) -> Person | None:
        """Who somebody was when the roster last told, however long ago.

        Of people who are gone the roster tells nothing any more.
        """
        key = _key(place.tenant, place.conversation_id, sender.id)
        kept = self._known.get(key) or await self._stored(key)
        return kept[1] if kept else None

    async def _keep(self, key: str, person: Person, now: Instant) -> None:
        await self._facts.save(key, _record(person, now))
        self._remember(key, (now, person))

    async def _ask(self, place: Place, sender: Sender) -> Mapping[str, Any]:
        """What the roster says; nothing where it does not know the person.

        A channel is asked before its team: people of another organisation are members of a shared
        channel without being members of the team.
        """
        for conversation in (place.conversation_id, place.team_id):
            if conversation is None:
                continue
            try:
                return await self._connector.member(place.service_url, conversation, sender.id)
            except (Unreachable, Rejected, MessageGone):
                continue
        return {}

    async def _stored(self, key: str) -> tuple[Instant, Person] | None:
        record = await self._facts.load(key)
        return None if record is None else _read(record)

    def _remember(self, key: str, kept: tuple[Instant, Person]) -> None:
        self._known[key] = kept
        self._known.move_to_end(key)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def stranger(sender: Sender) -> Person:
    """A person of whom nothing is known but what the activity says."""
    return Person(person_address(None, sender.object_id or sender.id), sender.name, sender.id)


def _key(tenant: str | None, conversation_id: str, account: str) -> str:
    return f"teams-member:{tenant.lower() if tenant else conversation_id}/{account}"


def _person(member: Mapping[str, Any], host: str | None, sender: Sender) -> Person:
    # Teams documents `objectId` and has sent `aadObjectId`.
    object_id = member.get("objectId") or member.get("aadObjectId") or sender.object_id
    local = str(object_id) if is_id(object_id) else sender.id
    name = member.get("name") or sender.name
    tenant = _own_tenant(member, host)
    return Person(person_address(tenant, local), str(name) if name else None, sender.id)


def _own_tenant(member: Mapping[str, Any], host: str | None) -> str | None:
    tenant = member.get("tenantId")
    if not isinstance(tenant, str) or not tenant or not tenant.isprintable() or " " in tenant:
        return None
    login = str(member.get("userPrincipalName") or "").lower()
    role = str(member.get("userRole") or "user").lower()
    visiting = role != "user" or "#ext#" in login
    at_host = host is None or tenant.lower() == host.lower()
    return None if visiting and at_host else tenant


def _record(person: Person, now: Instant) -> dict[str, object]:
    return {
        "address": str(person.address),
        "name": person.name,
        "account": person.account,
        "asked_at": now.isoformat(),
    }


def _read(record: Mapping[str, object]) -> tuple[Instant, Person] | None:
    try:
        name = record["name"]
        person = Person(
            Address.parse(str(record["address"])),
            str(name) if name else None,
            str(record["account"]),
        )
        return parse_instant(str(record["asked_at"])), person
    except (KeyError, ValueError):
        return None
