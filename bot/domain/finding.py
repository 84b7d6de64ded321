"""What would fail silently later, found beforehand: each with who must do what about it."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What is not as it should be. The first ten are what a platform tells of a place or person."""

    NOT_INSTALLED = "not_installed"
    NOT_IN_ROOM = "not_in_room"
    APP_NOT_ADDED = "app_not_added"
    ROOM_GONE = "room_gone"
    MISSING_SCOPE = "missing_scope"
    POST_ONLY = "post_only"
    PERSON_GONE = "person_gone"
    NO_DIRECT_MESSAGES = "no_direct_messages"
    NOT_IN_ANY_ROOM = "not_in_any_room"
    CANNOT_CHECK = "cannot_check"
    NO_PLATFORM = "no_platform"
    """A room or person is on a platform that is not set up here."""
    UNKNOWN_TENANT = "unknown_tenant"
    """People in a room come from a workspace or tenant that belongs to no party."""
    NO_ROOM = "no_room"
    NO_LEAD = "no_lead"
    NO_HOLDER = "no_holder"
    HOLDER_GONE = "holder_gone"
    """The holder of a seat left or can no longer be reached."""
    NO_DEPUTY = "no_deputy"
    DEPUTY_IS_HOLDER = "deputy_is_holder"
    """Holder and deputy of a seat are the same person, so nobody stands in."""
    NOT_IN_CHAT = "not_in_chat"
    """A holder or lead has no chat address."""
    NO_SHARED_HOURS = "no_shared_hours"
    """Two parties that owe each other something are never in the office together."""
    HOLIDAYS_MISSING = "holidays_missing"
    UNCONFIRMED_DAY = "unconfirmed_day"
    """A day off, or an extra working day, is near and still provisional."""
    PULSE_NO_KEY = "pulse_no_key"
    """A pulse is agreed, and there is no key to lock its answers with."""
    PULSE_TOO_FEW = "pulse_too_few"
    """Fewer people of a side hold the seats the pulse asks than it takes to show anything."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to put right. All texts are for people."""

    kind: FindingKind
    subject: str
    """What it is about: a room, a person, a seat or a party, by name."""
    party: str | None
    """Key of the party that must act; none when it is whoever runs Accord, or several."""
    wrong: str
    """What is not as it should be, as the rest of a sentence about the subject."""
    who: str
    """Which side and which kind of person must act: “a Slack administrator of Larkspur”."""
    what: str
    """What they do, exactly."""
