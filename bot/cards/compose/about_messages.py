"""What somebody can start from a message that stands in chat.

The platforms' manifests list these in the menu of a message; what is chosen there arrives as a
press that carries the words of the message, and its address where the platform tells it.
"""

HEADS_UP = "message.heads_up"
RAISE = "message.raise"
ASK = "message.ask"
ACTION = "message.action"
SUGGEST = "message.suggest"
OWNER = "message.owner"

#: All of them.
FROM_A_MESSAGE = frozenset({HEADS_UP, RAISE, ASK, ACTION, SUGGEST, OWNER})

#: Keys of what the press carries.
WORDS, LINK = "words", "link"
