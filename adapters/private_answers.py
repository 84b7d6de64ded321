"""Answers for whoever was given a link: nothing keeps, finds, frames them or runs in them."""

from typing import Literal

from aiohttp import web

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def private_headers(*, forms: Literal["'none'", "'self'"] = "'none'") -> dict[str, str]:
    """The headers of such an answer; its forms are sent nowhere, or to the bot itself."""
    return {
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action {forms};"
            " frame-ancestors 'none'"
        ),
    }


def private_file(
    content: str | bytes,
    content_type: str,
    name: str,
    *,
    shown: Literal["attachment", "inline"] = "attachment",
) -> web.Response:
    """A file to save, or to look at in the browser; a text is in UTF-8."""
    return web.Response(
        # Half a surrogate pair somebody once typed must not keep the rest from being read.
        body=content.encode("utf-8", "replace") if isinstance(content, str) else content,
        content_type=content_type,
        charset="utf-8" if isinstance(content, str) else None,
        headers={**private_headers(), "Content-Disposition": f'{shown}; filename="{name}"'},
    )
