"""Choosing people in a form. An option carries a short token: an address can be too long for it."""

import hashlib
from collections.abc import Iterable

from bot.cards.form import Option
from bot.domain.address import Address
from bot.domain.people import Person
from bot.engine.platform import Member


def options_of(members: Iterable[Member]) -> list[Option]:
    """An option for each person, by name."""
    return [Option(token(member.address), member.name) for member in members]


def offered(person: Person, members: Iterable[Member]) -> Member | None:
    """As whom somebody, who may have several addresses, is among the members."""
    return next((member for member in members if member.address in person.addresses), None)


def member_for(members: Iterable[Member], chosen: str) -> Member | None:
    """The person an option stands for, if they are still among the members."""
    return next((member for member in members if token(member.address) == chosen), None)


def token(address: Address) -> str:
    """The same for the same address; it says nothing about it."""
    return hashlib.sha256(str(address).encode()).hexdigest()[:16]
