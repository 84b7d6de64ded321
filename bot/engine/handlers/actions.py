"""`actions` and `action`: who does what by when, and adding to it."""

from collections.abc import Mapping
from datetime import date

from bot.cards.compose import action_forms as forms
from bot.cards.compose import action_lists as lists
from bot.cards.compose import actions as cards
from bot.cards.compose.saying import SHOWN
from bot.cards.words import actions as words
from bot.cards.words.dates import day as day_in_words
from bot.domain.actions import Action
from bot.domain.errors import InvalidInput, Refused
from bot.domain.instant import local
from bot.domain.visibility import Reader, view
from bot.engine.action_asking import ask_for
from bot.engine.action_keeping import Doing
from bot.engine.action_order import read_order
from bot.engine.action_said import Said, read_action
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.caring import in_form
from bot.engine.handlers import action_changes
from bot.engine.handlers.action_forms import read_day_input, seat_options
from bot.engine.naming import with_names
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.tasks import in_order, readable, refuse_over, task, the_action

_VIEWS: Mapping[str, str] = {
    **dict.fromkeys(("mine", "me", "my", "for me"), "mine"),
    **dict.fromkeys(("late", "overdue", "delayed"), "late"),
    **dict.fromkeys(("done", "ended", "closed", "finished", "dropped", "completed"), "done"),
    **dict.fromkeys(("", "all", "open", "list"), ""),
}


async def actions(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`actions [mine|late|done]`: the open ones of both sides, the asker's own first."""
    said = rest.strip().casefold().rstrip("?!.")
    if said not in _VIEWS:
        return await action(scene, tx, rest, reader, agreements)
    return await _list(scene, tx, _VIEWS[said], reader, agreements)


async def press_list(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*More*: another page, for who pressed."""
    page = value.get("page", "")
    return await _list(
        scene,
        tx,
        value.get("view", ""),
        scene.alone,
        agreements,
        page=int(page[:4]) if page.isascii() and page.isdecimal() else 0,
        private=True,
    )


async def _list(
    scene: Scene,
    tx: Transaction,
    view_: str,
    reader: Reader,
    agreements: AgreementCache,
    *,
    page: int = 0,
    private: bool = False,
) -> Answer:
    mine = frozenset(scene.actor.seats)
    stored = tx.actions.ended if view_ == "done" else tx.actions.open
    known = await stored(scene.collaboration.id)
    found = await readable(tx, scene, known, reader, agreements)
    titles = {
        "mine": (words.MINE_TITLE, words.NONE_MINE),
        "late": (words.LATE_TITLE, words.NONE_LATE),
        "done": (words.DONE_TITLE, words.NONE_DONE),
    }
    title, empty = titles.get(view_, (words.OPEN_TITLE, words.NONE_OPEN))
    if view_ == "mine":
        found = [each for each in found if each.owner in mine]
    elif view_ == "late":
        found = [each for each in found if each.late(scene.now)]
    if view_ != "done":
        found = in_order(found, mine)
    begin = page * cards.PAGE if page * cards.PAGE < len(found) else 0
    shown = found[begin : begin + cards.PAGE]
    listed = lists.Listed(
        title=title,
        empty=empty,
        view=view_,
        tasks=[await task(tx, scene, each, reader, agreements) for each in shown],
        mine=mine,
        page=begin // cards.PAGE,
        count=len(found),
        collaboration=scene.collaboration.id,
    )
    return Answer(card=lists.list_card(listed), private=private or view_ == "mine")


async def action(
    scene: Scene, tx: Transaction, rest: str, reader: Reader, agreements: AgreementCache
) -> Answer:
    """`action <what> for <who> by <day>`, `action 7`, `action 7 done|drop|move <day>`."""
    order = read_order(rest)
    if order is not None:
        found = await the_action(tx, scene, order.label, reader, agreements)
        doing = Doing(scene=scene, tx=tx, agreements=agreements, reader=reader)
        return await action_changes.by_word(doing, found, order)
    scene.seated()
    refuse_over(scene)
    if len(rest.strip()) > cards.WHAT_LIMIT:
        raise Refused(words.LONGEST_SAID)
    said = read_action(scene, rest, reader, local(scene.now, scene.zone).date())
    what = with_names(scene.directory, said.what)
    draft = _draft(scene, said, what)
    if what and said.day is not None and len(said.seats) == 1:
        done = await ask_for(
            scene,
            tx,
            agreements,
            what=what,
            seat=said.seats[0],
            day=said.day,
            context=draft.context,
        )
        doing = Doing(scene=scene, tx=tx, agreements=agreements, reader=reader)
        return await _shown(doing, done, said.day)
    if what and said.day is not None and len(said.seats) > 1:
        return Answer(card=forms.which_seat(said.name, draft, seat_options(scene, said.seats)))
    if scene.origin.can_open_form:
        return Answer(form=forms.add_form(draft, seat_options(scene)), private=True)
    return Answer(card=forms.half_said(draft))


def _draft(scene: Scene, said: Said, what: str) -> forms.Draft:
    return forms.Draft(
        what=what,
        owner=said.seats[0].key if len(said.seats) == 1 else "",
        by=said.day.isoformat() if said.day else "",
        context={
            "collaboration": scene.collaboration.id,
            "opened": scene.origin.event_id,
        },
    )


async def press_add(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """*Add an action*: the form, with what was typed already."""
    scene.seated()
    refuse_over(scene)
    context = {
        "collaboration": scene.collaboration.id,
        "opened": value.get("opened", scene.origin.event_id),
        **{key: value[key] for key in ("about", "of") if key in value},
    }
    draft = forms.Draft(
        what=value.get(cards.WHAT, ""),
        owner=value.get(cards.OWNER, ""),
        by=value.get(cards.BY, ""),
        context=context,
    )
    return Answer(form=forms.add_form(draft, seat_options(scene)), private=True)


async def press_add_for(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """The seat was chosen among several of one person; what was typed was looked at then."""
    return await add(scene, tx, value, {**value, SHOWN: "yes"}, agreements)


async def add(
    scene: Scene,
    tx: Transaction,
    values: Mapping[str, str],
    context: Mapping[str, str],
    agreements: AgreementCache,
) -> Answer:
    """The form was sent."""
    scene.seated()
    refuse_over(scene)
    what = values.get(cards.WHAT, "").strip()[: cards.WHAT_LIMIT]
    seat = view(scene.agreement, scene.alone).seat(values.get(cards.OWNER))
    day, errors = read_day_input(values)
    if not what:
        errors[cards.WHAT] = words.WRITE_WHAT
    if seat is None:
        errors[cards.OWNER] = words.CHOOSE_OWNER
    draft = forms.Draft(
        what=what,
        owner=values.get(cards.OWNER, ""),
        by=values.get(cards.BY, ""),
        context=context,
    )
    form = forms.add_form(draft, seat_options(scene))
    if seat is not None and day is not None and what:
        looked_at = in_form(scene.agreement, form, values, context, [cards.WHAT])
        if isinstance(looked_at, Answer):
            return looked_at
        what = looked_at[cards.WHAT].strip()[: cards.WHAT_LIMIT]
        try:
            done = await ask_for(
                scene, tx, agreements, what=what, seat=seat, day=day, context=context
            )
        except InvalidInput as wrong:
            errors[wrong.field or cards.BY] = str(wrong)
        else:
            doing = Doing(
                scene=scene, tx=tx, agreements=agreements, reader=scene.alone, private=True
            )
            return await _shown(doing, done, day)
    return Answer(errors=errors, form=form, private=True)


async def _shown(doing: Doing, asked: tuple[Action, str], day: date) -> Answer:
    found, note = asked
    shown = await task(doing.tx, doing.scene, found, doing.reader, doing.agreements)
    if found.times.day != day and note != words.ALREADY_ADDED:
        note = f"{words.next_working(day_in_words(found.times.day))} {note}"
    card = cards.action_card(shown, title=cards.titled(shown), note=note)
    return Answer(card=card, private=doing.private, done=True)


async def press_show(
    scene: Scene, tx: Transaction, value: Mapping[str, str], agreements: AgreementCache
) -> Answer:
    """One of a list."""
    found = await the_action(tx, scene, value.get(cards.NUMBER, ""), scene.alone, agreements)
    shown = await task(tx, scene, found, scene.alone, agreements)
    return Answer(card=cards.action_card(shown), private=True)
