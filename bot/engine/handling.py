"""From a command, a button or a form to its handler: the one routing table."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TypeAlias

from bot.cards.card import Card
from bot.cards.compose import about_messages as message_cards
from bot.cards.compose import access as access_cards
from bot.cards.compose import actions as action_cards
from bot.cards.compose import checkins as checkin_cards
from bot.cards.compose import decisions as decision_cards
from bot.cards.compose import deliverables as deliverable_cards
from bot.cards.compose import escalation_forms as escalation_form_cards
from bot.cards.compose import escalation_notices as notice_cards
from bot.cards.compose import escalations as escalation_cards
from bot.cards.compose import found as found_cards
from bot.cards.compose import general, look_back_parts, question_forms, suggestion_forms
from bot.cards.compose import handovers as handover_cards
from bot.cards.compose import heads_ups as heads_up_cards
from bot.cards.compose import links as link_cards
from bot.cards.compose import looking_back as look_back_cards
from bot.cards.compose import manners as manners_cards
from bot.cards.compose import meant as meant_cards
from bot.cards.compose import meetings as meeting_cards
from bot.cards.compose import milestones as milestone_cards
from bot.cards.compose import names as name_cards
from bot.cards.compose import number_tests as number_test_cards
from bot.cards.compose import on_call as on_call_cards
from bot.cards.compose import ownership as ownership_cards
from bot.cards.compose import parts as part_cards
from bot.cards.compose import proposals as proposal_cards
from bot.cards.compose import pulse as pulse_cards
from bot.cards.compose import questions as question_cards
from bot.cards.compose import reception as reception_cards
from bot.cards.compose import retrospectives as retrospective_cards
from bot.cards.compose import saying as saying_cards
from bot.cards.compose import seats as seat_cards
from bot.cards.compose import setup as setup_cards
from bot.cards.compose import suggestions as suggestion_cards
from bot.cards.compose import thanks as thanks_cards
from bot.cards.compose import uncertain_days as days_cards
from bot.cards.compose.general import HelpLine
from bot.cards.words import checkins as checkin_words
from bot.cards.words import proposals as proposal_words
from bot.domain.errors import Refused
from bot.domain.suggestion import Verdict
from bot.domain.visibility import Reader
from bot.engine.agreements import AgreementCache
from bot.engine.answer import Answer
from bot.engine.command_groups import COMMAND_GROUPS
from bot.engine.grammar import (
    COMMANDS,
    LONGEST,
    Command,
    NotUnderstood,
    Parsed,
    command_for,
    nearest,
    parse,
)
from bot.engine.handlers import (
    about_messages,
    access,
    action_changes,
    actions,
    agreement,
    away,
    checks,
    claims,
    decisions,
    deliverables,
    digest,
    escalation_forms,
    escalation_notices,
    escalation_presses,
    escalations,
    excuses,
    feedback,
    find_owner,
    handovers,
    heads_ups,
    joining,
    kept,
    leads,
    life,
    lines,
    links,
    look_backs,
    looking_back,
    manners,
    meant,
    measures,
    meetings,
    milestones,
    names,
    number_tests,
    on_call,
    overview,
    ownership,
    parts,
    proposals,
    pulse,
    question_answers,
    questions,
    replies,
    responsiveness,
    retrospective_outcomes,
    retrospectives,
    saying,
    seats,
    snoozing,
    suggest,
    suggestion_answers,
    suggestions,
    thanks,
    typed_updates,
    uncertain_days,
    updates,
    whoami,
    why,
)
from bot.engine.handlers.who import told, who
from bot.engine.inbound import BotAdded, Pressed, Submitted, Typed
from bot.engine.scene import Scene
from bot.engine.storage_ports import Transaction
from bot.engine.workings import Workings

#: Commands answered from memory, without a transaction.
AT_ONCE = frozenset({"help", "who"})

#: Commands and buttons that need something to be in force.
_IN_FORCE = frozenset(
    {"who", "due", "update", "done", "kept", "excuse", "agenda", "numbers", "digest", "why"}
    | {"ask", "answer", "heads-up", "action", "actions", "decision", "decisions"}
    | {"raise", "escalations", "report", "snooze", "pulse", "responsiveness", "retrospective"}
    | {"suggest", "suggestions"}
)

#: What a handler of a press gets: where and who, the transaction, what the button carried.
Press: TypeAlias = Callable[
    [Scene, Transaction, Mapping[str, str], AgreementCache], Awaitable[Answer]
]
#: What a handler of a form gets: what was answered, and the form's context.
Form: TypeAlias = Callable[
    [Scene, Transaction, Mapping[str, str], Mapping[str, str], AgreementCache], Awaitable[Answer]
]

#: What a handler of a command gets: what stood behind the word, and who reads the answer.
Type: TypeAlias = Callable[[Scene, Transaction, str, Reader, AgreementCache], Awaitable[Answer]]

TYPED: Mapping[str, Type] = {
    "update": updates.update,
    "excuse": excuses.excuse_by_word,
    "numbers": looking_back.numbers,
    "status": overview.status,
    "due": overview.due,
    "done": milestones.done,
    "kept": kept.kept,
    "responsiveness": responsiveness.responsiveness,
    "digest": digest.digest,
    "why": why.why,
    "ask": saying.ask,
    "answer": question_answers.answer,
    "heads-up": saying.heads_up,
    "agreement": agreement.agreement,
    "seats": seats.seats,
    "connect": checks.connect,
    "pause": life.change,
    "away": away.away,
    "settings": manners.settings,
    "decisions": decisions.decisions,
    "raise": escalations.raise_,
    "escalations": escalations.escalations,
    "report": measures.report,
    "snooze": snoozing.snooze_by_word,
    "thanks": thanks.thanks,
    "suggest": suggest.suggest,
    "suggestions": suggest.suggestions,
    "whoami": whoami.who_am_i,
    "who": find_owner.typed,
    "pulse": pulse.pulse,
    **lines.LINES,
}

PRESSES: Mapping[str, Press] = {
    checkin_cards.UPDATE: updates.press_update,
    checkin_cards.NO_CHANGE: updates.press_no_change,
    access_cards.EXTEND: access.press_extend,
    access_cards.LET_IT_END: access.press_let_it_end,
    access_cards.SHOW: access.press_show,
    deliverable_cards.DONE: deliverables.press_done,
    deliverable_cards.LATER: deliverables.press_later,
    deliverable_cards.SHOW: deliverables.press_show,
    milestone_cards.UNDO: milestones.press_undo,
    milestone_cards.ONCE_MORE: milestones.press_once_more,
    checkin_cards.SHOW_CHANGES: looking_back.press_show_changes,
    checkin_cards.EXCUSE: excuses.press_excuse,
    checkin_cards.STILL_EXPECTED: excuses.press_still_expected,
    checkin_cards.USEFUL: feedback.press_useful,
    checkin_cards.ASK_BACK: feedback.press_ask_back,
    meeting_cards.ADD: meetings.press_add,
    meeting_cards.TAKE_BACK: meetings.press_take_back,
    meeting_cards.TAKE_IT_BACK: meetings.press_take_it_back,
    meant_cards.WRONG: meant.press_wrong,
    meant_cards.THIS: meant.press_this,
    meant_cards.CHOSEN: meant.press_chosen,
    meant_cards.RIGHT: meant.press_right,
    meant_cards.ELSE: meant.press_else,
    meant_cards.NOT_AGREED: meant.press_not_agreed,
    meant_cards.OUT_OF_DATE: meant.press_out_of_date,
    name_cards.ADD: names.press_add,
    name_cards.EDIT: names.press_edit,
    name_cards.NOT_NOW: names.press_not_now,
    name_cards.SHOW: names.press_show,
    message_cards.HEADS_UP: about_messages.heads_up,
    message_cards.RAISE: about_messages.raise_,
    message_cards.ASK: about_messages.ask,
    message_cards.ACTION: about_messages.action,
    message_cards.SUGGEST: about_messages.suggest_,
    message_cards.OWNER: find_owner.from_message,
    found_cards.ABOUT: find_owner.press_about,
    saying_cards.ANYWAY: saying.press_anyway,
    saying_cards.WITHOUT: saying.press_without,
    saying_cards.CHANGE: saying.press_change,
    saying_cards.TO: saying.press_to,
    heads_up_cards.OPEN: saying.press_heads_up,
    heads_up_cards.SEEN: heads_ups.press_seen,
    heads_up_cards.ESCALATE: escalations.press_heads_up,
    heads_up_cards.EDIT: heads_ups.press_edit,
    heads_up_cards.WITHDRAW: heads_ups.press_withdraw,
    question_cards.OPEN: saying.press_ask,
    question_cards.ANSWER: question_answers.press_answer,
    question_cards.BACK: question_answers.press_back,
    question_cards.HAND_OVER: question_answers.press_pass_on,
    question_cards.EDIT: questions.press_edit,
    question_cards.WITHDRAW: questions.press_withdraw,
    question_cards.FURTHER: questions.press_further,
    suggestion_cards.OPEN: suggest.press_open,
    suggestion_cards.SHOW: suggest.press_show,
    suggestion_cards.EDIT: suggestions.press_edit,
    suggestion_cards.WITHDRAW: suggestions.press_withdraw,
    suggestion_cards.ADOPT: partial(suggestion_answers.press, verdict=Verdict.ADOPTED),
    suggestion_cards.NOT_NOW: partial(suggestion_answers.press, verdict=Verdict.NOT_NOW),
    suggestion_cards.NO: partial(suggestion_answers.press, verdict=Verdict.NO),
    suggestion_cards.HAND_OVER: suggestion_answers.press_pass_on,
    suggestion_cards.CHANGE_AGREED: suggestion_answers.press_change_agreed,
    reception_cards.USE_TEXT: typed_updates.press_use,
    checkin_cards.WHY: why.press_why,
    proposal_cards.ACCEPT: proposals.press_accept,
    proposal_cards.DECLINE: proposals.press_decline,
    proposal_cards.SHOW: proposals.press_show,
    proposal_cards.SEND: proposals.press_send,
    proposal_cards.WITHDRAW: proposals.press_withdraw,
    part_cards.CHOOSE_PART: parts.press_choose,
    part_cards.SHOW_PART: parts.press_show,
    part_cards.EDIT_PART: parts.press_edit,
    part_cards.REMOVE_PART: parts.press_remove,
    seat_cards.FILL: seats.press_fill,
    seat_cards.CLAIM: claims.press_claim,
    seat_cards.GAP_CLOSE: seats.press_still_there,
    seat_cards.LEADS_OPEN: leads.press_leads,
    setup_cards.CLAIM_YES: claims.press_confirm,
    setup_cards.CLAIM_NO: claims.press_refuse,
    setup_cards.INVITE: joining.press_invite,
    setup_cards.REVOKE: joining.press_revoke,
    setup_cards.JOIN: joining.press_join,
    checkin_cards.SNOOZE: manners.press_snooze,
    checkin_cards.SETTINGS: manners.press_settings,
    manners_cards.AWAY_CONFIRM: away.press_confirm,
    manners_cards.AWAY_BACK: away.press_back,
    escalation_cards.RAISE: escalations.press_raise,
    escalation_cards.SHOW: escalation_presses.press_show,
    escalation_cards.ACKNOWLEDGE: escalation_presses.press_acknowledge,
    escalation_cards.GIVEN: escalation_notices.press_given,
    escalation_cards.REPORT_FACT: escalation_presses.press_report_fact,
    escalation_cards.DECIDE: escalation_presses.press_decide,
    escalation_cards.RESOLVE: escalation_presses.press_resolve,
    escalation_cards.CLIMB: escalation_presses.press_climb,
    escalation_cards.REOPEN: escalation_presses.press_reopen,
    look_back_parts.LOOK_BACK: look_backs.press_look_back,
    look_back_parts.CHANGE: look_backs.press_change,
    days_cards.SHOW: uncertain_days.press_show,
    days_cards.YES: uncertain_days.press_yes,
    days_cards.WORKED: uncertain_days.press_worked,
    days_cards.ANOTHER: uncertain_days.press_another,
    days_cards.LATER: uncertain_days.press_later,
    ownership_cards.RIGHT: ownership.press_right,
    ownership_cards.CHANGED: ownership.press_changed,
    ownership_cards.GAP_RIGHT: ownership.press_gap_right,
    ownership_cards.SHOW: ownership.press_show,
    link_cards.ADD: links.press_add,
    handover_cards.TAKE: handovers.press_take,
    handover_cards.SHOW: handovers.press_show,
    number_test_cards.REACHED: number_tests.press_reached,
    number_test_cards.NOBODY: number_tests.press_nobody,
    number_test_cards.SHOW: number_tests.press_show,
    on_call_cards.YES: on_call.press_yes,
    on_call_cards.OTHER: on_call.press_other,
    on_call_cards.SHOW: on_call.press_show,
    link_cards.NEVER: links.press_never,
    pulse_cards.ANSWER: pulse.press_answer,
    action_cards.ADD: actions.press_add,
    action_cards.ADD_FOR: actions.press_add_for,
    action_cards.LIST: actions.press_list,
    action_cards.SHOW: actions.press_show,
    action_cards.DONE: action_changes.press_done,
    action_cards.MOVE: action_changes.press_move,
    action_cards.DROP: action_changes.press_drop,
    action_cards.EDIT: action_changes.press_edit,
    action_cards.REOPEN: action_changes.press_reopen,
    action_cards.RECORD: decisions.press_write,
    decision_cards.RECORD_IT: decisions.press_record,
    decision_cards.ANEW: decisions.press_anew,
    decision_cards.SHOW: decisions.press_show,
    decision_cards.LIST: decisions.press_list,
    decision_cards.CONFIRM: decisions.press_confirm,
    decision_cards.NOT_SO: decisions.press_not_so,
    thanks_cards.OPEN: thanks.press_open,
    thanks_cards.POST: thanks.press_post,
    thanks_cards.ALONE: thanks.press_alone,
    thanks_cards.TAKE_BACK: thanks.press_take_back,
    retrospective_cards.ANSWER: retrospectives.press_answer,
    retrospective_cards.SHOW: retrospectives.press_show,
    retrospective_cards.ACTION: retrospective_outcomes.press_action,
    retrospective_cards.CHANGE: retrospective_outcomes.press_change,
    retrospective_cards.TALK: retrospectives.press_talk,
}

FORMS: Mapping[str, Form] = {
    checkin_cards.SEND: updates.send,
    meeting_cards.ADD_FORM: meetings.add,
    meant_cards.FORM: meant.picked,
    name_cards.FORM: names.added,
    reception_cards.EXCUSE_FORM: excuses.excuse,
    reception_cards.QUESTION_FORM: feedback.ask_back,
    saying_cards.TO_FORM: saying.chosen,
    saying_cards.LINE_FORM: lines.changed,
    heads_up_cards.FORM: saying.given,
    heads_up_cards.EDIT_FORM: heads_ups.edited,
    question_forms.ASK_FORM: saying.asked,
    question_forms.ANSWER_FORM: question_answers.answered,
    question_forms.BACK_FORM: question_answers.asked_back,
    question_forms.HAND_OVER_FORM: question_answers.passed_on,
    question_forms.EDIT_FORM: questions.edited,
    question_forms.FURTHER_FORM: questions.further,
    suggestion_forms.SUGGEST_FORM: suggest.made,
    suggestion_forms.EDIT_FORM: suggestions.edited,
    suggestion_forms.HAND_OVER_FORM: suggestion_answers.passed_on,
    **{
        form: partial(suggestion_answers.answered, verdict=verdict)
        for verdict, form in suggestion_forms.ANSWER_FORM.items()
    },
    proposal_cards.SEND_FORM: proposals.send,
    proposal_cards.DECLINE_FORM: proposals.decline,
    part_cards.PART_CHOSEN: parts.chosen,
    part_cards.SEND_PART: parts.edited,
    seat_cards.FILL_FORM: seats.fill,
    seat_cards.CLAIM_FORM: claims.claim,
    seat_cards.LEADS_FORM: leads.name_leads,
    manners_cards.SNOOZE_FORM: manners.snooze,
    manners_cards.SETTINGS_FORM: manners.save_settings,
    escalation_form_cards.WORDS: escalations.worded,
    escalation_form_cards.REASON: escalations.reason_chosen,
    escalation_form_cards.RAISED: escalations.raised,
    escalation_form_cards.FACT_REPORTED: escalation_forms.report_fact,
    escalation_form_cards.DECIDED: escalation_forms.decide,
    escalation_form_cards.RESOLVED: escalation_forms.resolve,
    escalation_form_cards.CLIMBED: escalation_forms.climb,
    escalation_form_cards.REOPENED: escalation_forms.reopen,
    look_back_cards.FORM: look_backs.looked_back,
    deliverable_cards.LATER_FORM: deliverables.later,
    notice_cards.GIVEN_FORM: escalation_notices.say_given,
    days_cards.ANOTHER_FORM: uncertain_days.another,
    ownership_cards.CHANGED_FORM: ownership.changed,
    pulse_cards.FORM: pulse.answered,
    action_cards.ADD_FORM: actions.add,
    action_cards.MOVE_FORM: action_changes.moved,
    action_cards.DROP_FORM: action_changes.dropped,
    action_cards.EDIT_FORM: action_changes.edited,
    decision_cards.WRITE_FORM: decisions.write,
    decision_cards.NOT_SO_FORM: decisions.not_so,
    thanks_cards.FORM: thanks.given,
    retrospective_cards.ANSWER_FORM: retrospectives.answered,
    retrospective_cards.PICK_FORM: retrospective_outcomes.picked,
    retrospective_cards.TALK_FORM: retrospectives.talked,
}

#: Before these are handled, the platforms are asked who is in the rooms.
_PICKING = frozenset(
    {
        general.SETUP,
        setup_cards.SETUP_FORM,
        setup_cards.CLAIM_YES,
        setup_cards.JOIN,
        seat_cards.FILL,
        seat_cards.FILL_FORM,
        seat_cards.CLAIM_FORM,
        seat_cards.LEADS_OPEN,
        seat_cards.LEADS_FORM,
    }
)
_PICKING_WORDS = frozenset({"setup", "connect", "seats"})


def picks_people(event: Typed | Pressed | Submitted | BotAdded) -> bool:
    """Whether the answer is a form that picks people, or keeps somebody by name."""
    match event:
        case Typed(text=text):
            parsed = parse(text[:LONGEST])
            return isinstance(parsed, Parsed) and parsed.word in _PICKING_WORDS
        case Pressed(action=action) | Submitted(action=action):
            return action in _PICKING
        case BotAdded():
            return False


def answer_at_once(scene: Scene, parsed: Parsed) -> Answer:
    """Answer a command of `AT_ONCE`."""
    match parsed.word:
        case "who" if find_owner.points_at_a_message(parsed.rest):
            return find_owner.of_what(scene)
        case "who":
            return who(scene, parsed.rest, scene.reader)
        case _:
            return answer_help(parsed)


def answer_help(parsed: Parsed) -> Answer:
    """`help [command|all]`."""
    word = parsed.rest.lower().split()[0] if parsed.rest.split() else ""
    if word == "all":
        return Answer(card=general.help_all([_line(command) for command in COMMANDS]))
    command = command_for(word)
    if command:
        return Answer(card=general.help_on(_line(command)))
    if word:
        return Answer(card=_not_understood(NotUnderstood(parsed.rest, nearest(word))))
    return Answer(card=general.help_card(COMMAND_GROUPS))


async def answer_in(
    scene: Scene,
    tx: Transaction,
    event: Typed | Pressed | Submitted | BotAdded,
    workings: Workings,
) -> Answer:
    """Handle any event in its scene.

    Raises:
        AccordError: it cannot be done; the message says what to do instead.
    """
    match event:
        case Typed():
            return await _typed(scene, tx, event.text, workings)
        case Pressed(action=general.ASK_IN, value=value):
            return await _typed(scene, tx, value.get("text", ""), workings)
        case Pressed(action=action, value=value):
            press = PRESSES.get(action)
            if press is None:
                raise Refused(checkin_words.UNKNOWN)
            return await press(scene, tx, value, workings.agreements)
        case Submitted(action=action, values=values, context=context):
            form = FORMS.get(action)
            if form is None:
                raise Refused(checkin_words.UNKNOWN)
            return await form(scene, tx, values, context, workings.agreements)
        case BotAdded():
            return Answer(card=general.welcome(scene.agreement.study.title))


async def _typed(scene: Scene, tx: Transaction, text: str, workings: Workings) -> Answer:
    if not text.strip() and scene.origin.quoted:
        text = "who"  # a message that was sent on without a word
    parsed = parse(text)
    replied = await replies.reply(scene, tx, text, workings.agreements)
    if replied is not None:
        return replied
    if isinstance(parsed, NotUnderstood):
        offered = await replies.offer(scene, tx, text, workings.agreements)
        return offered or told(scene, text) or Answer(card=_not_understood(parsed))
    if parsed.word in _IN_FORCE and scene.collaboration.version == 0:
        raise Refused(proposal_words.FIRST_WAITS)
    linked = _links(scene, parsed, workings)
    if linked is not None:
        return linked
    typed = TYPED.get(parsed.word)
    if typed is None:
        return answer_at_once(scene, parsed)
    answer = await typed(scene, tx, parsed.rest, scene.reader, workings.agreements)
    if answer.missed:
        await meant.note_miss(scene, tx, parsed.rest)
    return answer


def _links(scene: Scene, parsed: Parsed, workings: Workings) -> Answer | None:
    """Links to files, where that is what is asked for."""
    if parsed.word == "export":
        return life.export(scene, parsed.rest, scene.reader, workings.links)
    if parsed.word == "kept" and kept.wants_file(parsed.rest):
        return kept.kept_file(scene, scene.reader, workings.links)
    if parsed.word == "responsiveness" and responsiveness.wants_file(parsed.rest):
        return responsiveness.files(scene, scene.reader, workings.links)
    return None


def _not_understood(found: NotUnderstood) -> Card:
    return general.not_understood(found.text, [_line(command) for command in found.nearest])


def _line(command: Command) -> HelpLine:
    return HelpLine(usage=command.usage, purpose=command.purpose, example=command.example)
