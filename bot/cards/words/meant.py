"""Sentences about an answer that was not the right one, and what was meant instead."""

WRONG, RIGHT = "This is wrong", "Yes, that is it"
NONE_OF_THESE, FIND_IT = "None of these", "Choose what I meant"
TITLE = "What did you mean?"
SOMETHING_ELSE = "Something else"
NOT_AGREED = "It is not in the agreement"
OUT_OF_DATE = "The answer is out of date"
CHOOSE = "Choose what you meant, and you get that answer."
CHOOSE_FROM_ALL = "Press Something else to choose from everything in the agreement."
COUNTED = (
    "What is chosen again for these words may be suggested to a lead as a name, so that the next"
    " person finds it at once. Who chose is not kept."
)
FORM_TITLE, FORM_SEND = "What did you mean?", "Show it"
WHICH = "Which one is it?"
WHICH_HINT = "Everything in the agreement that can be asked about."
NOTHING_PICKED = "Pick what you meant, or that it is not in the agreement."
GONE = "This is not in the agreement any more. Ask again to see what is agreed now."
THANKS_TITLE = "Thank you"
CONFIRMED = (
    "Thank you, it is noted. When it is meant again, a lead may be asked to make these words a name"
    " for it. Ask on whenever you like."
)
CONFIRMED_ONLY = "Thank you. Ask on whenever you like."
NOTED = "Thank you, it is noted. This is what is agreed on it."
SHOWN = "Thank you. This is what is agreed on it."
NOT_AGREED_NOTED = (
    "Thank you, it is noted. When more people ask for it, a lead may be asked whether to add it."
)
THANKS = "Thank you."
A_LEAD = "A lead"
NOBODY_TO_TELL = "Nobody can be told in chat just now. Ask a lead: {leads}."
NOT_YOURS_TO_TELL = (
    "Thank you. Only people of the parties can pass this on. Tell whoever you work with there:"
    " {leads}."
)
PERHAPS_TITLE = "Perhaps out of date: {title}"
LOOK_AT_IT = "Look at it"
CHANGE_IT = "Change it"
ASKED_ABOUT, STUDY = "Asked about", "Study"
STILL_RIGHT = (
    "Somebody asked for this and says that the answer is out of date. If it is, change it here:"
    " what is your side's own holds at once, the rest is proposed. If not, nothing is to be done."
)


def you_asked(question: str) -> str:
    """What was asked, as it was typed."""
    return f"You asked: “{question}”."


def told(seat: str, title: str) -> str:
    """Who hears that something may be out of date."""
    return (
        f"{seat} is asked to look at what is agreed on {title}. You can also propose better"
        " words yourself once you have a seat."
    )


def perhaps(title: str) -> str:
    """The title for whoever answers for it."""
    return PERHAPS_TITLE.format(title=title)
