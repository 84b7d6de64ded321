"""Keeps what a look-up needs for every agreement version and sort of reader it has met."""

from collections import OrderedDict
from dataclasses import dataclass

from bot.domain.agreement.document import Agreement
from bot.domain.visibility import Reader, View, view
from bot.engine.lookup.index import Index, build_index


@dataclass(frozen=True)
class Prepared:
    """An agreement as one reader may know it, ready for look-ups."""

    view: View
    index: Index


class Indexes:
    """A bounded memory of prepared agreements. Readers who may know the same share an index.

    Agreements are immutable and compared by identity: comparing two of them by value would cost
    more than a look-up. Holding the agreement keeps its identity from being used again.
    """

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._by_reader: OrderedDict[tuple[int, Reader], Prepared] = OrderedDict()

    def of(self, agreement: Agreement, reader: Reader) -> Prepared:
        """The agreement prepared for this reader; built at the first question."""
        key = (id(agreement), reader)
        known = self._by_reader.get(key)
        if known is None:
            known = self._prepare(view(agreement, reader))
            self._by_reader[key] = known
            if len(self._by_reader) > self._most:
                self._by_reader.popitem(last=False)
        else:
            self._by_reader.move_to_end(key)
        return known

    def _prepare(self, seen: View) -> Prepared:
        for other in self._by_reader.values():
            if (
                other.view.agreement is seen.agreement
                and other.view.hidden_seats == seen.hidden_seats
                and other.view.hidden_locations == seen.hidden_locations
            ):
                return other
        return Prepared(seen, build_index(seen))
