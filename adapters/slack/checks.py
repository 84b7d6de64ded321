"""What would fail silently later, asked of Slack beforehand.

Nobody is shown anything: opening the chat with a person (conversations.open) shows them nothing
before the first message. Codes: the error tables of the pages docs.slack.dev/reference/methods/
auth.test, conversations.info, users.info and conversations.open.
"""

from collections.abc import Sequence
from typing import Any

from adapters.slack.api import SlackApi
from adapters.slack.errors import NOBODY, TOKEN_REFUSED, code_of, needed_scope
from adapters.slack.ids import PLATFORM, is_person
from adapters.slack.installations import Installation, Installations
from adapters.slack.oauth import SCOPES
from adapters.slack.payload import deep, text_at
from adapters.slack.people import People
from adapters.slack.roster import Roster
from bot.domain.address import Address
from bot.engine.outgoing import DeliveryError, OutcomeUnknown, TryLater, Unreachable
from bot.engine.platform import Fault, FaultKind

_KINDS: dict[FaultKind, frozenset[str]] = {
    FaultKind.NOT_INSTALLED: TOKEN_REFUSED | {"team_access_not_granted", "team_not_found"},
    FaultKind.NOT_IN_ROOM: frozenset({"not_in_channel"}),
    # A private channel Accord was never invited to looks the same as one that is not there.
    FaultKind.ROOM_GONE: frozenset(
        {"channel_not_found", "is_archived", "method_not_supported_for_channel_type"}
    ),
    FaultKind.MISSING_SCOPE: frozenset({"missing_scope"}),
    FaultKind.PERSON_GONE: NOBODY | {"user_disabled", "invalid_user"},
}
_KIND_OF_CODE = {code: kind for kind, codes in _KINDS.items() for code in codes}
_OF_THE_INSTALLATION = frozenset({FaultKind.NOT_INSTALLED, FaultKind.MISSING_SCOPE})


class Checks:
    """Looks at a room, or at a person."""

    def __init__(
        self, api: SlackApi, installations: Installations, people: People, roster: Roster
    ) -> None:
        self._api = api
        self._installations = installations
        self._people = people
        self._roster = roster

    async def room(self, room: Address) -> list[Fault]:
        """The faults of the installation, then those of the channel.

        People who may only post are found by `connected_limited_team_ids` of conversations.info:
        the workspaces that conversations.externalInvitePermissions.set has not upgraded. Slack
        names the field in its published types and describes it on no page, so it is one of the
        things to try with real workspaces.
        """
        installation = await self._installations.find(room.tenant)
        if installation is None:
            return [Fault(kind=FaultKind.NOT_INSTALLED)]
        try:
            faults = await self._installation(installation, room)
            if any(fault.kind is FaultKind.NOT_INSTALLED for fault in faults):
                return faults
            return faults + await self._channel(installation, room)
        except DeliveryError as error:
            self._installations.doubt(installation, error)
            return [_fault(error)]

    async def person(self, person: Address, rooms: Sequence[Address]) -> list[Fault]:
        """The first thing that stands between Accord and a person.

        Rooms of other platforms are left out, and so are rooms nobody can look into: what is wrong
        with those is a finding of their own.
        """
        rooms = [room for room in rooms if room.platform == PLATFORM]
        try:
            if not await self._is_installed_for(person, rooms):
                return [Fault(kind=FaultKind.NOT_INSTALLED)]
            installation = await self._people.reach(person)
        except DeliveryError as error:
            nobody_sees = isinstance(error, Unreachable) and code_of(error.__cause__) is None
            return [
                Fault(kind=FaultKind.PERSON_GONE, detail=str(error))
                if nobody_sees
                else _fault(error)
            ]
        try:
            return (
                await self._account(installation, person)
                or await self._rooms_of(person, rooms)
                or await self._chat(installation, person)
            )
        except DeliveryError as error:
            self._installations.doubt(installation, error)
            return [_fault(error)]

    async def _installation(self, installation: Installation, room: Address) -> list[Fault]:
        whose, granted = await self._api.whose(installation.token)
        served = {text_at(whose, "team_id"), text_at(whose, "enterprise_id")} - {None}
        if room.tenant not in served:
            detail = f"it is installed in {', '.join(sorted(filter(None, served)))}"
            return [Fault(kind=FaultKind.NOT_INSTALLED, detail=detail)]
        missing = [scope for scope in SCOPES if granted is not None and scope not in granted]
        return [Fault(kind=FaultKind.MISSING_SCOPE, detail=", ".join(missing))] if missing else []

    async def _channel(self, installation: Installation, room: Address) -> list[Fault]:
        if room.local is None or is_person(room.local):
            return [Fault(kind=FaultKind.ROOM_GONE, detail=f"{room} is no channel")]
        try:
            answer = await self._query(installation, "conversations.info", channel=room.local)
        except DeliveryError as error:
            fault = _fault(error)
            # A permission that is missing was found already, by its name.
            return [] if fault.kind is FaultKind.MISSING_SCOPE else [fault]
        channel = answer.get("channel")
        if deep(channel, "is_archived") is True:
            return [Fault(kind=FaultKind.ROOM_GONE, detail="is_archived")]
        if deep(channel, "is_member") is False:
            return [Fault(kind=FaultKind.NOT_IN_ROOM)]
        limited = deep(channel, "connected_limited_team_ids")
        if isinstance(limited, list) and limited:
            return [Fault(kind=FaultKind.POST_ONLY, detail=", ".join(map(str, limited)))]
        return []

    async def _is_installed_for(self, person: Address, rooms: Sequence[Address]) -> bool:
        tenants = dict.fromkeys([person.tenant, *(room.tenant for room in rooms)])
        found = [await self._installations.find(tenant) for tenant in tenants]
        return any(found) or bool(await self._installations.all())

    async def _account(self, installation: Installation, person: Address) -> list[Fault]:
        profile = await self._people.profile(person.local or "", installation.team, fresh=True)
        if profile.deactivated:
            return [Fault(kind=FaultKind.PERSON_GONE, detail="the account is closed")]
        if profile.team != person.tenant:
            # Whatever they do arrives from there, and nobody with this address ever acts.
            detail = f"{person.local} belongs to {profile.team}"
            return [Fault(kind=FaultKind.PERSON_GONE, detail=detail)]
        return []

    async def _rooms_of(self, person: Address, rooms: Sequence[Address]) -> list[Fault]:
        looked_into = 0
        for room in rooms:
            try:
                people = await self._roster.people(room)
            except Unreachable:
                continue
            if person.local in people:
                return []
            looked_into += 1
        return [Fault(kind=FaultKind.NOT_IN_ANY_ROOM)] if looked_into else []

    async def _chat(self, installation: Installation, person: Address) -> list[Fault]:
        try:
            await self._api.call("conversations.open", installation.token, users=person.local)
        except (TryLater, OutcomeUnknown):
            raise
        except DeliveryError as error:
            fault = _fault(error)
            if fault.kind in _OF_THE_INSTALLATION:
                raise
            # They were seen a moment ago, so what is refused is the chat.
            detail = code_of(error.__cause__) or str(error)
            return [Fault(kind=FaultKind.NO_DIRECT_MESSAGES, detail=detail)]
        return []

    async def _query(
        self, installation: Installation, method: str, **arguments: str
    ) -> dict[str, Any]:
        return await self._api.query(method, installation.token, **arguments)


def _fault(error: DeliveryError) -> Fault:
    """What a refusal means for whoever has to put it right."""
    code = code_of(error.__cause__)
    kind = _KIND_OF_CODE.get(code or "", FaultKind.CANNOT_CHECK)
    match kind:
        case FaultKind.MISSING_SCOPE:
            return Fault(kind=kind, detail=needed_scope(error.__cause__) or "")
        case FaultKind.CANNOT_CHECK:
            return Fault(kind=kind, detail=str(error))
        case _:
            return Fault(kind=kind, detail=code or "")
