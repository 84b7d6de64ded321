"""The commands by what people are after, so that help is one screen for whoever is in a hurry."""

from bot.cards.compose.general import HelpGroup

#: What is urgent comes first. Each word as people type it; `help` and a word says the rest.
COMMAND_GROUPS: tuple[HelpGroup, ...] = (
    HelpGroup("Something happened", ("raise", "heads-up", "escalations", "report")),
    HelpGroup("Who and where", ("who", "reach", "where", "seats", "who am I")),
    HelpGroup("What is promised", ("due", "update", "done", "excuse", "agenda", "numbers")),
    HelpGroup(
        "Questions and tasks", ("ask", "answer", "action", "actions", "decision", "decisions")
    ),
    HelpGroup("How it stands", ("status", "digest", "kept", "responsiveness", "why")),
    HelpGroup(
        "Working well together", ("thanks", "suggest", "suggestions", "pulse", "retrospective")
    ),
    HelpGroup("What is agreed", ("agreement", "propose", "export")),
    HelpGroup("For yourself", ("away", "snooze", "settings", "help")),
    HelpGroup("Finding a partner", ("partners",)),
    HelpGroup("Begin, stop, end", ("setup", "connect", "pause", "resume", "close", "archive")),
)
