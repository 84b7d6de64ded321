"""What the terminal says besides Accord's own cards."""

HELP = """\
Type what you would say to Accord, for example: who owns the histo slides?
  /as SEAT         speak as the holder of a seat, for example /as cro_pm
  /room, /direct   speak in your party's room, or in your own chat with Accord
  /press N         press the button with number N
  /inbox [SEAT]    what you, or the holder of a seat, received
  /rooms           what each room received
  /people          who sits where
  /advance STEP    move the clock ahead: 90s, 15m, 4h, 3d, 2w
  /now             what time it is in every party's zone
  /quit            end"""

STORY = """\
Accord, a demonstration. It is Friday 4 December 2026, 16:55 in Hyderabad; nothing leaves this
terminal. Larkspur (sponsor, San Diego) and Deccan (CRO, Hyderabad) run a 28-day rat study, and
their agreement is loaded. You are Deccan's client project manager.

A short story to try:
  who owns the histo slides?      ask, as you would ask a colleague
  /advance 10m                    17:00 comes: you are asked for the weekly status
  /press 1                        write it; Larkspur's room shows it at once
  /rooms                          see what the other side reads
  /advance 1w                     next week, do nothing
  /advance 2d                     and see who is told what, and how
  /help                           everything else"""

NO_SUCH_COMMAND = "There is no such command. /help lists them."
NO_SUCH_BUTTON = "There is no button with that number here. Buttons show their number in brackets."
NOTHING_RECEIVED = "Nothing yet."
CANCELLED = "Cancelled; nothing was sent."
FORM_HOW = "Answer line by line; an empty line keeps what stands in brackets, /cancel stops."


def no_such_seat(seat: str, seats: str) -> str:
    """For `/as` and `/inbox`."""
    return f'Nobody holds a seat "{seat}". Seats: {seats}.'
