"""Opens the personal chat with somebody; nothing is shown by it."""

from adapters.teams.connector import Connector
from adapters.teams.references import Reference, References, same_tenant
from bot.domain.address import Address
from bot.engine.outgoing import OutcomeUnknown, Rejected, TryLater, Unreachable


class PersonalChats:
    """Finds the conversation in which a person is written to."""

    def __init__(self, connector: Connector, references: References) -> None:
        self._connector = connector
        self._references = references

    async def open(self, person: Address, reference: Reference) -> str:
        """The id of the chat; the same one each time.

        Raises:
            Unreachable: the person is of another tenant, or Teams does not let Accord write
                to them.
            TryLater: not now.
        """
        if not same_tenant(person, reference):
            raise Unreachable(
                "Teams lets Accord write personally only to people of a tenant it is installed in."
            )
        try:
            conversation = await self._connector.open_chat(
                reference.service_url, reference.bot_id, reference.account, reference.tenant
            )
        except OutcomeUnknown as error:
            # The chat is the same one however often it is opened, and nothing was said in it.
            raise TryLater(str(error)) from error
        except Rejected as error:
            raise Unreachable(str(error)) from error
        if not conversation:
            raise TryLater("Teams opened a personal chat without telling its id.")
        await self._references.opened(person, reference, conversation)
        return conversation
