"""Sentences about pausing, closing and archiving a collaboration."""

ONLY_LEADS = "A lead of any side can do this ({leads}). Please ask them."
WHICH = "Type pause, resume, close or archive."
NOT_BEGUN = "Nothing is in force yet, so there is nothing to {verb}."
ALREADY = "It is {state} already. Type status to see how things stand."
CLOSE_FIRST = "Close it first: type close. Every side then gets its copy."

TITLES = {
    "paused": "The collaboration is paused",
    "active": "The collaboration goes on",
    "closed": "The collaboration is closed",
    "archived": "The collaboration is archived",
}
HOW = {
    "paused": (
        "{name} of {party} paused it. No update is asked for and no reminder goes out until a lead"
        " types resume. What is written meanwhile is kept."
    ),
    "active": (
        "{name} of {party} resumed it. From now on updates are asked for as agreed; what fell due"
        " meanwhile is not asked for again."
    ),
    "closed": (
        "{name} of {party} closed it. No update is asked for any more. The agreement and the record"
        " stay. Each side takes its closing report and its copy now; a few people of each are asked"
        " what worked. A lead of any side can resume it."
    ),
    "archived": (
        "{name} of {party} archived it. It no longer shows in your lists, and this channel is free"
        " for another collaboration. The record stays. A lead who needs it again types connect here"
        " in a channel, and then resume."
    ),
}
UNDO = {"paused": "Resume", "closed": "Open it again"}
COPY, STATUS = "Take our copy", "Status"
PAUSED_LINE = (
    "The collaboration is paused: no update is asked for. A lead can type resume to go on."
)
CLOSED_LINE = "The collaboration is closed: no update is asked for. Type export for your copy."

EXPORT_TITLE = "Your copy of the agreement"
EXPORT_HOW = (
    "The page is made to be printed or saved as PDF for a study file. The file holds the same and"
    " can be read by other programs. The links work for {minutes} minutes, for whoever has them,"
    " so do not pass them on."
)
EXPORT_RECORD_HOW = "The record is everything that happened, line by line, for an audit."
EXPORT_OTHERS = "Of what is between two other sides the record has the hashes alone."
EXPORT_RESTRICTED = "They hold what you may see; restricted parts are left out."
EXPORT_PAGE, EXPORT_FILE, EXPORT_RECORD = "Page to print", "File (YAML)", "Record (JSON lines)"
NO_LINKS = (
    "Links cannot be made here, because the address of this Accord or its key is not set. Whoever"
    " runs it can set ACCORD_PUBLIC_URL and ACCORD_SECRET_KEY, or write the file with accord"
    " agreement export FILE."
)
EXPORT_MEMBERS = (
    "The agreement can be exported by people who hold a seat. Ask the lead of your side ({leads})."
)
