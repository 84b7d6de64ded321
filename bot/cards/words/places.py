"""Sentences about rooms that moved, and rooms and workspaces where Accord can no longer write."""

MOVED_TITLE = "Accord moved along"
MOVED = (
    "This room has a new address on the platform. Nothing else changed: everything agreed goes on"
    " here. Type status to see what is open."
)
LOST_TITLE = "Accord can no longer write in a room"
LOST_TENANT_TITLE = "Accord can no longer write in a workspace"
CHECK = "Check the connections"

#: What happened, by the value of `LostBecause`.
_ROOM_HAPPENED = {
    "removed": "Accord was taken out of the {room}",
    "archived": "The {room} was archived",
    "deleted": "The {room} was deleted",
    "unshared": "The {room} is no longer shared with {parties}",
    "uninstalled": "Accord was uninstalled, and with it left the {room}",
    "revoked": "The permission of Accord in the {room} was withdrawn",
}
_TENANT_HAPPENED = {
    "uninstalled": "Accord was uninstalled from the {workspace} of {parties}",
    "revoked": "The {workspace} of {parties} withdrew the permission of Accord",
}


def room_lost(room: str, parties: str, because: str) -> str:
    """The event; the moment follows."""
    return f"{_ROOM_HAPPENED[because].format(room=room, parties=parties)}: "


def tenant_lost(workspace: str, parties: str, because: str) -> str:
    """The event; the moment follows."""
    happened = _TENANT_HAPPENED.get(because, "Accord was taken out of the {workspace} of {parties}")
    return f"{happened.format(workspace=workspace, parties=parties)}: "


def nothing_left(parties: str) -> str:
    """Where it was the last room."""
    return (
        f"There is no other room for {parties}, so nothing can be shown to that side until one is"
        " connected."
    )


def others_left(parties: str) -> str:
    """Where there are other rooms."""
    return f"The other rooms of {parties} go on as before."


OWN_ROOM = (
    "Add Accord there again, or to another room, and type “connect here” in it. What was agreed and"
    " sent is kept."
)
OWN_TENANT = (
    "Ask your administrator to install Accord again, add it to the room and type “connect here” in"
    " it. What was agreed and sent is kept."
)


def ask_the_lead(parties: str) -> str:
    """For the other sides."""
    return (
        f"The lead of {parties} can connect a room again by typing “connect here” in it. Accord may"
        " not be able to tell them, so please mention it. What was agreed and sent is kept."
    )
