"""What the adapter itself says, when the engine cannot."""

NOTHING_SAVED = "Something went wrong on our side. Nothing was saved; please try again."
TROUBLE_TITLE = "That did not work"
FORM_TOO_LATE = "The form could not be opened in time. Please try again."
FORM_TOO_LARGE = (
    "This form is too large for Slack to show. The same can be said in words: type help to see how."
)
NOT_INSTALLED = (
    "Accord is not installed in this workspace any more. Ask the person who looks after your Slack"
    " apps to install it again."
)
CLOSE = "Close"
SHORTENED = "The rest does not fit here."

INSTALLED_TITLE = "Accord is installed"
INSTALLED = "Go back to Slack, invite Accord to the channel of your collaboration, and type help."
NOT_INSTALLED_TITLE = "Accord was not installed"
INSTALL_CANCELLED = "Nothing was changed. You can start again whenever you like."
INSTALL_EXPIRED = (
    "This link was used before, is too old, or belongs to another browser. Please start again."
)
INSTALL_FAILED = "Slack did not complete the installation. Please start again."
START_AGAIN = "Start again"
