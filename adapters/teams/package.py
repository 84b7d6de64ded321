"""Builds the app package that an administrator uploads to Teams."""

import io
import json
import re
import zipfile
from importlib import resources

_MANIFEST = "manifest.json"
_ICONS = ("color.png", "outline.png")
_APP_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE)
# The oldest date a zip file can hold: the same input gives the same bytes on every day.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def build_package(app_id: str, public_host: str) -> bytes:
    """The zip file with manifest and icons, for the app id and the host Accord is reached at.

    Raises:
        ValueError: one of them cannot be meant; the message says what it must look like.
    """
    if not _APP_ID.fullmatch(app_id):
        raise ValueError(
            f'"{app_id}" is no app id. It is the Application (client) ID of the Entra app, for'
            " example 5b1c0f3e-0000-4000-8000-000000000001 (TEAMS_APP_ID)."
        )
    if not _HOST.fullmatch(public_host):
        raise ValueError(
            f'"{public_host}" is no host name. Give the name alone, for example accord.example.com'
            " (the host of ACCORD_PUBLIC_URL)."
        )
    files = resources.files("adapters.teams") / "manifest"
    template = (files / _MANIFEST).read_text(encoding="utf-8")
    manifest = template.replace("{app_id}", app_id.lower()).replace("{public_host}", public_host)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, _MANIFEST, json.dumps(json.loads(manifest), indent=2).encode())
        for icon in _ICONS:
            _add(archive, icon, (files / icon).read_bytes())
    return packed.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _NO_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # Without this the entry carries the permissions of the machine that packs.
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    archive.writestr(entry, content)
