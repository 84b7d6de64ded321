"""Cards and forms for beginning a collaboration and joining one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bot.cards.card import Button, Card, Facts, Look, Moment, Strong, fact, paragraph, subtle
from bot.cards.compose.general import ASK, SETUP
from bot.cards.form import ChoiceInput, DateInput, Form, Input, Option, TextInput
from bot.cards.words import setup as words
from bot.domain.joining import Claim, PairingCode

SETUP_FORM = "setup.sent"
REVOKE = "connect.revoke"
INVITE = "connect.code"
JOIN = "connect.join"
HERE = "connect.here"
CLAIM_YES = "claim.confirm"
CLAIM_NO = "claim.refuse"

NAME_LIMIT, TITLE_LIMIT = 80, 150


def offer(*, why: str = words.OFFER) -> Card:
    """Where a form cannot be opened at once."""
    return Card(
        title=words.TITLE,
        summary=words.TITLE,
        blocks=(paragraph(why),),
        buttons=(Button(words.BUTTON, SETUP, look=Look.PRIMARY, opens_form=True),),
    )


def setup_form(
    templates: Sequence[Option], leads: Sequence[Option], start: date, values: Mapping[str, str]
) -> Form:
    """The one form; `leads` are people in the room who are not of the asker's own workspace."""
    inputs: list[Input] = [
        ChoiceInput(
            key="template",
            label=words.TEMPLATE,
            hint=words.TEMPLATE_HINT,
            options=tuple(templates),
        ),
        TextInput(key="title", label=words.STUDY, max_length=TITLE_LIMIT),
        ChoiceInput(
            key="side",
            label=words.MY_SIDE,
            options=(
                Option("sponsor", words.SPONSOR),
                Option("cro", words.CRO),
                Option("facilitator", words.FACILITATOR),
            ),
            value="sponsor",
        ),
        TextInput(key="my_name", label=words.MY_NAME, max_length=NAME_LIMIT),
        TextInput(
            key="my_place", label=words.MY_PLACE, hint=words.PLACE_HINT, max_length=NAME_LIMIT
        ),
        TextInput(
            key="their_name",
            label=words.THEIR_NAME,
            hint=words.THEIR_HINT,
            max_length=NAME_LIMIT,
        ),
        TextInput(
            key="their_place",
            label=words.THEIR_PLACE,
            hint=words.PLACE_HINT,
            max_length=NAME_LIMIT,
        ),
        TextInput(
            key="third_name",
            label=words.THIRD_NAME,
            hint=words.THIRD_HINT,
            required=False,
            max_length=NAME_LIMIT,
        ),
        TextInput(
            key="third_place",
            label=words.THIRD_PLACE,
            hint=words.PLACE_HINT,
            required=False,
            max_length=NAME_LIMIT,
        ),
        DateInput(key="start", label=words.START, hint=words.START_HINT, value=start.isoformat()),
    ]
    if leads:
        inputs.append(
            ChoiceInput(
                key="their_lead",
                label=words.THEIR_LEAD,
                hint=words.THEIR_LEAD_HINT,
                options=tuple(leads),
                required=False,
            )
        )
    return Form(
        action=SETUP_FORM,
        title=words.FORM_TITLE,
        inputs=tuple(_filled(each, values) for each in inputs),
        submit=words.BEGIN,
    )


def _filled(question: Input, values: Mapping[str, str]) -> Input:
    return replace(question, value=values.get(question.key, question.value))


def created(
    title: str, mine: str, others: Sequence[str], *, absent: Mapping[str, str], collaboration: str
) -> Card:
    """Told in the room where it was set up.

    Args:
        title: of the collaboration.
        mine: name of the company that set it up.
        others: names of all others.
        absent: names, by key of the party, of those that are not here yet.
        collaboration: its id.
    """
    return Card(
        title=words.created_title(title),
        summary=words.created_title(title),
        blocks=(
            paragraph(words.created(mine, others)),
            paragraph(words.created_next(tuple(absent.values()))),
        ),
        buttons=(
            *_invite(absent, collaboration, alone=len(others) == 1),
            Button(words.SEATS, ASK, {"text": "seats"}),
            Button(words.DRAFT, ASK, {"text": "propose"}),
        ),
    )


def _invite(absent: Mapping[str, str], collaboration: str, *, alone: bool) -> Iterator[Button]:
    """A button for each company that can be invited; the only other one needs no name."""
    for key, name in absent.items():
        label = words.INVITE if alone else words.INVITE_ONE.format(party=name)
        value = {"collaboration": collaboration, "party": key}
        yield Button(label, INVITE, value, Look.PRIMARY)


def joined(
    title: str,
    party: str,
    person: str,
    *,
    agreed: bool,
    absent: Mapping[str, str] = MappingProxyType({}),
    collaboration: str = "",
) -> Card:
    """Told in the rooms when another company is there.

    Args:
        title: of the collaboration.
        party: name of the company.
        person: name of who speaks for it.
        agreed: whether a version is in force.
        absent: names, by key of the party, of those that are not here yet.
        collaboration: its id.
    """
    waits = (
        (paragraph(words.still_to_join(tuple(absent.values()), agreed=agreed)),) if absent else ()
    )
    return Card(
        title=words.joined_title(party),
        summary=words.joined_title(party),
        blocks=(
            paragraph(words.joined(person, party, title)),
            *waits,
            paragraph(words.JOINED_FULL if agreed else words.JOINED_NEXT),
        ),
        buttons=(
            Button(words.READ, ASK, {"text": "agreement"}, Look.PRIMARY),
            Button(words.FILL, ASK, {"text": "seats fill"}),
            Button(words.CHECK, ASK, {"text": "connect check"}),
            *_invite(absent, collaboration, alone=False),
        ),
    )


def code_card(written: str, code: PairingCode, party: str, zone: str) -> Card:
    """The code, for the one who made it."""
    value = {"collaboration": code.collaboration, "code": code.fingerprint}
    title = words.CODE_TITLE.format(party=party)
    return Card(
        title=title,
        summary=title,
        blocks=(
            paragraph(words.CODE_HOW.format(party=party)),
            paragraph(Strong(f"connect {written}")),
            Facts(
                (fact(words.CODE_FOR, party), fact(words.CODE_UNTIL, Moment(code.expires_at, zone)))
            ),
            subtle(words.CODE_NOTE),
        ),
        buttons=(Button(words.REVOKE, REVOKE, value, Look.DANGER),),
    )


def revoked_card() -> Card:
    """The code no longer works."""
    return Card(
        title=words.REVOKED_TITLE,
        summary=words.REVOKED_TITLE,
        blocks=(paragraph(words.REVOKED),),
        buttons=(Button(words.NEW_CODE, ASK, {"text": "connect code"}),),
    )


def join_card(parties: Mapping[str, str], collaboration: str) -> Card:
    """For somebody from a workspace nobody knows; party names by key."""
    return Card(
        title=words.JOIN_TITLE,
        summary=words.JOIN_TITLE,
        blocks=(paragraph(words.JOIN_INTRO),),
        buttons=tuple(
            Button(
                words.JOIN.format(party=name),
                JOIN,
                {"collaboration": collaboration, "party": key},
            )
            for key, name in parties.items()
        ),
    )


def lead_claim_card(claim: Claim, party: str) -> Card:
    """For the lead who confirms that somebody speaks for a company."""
    title = words.CLAIM_LEAD_TITLE.format(name=claim.name, party=party)
    value = {"collaboration": claim.collaboration, "claim": claim.id}
    return Card(
        title=title,
        summary=title,
        blocks=(
            paragraph(words.CLAIM_LEAD.format(party=party)),
            subtle(words.CLAIM_TENANT.format(tenant=claim.address.home)),
        ),
        buttons=(
            Button(words.RIGHT, CLAIM_YES, value, Look.PRIMARY),
            Button(words.WRONG, CLAIM_NO, value, Look.DANGER),
        ),
    )


def lead_decided_card(claim: Claim, party: str, sentence: str) -> Card:
    """The same card once it is decided."""
    return Card(
        title=words.CLAIM_LEAD_TITLE.format(name=claim.name, party=party),
        summary=sentence,
        blocks=(paragraph(sentence),),
        buttons=(Button(words.SEATS, ASK, {"text": "seats"}),),
    )


def moved(party: str, *, instead: str) -> Card:
    """Told in the room where it lives now."""
    return Card(
        title=words.HERE_TITLE,
        summary=words.HERE_TITLE,
        blocks=(paragraph(words.HERE.format(party=party, instead=instead)),),
        buttons=(
            Button(words.STATUS, ASK, {"text": "status"}, Look.PRIMARY),
            Button(words.CHECK, ASK, {"text": "connect check"}),
        ),
    )


def which_here(choices: Mapping[str, str]) -> Card:
    """Somebody leads in several; titles by id."""
    return Card(
        title=words.HERE_WHICH_TITLE,
        summary=words.HERE_WHICH_TITLE,
        blocks=(paragraph(words.HERE_WHICH),),
        buttons=tuple(
            Button(title, HERE, {"collaboration": id_}) for id_, title in choices.items()
        ),
    )
