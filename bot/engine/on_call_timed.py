"""Rows about being on call: each goes to what it is about."""

from bot.engine import handovers, number_tests, on_call_asking
from bot.engine.agenda import AgendaRow
from bot.engine.on_call_planning import OF_HANDOVERS, OF_TEST_CALLS
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction


async def fire(tx: Transaction, setting: Setting, row: AgendaRow) -> None:
    """Do what a row is for, if it is still wanted."""
    if row.subject["step"] in OF_TEST_CALLS:
        await number_tests.fire(tx, setting, row)
    elif row.subject["step"] in OF_HANDOVERS:
        await handovers.fire(tx, setting, row)
    else:
        await on_call_asking.fire(tx, setting, row)
