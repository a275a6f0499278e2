"""Submitting declarations: one request for each prepared draft, with its CSRF token."""

from uuid import UUID

from bench.load import form_request
from bench.people import Phone
from domain.storage.keyfile import FileKeyRing
from domain.storage.keys import Kind
from web.csrf import FIELD, make_token
from web.settings import Settings


def submissions(settings: Settings, port: int, drafts: list[tuple[Phone, UUID]]) -> list[bytes]:
    """Build the last request of the wizard for each draft."""
    ring = FileKeyRing(settings.keys, settings.data)
    key = ring.derived(Kind.BROWSER, "csrf")
    return [
        form_request(
            "/declare/submit",
            port,
            f"hc={phone.token}",
            f"{FIELD}={make_token(key, phone.token)}&draft={draft}&commitment=yes",
        )
        for phone, draft in drafts
    ]
