"""People and rooms of a fake Teams."""

from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5

Kind = Literal["personal", "groupChat", "channel"]


@dataclass(frozen=True)
class TeamsPerson:
    """Somebody with an account."""

    name: str
    tenant: str
    """The tenant they are at home in."""
    role: str = "user"

    @property
    def object_id(self) -> str:
        """The Entra object id."""
        return str(uuid5(NAMESPACE_URL, f"{self.tenant}/{self.name}"))

    @property
    def account(self) -> str:
        """The id by which the bot knows them."""
        return f"29:{self.object_id.replace('-', '')}"

    @property
    def address(self) -> str:
        """How Accord writes them."""
        return f"teams:{self.tenant}/{self.object_id}"


@dataclass
class TeamsRoom:
    """A personal chat, group chat or channel."""

    id: str
    tenant: str
    """The tenant that hosts it."""
    kind: Kind
    members: list[TeamsPerson] = field(default_factory=list)
    bot_inside: bool = True
    shared: bool = False
    """A channel with members of its own."""
    roster: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the roster says of an account instead of the truth."""

    @property
    def address(self) -> str:
        """How Accord writes it (not for a personal chat)."""
        return f"teams:{self.tenant}/{self.id}"

    def member(self, account: str) -> dict[str, Any] | None:
        """What the roster answers about an account."""
        if account in self.roster:
            return self.roster[account]
        for person in self.members:
            if account in (person.account, person.object_id):
                return _listed(person)
        return None

    @property
    def listed(self) -> list[dict[str, Any]]:
        """What the roster answers about everybody."""
        return [self.roster.get(person.account, _listed(person)) for person in self.members]


def _listed(person: TeamsPerson) -> dict[str, Any]:
    return {
        "id": person.account,
        "objectId": person.object_id,
        "name": person.name,
        "tenantId": person.tenant,
        "userRole": person.role,
        "userPrincipalName": f"{person.object_id}@example.com",
    }
