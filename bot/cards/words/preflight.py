"""Sentences of the check of places, people and calendars: what is wrong, who puts it right, how.

What is wrong is the rest of a sentence about its subject, which is shown before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.words import uncertain_days as uncertain
from bot.domain.finding import FindingKind
from bot.domain.uncertain_days import UncertainDays

TITLE = "Connections and gaps"
HEALTHY = "Everything is in place: rooms, people, seats, office hours and days off."
CHECK_AGAIN = "Check again"
CHECKED = "Checked: "
CHECKING_TITLE = "Checking that all will work"
CHECKING = "I look at every channel, person and calendar. The result comes here in a moment."
INTERRUPTED_TITLE = "The check did not finish"
INTERRUPTED = "Accord was stopped meanwhile. Nothing was changed; check again with the button."
OPERATOR = "whoever runs Accord"

_SLACK, _TEAMS = "slack", "teams"
_PLATFORM = {_SLACK: "Slack", _TEAMS: "Teams", "console": "the terminal"}
_ROOM = {_SLACK: "Slack channel", _TEAMS: "Teams room"}
_WORKSPACE = {_SLACK: "Slack workspace", _TEAMS: "Teams tenant"}


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """What is wrong, who acts, and what they do."""

    wrong: str
    who: str
    what: str


def summary(count: int) -> str:
    """The one line of a notification."""
    return HEALTHY if not count else f"{count} {'thing' if count == 1 else 'things'} to put right"


def platform(name: str) -> str:
    """What people call a platform."""
    return _PLATFORM.get(name, name)


def workspace(platform_name: str) -> str:
    """What a whole workspace or tenant is called there."""
    return _WORKSPACE.get(platform_name, "workspace")


def lead(party: str) -> str:
    """Who speaks for a side."""
    return f"the lead of {party}"


def leads(one: str, other: str) -> str:
    """Who speaks for two sides."""
    return f"the leads of {one} and {other}"


def administrator(platform_name: str, party: str) -> str:
    """Who may change what an app may do there."""
    known = _PLATFORM.get(platform_name) if platform_name in _ROOM else None
    return f"a {known} administrator of {party}" if known else f"an administrator of {party}"


def room(platform_name: str, party: str, id_: str = "") -> str:
    """A room; the id only where a party has several."""
    return f"{_ROOM.get(platform_name, 'room')} of {party}" + (f" ({id_})" if id_ else "")


def person(name: str, titles: str) -> str:
    """Somebody by name and seats, where these are not the same."""
    return name if titles in ("", name) else f"{name} ({titles})"


def room_remedy(kind: FindingKind, platform_name: str, party: str, detail: str) -> Remedy:
    """For what a platform tells of a room; the party is the one whose side hosts it."""
    remedies = {
        FindingKind.NOT_INSTALLED: _not_installed(platform_name, party),
        FindingKind.MISSING_SCOPE: _missing_scope(platform_name, party, detail),
        FindingKind.NOT_IN_ROOM: Remedy(
            wrong="Accord is not in it.",
            who=f"a member of the {room(platform_name, party)}",
            what="Invite Accord: type /invite @Accord in the channel.",
        ),
        FindingKind.APP_NOT_ADDED: Remedy(
            wrong="the Accord app was not added to it.",
            who=f"an owner of the Teams team of {party}",
            what=(
                "Add the Accord app: in a team under Manage team, Apps; in a chat with + at the"
                " top. For a shared channel, add it to the team that hosts the channel, then to the"
                " channel."
            ),
        ),
        FindingKind.ROOM_GONE: Remedy(
            wrong="archived, or no longer there.",
            who=lead(party),
            what="Open it again, or add Accord to another one and type “connect here” there.",
        ),
        # Source: slack.com/help, “Slack Connect: Manage channel invitation settings and
        # permissions”: with permission only to post, people of the other organisation cannot add
        # teammates or apps; whoever may send invitations can change it afterwards.
        FindingKind.POST_ONLY: Remedy(
            wrong="people of the other organisation have permission only to post.",
            who=administrator(platform_name, party),
            what=(
                "Change their permission in the settings of the channel to “post, invite, and"
                " more”."
            ),
        ),
    }
    return remedies.get(kind) or cannot_check(platform(platform_name), detail)


def person_remedy(
    kind: FindingKind, platform_name: str, side: str, host: str, detail: str
) -> Remedy:
    """For what a platform tells of a person.

    Args:
        kind: what it tells.
        platform_name: the platform part of the person's address.
        side: the party the person speaks or sits for.
        host: the party the person's workspace or tenant belongs to; usually the same.
        detail: what the platform says about it.
    """
    remedies = {
        FindingKind.NOT_INSTALLED: _not_installed(platform_name, host),
        FindingKind.MISSING_SCOPE: _missing_scope(platform_name, host, detail),
        FindingKind.NO_DIRECT_MESSAGES: _no_direct_messages(platform_name, host),
        FindingKind.PERSON_GONE: Remedy(
            wrong=f"the {platform(platform_name)} account is closed or cannot be found.",
            who=lead(side),
            what="Type “seats fill” and seat somebody else, or the same person's new account.",
        ),
        FindingKind.NOT_IN_ANY_ROOM: Remedy(
            wrong="in none of the rooms.",
            who=lead(side),
            what="Invite this person into the room of the collaboration.",
        ),
    }
    return remedies.get(kind) or cannot_check(platform(platform_name), detail)


def cannot_check(called: str, detail: str) -> Remedy:
    """The platform did not tell."""
    because = f" ({detail})" if detail else ""
    return Remedy(
        wrong=f"could not be checked{because}.",
        who=OPERATOR,
        what=f"Check again in a few minutes. If it stays so, see whether {called} can be reached.",
    )


def _not_installed(platform_name: str, party: str) -> Remedy:
    what = "Install Accord there."
    if platform_name == _SLACK:
        what = (
            "Install Accord in the workspace with the link that whoever runs Accord has, then type"
            " /invite @Accord in the channel."
        )
    elif platform_name == _TEAMS:
        what = "Allow the Accord app in the Teams admin center, then add it to the team or chat."
    return Remedy(
        wrong=f"Accord is not installed in this {workspace(platform_name)}.",
        who=administrator(platform_name, party),
        what=what,
    )


def _missing_scope(platform_name: str, party: str, detail: str) -> Remedy:
    return Remedy(
        wrong=f"Accord lacks a permission there: {detail or 'the platform does not say which'}.",
        who=administrator(platform_name, party),
        what="Install Accord again and grant what it asks for.",
    )


def _no_direct_messages(platform_name: str, party: str) -> Remedy:
    what = "Allow Accord to write to this person."
    if platform_name == _SLACK:
        what = (
            "Allow direct messages from apps of other organisations in the Slack Connect settings,"
            " or make sure this person shares a channel with Accord."
        )
    elif platform_name == _TEAMS:
        what = (
            "Allow the Accord app for this person, or ask them to add Accord in Teams and to say"
            " hello to it."
        )
    return Remedy(
        wrong="Accord cannot write to this person directly.",
        who=administrator(platform_name, party),
        what=what,
    )


def no_platform(called: str) -> Remedy:
    """Somebody or some room is on a platform that this installation does not serve."""
    return Remedy(
        wrong="needed here, and not set up.",
        who=OPERATOR,
        what=f"Fill in the settings of {called}; .env.example explains each, the README where to"
        " find them.",
    )


def unknown_tenant(platform_name: str, count: int, party: str) -> Remedy:
    """How many, never who."""
    people = "1 person" if count == 1 else f"{count} people"
    called = workspace(platform_name)
    return Remedy(
        wrong=f"{people} from a {called} that belongs to no party {_are(count)} in the room.",
        who=lead(party),
        what=(
            "Ask whoever runs Accord to bind that"
            f" {called} to a party, or take them out of the room. Until then they can read the"
            " answers given there, and nothing else."
        ),
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def no_room(party: str) -> Remedy:
    """A party without a room."""
    return Remedy(
        wrong="no room yet, so nothing can be shown to this side.",
        who=lead(party),
        what="Add Accord to a channel or team of yours and type “connect here” in it.",
    )


def no_lead(party: str, others: Sequence[str]) -> Remedy:
    """A party for which nobody speaks; the others are those that have a lead."""
    wrong = "no lead, so nobody can fill seats or accept changes for this side."
    if not others:
        what = f"Name a lead of {party} in the bindings (lead: true) and import them."
        return Remedy(wrong=wrong, who=OPERATOR, what=what)
    return Remedy(
        wrong=wrong,
        who=lead(" or ".join(others)),
        what=(
            f"Type “connect code” and send the code to {party}: who types it in a room of {party}"
            " speaks for it."
        ),
    )


def no_holder(party: str) -> Remedy:
    """A seat nobody holds."""
    return Remedy(wrong="held by nobody.", who=lead(party), what="Type “seats fill”.")


def holder_gone(party: str, gone: str) -> Remedy:
    """A seat with an open gap."""
    return Remedy(
        wrong=f"{gone}.",
        who=lead(party),
        what="Type “seats fill”, or press Still in the seat in the message that told of it.",
    )


def no_deputy(party: str) -> Remedy:
    """A seat without a stand-in."""
    return Remedy(
        wrong="no deputy is agreed.",
        who=lead(party),
        what=(
            "Type “agreement”, open the seat and name a deputy, so that somebody is asked when the"
            " holder is away."
        ),
    )


def deputy_is_holder(party: str, deputy: str) -> Remedy:
    """One person in a seat and in its deputy seat."""
    return Remedy(
        wrong=f"its holder also holds the deputy seat ({deputy}), so nobody stands in.",
        who=lead(party),
        what="Type “seats fill” for one of the two seats, or name another deputy.",
    )


def not_in_chat(party: str) -> Remedy:
    """Somebody without an address."""
    return Remedy(
        wrong="no chat address is known, so Accord cannot write to this person.",
        who=lead(party),
        what=(
            "Ask this person into the room and type “seats fill”, or agree that the seat is not in"
            " chat."
        ),
    )


def both(one: str, other: str) -> str:
    """Two parties as a subject."""
    return f"{one} and {other}"


def works(party: str, hours: str, there: str, clock: str) -> str:
    """When a party works, on the other's clock."""
    return f"{party} works {hours}, which is {there} {clock}"


def no_shared_hours(one: str, other: str, weeks: int, of: int, hours: tuple[str, str]) -> Remedy:
    """Two parties that never meet."""
    never = "their office hours never meet" if weeks == of else "in some weeks they never meet"
    return Remedy(
        wrong=f"{never}: {hours[0]}; {hours[1]}.",
        who=leads(one, other),
        what=(
            "Agree on an hour in which both can be reached, and move the office hours of one side"
            " by it."
        ),
    )


def holidays_missing(party: str, year: int) -> Remedy:
    """A year without a day off."""
    return Remedy(
        wrong=f"no day off of {year} is on its calendar.",
        who=lead(party),
        what=f"Type “agreement”, open the parties and add the days off of {year}.",
    )


def unconfirmed_days(party: str, found: UncertainDays) -> Remedy:
    """An uncertain day that is near."""
    stands = "stand" if uncertain.several(found.span) else "stands"
    counts = uncertain.counts_as(found.stands, found.span)
    return Remedy(
        wrong=(
            f"{uncertain.name(found)} ({uncertain.days(found.span)}) {stands} as {counts} and"
            " still has to be confirmed."
        ),
        who=lead(party),
        what=(
            "Answer the question you get about it ten working days before it matters; or type"
            " “agreement” and open the parties to confirm it now."
        ),
    )
