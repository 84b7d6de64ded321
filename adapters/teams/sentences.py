"""The few sentences that only Teams needs: answers of the adapter itself to a press."""

FAILED = (
    "Accord could not do that just now, and nothing was changed. Please press the button once more"
    " in a minute."
)
NOT_UNDERSTOOD = (
    "This button belongs to an older card that Accord no longer understands. Please write"
    " @Accord help to get a current one."
)
WHO_UNKNOWN = (
    "Accord could not check who you are just now, and nothing was changed. Please press the button"
    " once more in a minute."
)
NOT_HERE = (
    "Teams does not tell Accord which chat this is, so nothing was sent. Choose it on a message in"
    " the channel of your collaboration, or write to Accord yourself, for example: heads-up and a"
    " sentence."
)
SEARCH_FAILED = (
    "Nothing can be shown here just now. Please type it once more, or ask Accord in a message: who"
    " owns, and the topic."
)
CHOOSE_AGAIN = "Nothing was sent. Please choose it in the menu of the message once more."
DONE = "Done."
NO_SUMMARY = "A message of Accord"
SENT_TITLE = "Sent"
SENT = "Your answers are stored."
PLEASE_CORRECT = "Nothing was sent yet. Please correct what is marked below."


def please_fill_in(label: str) -> str:
    """Shown by the client when a required input is empty."""
    return f"Please fill in: {label}"


def please_give_number(label: str) -> str:
    """Shown by the client when a number input holds something else."""
    return f"Please give a number: {label}"


def please_choose(label: str) -> str:
    """Shown by the client when nothing is chosen."""
    return f"Please choose: {label}"
