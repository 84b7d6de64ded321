"""How the parties talk: methods, ground rules, what stays out of chat, input wanted, the pulse."""

from bot.cards.words import export as words
from bot.domain.agreement.conduct import InputWanted, Method
from bot.domain.agreement.document import Agreement
from bot.domain.shapes import example_of
from bot.export.layout import Bullets, Note, Section, facts, lines, table
from bot.export.names import Names


def methods(agreement: Agreement) -> Section:
    """The agreed ways to communicate."""
    names = Names(agreement)
    rows = (
        (each.title, words.sentence(each.use_for), *_method(names, each))
        for each in agreement.methods
    )
    columns = ("Method", "For", "Under the contract", "Must follow", "Only open to")
    return Section("methods", "How we talk", (table("How we talk", columns, rows),))


def ground_rules(agreement: Agreement) -> Section:
    """How the parties behave when something goes wrong."""
    shown = (Bullets(agreement.ground_rules),) if agreement.ground_rules else ()
    return Section("ground-rules", "Ground rules", shown)


def never_in_chat(agreement: Agreement) -> Section:
    """Content that must never be posted in chat."""
    shown = tuple(map(words.sentence, agreement.never_in_chat))
    rows = [
        (words.sentence(each.title), words.looks(each.shape, example_of(each.shape)))
        for each in agreement.never_in_chat_patterns
    ]
    codes = (table("Codes", ("Code", "How it looks"), rows),) if rows else ()
    return Section(
        "never-in-chat", "Never in chat", (*((Bullets(shown),) if shown else ()), *codes)
    )


def input_wanted(agreement: Agreement) -> Section:
    """How much input is wanted, per topic."""
    names = Names(agreement)
    rows = [
        (each.topic, words.LEVEL[each.level], _decides(names, each), _more(names, each))
        for each in agreement.input_wanted
    ]
    columns = ("Topic", "Input wanted from the CRO", "Decided by", "Note")
    shown = (table("Input wanted", columns, rows),) if rows else ()
    return Section("input-wanted", "Input wanted", shown)


def pulse(agreement: Agreement) -> Section:
    """The questions about the collaboration itself."""
    found = agreement.pulse
    if found is None:
        return Section("pulse", "Pulse", ())
    names = Names(agreement)
    acts, agenda = found.acts, agreement.cadence[found.acts.agenda_of].title
    told = facts(
        ("Asked", words.RHYTHM[found.every]),
        ("Who is asked", names.seats(found.asked_of)),
        ("Not asked", found.not_asked),
        (
            "Shown",
            (
                words.PULSE_SHOWN,
                words.COMMENTS[found.comments],
                words.pulse_minimum(found.minimum_answers),
            ),
        ),
        ("What it does", words.pulse_acts(acts.average_under, acts.gap_over, agenda)),
    )
    questions = ((each.text, words.sentence(words.SCALE[each.scale])) for each in found.questions)
    return Section("pulse", "Pulse", (told, table("Questions", ("Question", "Answer"), questions)))


def ownership(agreement: Agreement) -> Section:
    """How owners confirm what is theirs."""
    found = agreement.ownership
    if found is None:
        return Section("ownership", "Ownership", ())
    told = words.ownership(found.confirmed_every, found.answer_within, found.vacant_for)
    return Section("ownership", "Ownership", (Note(told),))


def suggestions(agreement: Agreement) -> Section:
    """How soon suggestions are answered."""
    found = agreement.suggestions
    if found is None:
        return Section("suggestions", "Suggestions", ())
    return Section("suggestions", "Suggestions", (Note(words.suggestions(found.answer_within)),))


def amending(agreement: Agreement) -> Section:
    """How the agreement is changed."""
    waits = agreement.amendments
    told = words.amending(waits.remind_after, waits.lapse_after)
    return Section("changes", "How this agreement is changed", (Note(told),))


def _method(names: Names, method: Method) -> tuple[str, str, str]:
    follow = method.follow_up
    return (
        words.FORMAL if method.formal else words.NOT_FORMAL,
        words.follow_up(
            follow.what, follow.within, names.method(follow.method) if follow.method else None
        )
        if follow
        else "",
        names.seats(method.senders),
    )


def _decides(names: Names, wanted: InputWanted) -> str:
    return names.seat(wanted.decided_by) if wanted.decided_by else words.sentence(wanted.body or "")


def _more(names: Names, wanted: InputWanted) -> tuple[str, ...]:
    return lines(
        words.told_within(wanted.tell_within) if wanted.tell_within else None,
        words.about_area(names.area(wanted.area) or "") if wanted.area else None,
        words.sentence(wanted.note or ""),
    )
