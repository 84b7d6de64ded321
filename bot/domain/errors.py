"""What can go wrong by the rules, as a tree.

AccordError
├── Refused        somebody asked for what they may not have or cannot do now
│   └── Overtaken  the text that was to be changed changed meanwhile (`bot.domain.changes`)
├── InvalidInput   an answer or a command cannot be used as it was typed
└── BadAgreement   an agreement does not hold together

Every message is a sentence for the person who reads it and says what to do instead.
"""


class AccordError(Exception):
    """A rule of the domain was not met; the message is written for the person."""


class Refused(AccordError):
    """The person may not do this, or not now."""


class InvalidInput(AccordError):
    """What was typed cannot be used; `field` names the input of a form, when there is one."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class BadAgreement(AccordError):
    """The agreement refers to something it does not hold, or contradicts itself."""
