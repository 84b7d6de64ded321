"""Slack's failures as the failures the engine knows, from one table.

Codes: the error tables of the pages docs.slack.dev/reference/methods/chat.postMessage, chat.update,
chat.postEphemeral, views.open, users.info, conversations.open, .history, .info and .members.
"""

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack.payload import text_at
from bot.engine.outgoing import (
    DeliveryError,
    MessageGone,
    OutcomeUnknown,
    Rejected,
    TryLater,
    Unreachable,
)

TOKEN_REFUSED = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
"""The workspace took its token back, or gave a new one."""

NOBODY = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
"""Nobody with this id can be seen."""

_KINDS: dict[type[DeliveryError], frozenset[str]] = {
    # Slack says it did nothing.
    TryLater: frozenset(
        {
            "accesslimited",
            "external_channel_migrating",
            "fetch_members_failed",
            "rate_limited",
            "ratelimited",
            "request_timeout",
            "service_unavailable",
            "team_added_to_org",
        }
    ),
    # Slack's pages say of both that part of the work may have been done.
    OutcomeUnknown: frozenset({"fatal_error", "internal_error"}),
    Unreachable: TOKEN_REFUSED
    | NOBODY
    | {
        "access_denied",
        "cannot_dm_bot",
        "channel_is_limited_access",
        "channel_not_found",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_user",
        "invalid_user_combination",
        "is_archived",
        "is_inactive",
        "message_limit_exceeded",
        "messages_tab_disabled",
        "method_not_supported_for_channel_type",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_in_channel",
        "org_login_required",
        "read_only_channel",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "team_access_not_granted",
        "team_not_found",
        "thread_not_found",
        "user_disabled",
        "user_is_bot",
        "user_is_restricted",
        "user_not_in_channel",
    },
    # The last three: it may still be there, but it cannot be edited any more.
    MessageGone: frozenset(
        {"message_not_found", "cant_update_message", "edit_window_closed", "update_failed"}
    ),
    Rejected: frozenset(
        {
            "exchanged_trigger_id",
            "expired_trigger_id",
            "invalid_arguments",
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_metadata_format",
            "invalid_metadata_schema",
            "metadata_too_large",
            "msg_blocks_too_long",
            "msg_too_long",
            "no_text",
            "trigger_exchanged",
            "trigger_expired",
            "view_too_large",
        }
    ),
}
KIND_OF_CODE = {code: kind for kind, codes in _KINDS.items() for code in codes}
"""A code that is missing here is new, and treated as a refusal of the content."""

_RATE_LIMITED = 429
_SERVER_ERROR = 500
_OK = 200


def refusal(method: str, error: SlackApiError) -> DeliveryError:
    """An answer of Slack that is not ok."""
    response = error.response
    # The SDK hands over its own response, or aiohttp's when the body could not be read.
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    code = code_of(error)
    after = _seconds(getattr(response, "headers", {}).get("Retry-After"))
    if status == _RATE_LIMITED or (code and KIND_OF_CODE.get(code) is TryLater):
        return TryLater(f"{method}: {code or status}", after=after)
    if status >= _SERVER_ERROR or (code is None and status in (0, _OK)):
        return OutcomeUnknown(f"{method}: {code or f'unreadable answer, status {status}'}")
    kind = KIND_OF_CODE.get(code or "", Rejected)
    return kind(f"{method}: {code or f'status {status}'}")


def broken(method: str, error: Exception) -> DeliveryError:
    """A connection that failed before an answer came."""
    what = f"{method}: {type(error).__name__}"
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        # The connection was never made, so nothing can have arrived.
        return TryLater(what)
    return OutcomeUnknown(what)


def code_of(error: BaseException | None) -> str | None:
    """Slack's code in one of its refusals."""
    return _told(error, "error")


def needed_scope(error: BaseException | None) -> str | None:
    """The permission that Slack names when it refuses with `missing_scope`."""
    return _told(error, "needed")


def _told(error: BaseException | None, key: str) -> str | None:
    if not isinstance(error, SlackApiError):
        return None
    return text_at(getattr(error.response, "data", None), key)


def _seconds(header: str | None) -> float | None:
    try:
        return max(0.0, float(header)) if header is not None else None
    except ValueError:
        return None
