"""The chain of the record shows each thing that was done to it afterwards."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.record import GENESIS, Entry, Recorded, broken_links, chained
from tests.builders import at

NOON = at("2026-12-04T12:00", "UTC")


def a_chain(length: int) -> list[Recorded]:
    chain: list[Recorded] = []
    for number in range(length):
        entry = Entry(
            collaboration="c", kind="checkin.opened", at=NOON, version=1, subject=str(number)
        )
        chain.append(chained(chain[-1].hash if chain else GENESIS, number + 1, entry))
    return chain


@given(st.integers(0, 12))
def test_an_untouched_record_is_whole(length: int) -> None:
    assert list(broken_links(a_chain(length))) == []


@given(st.integers(2, 12), st.data())
def test_a_changed_a_missing_and_a_moved_entry_show(length: int, data: st.DataObject) -> None:
    at_ = data.draw(st.integers(0, length - 2))
    chain = a_chain(length)
    changed = replace(chain[at_], entry=replace(chain[at_].entry, subject="another"))
    assert any("was changed" in s for s in broken_links([*chain[:at_], changed, *chain[at_ + 1 :]]))
    missing = list(broken_links([*chain[:at_], *chain[at_ + 1 :]]))
    assert any("is missing" in sentence for sentence in missing)
    swapped = [*chain[:at_], chain[at_ + 1], chain[at_], *chain[at_ + 2 :]]
    assert list(broken_links(swapped)) != []
