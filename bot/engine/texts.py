"""The text that counts now, and the text as an amendment would make it."""

from typing import Any

from bot.agreement_file.codec import from_document, to_document
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment
from bot.domain.changes import applied
from bot.domain.people import Collaboration
from bot.engine.agreements import AgreementCache
from bot.engine.scene import Setting
from bot.engine.storage_ports import Transaction

#: The first version is the amendment with this number: to nothing.
FIRST = 1

#: A whole agreement as plain data; the keys are those of the agreement file.
Document = dict[str, Any]

#: What stands under `agreement` before anything is in force.
_UNNUMBERED: Document = {"version": 1}


async def text_now(
    tx: Transaction, collaboration: Collaboration, agreements: AgreementCache
) -> Agreement:
    """The agreement in force; before anything is, the first version as it is being written.

    Raises:
        LookupError: there is neither.
    """
    if collaboration.version > 0:
        return await agreements.get(tx, collaboration.id, collaboration.version)
    written = await tx.amendments.all(collaboration.id)
    if not written:
        raise LookupError(f"{collaboration.id} has no version and no draft")
    # One that was declined or lapsed is still the newest wording, until somebody writes another.
    return from_document({**applied({}, written[-1].changes), "agreement": _UNNUMBERED})


def document_of(agreement: Agreement) -> Document:
    """The agreement as plain data."""
    return dict(to_document(agreement))


def base_text(collaboration: Collaboration, agreement: Agreement) -> Document:
    """The text that amendments of a collaboration are changes to; nothing before version 1."""
    return document_of(agreement) if collaboration.version > 0 else {}


def wording(setting: Setting, amendment: Amendment | None) -> Document:
    """The whole text as an amendment would make it.

    Raises:
        Overtaken: the text it changes is no longer there.
    """
    base = base_text(setting.collaboration, setting.agreement)
    if amendment is None:
        return base or document_of(setting.agreement)
    text: Document = {**applied(base, amendment.changes)}
    return {**text, "agreement": {**_UNNUMBERED, **text.get("agreement", {})}}


def agreement_as(setting: Setting, amendment: Amendment | None) -> Agreement:
    """The agreement as an amendment would make it, for showing.

    Raises:
        Overtaken: the text it changes is no longer there.
    """
    return setting.agreement if amendment is None else from_document(wording(setting, amendment))
