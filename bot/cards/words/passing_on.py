"""Sentences of passing on what came to the wrong seat of a side."""

WHOSE, WORD = "Whose is it?", "A word to them"
NOBODY_ELSE = (
    "There is no other seat on your side that this can be passed on to. Please answer it yourself."
)
