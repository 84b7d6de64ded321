"""What the engine gives back to an adapter for one inbound event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.cards.card import Card
from bot.cards.form import Form
from bot.cards.hit import Hit
from bot.engine.inbound import Inbound


@dataclass(frozen=True, kw_only=True)
class Response:
    """The part of an answer that travels back with the request.

    Everything else is in the outbox by the time this is returned, and is committed. An adapter
    shows `card` to the person when the origin was `immediate`, and in place of a form that was
    sent; with `form` it opens the form; with `errors` (input key to sentence) it keeps the form
    open and shows them. `found` answers a search, best first; a `card` says why there is none.
    """

    card: Card | None = None
    form: Form | None = None
    found: tuple[Hit, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


NOTHING = Response()


class Dispatch(Protocol):
    """The engine's one entrance, handed to every adapter by the composition root."""

    async def __call__(self, event: Inbound) -> Response:
        """Handle one event; everything it causes is committed when this returns."""
        ...
