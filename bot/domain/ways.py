"""Ways to reach a seat: a method, and the number or address that goes with it."""

from dataclasses import dataclass

from bot.domain.agreement.conduct import Method
from bot.domain.agreement.document import Agreement
from bot.domain.agreement.seats import Contact


@dataclass(frozen=True)
class Way:
    """A method, and the number or address to use it with when the agreement names one."""

    method: str
    """Title of the method."""
    address: str | None = None
    """Phone number, mail address or chat handle."""


def way(agreement: Agreement, contact: Contact, method: str) -> Way:
    """How a method reaches this contact: its title, and the number or address it needs."""
    known = agreement.method.get(method)
    return Way(method if known is None else known.title, _address(contact, method, known))


def _address(contact: Contact, key: str, method: Method | None) -> str | None:
    # Methods are named by the parties, so the kind of address is read from what they are called.
    name = f"{key} {method.title if method else ''}".casefold()
    if "phone" in name or "mobile" in name:
        return contact.phone
    if "mail" in name:
        return contact.email
    if contact.in_chat and _names_chat(name):
        return contact.handle
    return None


def is_chat(method: Method) -> bool:
    """Whether the method is the chat itself; a formal one never is."""
    return not method.formal and _names_chat(f"{method.key} {method.title}".casefold())


def _names_chat(name: str) -> bool:
    return any(word in name for word in ("channel", "chat", "direct message", "dm"))
