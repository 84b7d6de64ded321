"""Sentences of files that go into and come out of a partner directory, and of their page."""

from collections.abc import Sequence

#: The head of a column, by the name of the field. Read in any case, with blanks or underscores.
COLUMNS = {
    "name": "Name",
    "categories": "Categories",
    "services": "Services",
    "regions": "Regions",
    "accreditations": "Accreditations",
    "contacts": "Contacts",
    "msa_until": "MSA until",
    "rate_card_until": "Rate card until",
    "found": "Found",
    "notes": "Notes",
}
#: Columns that an export has besides, and that nobody can import.
RECOMMENDED, TODO = "Recommended by", "What to do"
SHEET, CATEGORIES_SHEET, HOW_SHEET = "Partners", "Categories", "How to fill it in"

HOW_ROWS = (
    ("Column", "What to write"),
    ("Name", "Needed. A name that is in the directory already is changed, not added again."),
    ("Categories", "Numbers or names of the sheet Categories; own: and a name adds one. 3; 6"),
    ("Services", "What they do, as a colleague would say it."),
    ("Regions", "Denmark; EU"),
    ("Accreditations", "GLP until 2027-06; AAALAC"),
    ("Contacts", "Name, role, e-mail, phone; the next one"),
    ("MSA until", "2027-06-30"),
    ("Rate card until", "2027-06-30"),
    ("Found", "directory: its name; marketplace: its name, number; colleague: who"),
    ("Notes", "Anything else."),
    ("", "A column that is left out changes nothing; an empty cell empties the field."),
)

EMPTY_FILE = "There is nothing in this file. Choose one with a line for each partner."
NO_NAME_COLUMN = (
    "The first line has no column “Name”, so nothing can be read. Give the columns the names of the"
    " template and choose the file again."
)
NOT_READ = (
    "This is neither CSV nor a workbook that can be read. Save it as CSV or as “Excel workbook"
    " (.xlsx)” and choose it again."
)
FORMULA = "This cell holds a formula. Copy the column and paste it as values only."

LOOKED_ONLY = "Nothing was changed. Run it without --look to take it in."
NOTHING_CHANGED = (
    "Nothing was changed. Correct the file and run this again, or add --without-mistakes and the"
    " name of a file for the lines that cannot be read."
)
WHOLE_ORGANISATION = (
    "A directory belongs to a whole workspace or tenant. Write --organisation slack:T0SPONSOR or"
    " teams:<tenant id>."
)

TITLE = "Take a file into your partner directory"
CHOOSE = "Choose a CSV or XLSX file of at most 2 MB, with a line for each partner."
FIRST_LOOK = "Nothing is changed yet: first you see what would be."
LOOK, TAKE_IN, GET_WRONG, AGAIN = (
    "Look at it",
    "Take it in",
    "Get the lines that cannot be read as a file",
    "Choose another file",
)
NOTHING_TO_TAKE_IN = "There is nothing to take in."
DONE_TITLE = "It is in your directory"
LINK_GONE = (
    "This link works no more: it was used, or its time is over. Type partners import in chat to get"
    " a new one. Nothing was changed."
)
CHOOSE_ONE = "No file came along. Choose one."
TOO_LARGE = "This file is larger than 2 MB. Split it, or leave out what is not about partners."
NOT_FROM_HERE = "This did not come from the page of the link, so nothing was changed."
BACK_TO_CHAT = "You can close this page. In chat, partners shows what is there now."
NAMED_TWICE_WHERE = "Keep one of them."


def named_twice(row: int) -> str:
    """A name stands in two lines of a file."""
    return f"This name is in line {row} already. {NAMED_TWICE_WHERE}"


def too_many_rows(most: int) -> str:
    """A file has more lines than are read at once."""
    return f"There are more than {most} lines in this file. Split it into several files."


def unread_columns(names: Sequence[str]) -> str:
    """Columns nobody knows, which are left out."""
    text = f"Not read, because the directory has no such field: {', '.join(names)}."
    if any("recommend" in name.casefold() for name in names):
        text += " Recommendations are given by people themselves: partners recommend, in chat."
    return text


def planned(new: int, changed: int, back: int, same: int, wrong: int) -> str:
    """Such as: 412 new, 80 changed, 8 with mistakes."""
    said = [
        f"{count} {what}"
        for count, what in (
            (new, "new"),
            (changed, "changed"),
            (back, "brought back"),
            (same, "as they are"),
            (wrong, "with mistakes"),
        )
        if count
    ]
    return f"{', '.join(said)}." if said else NOTHING_TO_TAKE_IN


def mistake(row: int, column: str, text: str) -> str:
    """`Line 7, Accreditations: …`."""
    return f"Line {row}, {column}: {text}" if column else f"Line {row}: {text}"


def further_mistakes(count: int) -> str:
    """Mistakes that are not listed."""
    return f"And {count} more; the file of these lines has all of them."


WRONG_STAY = (
    "Lines with mistakes are left out; the others can be taken in. Get them as a file, which says"
    " what to do in each, and choose that file with a new link."
)
EMPTY_CELLS = "An empty cell empties the field; a column that is not there leaves it as it is."
