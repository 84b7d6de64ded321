"""Reading the agreement part by part, and editing any of it into a proposal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.cards.card import Block, Card, Fact, Facts, fact, paragraph
from bot.cards.compose import proposals as proposal_cards
from bot.cards.compose.parts import title_of
from bot.cards.form import Form, TextInput
from bot.cards.words import parts as part_words
from bot.cards.words import proposals as words
from bot.cards.words import status
from bot.cards.words.dates import day
from bot.domain.agreement.document import Agreement
from bot.domain.amendment import Amendment, AmendmentState
from bot.domain.errors import Refused
from bot.domain.instant import local
from bot.domain.people import CollaborationState
from bot.domain.visibility import Reader, View, view
from bot.engine import amending
from bot.engine import parts as editor
from bot.engine.after_escalation import AFTER, came_from
from bot.engine.agreements import AgreementCache
from bot.engine.amendment_view import shown_to
from bot.engine.answer import Answer
from bot.engine.caring import in_form
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.texts import agreement_as, wording

_NEAR = 80
_OVER = (CollaborationState.CLOSED, CollaborationState.ARCHIVED)
#: How a button or form says which proposal it is about.
_AMENDMENT = "amendment"
#: The question of a part's form whether, and why, to send the proposal at once.
BECAUSE = "because"


async def overview(scene: Scene, tx: Transaction, reader: Reader) -> Answer:
    """What is agreed, since when, and every part in a line with a button each."""
    amendment = await _in_question(scene, tx, {})
    seen = view(agreement_as(scene, amendment), reader)
    card = editor.overview_card(seen, editable=_open(scene), about=_about(scene, amendment))
    return Answer(card=replace(card, blocks=(Facts(_standing(scene)), *card.blocks)))


def _standing(scene: Scene) -> tuple[Fact, ...]:
    """Which version it is, since when and why, and which phase it is now."""
    if scene.collaboration.version == 0:
        return (fact(status.VERSION, status.NOT_AGREED_YET),)
    versions, agreed = scene.agreement.agreement, scene.agreement
    last = versions.history[-1] if versions.history else None
    today = local(scene.now, agreed.parties[0].zone).date()
    phases = ", ".join(phase.title for phase in agreed.phases if phase.covers(today))
    since = status.since(day(last.effective)) if last else ""
    return (
        fact(status.VERSION, f"{versions.version}{since}"),
        *((fact(status.LAST_CHANGE, last.reason),) if last else ()),
        *((fact(status.PHASE_NOW, phases),) if phases else ()),
    )


async def show_by_name(
    scene: Scene,
    tx: Transaction,
    text: str,
    reader: Reader,
    agreements: AgreementCache,
) -> Answer:
    """`agreement <part>`: the part or item somebody names."""
    amendment = await _in_question(scene, tx, {})
    seen = view(agreement_as(scene, amendment), reader)
    return Answer(card=_named(scene, seen, text, _about(scene, amendment)))


async def choose_by_name(
    scene: Scene,
    tx: Transaction,
    text: str,
    agreements: AgreementCache,
) -> Answer:
    """`propose <part>`: the part or item somebody wants to change, in the words of their draft."""
    party = amending.writing_party(scene)
    amendment = await _in_question(scene, tx, {}) or await amending.draft_of(tx, scene, party)
    seen = view(agreement_as(scene, amendment), scene.reader)
    return Answer(card=_named(scene, seen, text, _about(scene, amendment)), private=True)


async def press_show(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """A part or item to read, in the words of the proposal the button belongs to."""
    amendment = await _in_question(scene, tx, value)
    seen, about = view(agreement_as(scene, amendment), scene.reader), _about(scene, amendment)
    section, item = value.get("section"), value.get("item")
    if section is None:
        return Answer(card=editor.overview_card(seen, editable=_open(scene), about=about))
    return Answer(card=_part(scene, seen, about, section, item))


async def press_choose(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form to pick a part, an item or an entry."""
    if proposal_cards.CHANGE in value:
        return Answer(form=_change_form(scene, await _to_write(scene, tx, value)), private=True)
    amendment = await _in_question(scene, tx, value)
    seen = view(agreement_as(scene, amendment), scene.alone)
    form = editor.choose_form(
        seen,
        value.get("section"),
        value.get("item"),
        editable=_open(scene),
        about=_about(scene, amendment),
    )
    return Answer(form=form, private=True)


async def chosen(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """Something was picked: the next choice, its form, its card, or taking it out."""
    if not values.get(editor.WHICH):
        return await _nothing_more(scene, tx, values, context)
    amendment = await _in_question(scene, tx, context)
    seen, about = view(agreement_as(scene, amendment), scene.alone), _about(scene, amendment)
    pick = editor.chosen(seen, values, context)
    if pick.what == editor.REMOVE:
        path = {"path": editor.pack(pick.path)}
        return await press_remove(scene, tx, {**about, **path}, agreements)
    if pick.what == editor.CHANGE:
        carried = {key: context[key] for key in (AFTER, BECAUSE) if key in context}
        value = {**about, **carried, "path": editor.pack(pick.path)}
        return await press_edit(scene, tx, value, agreements)
    section, item = str(pick.path[0]), str(pick.path[1]) if len(pick.path) > 1 else None
    if item is None and editor.SECTION[section].lists and _any(seen, section):
        form: Form = editor.choose_form(seen, section, editable=_open(scene), about=about)
        return Answer(form=form, private=True)
    if item is None and _open(scene):
        path = {"path": editor.pack((section,))}
        return await press_edit(scene, tx, {**about, **path}, agreements)
    return Answer(card=_part(scene, seen, about, section, item), private=True)


async def press_edit(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form of a part, filled with the words it has in the draft, or with what was asked for."""
    amendment = await _to_write(scene, tx, value)
    path = editor.unpack(value.get("path", ""))
    asked_for = {key: value[key] for key in ("title", BECAUSE) if key in value}
    after = await came_from(scene, tx, value, agreements)
    return Answer(form=_part_form(scene, amendment, path, asked_for, after=after), private=True)


async def choose_after(scene: Scene, tx: Transaction, *, after: str, because: str) -> Form:
    """Everything that can be changed, in one list; what is chosen carries what it comes from.

    Args:
        scene: where and who.
        tx: to find the side's own draft.
        after: id of the retrospective that the proposal will carry.
        because: what the reason begins with.
    """
    form = _change_form(scene, await _to_write(scene, tx, {}))
    return replace(form, context={**form.context, AFTER: after, BECAUSE: because})


async def form_after(
    scene: Scene, tx: Transaction, path: editor.Path, values: Mapping[str, str], *, after: str
) -> Form:
    """The form of a part that begins with something; opened after an escalation, with that.

    Args:
        scene: where and who.
        tx: to find the side's own draft.
        path: of the part, or of the list that something new goes into.
        values: what the inputs begin with, by key; `BECAUSE` is that of the reason.
        after: id of the escalation that the proposal will carry; empty without one.
    """
    return _part_form(scene, await _to_write(scene, tx, {}), path, values, after=after)


def _part_form(
    scene: Scene,
    amendment: Amendment | None,
    path: editor.Path,
    values: Mapping[str, str] | None = None,
    *,
    after: str = "",
) -> Form:
    """The form of a part, with the question whether to send the proposal right away."""
    seen = view(agreement_as(scene, amendment), scene.alone)
    about = _about(scene, amendment) | ({AFTER: after} if after else {})
    form = editor.part_form(seen, path, values=values, about=about)
    return replace(form, inputs=(*form.inputs, _sending((values or {}).get(BECAUSE, ""))))


async def edited(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form of a part was sent."""
    amendment = await _to_write(scene, tx, context)
    path = editor.unpack(context.get("path", ""))
    after = await came_from(scene, tx, context, agreements)
    try:
        text = editor.edited(
            wording(scene, amendment),
            path,
            values,
            reader=scene.alone,
            seen=context.get("seen"),
        )
    except editor.PartMistakes as wrong:
        form = _part_form(scene, amendment, path, values, after=after)
        return Answer(errors=wrong.mistakes, form=form, private=True)
    form = _part_form(scene, amendment, path, values, after=after)
    looked_at = in_form(scene.agreement, form, values, context, [BECAUSE])
    if isinstance(looked_at, Answer):
        return looked_at
    because = looked_at.get(BECAUSE, "").strip()
    return await _kept(scene, tx, amendment, text, because=because, after=after)


async def press_remove(
    scene: Scene,
    tx: Transaction,
    value: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """*Remove*: an item or an entry is taken out of the draft."""
    amendment = await _to_write(scene, tx, value)
    text = editor.removed(
        wording(scene, amendment),
        editor.unpack(value.get("path", "")),
        reader=scene.alone,
        seen=value.get("seen"),
    )
    return await _kept(scene, tx, amendment, text)


async def _kept(
    scene: Scene,
    tx: Transaction,
    amendment: Amendment | None,
    text: editor.Document,
    *,
    because: str = "",
    after: str = "",
) -> Answer:
    """Keep the edited text; with a reason the proposal is sent at once."""
    kept = await amending.keep_edit(tx, scene, amendment, text, after=after)
    party = amending.party_name(scene, amending.writing_party(scene))
    said = [paragraph(words.own_in_force(party, len(kept.own)))] if kept.own else []
    draft = kept.amendment
    if draft is None:
        title = words.IN_FORCE_NOW if kept.own else words.NOTHING_CHANGED
        blocks = tuple(said) or (paragraph(words.SAME_WORDS),)
        return Answer(card=Card(title=title, summary=title, blocks=blocks), private=True)
    now = replace(scene, collaboration=kept.setting.collaboration, agreement=kept.setting.agreement)
    dates = _changed_dates(scene, agreement_as(scene, amendment), agreement_as(now, draft))
    by_another = _written_by_another(scene, amendment)
    if because and not dates and not by_another:
        return await _sent(tx, now, draft, because)
    shown = await shown_to(tx, now, draft, scene.alone, zone=scene.zone)
    card = proposal_cards.proposal_card(shown, own=True)
    await amending.show_draft(tx, now, draft, scene.seated(), card)
    # A rule is said back as dates before anybody else reads it: the reason waits in the form.
    waiting = "" if by_another else because
    return Answer(form=_more(now, draft, said=[*said, *dates], because=waiting), private=True)


def _changed_dates(scene: Scene, before: Agreement, after: Agreement) -> list[Block]:
    """The next five dates of every promised update that an edit gave another rhythm."""
    visible = view(after, scene.alone)
    return [
        block
        for cadence in editor.changed_rules(before, after)
        if visible.seat(cadence.from_)
        for block in editor.dates_ahead(
            after, cadence, scene.now, part_words.next_five_of(cadence.title)
        )
    ]


async def _sent(tx: Transaction, scene: Scene, draft: Amendment, because: str) -> Answer:
    sent = await amending.send(tx, scene, draft, because[: proposal_cards.REASON_LIMIT])
    shown = await shown_to(tx, scene, sent, scene.alone, zone=scene.zone)
    return Answer(
        card=proposal_cards.proposal_card(shown, own=True),
        private=True,
        already_shown=scene.origin.personal,
    )


def _written_by_another(scene: Scene, amendment: Amendment | None) -> bool:
    """Whether a draft holds words of a colleague, which its form did not show.

    Sending is a yes to all of it, so it is shown first.
    """
    if amendment is None or amendment.state is not AmendmentState.DRAFT:
        return False
    return amendment.person != scene.seated().id


async def _nothing_more(
    scene: Scene, tx: Transaction, values: Mapping[str, str], context: Mapping[str, str]
) -> Answer:
    """Nothing else should change: with a reason the proposal is sent as it is."""
    draft = await amending.the_amendment(tx, scene, context.get(_AMENDMENT, ""))
    form = _more(scene, draft, said=[])
    looked_at = in_form(scene.agreement, form, values, context, [BECAUSE])
    if isinstance(looked_at, Answer):
        return looked_at
    because = looked_at.get(BECAUSE, "").strip()
    if because and _written_by_another(scene, draft):
        raise Refused(words.reworded_by_own_side(draft.number))
    if because:
        return await _sent(tx, scene, draft, because)
    errors = {editor.WHICH: words.PICK_OR_SEND}
    return Answer(errors=errors, form=form, private=True)


def _change_form(scene: Scene, amendment: Amendment | None) -> Form:
    seen = view(agreement_as(scene, amendment), scene.alone)
    return editor.change_form(seen, about=_about(scene, amendment))


def _more(scene: Scene, draft: Amendment, *, said: Sequence[Block], because: str = "") -> Form:
    """After an edit: what else should change, or why to send it as it is."""
    form = _change_form(scene, draft)
    which = [replace(each, required=False) for each in form.inputs]
    saved = paragraph(words.saved(len(draft.changes), first=draft.base == 0))
    return replace(
        form,
        submit=part_words.NEXT_OR_SEND,
        intro=(*said, saved),
        inputs=(*which, _sending(because)),
    )


def _sending(value: str) -> TextInput:
    """The question whether, and why, to send the proposal at once."""
    return TextInput(
        key=BECAUSE,
        label=part_words.SEND_NOW,
        hint=part_words.SEND_NOW_HINT,
        value=value,
        required=False,
        max_length=proposal_cards.REASON_LIMIT,
    )


async def _to_write(scene: Scene, tx: Transaction, carried: Mapping[str, str]) -> Amendment | None:
    """The proposal an edit goes into: the one it is about, or the side's own draft."""
    party = amending.writing_party(scene)
    return await _in_question(scene, tx, carried) or await amending.draft_of(tx, scene, party)


async def _in_question(
    scene: Scene, tx: Transaction, carried: Mapping[str, str]
) -> Amendment | None:
    """The proposal a button is about; before anything is in force, the first version.

    Raises:
        Refused: it is over, or the other side is writing it.
    """
    if carried.get(_AMENDMENT):
        found = await amending.the_amendment(tx, scene, carried[_AMENDMENT])
        found.refuse_ended()
        return found
    if scene.collaboration.version == 0:
        for first in await tx.amendments.open(scene.collaboration.id):
            return await amending.the_amendment(tx, scene, first.id)
    return None


def _about(scene: Scene, amendment: Amendment | None) -> dict[str, str]:
    about = {"collaboration": scene.collaboration.id}
    return about | ({_AMENDMENT: amendment.id} if amendment else {})


def _open(scene: Scene) -> bool:
    return scene.collaboration.state not in _OVER


def _any(seen: View, section: str) -> bool:
    return bool(getattr(seen.agreement, section, ()))


def _part(
    scene: Scene, seen: View, about: Mapping[str, str], section: str, item: str | None
) -> Card:
    if item is None:
        return editor.section_card(seen, section, editable=_open(scene), about=about)
    card = editor.part_card(seen, section, item, editable=_open(scene), about=about)
    cadence = seen.agreement.cadence.get(item) if section == "cadences" else None
    if cadence is None:
        return card
    ahead = editor.dates_ahead(seen.agreement, cadence, scene.now, part_words.NEXT_FIVE)
    return replace(card, blocks=(*card.blocks, *ahead))


def _named(scene: Scene, seen: View, text: str, about: Mapping[str, str]) -> Card:
    """The card of what somebody named; all parts when nothing is near."""
    names: dict[str, tuple[str, str | None]] = {}
    for section in editor.SECTIONS:
        for key, title in _titles(seen, section):
            names.setdefault(title.casefold(), (section.key, key))
    for section in editor.SECTIONS:
        names[section.title.casefold()] = (section.key, None)
        names[section.key.replace("_", " ")] = (section.key, None)
    found = process.extractOne(
        text.strip().casefold(), list(names), scorer=fuzz.WRatio, score_cutoff=_NEAR
    )
    if found is None:
        card = editor.overview_card(seen, editable=_open(scene), about=about)
        return replace(card, blocks=(paragraph(part_words.no_part(text)), *card.blocks))
    section_key, item = names[found[0]]
    return _part(scene, seen, about, section_key, item)


def _titles(seen: View, section: editor.Section) -> Iterator[tuple[str, str]]:
    """Key and title of every item of a part that exists for the reader."""
    if not section.lists:
        return
    restricted = {"seats": seen.seats, "locations": seen.locations}
    for item in restricted.get(section.key, getattr(seen.agreement, section.key)):
        title = title_of(item)
        yield getattr(item, "key", title), title
